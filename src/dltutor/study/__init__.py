"""Study: what the student has answered and decided, kept in one SQLite file of their own."""
