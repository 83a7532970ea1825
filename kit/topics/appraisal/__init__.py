"""The appraisal (群众评议): ballots tallied, results worked out, compared with last round, said as facts."""
