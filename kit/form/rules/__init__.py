"""Rules of form by subject: the records (Rule) on top, then `check`, which finds departures."""
