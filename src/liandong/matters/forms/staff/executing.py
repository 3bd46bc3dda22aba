"""Forms of the office that deals with a matter, and of those who work beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.dates import day_of
from liandong.kernel.fields import text
from liandong.kernel.page import offer
from liandong.matters import queries
from liandong.matters.forms.photos import MOST, Photo, PhotosField, cleaned
from liandong.matters.forms.staff.common import NO, YES, Deed, choice
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import WITHIN, Evidence, Stage


class Reach(Deed):
    """Which stage is meant is asked only where several are open."""

    stage = choice(_("Stage"), [])
    needed = choice(
        _("What became of it?"),
        [(YES, _("It is done")), (NO, _("It is not needed here: nobody is in danger or at fault"))],
    )
    findings = text(_("What was done or found"), _("The resident reads it."))

    def prepare(self) -> None:
        running = list(queries.running_stages(self.file.matter))
        stages = [WITHIN[promise.kind] for promise in running if promise.running]
        offer(self, "stage", [(stage.value, stage.label) for stage in stages])
        if len(stages) == 1:
            self.initial.setdefault("stage", stages[0].value)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {**given, "stage": Stage(given["stage"]), "needed": given["needed"] == YES}


class Return(Deed):
    reason = text(
        _("Why it is clearly not this office's duty"), _("The desk and the resident read it.")
    )


class Extend(Deed):
    days = forms.IntegerField(label=_("Working days more"), min_value=1)
    reason = text(_("Reason, which the resident reads"))

    def prepare(self) -> None:
        matter = self.file.matter
        limit = rulebook.limit("matter.extend", matter.place, on=day_of(self.file.now))
        most = int(limit.amount)
        field = self.fields["days"]
        field.widget.attrs["max"] = most
        field.help_text = _("At most %(most)d, once.") % {"most": most}


class Suspend(Deed):
    reason = text(
        _("Why the clock stops: season, court, a missing party"), _("The resident reads it.")
    )


class Reply(Deed):
    """The public answer apart from the internal note; photos as the evidence policy says."""

    answer = text(_("Public answer"), _("The resident and, once released, everybody reads it."))
    note = text(_("Internal note"), _("Only offices read it."), required=False)
    photos = PhotosField(label=_("Photos of the result"), required=False)

    new_photos: list[Photo]

    def prepare(self) -> None:
        category = self.file.matter.category
        policy = category.evidence if category else Evidence.NONE
        said = {
            Evidence.NONE: _("None are asked for."),
            Evidence.OPTIONAL: _("Up to 3, if they help. They are no proof of work."),
            Evidence.REQUIRED_BY_LAW: _("For this kind of matter the law asks for a record."),
        }
        self.fields["photos"].help_text = said[Evidence(policy)]

    def clean_photos(self) -> list[Photo]:
        files = self.cleaned_data["photos"]
        self.new_photos, complaints = cleaned(files[:MOST])
        if len(files) > MOST:
            complaints.append(str(_("Three photos at most.")))
        for complaint in complaints:
            self.add_error("photos", complaint)
        return self.new_photos


class Note(Deed):
    text = text(_("Internal note: only offices read it"))


class Tell(Deed):
    text = text(_("To the resident, who reads it as this office's words"))


class Visit(Deed):
    findings = text(_("What was found on site"), _("Only offices read it."))


class Unmask(Deed):
    reason = text(
        _("What you need it for"),
        _("The look and this reason are recorded, and the resident can read of it."),
        rows=2,
    )
