"""Research with results: receipts, samples, sheets coded by hand, agreement, lists of names, quotations."""
