"""The doors to files: the only zip reader, XML parser, atomic writer and finder of LibreOffice."""
