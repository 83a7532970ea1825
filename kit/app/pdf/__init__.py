"""PDFs: LibreOffice, fonts, one print file."""
