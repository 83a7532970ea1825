"""Text without the people it comes from: names, numbers and addresses taken out of whatever is shared."""
