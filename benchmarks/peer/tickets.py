"""The peer's tickets and what its pages need to be asked; imported once Django is set up."""

from itertools import cycle, islice

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from helpdesk.models import Queue, Ticket
from helpdesk.query import query_to_base64


def fill(wanted: int, texts: list[list[str]], word: str) -> dict[str, str]:
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
