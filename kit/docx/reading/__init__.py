"""Any .docx as a word processor would show it: the cascade of styles resolved, within bounds."""
