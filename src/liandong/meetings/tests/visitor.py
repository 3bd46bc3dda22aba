"""What the tests of pages do again and again: read, send, mark everybody as there."""

from liandong.meetings import queries


def text_of(response):
    return response.content.decode()


def landed(client, address, words=None):
    """Send a form and follow it to its landing page, as who sent it."""
    response = client.post(address, words or {}, follow=True)
    assert response.redirect_chain, text_of(response)[-2500:]
    assert response.status_code == 200
    return response


def attendance_of(meeting, **other):
    words = {"key": "att"}
    for one in queries.invitations(meeting):
        words |= {f"presence_{one.pk}": "present", f"reason_{one.pk}": ""}
    return words | other
