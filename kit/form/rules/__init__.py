"""Official-form rules by subject: a document in, findings out."""
