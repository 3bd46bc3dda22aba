"""A lot that anybody can draw again: an order from a word that was sealed and a word said later.

Whoever organises commits to a secret by its SHA-256 before anybody knows the second word, which is
said in the hall. So neither can choose the order: the one came too early, the other too late.
"""

from collections.abc import Sequence
from hashlib import sha256


def sealed(secret: str) -> str:
    """What is published before: the SHA-256 of the secret, in hexadecimal."""
    return sha256(secret.encode()).hexdigest()


def lot_of(secret: str, word: str, number: int) -> str:
    """The lot of one entrant: the SHA-256 of secret, word and number, joined by colons."""
    return sha256(f"{secret}:{word}:{number}".encode()).hexdigest()


def drawn(secret: str, word: str, numbers: Sequence[int]) -> list[int]:
    """The numbers in the order of their lots, the smallest first.

    With coreutils: `printf %s SECRET:WORD:NUMBER | sha256sum` for each number, then sort.
    """
    return sorted(numbers, key=lambda number: lot_of(secret, word, number))
