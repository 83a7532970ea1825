"""Another layout for a finished document or a template: the same words, marks and blanks on another page."""
