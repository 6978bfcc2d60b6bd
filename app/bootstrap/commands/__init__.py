"""The commands of `python -m app`, one a module; each returns an exit code."""
