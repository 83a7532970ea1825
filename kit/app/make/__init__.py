"""What a run makes: drafts, notices, the ledger, marked copies; and what it never overwrites."""
