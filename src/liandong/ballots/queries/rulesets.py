"""Rule sets: reading their files, which one governs, and what it says as plain terms."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from liandong.ballots.lifecycle import Base, Body
from liandong.ballots.models import RuleSet, RuleSubject
from liandong.ballots.models.rulesets import Reach
from liandong.ballots.queries.counting import thresholds_of
from liandong.places.models import Place
from liandong.rulebook.models import Confidence

REACHES = {"national": Reach.NATIONAL, "province": Reach.PROVINCE, "city": Reach.CITY}
LIMITS = (
    "notice",
    "proxies",
    "posting",
    "objections",
    "city_system",
    "silence",
    "invalid_takes_part",
)
MAJORITY_WORDS = ("name", "name_en", "participation", "consent", "of", "article", "article_en")
LIMIT_WORDS = ("value", "text", "text_en", "article", "article_en", "confidence")


class BadRuleSetError(ValueError):
    """A rule set file cannot be loaded; says what is wrong where."""


@dataclass(frozen=True, slots=True)
class RuleSetFile:
    """One file: the fields of the set, its place by name, and the fields of its subjects."""

    fields: dict[str, Any]
    place: str
    subjects: list[dict[str, Any]] = field(default_factory=list)


def read_rule_set(name: str, text: str) -> RuleSetFile:
    """Parse one TOML file. Raises `BadRuleSetError` that names what is wrong."""
    try:
        said = tomllib.loads(text)
        terms = {word: said[word] for word in ("bodies", "majorities", "limits")}
        _check(terms)
        subjects = [_subject(said, row, number) for number, row in enumerate(said["subject"], 1)]
        fields = {
            "code": said["code"],
            "family": said["family"],
            "reach": REACHES[said["reach"]],
            "name": said["name"],
            "name_en": said["name_en"],
            "effective_from": said["effective_from"],
            "effective_until": said.get("effective_until"),
            "source": said["source"],
            "source_en": said["source_en"],
            "confidence": Confidence(said["confidence"]),
            "terms": terms,
        }
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise BadRuleSetError(f"{name}: {error}") from error
    return RuleSetFile(fields, said.get("place", ""), subjects)


def _check(terms: Mapping[str, Any]) -> None:
    for body, row in terms["bodies"].items():
        Body(body)
        for base in row["bases"]:
            if Base(base) == Base.OWNERS and row["secret"]:
                raise ValueError(f"{body}: votes that are weighed by area cannot be secret")
    for key, row in terms["majorities"].items():
        _has(f"majority {key}", MAJORITY_WORDS, row)
        thresholds_of(row)
    _has("limits", LIMITS, terms["limits"])
    own = [body.get("limits", {}) for body in terms["bodies"].values()]
    for limits in (terms["limits"], *own):
        for key, row in limits.items():
            _has(f"limit {key}", LIMIT_WORDS, row)
            Confidence(row["confidence"])


def _has(what: str, words: tuple[str, ...], row: Mapping[str, Any]) -> None:
    if missing := [word for word in words if word not in row]:
        raise ValueError(f"{what} lacks {', '.join(missing)}")


def _subject(said: Mapping[str, Any], row: Mapping[str, Any], number: int) -> dict[str, Any]:
    for body, majority in row["bodies"].items():
        if body not in said["bodies"] or majority not in said["majorities"]:
            raise ValueError(f"subject {row['code']}: {body} or {majority} is not in the file")
    return {
        "code": row["code"],
        "name": row["name"],
        "name_en": row["name_en"],
        "bodies": row["bodies"],
        "article": row["article"],
        "article_en": row["article_en"],
        "confidence": Confidence(row.get("confidence", said["confidence"])),
        "order_no": number,
    }


def in_force(on: date) -> QuerySet[RuleSet]:
    begun = RuleSet.objects.filter(effective_from__lte=on)
    return begun.filter(Q(effective_until__isnull=True) | Q(effective_until__gt=on))


def governing(place: Place, on: date) -> list[RuleSet]:
    """The rule set that governs a place on a day, one of each family: the nearest, the newest."""
    found: dict[str, RuleSet] = {}
    above = [*place.ancestors_ids, place.pk]
    sets = in_force(on).filter(Q(place__isnull=True) | Q(place_id__in=above))
    for one in sets.order_by("reach", "effective_from", "id"):
        found[one.family] = one
    return [found[family] for family in sorted(found)]


def subjects_for(place: Place, on: date) -> list[RuleSubject]:
    """What can be decided at a place on a day, in the order of the rule sets."""
    subjects = RuleSubject.objects.filter(rule_set__in=governing(place, on))
    return list(subjects.select_related("rule_set").order_by("rule_set__family", "order_no"))


def subject(subject_id: int) -> RuleSubject | None:
    return RuleSubject.objects.select_related("rule_set").filter(pk=subject_id).first()


def subject_called(code: str, place: Place, on: date) -> RuleSubject:
    """The subject with a code in the rule set that governs. Raises `LookupError`."""
    for one in subjects_for(place, on):
        if one.code == code:
            return one
    raise LookupError(code)


def rule_sets() -> QuerySet[RuleSet]:
    """Every rule set, family by family, the nearest and newest first, with its subjects."""
    sets = RuleSet.objects.select_related("place").prefetch_related("subjects")
    return sets.order_by("family", "-reach", "-effective_from", "id")


def frozen_terms(subject: RuleSubject, body: str) -> dict[str, Any]:
    """What binds a ballot, whole and for good: set, subject, majority and limits, with articles."""
    rule_set = subject.rule_set
    return {
        "set": {
            "code": rule_set.code,
            "name": rule_set.name,
            "name_en": rule_set.name_en,
            "effective_from": rule_set.effective_from.isoformat(),
            "source": rule_set.source,
            "source_en": rule_set.source_en,
            "confidence": rule_set.confidence,
        },
        "subject": {
            "code": subject.code,
            "name": subject.name,
            "name_en": subject.name_en,
            "article": subject.article,
            "article_en": subject.article_en,
            "confidence": subject.confidence,
        },
        "majority": rule_set.terms["majorities"][subject.bodies[body]],
        "limits": rule_set.limits_for(body),
    }
