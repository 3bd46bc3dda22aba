"""Which states things pass through: each room's tables of moves, each also as a diagram."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from liandong.kernel.management.reference.reading import module, page, rooms, table

# A verb that leads from more states than this is told by the table only.
DRAWN = 5


def write() -> str:
    return page(
        _("Lifecycles"),
        _(
            "The only ways in which a state changes. A verb that is possible in more than five "
            "states stands in the table and is not drawn."
        ),
        *(part for room in rooms() for part in _room(room)),
    )


def _room(room: Any) -> Iterator[str]:
    tables = _tables(room)
    if tables:
        yield f"## `{room.label}`"
    for moves in tables:
        edges = list(_edges(moves))
        kind: Any = type(edges[0][1])
        states = list(kind)
        if len(tables) > 1:
            yield f"### `{kind.__name__}`"
        yield table([_("State"), _("Code")], ([str(one.label), f"`{one.value}`"] for one in states))
        yield _drawing(edges, states)
        yield _verbs(moves) if isinstance(next(iter(moves.values())), tuple) else _states(moves)


def _tables(room: Any) -> list[dict[str, Any]]:
    """The tables of a room's lifecycle: `MOVES`, and one more for each further kind of thing."""
    named = vars(module(room, "lifecycle") or object)
    return [named[name] for name in named if name == "MOVES" or name.endswith("_MOVES")]


def _verbs(moves: dict[str, Any]) -> str:
    rows = [[f"`{verb}`", _named(before), _named(after)] for verb, (before, after) in moves.items()]
    return table([_("Verb"), _("Possible in"), _("Leads to")], rows)


def _states(moves: dict[str, Any]) -> str:
    rows = [[_named([state]), _named(after)] for state, after in moves.items()]
    return table([_("Before"), _("Leads to")], rows)


def _named(states: Any) -> str:
    """The states of a set; of a large one, those that are not in it."""
    if not states:
        return "—"
    kind: Any = type(next(iter(states)))
    every = list(kind)
    if len(states) > len(every) / 2:
        return _("all but: %(states)s") % {"states": _list(set(every) - set(states), every)}
    return _list(states, every)


def _list(states: Any, every: list[Any]) -> str:
    return _("; ").join(str(state.label) for state in sorted(states, key=every.index))


def _edges(moves: dict[str, Any]) -> Iterator[tuple[Any, Any, str]]:
    """Each change of state as (from, to, verb); from is None where something begins."""
    for name, move in moves.items():
        if not isinstance(move, tuple):
            yield from ((name, after, "") for after in move)
            continue
        before, after = move
        if len(before) <= DRAWN and before != after:
            yield from ((one, other, name) for one in before or [None] for other in after)


def _drawing(edges: list[tuple[Any, Any, str]], states: list[Any]) -> str:
    order = {state: number for number, state in enumerate(states)}
    said: dict[tuple[Any, Any], list[str]] = {}
    for before, after, verb in edges:
        if before != after:
            said.setdefault((before, after), []).append(verb)
    lines = [f'    state "{state.label}" as {state.value}' for state in states]
    for before, after in sorted(said, key=lambda pair: [order.get(one, -1) for one in pair]):
        verbs = ", ".join(filter(None, said[before, after]))
        arrow = f"    {before.value if before else '[*]'} --> {after.value}"
        lines.append(f"{arrow}: {verbs}" if verbs else arrow)
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])
