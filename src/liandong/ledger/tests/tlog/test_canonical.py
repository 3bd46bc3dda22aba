"""RFC 8785, by its own examples, and the names of tiles."""

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.ledger.tlog import canonical, tile_path
from liandong.ledger.tlog.tiles import bundle, width_at

# RFC 8785, appendix B: the bits of a number, and how it is written.
NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}


@pytest.mark.parametrize(("bits", "written"), NUMBERS.items())
def test_a_number_of_appendix_b(bits, written):
    assert canonical(struct.unpack(">d", bytes.fromhex(bits))[0]).decode() == written


def test_the_example_of_section_3_2_2():
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    expected = (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical(value).decode() == expected


def test_names_are_sorted_by_utf_16_as_in_section_3_2_3():
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]

    written = json.loads(canonical(dict.fromkeys(names)), object_pairs_hook=list)

    ordered = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert [name for name, _ in written] == ordered


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-(2.0**52), 2.0**52)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(anything)
def test_what_is_written_is_read_back_and_written_alike(value):
    written = canonical(value)

    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@pytest.mark.parametrize("value", [2**53, -(2**53), float("inf"), float("nan")])
def test_no_number_that_others_would_read_otherwise(value):
    with pytest.raises(ValueError, match=r"number|infinity"):
        canonical(value)


def test_nothing_that_json_does_not_know():
    with pytest.raises(TypeError, match="set"):
        canonical({"a": set()})
    with pytest.raises(ValueError, match="surrogate"):
        canonical("\ud800")


@pytest.mark.parametrize(
    ("level", "n", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 273, 112, "tile/0/273.p/112"),
        (2, 1234067, 256, "tile/2/x001/x234/067"),
        (None, 999, 256, "tile/entries/999"),
        (None, 1000, 1, "tile/entries/x001/000.p/1"),
    ],
)
def test_a_tile_has_the_address_of_the_specification(level, n, width, path):
    assert tile_path(level, n, width) == path


def test_the_tree_of_70_000_has_the_tiles_of_the_specification():
    widths = {(level, n): width_at(level, n, 70_000) for level in range(4) for n in range(275)}

    full = [place for place, width in widths.items() if width == 256]
    partial = {place: width for place, width in widths.items() if 0 < width < 256}
    assert full == [(0, n) for n in range(273)] + [(1, 0)]
    assert partial == {(0, 273): 112, (1, 1): 17, (2, 0): 1}
    assert width_at(1, 0, 256) == 1


def test_a_bundle_says_the_length_of_each_entry():
    assert bundle([b"ab", b"", b"c"]) == b"\0\2ab\0\0\0\1c"
