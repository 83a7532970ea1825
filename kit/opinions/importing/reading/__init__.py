"""What all shapes share: finding the table, telling closed questions from open ones, asking people."""
