"""What actions are told about reviews, and what rules are told beside a row."""

from dataclasses import dataclass
from datetime import date

from liandong.appraisal.lifecycle import Grade
from liandong.duties.lifecycle import TalkKind


@dataclass(frozen=True, slots=True)
class Plan:
    """What is chosen when a review is planned; `posts` are those reviewed."""

    title: str
    year: int
    report_by: date
    day: date
    posts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the committee decided about one post: in which session, which grade, and why.

    Below the best grade it says also what is to be put right, how, until when, and which talk.
    """

    grade: Grade
    reason: str
    session: str
    decided_on: date
    talk: TalkKind = TalkKind.REMINDER
    problem: str = ""
    goal: str = ""
    measures: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need beside a review's own row.

    `reviewed`: posts under review; of them without a report, a comment, a grade, a feedback.
    `fewest`: tickets of the smallest class; `least`: how many each needs. `used`: tickets that
    were used; `slips`: papers in the urn; `unsettled`: papers read once only, or differently.
    """

    reviewed: int = 0
    unreported: int = 0
    uncommented: int = 0
    ungraded: int = 0
    untold: int = 0
    fewest: int = 0
    least: int = 0
    used: int = 0
    slips: int = 0
    unsettled: int = 0
