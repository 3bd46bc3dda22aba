"""`liandong plan opinions`: a conversation from files, told in words and drawn as a map."""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liandong.planning.tallying.opinions import Limits, OpinionMap, Stand, Votes, draw
from liandong.planning.tallying.opinions.picture import picture
from liandong.planning.tallying.opinions.statements import Table, by_group, group_aware, shares
from liandong.planning.tallying.opinions.tables import Statements, read_statements, read_votes

LETTERS = "ABCDE"


@dataclass(frozen=True)
class Conversation:
    """The votes on what was published, the map that they draw, and the names of the groups."""

    votes: Votes
    found: OpinionMap
    texts: Mapping[str, str]
    named: Sequence[str]

    @cached_property
    def names(self) -> list[str]:
        given = [*self.named, *[""] * len(self.found.groups)]
        return [
            f"{letter} {name}".strip()
            for letter, name, _group in zip(LETTERS, given, self.found.groups, strict=False)
        ]

    def text(self, statement: str) -> str:
        return self.texts.get(statement) or statement


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="CSV: voter,statement,vote (1, 0, -1); or Polis'")
    parser.add_argument("--statements", type=Path, help="CSV: statement,text[,moderated]")
    parser.add_argument("--without", nargs="+", default=[], help="statements that are left out")
    parser.add_argument("--names", nargs="+", default=[], help="of the groups, the largest first")


def run(options: Mapping[str, Any]) -> Iterator[str]:
    """Draw the map, write the picture, and tell."""
    file: Path = options["file"]
    held = Statements({}, frozenset())
    if options["statements"]:
        held = read_statements(options["statements"].read_text("utf-8-sig"))
    votes = read_votes(file.read_text("utf-8-sig")).without({*held.hidden, *options["without"]})
    talk = Conversation(votes, draw(votes), held.texts, options["names"])
    if len(talk.named) > len(talk.names):
        raise ValueError(_("there are fewer groups than names"))
    yield _summary(talk)
    yield from _groups(talk) if talk.names else [_too_few()]
    yield from _counts(talk)
    image = options["picture"] or file.with_suffix(".svg")
    labels = [_labelled(talk, number) for number in range(len(talk.names))]
    drawn = picture(file.stem, _summary(talk), talk.found, labels)
    image.write_text(drawn, "utf-8")
    yield str(image)


def _summary(talk: Conversation) -> str:
    return _("%(people)s participants, %(statements)s statements, %(votes)s votes") % {
        "people": f"{len(talk.votes.participants):,}",
        "statements": f"{len(talk.votes.statements):,}",
        "votes": f"{len(talk.votes.rows):,}",
    }


def _too_few() -> str:
    limits = Limits()
    return _(
        "Too few votes for groups, so only counts are shown: %(people)s participants with "
        "%(votes)s votes each are needed, and %(smallest)s in the smallest group."
    ) % {"people": limits.participants, "votes": limits.votes, "smallest": limits.smallest}


def _labelled(talk: Conversation, number: int) -> str:
    size = talk.found.groups[number].size
    people = ngettext("%(count)s person", "%(count)s people", size) % {"count": f"{size:,}"}
    return f"{talk.names[number]} · {people}"


def _groups(talk: Conversation) -> Iterator[str]:
    """Each group with what it stands for; then what unites all, and what divides them."""
    for number in range(len(talk.names)):
        yield f"\n{_labelled(talk, number)}"
        yield from (f"  {_stand(talk, one)}" for one in talk.found.groups[number].stands)
    table = by_group(talk.votes, talk.found.which, len(talk.names))
    yield f"\n{_('What unites')}"
    for statement in talk.found.consensus:
        column = talk.votes.statements.index(statement)
        against = group_aware(table.disagree, table.seen) > group_aware(table.agree, table.seen)
        yield _held(talk, table, column, against=bool(against[column]))
    yield f"\n{_('What divides')}"
    for statement in talk.found.divisive:
        yield _held(talk, table, talk.votes.statements.index(statement), against=False)


def _held(talk: Conversation, table: Table, column: int, *, against: bool) -> str:
    """A statement, and what share of each group is for it, or against it."""
    said = table.disagree if against else table.agree
    held = [
        f"{letter} {share:.0%}"
        for letter, share in zip(LETTERS, shares(said, table.seen)[:, column], strict=False)
    ]
    side = _("disagree") if against else _("agree")
    return f"  {talk.text(talk.votes.statements[column])}  ({side}: {', '.join(held)})"


def _stand(talk: Conversation, one: Stand) -> str:
    side = _("agrees") if one.side == "agree" else _("disagrees")
    return f"{side} {one.share:.0%}  {talk.text(one.statement)}"


def _counts(talk: Conversation) -> Iterator[str]:
    yield f"\n{_('Agree / disagree / pass')}"
    for one in sorted(talk.found.statements, key=lambda line: -line.agree):
        yield f"  {one.agree:,} / {one.disagree:,} / {one.passed:,}  {talk.text(one.name)}"
