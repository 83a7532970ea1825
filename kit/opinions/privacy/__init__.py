"""Opinions without the people who gave them: what shared outputs may show."""
