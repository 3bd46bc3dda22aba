"""What importing official tables would change: a plan, made without writing anything.

Tables are taken by their day. A row is the place of the same name under the same parent; codes
never decide that. Where a name is only written differently (a rare character, another suffix) the
place is the same if nothing else in that parent could be meant.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from liandong.places.models import Issuer, Level, Place, PlaceCode, PlaceKind, PlaceVersion
from liandong.places.queries.naming import bare, common
from liandong.places.queries.plan import Known, Plan, everything, note
from liandong.places.queries.romanising import romanised
from liandong.places.queries.search import searchable
from liandong.places.queries.tables import Row, Table


def plan_import(tables: Sequence[Table]) -> Plan:
    """Say what these tables would add and change, in the order of their days."""
    plan = Plan(errors=[error for table in tables for error in table.errors])
    kept = everything()
    named = {(t.issuer, row.code): row for t in tables for row in t.rows}
    for day, issuer in sorted({(table.day, table.issuer) for table in tables}):
        rows = [r for t in tables if (t.day, t.issuer) == (day, issuer) for r in t.rows]
        _Snapshot(plan, kept, named, issuer, day).take(rows)
    return plan


class _Snapshot:
    """All tables of one issuer and day, brought together with what is known."""

    def __init__(
        self,
        plan: Plan,
        kept: list[Known],
        named: dict[tuple[Issuer, str], Row],
        issuer: Issuer,
        day: date,
    ) -> None:
        self.plan, self.kept, self.named = plan, kept, named
        self.issuer, self.day = issuer, day
        self.met: dict[str, Known] = {}  # by the code that this snapshot gives
        self.taken: set[Known] = set()
        self.newly: list[tuple[Row, Known]] = []
        self.holders: dict[str, list[Known]] = {}
        for known in kept:
            for code in known.codes:
                self.holders.setdefault(code.code, []).append(known)

    def take(self, rows: Iterable[Row]) -> None:
        """Meet the rows from the top of the tree down, one parent's rows at a time."""
        groups: dict[tuple[Level, str], list[Row]] = {}
        for row in rows:
            groups.setdefault((row.level, row.parent_code), []).append(row)
        for (level, parent_code), group in sorted(groups.items()):
            parent = self._resolve(parent_code) if level > Level.CITY else None
            if level > Level.CITY and parent is None:
                sentence = _("The parent %(code)s is in no table and not known.")
                self.plan.errors += [r.complaint(sentence % {"code": parent_code}) for r in group]
                continue
            self._meet(group, parent)
        self._ask(groups)

    def _resolve(self, code: str) -> Known | None:
        """The place of a code that this snapshot uses for a parent."""
        if code in self.met:
            return self.met[code]
        row = self.named.get((self.issuer, code)) or self._city_row(code)
        if row is not None:
            parent = self._resolve(row.parent_code) if row.level > Level.CITY else None
            if parent is not None or row.level == Level.CITY:
                self._meet([row], parent)
                return self.met[code]
        known = self._by_own_code(code)
        if known is not None:
            self.met[code] = known
        return known

    def _city_row(self, code: str) -> Row | None:
        """The statistics tables do not name the city; any table that does will do."""
        rows = (self.named.get((issuer, code)) for issuer in Issuer)
        return next((row for row in rows if row and row.level == Level.CITY), None)

    def _by_own_code(self, code: str) -> Known | None:
        issuers = set(Issuer) if len(code) == 6 and code.endswith("00") else {self.issuer}
        fits = [
            known
            for known in self.kept
            if any(c.code == code and c.issuer in issuers for c in known.codes)
        ]
        return fits[0] if len(fits) == 1 else None

    def _meet(self, rows: list[Row], parent: Known | None) -> None:
        """Find each row's place among the parent's, by name, then by an unambiguous variant."""
        level, rows = rows[0].level, self._once(rows)
        beside = self.kept if parent is None else parent.children
        free = [
            known
            for known in beside
            if known.place.level == level and known.stands_on(self.day) and known not in self.taken
        ]
        left = self._pair(rows, free, lambda known: known.name_on(self.day), self._name)
        left = self._pair(left, free, self._variant_of, self._variant)
        beyond = self._across_zones(parent)
        left = self._pair(left, beyond, lambda known: known.name_on(self.day), self._name)
        self._say_where(beyond, parent)
        for row in left:
            self._found(row, parent)

    def _say_where(self, towns: list[Known], parent: Known | None) -> None:
        if parent is None or parent.place.kind != PlaceKind.DEVELOPMENT_ZONE:
            return
        sentence = _(
            "%(name)s stands under %(now)s, here under %(here)s. Move it if that is right."
        )
        for town in self.taken.intersection(towns):
            above = town.parent.place.name if town.parent else ""
            words = {"name": town.place.name, "now": above, "here": parent.place.name}
            if (question := sentence % words) not in self.plan.questions:
                self.plan.questions.append(question)

    def _once(self, rows: list[Row]) -> list[Row]:
        """The rows without those whose name the same parent has already."""
        by_name: dict[str, Row] = {}
        for row in rows:
            if by_name.setdefault(self._name(row), row) is not row:
                sentence = _("%(name)s stands twice under the same parent.")
                self.plan.errors.append(row.complaint(sentence % {"name": row.name}))
        return list(by_name.values())

    def _pair(
        self,
        rows: list[Row],
        free: list[Known],
        name_of: Callable[[Known], str],
        name_in: Callable[[Row], str],
    ) -> list[Row]:
        """Pair rows with free places of the same name where both are alone; return the rest."""
        by_name: dict[str, list[Known]] = {}
        for known in free:
            if known not in self.taken:
                by_name.setdefault(name_of(known), []).append(known)
        twice = Counter(name_in(row) for row in rows)
        left = []
        for row in rows:
            fits = by_name.get(name_in(row), [])
            if len(fits) == 1 and twice[name_in(row)] == 1:
                self._same(row, fits[0])
            else:
                left.append(row)
        return left

    def _name(self, row: Row) -> str:
        """The row's name without its district's name in front: 高密市朝阳街道 is 朝阳街道."""
        above = self.met.get(row.parent_code)
        if row.level != Level.SUBDISTRICT or above is None:
            return row.name
        return row.name.removeprefix(above.name_on(self.day)) or row.name

    def _variant(self, row: Row) -> str:
        return bare(self._name(row), row.level)

    def _variant_of(self, known: Known) -> str:
        return bare(known.name_on(self.day), Level(known.place.level))

    def _across_zones(self, parent: Known | None) -> list[Known]:
        """Towns that the other issuer lists beyond the border between a zone and its district.

        Civil affairs has no codes for zones and lists their towns under the district around them;
        the statistics bureau lists them under the zone.
        """
        if parent is None or parent.parent is None or parent.place.level != Level.DISTRICT:
            return []
        zone = PlaceKind.DEVELOPMENT_ZONE
        to_zones = self.issuer == Issuer.CIVIL_AFFAIRS
        if not to_zones and parent.place.kind != zone:
            return []
        beyond = [k for k in parent.parent.children if (k.place.kind == zone) == to_zones]
        towns = [town for other in beyond for town in other.children]
        here = tuple(code.code for code in parent.codes if code.issuer == self.issuer)
        return [
            town
            for town in towns
            if all(c.code.startswith(here) for c in town.codes if c.issuer == self.issuer)
        ]

    def _same(self, row: Row, known: Known) -> None:
        """The row is this place: note its code and, where it was really renamed, its name."""
        self.taken.add(known)
        self.met[row.code] = known
        name = self._name(row)
        if self._renames(row, known):
            self.plan.renamed.append((known.name_on(self.day), known))
        else:
            name = known.name_on(self.day)
        kind = row.kind if name == self._name(row) else PlaceKind(known.place.kind)
        self._note_version(row, known, name, kind)
        self._note_code(row, known)

    def _renames(self, row: Row, known: Known) -> bool:
        """Another suffix of a community is no other name; civil affairs decides the spelling."""
        name, before = self._name(row), known.name_on(self.day)
        if name == before or row.level == Level.COMMUNITY:
            return False
        decided = any(
            code.issuer == Issuer.CIVIL_AFFAIRS and code.valid_from <= self.day
            for code in known.codes
        )
        only_spelling = common(name) == common(before)
        return not (only_spelling and decided and self.issuer == Issuer.STATS_BUREAU)

    def _found(self, row: Row, parent: Known | None) -> None:
        name, kind = self._name(row), row.kind
        place = Place(kind=kind, level=row.level, name=name, valid_from=self.day)
        known = Known(place, parent)
        self.kept.append(known)
        if parent:
            parent.children.append(known)
        self.taken.add(known)
        self.met[row.code] = known
        self.newly.append((row, known))
        self.plan.founded.append(known)
        self._note_version(row, known, name, kind)
        self._note_code(row, known)

    def _note_version(self, row: Row, known: Known, name: str, kind: PlaceKind) -> None:
        version = PlaceVersion(kind=kind, name=name, valid_from=self.day, source=row.file[:120])
        added, changed = note(known.versions, version, lambda v: (v.name, v.kind))
        if added:
            self.plan.new_versions.append((known, version))
        self.plan.touch(*changed)
        last, place = known.versions[-1], known.place
        if place.name != last.name or place.valid_from != known.first.valid_from:
            place.name_en = place.name_en if place.name == last.name else ""
            place.name, place.kind, place.valid_from = last.name, last.kind, known.first.valid_from
            self.plan.touch(place)
        self._romanise(known)
        place.search_text = searchable(place.name, place.address, place.name_en)

    def _romanise(self, known: Known) -> None:
        """Give a name in Latin letters where there is none; one that somebody gave stays."""
        above = known.parent.place.name if known.parent else ""
        rows: list[Place | PlaceVersion] = [known.place, *known.versions]
        for row in rows:
            if not row.name_en and (english := romanised(row.name, known.place.level, above)):
                row.name_en = english
                self.plan.touch(row)

    def _note_code(self, row: Row, known: Known) -> None:
        if self.named.get((self.issuer, row.code)) is None:
            return  # the city, borrowed from another issuer's table
        code = PlaceCode(
            issuer=self.issuer,
            code=row.code,
            written=row.written,
            valid_from=self.day,
            source=row.file[:120],
        )
        own = [kept for kept in known.codes if kept.issuer == self.issuer]
        added, changed = note(own, code, lambda c: c.code)
        if added:
            known.codes.append(code)
            known.codes.sort(key=lambda kept: kept.valid_from)
            self.plan.new_codes.append((known, code))
            self._take_over(code, known)
        self.plan.touch(*changed)

    def _take_over(self, new: PlaceCode, holder: Known) -> None:
        """A code that its issuer gave to another place ends there on the day it begins here."""
        for known in self.holders.setdefault(new.code, []):
            for code in known.codes if known is not holder else ():
                if code.code != new.code or code.issuer != new.issuer:
                    continue
                if code.valid_from > new.valid_from:
                    new.valid_until = min(new.valid_until or date.max, code.valid_from)
                elif code.valid_until is None or code.valid_until > new.valid_from:
                    code.valid_until = new.valid_from
                    self.plan.touch(code)
        self.holders[new.code].append(holder)

    def _ask(self, groups: dict[tuple[Level, str], list[Row]]) -> None:
        """Point at places that the tables no longer list, and at what may be their new names."""
        for (_level, parent_code), rows in groups.items():
            parent = self.met.get(parent_code)
            for known in parent.children if parent else []:
                if known in self.taken or not known.stands_on(self.day):
                    continue
                own = [code.code for code in known.codes if code.issuer == self.issuer]
                if own:
                    self.plan.questions.append(self._question(known, own[-1], rows))

    def _question(self, known: Known, code: str, rows: list[Row]) -> str:
        new = next((k for r, k in self.newly if r in rows and r.code == code), None)
        words = {"file": rows[0].file, "name": known.place.name, "code": code}
        if new is None:
            return _("%(file)s no longer lists %(name)s (%(code)s).") % words
        words["new"] = new.place.name
        return (
            _("%(file)s gives %(name)s's code %(code)s to %(new)s. Was it renamed? Then rename it.")
            % words
        )
