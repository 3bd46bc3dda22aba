"""A small reusable cast on a small tree: city → district → subdistrict → community → grid.

`cast()` makes the tree, a department of the district and one person in each post. Other rooms use
`cast().actor("grid_head")`, `.post(...)`, `.person(...)`, and the places `.tree.grid` and so on.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from liandong.kernel.actor import Actor
from liandong.people import queries
from liandong.people.models import Organisation, OrganisationKind, Person, Post, RoleKind, Term
from liandong.places.models import LEVEL_OF, Place, PlaceKind

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SINCE = date(2024, 1, 1)
PASSWORD = "a-long-enough-word"


@dataclass(frozen=True)
class Tree:
    """One branch down to a grid, and a second district that the cast has no rights in."""

    city: Place
    district: Place
    subdistrict: Place
    community: Place
    grid: Place
    building: Place
    elsewhere: Place


def place(kind: PlaceKind, name: str, parent: Place | None = None, name_en: str = "") -> Place:
    made = Place.objects.create(
        kind=kind,
        name=name,
        name_en=name_en,
        parent=parent,
        level=LEVEL_OF[kind],
        complaint_phone="12345",
        valid_from=SINCE,
    )
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    return made


def tree() -> Tree:
    city = place(PlaceKind.CITY, "潍坊市", None, "Weifang")
    district = place(PlaceKind.DISTRICT, "奎文区", city, "Kuiwen")
    subdistrict = place(PlaceKind.SUBDISTRICT, "广文街道", district, "Guangwen")
    community = place(PlaceKind.COMMUNITY, "樱园社区", subdistrict, "Yingyuan")
    grid = place(PlaceKind.GRID, "樱园第一网格", community, "Yingyuan grid 1")
    building = place(PlaceKind.BUILDING, "1号楼", grid, "Building 1")
    elsewhere = place(PlaceKind.DISTRICT, "潍城区", city, "Weicheng")
    return Tree(city, district, subdistrict, community, grid, building, elsewhere)


def person(username: str, name: str = "") -> Person:
    """A person who can sign in with PASSWORD; the same one for the same user name."""
    found = Person.objects.filter(username=username).first()
    if found is None:
        found = Person(username=username, name=name or username)
        found.set_password(PASSWORD)
        found.save()
    return found


def organisation(
    where: Place,
    code: str,
    name: str,
    kind: OrganisationKind = OrganisationKind.DEPARTMENT,
    name_en: str = "",
) -> Organisation:
    return Organisation.objects.create(
        place=where,
        level=where.level,
        code=code,
        name=name,
        name_en=name_en or code,
        kind=kind,
    )


def post(role: RoleKind, where: Place, body: Organisation | None = None, **fields: object) -> Post:
    name_en = role.name.replace("_", " ").capitalize()
    words = {"title": f"{where.name}岗位", "title_en": name_en, "phone": "0536-8000001"}
    return Post.objects.create(role=role, place=where, organisation=body, **{**words, **fields})


def appoint(post: Post, person: Person, since: date = SINCE, until: date | None = None) -> Term:
    return Term.objects.create(post=post, person=person, starts_on=since, ends_on=until)


@dataclass(frozen=True)
class Cast:
    tree: Tree
    bureau: Organisation
    posts: dict[str, Post]
    people: dict[str, Person]

    def post(self, role: str) -> Post:
        return self.posts[role]

    def person(self, role: str) -> Person:
        return self.people[role]

    def actor(self, role: str, key: str = "") -> Actor:
        return queries.actor_of(self.people[role], self.posts[role], key)


# role → where, what the person is called, whether the post is public
CAST = {
    RoleKind.GRID_HEAD: ("grid", "王桂英", "樱园第一网格网格长", True),
    RoleKind.GRID_WORKER: ("grid", "李强", "樱园第一网格网格员", True),
    RoleKind.COMMUNITY_SECRETARY: ("community", "张敏", "樱园社区党委书记", True),
    RoleKind.COMMUNITY_WORKER: ("community", "刘洋", "樱园社区社区工作者", False),
    RoleKind.SUBDISTRICT_OFFICER: ("subdistrict", "陈静", "广文街道受理中心", True),
    RoleKind.SUBDISTRICT_SECRETARY: ("subdistrict", "杨波", "广文街道党工委书记", False),
    RoleKind.DEPARTMENT_OFFICER: ("district", "赵磊", "奎文区城市管理局经办人", False),
    RoleKind.DISTRICT_DISPATCHER: ("district", "黄丽", "奎文区受理中心", True),
    RoleKind.DISTRICT_SECRETARY: ("district", "周涛", "奎文区委书记", False),
    RoleKind.CITY_DISPATCHER: ("city", "吴倩", "潍坊市受理中心", True),
    RoleKind.CITY_SECRETARY: ("city", "徐军", "潍坊市委书记", False),
    RoleKind.HOTLINE_CLERK: ("city", "孙悦", "12345热线受理员", False),
    RoleKind.CALLBACK_OFFICER: ("district", "马超", "奎文区回访员", False),
    RoleKind.SYSTEM_ADMIN: ("city", "朱明", "系统管理员", False),
    RoleKind.SECURITY_ADMIN: ("city", "胡雪", "安全管理员", False),
    RoleKind.AUDIT_ADMIN: ("city", "郭峰", "审计管理员", False),
}


def cast() -> Cast:
    branch = tree()
    bureau = organisation(
        branch.district,
        "urban_management",
        "奎文区城市管理局",
        name_en="Kuiwen urban management bureau",
    )
    posts, people = {}, {}
    for role, (where, name, title, public) in CAST.items():
        body = bureau if role == RoleKind.DEPARTMENT_OFFICER else None
        posts[role.value] = post(role, getattr(branch, where), body, title=title, public=public)
        people[role.value] = person(role.value, name)
        appoint(posts[role.value], people[role.value])
    return Cast(branch, bureau, posts, people)
