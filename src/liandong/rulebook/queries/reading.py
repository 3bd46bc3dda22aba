"""What the rulebook's pages show."""

from django.db.models import QuerySet

from liandong.rulebook.models import Category, ExclusionReason


def categories() -> QuerySet[Category]:
    """Every kind of matter, in the order of the preset: groups stay together."""
    return Category.objects.order_by("order_no", "id")


def exclusion_reasons() -> QuerySet[ExclusionReason]:
    """The reasons for not accepting a matter, in the order of the law."""
    return ExclusionReason.objects.order_by("order_no", "id")
