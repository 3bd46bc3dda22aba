"""Names and widths of tiles: 256 hashes, or 256 entries, under one immutable address."""

HEIGHT = 8
WIDTH = 256
HASH = 32


def width_at(level: int, n: int, size: int) -> int:
    """How many hashes tile `n` of `level` holds in a log of `size` entries."""
    return max(0, min(WIDTH, (size >> (HEIGHT * level)) - n * WIDTH))


def tile_path(level: int | None, n: int, width: int = WIDTH) -> str:
    """The address of a tile below the log's prefix; without a level, of a bundle of entries.

    >>> tile_path(0, 1234067), tile_path(None, 3, 17)
    ('tile/0/x001/x234/067', 'tile/entries/003.p/17')
    """
    parts = [f"{n % 1000:03}"]
    while n := n // 1000:
        parts.insert(0, f"x{n % 1000:03}")
    kind = "entries" if level is None else str(level)
    suffix = "" if width == WIDTH else f".p/{width}"
    return f"tile/{kind}/{'/'.join(parts)}{suffix}"


def bundle(entries: list[bytes]) -> bytes:
    """Entries one after the other, each behind its length in two bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def tile_number(written: str) -> int | None:
    """Read the index of a tile as addresses write it: "x001/x234/067" is 1234067, "x000/001" none.

    >>> tile_number("x001/x234/067"), tile_number("x000/001")
    (1234067, None)
    """
    digits = written.replace("x", "").replace("/", "")
    n = int(digits) if digits.isascii() and digits.isdigit() else -1
    return n if n >= 0 and tile_path(0, n) == f"tile/0/{written}" else None
