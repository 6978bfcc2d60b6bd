"""Papers: reserved with their number, finished once, printed, printed again, voided."""
