"""Opinions at the desk: importing, reviewing, packs, what notebooks show of them."""
