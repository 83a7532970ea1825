"""What is handed out: the register, the summary, the adoption table, and each recipient's own pack."""
