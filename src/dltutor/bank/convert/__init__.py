"""Converters: documents of other kinds → Markdown-like text, which the layouts read."""
