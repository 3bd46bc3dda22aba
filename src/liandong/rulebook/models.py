from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from liandong.places.models import Place


class Unit(models.TextChoices):
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WORK_HOUR = "work_hour", _("working hours")
    WORK_DAY = "work_day", _("working days")
    COUNT = "count", _("times")
    SHARE = "share", _("share")
    YEAR = "year", _("years")
    METRE = "metre", _("metres")
    HOUSEHOLD = "household", _("households")
    YUAN = "yuan", _("yuan")
    NONE = "", _("no unit")


class Confidence(models.TextChoices):
    STATUTE = "statute", _("Law or regulation")
    LOCAL = "local", _("Local rule")
    PRACTICE = "practice", _("Practice")
    NEEDS_LOCAL_CONFIRMATION = "needs_local_confirmation", _("Needs local confirmation")


class Evidence(models.TextChoices):
    NONE = "none", _("No evidence asked for")
    OPTIONAL = "optional", _("Evidence optional")
    REQUIRED_BY_LAW = "required_by_law", _("Evidence required by law")


class Subject(models.TextChoices):
    MATTER = "matter", _("The way of a matter")
    DISPATCH = "dispatch", _("Dispatch and return")
    ESCALATE = "escalate", _("The ladder")
    PROMISE = "promise", _("Reminders and supervision")
    RAISE = "raise", _("Raising a matter")
    HOTLINE = "hotline", _("The hotline")
    GRID = "grid", _("Grids")
    FIGURES = "figures", _("Figures")
    RECORD = "record", _("The record")
    COUNCIL = "council", _("Councils and the steps of deciding")
    BALLOT = "ballot", _("Ballots")
    FUNDS = "funds", _("Community funds and budget votes")
    PROJECTS = "projects", _("Secretaries' projects and the arena")
    REVIEW = "review", _("The yearly review of secretaries")
    MEETING = "meeting", _("Joint meetings")
    OPINION = "opinion", _("Asking residents what they think")
    OTHER = "other", _("Other rules")
    KIND = "kind", _("Limits of single kinds of matter")


class Stage(models.TextChoices):
    ACCEPT = "accept", _("Hear and accept")
    SIGN = "sign", _("Sign for")
    SECURE = "secure", _("Make safe")
    RESCUE = "rescue", _("Rescue")
    STOP_WORK = "stop_work", _("Stop the work")
    PENALTY = "penalty", _("Penalty")
    EXECUTE = "execute", _("Finish")
    VERIFY = "verify", _("Verify")


# What every matter has a limit for; the other stages exist only for some kinds of matter.
WHOLE_WAY = frozenset({Stage.ACCEPT, Stage.SIGN, Stage.EXECUTE, Stage.VERIFY})
WITHIN = {f"matter.{stage}": stage for stage in Stage if stage not in WHOLE_WAY}


class Department(models.TextChoices):
    AGRICULTURE = "agriculture", _("Agriculture and villages")
    CIVIL_AFFAIRS = "civil_affairs", _("Civil affairs")
    ECOLOGY = "ecology", _("Ecology and environment")
    EDUCATION = "education", _("Education")
    EMERGENCY = "emergency", _("Emergency management")
    GAS = "gas", _("Gas")
    GOVERNMENT_SERVICES = "government_services", _("Government services")
    HEALTH = "health", _("Health")
    HEATING = "heating", _("Heating")
    HOUSING = "housing", _("Housing and building")
    HUMAN_RESOURCES = "human_resources", _("Human resources and social security")
    LANDSCAPING = "landscaping", _("Landscaping")
    MARKET_SUPERVISION = "market_supervision", _("Market supervision")
    NATURAL_RESOURCES = "natural_resources", _("Natural resources")
    POWER = "power", _("Power supply")
    PUBLIC_SECURITY = "public_security", _("Public security")
    SPORTS = "sports", _("Sports")
    TELECOM = "telecom", _("Telecommunications")
    TRANSPORT = "transport", _("Transport")
    URBAN_MANAGEMENT = "urban_management", _("City management")
    WATER = "water", _("Water supply")


SUBJECTS: dict[str, Subject] = {
    "matter": Subject.MATTER,
    "dispatch": Subject.DISPATCH,
    "return": Subject.DISPATCH,
    "escalate": Subject.ESCALATE,
    "promise": Subject.PROMISE,
    "supervise": Subject.PROMISE,
    "duty": Subject.PROMISE,
    "rectify": Subject.PROMISE,
    "talk": Subject.PROMISE,
    "urge": Subject.PROMISE,
    "order": Subject.PROMISE,
    "appraise": Subject.PROMISE,
    "appraisal": Subject.REVIEW,
    "raise": Subject.RAISE,
    "duplicate": Subject.RAISE,
    "contact": Subject.RAISE,
    "hotline": Subject.HOTLINE,
    "knowledge": Subject.HOTLINE,
    "grid": Subject.GRID,
    "figures": Subject.FIGURES,
    "record": Subject.RECORD,
    "council": Subject.COUNCIL,
    "sequence": Subject.COUNCIL,
    "ballot": Subject.BALLOT,
    "project": Subject.PROJECTS,
    "arena": Subject.PROJECTS,
    "action_plan": Subject.PROJECTS,
    "fund": Subject.FUNDS,
    "budget": Subject.FUNDS,
    "meeting": Subject.MEETING,
    "express": Subject.MEETING,
    "document": Subject.RECORD,
    "petition": Subject.COUNCIL,
    "poll": Subject.COUNCIL,
    "opinion": Subject.OPINION,
}
TIMES = frozenset({Unit.HOUR, Unit.DAY, Unit.WORK_HOUR, Unit.WORK_DAY})


class Category(models.Model):
    """One kind of matter (sub-type of the case standards): when it is one, and when it is done."""

    code = models.CharField(max_length=40, unique=True)
    group_code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    group_name = models.CharField(max_length=60)
    group_name_en = models.CharField(max_length=80)
    register_condition = models.TextField()
    register_condition_en = models.TextField()
    close_condition = models.TextField()
    close_condition_en = models.TextField()
    evidence = models.CharField(max_length=16, choices=Evidence, default=Evidence.NONE)
    evidence_law = models.CharField(max_length=200, blank=True)
    department = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=240, blank=True)
    confidence = models.CharField(max_length=24, choices=Confidence)
    order_no = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values), name="category_evidence_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def department_name(self) -> Any:
        """The kind of office that usually leads, in the reader's language."""
        known = self.department in Department.values
        return Department(self.department).label if known else self.department


class Rule(models.Model):
    """One dated rule: what it says, where and from when it holds, and who says so.

    `amount` is None for a rule that is no number; `effective_until` is the first day on which it no
    longer holds. A row of a preset is changed by its file, a row of a place by that place.
    """

    key = models.CharField(max_length=60)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="rules"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="rules")
    value = models.CharField(max_length=80)
    amount = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    unit = models.CharField(max_length=12, choices=Unit, blank=True)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=240, blank=True)
    article = models.CharField(max_length=60, blank=True)
    confidence = models.CharField(max_length=24, choices=Confidence)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    preset = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["key", "effective_from"], name="rule_key_from")]
        constraints = [
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="rule_unit_known"),
            models.UniqueConstraint(
                F("key"),
                Coalesce(F("category"), 0),
                Coalesce(F("place"), 0),
                F("effective_from"),
                F("preset"),
                condition=Q(effective_until__isnull=True),
                name="rule_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}={self.value} {self.effective_from:%Y-%m-%d}"

    @property
    def unconfirmed(self) -> bool:
        return self.confidence == Confidence.NEEDS_LOCAL_CONFIRMATION

    @property
    def subject(self) -> Subject:
        """The heading that it stands under."""
        if self.category_id is not None:
            return Subject.KIND
        return SUBJECTS.get(self.key.partition(".")[0], Subject.OTHER)

    @property
    def stage(self) -> Any:
        """The stage of a matter that it limits, in the reader's language; else its key."""
        stage = self.key.partition(".")[2]
        return Stage(stage).label if stage in Stage.values else self.key

    @property
    def number(self) -> str:
        """The amount as people write it: no zeros behind it, no exponent; "" for none."""
        return "" if self.amount is None else f"{self.amount.normalize():f}"

    @property
    def counted_in(self) -> str:
        """The unit as it stands behind the number: 1 hour, 0.5 hours, 2 hours."""
        n = 1 if self.amount == 1 else 2
        words = {
            Unit.HOUR: ngettext("hour", "hours", n),
            Unit.DAY: ngettext("day", "days", n),
            Unit.WORK_HOUR: ngettext("working hour", "working hours", n),
            Unit.WORK_DAY: ngettext("working day", "working days", n),
            Unit.COUNT: ngettext("time", "times", n),
            Unit.YEAR: ngettext("year", "years", n),
            Unit.METRE: ngettext("metre", "metres", n),
            Unit.HOUSEHOLD: ngettext("household", "households", n),
        }
        return words.get(Unit(self.unit)) or str(self.get_unit_display())


class ExclusionReason(models.Model):
    """A reason, named by a rule, for not accepting a matter, and the proper channel for it."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    source_en = models.CharField(max_length=240, blank=True)
    article = models.CharField(max_length=120)
    channel = models.CharField(max_length=200, blank=True)
    channel_en = models.CharField(max_length=240, blank=True)
    confidence = models.CharField(max_length=24, choices=Confidence, default=Confidence.STATUTE)
    order_no = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.code


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", _("Holiday")
    MAKE_UP_WORKDAY = "make_up_workday", _("Make-up working day")


class CalendarYear(models.Model):
    """A year whose calendar was loaded; a year that is not published counts plain weekdays."""

    year = models.PositiveSmallIntegerField(unique=True)
    published = models.BooleanField(default=True)
    source = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a make-up working day 调休."""

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=16, choices=DayKind)
    name = models.CharField(max_length=40, blank=True)
    name_en = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="day_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class WorkHours(models.Model):
    """The spans worked on a day under a code, in one season of the year.

    `spans` is `[["08:30", "12:00"], ...]`, in order. `from_day` and `until_day` are "MMDD", both
    included, and may wrap around the new year. `weekdays` has a 1 or a 0 for Monday to Sunday.
    Hours that keep `holidays` are worked on every such weekday, whatever the calendar says.
    """

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    from_day = models.CharField(max_length=4, default="0101")
    until_day = models.CharField(max_length=4, default="1231")
    weekdays = models.CharField(max_length=7, default="1111100")
    holidays = models.BooleanField(default=False)
    spans = models.JSONField()
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_en = models.CharField(max_length=240, blank=True)
    confidence = models.CharField(max_length=24, choices=Confidence)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "from_day", "weekdays", "effective_from"], name="work_hours_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.from_day}-{self.until_day}"


class Edition(models.Model):
    """One row that changes with every change of the rulebook, so that copies in memory notice."""

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token
