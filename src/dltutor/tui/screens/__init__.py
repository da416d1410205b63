"""The screens: chat, library, the place in a document, and help."""
