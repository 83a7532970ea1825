"""Typesetting: the outline language, styles, paragraphs, tables, the page."""
