"""Keys: what a command is, the keys in force, and why one can't be done now."""
