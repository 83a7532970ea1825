"""What the linter says: form findings, their places, and how repeats are folded."""
