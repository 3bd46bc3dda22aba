"""A budget vote brought to a state by the actions themselves, by the posts that may."""

from dataclasses import replace
from datetime import timedelta

from liandong.budgeting import actions
from liandong.budgeting.lifecycle import (
    Completion,
    Marking,
    Method,
    Standing,
    Ties,
    Utility,
)
from liandong.budgeting.models import Assessment, BudgetVote, Project, Terms, Voter
from liandong.funds.lifecycle import LineKind
from liandong.funds.models import Line
from liandong.funds.tests import factories as funds
from liandong.kernel.actor import RESIDENT
from liandong.people.tests.factories import NOON, Cast

RULES = {
    "budget.per_hour": ("5", "count"),
    "budget.tries": ("30", "count"),
    "budget.notice": ("7", "day"),
    "budget.posted": ("5", "day"),
    "budget.execute": ("60", "work_day"),
}
BUDGET = 6_000_000
COLLECTING = NOON
LISTING = NOON + timedelta(days=8)
VOTING = NOON + timedelta(days=17)
COUNTING = NOON + timedelta(days=23)
SETTLING = NOON + timedelta(days=29)
TERMS = Terms(
    title="2026年居民票选项目",
    explanation="从社区工作经费中拿出六万元，由居民投票决定怎么用。",
    budget=BUDGET,
    marking=Marking.APPROVAL,
    most=0,
    method=Method.EQUAL_SHARES,
    utility=Utility.COST,
    completion=Completion.ADD1,
    ties=Ties.VOTES_CHEAPER,
    proposals_until=NOON + timedelta(days=7),
    voting_from=NOON + timedelta(days=16),
    voting_until=NOON + timedelta(days=22),
)
# What the tutorial of the tally counts: gym, lamps, shed, ramp.
COSTS = (3_000_000, 2_000_000, 1_000_000, 1_500_000)
TITLES = ("健身器材", "楼道灯", "车棚", "坡道")
TICKS = ("12", "12", "12", "12", "12", "12", "34", "34", "34", "4")


def world() -> Cast:
    for key, (amount, unit) in RULES.items():
        funds.rule(key, amount, unit)
    return funds.world()


def line(it: Cast, planned: int = BUDGET) -> Line:
    return funds.line(it, planned=planned, name="居民票选项目", kind=LineKind.VOTED)


def opened(it: Cast, of: Line | None = None, **terms: object) -> BudgetVote:
    return actions.open_vote(
        line_id=(of or line(it)).pk,
        terms=replace(TERMS, **terms),
        actor=it.actor("community_secretary"),
        now=COLLECTING,
    )


def proposed(vote: BudgetVote, words: str = "在楼下装健身器材") -> Project:
    return actions.propose(vote_id=vote.pk, words=words, actor=RESIDENT, now=COLLECTING)


def found(title: str = "健身器材", cost: int | None = COSTS[0], **more: str) -> Assessment:
    words = {"standing": Standing.FEASIBLE, "text": "在小区西侧空地。", "reason": "三家询价。"}
    return Assessment(title=title, cost=cost, **{**words, **more})


def assess(it: Cast, project: Project, what: Assessment | None = None) -> Project:
    return actions.assess(
        project_id=project.pk,
        found=what or found(),
        actor=it.actor("community_worker"),
        now=LISTING,
    )


def do(it: Cast, verb: str, vote: BudgetVote, now, role: str = "community_secretary", **words):
    return getattr(actions, verb)(vote_id=vote.pk, actor=it.actor(role), now=now, **words)


def listed(it: Cast, **terms: object) -> BudgetVote:
    vote = opened(it, **terms)
    for title, cost in zip(TITLES, COSTS, strict=True):
        assess(it, proposed(vote, f"想要{title}"), found(title, cost))
    return do(it, "publish_list", vote, LISTING)


def voting(it: Cast, voters: int = 10, **terms: object) -> BudgetVote:
    vote = listed(it, **terms)
    names = [f"居民{number}" for number in range(1, voters + 1)]
    do(it, "enter_roll", vote, LISTING, names=names)
    do(it, "print_papers", vote, LISTING, spare=2)
    return do(it, "open_voting", vote, VOTING)


def cast(vote: BudgetVote, no: int, marks: dict[str, int]) -> actions.Receipt:
    voter = Voter.objects.get(vote=vote, no=no)
    return actions.cast(voter_id=voter.pk, marks=marks, actor=RESIDENT, now=VOTING)


def voted(it: Cast, ticks: tuple[str, ...] = TICKS, **terms: object) -> BudgetVote:
    vote = voting(it, len(ticks), **terms)
    for no, ticked in enumerate(ticks, 1):
        cast(vote, no, dict.fromkeys(ticked, 1))
    return vote


def counted(it: Cast, ticks: tuple[str, ...] = TICKS, **terms: object) -> BudgetVote:
    return do(it, "count", voted(it, ticks, **terms), COUNTING)
