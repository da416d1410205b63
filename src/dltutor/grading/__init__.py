"""Grading: a typed answer against the authoritative one, key point by key point, with checks that similarity needs."""
