"""How places are named: what is a suffix, what is only another way of writing."""

from liandong.places.models import Level

SUFFIXES = {
    Level.CITY: ("市",),
    Level.DISTRICT: ("区", "县", "市"),
    Level.SUBDISTRICT: ("街道办事处", "街道", "镇", "乡"),
    Level.COMMUNITY: (
        "社区居民委员会",
        "社区居委会",
        "村民委员会",
        "居民委员会",
        "村委会",
        "居委会",
        "社区",
    ),
}
# Characters that older code tables could not write, and what they wrote instead.
WRITTEN_INSTEAD = str.maketrans({"鄌": "唐", "郚": "吾"})


def common(name: str) -> str:
    """A name in the characters that every table can write."""
    return name.translate(WRITTEN_INSTEAD)


def bare(name: str, level: Level) -> str:
    """A name for comparing: without suffix, rare characters as older tables wrote them."""
    plain = common(name)
    for suffix in SUFFIXES.get(level, ()):
        if plain.endswith(suffix) and len(plain) > len(suffix):
            return plain.removesuffix(suffix)
    return plain
