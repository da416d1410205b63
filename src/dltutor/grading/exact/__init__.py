"""Answers that are exactly right or wrong: numbers, shapes, named values, formulas, options. Parsed, never run."""
