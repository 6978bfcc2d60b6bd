"""Draws papers as deterministic PDF: own fonts, seal first and opaque, text on top."""
