"""Judges PDFs and QR stamps offline with pyHanko and our own list of withdrawn certificates."""
