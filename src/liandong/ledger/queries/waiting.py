"""Who waits to be sealed, many thousands at a time."""

from collections.abc import Sequence

from django.db import connection

# One row for all of them: to read each as a row of its own takes longer than to hash its entry.
# Their ids are told only where one is missing among them.
OLDEST = """
    SELECT min(entry_id), max(entry_id),
        CASE WHEN max(entry_id) - min(entry_id) >= count(*) THEN {ids} END, {hashes}
    FROM (SELECT entry_id, leaf_hash FROM ledger_waiting ORDER BY entry_id LIMIT %s) AS oldest
"""
POSTGRESQL = OLDEST.format(ids="array_agg(entry_id)", hashes="string_agg(leaf_hash, '')")
SQLITE = OLDEST.format(ids="group_concat(entry_id)", hashes="group_concat(hex(leaf_hash), '')")


def oldest(most: int) -> tuple[Sequence[int], bytes]:
    """The ids of the oldest entries that wait, at most so many, and their hashes end to end."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(SQLITE, [most])
            first, last, ids, hashes = cursor.fetchone()
        ids, hashes = ids and [int(each) for each in ids.split(",")], bytes.fromhex(hashes or "")
    else:
        connection.ensure_connection()
        with connection.connection.cursor(binary=True) as cursor:  # as text it takes twice as long
            first, last, ids, hashes = cursor.execute(POSTGRESQL, [most]).fetchone()
    if first is None:
        return [], b""
    return ids or range(first, last + 1), hashes
