"""How often one network address asked for one kind of thing in this hour."""

import time

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from liandong.kernel.hours import one_more

HOUR = 3600


def times_this_hour(request: HttpRequest, kind: str) -> int:
    """Count one more visit of this kind from the request's address; return how many there were."""
    hour = int(time.time() // HOUR)
    address = salted_hmac("liandong.rate", _address(request), algorithm="sha256").hexdigest()[:24]
    return one_more(kind, address, hour)


def _address(request: HttpRequest) -> str:
    seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        return seen[-settings.PROXIES].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
