"""Signing in, choosing a window, and the lock that keeps everything as it was."""
