"""The door to files: zips, XML, writing whole or not at all, the programs that print."""
