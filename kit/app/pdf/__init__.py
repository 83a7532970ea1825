"""PDFs: LibreOffice, its fonts, one print file for duplex printing."""
