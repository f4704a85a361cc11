"""Research with results: receipts, samples, sheets coded by hand, agreement, lists of names, quotations.

`coding_sheet` writes and reads the sheets; `agreement` and `tags_from_sheet` are what is made of them. Open `receipt`
first for what a result rests on.
"""
