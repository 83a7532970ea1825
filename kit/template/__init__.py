"""The document engine: a template compiled, filled, marked and traced."""
