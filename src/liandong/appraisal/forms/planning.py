"""The plan of a review."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from liandong.appraisal import queries
from liandong.appraisal.models import Plan
from liandong.kernel.fields import day, line
from liandong.kernel.page import KeyedForm, offer
from liandong.people.models import Post
from liandong.places.models import Place

FIRST, LAST = 2000, 2100


class PlanReview(KeyedForm):
    """Who is reviewed, for which year, and when; weights come from the rulebook of today."""

    title = line(_("Name of the review"))
    year = forms.IntegerField(
        label=pgettext_lazy("of a review", "Year under review"), min_value=FIRST, max_value=LAST
    )
    posts = forms.TypedMultipleChoiceField(
        label=_("Secretaries under review"),
        coerce=int,
        choices=[],
        widget=forms.CheckboxSelectMultiple,
    )
    report_by = day(_("Reports by"), _("On this day each report is due."))
    on = day(_("Day of the review meeting"))

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(queries.secretaries_below(place))
        offer(self, "posts", [(post.pk, _name(post)) for post in found])
        self.initial.setdefault("posts", [post.pk for post in found])

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        plan = Plan(
            title=given["title"],
            year=given["year"],
            report_by=given["report_by"],
            day=given["on"],
            posts=tuple(given["posts"]),
        )
        return {"plan": plan}


def _name(post: Post) -> str:
    english = (get_language() or "").startswith("en")
    return (post.title_en if english else "") or post.title
