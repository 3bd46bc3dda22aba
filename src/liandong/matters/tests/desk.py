"""What the tests of staff's pages need beside the cast: a list that names leads, rules, points."""

from datetime import date
from decimal import Decimal

from liandong.mandates.models import MandateItem, MandateList
from liandong.matters.tests.factories import World
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule


def rule(key: str, amount: int, unit: str = "count") -> Rule:
    rulebook.forget()
    return Rule.objects.create(
        key=key,
        value=str(amount),
        amount=Decimal(amount),
        unit=unit,
        effective_from=date(2020, 1, 1),
        source="test",
        confidence="practice",
        text=key,
        text_en=key,
    )


def mandate(it: World) -> MandateItem:
    """Lamps: the district's urban management leads, the subdistrict supports."""
    listed = MandateList.objects.create(
        kind="responsibility_95",
        name="属地管理事项责任清单",
        place=it.cast.tree.district,
        effective_from=date(2020, 1, 1),
    )
    item = MandateItem.objects.create(
        list=listed,
        class_no=1,
        class_name="城市管理",
        item_no=7,
        name="路灯设施维护",
        name_en="Street lamps",
        lead_level="district",
        lead_kind="urban_management",
        lead="维护",
        support_level="subdistrict",
        basis="城市照明管理规定",
        effective_from=date(2020, 1, 1),
    )
    item.categories.add(it.category)
    return item


def put_at(place: Place, lon: float, lat: float) -> None:
    Place.objects.filter(pk=place.pk).update(lon=lon, lat=lat)


def address(matter, verb=""):
    deed = f"{verb.replace('_', '-')}/" if verb else ""
    return f"/matters/{matter.number}/{deed}"


def text_of(response):
    return response.content.decode()


def lead(it, role="department_officer"):
    return f"{it.cast.post(role).pk}:"
