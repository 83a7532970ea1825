"""What people decide: the review workbook, its answers, the merged opinions that they make."""
