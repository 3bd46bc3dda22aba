"""A list of duties from an Excel sheet: sent, its columns named, its rows checked one by one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties import actions
from liandong.duties.forms.lists import Opened
from liandong.duties.forms.rectifications import EnterRectification
from liandong.duties.forms.responsibilities import EnterResponsibility
from liandong.duties.forms.spelling import Reader, readers
from liandong.duties.lifecycle import ListKind
from liandong.duties.models import DutyList
from liandong.kernel.actor import Actor
from liandong.kernel.page import KeyedForm
from liandong.kernel.sheets import BadSheet, Column, Fault, find_table, plain, read_sheet

RECTIFICATION = (
    Column("problem", _("What is wrong"), ("问题表现", "存在问题", "问题", "具体问题")),
    Column("origin", _("Origin"), ("问题来源", "来源")),
    Column("subject", pgettext_lazy("rectification", "Subject"), ("类别", "问题类别", "分类")),
    Column("goal", _("Goal"), ("整改目标", "目标")),
    Column("measures", _("Measures"), ("整改措施", "措施")),
    Column(
        "lead",
        pgettext_lazy("rectification", "Lead"),
        ("牵头", "牵头岗位", "牵头单位", "责任单位", "责任岗位"),
    ),
    Column(
        "supports", pgettext_lazy("rectification", "Supports"), ("配合单位", "配合", "配合岗位")
    ),
    Column("deadline", _("Kind of deadline"), ("时限类型", "类型", "整改类型", "kind")),
    Column("due_on", _("Due"), ("期限", "整改时限", "完成时限", "整改期限", "时限")),
)
RESPONSIBILITY = (
    Column("duty", _("Kind of responsibility"), ("责任类别", "责任类型", "类别")),
    Column("item", _("Item"), ("责任事项", "责任内容", "事项", "具体内容")),
    Column("standard", _("Standard asked for"), ("标准要求", "标准", "要求")),
    Column("frequency", _("Frequency"), ("频次", "频率")),
    Column("due_on", _("Due"), ("期限", "完成时限", "时限")),
    Column("evidence", _("Evidence asked for"), ("佐证要求", "佐证", "佐证材料")),
)
# Which columns a kind of list has, the form that checks a row, the action and its word for rows.
KINDS: dict[str, tuple[tuple[Column, ...], Any, Callable[..., Any], str]] = {
    ListKind.RECTIFICATION: (
        RECTIFICATION,
        EnterRectification,
        actions.import_rectifications,
        "problems",
    ),
    ListKind.RESPONSIBILITY: (
        RESPONSIBILITY,
        EnterResponsibility,
        actions.import_responsibilities,
        "lines",
    ),
}


class Upload(KeyedForm):
    """The file. What can be read in it is known afterwards."""

    sheet = forms.FileField(
        label=_("Excel file"),
        help_text=_("Title, two rows of heads and lines to sign may stay as they are."),
        widget=forms.FileInput({"accept": ".xlsx,.xls"}),
    )

    def clean_sheet(self) -> list[list[str]]:
        given = self.cleaned_data["sheet"]
        if given.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("The table is too large."))
        try:
            return read_sheet(given.read())
        except BadSheet as bad:
            raise forms.ValidationError(str(bad)) from None


@dataclass(slots=True)
class Checked:
    """One row of the sheet: its number in Excel, its cells, what is wrong, what it says."""

    number: int
    cells: list[str]
    faults: list[Fault] = field(default_factory=list)
    says: Any = None


class Sheet(KeyedForm):
    """The rows of a sheet with its columns named. Nothing is kept between two presses but here.

    Raises `BadSheet` when there is no table in what was sent.
    """

    rows = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, listed: DutyList, actor: Actor) -> None:
        self.columns, self.row_form, self.action, self.word = KINDS[listed.kind]
        self.table = find_table(_rows(data["rows"]), self.columns)
        guessed = {_named(name): str(at) for name, at in self.table.guess(self.columns).items()}
        named = {_named(column.name) for column in self.columns}
        super().__init__(data if named & set(data) else {**data, **guessed})
        self.opened = Opened("lists", listed, actor)
        self.readers = readers(listed)
        heads: list[tuple[str, Any]] = [("", _("not in the sheet"))]
        heads += [(str(at), head or f"{at + 1}") for at, head in enumerate(self.table.heads)]
        for column in self.columns:
            self.fields[_named(column.name)] = forms.ChoiceField(
                label=str(column.label), choices=heads, required=False
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        chosen = ((column.name, given.get(_named(column.name))) for column in self.columns)
        self.places = {name: int(at) for name, at in chosen if at}
        self.checked = [self._check(number) for number in self.table.numbers]
        return given

    @property
    def faults(self) -> list[Fault]:
        return [fault for row in self.checked for fault in row.faults]

    @property
    def words(self) -> dict[str, Any]:
        says = tuple(row.says for row in self.checked)
        return {**self.opened.key, self.word: says}

    def _check(self, number: int) -> Checked:
        cells = [self.table.cell(number, self.places.get(one.name)) for one in self.columns]
        row = Checked(number + 1, cells)
        texts = {one.name: plain(cell) for one, cell in zip(self.columns, cells, strict=True)}
        data = self._read(row, texts)
        form = self.row_form(data, opened=self.opened)
        wrong = {fault.place for fault in row.faults}
        for name, errors in form.errors.items():
            place = self.places.get(name)
            if place is None or place not in wrong:
                label = form.fields[name].label
                row.faults.append(Fault(number, place, f"{label}：{' '.join(errors)}"))
        if not row.faults:
            row.says = form.words[self.word[:-1]]
        return row

    def _read(self, row: Checked, texts: dict[str, str]) -> dict[str, Any]:
        """What is typed in the cells, in the spelling of the form; what cannot be read is wrong."""
        if "deadline" in texts and not texts["deadline"] and texts["due_on"]:
            texts["deadline"] = "by_date"
        data: dict[str, Any] = {}
        for name, text in texts.items():
            reader: Reader = self.readers.get(name, str)
            try:
                data[name] = reader(text) if text else ""
            except forms.ValidationError as wrong:
                reason = " ".join(wrong.messages)
                row.faults.append(Fault(row.number - 1, self.places.get(name), reason))
        return {name: value for name, value in data.items() if value != ""}


def _named(name: str) -> str:
    return f"column_{name}"


def _rows(kept: str) -> list[list[str]]:
    """The rows that the page carries. Raises `BadSheet` when somebody changed them by hand."""
    try:
        rows = json.loads(kept)
        whole = all(isinstance(cell, str) for row in rows for cell in row)
        if whole and len({len(row) for row in rows}) == 1:
            return [list(row) for row in rows]
    except (TypeError, ValueError):
        pass
    raise BadSheet(_("The table was lost on the way. Send the file again."))
