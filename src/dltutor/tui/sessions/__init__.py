"""Sessions: what was asked and shown in a chat, kept as it goes, gone on with later, and written for other programs."""
