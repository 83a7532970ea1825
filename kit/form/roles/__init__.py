"""What each paragraph of a document is: mark, title, recipient, body, sign-off, imprint."""
