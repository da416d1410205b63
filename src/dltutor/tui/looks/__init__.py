"""Colours: themes whose texts can be read, and none at all under ``NO_COLOR``."""
