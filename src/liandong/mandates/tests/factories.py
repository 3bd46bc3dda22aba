"""The cast of people with one department more, kinds of matter, and lists of the city."""

from datetime import date
from typing import Any

from liandong.kernel.actor import SYSTEM
from liandong.mandates import actions
from liandong.mandates.models import Level, ListKind, MandateItem, MandateList
from liandong.mandates.queries import Head, Line
from liandong.people.tests import factories as people
from liandong.places.models import Place
from liandong.rulebook.models import Category

NOON, TODAY, SINCE = people.NOON, people.TODAY, date(2025, 1, 1)


def kind(code: str = "public_lighting", name: str = "路灯不亮") -> Category:
    found = Category.objects.filter(code=code).first()
    return found or Category.objects.create(
        code=code,
        name=name,
        name_en=code.replace("_", " "),
        group_code="facilities",
        group_name="公用设施",
        group_name_en="Public facilities",
        order_no=Category.objects.count() + 1,
    )


def line(number: int = 1, **fields: Any) -> Line:
    words: dict[str, Any] = {
        "item_no": number,
        "class_no": 1,
        "class_name": "城市管理",
        "class_name_en": "Urban management",
        "name": f"第{number}项事项",
        "name_en": f"Matter {number}",
        "categories": (),
        "lead_level": Level.DISTRICT.value,
        "lead_kind": "urban_management",
        "lead": "巡查维修",
        "support_level": Level.SUBDISTRICT.value,
        "support_kinds": (),
        "support": "发现上报",
        "basis": "《城市道路管理条例》",
    }
    return Line(**{**words, **fields})


def head(which: ListKind = ListKind.RESPONSIBILITY_95, **fields: Any) -> Head:
    words = {"kind": which.value, "name": "属地管理事项清单", "effective_from": SINCE}
    return Head(**{**words, **fields})


def listed(
    place: Place, *lines: Line, which: ListKind = ListKind.RESPONSIBILITY_95, **fields: Any
) -> MandateList:
    return actions.import_list(
        place_id=place.pk, head=head(which, **fields), lines=lines, actor=SYSTEM, now=NOON
    )


def item(found: MandateList, number: int = 1) -> MandateItem:
    return found.items.get(item_no=number, effective_until=None)
