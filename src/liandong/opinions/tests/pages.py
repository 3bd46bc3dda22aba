"""How the tests of pages ask and answer."""

from uuid import uuid4

EN = {"HTTP_ACCEPT_LANGUAGE": "en"}
HTMX = {"HTTP_HX_REQUEST": "true"}


def text_of(response) -> str:
    return response.content.decode()


def at(conversation, page="") -> str:
    return f"/opinions/{conversation.pk}/{page}"


def post(client, url, **fields):
    return client.post(url, {"key": uuid4().hex, **fields}, follow=True)


def do(client, conversation, verb, **fields):
    return post(client, at(conversation, f"desk/{verb.replace('_', '-')}/"), **fields)
