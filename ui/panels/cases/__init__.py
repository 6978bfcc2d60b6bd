"""办件: find a case, read it masked, and decide on what was received earlier."""
