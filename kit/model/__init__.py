"""The nouns: fact, finding, kind of sheet, table, campaign, tally, draft; counting as records."""
