"""What people decide of opinions: the review workbook, its answers, merges that hold."""
