"""One model of a .docx: its form read, its form written, another layout for it."""
