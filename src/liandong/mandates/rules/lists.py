"""The dispatch guards: to whom a matter may be given to lead, by the lists and the ordinance.

Sources: Weifang's 12345 ordinance, article 24 (a county may not hand its departments' matters to a
subdistrict; where city and county departments overlap the city's leads); Beijing's ordinance on
prompt response, article 17, as model (nobody makes a community lead what it only supports).
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.mandates.models import (
    DEPTH,
    Level,
    ListKind,
    MandateItem,
    department_name,
)
from liandong.people.models import Organisation, Post
from liandong.places.models import Place
from liandong.rulebook.models import Category

CITY, DISTRICT, SUBDISTRICT, COMMUNITY = (DEPTH[level] for level in Level)
EDITORS = ("district_secretary", "city_secretary", "system_admin")


def may_lead(
    actor: Actor,
    category: Category | None,
    target: Post | Organisation | Place,
    dispatcher_place: Place,
    *,
    on: date | None = None,
) -> Verdict:
    """Whether the desk at `dispatcher_place` may make `target` lead a matter of this category.

    The guards bind every actor, the system too. Without `on` the newest lists decide.
    """
    place, depth = _stands(target)
    items = list(MandateItem.objects.governing(category, place, on))
    taken_back = [item for item in items if item.list.kind == ListKind.WITHDRAWN]
    held = [item for item in items if item.list.kind != ListKind.WITHDRAWN]
    for verdict in (
        _not_taken_back(taken_back, depth, dispatcher_place.level),
        _not_handed_down(held, depth, dispatcher_place.level),
        _city_leads_overlap(held, depth, dispatcher_place.level),
    ):
        if not verdict:
            return verdict
    return ALLOWED


def may_edit_somewhere(actor: Actor) -> Verdict:
    """Whether the page for loading lists opens at all; which place's is asked when one is named."""
    if actor.role not in {"system", *EDITORS}:
        return refuse(_("Only a city or district secretary or a system administrator edits lists."))
    return ALLOWED


def may_edit(actor: Actor, place: Place) -> Verdict:
    """Who may load or change the lists of a place: its secretary's level, or the administrator."""
    allowed = may_edit_somewhere(actor)
    if allowed and actor.role != "system" and not actor.over(place.path):
        return refuse(_("Your post does not reach to the place of this list."))
    return allowed


def is_next_version(item: MandateItem, effective_from: date) -> Verdict:
    if item.effective_until is not None:
        return refuse(_("This version was replaced already. Edit the newest one."))
    if effective_from <= item.effective_from:
        return refuse(_("A new version must begin after the one that it replaces."))
    return ALLOWED


def _stands(target: Post | Organisation | Place) -> tuple[Place, int]:
    """Where a lead stands, and on which level of the lists; a grid counts as its community."""
    place = target if isinstance(target, Place) else target.place
    level = place.level
    if isinstance(target, Post) and target.organisation is not None:
        level = target.organisation.level
    if isinstance(target, Organisation):
        level = target.level
    return place, min(level, COMMUNITY)


def _not_taken_back(items: Sequence[MandateItem], depth: int, desk: int) -> Verdict:
    if not items or depth < SUBDISTRICT or desk >= SUBDISTRICT:
        return ALLOWED
    item = items[0]
    return refuse(
        _(
            "Item %(number)d of the withdrawn duties (since %(day)s): upper levels took this duty "
            "back from subdistricts. It may not be dispatched there; %(department)s leads."
        )
        % {
            "number": item.item_no,
            "day": item.effective_from.isoformat(),
            "department": department_name(item.lead_kind),
        }
    )


def _not_handed_down(items: Sequence[MandateItem], depth: int, desk: int) -> Verdict:
    """Nobody hands down what every list gives to a level above the one it is handed to."""
    if not items or depth <= desk or depth < SUBDISTRICT:
        return ALLOWED
    if any(DEPTH[Level(item.lead_level)] >= depth for item in items):
        return ALLOWED
    words = {"number": items[0].item_no, "department": department_name(items[0].lead_kind)}
    if depth == COMMUNITY:
        return refuse(
            _(
                "By item %(number)d of the list a community only supports this kind of matter, "
                "and nobody may make it lead (model: article 17 of Beijing's ordinance on prompt "
                "response to public complaints)."
            )
            % words
        )
    return refuse(
        _(
            "Article 24 of Weifang's 12345 ordinance: what a department must do may not be handed "
            "to a subdistrict. By item %(number)d of the list %(department)s leads and the "
            "subdistrict supports."
        )
        % words
    )


def _city_leads_overlap(items: Sequence[MandateItem], depth: int, desk: int) -> Verdict:
    city = [item for item in items if item.lead_level == Level.CITY]
    district = [item for item in items if item.lead_level == Level.DISTRICT]
    if not city or depth != DISTRICT or (district and desk != CITY):
        return ALLOWED
    return refuse(
        _(
            "Article 24 of Weifang's 12345 ordinance: where duties of city and county departments "
            "overlap, the city's department leads. By item %(number)d of the list that is "
            "%(department)s of the city."
        )
        % {"number": city[0].item_no, "department": department_name(city[0].lead_kind)}
    )
