"""One use case per module: what a clerk can do."""
