"""Fill the peer's database: `python -m benchmarks.peer.prepare N TEXTS`; prints what is needed.

TEXTS is a file with a JSON list of [title, text]: the words of the house's own matters, so that
both search among the same.
"""

import json
import os
import sys
from itertools import cycle, islice
from pathlib import Path

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.peer.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 -- only after setup
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from helpdesk.models import Queue, Ticket  # noqa: E402
from helpdesk.query import query_to_base64  # noqa: E402


def main(wanted: int, texts: list[list[str]], word: str) -> dict[str, str]:
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, text text)")
    queue, _new = Queue.objects.get_or_create(
        slug="matters", defaults={"title": "Matters", "allow_public_submission": True}
    )
    people = get_user_model()
    staff = people.objects.filter(username="staff").first()
    staff = staff or people.objects.create_superuser("staff", "staff@example.org", "x")
    missing = wanted - Ticket.objects.count()
    tickets = (
        Ticket(queue=queue, title=title, description=text, submitter_email="a@example.org")
        for title, text in islice(cycle(texts), max(missing, 0))
    )
    Ticket.objects.bulk_create(tickets, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as in the house, for the same reason
    client = Client()
    client.force_login(staff)
    order = {"sorting": "created", "sortreverse": True, "filtering": {}}
    return {
        "queue": str(queue.pk),
        "session": client.cookies["sessionid"].value,
        "all": query_to_base64({**order, "search_string": ""}),
        "found": query_to_base64({**order, "search_string": word}),
    }


if __name__ == "__main__":
    words = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), words, sys.argv[3])))
