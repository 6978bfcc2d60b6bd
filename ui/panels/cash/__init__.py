"""代收: what lies in the drawers, handing it over, red receipts, and the day's end signed by two."""
