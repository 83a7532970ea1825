"""From a .docx template to Jinja source: scanned, checked, patched; once for each template."""
