"""One matter on the stage: its words, its place, and the small deeds that many stories share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from liandong.deliberation.actions import Minutes, Ruling, Spoken
from liandong.deliberation.lifecycle import Body, Capacity, Stance
from liandong.demo.ground import Address, short
from liandong.demo.play.stage import Stage
from liandong.demo.words import Kind, common, names
from liandong.kernel.actor import RESIDENT, Actor
from liandong.kernel.dates import day_of
from liandong.mandates import queries as mandates
from liandong.mandates import rules as mandate_rules
from liandong.matters import actions, queries, rules
from liandong.matters.actions import Climb, Route, Words
from liandong.matters.lifecycle import Obstacle, Source
from liandong.matters.models import Matter
from liandong.people.models import Post, RoleKind
from liandong.places.models import Level, Place
from liandong.rulebook.models import Category

WORKS = frozenset({"facilities", "roads", "appearance", "greenery", "housing", "building"})
LAW = "required_by_law"
PICTURED = 0.4
INVITED = [
    ("受影响住户代表", Capacity.RESIDENT),
    ("楼栋长", Capacity.RESIDENT),
    ("社区党组织", Capacity.PARTY),
    ("居民委员会", Capacity.COMMITTEE),
    ("物业服务企业", Capacity.FIRM),
    ("业主委员会", Capacity.OWNERS),
    ("双报到单位", Capacity.UNIT),
    ("法律顾问", Capacity.ADVISER),
]
OFFICES = [
    ("原承办单位", Capacity.DEPARTMENT),
    ("拟主办单位", Capacity.DEPARTMENT),
    ("属地街道", Capacity.DEPARTMENT),
    ("社区党组织", Capacity.PARTY),
    ("法律顾问", Capacity.ADVISER),
]
STANCES = {
    Stance.AGREES: "opinions_agree",
    Stance.DISSENTS: "opinions_dissent",
    Stance.REMARK: "opinions_remark",
}
NEARBY = 0.0004  # degrees: how far from its building a trouble lies


@dataclass
class Case:
    """A matter with everything that its story needs to speak and act."""

    stage: Stage
    kind: Kind
    category: Category
    place: Place
    slots: dict[str, object]
    source: Source = Source.RESIDENT
    address: Address | None = None
    said: str = ""
    resident: bool = False  # raised by the resident of the cast
    stubborn: bool = False
    wanted: Post | None = None
    made: Matter | None = field(default=None)

    @property
    def matter(self) -> Matter:
        assert self.made is not None, "the matter was raised"
        return self.made

    @property
    def works(self) -> bool:
        """Whether this is about things to be mended rather than people to be heard."""
        return self.category.group_code in WORKS

    @property
    def holder(self) -> Actor:
        return self.stage.actor(self.matter.holder_id)

    @property
    def lead(self) -> Actor:
        assert self.matter.lead_id is not None, "the matter has a lead"
        return self.stage.actor(self.matter.lead_id)

    # --- words ----------------------------------------------------------------------------

    def say(self, part: str, text: str, /, **more: object) -> str:
        return self.stage.write.common(part, text, {**self.slots, **more})

    def by_kind(self, part: str, name: str) -> str:
        """A text for works or for people, by what the matter is about."""
        return self.say(part, f"{name}_{'works' if self.works else 'people'}")

    def own(self, name: str) -> str:
        """A text of this kind of matter that fits what was said: an answer, a public text."""
        texts = getattr(self.kind, name) or self.kind.answer
        return self.stage.write.fitting(texts, self.said, self.slots)

    def told(self) -> str:
        """What is raised, in the voice of who raises it."""
        rng = self.stage.rng
        visited = self.source == Source.VISIT
        self.said = rng.choice(self.kind.worker if visited else self.kind.resident)
        text = self.said.format_map(self.slots)
        if visited:
            return text
        text += rng.choice(common("tails")["resident"])
        lead = {Source.PHONE: "phone", Source.HOTLINE: "phone", Source.PAPER: "paper"}
        name = lead.get(self.source)
        return (rng.choice(common("tails")[name]) if name else "") + text

    # --- deeds ----------------------------------------------------------------------------

    def do(self, deed: Callable[..., Any], actor: Actor, **words: Any) -> Any:
        """Carry out one action on this matter, now, and keep what came of it."""
        done = deed(matter_id=self.matter.pk, actor=actor, now=self.stage.now, **words)
        if isinstance(done, Matter) and done.pk == self.matter.pk:
            self.made = done
        return done

    def reload(self) -> None:
        self.made = Matter.objects.select_related("holder", "desk", "place").get(pk=self.matter.pk)

    def raise_it(self) -> None:
        """Somebody raises it: the resident, a grid worker, a clerk."""
        rng, spot = self.stage.rng, self.address
        by_resident = self.source == Source.RESIDENT
        name, phone = self._caller()
        words = Words(
            text=self.told(),
            place=self.place,
            address=spot.text if spot else f"{self.place.name}{self.slots['road']}",
            lon=spot.lon + rng.uniform(-NEARBY, NEARBY) if spot else None,
            lat=spot.lat + rng.uniform(-NEARBY, NEARBY) if spot else None,
            source=self.source,
            name=name,
            phone=phone,
            shielded=by_resident and rng.random() < 0.06,
        )
        kind, album = self.category.code, self.stage.album
        pictured = album.shows(kind) and rng.random() < PICTURED
        pictures = [album.photo(kind, after=False)] if pictured else []
        actor = RESIDENT if by_resident else self._receiver()
        self.made = actions.raise_matter(
            words=words, actor=actor, now=self.stage.now, photos=pictures
        )

    def _caller(self) -> tuple[str, str]:
        """The name and number of who raises it: none where a grid worker saw it."""
        rng = self.stage.rng
        if self.resident:
            return names()["resident"]["name"], names()["resident"]["phone"]
        if self.source == Source.VISIT:
            return "", ""
        called = rng.choice(("先生", "女士"))
        return rng.choice(names()["surnames"]) + called, f"130000{rng.randrange(10**5):05d}"

    def _receiver(self) -> Actor:
        stage, place = self.stage, self.place
        if self.source == Source.VISIT and place.level >= Level.GRID:
            grid = stage.above(place, Level.GRID)
            return stage.role_at(grid, RoleKind.GRID_WORKER) or stage.desk(place, Level.GRID)
        if self.source in {Source.PHONE, Source.HOTLINE}:
            return stage.role_at(stage.above(place, Level.CITY), RoleKind.HOTLINE_CLERK) or RESIDENT
        return stage.desk(place, min(Level.COMMUNITY, place.level))

    def publish(self) -> None:
        """Release a public text without names or telephone numbers."""
        title = self.own("public").rstrip("。")
        text = f"{title}。{self.category.register_condition}。处理进展在此公布。"
        self.do(actions.publish, self.desk_actor, title=title[:120], text=text)

    def visit(self) -> None:
        self.do(actions.visit, self.desk_actor, findings=self.say("talk", "visits"))

    @property
    def desk_actor(self) -> Actor:
        """Who hears for the desk where the matter lies."""
        return self.stage.desk(self.matter.desk, self.matter.desk.level)

    def climb(self, level: int, actor: Actor | None = None) -> None:
        """Take it up, with the obstacle and what was tried."""
        to = self.stage.above(self.matter.desk, level)
        skips = to.pk != self.matter.desk.parent_id
        climb = Climb(
            to=to,
            obstacle=self.stage.rng.choice(list(Obstacle)),
            tried=self.say("climb", "tried"),
            urgency=self.say("climb", "urgency") if skips else "",
        )
        self.do(actions.escalate, actor or self.desk_actor, climb=climb)

    def route(self, level: int = Level.DISTRICT) -> Route:
        """To whom it is dispatched: who leads by the lists, and who supports."""
        for one in mandates.suggest(self.category, self.matter.place, day_of(self.stage.now)):
            post = one.lead_post
            if post and post.organisation_id and self.may_lead(post) and post.pk in self.actors:
                supports = tuple(other for other in one.support_posts if other != post)[:2]
                return Route(lead=post, supports=supports, item=one.item)
        code = self.category.department or "urban_management"
        offices = [self.stage.office(self.matter.place, code, at) for at in (level, Level.CITY)]
        return Route(lead=next(post for post in offices if self.may_lead(post)))

    def wrong_route(self, right: Post) -> Route:
        """To whom it goes by mistake: another office beside the right one."""
        others = [
            post
            for (place_id, _code), post in sorted(self.stage.offices.items())
            if place_id == right.place_id and post.pk != right.pk and self.may_lead(post)
        ]
        return Route(lead=self.stage.rng.choice(others))

    @property
    def actors(self) -> dict[int, Actor]:
        return self.stage.actors

    def may_lead(self, post: Post) -> bool:
        desk = self.matter.desk
        today = day_of(self.stage.now)
        return bool(mandate_rules.may_lead(self.desk_actor, self.category, post, desk, on=today))

    def talked(self, topic: str, consensus: str, *, offices: bool = False) -> Minutes:
        """The minutes of a consultation: who was asked, who came, what they said."""
        rng = self.stage.rng
        invited = OFFICES if offices else INVITED
        voices = [self._voice(*one) for one in rng.sample(invited, k=min(len(invited), 5))]
        dissents = any(voice.stance == Stance.DISSENTS for voice in voices)
        held = self.stage.now - timedelta(hours=rng.uniform(0.5, 3))
        return Minutes(
            topic=topic[:200],
            held_at=held,
            consensus=consensus,
            dissent=self.say("talk", "dissent") if dissents else "",
            voices=tuple(voices),
        )

    def _voice(self, name: str, capacity: Capacity) -> Spoken:
        rng = self.stage.rng
        if rng.random() < 0.12:
            return Spoken(name, capacity, came=False)
        stance = rng.choices(list(STANCES), weights=(6, 1, 3))[0]
        opinion = self.say("talk", STANCES[stance])
        return Spoken(name, capacity, stance=stance, opinion=opinion)

    def ruled(self, *, approved: bool) -> Ruling:
        """What the residents' committee or their representatives decided, with the count."""
        rng, place = self.stage.rng, self.matter.desk
        small = rng.random() < 0.5
        entitled = rng.choice((5, 7, 9)) if small else rng.randint(31, 59)
        came = entitled if small else rng.randint(entitled * 2 // 3 + 1, entitled)
        half = came // 2
        for_ = rng.randint(half + 1, came) if approved else rng.randint(0, half)
        against = rng.randint(0, came - for_)
        return Ruling(
            body=Body.COMMITTEE if small else Body.REPRESENTATIVES,
            body_name=f"{short(place)}{'居民委员会' if small else '居民代表会议'}",
            text=self.say("talk", "decisions" if approved else "decisions_no"),
            approved=approved,
            decided_at=self.stage.now - timedelta(hours=rng.uniform(0.2, 2)),
            entitled=entitled,
            votes_for=for_,
            votes_against=against,
            abstentions=came - for_ - against,
        )

    def evidence(self) -> list[Any]:
        """Pictures of the result: where a law asks for them, else now and then."""
        kind, album = self.category.code, self.stage.album
        if self.category.evidence == LAW or (album.shows(kind) and self.stage.chance(0.3)):
            return [album.photo(kind, after=True)]
        return []

    def may(self, verb: str, actor: Actor) -> bool:
        """Whether a rule would allow it now."""
        facts = queries.facts(self.matter, actor, self.stage.now)
        return bool(getattr(rules, f"may_{verb}")(actor, self.matter, facts))
