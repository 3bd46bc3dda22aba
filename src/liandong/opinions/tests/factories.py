"""A conversation brought to a state by the actions themselves, by the posts that may."""

from dataclasses import replace
from datetime import date, timedelta

from liandong.funds.tests import factories as funds
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.opinions import actions, queries
from liandong.opinions.models import Conversation, Participant, Plan, Statement
from liandong.people.tests.factories import NOON, Cast

RULES = {
    "opinion.per_hour": ("20", "count"),
    "opinion.answers": ("900", "count"),
    "opinion.tries": ("30", "count"),
    "opinion.own": ("5", "count"),
    "opinion.size": ("200", "count"),
    "opinion.papers": ("3", "day"),
    "council.notice": ("3", "day"),
    "council.posting": ("5", "work_day"),
}
FIRST, LAST = date(2026, 11, 24), date(2026, 12, 8)
OVER = NOON + timedelta(days=15)  # the day after the last
LATE = NOON + timedelta(days=18)  # when the days for papers are over too
SEEDS = (
    "小区应当划定电动自行车停放区",
    "楼道里不能停放电动自行车",
    "充电桩应当装在每栋楼下",
    "充电桩会占用绿地，不应当装",
    "停车位应当按户分配",
    "停车位应当先到先得",
    "应当请保安夜间巡查",
    "物业费可以适当提高",
)
PLAN = Plan(
    question="小区停车和充电怎么办？",
    description="物业准备改造停车区，先听听大家怎么看。",
    compound="樱园小区",
    opens_on=FIRST,
    closes_on=LAST,
    seeds=SEEDS,
)
# What each of two camps says to the eight statements, and what both say to the first two.
CAMPS = {"p": (1, 1, 1, -1, 1, -1, 1, 1), "c": (1, 1, -1, 1, -1, 1, 1, -1)}


def world() -> Cast:
    for key, (amount, unit) in RULES.items():
        funds.rule(key, amount, unit)
    return funds.world()


def opened(it: Cast, place: str = "community", **words: object) -> Conversation:
    return actions.open_conversation(
        place_id=getattr(it.tree, place).pk,
        plan=replace(PLAN, **words),
        actor=it.actor("community_secretary"),
        now=NOON,
    )


def joined(conversation: Conversation) -> tuple[Participant, str]:
    code = actions.join(conversation_id=conversation.pk, actor=RESIDENT, now=NOON).code
    participant = queries.participant_with(code)
    assert participant is not None
    return participant, code


def statement(conversation: Conversation, no: int) -> Statement:
    return Statement.objects.get(conversation=conversation, no=no)


def answer(participant: Participant, no: int, vote: int) -> Statement:
    return actions.answer(
        participant_id=participant.pk,
        statement_id=statement(participant.conversation, no).pk,
        vote=vote,
        actor=RESIDENT,
        now=NOON,
    )


def suggested(participant: Participant, text: str = "应当多装几盏路灯") -> Statement:
    return actions.suggest(participant_id=participant.pk, text=text, actor=RESIDENT, now=NOON)


def do(it: Cast, verb: str, now=NOON, role: str = "community_secretary", **words):
    return getattr(actions, verb)(actor=it.actor(role), now=now, **words)


def on_paper(it: Cast, conversation: Conversation, votes: tuple[int, ...]) -> Participant:
    (code,) = do(it, "issue_codes", conversation_id=conversation.pk, many=1)
    participant = queries.participant_with(code)
    assert participant is not None
    given = dict(zip((one.pk for one in queries.published(conversation)), votes, strict=False))
    return do(it, "enter_paper", participant_id=participant.pk, votes=given, text="")


def with_camps(it: Cast, size: int = 12, **words: object) -> Conversation:
    """Two camps, each on paper; one more is in the second, so that it is the larger."""
    conversation = opened(it, **words)
    for camp, votes in CAMPS.items():
        for _person in range(size + (camp == "c")):
            on_paper(it, conversation, votes)
    return conversation


def drawn(conversation: Conversation, now=NOON):
    return actions.keep_drawing(
        conversation_id=conversation.pk,
        drawn=queries.drawn(conversation),
        actor=SYSTEM,
        now=now,
    )


def closed(it: Cast, size: int = 12, **words: object) -> Conversation:
    conversation = with_camps(it, size, **words)
    return do(it, "close", OVER, conversation_id=conversation.pk)
