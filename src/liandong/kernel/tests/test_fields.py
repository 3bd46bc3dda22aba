"""Fields that many forms have."""

import pytest
from django import forms

from liandong.kernel import fields


class Asked(forms.Form):
    on = fields.day("日期")
    at = fields.moment("时间")
    what = fields.line("事项", most=5)
    why = fields.text("理由", "公开", rows=2, most=None, required=False)


def test_what_a_browser_sends_is_understood_and_shown_again():
    words = {"on": "2026-11-24", "at": "2026-11-24T09:30", "what": "路灯", "why": "很暗" * 3000}
    form = Asked(words)
    assert form.is_valid()
    assert f"{form.cleaned_data['at']:%H:%M}" == "09:30"
    page = str(Asked(initial=form.cleaned_data))
    for part in ('type="date"', 'value="2026-11-24"', 'value="2026-11-24T09:30"', 'lang="zh-Hans"'):
        assert part in page


def test_what_is_missing_or_too_long_is_said():
    form = Asked({"on": "", "at": "", "what": "路灯不亮了吧"})
    assert set(form.errors) == {"on", "at", "what"}


@pytest.mark.parametrize(
    ("given", "numbers"),
    [("", []), ("3", [3]), ("1-3，7、2", [1, 2, 3, 7]), (" 4 – 5 , ", [4, 5])],
)
def test_numbers_of_a_roll_are_read_however_they_are_typed(given, numbers):
    assert fields.numbers_in(given) == numbers


@pytest.mark.parametrize("given", ["a", "1-b", "-3", "1;2", "5-4"])
def test_what_is_no_number_is_refused(given):
    with pytest.raises(forms.ValidationError):
        fields.numbers_in(given)


def test_a_range_is_bounded():
    assert len(fields.numbers_in("1-999999999")) == fields.MOST_NUMBERS + 1
