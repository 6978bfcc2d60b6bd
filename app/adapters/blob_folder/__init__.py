"""Keeps captured pages as encrypted files in a folder."""
