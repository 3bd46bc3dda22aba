"""What is typed about lists of duties."""

from liandong.duties.forms.bulletins import BulletinWords, IssueBulletin, ReviseBulletin
from liandong.duties.forms.lists import DrawUp, Find, IssueList, Layers, Opened, Reason
from liandong.duties.forms.orders import (
    AcceptOrder,
    AnswerOrder,
    ChooseOffice,
    CloseOrder,
    FindOrders,
    IssueOrder,
    OrderWords,
    ReviseOrder,
    SendOrderBack,
    Urge,
)
from liandong.duties.forms.rectifications import (
    Apply,
    Approve,
    EnterRectification,
    Postpone,
    Relapse,
    Report,
    Verify,
)
from liandong.duties.forms.responsibilities import EnterResponsibility, Fulfil, HandDown
from liandong.duties.forms.sheets import Sheet, Upload
from liandong.duties.forms.talks import Check, DecideTalk, Hold

__all__ = [
    "BulletinWords",
    "IssueBulletin",
    "ReviseBulletin",
    "AcceptOrder",
    "AnswerOrder",
    "ChooseOffice",
    "CloseOrder",
    "FindOrders",
    "IssueOrder",
    "OrderWords",
    "ReviseOrder",
    "SendOrderBack",
    "Urge",
    "Apply",
    "Approve",
    "Check",
    "DecideTalk",
    "DrawUp",
    "EnterRectification",
    "EnterResponsibility",
    "Find",
    "Fulfil",
    "HandDown",
    "Hold",
    "IssueList",
    "Layers",
    "Opened",
    "Postpone",
    "Reason",
    "Relapse",
    "Report",
    "Sheet",
    "Upload",
    "Verify",
]
