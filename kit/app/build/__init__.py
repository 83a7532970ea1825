"""What a run is: notebooks, stages that are stale, the lock, the record."""
