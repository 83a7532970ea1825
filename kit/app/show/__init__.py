"""What one looks at: tables, charts, the page of a run, lines on the screen."""
