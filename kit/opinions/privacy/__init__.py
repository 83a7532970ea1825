"""Opinions without the people who gave them: names and numbers taken out of what is shared."""
