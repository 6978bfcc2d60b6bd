"""The ledger: every change as an operation, chained, and folded into the state of its subject."""
