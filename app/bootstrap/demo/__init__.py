"""Plays the demo working day through the real window and the real use cases."""
