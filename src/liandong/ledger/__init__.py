"""纪实 Ledger: what was done, from which post, where and when.

To act is to write one entry in the same transaction. The public part of an entry holds no personal
data and no free text: such details are salted commitments, text and salt lie beside and can be
erased without breaking the entry. Higher rooms follow verbs; nothing here calls upward.
Start reading at `models.py`, then `actions.record`.
"""
