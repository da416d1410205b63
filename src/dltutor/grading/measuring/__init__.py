"""Measuring the grader on answers that people have graded, and fitting its head; no part of grading an answer."""
