"""Prints into a folder, for the demo day and for tests."""
