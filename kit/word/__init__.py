"""The document engine: fill, marks, layout, outline."""
