"""Answers: the state behind a card, its Markdown with formulas drawn, finding and copying in it."""
