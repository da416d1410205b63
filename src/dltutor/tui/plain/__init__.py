"""The tutor line by line: the same Tutor and the same words as the app, without a screen."""
