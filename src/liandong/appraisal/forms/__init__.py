"""What is typed in a yearly review. A form's `words` are the words of its action."""

from liandong.appraisal.forms.common import Opened, Reason
from liandong.appraisal.forms.hearing import Answer, Ask, CheckSite, Comment, FeedBack, Report
from liandong.appraisal.forms.planning import PlanReview
from liandong.appraisal.forms.rating import Code, EnterTicket, IssueTickets, Rate
from liandong.appraisal.forms.settling import DecideGrade

__all__ = [
    "Answer",
    "Ask",
    "CheckSite",
    "Code",
    "Comment",
    "DecideGrade",
    "EnterTicket",
    "FeedBack",
    "IssueTickets",
    "Opened",
    "PlanReview",
    "Rate",
    "Reason",
    "Report",
]
