"""How it is said: rounding, numerals, dates, enumerations."""
