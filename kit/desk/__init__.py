"""Running it: stages, notebooks, batch, commands."""
