"""Counting what one visitor does within an hour, for all web processes and machines together."""

from django.db import connection

from liandong.kernel.models import HourCount

ONE_MORE = """
    INSERT INTO kernel_hourcount (key, hour, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET count = kernel_hourcount.count + 1
    RETURNING count
"""


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
