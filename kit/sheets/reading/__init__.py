"""The one reader: a workbook in the inbox to typed tables."""
