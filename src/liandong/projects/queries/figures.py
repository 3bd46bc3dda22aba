"""The article's figures of this room: the secretaries' projects, and the arenas."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liandong.kernel.figures import Asked, Figure, Row
from liandong.places.models import Level
from liandong.projects.lifecycle import WITH_RESULT
from liandong.projects.models import Arena, SecretaryProject


def _projects(asked: Asked) -> QuerySet[SecretaryProject]:
    found = SecretaryProject.objects.filter(asked.covers("registered_at"))
    found = found.filter(secretary__place__path__startswith=asked.path)
    return found.select_related("secretary__place").order_by("-registered_at", "-id")


def _project(project: SecretaryProject) -> Row:
    url = reverse("projects:project", args=[project.pk])
    return Row(project.title, url, project.secretary.place, project.registered_at)


def _arenas(asked: Asked) -> QuerySet[Arena]:
    found = Arena.objects.filter(asked.covers("counted_at"), state__in=sorted(WITH_RESULT))
    found = found.filter(place__path__startswith=asked.path)
    return found.select_related("place").order_by("-counted_at", "-id")


def _arena(arena: Arena) -> Row:
    return Row(arena.title, reverse("projects:arena", args=[arena.pk]), arena.place, arena.day)


FIGURES = (
    Figure(
        name="projects",
        label=_("Secretaries' projects"),
        article="76",
        sentence=_("For 2021, 76 “secretaries' projects” were drawn up in all."),
        counted=_(
            "Projects that a secretary claimed and the level above registered in these days; a"
            " draft, or a claim that nobody registered, is not counted."
        ),
        rows=_projects,
        shows=_project,
        by="secretary__place__level",
        kinds={level.value: level.label for level in Level if level <= Level.COMMUNITY},
        public=True,
    ),
    Figure(
        name="arenas",
        label=_("Arenas"),
        article="2",
        sentence=_("The city held 2 “arenas” of “secretaries' projects”."),
        counted=_("Arenas whose ratings were counted in these days; a cancelled one is not."),
        rows=_arenas,
        shows=_arena,
        public=True,
    ),
)
