"""The appraisal, step by step: count ballots, work out results, compare with last round, say it as facts."""
