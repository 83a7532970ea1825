"""The document engine: a template compiled once, filled, its figures marked and traced."""
