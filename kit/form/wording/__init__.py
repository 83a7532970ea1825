"""Rules about the words themselves: numerals (GB/T 15835) and punctuation (GB/T 15834)."""
