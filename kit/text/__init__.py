"""How Chinese is said and read: numbers, dates, enumerations, words."""
