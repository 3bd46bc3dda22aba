"""The house keeps its own plan: what import-linter cannot see is checked here.

Each check in `tests/checks.py` is shown an example that it must catch, then the whole house.
"""

import tomllib
from collections.abc import Callable, Iterator
from statistics import quantiles

import pytest
from django.apps import AppConfig, apps
from django.urls import URLPattern, URLResolver, get_resolver

from tests import checks
from tests.checks import HOUSE, ROOT, Source
from tests.open_pages import OPEN

PLAN = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
FLOORS = list(reversed(PLAN["contracts"][0]["layers"]))
SOURCES = checks.sources()
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))
ACTION = "@action\ndef open(*, matter_id, actor, now):\n    'Open it.'\n"

# check -> a file that it must complain about
CAUGHT: dict[Callable[[Source], Iterator[str]], list[Source]] = {
    checks.only_actions_write: [
        Source("people/views.py", "Person.objects.create(name='x')"),
        Source("people/queries.py", "Person.objects.filter(id=1).update(name='x')"),
        Source("people/rules.py", "Person.objects.bulk_create([])"),
    ],
    checks.rooms_are_entered_by_their_public_files: [
        Source("matters/actions.py", "from liandong.people.forms import Name"),
        Source("matters/views.py", "from liandong.people import views"),
    ],
    checks.actions_are_whole: [
        Source("people/actions.py", ACTION.replace("@action", "")),
        Source("people/actions.py", ACTION.replace("*, ", "")),
        Source("people/actions.py", ACTION.replace(", now", "")),
        Source("people/actions/posts.py", ACTION.replace("'Open it.'", "pass")),
    ],
    checks.models_are_plain: [
        Source("people/models.py", "class Meta:\n    ordering = ['name']"),
        Source("people/models.py", "class Person:\n    def save(self): ..."),
        Source("people/apps.py", "from django.db.models.signals import post_save"),
    ],
    checks.the_clock_is_asked_at_the_door: [
        Source("people/rules.py", "late = timezone.now() > due"),
        Source("people/actions.py", "day = date.today()"),
    ],
    checks.the_library_is_pure: [
        Source("planning/tallying/budget.py", "began = time.time()"),
        Source("planning/tallying/budget.py", "print('done')"),
    ],
    checks.imports_stand_on_top: [Source("people/rules.py", "def f():\n    import json")],
    checks.files_are_short: [Source("people/rules.py", "\n" * 401)],
    checks.views_are_short: [Source("people/views.py", "def home(request):\n" + "    1\n" * 25)],
    checks.rooms_hold_their_files: [
        Source("people/services.py", ""),
        Source("kernel/utils.py", ""),
    ],
    checks.migrations_are_named: [Source("people/migrations/0002_auto_20260101.py", "")],
}


def _title(value: object) -> str:
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize("check", CAUGHT, ids=_title)
def test_each_check_catches_its_bad_examples(check):
    for bad in CAUGHT[check]:
        assert list(check(bad)), f"{check.__name__} let {bad} pass"


@pytest.mark.parametrize("check", CAUGHT, ids=_title)
def test_the_house_keeps(check):
    assert [f"{source.place}: {line}" for source in SOURCES for line in check(source)] == []


def test_the_whole_action_of_the_examples_is_fine():
    assert list(checks.actions_are_whole(Source("people/actions.py", ACTION))) == []


@pytest.mark.parametrize(
    "bad",
    ["<script>x()</script>", '<p style="color: red">', '<a onclick="x()">', "<style>", "\n" * 121],
)
def test_a_template_with_inline_code_is_caught(bad):
    assert list(checks.templates_obey_the_policy(bad))


def test_templates_obey_the_content_policy():
    found = [
        f"{path.relative_to(HOUSE)}: {line}"
        for path in TEMPLATES
        for line in checks.templates_obey_the_policy(path.read_text("utf-8"))
    ]
    assert found == []


def test_nine_functions_of_ten_fit_on_a_screen():
    lengths = [
        checks.length(function)
        for source in SOURCES
        if not source.parts & {"migrations"}
        for function in source.functions
    ]
    assert quantiles(lengths, n=10)[-1] <= 25


def ours() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if config.name.startswith("liandong.")]


def uphill(label: str, target: str) -> bool:
    """Whether a key from one room to another points up the floors."""
    return FLOORS.index(target) > FLOORS.index(label)


def test_foreign_keys_point_down_the_floors():
    assert uphill("ledger", "places")
    assert not uphill("places", "ledger")
    labels = {config.label for config in ours()}
    found = [
        str(field)
        for config in ours()
        for model in config.get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.related_model
        and field.related_model._meta.app_label in labels
        and uphill(config.label, field.related_model._meta.app_label)
    ]
    assert found == []


def test_rooms_are_installed_in_the_order_of_the_floors():
    assert [config.label for config in ours()] == [
        room for room in FLOORS if room not in checks.PURE
    ]


def pages(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield (name, pattern) of every address; a page without a name gives its view's."""
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            inner = f"{space}{item.namespace}:" if item.namespace else space
            yield from pages(item, inner)
        else:
            yield f"{space}{item.name or item.lookup_str}", item


def test_every_page_is_closed_unless_it_is_listed():
    found = {
        name
        for name, page in pages(get_resolver())
        if not getattr(page.callback, "login_required", True)
    }
    assert found == OPEN
