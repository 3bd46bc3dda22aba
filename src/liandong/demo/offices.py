"""Who works in the demo city: organisations, posts and people, all with invented names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from liandong.demo.cast import CAST, COMMUNITY, DISTRICT, SUBDISTRICT, Member
from liandong.demo.ground import SINCE, phone, short
from liandong.demo.words import names
from liandong.kernel.actor import SYSTEM
from liandong.people import actions
from liandong.people.actions import Body, Office
from liandong.people.models import Organisation, OrganisationKind, Post, RoleKind
from liandong.places.models import Level, Place
from liandong.rulebook.models import Category

PARTY, DEPARTMENT, INSTITUTION, ENTERPRISE = (
    OrganisationKind.PARTY_ORGANISATION,
    OrganisationKind.DEPARTMENT,
    OrganisationKind.PUBLIC_INSTITUTION,
    OrganisationKind.ENTERPRISE,
)
# code → name after the place's, English name, kind
BODIES: dict[str, tuple[str, str, OrganisationKind]] = {
    "organisation": ("委组织部", "Organisation department of the Party committee", PARTY),
    "political_legal": ("委政法委", "Political and legal committee", PARTY),
    "staffing": ("委编办", "Staffing office", PARTY),
    "finance": ("财政局", "Finance bureau", DEPARTMENT),
    "urban_management": ("城市管理局", "Urban management bureau", DEPARTMENT),
    "housing": ("住房和城乡建设局", "Housing and construction bureau", DEPARTMENT),
    "ecology": ("生态环境分局", "Ecology and environment bureau", DEPARTMENT),
    "emergency": ("应急管理局", "Emergency management bureau", DEPARTMENT),
    "market_supervision": ("市场监督管理局", "Market supervision bureau", DEPARTMENT),
    "natural_resources": ("自然资源和规划局", "Natural resources bureau", DEPARTMENT),
    "civil_affairs": ("民政局", "Civil affairs bureau", DEPARTMENT),
    "health": ("卫生健康局", "Health bureau", DEPARTMENT),
    "education": ("教育和体育局", "Education and sport bureau", DEPARTMENT),
    "sports": ("体育事业发展中心", "Sports centre", INSTITUTION),
    "public_security": ("公安分局", "Public security bureau", DEPARTMENT),
    "human_resources": ("人力资源和社会保障局", "Human resources bureau", DEPARTMENT),
    "agriculture": ("农业农村局", "Agriculture bureau", DEPARTMENT),
    "water": ("水务供水中心", "Water supply centre", INSTITUTION),
    "transport": ("交通运输局", "Transport bureau", DEPARTMENT),
    "landscaping": ("园林环卫服务中心", "Parks and sanitation centre", INSTITUTION),
    "government_services": ("行政审批服务局", "Government services bureau", DEPARTMENT),
    "fire": ("消防救援大队", "Fire and rescue brigade", DEPARTMENT),
    "heating": ("供热公司", "Heating company", ENTERPRISE),
    "gas": ("燃气公司", "Gas company", ENTERPRISE),
    "power": ("供电中心", "Power supply centre", ENTERPRISE),
    "telecom": ("通信建设服务中心", "Telecommunications centre", INSTITUTION),
}
WHERE = ("city", "district", "subdistrict", "community", "grid")
TITLES: dict[str, str] = {
    RoleKind.GRID_HEAD: "网格长",
    RoleKind.GRID_WORKER: "网格员",
    RoleKind.COMMUNITY_SECRETARY: "党委书记",
    RoleKind.COMMUNITY_WORKER: "社区工作者",
    RoleKind.SUBDISTRICT_OFFICER: "受理调度岗",
    RoleKind.SUBDISTRICT_SECRETARY: "党工委书记岗",
    RoleKind.DISTRICT_DISPATCHER: "受理调度中心",
    RoleKind.DISTRICT_SECRETARY: "书记岗",
    RoleKind.CITY_DISPATCHER: "受理调度中心",
    RoleKind.CITY_SECRETARY: "书记岗",
    RoleKind.HOTLINE_CLERK: "12345热线受理岗",
    RoleKind.CALLBACK_OFFICER: "独立回访岗",
    RoleKind.SYSTEM_ADMIN: "系统管理员",
    RoleKind.SECURITY_ADMIN: "安全管理员",
    RoleKind.AUDIT_ADMIN: "审计管理员",
}
CITY_ROLES = (
    RoleKind.CITY_DISPATCHER,
    RoleKind.CITY_SECRETARY,
    RoleKind.HOTLINE_CLERK,
    RoleKind.CALLBACK_OFFICER,
    RoleKind.SYSTEM_ADMIN,
    RoleKind.SECURITY_ADMIN,
    RoleKind.AUDIT_ADMIN,
)
KUIWEN_ROLES = (
    RoleKind.DISTRICT_DISPATCHER,
    RoleKind.DISTRICT_SECRETARY,
    RoleKind.CALLBACK_OFFICER,
)
PUBLIC = frozenset(
    {
        RoleKind.GRID_HEAD,
        RoleKind.GRID_WORKER,
        RoleKind.COMMUNITY_SECRETARY,
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.DISTRICT_DISPATCHER,
        RoleKind.CITY_DISPATCHER,
        RoleKind.DEPARTMENT_OFFICER,
    }
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A post that is to be filled, and by which member of the cast if by one."""

    role: RoleKind
    place: Place
    organisation: Organisation | None = None
    member: Member | None = None


class Offices:
    """Founds the organisations and fills every post, one person each.

    `homes` are communities beyond Kuiwen: they and their subdistricts have secretaries as well.
    """

    def __init__(
        self, grids: list[Place], seed: int, now: datetime, homes: list[Place] | None = None
    ) -> None:
        self.grids = grids
        self.homes = homes or []
        self.rng = Random(f"offices {seed}")  # noqa: S311 -- a played city, no secret
        self.now = now
        self.count = 0
        self.taken = {member.name for member in CAST} | {names()["resident"]["name"]}

    def seats(self) -> list[Seat]:
        """Every post of the city, from the city down."""
        city = Place.objects.get(level=Level.CITY)
        districts = list(
            Place.objects.filter(level=Level.DISTRICT, valid_until=None).order_by("id")
        )
        kuiwen = next(place for place in districts if place.name == DISTRICT)
        seats = [Seat(role, city) for role in CITY_ROLES]
        seats += [Seat(role, kuiwen) for role in KUIWEN_ROLES]
        seats += [*self._bodies(city), *self._bodies(kuiwen)]
        for place in districts:
            if place.pk != kuiwen.pk:
                roles = (RoleKind.DISTRICT_DISPATCHER, RoleKind.DISTRICT_SECRETARY)
                seats += [Seat(role, place) for role in roles]
        seats += self._below(kuiwen)
        return list(self._cast(seats))

    def _bodies(self, place: Place) -> Iterator[Seat]:
        """The departments that kinds of matters name, at the city and in Kuiwen."""
        codes = Category.objects.order_by("department").values_list("department", flat=True)
        for code in dict.fromkeys([*BODIES, *codes]):
            if code:
                name, name_en, kind = BODIES.get(code, (code, code, DEPARTMENT))
                name_en = f"{place.name_en} {name_en[:1].lower()}{name_en[1:]}"
                body = Body(kind=kind, name=f"{place.name}{name}", name_en=name_en, code=code)
                made = actions.found_organisation(
                    body=body, place_id=place.pk, actor=SYSTEM, now=self.now
                )
                yield Seat(RoleKind.DEPARTMENT_OFFICER, place, made)

    def _below(self, kuiwen: Place) -> Iterator[Seat]:
        towns = Place.objects.filter(level=Level.SUBDISTRICT, valid_until=None).order_by("id")
        led = {home.parent_id for home in self.homes}
        for town in towns:
            yield Seat(RoleKind.SUBDISTRICT_OFFICER, town)
            if town.parent_id == kuiwen.pk or town.pk in led:
                yield Seat(RoleKind.SUBDISTRICT_SECRETARY, town)
        worked = [grid.parent_id for grid in self.grids if grid.parent_id]
        worked += [home.pk for home in self.homes]
        for place in Place.objects.filter(pk__in=worked).order_by("id"):
            yield Seat(RoleKind.COMMUNITY_SECRETARY, place)
            yield Seat(RoleKind.COMMUNITY_WORKER, place)
        for grid in self.grids:
            yield Seat(RoleKind.GRID_HEAD, grid)
            yield Seat(RoleKind.GRID_WORKER, grid)

    def _cast(self, seats: list[Seat]) -> Iterator[Seat]:
        """Give the cast their seats: the first that fits each."""
        free = list(CAST)
        names_of = dict(Place.objects.filter(level__lte=3).values_list("id", "name"))
        for seat in seats:
            member = next((one for one in free if _fits(one, seat, names_of)), None)
            if member is not None:
                free.remove(member)
            yield Seat(seat.role, seat.place, seat.organisation, member)
        if free:
            raise LookupError(f"No post for {', '.join(one.name for one in free)}")

    def fill(self, seat: Seat) -> Post:
        """Create one post and appoint somebody to it."""
        name = _short(seat.place)
        title = (
            f"{seat.organisation.name}经办岗" if seat.organisation else f"{name}{TITLES[seat.role]}"
        )
        office = Office(
            title=title,
            title_en=english(seat),
            phone=phone(self.rng),
            public=seat.role in PUBLIC,
        )
        post = actions.create_post(
            role=seat.role,
            office=office,
            actor=SYSTEM,
            now=self.now,
            place_id=seat.place.pk,
            organisation_id=seat.organisation.pk if seat.organisation else None,
        )
        self._appoint(post, seat.member)
        return post

    def _appoint(self, post: Post, member: Member | None) -> None:
        self.count += 1
        person = actions.register_person(
            username=member.username if member else f"u{self.count:05d}",
            name=member.name if member else self._name(),
            password="",
            actor=SYSTEM,
            now=self.now,
        )
        actions.appoint(
            post_id=post.pk,
            person_id=person.pk,
            actor=SYSTEM,
            now=self.now,
            starts_on=max(SINCE, date(2024, 1, 1)),
        )

    def _name(self) -> str:
        while True:
            name = self.rng.choice(names()["surnames"]) + self.rng.choice(names()["given"])
            if name not in self.taken:
                return name


def english(seat: Seat) -> str:
    """A post's title as English pages show it: where it is stands in it, as in the Chinese one."""
    if seat.organisation:
        return f"{seat.organisation.name_en}, desk"
    return f"{seat.role.replace('_', ' ').capitalize()}, {seat.place.name_en}"


def _short(place: Place) -> str:
    return short(place) if place.level == Level.COMMUNITY else place.name


def _fits(member: Member, seat: Seat, names_of: dict[int, str]) -> bool:
    if member.role != seat.role or member.where != WHERE[seat.place.level]:
        return False
    if member.code != (seat.organisation.code if seat.organisation else ""):
        return False
    steps = [int(step) for step in seat.place.path.split("/") if step]
    wanted = (DISTRICT, SUBDISTRICT, COMMUNITY)
    return all(names_of[step] == name for step, name in zip(steps[1:], wanted, strict=False))
