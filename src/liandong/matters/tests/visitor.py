"""A resident's way through the pages: what several tests of residents' pages share."""

import io
import re
from datetime import timedelta
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from liandong.kernel.page import new_key
from liandong.matters import actions, queries
from liandong.matters.lifecycle import State
from liandong.matters.models import Matter
from liandong.matters.tests import factories

TEXT = "楼下路灯不亮，晚上看不清路。"
CHINESE = re.compile(r"[\u3400-\u9fff]")
BACKEND = "django.contrib.auth.backends.ModelBackend"
EN = {"HTTP_ACCEPT_LANGUAGE": "en"}


def link(matter: Matter, page: str = "") -> str:
    return f"/m/{matter.number}/{queries.secret_of(matter.number)}/{page}"


def send(client, it, **fields):
    words = {"text": TEXT, "place": it.cast.tree.grid.pk, "key": new_key(), **fields}
    return client.post("/raise/send/", words)


def matter(it, state: State = State.RAISED) -> Matter:
    """A matter that happened lately: the pages ask the real clock."""
    return factories.matter(it, state, now=timezone.now() - timedelta(minutes=5))


def published(it, state: State = State.RAISED, **fields) -> Matter:
    made = matter(it, state)
    actions.publish(
        matter_id=made.pk,
        title="路灯不亮",
        text="一处路灯不亮。",
        actor=it.actor("grid_head"),
        now=timezone.now(),
    )
    Matter.objects.filter(pk=made.pk).update(lon=119.1071, lat=36.7093, **fields)
    return Matter.objects.get(pk=made.pk)


def picture(form: str = "JPEG", **options) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(out, form, **options)
    return SimpleUploadedFile("lamp.jpg", out.getvalue(), "image/jpeg")


def with_exif() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010F] = "a phone"
    exif[0x8825] = {1: "N", 2: (36.0, 42.0, 0.0)}
    return picture(exif=exif.tobytes())


class Said(HTMLParser):
    """The words of a page outside elements that are marked as Chinese, and its form fields."""

    VOID = frozenset({"input", "meta", "link", "br", "img", "use", "path", "hr", "progress"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.stray: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.fields[given["name"]] = given.get("value") or ""
        chinese = (given.get("lang") or "").startswith("zh")
        hidden = any(self.open) or chinese
        spoken = [given.get(name) or "" for name in ("alt", "title", "aria-label", "placeholder")]
        if not hidden:
            self.stray += [words for words in spoken if CHINESE.search(words)]
        if tag not in self.VOID:
            self.open.append(hidden)

    def handle_endtag(self, tag):
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if CHINESE.search(data) and not any(self.open):
            self.stray.append(data.strip())
