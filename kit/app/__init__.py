"""Running it: the work, its stages, the campaigns, the command line."""
