"""Everything that changes who there is and who holds what. Names never stand in the open record."""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.people import queries, rules
from liandong.people.models import Organisation, OrganisationKind, Person, Post, RoleKind, Term
from liandong.places.models import Place


@action
def register_person(
    *, username: str, name: str, password: str, actor: Actor, now: datetime, email: str = ""
) -> Person:
    """Open an account for somebody who works here. With no password they sign in by OIDC only."""
    ensure(rules.may_register_person(actor))
    person = Person(username=username, name=name, email=email, date_joined=now)
    person.set_password(password or None)
    person.save()
    record("person.registered", subject=person, actor=actor, at=now, name=name)
    return person


@action
def suspend_account(*, person_id: int, actor: Actor, now: datetime, reason: str) -> Person:
    """Close an account for the time being: its holder is signed out everywhere at once."""
    person = Person.objects.select_for_update().get(pk=person_id)
    ensure(rules.may_suspend_account(actor, person))
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("account.suspended", subject=person, actor=actor, at=now, reason=reason)
    return person


@action
def restore_account(*, person_id: int, actor: Actor, now: datetime, reason: str) -> Person:
    """Open a suspended account again."""
    person = Person.objects.select_for_update().get(pk=person_id)
    ensure(rules.may_restore_account(actor, person))
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("account.restored", subject=person, actor=actor, at=now, reason=reason)
    return person


@action
def reset_password(*, person_id: int, password: str, actor: Actor, now: datetime) -> Person:
    """Give somebody who forgot theirs a first password again; their sessions end."""
    person = Person.objects.select_for_update().get(pk=person_id)
    ensure(rules.may_reset_password(actor, person))
    person.set_password(password)
    person.save(update_fields=["password"])
    record("account.password_reset", subject=person, actor=actor, at=now)
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is known of an organisation when it is entered."""

    kind: OrganisationKind
    name: str
    name_en: str = ""
    code: str = ""
    parent_id: int | None = None


@action
def found_organisation(*, body: Body, place_id: int, actor: Actor, now: datetime) -> Organisation:
    """Enter an organisation with its seat at a place."""
    place = Place.objects.get(pk=place_id)
    ensure(rules.may_found_organisation(actor, place))
    organisation = Organisation.objects.create(
        kind=body.kind,
        name=body.name,
        name_en=body.name_en,
        code=body.code,
        parent_id=body.parent_id,
        place=place,
        level=place.level,
    )
    record(
        "organisation.founded",
        subject=organisation,
        actor=actor,
        at=now,
        place=place,
        kind=body.kind,
        name=body.name,
    )
    return organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a post is called and how it is reached."""

    title: str
    title_en: str = ""
    phone: str = ""
    public: bool = False


@action
def create_post(
    *,
    role: RoleKind,
    office: Office,
    actor: Actor,
    now: datetime,
    place_id: int | None = None,
    organisation_id: int | None = None,
) -> Post:
    """Create a post at a place, or in an organisation, where it then has its seat."""
    organisation = None
    if organisation_id is not None:
        organisation = Organisation.objects.select_related("place").get(pk=organisation_id)
    if place_id is not None:
        place = Place.objects.get(pk=place_id)
    elif organisation is not None:
        place = organisation.place
    else:
        raise ValueError("A post stands at a place or in an organisation.")
    ensure(rules.may_create_post(actor, place, role))
    ensure(rules.is_free(role, queries.post_at(place, [role])))
    post = Post.objects.create(
        role=role,
        place=place,
        organisation=organisation,
        title=office.title,
        title_en=office.title_en,
        phone=office.phone,
        public=office.public,
    )
    record("post.created", subject=post, actor=actor, at=now, place=place, role=role)
    return post


@action
def appoint(
    *,
    post_id: int,
    person_id: int,
    actor: Actor,
    now: datetime,
    starts_on: date | None = None,
    ends_on: date | None = None,
    acting: bool = False,
) -> Term:
    """Give a post to a person from a day on; `acting` as the substitute beside its holder."""
    post, person = _post(post_id), Person.objects.get(pk=person_id)
    begin = starts_on or day_of(now)
    ensure(rules.may_appoint(actor, post))
    ensure(rules.may_hold(actor, post, person, queries.roles_held(person, begin)))
    ensure(rules.fits(Term.objects.filter(post=post, acting=acting), begin, ends_on))
    term = Term.objects.create(
        post=post, person=person, starts_on=begin, ends_on=ends_on, acting=acting
    )
    record(
        "post.appointed",
        subject=post,
        actor=actor,
        at=now,
        place=post.place,
        person=f"{person.pk} {person.name}",
        starts_on=begin,
        ends_on=ends_on,
        acting=acting,
    )
    return term


@action
def hand_over(
    *,
    post_id: int,
    to_person_id: int,
    actor: Actor,
    now: datetime,
    on: date | None = None,
    note: str = "",
) -> Term:
    """End one person's term and begin the next on the same day: no gap, no overlap.

    What waits for the post waits for it still; nothing else has to be moved.
    """
    post, person = _post(post_id), Person.objects.get(pk=to_person_id)
    day = on or day_of(now)
    terms = Term.objects.filter(post=post, acting=False)
    serving = terms.filter(queries.current(day))
    ensure(rules.may_hand_over(actor, post, serving.first(), person))
    ensure(rules.may_hold(actor, post, person, queries.roles_held(person, day)))
    serving.update(ends_on=day)
    ensure(rules.fits(terms, day, None))
    term = Term.objects.create(post=post, person=person, starts_on=day)
    record(
        "post.handed_over",
        subject=post,
        actor=actor,
        at=now,
        place=post.place,
        person=f"{person.pk} {person.name}",
        on=day,
        note=note,
    )
    return term


@action
def end_term(*, term_id: int, actor: Actor, now: datetime, on: date | None = None) -> Term:
    """End a term and leave the post vacant from that day on."""
    term = (
        Term.objects.select_for_update(of=("self",)).select_related("post__place").get(pk=term_id)
    )
    day = on or day_of(now)
    ensure(rules.may_end_term(actor, term, day))
    term.ends_on = day
    term.save(update_fields=["ends_on"])
    record("term.ended", subject=term.post, actor=actor, at=now, place=term.post.place, on=day)
    return term


def _post(post_id: int) -> Post:
    """Lock a post, so that two appointments to it wait for each other."""
    posts = Post.objects.select_for_update(of=("self",)).select_related("place")
    return posts.get(pk=post_id)
