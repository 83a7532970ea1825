"""Whether two opinions say the same thing: normalising, candidates, verification."""
