"""What the kit proposes: aspects, near-duplicates, splits, hot issues; it decides nothing."""
