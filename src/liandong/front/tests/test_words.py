"""The template words that every room uses."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@dataclass
class Thing:
    name: str
    name_en: str = ""


def said(source: str, language: str = "en", **context) -> str:
    with translation.override(language):
        return Template("{% load liandong shell %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "thing", "shown"),
    [
        ("zh-hans", Thing("潍坊市", "Weifang"), "潍坊市"),
        ("en", Thing("潍坊市", "Weifang"), "Weifang"),
        ("en", Thing("潍坊市"), '<span lang="zh-Hans">潍坊市</span>'),
        ("en", Thing("<b>坊</b>"), '<span lang="zh-Hans">&lt;b&gt;坊&lt;/b&gt;</span>'),
        ("zh-hans", Thing("<b>坊</b>"), "&lt;b&gt;坊&lt;/b&gt;"),
        ("en", Thing("坊", "<i>F</i>"), "&lt;i&gt;F&lt;/i&gt;"),
        ("en", None, ""),
    ],
)
def test_a_name_in_the_readers_language(language, thing, shown):
    assert said("{{ thing|named }}", language, thing=thing) == shown


def test_own_words_are_escaped_and_marked():
    text = said("{{ text|own }}", text=" 灯坏了\r\n<script>alert(1)</script> ")
    assert text == (
        '<span lang="zh-Hans" class="own">灯坏了<br>&lt;script&gt;alert(1)&lt;/script&gt;</span>'
    )


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("13812345678", "138****5678"),
        ("0536-8234567", "053****4567"),
        ("8234567", "****4567"),
        ("张三丰", "张**"),
        ("李", "李"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_mask_leaves_what_one_needs_to_recognise(value, masked):
    assert said("{{ value|mask }}", value=value) == masked


@pytest.mark.parametrize(
    ("language", "left", "state", "words"),
    [
        ("en", timedelta(days=4), "due-fine", "<b>In time</b> 4 days left"),
        ("en", timedelta(hours=5), "due-soon", "<b>Due soon</b> 5 hours left"),
        ("en", timedelta(minutes=-1), "due-late", "<b>Overdue</b> by 1 minute"),
        ("zh-hans", timedelta(days=-3), "due-late", "<b>已超期</b> 3 天"),
        ("zh-hans", timedelta(days=4), "due-fine", "<b>期限内</b> 还剩 4 天"),
    ],
)
def test_a_promise_says_its_state_in_a_word(language, left, state, words):
    chip = said("{% due at now %}", language, at=NOW + left, now=NOW)
    assert state in chip
    assert words in chip


def test_a_promise_says_the_local_date_and_the_year_only_when_it_differs():
    assert "28 Nov, 16:00" in said("{% due at now %}", at=NOW + timedelta(days=4), now=NOW)
    assert "2 Jan 2027, 16:00" in said("{% due at now %}", at=NOW + timedelta(days=39), now=NOW)
    assert said("{% due at now %}", at=None, now=NOW) == ""


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=7), "7 minutes ago"),
        (timedelta(hours=47), "47 hours ago"),
        (timedelta(days=-2), "in 2 days"),
    ],
)
def test_how_long_ago(back, words):
    assert said("{{ at|ago:now }}", at=NOW - back, now=NOW) == words


def test_nothing_was_never():
    assert said("{{ at|ago }}{{ at|moment }}", at=None) == ""


@pytest.mark.parametrize(
    ("part", "total", "words"),
    [(25, 30, "83% (25 of 30)"), (0, 4, "0% (0 of 4)"), (0, 0, "none yet (n = 0)")],
)
def test_a_share_carries_its_denominator(part, total, words):
    assert said("{{ part|share:total }}", part=part, total=total) == words


def test_query_changes_one_parameter_and_keeps_the_rest():
    request = RequestFactory().get("/?state=open&page=3")
    assert said("{% query page=4 %}", request=request) == "?state=open&amp;page=4"
    assert said("{% query page=None %}", request=request) == "?state=open"


def test_a_part_that_no_room_brings_is_nothing():
    assert said('{% optional "nowhere/_part.html" %}') == ""
    assert said('{% address "nowhere:page" %}') == ""


def test_icons_exist_in_the_sprite(settings):
    from_sprite = said('{% icon "bell" %}{% module "keys" %}')
    assert "icons.svg#bell" in from_sprite
    assert 'aria-hidden="true"' in from_sprite
    assert "js/keys.js" in from_sprite
