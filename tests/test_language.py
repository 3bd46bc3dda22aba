"""Both languages are complete, room by room."""

import pytest
from polib import POEntry

from liandong.kernel.management.commands import messages

ROOMS = messages.rooms()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_string_of_the_room_has_its_chinese(room):
    assert messages.complaints(room) == []


def test_no_two_rooms_translate_one_string_differently():
    assert messages.disagreements() == []


def test_python_and_templates_are_read(tmp_path):
    (tmp_path / "views.py").write_text(
        '_("Plain"), ngettext("%(n)s day", "%(n)s days", n), pgettext("month", "May"), _(variable)'
    )
    (tmp_path / "page.html").write_text(
        """{% load i18n %}<a title="{% translate "It's new" %}">{{ x|default:_("none") }}</a>
        {% blocktranslate trimmed count n=x %}one
          thing{% plural %}{{ n }} things{% endblocktranslate %}"""
    )
    said = messages.collect(tmp_path)
    assert {(key.context, key.msgid, message.plural) for key, message in said.items()} == {
        ("", "Plain", ""),
        ("", "%(n)s day", "%(n)s days"),
        ("month", "May", ""),
        ("", "It's new", ""),
        ("", "none", ""),
        ("", "one thing", "%(n)s things"),
    }


def test_a_string_that_is_built_on_the_spot_is_refused():
    with pytest.raises(messages.ComputedMessageError):
        list(messages.said_in_python('_(f"Hello {name}")', "views.py"))


def catalogue(room, **words):
    """Say one string in `room`, and give it this catalogue entry."""
    (room / "views.py").write_text(f"_({words['msgid']!r})")
    entry = POEntry(**words)
    messages.update(room, lambda key: entry)
    if entry.fuzzy:
        path = room / messages.CATALOGUE
        path.write_text(path.read_text().replace("#: views.py", "#: views.py\n#, fuzzy"))


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ({"msgid": "Hello", "msgstr": ""}, "no Chinese"),
        ({"msgid": "Hello", "msgstr": "你好", "flags": ["fuzzy"]}, "uncertain"),
        ({"msgid": "Hello %(name)s", "msgstr": "你好"}, "placeholders lost"),
        ({"msgid": "Hello", "msgstr": "你好%(name)s"}, "placeholders that"),
    ],
)
def test_a_poor_translation_is_named(tmp_path, words, complaint):
    catalogue(tmp_path, **words)
    assert [complaint in line for line in messages.complaints(tmp_path)] == [True]


def test_a_catalogue_follows_what_is_said(tmp_path):
    catalogue(tmp_path, msgid="Hello", msgstr="你好")
    assert messages.complaints(tmp_path) == []
    (tmp_path / "views.py").write_text('_("Goodbye")')
    found = messages.complaints(tmp_path)
    assert ["no longer said" in found[0], "not in the catalogue" in found[1]] == [True, True]
    messages.update(tmp_path, lambda key: None)
    assert [key.msgid for key in messages.read(tmp_path)] == ["Goodbye"]
