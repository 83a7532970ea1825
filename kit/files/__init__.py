"""The doors to files: packages opened and written."""
