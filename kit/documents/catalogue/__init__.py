"""What the template of each kind may print, and extreme material to try it with."""
