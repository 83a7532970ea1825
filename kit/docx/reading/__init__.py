"""Reading any .docx the way a word processor would show it, within bounds."""
