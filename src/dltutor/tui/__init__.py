"""The tutor in the terminal: a chat, a library of documents, and the same line by line.

The app knows one door, the Tutor, and lets threads of its own knock on it (:mod:`dltutor.tui.engine`), so that the
screen never waits for a model or a document. Nothing heavier than Textual is imported before the first paint.
"""
