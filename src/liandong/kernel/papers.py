"""Papers in: a photo or a PDF, checked by content, never by its name."""

import re
import secrets
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from liandong.kernel import pictures

MOST_PAPERS = 5
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"

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


class ChoosePapers(forms.FileInput):
    """Several files at once, or a photo from the phone."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"multiple": True, "accept": ACCEPTED})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class PapersField(forms.FileField):
    """Photos or PDFs, each checked by what is in it."""

    widget = ChoosePapers

    def clean(self, data: Any, initial: Any = None) -> tuple[Paper, ...]:
        if self.required and not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(data or []) > MOST_PAPERS:
            raise forms.ValidationError(_("Five files at most."))
        return tuple(paper(file) for file in data or [])


def paper(file: Any) -> Paper:
    """A file that somebody sent, as a paper. Raises `ValidationError` that says why it is none."""
    words = {"name": file.name, "most": settings.UPLOAD_LIMIT // 1024 // 1024}
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        raise forms.ValidationError(_("“%(name)s” is larger than %(most)d MB.") % words)
    try:
        return clean(file)
    except NotAPaper:
        raise forms.ValidationError(
            _("“%(name)s” is neither a photo (JPEG, PNG, WebP) nor a plain PDF.") % words
        ) from None
