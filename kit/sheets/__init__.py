"""From workbooks of any shape to typed tables: opening, recognising by headings, reading cells."""
