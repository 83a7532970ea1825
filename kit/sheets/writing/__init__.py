"""Workbooks that the kit writes: plain tables, blank forms, marked copies."""
