"""What documents say of a subject: clauses and paragraphs made of facts."""
