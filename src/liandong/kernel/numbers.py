"""Numbers that people read to each other on the telephone: random, with a check digit."""

import secrets


def check_digit(digits: str) -> str:
    """The check digit of ISO/IEC 7064, MOD 11,10: finds every single wrong digit."""
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def new_number(prefix: str, length: int) -> str:
    """`prefix`, then random digits, then a check digit: `length` digits in all."""
    free = length - len(prefix) - 1
    digits = f"{prefix}{secrets.randbelow(10**free):0{free}d}"
    return digits + check_digit(digits)


def plain_number(text: str) -> str:
    """The digits of a number as somebody typed it, full-width digits and spaces included."""
    return "".join(str(int(char)) for char in text if char.isdecimal())


def is_number(text: str, length: int) -> bool:
    """Whether this is a number of ours, by length and check digit."""
    return len(text) == length and text.isdecimal() and check_digit(text[:-1]) == text[-1]


# Without 0, O, 1 and I, which people misread on paper.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def random_word(length: int) -> str:
    """A word that nobody can guess, of 32 letters and digits: five bits each."""
    return "".join(secrets.choice(LETTERS) for _position in range(length))
