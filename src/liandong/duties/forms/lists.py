"""Finding lists, drawing one up, and what every deed has in common."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from liandong.duties import queries
from liandong.duties.lifecycle import ListKind, ListState, Paper
from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import paper_code, text
from liandong.kernel.page import KeyedForm, offer
from liandong.people.models import Post

LONGEST = 2000


def post_name(post: Post) -> str:
    """A post as a choice: its title in the reader's language."""
    english = (get_language() or "").startswith("en")
    if not english:
        return post.title
    place = post.place.name_en or post.place.name
    return f"{post.title_en or post.title} ({place})"


def post_choices(posts: Any) -> list[tuple[int, str]]:
    return [(post.pk, post_name(post)) for post in posts]


class Find(forms.Form):
    """Which lists are shown."""

    q = forms.CharField(label=_("Search"), max_length=60, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of list"), choices=[("", _("Both kinds")), *ListKind.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All states")), *ListState.choices], required=False
    )
    year = forms.TypedChoiceField(
        label=pgettext_lazy("of a list", "Year"),
        coerce=int,
        empty_value=None,
        choices=[],
        required=False,
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All years")), *((year, str(year)) for year in years)]
        offer(self, "year", choices)

    @property
    def search(self) -> queries.Search:
        given = self.cleaned_data
        return queries.Search(
            words=given.get("q", ""),
            kind=given.get("kind", ""),
            state=given.get("state", ""),
            year=given.get("year"),
        )


class Layers(forms.Form):
    """Which year is shown down the tree."""

    year = forms.IntegerField(
        label=pgettext_lazy("of a list", "Year"), min_value=2000, max_value=2100
    )


class DrawUp(KeyedForm):
    """Whose list of which year is begun."""

    post = forms.TypedChoiceField(label=_("Whose list"), coerce=int, choices=[])
    kind = forms.ChoiceField(label=_("Kind of list"), choices=ListKind.choices)
    year = forms.IntegerField(
        label=pgettext_lazy("of a list", "Year"), min_value=2000, max_value=2100
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        required=False,
        help_text=_("For a rectification list: what it follows from, such as a review."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = queries.listed_posts(actor) if actor.post_id else ()
        offer(self, "post", post_choices(posts))
        self.fields["post"].initial = actor.post_id

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") == ListKind.RECTIFICATION and not given.get("title"):
            self.add_error("title", _("Say what the list follows from."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        post_id = given.pop("post")
        return {**given, "post_id": post_id, "kind": ListKind(given["kind"])}


# Which word of an action names the thing, by the folder of its page.
WORDS = {
    "lists": "list_id",
    "responsibilities": "line_id",
    "rectifications": "problem_id",
    "talks": "talk_id",
    "orders": "order_id",
    "bulletins": "bulletin_id",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A list, a line or a talk as it lies open for one actor."""

    folder: str
    thing: Any
    actor: Actor

    @property
    def key(self) -> dict[str, int]:
        return {WORDS[self.folder]: self.thing.pk}

    def at_step(self, _verb: str) -> bool:
        """Lists, lines and talks stand at steps of their own: each deed's `only` looks."""
        return True


class Deed(DeedForm[Opened]):
    """What is typed for a deed of a list, a line or a talk."""

    @property
    def thing(self) -> Any:
        return self.opened.thing


class Reason(Deed):
    reason = text(_("Reason"), most=600)


class IssueList(Deed):
    """Under which code the list's notice is numbered."""

    code = paper_code()

    def prepare(self) -> None:
        place = Post.objects.select_related("place__parent").get(pk=self.opened.actor.post).place
        self.initial["code"] = queries.code_for(place, Paper.LIST)
