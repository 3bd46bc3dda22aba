"""A threshold in plain words: what the law asks, what was there, and the arithmetic."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from liandong.ballots.queries.counting import AREA, PARTICIPATION, share_of


def square_metres(hundredths: int) -> str:
    """An area of whole 0.01 m² as people write it: 12,345.60."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}.{rest:02d}"


def sentence(judged: Mapping[str, Any]) -> str:
    """One threshold as a sentence that needs no table beside it."""
    by_area = judged["measure"] == AREA
    words = {
        "have": _amount(judged["have"], by_area=by_area),
        "whole": _amount(judged["whole"], by_area=by_area),
        "needed": _amount(judged["needed"], by_area=by_area),
        "share": share_said(judged),
        "whose": _whose(judged["of"]),
    }
    return _SAID[judged["stage"], bool(judged["met"])]() % words


def arithmetic(judged: Mapping[str, Any]) -> str:
    """The comparison in whole numbers: 3 × 70 = 210 ≥ 2 × 100 = 200."""
    left = judged["have"] * judged["denominator"]
    right = judged["whole"] * judged["numerator"]
    signs = {True: ">", False: "≥"} if judged["met"] else {True: "≤", False: "<"}
    by_area = judged["measure"] == AREA
    have, whole = (_number(judged[name], by_area=by_area) for name in ("have", "whole"))
    products = [_number(product, by_area=by_area) for product in (left, right)]
    return (
        f"{have} × {judged['denominator']} = {products[0]} {signs[bool(judged['strict'])]} "
        f"{products[1]} = {whole} × {judged['numerator']}"
    )


def share_said(judged: Mapping[str, Any]) -> str:
    """The share as the law says it."""
    return _share(judged["numerator"], judged["denominator"], strict=judged["strict"])


def share_words(text: str) -> str:
    """A share as a rule set writes it, in words."""
    share, strict = share_of(text)
    return _share(share.numerator, share.denominator, strict=strict)


def _share(top: int, bottom: int, *, strict: bool) -> str:
    words = {"top": top, "bottom": bottom}
    if top == bottom:
        return _("all")
    if strict:
        return _("more than %(top)d/%(bottom)d") % words
    return _("at least %(top)d/%(bottom)d") % words


def _number(value: int, *, by_area: bool) -> str:
    return square_metres(value) if by_area else f"{value:,}"


def _amount(value: int, *, by_area: bool) -> str:
    if by_area:
        return _("%(area)s m²") % {"area": square_metres(value)}
    return _("%(people)s people") % {"people": f"{value:,}"}


def _whose(of: str) -> str:
    return _("of those who took part") if of == "participants" else _("of all who are entitled")


_SAID = {
    (PARTICIPATION, True): lambda: _(
        "Took part: %(have)s of %(whole)s. Needed: %(share)s, that is %(needed)s. Reached."
    ),
    (PARTICIPATION, False): lambda: _(
        "Took part: %(have)s of %(whole)s. Needed: %(share)s, that is %(needed)s. Not reached."
    ),
    ("consent", True): lambda: _(
        "Consent: %(have)s of %(whole)s. Needed: %(share)s %(whose)s, that is %(needed)s. Reached."
    ),
    ("consent", False): lambda: _(
        "Consent: %(have)s of %(whole)s. Needed: %(share)s %(whose)s, that is %(needed)s. "
        "Not reached."
    ),
}
