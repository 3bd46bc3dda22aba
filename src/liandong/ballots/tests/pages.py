"""Short words for the tests of pages."""

from uuid import uuid4

from liandong.ballots.tests import factories

HTMX = {"HX-Request": "true"}
ENGLISH = {"Accept-Language": "en"}


def text_of(response):
    return response.content.decode()


def desk(ballot, page=""):
    return f"/ballots/desk/{ballot.number}/{page}"


def do(client, ballot, verb, **data):
    slug = verb.replace("_", "-")
    return client.post(desk(ballot, f"{slug}/"), {"key": uuid4().hex, **data}, follow=True)


def counted(it, code="raise_maintenance_fund", votes="afff"):
    ballot = it.opened(it.owners(30000, 9000, 9000, 9000, code=code))
    it.vote(ballot, votes)
    it.now = factories.COUNTING
    return it.counted(ballot)
