"""Parts of typesetting: the outline language, styles, paragraphs, tables, the page."""
