"""What changes a fund: it is opened and filled, spent step by step, corrected, and closed."""

from liandong.funds.actions.opening import allot, close, open_fund, plan
from liandong.funds.actions.spending import (
    Spending,
    add_receipt,
    approve,
    attach_decision,
    commit_voted,
    declare,
    finish,
    pay,
    propose,
    reject,
    reverse,
)

__all__ = [
    "Spending",
    "add_receipt",
    "allot",
    "approve",
    "attach_decision",
    "close",
    "commit_voted",
    "declare",
    "finish",
    "open_fund",
    "pay",
    "plan",
    "propose",
    "reject",
    "reverse",
]
