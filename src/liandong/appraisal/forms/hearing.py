"""The report, what was seen on site, questions and answers, the comment, the feedback."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.appraisal import queries
from liandong.appraisal.forms.common import Opened
from liandong.appraisal.lifecycle import Raters
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text
from liandong.kernel.page import offer


class Report(DeedForm[Opened]):
    report = text(
        _("Duty report"),
        _("What was done, what fell short and why, what comes next. Figures are shown beside it."),
        rows=18,
        most=None,
    )

    def prepare(self) -> None:
        self.initial.setdefault("report", self.opened.one.report)
        most = self.opened.appraisal.most_characters
        said = _("No more than %(most)d characters, says the rule. A longer report is marked.")
        self.fields["report"].help_text = said % {"most": most}


class CheckSite(DeedForm[Opened]):
    on = day(_("Day of the check"))
    where = line(_("Where"))
    findings = text(_("What was found"), rows=5)


class Ask(DeedForm[Opened]):
    raters = forms.ChoiceField(label=_("Asked by"), choices=Raters.choices)
    question = text(_("Question"), _("As it was asked; no name is written down."))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {**given, "raters": Raters(given["raters"])}


class Answer(DeedForm[Opened]):
    question = forms.TypedChoiceField(label=_("Question"), coerce=int, choices=[])
    answer = text(_("Answer"), rows=5)

    def prepare(self) -> None:
        found = queries.open_questions(self.opened.one)
        offer(self, "question", [(one.pk, one.question) for one in found])

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"question_id": given["question"], "answer": given["answer"]}


class Comment(DeedForm[Opened]):
    comment = text(
        _("Comment on the report"), _("What is good, what is not, what is expected."), rows=6
    )

    def prepare(self) -> None:
        self.initial.setdefault("comment", self.opened.one.comment)


class FeedBack(DeedForm[Opened]):
    feedback = text(
        _("Feedback to the secretary"),
        _("The result, the reasons, and what the level asks for. The secretary reads it at once."),
        rows=6,
    )
