"""Judging what a reader would see: LibreOffice makes a PDF, poppler its boxes and its ink."""
