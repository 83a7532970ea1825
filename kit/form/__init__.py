"""Official form (公文格式): any .docx in, findings out, and what of it is mended by itself."""
