"""What the rulebook's pages show."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from liandong.places.models import Level, Place
from liandong.rulebook.models import CalendarDay, CalendarYear, Category, ExclusionReason, Rule
from liandong.rulebook.queries.limits import NoRule, by_stage, holds


def rules_in_force(on: date) -> QuerySet[Rule]:
    """Every rule that holds somewhere on a day, subject by subject."""
    begun = Rule.objects.filter(effective_from__lte=on)
    running = begun.filter(Q(effective_until__isnull=True) | Q(effective_until__gt=on))
    return _in_order(running)


def find(
    rules: QuerySet[Rule], words: str, place: Place | None = None, confidence: str = ""
) -> QuerySet[Rule]:
    """Narrow rules to those with all these words, that a place is under, of one confidence."""
    for word in words.split():
        rules = rules.filter(
            Q(key__icontains=word)
            | Q(text__icontains=word)
            | Q(text_en__icontains=word)
            | Q(source__icontains=word)
            | Q(source_en__icontains=word)
            | Q(article__icontains=word)
            | Q(category__name__icontains=word)
            | Q(category__name_en__icontains=word)
        )
    if place is not None:
        above = [*place.ancestors_ids, place.pk]
        rules = rules.filter(Q(place__isnull=True) | Q(place_id__in=above))
    return rules.filter(confidence=confidence) if confidence else rules


def history(key: str, category: Category | None = None) -> QuerySet[Rule]:
    """Every row that a key ever had, the newest first: presets, and what places set."""
    rules = Rule.objects.filter(key=key, category=category).select_related("place", "category")
    return rules.order_by("-effective_from", "-id")


def above(key: str, place: Place, on: date, category: Category | None = None) -> Rule:
    """The rule that holds at a place on a day if its own rows are left out.

    A kind of matter without a row of its own is under the general one. Raises `NoRule`.
    """
    rows = Rule.objects.filter(Q(category=category) | Q(category__isnull=True), key=key)
    rows = rows.exclude(place=place, preset=False).select_related("place", "category")
    under = [
        rule
        for rule in rows
        if holds(rule, on) and (rule.place is None or place.path.startswith(rule.place.path))
    ]
    if not under:
        raise NoRule(f"{key} on {on}")
    return max(under, key=_weight)


def own_on(rule: Rule, place: Place, since: date, category: Category | None = None) -> Rule | None:
    """What a place set for itself under the key of a rule from exactly this day, if it stands."""
    own = Rule.objects.filter(key=rule.key, category=category, place=place, preset=False)
    return own.filter(effective_from=since, effective_until__isnull=True).first()


def find_rule(rule_id: int) -> Rule | None:
    return Rule.objects.select_related("place", "category").filter(pk=rule_id).first()


def categories() -> QuerySet[Category]:
    """Every kind of matter, in the order of the preset: groups stay together."""
    return Category.objects.order_by("order_no", "id")


def category(code: str) -> Category | None:
    return Category.objects.filter(code=code).first()


def limits_of(kinds: Iterable[Category], on: date) -> dict[int, list[Rule]]:
    """The limits that hold for each of these kinds of matter alone, stage by stage."""
    limits: dict[int, list[Rule]] = {kind.pk: [] for kind in kinds}
    found = rules_in_force(on).filter(category_id__in=limits)
    for rule in sorted(found, key=lambda rule: by_stage(rule.key)):
        limits[rule.category_id or 0].append(rule)
    return limits


def exclusion_reasons() -> QuerySet[ExclusionReason]:
    """The reasons for not accepting a matter, in the order of the law."""
    return ExclusionReason.objects.order_by("order_no", "id")


def days_of(year: int) -> dict[date, CalendarDay]:
    """The days of a year that are not what their weekday says."""
    return {row.day: row for row in CalendarDay.objects.filter(day__year=year)}


def calendar_year(year: int) -> CalendarYear | None:
    return CalendarYear.objects.filter(year=year).first()


def calendar_years() -> list[int]:
    """The years that were loaded."""
    return list(CalendarYear.objects.order_by("year").values_list("year", flat=True))


def setting_places() -> QuerySet[Place]:
    """The places that may have rules of their own: city and districts."""
    return Place.objects.filter(level__lte=Level.DISTRICT, valid_until__isnull=True).order_by(
        "level", "id"
    )


def _in_order(rules: QuerySet[Rule]) -> QuerySet[Rule]:
    order = ("key", "category__order_no", "place__level", "place_id", "-effective_from", "id")
    return rules.select_related("place", "category").order_by(*order)


def _weight(rule: Rule) -> tuple[bool, int, date, bool]:
    level = rule.place.level if rule.place else -1
    return rule.category_id is not None, level, rule.effective_from, not rule.preset
