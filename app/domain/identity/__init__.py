"""Checks of the numbers and names a citizen brings to the counter."""
