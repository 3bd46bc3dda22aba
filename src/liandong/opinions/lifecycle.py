"""The lives of a conversation and of a statement, and how things are said to people."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST = 140  # characters of a statement: what fits one look


class State(TextChoices):
    OPEN = "open", pgettext_lazy("a conversation", "Being held")
    CLOSED = "closed", pgettext_lazy("a conversation", "Closed, the answer is awaited")
    CONCLUDED = "concluded", pgettext_lazy("a conversation", "Answered")
    CANCELLED = "cancelled", pgettext_lazy("a conversation", "Ended without a result")


class Standing(TextChoices):
    """What became of a statement."""

    WAITING = "waiting", pgettext_lazy("a statement", "Waits to be looked at")
    PUBLISHED = "published", pgettext_lazy("a statement", "Published")
    REFUSED = "refused", pgettext_lazy("a statement", "Not published")
    MERGED = "merged", pgettext_lazy("a statement", "Says the same as another")


class Ground(TextChoices):
    """Why a statement is not published. There is no other reason."""

    PERSONAL = "personal", _("It tells who somebody is")
    ABUSIVE = "abusive", _("It insults or threatens")
    UNLAWFUL = "unlawful", _("The law forbids it")
    OFF_TOPIC = "off_topic", _("It is not about the question")
    SEVERAL = "several", _("It says several things at once: each needs a statement of its own")
    UNCLEAR = "unclear", _("It can be neither agreed nor disagreed with")


class Channel(TextChoices):
    ONLINE = "online", pgettext_lazy("answers", "Online")
    PAPER = "paper", pgettext_lazy("answers", "On paper")


class Choice(IntegerChoices):
    """An answer, as Polis writes it."""

    AGREE = 1, pgettext_lazy("an answer", "Agree")
    DISAGREE = -1, pgettext_lazy("an answer", "Disagree")
    PASS = 0, pgettext_lazy("an answer", "Pass")


_OPEN = frozenset({State.OPEN})
WITH_RESULT = frozenset({State.CLOSED, State.CONCLUDED})

# verb: (from these states, to one of these states)
MOVES: dict[str, tuple[frozenset[State], frozenset[State]]] = {
    "open": (frozenset(), _OPEN),
    "join": (_OPEN, _OPEN),
    "answer": (_OPEN, _OPEN),
    "suggest": (_OPEN, _OPEN),
    "moderate": (_OPEN, _OPEN),
    "issue_codes": (_OPEN, _OPEN),
    "enter_paper": (_OPEN, _OPEN),
    "draw": (_OPEN, _OPEN),
    "close": (_OPEN, frozenset({State.CLOSED})),
    "cancel": (_OPEN, frozenset({State.CANCELLED})),
    "name_groups": (WITH_RESULT, WITH_RESULT),
    "conclude": (frozenset({State.CLOSED}), frozenset({State.CONCLUDED})),
    "call_council": (WITH_RESULT, WITH_RESULT),
}
_LIVING = frozenset({Standing.WAITING, Standing.PUBLISHED})
STATEMENT_MOVES: dict[str, tuple[frozenset[Standing], frozenset[Standing]]] = {
    "suggest": (frozenset(), frozenset({Standing.WAITING})),
    "publish": (frozenset({Standing.WAITING}), frozenset({Standing.PUBLISHED})),
    "refuse": (_LIVING, frozenset({Standing.REFUSED})),
    "merge": (_LIVING, frozenset({Standing.MERGED})),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "conversation.opened": _("A conversation was opened, with its first statements."),
    "conversation.joined": _("Somebody began to take part."),
    "conversation.answered": _("Somebody answered a statement."),
    "conversation.suggested": _("A statement was added, and waits to be looked at."),
    "conversation.published": _("A statement was published."),
    "conversation.refused": _("A statement was not published, or taken down."),
    "conversation.merged": _("A statement was pointed to another that says the same."),
    "conversation.codes_issued": _("Questionnaires with codes were printed."),
    "conversation.paper_entered": _("A questionnaire was entered."),
    "conversation.drawn": _("The map of opinions was drawn."),
    "conversation.closed": _("The conversation was closed; its result is fixed."),
    "conversation.cancelled": _("The conversation ended without a result."),
    "conversation.groups_named": _("The groups were named."),
    "conversation.concluded": _("It was said what comes of the conversation."),
    "conversation.council_called": _("A council was called on a statement."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "conversation.opened": ("question",),
    "conversation.published": ("text",),
    "conversation.closed": ("digest",),
    "conversation.cancelled": ("reason",),
    "conversation.groups_named": ("names",),
    "conversation.concluded": ("answer",),
}
CALLED: dict[str, Promise] = {
    "opinions.conversation": pgettext_lazy("thing", "Conversation"),
    "opinions.drawing": pgettext_lazy("thing", "Map of opinions"),
}
