"""What is handed out: register, summary, adoption table, and each recipient's own pack."""
