"""How often one network address asked for one kind of thing in this hour.

Counted in the database, so for all web processes and machines together.
"""

import time

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from liandong.kernel.models import HourCount

HOUR = 3600
ONE_MORE = """
    INSERT INTO kernel_hourcount (key, hour, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET count = kernel_hourcount.count + 1
    RETURNING count
"""


def times_this_hour(request: HttpRequest, kind: str) -> int:
    """Count one more visit of this kind from the request's address; return how many there were."""
    hour = int(time.time() // HOUR)
    address = salted_hmac("liandong.rate", _address(request), algorithm="sha256").hexdigest()[:24]
    return one_more(kind, address, hour)


def one_more(kind: str, visitor: str, hour: int) -> int:
    """Count one more of this kind and return how many there are in this hour.

    `visitor` is a hash, never an address. The first of a visitor clears what earlier hours left.
    """
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [f"{kind}:{hour}:{visitor}", hour])
        count = int(cursor.fetchone()[0])
    if count == 1:
        HourCount.objects.filter(hour__lt=hour).delete()
    return count


def _address(request: HttpRequest) -> str:
    seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        return seen[-settings.PROXIES].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
