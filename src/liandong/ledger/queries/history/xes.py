"""XES (IEEE 1849): one trace for each subject, its events in the order of writing."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import quoteattr

from liandong.ledger.queries.history.events import CHUNK, Event, Stretch
from liandong.ledger.queries.history.ocel import Tell

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <classifier name="Verb" keys="concept:name"/>
"""


def write_xes(stretch: Stretch, path: Path, tell: Tell) -> None:
    """Write the traces to a file. `tell` hears how many events are written."""
    written = 0
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for subject, events in groupby(stretch.events("subject pk"), lambda one: one.subject):
            out.write(f"  <trace>\n{_attribute('string', 'concept:name', subject, 4)}")
            for event in events:
                out.writelines(_lines(event))
                written += 1
                if written % CHUNK == 0:
                    tell(written)
            out.write("  </trace>\n")
        out.write("</log>\n")
    tell(written)


def _lines(event: Event) -> Iterator[str]:
    yield "    <event>\n"
    yield _attribute("string", "concept:name", event.verb)
    yield _attribute("date", "time:timestamp", event.at)
    yield _attribute("string", "org:resource", event.actor)
    yield _attribute("string", "lifecycle:transition", "complete")
    yield _attribute("id", "entry", event.id)
    for name, code in event.codes.items():
        if code is not None:
            yield _attribute(*_typed(name, code))
    yield "    </event>\n"


def _typed(name: str, code: object) -> tuple[str, str, str]:
    if isinstance(code, bool):
        return "boolean", name, str(code).lower()
    return "int" if isinstance(code, int) else "string", name, str(code)


def _attribute(kind: str, key: str, value: str, indent: int = 6) -> str:
    return f"{' ' * indent}<{kind} key={quoteattr(key)} value={quoteattr(value)}/>\n"
