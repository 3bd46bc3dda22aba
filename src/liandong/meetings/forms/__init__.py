"""What is typed about joint meetings."""

from liandong.meetings.forms.common import OpenedItem, OpenedMeeting, Reason
from liandong.meetings.forms.convening import (
    GiveNotice,
    HandIn,
    NameDepartments,
    Plan,
    PlanYear,
    Postpone,
)
from liandong.meetings.forms.deciding import CarryOver, Duty, FurtherUp, Project, Settle
from liandong.meetings.forms.express import (
    Answer,
    Ask,
    Decline,
    FindExpress,
    Gather,
    OpenedExpress,
    PassOn,
    PutOff,
    TakeUp,
    Withdraw,
    WriteExpress,
)
from liandong.meetings.forms.finding import Find, Period, Year, this_year
from liandong.meetings.forms.holding import (
    Attendance,
    Check,
    Declare,
    Pick,
    Put,
    Word,
    WriteMinutes,
)

__all__ = [
    "Answer",
    "Ask",
    "Attendance",
    "CarryOver",
    "Check",
    "Declare",
    "Decline",
    "Duty",
    "Find",
    "FindExpress",
    "FurtherUp",
    "Gather",
    "GiveNotice",
    "HandIn",
    "NameDepartments",
    "OpenedExpress",
    "OpenedItem",
    "OpenedMeeting",
    "PassOn",
    "Period",
    "Pick",
    "Plan",
    "PlanYear",
    "Postpone",
    "Project",
    "Put",
    "PutOff",
    "Reason",
    "Settle",
    "TakeUp",
    "Withdraw",
    "Word",
    "WriteExpress",
    "WriteMinutes",
    "Year",
    "this_year",
]
