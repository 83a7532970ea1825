"""One kind of spreadsheet per file, the one reader, and the writers."""
