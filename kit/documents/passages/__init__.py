"""What several documents say alike: clauses and paragraphs made of facts, and what they leave out."""
