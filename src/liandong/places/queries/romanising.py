"""Names in Latin letters: the name itself in Hanyu Pinyin without tones, what it is in English.

樱园社区居民委员会 is "Yingyuan Community". The readings are kept in `data/readings.txt`, one
syllable and its characters a line; a name with a character that is not there is left as it is.
"""

from functools import cache
from pathlib import Path

from liandong.places.models import Level

READINGS = Path(__file__).parents[1] / "data" / "readings.txt"
# A character that is read otherwise behind another one: a post station of so many li.
READ_TOGETHER = {"里堡": ("li", "pu")}
ENDINGS = {
    "街道办事处": "Subdistrict",
    "街道": "Subdistrict",
    "镇": "Town",
    "乡": "Township",
    "区": "District",
    "县": "County",
    "市": "City",
    "经济技术开发区": "Economic and Technological Development Zone",
    "经济开发区管理委员会": "Economic Development Zone",
    "经济开发区": "Economic Development Zone",
    "经济发展区": "Economic Development Area",
    "生态经济园区管委会": "Ecological Economic Park",
    "社区居民委员会": "Community",
    "社区村民委员会": "Community",
    "社区居民委会": "Community",
    "社区居委会": "Community",
    "社区村委会": "Community",
    "居民委员会": "Community",
    "居委会": "Community",
    "社区": "Community",
    "村村民委员会": "Village",
    "村村委会": "Village",
    "村民委员会": "Village",
    "村委员会": "Village",
    "村委会": "Village",
    "村": "Village",
}
LONGEST_FIRST = sorted(ENDINGS, key=len, reverse=True)


def romanised(name: str, level: int, above: str = "") -> str:
    """A place's name in Latin letters, or "" where it cannot be read.

    A name of one syllable is never left alone: 侯镇 is "Houzhen Town". A zone that bears the name
    of the city `above` it writes that name apart.
    """
    ending = next((e for e in LONGEST_FIRST if name.endswith(e) and name != e), "")
    own, before = name.removesuffix(ending), above.removesuffix("市")
    parts = [own if len(own) > 1 else f"{own}{ending[:1]}"]
    if level == Level.DISTRICT and before and own.startswith(before) and own != before:
        parts = [before, own.removeprefix(before)]
    words = [_word(part) for part in parts]
    if not all(words):
        return ""
    kind = "" if level == Level.CITY else ENDINGS.get(ending, "")
    return " ".join([*words, kind]).strip()


def _word(part: str) -> str:
    """One name as one word: 柳疃 is Liutuan, 龙安 is Long'an; "" with an unknown character."""
    readings = _readings()
    syllables: list[str] = []
    for number, character in enumerate(part):
        together = READ_TOGETHER.get(part[max(number - 1, 0) : number + 1])
        if together:
            syllables[-1:] = together
        elif character in readings:
            syllables.append(readings[character])
        elif character.isascii() and character.isalnum():
            syllables.append(character)
        else:
            return ""
    parted = (f"'{one}" if one[0] in "aoe" else one for one in syllables[1:])
    return "".join([*syllables[:1], *parted]).capitalize()


@cache
def _readings() -> dict[str, str]:
    """Character → its reading in the names of places."""
    lines = READINGS.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ", 1) for line in lines)
    return {character: syllable for syllable, characters in pairs for character in characters}
