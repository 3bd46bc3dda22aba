"""A picture of a count, as SVG: a bar for each project, filled where it won, with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from liandong.planning.tallying.budget import Explanation, Outcome

ROW, TOP, NAMES, BARS, WIDTH = 30, 64, 300, 360, 1040
WON, LOST, INK, QUIET = "#1f6feb", "#c9d1d9", "#1b1f24", "#57606a"
FONT = "font-family=\"'Noto Sans SC','Microsoft YaHei',sans-serif\""


@dataclass(frozen=True)
class Row:
    """What stands beside a bar; the words come from the caller, in the reader's language."""

    name: str
    says: str


def picture(title: str, below: str, outcome: Outcome, rows: Mapping[str, Row]) -> str:
    """Return the SVG. Projects stand in the order chosen, then by votes."""
    lines = in_order(outcome)
    most = max((line.score for line in lines), default=0) or 1
    height = TOP + ROW * len(lines) + 16
    body = [_bar(number, line, rows[line.project], most) for number, line in enumerate(lines)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" {FONT}>',
            f"<title>{escape(title)}</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            _text(16, 28, title, size=18),
            _text(16, 50, below, colour=QUIET),
            *body,
            "</svg>\n",
        ]
    )


def in_order(outcome: Outcome) -> Sequence[Explanation]:
    """Return the explanations: winners as they were chosen, then the others by votes."""
    return sorted(
        outcome.explanations.values(),
        key=lambda line: (line.turn is None, line.turn or 0, -line.score),
    )


def _bar(number: int, line: Explanation, row: Row, most: int) -> str:
    top = TOP + ROW * number
    width = round(BARS * line.score / most, 1)
    colour = WON if line.chosen else LOST
    return "\n".join(
        [
            _text(16, top + 19, _short(row.name)),
            f'<rect x="{NAMES}" y="{top + 5}" width="{width}" height="20" rx="2" fill="{colour}"/>',
            _text(NAMES + width + 6, top + 19, str(line.score), colour=QUIET),
            _text(NAMES + BARS + 56, top + 19, row.says, colour=INK if line.chosen else QUIET),
        ]
    )


def _text(x: float, y: float, text: str, *, size: int = 14, colour: str = INK) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}">{escape(text)}</text>'


def _short(name: str, width: int = 36) -> str:
    """Cut a name to what fits before the bars; a Chinese character is as wide as two others."""
    used = 0
    for place, letter in enumerate(name):
        used += 2 if ord(letter) > 0x2E7F else 1
        if used > width:
            return name[:place] + "…"
    return name
