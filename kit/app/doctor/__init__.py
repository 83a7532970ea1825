"""For those who write templates: the doctor, the names, a new template."""
