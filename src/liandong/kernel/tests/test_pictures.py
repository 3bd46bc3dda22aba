import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from liandong.kernel.pictures import LONGEST_SIDE, NotAPicture, clean


def picture(size=(3000, 1000), form="JPEG", **options):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **options)
    return ContentFile(out.getvalue(), name="a.jpg")


def test_a_picture_comes_out_bounded_and_without_metadata():
    exif = Image.Exif()
    exif[0x010F] = "a phone"
    exif[0x8825] = {1: "N"}

    cleaned = Image.open(clean(picture(exif=exif.tobytes())))

    assert max(cleaned.size) == LONGEST_SIDE
    assert cleaned.format == "JPEG"
    assert not cleaned.getexif()


def test_the_way_up_is_kept():
    exif = Image.Exif()
    exif[0x0112] = 6

    cleaned = Image.open(clean(picture((300, 100), exif=exif.tobytes())))

    assert cleaned.size == (100, 300)


@pytest.mark.parametrize("content", [b"", b"<script>", b"GIF89a" + b"\0" * 40, b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(NotAPicture):
        clean(ContentFile(content, name="a.jpg"))


def test_a_bomb_is_refused_before_it_is_opened():
    with pytest.raises(NotAPicture):
        clean(picture((20_000, 4_000), "PNG"))
