"""Opinions (意见) from any export to who gets what: the machine proposes, people decide."""
