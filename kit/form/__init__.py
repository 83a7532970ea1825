"""Official form: any .docx in, findings out, and what of it is mended by itself."""
