"""What the secretaries of all districts claim in the played year, and the city's own arena.

With what the cast carries out in the last sixty days these are the 76 projects and the two arenas
of the article. Most are closed, some still run, some of those late.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import cycle, islice

from liandong.demo.cast import COMMUNITY as HOME
from liandong.demo.cast import SUBDISTRICT as OWN
from liandong.demo.play.arena import MORNING, Bill, Contest
from liandong.demo.play.duties import SECRETARY, Chain
from liandong.demo.play.projects import DAY, Idea, Work
from liandong.demo.play.stage import Stage
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.people.models import Post
from liandong.places.models import Level
from liandong.projects.actions import Decision
from liandong.projects.lifecycle import FollowUp, Kind, State

# How many on each level; the city, Kuiwen and four others of the cast's begin later.
MANY = {Level.DISTRICT: 12, Level.SUBDISTRICT: 44, Level.COMMUNITY: 14}
FIRST, BETWEEN, CONTEST = 42 * DAY, 1.1 * DAY, 190 * DAY
STEPS = (("摸清底数并公布", 20, 19), ("完成一半", 60, 58), ("全部完成并公布", 120, 116))
LATE = (("摸清底数并公布", 20, 27), ("完成一半", 60, 83), ("全部完成并公布", 320, None))
LATE_EACH = 6


def _idea(title: str, kind: Kind, cause: str, way: str, benefit: str, *goal: str) -> Idea:
    indicator, unit, office = goal
    return Idea(
        Level.SUBDISTRICT,
        title,
        kind,
        cause,
        way,
        benefit,
        (indicator, unit, 0, 20, None, 21),
        STEPS,
        office,
        end=State.CLOSED,
    )


IDEAS = (
    _idea(
        "共享厕所",
        Kind.LIVELIHOOD,
        "沿街公共厕所少，市民如厕难。",
        "动员机关、商户开放内部厕所，统一标识。",
        "逛街时找得到厕所。",
        "开放的共享厕所",
        "处",
        "urban_management",
    ),
    _idea(
        "路口遮阳棚",
        Kind.LIVELIHOOD,
        "等红灯和接送孩子的地方没有遮阳避雨处。",
        "在主要路口和学校门口设置遮阳棚。",
        "等候时不再日晒雨淋。",
        "遮阳棚",
        "处",
        "urban_management",
    ),
    _idea(
        "红色物业",
        Kind.PROPERTY,
        "物业企业党组织覆盖不够。",
        "组建物业党组织，选派党建指导员。",
        "小区物业有人管、有人听居民意见。",
        "建立党组织的物业企业",
        "家",
        "housing",
    ),
    _idea(
        "家门口党群服务站",
        Kind.PLACES,
        "离党群服务中心远，老人办事不便。",
        "协调物业用房和空置房，错峰值守。",
        "下楼就能办事、歇脚。",
        "党群服务站",
        "个",
        "civil_affairs",
    ),
    _idea(
        "网格党组织集中覆盖",
        Kind.ORGANISATION,
        "部分网格没有党组织。",
        "选优配强网格党组织书记，兼任网格长。",
        "网格里找得到党组织。",
        "新建的网格党组织",
        "个",
        "civil_affairs",
    ),
    _idea(
        "社区工作者能力提升",
        Kind.TEAM,
        "新招社区工作者缺少经验。",
        "结对带教，集中轮训。",
        "社区工作者会办事、愿办事。",
        "完成轮训的社区工作者",
        "名",
        "civil_affairs",
    ),
)


def claims(stage: Stage, begin: datetime) -> None:
    """Secretary after secretary claims a project; in the middle of the year the city compares."""
    opening = day_bounds(day_of(begin + CONTEST))[0] + MORNING
    chain = Chain(stage, day_of(opening + 6 * DAY).year)
    works = list(_works(chain))
    for number, work in enumerate(works):
        stage.enter(work.story(), begin + FIRST + number * BETWEEN + MORNING)
    entered = {work.idea.title: _group(work) for work in works if work.idea.level == Level.DISTRICT}
    bill = Bill("潍坊市“书记项目”擂台赛", entered, EXPLANATION, SLOW)
    stage.enter(Contest(stage, chain.actor(Level.CITY), bill).story(), opening)


def _works(chain: Chain) -> Iterator[Work]:
    ideas = cycle(IDEAS)
    for level, many in MANY.items():
        for number, post in enumerate(islice(_posts(chain, level), many)):
            idea = next(ideas)
            title = f"{post.place.name}{idea.title}"
            late = number % LATE_EACH == LATE_EACH - 1
            goal = (*idea.goal[:5], 11 if late else 21)
            steps, end = (LATE, State.RUNNING) if late else (STEPS, State.CLOSED)
            made = replace(idea, level=level, title=title, goal=goal, steps=steps, end=end)
            yield Work(chain, made, _actor(chain, post))


def _posts(chain: Chain, level: Level) -> list[Post]:
    """The secretaries of a level but the cast's, in the order of their places."""
    own = chain.actor(Level.DISTRICT).place_id
    posts = [post for post in chain.stage.posts.values() if post.role == SECRETARY[level]]
    beyond = [
        post
        for post in posts
        if own not in {post.place_id, post.place.parent_id} and post.place.name not in {OWN, HOME}
    ]
    return sorted(beyond, key=lambda post: post.place_id)


def _actor(chain: Chain, post: Post) -> Actor:
    return chain.stage.actor(post.pk)


def _group(work: Work) -> str:
    """Districts of the city, and counties and towns that are cities, are compared apart."""
    name = work.stage.posts[work.secretary.post].place.name
    return "区组" if name.endswith("区") else "县市组"


SLOW = Decision(
    FollowUp.RECTIFY,
    "进展成效不明显，节点滞后。",
    "按承诺数量完成并公布",
    "每两周向市委组织部门报告进展",
)
EXPLANATION = "各项目按上台讲、现场看、群众评三部分计分，进展慢的由市委约谈或限期整改。"
