"""Money taken for others (代收款): what a clerk's cash batch is, and what it must come to."""
