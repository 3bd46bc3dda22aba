"""Who may change who holds what. Rights come from a post and reach down from where it stands."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import (
    ADMINISTRATORS,
    SECRETARIES,
    SOLE_ROLES,
    Person,
    Post,
    RoleKind,
    Term,
)
from liandong.places.models import Place

# On which levels of the tree (0 city … 4 grid) a role is at home.
LEVELS: dict[str, frozenset[int]] = {
    RoleKind.GRID_HEAD: frozenset({4}),
    RoleKind.GRID_WORKER: frozenset({3, 4}),
    RoleKind.COMMUNITY_SECRETARY: frozenset({3}),
    RoleKind.COMMUNITY_WORKER: frozenset({3}),
    RoleKind.SUBDISTRICT_OFFICER: frozenset({2}),
    RoleKind.SUBDISTRICT_SECRETARY: frozenset({2}),
    RoleKind.DEPARTMENT_OFFICER: frozenset({0, 1, 2}),
    RoleKind.DISTRICT_DISPATCHER: frozenset({1}),
    RoleKind.DISTRICT_SECRETARY: frozenset({1}),
    RoleKind.CITY_DISPATCHER: frozenset({0}),
    RoleKind.CITY_SECRETARY: frozenset({0}),
    RoleKind.HOTLINE_CLERK: frozenset({0, 1, 2}),
    RoleKind.CALLBACK_OFFICER: frozenset({0, 1, 2}),
    RoleKind.SYSTEM_ADMIN: frozenset({0, 1}),
    RoleKind.SECURITY_ADMIN: frozenset({0, 1}),
    RoleKind.AUDIT_ADMIN: frozenset({0, 1}),
}


def may_register_person(actor: Actor) -> Verdict:
    if actor.role not in {"system", RoleKind.SYSTEM_ADMIN, *SECRETARIES}:
        return refuse(_("Only a system administrator or a secretary may register a person."))
    return ALLOWED


def may_found_organisation(actor: Actor, place: Place) -> Verdict:
    if actor.role not in {"system", RoleKind.SYSTEM_ADMIN}:
        return refuse(_("Only a system administrator may enter an organisation."))
    return _reaches(actor, place)


def may_create_post(actor: Actor, place: Place, role: str) -> Verdict:
    if actor.role not in {"system", RoleKind.SYSTEM_ADMIN}:
        return refuse(_("Only a system administrator may create a post."))
    if place.level not in LEVELS[role]:
        return refuse(_("This role does not belong to a place of this level."))
    return _reaches(actor, place)


def is_free(role: str, present: Post | None) -> Verdict:
    """Whether a place can have one more post of this role."""
    if role in SOLE_ROLES and present is not None:
        return refuse(_("This place has a post of this role already."))
    return ALLOWED


def may_appoint(actor: Actor, post: Post) -> Verdict:
    """The secretary of the place or of one above decides who holds a post; never over their own."""
    if actor.role == "system":
        return ALLOWED
    if actor.role not in SECRETARIES:
        return refuse(_("Only a secretary of this place or of one above decides who holds a post."))
    if post.role in SECRETARIES and post.place_id == actor.place_id:
        return refuse(_("Who is secretary here is decided one level up."))
    return _reaches(actor, post.place)


def may_hold(actor: Actor, post: Post, person: Person, held_roles: Collection[str]) -> Verdict:
    """Whether this person can take this post. `held_roles`: what they hold at that time."""
    if not person.is_active:
        return refuse(_("This account is suspended."))
    if actor.person_id is not None and actor.person_id == person.pk:
        return refuse(_("Nobody appoints themselves."))
    others = set(ADMINISTRATORS) - {post.role}
    if post.role in ADMINISTRATORS and others & set(held_roles):
        return refuse(
            _("System, security and audit administrators must be three different people.")
        )
    return ALLOWED


def fits(terms: Iterable[Term], starts_on: date, ends_on: date | None) -> Verdict:
    """Whether a new term overlaps none of a post's terms of the same kind."""
    if ends_on is not None and ends_on < starts_on:
        return refuse(_("A term cannot end before it begins."))
    for term in terms:
        begins_later = ends_on is not None and term.starts_on >= ends_on
        ended_before = term.ends_on is not None and term.ends_on <= starts_on
        if not begins_later and not ended_before:
            return refuse(_("The post is held by somebody in that time. Hand it over instead."))
    return ALLOWED


def may_hand_over(actor: Actor, post: Post, serving: Term | None, person: Person) -> Verdict:
    allowed = may_appoint(actor, post)
    if not allowed:
        return allowed
    if serving is None:
        return refuse(_("Nobody holds this post on that day. Appoint somebody instead."))
    if serving.person_id == person.pk:
        return refuse(_("This person holds the post already."))
    return ALLOWED


def may_end_term(actor: Actor, term: Term, on: date) -> Verdict:
    allowed = may_appoint(actor, term.post)
    if not allowed:
        return allowed
    if on < term.starts_on:
        return refuse(_("A term cannot end before it begins."))
    if term.ends_on is not None and term.ends_on <= on:
        return refuse(_("This term has ended already."))
    return ALLOWED


def may_suspend_account(actor: Actor, person: Person) -> Verdict:
    allowed = _may_keep_accounts(actor, person)
    if allowed and not person.is_active:
        return refuse(_("This account is suspended already."))
    return allowed


def may_restore_account(actor: Actor, person: Person) -> Verdict:
    allowed = _may_keep_accounts(actor, person)
    if allowed and person.is_active:
        return refuse(_("This account is not suspended."))
    return allowed


def may_reset_password(actor: Actor, person: Person) -> Verdict:
    if actor.role not in {"system", RoleKind.SYSTEM_ADMIN}:
        return refuse(_("Only a system administrator may give somebody a new password."))
    if actor.person_id is not None and actor.person_id == person.pk:
        return refuse(_("Change your own password under security settings."))
    return ALLOWED


def may_see_accounts(actor: Actor) -> Verdict:
    if actor.role not in {RoleKind.SYSTEM_ADMIN, RoleKind.SECURITY_ADMIN, RoleKind.AUDIT_ADMIN}:
        return refuse(_("Only administrators may see the accounts."))
    return ALLOWED


def _may_keep_accounts(actor: Actor, person: Person) -> Verdict:
    if actor.role not in {"system", RoleKind.SECURITY_ADMIN}:
        return refuse(_("Only a security administrator may suspend or restore an account."))
    if actor.person_id is not None and actor.person_id == person.pk:
        return refuse(_("Nobody suspends or restores their own account."))
    return ALLOWED


def _reaches(actor: Actor, place: Place) -> Verdict:
    if actor.role != "system" and not actor.over(place.path):
        return refuse(_("Your post does not reach to this place."))
    return ALLOWED
