"""The one reader of workbooks, from the inbox to typed tables, and the writers."""
