"""The article's figures of this room: the list of territorial matters, powers, party offices."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liandong.kernel.figures import Asked, Figure, Row
from liandong.mandates.models import (
    DelegatedPower,
    ListKind,
    MandateItem,
    PartyOffice,
    governing_lists,
)
from liandong.places.models import Place


def _items(asked: Asked) -> QuerySet[MandateItem]:
    """The items in force on the last day in the list that governs the place."""
    place = Place.objects.filter(path=asked.path).first()
    lists = governing_lists(place, asked.until) if place else []
    ids = [one.pk for one in lists if one.kind == ListKind.RESPONSIBILITY_95]
    found = MandateItem.objects.in_force(asked.until).filter(list__in=ids)
    return found.select_related("list__place").order_by("item_no", "id")


def _classes(asked: Asked) -> QuerySet[MandateItem]:
    """The first item of each class stands for the class."""
    found = _items(asked)
    before = found.filter(class_no=OuterRef("class_no"), item_no__lt=OuterRef("item_no"))
    return found.filter(~Exists(before.order_by()))


def _item(item: MandateItem) -> Row:
    url = reverse("mandates:item", args=[item.pk])
    return Row(f"{item.item_no}. {item.name}", url, item.list.place, item.effective_from)


def _class(item: MandateItem) -> Row:
    url = f"{reverse('mandates:list', args=[item.list_id])}?group={item.class_no}"
    return Row(f"{item.class_no}. {item.class_name}", url, item.list.place, item.effective_from)


def _held(asked: Asked) -> Q:
    """What had begun by the last day and had not ended then."""
    return Q(since__lte=asked.until) & (Q(until__isnull=True) | Q(until__gt=asked.until))


def _powers(asked: Asked) -> QuerySet[DelegatedPower]:
    found = DelegatedPower.objects.filter(_held(asked), receiver__path__startswith=asked.path)
    return found.select_related("receiver").order_by("receiver__path", "code", "id")


def _power(power: DelegatedPower) -> Row:
    name = f"{power.code} {power.name}"
    return Row(name, power.get_absolute_url(), power.receiver, power.since)


def _offices(asked: Asked) -> QuerySet[PartyOffice]:
    found = PartyOffice.objects.filter(_held(asked), place__path__startswith=asked.path)
    return found.select_related("place").order_by("place__path", "id")


def _office(office: PartyOffice) -> Row:
    return Row(office.place.name, reverse("mandates:offices"), office.place, office.since)


SENTENCE = _(
    "The duties that district and subdistrict share were sorted: who leads and who supports in 15"
    " classes and 95 items of territorial matters is now clear."
)
FIGURES = (
    Figure(
        name="list_classes",
        label=_("Classes of the list of territorial matters"),
        article="15",
        sentence=SENTENCE,
        counted=_("The classes of the list that governs the place on the last of these days."),
        rows=_classes,
        shows=_class,
        public=True,
    ),
    Figure(
        name="list_items",
        label=_("Items of the list of territorial matters"),
        article="95",
        sentence=SENTENCE,
        counted=_(
            "The items in force on the last of these days in the list that governs the place."
        ),
        rows=_items,
        shows=_item,
        public=True,
    ),
    Figure(
        name="offices",
        label=_("Party-affairs offices in towns and subdistricts"),
        article="118",
        sentence=_("118 towns and subdistricts have an office for party building."),
        counted=_("Offices that were open on the last of these days, each at its place."),
        rows=_offices,
        shows=_office,
        public=True,
    ),
    Figure(
        name="powers",
        label=_("Powers delegated downward"),
        article="5,710",
        sentence=_("5,710 powers were handed down to 56 subdistricts."),
        counted=_("Powers in force with their receiver on the last of these days."),
        rows=_powers,
        shows=_power,
        public=True,
    ),
)
