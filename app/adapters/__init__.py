"""One package for each outside thing."""
