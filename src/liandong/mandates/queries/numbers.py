"""The article's figures of this room: classes and items of the list of territorial matters."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liandong.kernel.figures import Asked, Figure, Row
from liandong.mandates.models import ListKind, MandateItem, governing_lists
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
)
