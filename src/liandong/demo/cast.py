"""The cast: twelve posts and a few more, each with a name of our own, and what they see."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from liandong.people.models import RoleKind

DISTRICT = "奎文区"
SUBDISTRICT = "梨园街道"
COMMUNITY = "樱园社区居民委员会"


@dataclass(frozen=True, slots=True)
class Member:
    """Who plays which post. `where` is the level's name, `code` the department's, if one."""

    username: str
    name: str
    role: str
    where: str
    sees: Any
    code: str = ""
    opens: str = "matters:inbox"


CAST = (
    Member(
        "li_jianguo",
        "李建国",
        RoleKind.GRID_HEAD,
        "grid",
        _("Hears what residents raise in one grid, and settles most of it on the spot."),
    ),
    Member(
        "zhang_min",
        "张敏",
        RoleKind.COMMUNITY_SECRETARY,
        "community",
        _("Takes what a grid could not settle, calls those concerned together, checks answers."),
    ),
    Member(
        "chen_jing",
        "陈静",
        RoleKind.SUBDISTRICT_OFFICER,
        "subdistrict",
        _("Dispatches to offices, and answers what communities sent up within five working days."),
    ),
    Member(
        "tang_wei",
        "唐伟",
        RoleKind.SUBDISTRICT_SECRETARY,
        "subdistrict",
        _("Answers for the subdistrict: fulfils its list, puts right, issues to communities."),
        opens="duties:desk",
    ),
    Member(
        "zhao_lei",
        "赵磊",
        RoleKind.DEPARTMENT_OFFICER,
        "district",
        _("Urban management: signs for matters, returns, extends, answers."),
        "urban_management",
    ),
    Member(
        "liu_yang",
        "刘洋",
        RoleKind.DEPARTMENT_OFFICER,
        "district",
        _("Housing: property firms, leaking roofs, the maintenance fund."),
        "housing",
    ),
    Member(
        "huang_li",
        "黄丽",
        RoleKind.DISTRICT_DISPATCHER,
        "district",
        _("Settles who must lead when offices cannot agree, and supervises what is late."),
    ),
    Member(
        "zhou_tao",
        "周涛",
        RoleKind.DISTRICT_SECRETARY,
        "district",
        _("Issues the lists of subdistricts, approves close-outs, hands lines down."),
        opens="duties:desk",
    ),
    Member(
        "wu_qian",
        "吴倩",
        RoleKind.CITY_DISPATCHER,
        "city",
        _("Has what climbed all the way up, and hands it back with the means."),
    ),
    Member(
        "xu_jun",
        "徐军",
        RoleKind.CITY_SECRETARY,
        "city",
        _("Takes up hard cases, demands that they be put right, sees the whole board."),
    ),
    Member(
        "ma_chao",
        "马超",
        RoleKind.CALLBACK_OFFICER,
        "district",
        _("Calls residents back; handled nothing, so may ask."),
    ),
    Member(
        "sun_yue",
        "孙悦",
        RoleKind.HOTLINE_CLERK,
        "city",
        _("Takes down what callers say; matters go on from there."),
        opens="matters:take",
    ),
    Member(
        "zhu_ming",
        "朱明",
        RoleKind.SYSTEM_ADMIN,
        "city",
        _("Keeps places, organisations, posts and rules; sees no matter."),
        opens="people:accounts",
    ),
    Member(
        "hu_xue",
        "胡雪",
        RoleKind.SECURITY_ADMIN,
        "city",
        _("Suspends and restores accounts; sees no matter."),
        opens="people:accounts",
    ),
    Member(
        "guo_feng",
        "郭峰",
        RoleKind.AUDIT_ADMIN,
        "city",
        _("Reads what was done by whom; changes nothing."),
        opens="people:accounts",
    ),
)
