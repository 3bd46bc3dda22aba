"""Forms of those who verify, call back, review and oversee; and of the way up the ladder."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from liandong.kernel.dates import day_of
from liandong.kernel.fields import text
from liandong.kernel.page import offer
from liandong.matters import queries
from liandong.matters.actions import Climb, Judgement
from liandong.matters.forms.staff.common import NO, YES, Deed, choice, name_of
from liandong.matters.lifecycle import (
    Obstacle,
    ReviewKind,
    Satisfaction,
    Solved,
    SupervisionKind,
)
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Unit


class Verify(Deed):
    passed = choice(
        _("Does the answer hold?"),
        [(YES, _("Yes: the resident is asked")), (NO, _("No: it is done again"))],
    )
    findings = text(_("What was checked and found"))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {**given, "passed": given["passed"] == YES}


class CallBack(Deed):
    """What somebody said who was asked without leading words. Nothing is chosen beforehand."""

    reached = choice(
        _("Was the resident reached?"),
        [(YES, _("Reached, and answered")), (NO, _("Not reached, or did not answer"))],
    )
    solved = choice(_("“Is it solved?”"), Solved.choices, required=False)
    satisfaction = choice(
        _("“How do you find the way it was dealt with?”"), Satisfaction.choices, required=False
    )
    text = text(_("In the resident's own words"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("reached") == YES and not given.get("solved"):
            self.add_error("solved", _("Write down what the resident said, or “I cannot judge”."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        if given["reached"] == NO:
            return {"reached": False, "judgement": None}
        satisfaction = Satisfaction(given["satisfaction"] or Satisfaction.NO_ANSWER)
        judgement = Judgement(Solved(given["solved"]), satisfaction, given["text"])
        return {"reached": True, "judgement": judgement}


class AskReview(Deed):
    kind = choice(_("How it should end"), ReviewKind.choices)
    reason = text(_("Why, with the facts and the rule"))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {**given, "kind": ReviewKind(given["kind"])}


class Review(Deed):
    approved = choice(
        _("Your second look"), [(YES, _("Agreed: it ends")), (NO, _("Not agreed: it goes on"))]
    )
    remark = text(_("Why"))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {**given, "approved": given["approved"] == YES}


class Supervise(Deed):
    kind = choice(_("Kind of supervision"), SupervisionKind.choices)
    demand = text(_("What must be put right, by when"))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {**given, "kind": SupervisionKind(given["kind"])}


class Urge(Deed):
    text = text(_("What you want to remind them of"), required=False)


class Escalate(Deed):
    to = choice(_("To which level"), [])
    obstacle = choice(_("What stands in the way at this level"), Obstacle.choices)
    tried = text(_("What this level tried, and why it was not enough"))
    urgency = text(
        _("Why it cannot wait for the next level"),
        _("Only when a level is skipped."),
        required=False,
        rows=2,
    )

    @cached_property
    def levels(self) -> dict[str, Place]:
        above = queries.levels_above(self.file.matter.desk)
        return {str(place.pk): place for place in above}

    def prepare(self) -> None:
        offer(self, "to", [(key, self._level_line(place)) for key, place in self.levels.items()])
        self.initial.setdefault("to", next(iter(self.levels), None))

    def _level_line(self, place: Place) -> str:
        """The level, the place, and how long that level has."""
        key = f"escalate.{Level(place.level).name.lower()}"
        limit = rulebook.limit(key, self.file.matter.place, on=day_of(self.file.now))
        words = {
            "level": Level(place.level).label,
            "place": name_of(place),
            "amount": f"{limit.amount.normalize():f}",
            "unit": Unit(limit.unit).label,
        }
        return _("%(level)s: %(place)s, answers within %(amount)s %(unit)s") % words

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        to, obstacle = self.levels[given["to"]], Obstacle(given["obstacle"])
        return {"climb": Climb(to, obstacle, given["tried"], given["urgency"])}


class HandBack(Deed):
    answer = text(_("What this level decided"))
    means = text(_("The means that it gives: money, powers, people, a rule"))
