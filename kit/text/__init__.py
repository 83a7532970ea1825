"""How Chinese is said and read: numbers and their rounding, dates, enumerations, cutting into words."""
