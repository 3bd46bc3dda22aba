"""The life of an arena, and how things are said to people."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.planning.tallying.rating import TieWord


class ArenaState(TextChoices):
    """The life of an arena 擂台赛."""

    OPENED = "opened", pgettext_lazy("an arena", "Entrants are being entered")
    FIXED = "fixed", pgettext_lazy("an arena", "Entrants fixed, the lot is sealed")
    DRAWN = "drawn", pgettext_lazy("an arena", "The order is drawn")
    VOTING = "voting", pgettext_lazy("an arena", "Rating")
    COUNTED = "counted", pgettext_lazy("an arena", "Counted")
    EXPLAINED = "explained", pgettext_lazy("an arena", "Counted and explained")
    CANCELLED = "cancelled", pgettext_lazy("an arena", "Cancelled")


class Part(TextChoices):
    """上台讲、现场看、群众评."""

    STAGE = "stage", pgettext_lazy("arena", "On stage")
    SITE = "site", pgettext_lazy("arena", "On site")
    PUBLIC = "public", pgettext_lazy("arena", "By the public")


class Voters(TextChoices):
    LEADERS = "leaders", pgettext_lazy("arena", "Leaders")
    PEERS = "peers", pgettext_lazy("arena", "Peers")
    REPRESENTATIVES = "representatives", pgettext_lazy("arena", "Residents' representatives")
    CHECKERS = "checkers", pgettext_lazy("arena", "Those who check on site")
    RESIDENTS = "residents", pgettext_lazy("arena", "Residents")


class Grade(TextChoices):
    GOOD = "good", pgettext_lazy("rating", "Good")
    FAIRLY_GOOD = "fairly_good", pgettext_lazy("rating", "Fairly good")
    AVERAGE = "average", pgettext_lazy("rating", "Average")
    POOR = "poor", pgettext_lazy("rating", "Poor")


class Ties(TextChoices):
    PUBLIC_FIRST = "public_first", _("The public's part, then the site's, then more “good”")
    SITE_FIRST = "site_first", _("The site's part, then the public's, then more “good”")
    SHARED = "shared", _("The place is shared")


class FollowUp(TextChoices):
    """What a person decided after the arena; the software only suggests."""

    NONE = "none", pgettext_lazy("after the arena", "Neither of both")
    TALK = "talk", pgettext_lazy("after the arena", "A talk")
    RECTIFY = "rectify", pgettext_lazy("after the arena", "A rectification with a date")


# The classes of voters of each part.
CLASSES: dict[Part, tuple[Voters, ...]] = {
    Part.STAGE: (Voters.LEADERS, Voters.PEERS, Voters.REPRESENTATIVES),
    Part.SITE: (Voters.CHECKERS,),
    Part.PUBLIC: (Voters.RESIDENTS,),
}
TIE_WORDS: dict[str, tuple[TieWord, ...]] = {
    Ties.PUBLIC_FIRST: ("public", "site", "best_grades"),
    Ties.SITE_FIRST: ("site", "public", "best_grades"),
    Ties.SHARED: (),
}
BEFORE_VOTING = frozenset({ArenaState.OPENED, ArenaState.FIXED, ArenaState.DRAWN})
WITH_TICKETS = frozenset({ArenaState.FIXED, ArenaState.DRAWN, ArenaState.VOTING})
RATED = frozenset({ArenaState.VOTING})
WITH_RESULT = frozenset({ArenaState.COUNTED, ArenaState.EXPLAINED})
ARENA_MOVES: dict[str, tuple[frozenset[ArenaState], frozenset[ArenaState]]] = {
    "open_arena": (frozenset(), frozenset({ArenaState.OPENED})),
    "add_entrant": (frozenset({ArenaState.OPENED}), frozenset({ArenaState.OPENED})),
    "remove_entrant": (frozenset({ArenaState.OPENED}), frozenset({ArenaState.OPENED})),
    "fix": (frozenset({ArenaState.OPENED}), frozenset({ArenaState.FIXED})),
    "issue_tickets": (WITH_TICKETS, WITH_TICKETS),
    "draw": (frozenset({ArenaState.FIXED}), frozenset({ArenaState.DRAWN})),
    "open_rating": (frozenset({ArenaState.DRAWN}), RATED),
    "rate": (RATED, RATED),
    "enter_ticket": (RATED, RATED),
    "count": (RATED, frozenset({ArenaState.COUNTED})),
    "explain": (frozenset({ArenaState.COUNTED}), frozenset({ArenaState.EXPLAINED})),
    "follow_up": (WITH_RESULT, WITH_RESULT),
    "cancel": (BEFORE_VOTING | RATED, frozenset({ArenaState.CANCELLED})),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "arena.opened": _("An arena was opened, with its weights and rules."),
    "arena.entrant_added": _("A project was entered in the arena."),
    "arena.entrant_removed": _("A project was taken out of the arena before it was fixed."),
    "arena.fixed": _("The entrants were fixed, and the lot was sealed."),
    "arena.tickets_issued": _("Rating tickets were made."),
    "arena.drawn": _("The order was drawn; anybody can draw it again."),
    "arena.rating_opened": _("The rating began."),
    "arena.rated": _("Somebody rated the entrants."),
    "arena.ticket_entered": _("A paper ticket was entered."),
    "arena.counted": _("The ratings were counted."),
    "arena.explained": _("The result was explained in public."),
    "arena.followed_up": _("A person decided what follows from a result."),
    "arena.cancelled": _("The arena was cancelled."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "arena.opened": ("title",),
    "arena.fixed": ("seal",),
    "arena.drawn": ("secret", "word"),
    "arena.counted": ("digest",),
    "arena.explained": ("explanation",),
    "arena.followed_up": ("reason",),
    "arena.cancelled": ("reason",),
}
CALLED: dict[str, Promise] = {
    "projects.arena": _("Arena"),
    "projects.entrant": _("Entrant of an arena"),
}
