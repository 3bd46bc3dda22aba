import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.kernel.numbers import check_digit, is_number, new_number, plain_number


def test_the_standards_own_example():
    """ISO/IEC 7064 gives 0794 → 0 → "07945" for MOD 11,10."""
    assert check_digit("0794") == "5"


@given(st.text("0123456789", min_size=13, max_size=13), st.data())
def test_every_single_wrong_digit_is_found(digits, data):
    number = digits + check_digit(digits)
    place = data.draw(st.integers(0, 13))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))

    assert is_number(number, 14)
    assert not is_number(number[:place] + wrong + number[place + 1 :], 14)


def test_a_new_number_begins_as_asked_and_checks():
    number = new_number("26", 14)

    assert number.startswith("26")
    assert is_number(number, 14)
    assert not is_number(number, 12)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("26 4829 1370 5561", "26482913705561"), ("２６４８－29", "264829"), ("no", "")],
)
def test_what_people_type_becomes_digits(typed, plain):
    assert plain_number(typed) == plain
