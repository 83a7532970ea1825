"""From a .docx template to Jinja source: scanned, all faults refused at once, patched."""
