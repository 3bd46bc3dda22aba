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
from liandong.meetings.forms.finding import Find, Period, Year, this_year
from liandong.meetings.forms.holding import (
    Attendance,
    Check,
    Declare,
    Pick,
    Put,
    Sign,
    Word,
    WriteMinutes,
)

__all__ = [
    "Attendance",
    "CarryOver",
    "Check",
    "Declare",
    "Duty",
    "Find",
    "FurtherUp",
    "GiveNotice",
    "HandIn",
    "NameDepartments",
    "Period",
    "OpenedItem",
    "OpenedMeeting",
    "Pick",
    "Plan",
    "PlanYear",
    "Postpone",
    "Project",
    "Put",
    "Reason",
    "Settle",
    "Sign",
    "Word",
    "WriteMinutes",
    "Year",
    "this_year",
]
