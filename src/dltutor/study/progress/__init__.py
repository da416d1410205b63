"""Progress: what the history says about what a student knows. Pure functions over plain data; nothing is kept."""
