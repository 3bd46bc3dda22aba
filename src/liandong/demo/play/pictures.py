"""Simple pictures drawn here: a lamp, a bin, a road, a filled-in sheet. No photographs."""

import io
from functools import cache
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIZE = (960, 720)
SKY, EARTH, ASPHALT = (196, 215, 229), (181, 171, 152), (96, 98, 103)
# The kinds of matters that one of the drawings shows truly; every other result is a sheet of paper.
SUBJECTS = {
    "public_lighting": "lamp",
    "road_surface": "road",
    "drainage": "road",
    "exposed_rubbish": "bin",
    "village_environment": "bin",
    "fallen_tree": "tree",
    "roof_leak": "wall",
}


class Album:
    """Draws each picture once; a matter gets a copy with a name of its own."""

    def __init__(self) -> None:
        self.count = 0

    def shows(self, kind: str) -> bool:
        """Whether there is a drawing of what matters of this kind complain of."""
        return kind in SUBJECTS

    def photo(self, kind: str, *, after: bool) -> ContentFile[bytes]:
        self.count += 1
        content = _drawn(SUBJECTS.get(kind, "sheet"), after)
        return ContentFile(content, name=f"demo-{self.count:05d}.jpg")


@cache
def _drawn(subject: str, after: bool) -> bytes:
    picture = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 460, *SIZE), fill=EARTH)
    DRAWERS[subject](pen, after)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _lamp(pen: ImageDraw.ImageDraw, after: bool) -> None:
    pen.rectangle((0, 0, *SIZE), fill=(38, 46, 66))
    pen.rectangle((0, 560, *SIZE), fill=ASPHALT)
    if after:
        pen.polygon([(520, 150), (300, 560), (760, 560)], fill=(224, 208, 140))
    pen.rectangle((430, 130, 446, 580), fill=(120, 124, 130))
    pen.rectangle((430, 122, 560, 138), fill=(120, 124, 130))
    pen.ellipse((500, 128, 560, 168), fill=(255, 240, 180) if after else (70, 74, 84))


def _road(pen: ImageDraw.ImageDraw, after: bool) -> None:
    pen.polygon([(360, 460), (600, 460), (920, 720), (40, 720)], fill=ASPHALT)
    for step in range(5):
        top = 470 + step * 52
        pen.polygon(
            [(474, top), (486, top), (490, top + 30), (470, top + 30)], fill=(230, 230, 220)
        )
    if not after:
        pen.ellipse((380, 560, 580, 640), fill=(54, 52, 50))
        pen.ellipse((405, 575, 555, 630), fill=(74, 86, 96))


def _bin(pen: ImageDraw.ImageDraw, after: bool) -> None:
    for number, colour in enumerate([(62, 120, 82), (70, 96, 150)]):
        left = 330 + number * 180
        pen.polygon(
            [(left, 340), (left + 150, 340), (left + 130, 580), (left + 20, 580)], fill=colour
        )
        pen.rectangle((left - 10, 318, left + 160, 342), fill=colour)
    if not after:
        rng = Random(5)  # noqa: S311 -- where a drawn bag lies
        for _bag in range(14):
            x, y = rng.randint(250, 700), rng.randint(540, 640)
            pen.ellipse((x, y, x + 90, y + 60), fill=(70 + rng.randint(0, 90),) * 3)


def _tree(pen: ImageDraw.ImageDraw, after: bool) -> None:
    trunk = [(470, 520), (500, 520), (496, 250), (474, 250)]
    crown = (370, 120, 600, 330)
    if not after:
        trunk = [(300, 540), (310, 570), (640, 500), (636, 480)]
        crown = (590, 380, 820, 560)
    pen.polygon(trunk, fill=(104, 80, 60))
    pen.ellipse(crown, fill=(84, 126, 78))


def _wall(pen: ImageDraw.ImageDraw, after: bool) -> None:
    pen.rectangle((180, 120, 780, 560), fill=(214, 203, 184))
    for row in range(3):
        for column in range(4):
            left, top = 220 + column * 140, 150 + row * 130
            pen.rectangle((left, top, left + 80, top + 80), fill=(134, 158, 178))
    if not after:
        pen.line([(200, 150), (330, 260), (300, 380), (420, 540)], fill=(90, 76, 66), width=7)
        pen.ellipse((520, 300, 700, 470), outline=(150, 138, 118), width=10)


def _sheet(pen: ImageDraw.ImageDraw, after: bool) -> None:
    """The form of an inspection on a table, ticked and stamped once it was done."""
    pen.rectangle((0, 0, *SIZE), fill=(150, 118, 86))
    pen.polygon([(250, 60), (730, 80), (700, 680), (220, 660)], fill=(246, 246, 240))
    pen.rectangle((380, 110, 590, 132), fill=(60, 66, 74))
    for row in range(8):
        top = 190 + row * 48
        pen.rectangle((300, top, 322, top + 22), outline=(90, 96, 104), width=3)
        pen.rectangle((345, top + 8, 640, top + 13), fill=(176, 180, 186))
        if after:
            pen.line([(302, top + 10), (310, top + 20), (326, top - 4)], fill=(20, 90, 60), width=5)
    if after:
        pen.ellipse((520, 530, 650, 650), outline=(190, 40, 40), width=8)


DRAWERS = {
    "lamp": _lamp,
    "road": _road,
    "bin": _bin,
    "tree": _tree,
    "wall": _wall,
    "sheet": _sheet,
}
