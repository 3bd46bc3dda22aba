"""All reading about people: who holds what, who hears matters where, who is whom."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liandong.kernel import house
from liandong.kernel.actor import Actor
from liandong.ledger import queries as ledger
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.people.models import (
    DESKS,
    Organisation,
    OrganisationKind,
    Person,
    Post,
    RoleKind,
    Term,
)
from liandong.places.models import Place

# Who hears matters at a place of each level; a building is heard by its grid.
DESK_AT = dict(zip((4, 3, 2, 1, 0), DESKS, strict=True))


def actor_of(person: Person, post: Post, key: str = "") -> Actor:
    """Return the person acting from one of their posts. `post.place` should be loaded."""
    return Actor(
        role=post.role,
        person_id=person.pk,
        post_id=post.pk,
        place_id=post.place_id,
        path=post.place.path,
        organisation_id=post.organisation_id,
        key=key,
    )


def current(on: date) -> Q:
    """Terms that run on a day."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def posts_of(person: Person, on: date) -> list[Post]:
    """Return the posts that a person holds on a day, the longest held first."""
    terms = Term.objects.filter(current(on), person=person)
    terms = terms.select_related("post__place", "post__organisation")
    return [term.post for term in terms.order_by("acting", "starts_on", "id")]


def serving(posts: Iterable[Post | int], on: date) -> dict[int, Term]:
    """Return who answers for each post on a day: post id → term, an acting one before the other."""
    ids = [post if isinstance(post, int) else post.pk for post in posts]
    terms = Term.objects.filter(current(on), post_id__in=ids).select_related("person")
    return {term.post_id: term for term in terms.order_by("acting", "id")}


def holders(posts: Iterable[Post | int], on: date) -> dict[int, Person]:
    """Return post id → the person who answers for it on a day, in one query for any number."""
    return {post_id: term.person for post_id, term in serving(posts, on).items()}


def holder(post: Post, on: date) -> Person | None:
    return holders([post], on).get(post.pk)


def post_at(place: Place, roles: Collection[str]) -> Post | None:
    """Return the post of one of these roles at exactly this place: the first that was created."""
    posts = Post.objects.filter(place=place, role__in=roles)
    return posts.select_related("place", "organisation").order_by("id").first()


def desk(place: Place) -> Post | None:
    """Return the post that hears matters at this place; for a building, at its grid."""
    return desks([place]).get(place.pk)


def desks(places: Iterable[Place]) -> dict[int, Post]:
    """Return place id → the post that hears matters there, in one query for any number."""
    heard_at = {place.pk: _desk_place(place) for place in places}
    posts = Post.objects.filter(place_id__in=set(heard_at.values()), role__in=DESKS)
    found = {
        post.place_id: post
        for post in posts.select_related("place", "organisation")
        if DESK_AT.get(post.place.level) == post.role
    }
    return {place: found[at] for place, at in heard_at.items() if at in found}


def _desk_place(place: Place) -> int:
    return place.parent_id if place.level > max(DESK_AT) and place.parent_id else place.pk


def organisation(code: str, place: Place) -> Organisation | None:
    """Return the body with a code whose seat is at this place or nearest above it."""
    ids = [int(part) for part in place.path.split("/") if part]
    found = Organisation.objects.filter(code=code, place_id__in=ids).select_related("place")
    return found.order_by("-place__level").first()


def visible_posts(actor: Actor) -> QuerySet[Post]:
    """Public posts are everybody's to know; the rest of the directory is for those with a post."""
    posts = Post.objects.select_related("place", "organisation")
    return posts if actor.signed else posts.filter(public=True)


def find_posts(actor: Actor, words: str = "", role: str = "") -> QuerySet[Post]:
    """Search the directory by title, place or organisation, highest place first."""
    posts = visible_posts(actor)
    for word in words.split():
        posts = posts.filter(
            Q(title__icontains=word)
            | Q(title_en__icontains=word)
            | Q(place__name__icontains=word)
            | Q(place__name_en__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    if role in RoleKind.values:
        posts = posts.filter(role=role)
    return posts.order_by("place__level", "place__path", "role", "id")


def find_organisations(words: str = "", kind: str = "") -> QuerySet[Organisation]:
    """Search the bodies by name, with how many posts each has."""
    found = Organisation.objects.select_related("place", "parent")
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word) | Q(name_en__icontains=word) | Q(place__name__icontains=word)
        )
    if kind in OrganisationKind.values:
        found = found.filter(kind=kind)
    found = found.annotate(post_count=Count("posts"))
    return found.order_by("level", "place__path", "kind", "id")


def find_people(words: str = "") -> QuerySet[Person]:
    """Search the accounts by name or user name."""
    found = Person.objects.order_by("username")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(username__icontains=word))
    return found


def directory(place: Place, actor: Actor) -> list[Post]:
    """Return the posts of a place and of every place above it, the nearest first."""
    ids = [int(part) for part in place.path.split("/") if part]
    posts = visible_posts(actor).filter(place_id__in=ids)
    return list(posts.order_by("-place__level", "role", "id"))


def history(post: Post) -> QuerySet[Term]:
    """Return every term of a post, the latest first."""
    return Term.objects.filter(post=post).select_related("person").order_by("-starts_on", "-id")


def roles_held(person: Person, since: date) -> set[str]:
    """Return the roles of every post that a person holds on a day or will hold after it."""
    terms = Term.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=since), person=person)
    return set(terms.values_list("post__role", flat=True))


def person_called(username: str) -> Person | None:
    return Person.objects.filter(username=username).first()


def place(number: int) -> Place | None:
    return Place.objects.filter(pk=number).first()


def organisation_exists(number: int) -> bool:
    return Organisation.objects.filter(pk=number).exists()


def code_is_taken(code: str, place_id: int) -> bool:
    return Organisation.objects.filter(place_id=place_id, code=code).exists()


def posts_held_by(people: Iterable[Person], on: date) -> dict[int, list[Post]]:
    """Return person id → the posts that they hold on a day, in one query for any number."""
    terms = Term.objects.filter(current(on), person__in=list(people))
    held: dict[int, list[Post]] = {}
    for term in terms.select_related("post__place").order_by("acting", "starts_on"):
        held.setdefault(term.person_id, []).append(term.post)
    return held


def posts_of_ending_grids(moving: Collection[int], ending: Collection[int], on: date) -> str:
    """What becomes of posts when grids are divided anew, for the page where that is decided."""
    sentences = [
        _(
            "A new grid has no post until the system administrator creates one; until then the "
            "community's desk hears what is raised there."
        )
    ]
    if count := Post.objects.filter(place_id__in=ending).count():
        held = Term.objects.filter(current(on), post__place_id__in=ending).count()
        words = ngettext(
            "%(count)d post stands at a grid that ends, %(held)d of them held. It keeps its holder "
            "and everything it holds until a secretary ends the term or hands over: nothing is "
            "done by itself.",
            "%(count)d posts stand at grids that end, %(held)d of them held. They keep their "
            "holders and everything they hold until a secretary ends the terms or hands over: "
            "nothing is done by itself.",
            count,
        )
        sentences.insert(0, words % {"count": count, "held": held})
    return " ".join(sentences)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story: what was done, by which post, and in which words."""

    entry: Entry
    says: object
    post: Post | None
    words: tuple[str, ...]


def story(thing: Model) -> list[Told]:
    """Everything that was written about a thing, the latest first."""
    entries = list(ledger.timeline(name_of(thing)))
    posts = Post.objects.in_bulk({entry.post_id for entry in entries if entry.post_id})
    return [_told(entry, posts.get(entry.post_id or 0)) for entry in reversed(entries)]


def _told(entry: Entry, post: Post | None) -> Told:
    texts = ledger.texts_of(entry)
    opened = tuple(texts[name] for name in house.open_texts(entry.verb) if name in texts)
    return Told(entry, house.said(entry.verb), post, opened)
