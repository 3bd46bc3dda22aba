"""Kernel: tools without a domain word.

How a change is made (`transactions`), how a rule answers (`verdict`), who acts (`actor`), how a
page is rendered and a form carried out once (`page`), local days (`dates`), tables out (`export`).
Start reading at `transactions.py`, then `verdict.py`.
"""
