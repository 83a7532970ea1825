"""What the kinds of documents are composed with: clauses, lists, numbering, blanks, sign-off."""
