"""What the kit proposes: aspects, duplicates, splits, hot issues."""
