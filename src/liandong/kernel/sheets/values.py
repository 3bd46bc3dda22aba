"""What people type in cells: full-width figures, days as text or serials, codes without zeros."""

import re
from datetime import date, timedelta

FULL_WIDTH = {ord("０") + step: ord("0") + step for step in range(10)}
FULL_WIDTH |= {ord("Ａ") + step: ord("A") + step for step in range(26)}
FULL_WIDTH |= {ord("ａ") + step: ord("a") + step for step in range(26)}
FULL_WIDTH |= {ord("．"): ord("."), ord("－"): ord("-"), ord("／"): ord("/"), 0x3000: ord(" ")}
DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})?\s*日?)?(?:\s.*)?")
EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
FIRST_SERIAL = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)  # 1954 to 2119: what Excel makes of a day


def plain(text: str) -> str:
    """Figures and letters at half width, no space around; what is Chinese stays as it is."""
    return text.translate(FULL_WIDTH).strip()


def day(text: str) -> date:
    """2024.3.5, 2024年3月5日, 20240305 or the serial 45000; 2024年3月 is its last day.

    Raises `ValueError` for anything else.
    """
    given = plain(text)
    if given.removesuffix(".0").isdecimal() and int(float(given)) in SERIALS:
        return FIRST_SERIAL + timedelta(days=int(float(given)))
    found = EIGHT.fullmatch(given) or DAY.fullmatch(given)
    if not found:
        raise ValueError(text)
    year, month, number = found.groups()
    if number:
        return date(int(year), int(month), int(number))
    return date(int(year) + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(days=1)


def code(text: str, length: int) -> str:
    """An official code of so many figures, with the leading zeros that a number had lost."""
    return plain(text).removesuffix(".0").zfill(length)
