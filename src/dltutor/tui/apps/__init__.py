"""The app in layers: the terminal, its colours, the person's settings and keys, sessions, studying."""
