"""Short words for the tests of pages."""

from uuid import uuid4

HTMX = {"HX-Request": "true"}
ENGLISH = {"Accept-Language": "en"}


def text_of(response):
    return response.content.decode()


def desk(council, page=""):
    return f"/deliberation/desk/{council.number}/{page}"


def do(client, council, verb, **data):
    slug = verb.replace("_", "-")
    return client.post(desk(council, f"{slug}/"), {"key": uuid4().hex, **data}, follow=True)
