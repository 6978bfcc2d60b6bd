"""The two papers of money taken for others; both count in one run of numbers (票)."""

RECEIPT = "PJ"
"""代收款收据: it closes the case of an item that collects, in place of a 办结通知单."""
RED_RECEIPT = "HC"
"""红字收据: it takes a receipt back by its number."""
CASH_PAPERS = frozenset({RECEIPT, RED_RECEIPT})
"""Money hangs on them, so that none of them is simply voided."""
