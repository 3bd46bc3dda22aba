"""`liandong plan tally`: a vote from files, counted, told in words and drawn."""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from liandong.planning.tallying import pabulib, tables
from liandong.planning.tallying.budget import TIES, Explanation, Outcome, equal_shares, greedy
from liandong.planning.tallying.budget.outcome import Reason
from liandong.planning.tallying.budget.ties import KEYS, TieWord
from liandong.planning.tallying.chart import Row, in_order, picture
from liandong.planning.tallying.pabulib import Published

COMPLETIONS = ["none", "add1", "add1-compare", "utilitarian", "add1-utilitarian"]
NAMES = ["mes", "greedy", "greedy-no-skip"]
SAYS: dict[Reason, Any] = {
    "paid": _("paid for by its supporters, %(share)s each"),
    "fits": _("next by votes, and it fits"),
    "topped_up": _("next by votes, the rest from other money"),
    "free": _("costs nothing"),
    "no_votes": _("no votes"),
    "below_minimum": _("fewer votes than required"),
    "supporters_short": _("its supporters lack %(missing)s"),
    "too_dear": _("costs more than what is left"),
    "after_the_stop": _("after a project that did not fit"),
    "over_budget": _("one step more would overspend; supporters lack %(missing)s"),
}


@dataclass(frozen=True)
class Wish:
    """How to count."""

    rule: str
    utility: Any
    completion: Any
    minimum: int | None
    ties: Sequence[TieWord]


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="Pabulib's .pb, or a CSV: project,cost[,name]")
    parser.add_argument("--votes", type=Path, help="with a CSV: voter,project[,points]")
    parser.add_argument("--budget", help="with a CSV: how much there is")
    parser.add_argument("--rule", choices=NAMES, default="mes", help="mes: equal shares")
    parser.add_argument("--utility", choices=["cost", "cardinality"], default="cost")
    parser.add_argument(
        "--completion",
        choices=COMPLETIONS,
        default="add1",
        help="what happens with money that equal shares leave (default add1)",
    )
    parser.add_argument("--minimum", type=int, help="greedy: the votes that a project needs")
    parser.add_argument("--ties", nargs="+", choices=list(KEYS), default=list(TIES))


def run(options: Mapping[str, Any]) -> Iterator[str]:
    """Count, draw the picture, and tell."""
    file: Path = options["file"]
    wish = Wish(
        options["rule"],
        options["utility"],
        None if options["completion"] == "none" else options["completion"],
        options["minimum"],
        tuple(options["ties"]),
    )
    published = read_vote(file, options["votes"], options["budget"])
    outcome = count(published, wish)
    yield report(published, outcome)
    image = options["picture"] or file.with_suffix(".svg")
    image.write_text(svg(published, outcome, file.stem), "utf-8")
    yield str(image)


def read_vote(file: Path, votes: Path | None, budget: str | None) -> Published:
    """Read a .pb file, or two CSV tables and the budget."""
    text = file.read_text("utf-8-sig")
    if file.suffix != ".csv":
        return pabulib.read(text)
    if votes is None or budget is None:
        raise ValueError("with a CSV table, name --votes and --budget too")
    return tables.read(text, votes.read_text("utf-8-sig"), budget)


def count(published: Published, wish: Wish) -> Outcome:
    if wish.rule == "mes":
        return equal_shares(
            published.instance,
            wish.utility,
            wish.completion,
            step=published.scale,
            ties=wish.ties,
        )
    return greedy(
        published.instance,
        misfit="stop" if wish.rule == "greedy-no-skip" else "skip",
        minimum=published.minimum if wish.minimum is None else wish.minimum,
        ties=wish.ties,
    )


def report(published: Published, outcome: Outcome) -> str:
    """Tell the outcome, a line for each project."""
    lines = [_summary(published, outcome)]
    for line in in_order(outcome):
        mark = "+" if line.chosen else "-"
        cost = _money(line.cost, published)
        lines.append(
            f"{mark} {_name(published, line)}  {cost}  {line.score}  {_says(published, line)}"
        )
    return "\n".join(lines)


def svg(published: Published, outcome: Outcome, title: str) -> str:
    rows = {
        name: Row(_name(published, line), _says(published, line))
        for name, line in outcome.explanations.items()
    }
    return picture(title, _summary(published, outcome), outcome, rows)


def _summary(published: Published, outcome: Outcome) -> str:
    words = _("%(count)s of %(all)s projects, %(spent)s of %(budget)s; %(voters)s voters") % {
        "count": len(outcome.winners),
        "all": len(outcome.explanations),
        "spent": _money(outcome.spent, published),
        "budget": _money(published.instance.budget, published),
        "voters": published.instance.poll.voters,
    }
    if outcome.comparison is None:
        return words
    compared = _("comparison: %(mine)s prefer equal shares, %(other)s greedy") % {
        "mine": outcome.comparison.prefer_equal_shares,
        "other": outcome.comparison.prefer_greedy,
    }
    return f"{words}; {compared}"


def _name(published: Published, line: Explanation) -> str:
    return published.projects[line.project].get("name") or line.project


PAID_BY_POINTS = _("paid for by its supporters, %(share)s for each point")


def _says(published: Published, line: Explanation) -> str:
    by_points = line.reason == "paid" and published.instance.scores is not None
    return (PAID_BY_POINTS if by_points else SAYS[line.reason]) % {
        "share": _money(line.share or 0, published),
        "missing": _money(line.missing or 0, published),
    }


def _money(amount: float, published: Published) -> str:
    return f"{amount / published.scale:,.2f}"
