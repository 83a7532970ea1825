"""How documents are put together: numbering, names, blanks, titles, sign-off."""
