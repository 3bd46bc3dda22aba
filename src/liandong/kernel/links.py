"""Addresses that leave the house: printed on paper, drawn as a QR code."""

import segno
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString


def public_url(request: HttpRequest, path: str) -> str:
    """The whole address of a page as it is printed: the house's own, or as the visitor came."""
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL}{path}"
    return request.build_absolute_uri(path)


def qr(link: str, words: str) -> SafeString:
    """A link as a drawing for a phone's camera, part of the page itself; `words` say what it is."""
    drawing = segno.make(link, error="m").svg_inline(scale=4, border=2, omitsize=True)
    return SafeString(drawing.replace("<svg ", f'<svg role="img" aria-label="{escape(words)}" ', 1))


def qr_of(request: HttpRequest, path: str) -> SafeString:
    """The public address of a page as a drawing, which says that address to those who listen."""
    link = public_url(request, path)
    return qr(link, link)
