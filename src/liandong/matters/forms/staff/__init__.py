"""What staff fill in: one form for each thing that can be done to a matter, and for the lists."""

from liandong.matters.forms.staff.common import Deed, File
from liandong.matters.forms.staff.executing import (
    Extend,
    Note,
    Reach,
    Reply,
    Return,
    Suspend,
    Tell,
    Unmask,
    Visit,
)
from liandong.matters.forms.staff.hearing import (
    Accept,
    CallCouncil,
    Consult,
    Decide,
    Deliberate,
    Merge,
    NotAccept,
    Publish,
    Reason,
    Settle,
)
from liandong.matters.forms.staff.judging import (
    AskReview,
    CallBack,
    Escalate,
    HandBack,
    Review,
    Supervise,
    Urge,
    Verify,
)
from liandong.matters.forms.staff.lists import Bulk, DropFilter, Filter, KeepFilter
from liandong.matters.forms.staff.routing import Dispatch, Split, Transfer
from liandong.matters.forms.staff.taking import Take

__all__ = [
    "Accept",
    "AskReview",
    "Bulk",
    "CallBack",
    "CallCouncil",
    "Consult",
    "Decide",
    "Deed",
    "Deliberate",
    "Dispatch",
    "DropFilter",
    "Escalate",
    "Extend",
    "File",
    "Filter",
    "HandBack",
    "KeepFilter",
    "Merge",
    "NotAccept",
    "Note",
    "Publish",
    "Reach",
    "Reason",
    "Reply",
    "Return",
    "Review",
    "Settle",
    "Split",
    "Supervise",
    "Suspend",
    "Take",
    "Tell",
    "Transfer",
    "Unmask",
    "Urge",
    "Verify",
    "Visit",
]
