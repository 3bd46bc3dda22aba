"""Articles of laws in English: 第十九条第二项 is "article 19, item 2"."""

import re

PARTS = {"条": "article", "款": "paragraph", "项": "item"}
DIGITS = {numeral: number for number, numeral in enumerate("零一二三四五六七八九")}
PLACES = {"十": 10, "百": 100}
STEP = re.compile(r"第[（(]?([零一二三四五六七八九十百]+)[)）]?([条款项])")


def in_english(text: str) -> str:
    """The article, or "" where the text is something else or more than that."""
    steps = STEP.findall(text)
    if not steps or STEP.sub("", text).strip():
        return ""
    return ", ".join(f"{PARTS[part]} {number(numerals)}" for numerals, part in steps)


def number(numerals: str) -> int:
    """A number below a thousand as laws write it: 二百七十八 is 278, 十九 is 19."""
    whole = digit = 0
    for numeral in numerals:
        if numeral in DIGITS:
            digit = DIGITS[numeral]
        else:
            whole, digit = whole + (digit or 1) * PLACES[numeral], 0
    return whole + digit
