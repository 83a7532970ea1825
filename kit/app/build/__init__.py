"""What a run is: notebooks through papermill, what is stale and by which hash, the lock, the record."""
