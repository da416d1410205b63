"""Exams: papers out of the documents, sat against the clock, marked, and reported on."""
