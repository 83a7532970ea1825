"""Opinions: cut into words, counted by aspect."""
