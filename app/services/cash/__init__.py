"""Money taken for others (代收款): receipts, their reversal, handing over, and the day's end."""
