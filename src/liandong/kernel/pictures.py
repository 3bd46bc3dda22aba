"""Pictures in: checked by content, bounded, stripped of everything but the picture."""

import io
import secrets

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")


class NotAPicture(ValueError):
    """The file is not a picture that we can read, or it is too large to open safely."""


def clean(file: File[bytes]) -> ContentFile[bytes]:
    """Re-encode a picture as JPEG, at most 1,600 pixels long, without any metadata.

    Raises `NotAPicture` for anything that is not a JPEG, PNG or WebP by its content.
    """
    try:
        with Image.open(file, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPicture
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as broken:
        raise NotAPicture from broken
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    return ContentFile(out.getvalue(), name=f"{secrets.token_hex(12)}.jpg")


def content_of(file: File[bytes]) -> bytes:
    """The bytes of a stored picture; the file is closed again."""
    with file.open("rb") as opened:
        return bytes(opened.read())
