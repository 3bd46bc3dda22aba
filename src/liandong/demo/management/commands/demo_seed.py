"""`liandong demo_seed`: the demo city, its people and the played days, in an empty database."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.demo.ground import Address, Ground, Size
from liandong.demo.offices import Offices
from liandong.demo.play.action_plan import action_plan
from liandong.demo.play.appraisal import appraisal
from liandong.demo.play.arena import arena
from liandong.demo.play.arranged import arrange
from liandong.demo.play.arrivals import Arrivals
from liandong.demo.play.ballots import ballots
from liandong.demo.play.budget import budget
from liandong.demo.play.councils import councils
from liandong.demo.play.duties import duties
from liandong.demo.play.express import express
from liandong.demo.play.ground import ground
from liandong.demo.play.mandates import mandates
from liandong.demo.play.meetings import meetings
from liandong.demo.play.money import money
from liandong.demo.play.opinions import opinions
from liandong.demo.play.petitions import petitions
from liandong.demo.play.polls import polls
from liandong.demo.play.projects import projects
from liandong.demo.play.sequences import sequences
from liandong.demo.play.stage import Stage
from liandong.demo.play.supervision import supervision
from liandong.demo.play.year import homes, year
from liandong.kernel.dates import day_bounds
from liandong.places.models import Place

WHOLE = Size()
SMALL = Size(matters=170, subdistricts=1, communities=3)
BEFORE = 305
AFTERNOON = timedelta(hours=15)
FIRST = (ballots, money, duties, supervision, mandates, projects, action_plan)
THEN = (
    *(arena, express, appraisal, councils, sequences, petitions, polls, budget, ground),
    opinions,
)


class Command(BaseCommand):
    help = "Found the demo city in an empty database: places, rules, people, and sixty played days."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--small", action="store_true", help="one corner of it, for tests")
        parser.add_argument(
            "--year", action="store_true", help="a whole year on four levels before the last days"
        )
        parser.add_argument("--matters", type=int, help="how many, instead of 2,000")
        parser.add_argument("--seed", type=int, default=2026, help="another number, another city")
        parser.add_argument("--today", type=date.fromisoformat, help="the last of the played days")

    def handle(self, *args: Any, **options: Any) -> None:
        if Place.objects.exists():
            raise CommandError(
                _("There are places already: the demo city needs an empty database.")
            )
        self._seed(options)

    def _seed(self, options: dict[str, Any]) -> None:
        size, seed = SMALL if options["small"] else WHOLE, options["seed"]
        size = replace(size, matters=options["matters"] or size.matters)
        size = replace(size, before=BEFORE if options["year"] else 0)
        until = _end(options["today"])
        self._say(_("places and rules"), 0)
        self._import()
        start = until - timedelta(days=size.days + size.before)
        self._say(_("cells, grids and buildings"), 4)
        addresses = Ground(size, seed, start).lay()
        self._staff(addresses, seed, start, homes(addresses) if size.before else [])
        self._play(addresses, size, seed, until)
        self._say(_("the city is ready"), 100)

    def _import(self) -> None:
        """Bring in what ships: the tree, the districts' outlines, rules, calendar and lists."""
        quiet = {"stdout": _Nowhere()}
        call_command("import_places", **quiet)
        call_command("import_boundaries", **quiet)
        call_command("import_rulebook", **quiet)
        call_command("import_rule_sets", **quiet)
        call_command("import_procedures", **quiet)
        call_command("import_mandates", **quiet)
        call_command("import_calendar", package=True, **quiet)

    def _staff(
        self, addresses: list[Address], seed: int, now: datetime, beyond: list[Place]
    ) -> None:
        grids = list({address.grid.pk: address.grid for address in addresses}.values())
        offices = Offices(grids, seed, now, beyond)
        seats = offices.seats()
        for number, seat in enumerate(seats):
            offices.fill(seat)
            if number % 200 == 0:
                self._say(_("posts and people"), 6 + 9 * number // len(seats))

    def _play(self, addresses: list[Address], size: Size, seed: int, until: datetime) -> None:
        start = day_bounds(until.date() - timedelta(days=size.days - 1))[0]
        rng = Random(f"play {seed}")  # noqa: S311 -- a played city, no secret
        stage = Stage(rng, start - timedelta(days=size.before), until, addresses)
        stage.enter(stage.clock(), stage.now)
        if size.before:
            year(stage, size.before)
            stage.play(_Progress(self, _("the year on four levels"), 15, 60), start)
        arrivals = Arrivals(stage, size)
        arrivals.begin()
        arrange(stage, arrivals)
        for lay in FIRST:
            lay(stage)
        meetings(stage, arrivals)
        for lay in THEN:
            lay(stage)
        begun = 75 if size.before else 15
        stage.play(_Progress(self, _("sixty days of matters"), begun, 100 - begun))
        stage.strike()

    def _say(self, what: str, percent: float) -> None:
        self.stdout.write(f"  {percent:3.0f}%  {what}")
        self.stdout.flush()


class _Nowhere:
    """What the imports tell is not for a newcomer."""

    def write(self, text: str) -> None:
        """Forget it."""


class _Progress:
    """Says how far the played days are, every tenth of them."""

    def __init__(self, command: Command, what: str, begin: float, whole: float) -> None:
        self.command, self.what = command, what
        self.begin, self.whole = begin, whole
        self.next = 0.0

    def __call__(self, share: float) -> None:
        if share >= self.next:
            self.command._say(self.what, self.begin + self.whole * share)
            self.next = share + 0.1


def _end(today: date | None) -> datetime:
    return day_bounds(today)[0] + AFTERNOON if today else timezone.now()
