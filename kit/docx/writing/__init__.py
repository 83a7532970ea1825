"""From outline text to a .docx: the outline language, styles, paragraphs, tables, the page."""
