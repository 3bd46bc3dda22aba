"""Papers in: a photo or a PDF, checked by content, never by its name."""

import re
import secrets
from dataclasses import dataclass

from django.core.files.base import ContentFile, File

from liandong.kernel import pictures

HEAD = b"%PDF-"
TAIL = b"%%EOF"
NEAR_THE_END = 2048
# What a PDF does by itself, or hides: none of it belongs on a receipt.
ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA|Encrypt|OpenAction|AA)\b"
)


class NotAPaper(ValueError):
    """The file is neither a photo that we can read nor a plain PDF."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that was checked, and what it is: "image/jpeg" or "application/pdf"."""

    file: ContentFile[bytes]
    mime: str


def clean(file: File[bytes]) -> Paper:
    """A photo is re-encoded without its metadata; a PDF is kept as it is if it only lies there.

    Raises `NotAPaper` for anything else, and for a PDF that runs, encrypts or carries something.
    """
    file.seek(0)
    content = file.read()
    if content.startswith(HEAD):
        if TAIL not in content[-NEAR_THE_END:] or ACTIVE.search(content):
            raise NotAPaper
        name = f"{secrets.token_hex(12)}.pdf"
        return Paper(ContentFile(content, name=name), "application/pdf")
    file.seek(0)
    try:
        return Paper(pictures.clean(file), "image/jpeg")
    except pictures.NotAPicture as broken:
        raise NotAPaper from broken
