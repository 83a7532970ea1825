"""For those who write templates and own sheets: faults at once, names, a first version."""
