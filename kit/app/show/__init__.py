"""What one looks at: tables, charts, lines on the screen."""
