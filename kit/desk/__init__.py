"""Where notebooks of the first edition look for their steps; nothing of the kit itself is here."""
