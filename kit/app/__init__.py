"""Running it: an opened campaign (work), the stages notebooks call, everything with a screen or a clock."""
