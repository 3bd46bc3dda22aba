"""Finding the places and bodies that a table names, without a query for each row."""

from django.utils.translation import gettext as _

from liandong.mandates.queries.sheets import BadRowError
from liandong.people.models import Organisation
from liandong.places.models import Level, Place, PlaceCode


class Towns:
    """The subdistricts and towns under a place, by name, by district and name, by code."""

    def __init__(self, place: Place) -> None:
        below = Place.objects.filter(path__startswith=place.path, valid_until=None)
        towns = list(below.filter(level=Level.SUBDISTRICT).select_related("parent"))
        self.by_id = {town.pk: town for town in towns}
        self.named: dict[str, set[int]] = {}
        for town in towns:
            above = town.parent.name if town.parent else ""
            for name in (town.name, f"{above}{town.name}", f"{above}/{town.name}"):
                self.named.setdefault(name, set()).add(town.pk)
        codes = PlaceCode.objects.filter(place__in=towns)
        for code, town_id in codes.values_list("code", "place_id"):
            self.named.setdefault(code, set()).add(town_id)

    def find(self, said: str) -> Place:
        """The one place that is meant. Raises `BadRowError` when none or several are."""
        found = self.named.get(said, set())
        if not found:
            raise BadRowError(_("no subdistrict or town “%(name)s” here") % {"name": said})
        if len(found) > 1:
            raise BadRowError(
                _("several places are called “%(name)s”: put the district before it")
                % {"name": said}
            )
        return self.by_id[next(iter(found))]


class Bodies:
    """The departments above a town, by their name or their code, the nearest first."""

    def __init__(self) -> None:
        self.of: dict[str, list[Organisation]] = {}
        for body in Organisation.objects.select_related("place").order_by("-place__level", "id"):
            for word in filter(None, (body.name, body.code)):
                self.of.setdefault(word, []).append(body)

    def find(self, said: str, town: Place) -> Organisation:
        """The department that answers for a town. Raises `BadRowError` when none does."""
        for body in self.of.get(said, []):
            if town.path.startswith(body.place.path):
                return body
        raise BadRowError(
            _("no department “%(name)s” answers for %(place)s") % {"name": said, "place": town.name}
        )
