"""Photos as they come in: checked and cleaned, and kept for a while until their form is sent."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from django import forms
from django.conf import settings
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from liandong.kernel import pictures

MOST = 3
KEPT_FOR = 2 * 3600  # seconds
MOST_KEPT = 1000
NAME = re.compile(r"[0-9a-f]{24}\.jpg")
SALT = "liandong.raise.photos"

Photo = ContentFile[bytes]


class ChoosePhotos(forms.FileInput):
    """The device's own way of choosing or taking photos, several at once."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(
            {"multiple": True, "accept": "image/jpeg,image/png,image/webp", "data-photos": ""}
        )

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class PhotosField(forms.FileField):
    """The files that were sent, not looked at yet."""

    widget = ChoosePhotos

    def clean(self, data, initial=None):
        return list(data or [])


def cleaned(files: Iterable[UploadedFile]) -> tuple[list[Photo], list[str]]:
    """The photos among the files, cleaned, and for each of the others what is wrong with it."""
    photos, complaints = [], []
    for file in files:
        words = {"name": file.name, "most": settings.UPLOAD_LIMIT // 1024 // 1024}
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            complaints.append(_("“%(name)s” is larger than %(most)d MB.") % words)
            continue
        try:
            photos.append(pictures.clean(file))
        except pictures.NotAPicture:
            complaints.append(
                _("“%(name)s” is not a photo that we can read (JPEG, PNG or WebP).") % words
            )
    return photos, complaints


def keep(photos: Sequence[Photo], token: str, now: datetime) -> str:
    """Keep photos beside those that a token names; the new token names all of them."""
    if not photos:
        return token
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder, now)
    for photo in photos:
        (folder / str(photo.name)).write_bytes(photo.read())
    return _sign([*names(token), *(str(photo.name) for photo in photos)])


def drop(token: str, name: str) -> str:
    """The token without one photo."""
    return _sign([kept for kept in names(token) if kept != name])


def names(token: str) -> list[str]:
    """The names of the kept photos that a token speaks of; none for an old or foreign token."""
    try:
        kept = signing.loads(token, salt=SALT, max_age=KEPT_FOR) if token else []
    except signing.BadSignature:
        return []
    return [name for name in kept if (_folder() / name).exists()]


def kept(token: str) -> list[Photo]:
    """The kept photos themselves."""
    return [ContentFile((_folder() / name).read_bytes(), name) for name in names(token)]


def path_of(name: str) -> Path | None:
    """Where a kept photo lies, if it does. Its name cannot be guessed."""
    path = _folder() / name
    return path if NAME.fullmatch(name) and path.exists() else None


def _sign(kept_names: list[str]) -> str:
    return signing.dumps(kept_names, salt=SALT) if kept_names else ""


def _folder() -> Path:
    return settings.VAR / "photos-not-sent"


def _sweep(folder: Path, now: datetime) -> None:
    """Take away what was kept long enough, and the oldest of too many."""
    until = now.timestamp() - KEPT_FOR
    newest_first = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for number, path in enumerate(newest_first):
        if number >= MOST_KEPT or path.stat().st_mtime < until:
            path.unlink(missing_ok=True)
