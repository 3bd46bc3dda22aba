"""Asking a witness over HTTP; nobody is followed elsewhere."""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from liandong.ledger.witness.book import Answer

PATIENCE = 5.0
LARGEST = 64 * 1024
KIND = {"Content-Type": "text/plain; charset=utf-8"}


def post(url: str, body: bytes) -> Answer:
    """Send one `add-checkpoint` call. Raises `OSError` when nobody answers as a witness does."""
    parts = urlsplit(url)
    door = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = door(parts.netloc, timeout=PATIENCE)
    try:
        connection.request("POST", f"{parts.path.rstrip('/')}/add-checkpoint", body, KIND)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(LARGEST))
    except HTTPException as broken:
        raise OSError(type(broken).__name__) from broken
    finally:
        connection.close()
