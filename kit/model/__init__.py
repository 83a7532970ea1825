"""What there is: place, finding, fact, table, campaign."""
