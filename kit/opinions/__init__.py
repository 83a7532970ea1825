"""Opinions: registered, sorted, decided on, handed out."""
