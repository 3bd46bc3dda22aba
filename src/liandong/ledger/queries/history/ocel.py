"""OCEL 2.0: a relational file, and the same as JSON, which is read from the relational one.

https://www.ocel-standard.org: tables `event`, `object`, `event_object`, `object_object`, a map
from types to tables, and one table for each type of event and of object.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from liandong.ledger.queries.history.events import CHUNK, Event, Stretch

BEGINNING = "1970-01-01T00:00:00.000Z"
TABLES = """
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT,
    PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
"""

type Tell = Callable[[int], None]


def write_sqlite(stretch: Stretch, path: Path, tell: Tell) -> None:
    """Write the relational form to a new file. `tell` hears how many events are written."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as file:
        file.executescript(TABLES)
        codes = stretch.codes()
        for verb, names in codes.items():
            columns = "".join(f', "{name}" TEXT' for name in ["actor", *names])
            file.execute(
                f'CREATE TABLE "event_{_table(verb)}" (ocel_id TEXT, ocel_time TEXT{columns})'
            )
            file.execute("INSERT INTO event_map_type VALUES (?, ?)", (verb, _table(verb)))
        for number, event in enumerate(stretch.events(), start=1):
            _add(file, event, codes[event.verb])
            if number % CHUNK == 0:
                file.commit()
                tell(number)
        _add_objects(file)
        file.commit()
    tell(stretch.count())


def _add(file: sqlite3.Connection, event: Event, names: list[str]) -> None:
    file.execute("INSERT INTO event VALUES (?, ?)", (event.id, event.verb))
    values = [event.id, event.at, event.actor, *(_text(event.codes.get(name)) for name in names)]
    marks = ", ".join("?" * len(values))
    file.execute(f'INSERT INTO "event_{_table(event.verb)}" VALUES ({marks})', values)  # noqa: S608
    for name, kind, how in event.objects:
        file.execute("INSERT OR IGNORE INTO object VALUES (?, ?)", (name, kind))
        file.execute("INSERT OR IGNORE INTO event_object VALUES (?, ?, ?)", (event.id, name, how))


def _add_objects(file: sqlite3.Connection) -> None:
    """Give each kind of object its table; an object has no attributes here, only a name."""
    for (kind,) in file.execute("SELECT DISTINCT ocel_type FROM object ORDER BY 1").fetchall():
        table = f'"object_{_table(kind)}"'
        file.execute(
            f"CREATE TABLE {table} (ocel_id TEXT, ocel_time TEXT, ocel_changed_field TEXT)"
        )
        file.execute(
            f"INSERT INTO {table} SELECT ocel_id, ?, NULL FROM object WHERE ocel_type = ?",  # noqa: S608
            (BEGINNING, kind),
        )
        file.execute("INSERT INTO object_map_type VALUES (?, ?)", (kind, _table(kind)))


def write_json(stretch: Stretch, path: Path, tell: Tell) -> None:
    """Write the JSON form, event by event; each object once."""
    with TemporaryDirectory() as folder:
        relational = Path(folder) / "history.sqlite"
        write_sqlite(stretch, relational, tell)
        with closing(sqlite3.connect(relational)) as file, path.open("w", encoding="utf-8") as out:
            kinds = file.execute("SELECT ocel_type FROM object_map_type ORDER BY 1")
            out.write('{"objectTypes": ')
            out.write(json.dumps([{"name": kind, "attributes": []} for (kind,) in kinds]))
            out.write(',\n"eventTypes": ' + json.dumps(_types(stretch)))
            out.write(',\n"objects": [')
            _write_each(out.write, _objects(file))
            out.write('],\n"events": [')
            _write_each(out.write, map(_as_json, stretch.events()))
            out.write("]}\n")


def _types(stretch: Stretch) -> list[dict[str, object]]:
    return [
        {"name": verb, "attributes": [{"name": one, "type": "string"} for one in ["actor", *names]]}
        for verb, names in stretch.codes().items()
    ]


def _objects(file: sqlite3.Connection) -> Iterator[dict[str, object]]:
    for name, kind in file.execute("SELECT ocel_id, ocel_type FROM object ORDER BY rowid"):
        yield {"id": name, "type": kind, "attributes": [], "relationships": []}


def _as_json(event: Event) -> dict[str, object]:
    values = {"actor": event.actor, **{name: _text(code) for name, code in event.codes.items()}}
    together = dict.fromkeys((name, how) for name, _kind, how in event.objects)
    return {
        "id": event.id,
        "type": event.verb,
        "time": event.at,
        "attributes": [{"name": name, "value": value} for name, value in values.items() if value],
        "relationships": [{"objectId": name, "qualifier": how} for name, how in together],
    }


def _write_each(write: Callable[[str], object], things: Iterator[dict[str, object]]) -> None:
    for number, thing in enumerate(things):
        write(("\n" if number == 0 else ",\n") + json.dumps(thing, ensure_ascii=False))


def _table(kind: str) -> str:
    """The end of a table's name: "MatterRaised" for "matter.raised"."""
    return "".join(part.title() for part in re.split(r"\W|_", kind))


def _text(code: object) -> str | None:
    if code is None or isinstance(code, str):
        return code
    return json.dumps(code)
