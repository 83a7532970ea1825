"""The typed catalogue: what each kind of document may print, and extreme material to try templates with."""
