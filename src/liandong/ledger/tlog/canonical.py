"""Canonical JSON (RFC 8785): one object, one row of bytes, whoever computes it."""

from collections.abc import Iterable
from json.encoder import encode_basestring
from math import isfinite

SAFE = 2**53


def canonical(value: object) -> bytes:
    """The bytes of a JSON value. Raises `ValueError` or `TypeError` for what JSON cannot hold."""
    return _text(value).encode()


def _text(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        named = [f"{encode_basestring(name)}:{_text(value[name])}" for name in _in_order(value)]
        return "{" + ",".join(named) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_text, value)) + "]"
    raise TypeError(f"JSON has no {type(value).__name__}")


def _in_order(names: Iterable[str]) -> list[str]:
    """Names by their UTF-16 code units, which for ASCII is how Python sorts them anyway."""
    if "".join(names).isascii():
        return sorted(names)
    return sorted(names, key=lambda name: name.encode("utf-16-be"))


def _whole(value: int) -> str:
    if abs(value) >= SAFE:
        raise ValueError("a number this large is not the same everywhere; write it as text")
    return str(value)


def _number(value: float) -> str:
    """A number as ECMAScript writes it: the shortest digits that lead back to it."""
    if not isfinite(value):
        raise ValueError("JSON has no infinity")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = whole + ("" if fraction == "0" else fraction)
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    return sign + _place(stripped.rstrip("0"), point)


def _place(digits: str, point: int) -> str:
    """Put the decimal point after `point` of these digits (ECMA-262, Number::toString)."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{tail}e{point - 1:+d}"
