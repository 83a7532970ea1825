"""Workbooks that the kit writes: blank forms, marked copies, review sheets, packs."""
