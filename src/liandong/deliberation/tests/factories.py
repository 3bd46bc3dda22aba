"""A community that deliberates: the cast, the rules, a council or a sequence anywhere."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command

from liandong.ballots.models import Ballot
from liandong.ballots.queries import Voice as OnRoll
from liandong.ballots.rules import Draft
from liandong.deliberation import actions, queries
from liandong.deliberation.actions import Disclosed, Guest, Held, Plan, SheetRead, Started
from liandong.deliberation.lifecycle import Next, Phase
from liandong.deliberation.models import Council, Petition, Sequence, Step, Voice
from liandong.deliberation.rules import Demand, Votes, Words
from liandong.kernel.actor import RESIDENT, Actor
from liandong.people.models import OrganisationKind
from liandong.people.tests import factories as people
from liandong.people.tests.factories import NOON, Cast

DAY = timedelta(days=1)
STARTS = NOON + 4 * DAY
LATER = STARTS + 7 * DAY
AFTER = STARTS + timedelta(hours=2)
RESIDENT_NAME = "王大爷"


class World:
    """The cast and the rules, with short words for what happens most."""

    def __init__(self) -> None:
        self.cast: Cast = people.cast()
        self.now = NOON
        call_command("import_rulebook", verbosity=0)
        call_command("import_rule_sets", verbosity=0)
        call_command("import_procedures", verbosity=0)
        self.place = self.cast.tree.community
        kinds = OrganisationKind
        people.organisation(self.place, "party", "樱园社区党委", kinds.PARTY_ORGANISATION)
        people.organisation(self.place, "committee", "樱园社区居委会", kinds.COMMITTEE)
        people.organisation(self.place, "firm", "樱园物业", kinds.PROPERTY_FIRM)

    def actor(self, role: str = "community_secretary") -> Actor:
        return self.cast.actor(role)

    # --- Councils ---

    def planned(self, role: str = "community_secretary", **words: Any) -> Council:
        fields = replace(PLAN, **words)
        return actions.plan(place_id=self.place.pk, plan=fields, actor=self.actor(role), now=NOON)

    def invited(self, **words: Any) -> Council:
        council = self.planned(**words)
        guests = (Guest(RESIDENT_NAME, "resident", "visit"), Guest("宋律师", "legal_adviser"))
        return self._do(actions.invite, council, guests=guests)

    def noticed(self, **words: Any) -> Council:
        return self._do(actions.give_notice, self.invited(**words))

    def sitting(self, **words: Any) -> Council:
        council = self._do(actions.open_council, self.noticed(**words), now=STARTS)
        everybody = {voice.pk for voice in queries.voices(council)}
        return self._do(actions.attend, council, voice_ids=everybody, now=STARTS)

    def concluded(self, **words: Any) -> Council:
        council = self.sitting()
        self.position(council, RESIDENT_NAME, "dissents", "怕影响停车")
        fields = replace(WORDS, **words)
        return self._do(actions.conclude, council, words=fields, now=AFTER)

    def posted(self, **words: Any) -> Council:
        council = self.concluded(**words)
        return self._do(
            actions.post,
            council,
            consensus="先试行单向通行。",
            dissent="一位居民不同意。",
            now=AFTER,
        )

    def position(self, council: Council, name: str, stance: str, opinion: str = "") -> Voice:
        return self._do(
            actions.take_position,
            council,
            voice_id=self.voice(council, name).pk,
            stance=stance,
            opinion=opinion,
            now=STARTS,
        )

    def voice(self, council: Council, name: str) -> Voice:
        return queries.voices(council).get(name=name)

    def _do(self, action, council, now=NOON, role="community_secretary", **words):
        return action(council_id=council.pk, actor=self.actor(role), now=now, **words)

    # --- Four deliberations ---

    def begun(self, **words: Any) -> Sequence:
        fields = {"title": "改造活动室", "question": "是否改造社区活动室？", **words}
        return actions.begin(place_id=self.place.pk, actor=self.actor(), now=NOON, **fields)

    def held(self, sequence: Sequence, phase: str, day: int, *counts: int, body: str = "") -> Step:
        at = NOON + day * DAY
        votes = Votes(*(counts or (20, 15, 12, 2, 1)))
        held = Held(phase, at, "同意提议。", "社区档案2026-12号", votes, body)
        return actions.hold(sequence_id=sequence.pk, held=held, actor=self.actor(), now=at)

    def at_assembly(self) -> Sequence:
        sequence = self.begun()
        for day, phase in enumerate((Phase.PROPOSE, Phase.CONSULT, Phase.REVIEW), 1):
            self.held(sequence, phase, day)
        return fresh(sequence)

    def resolved(self) -> Sequence:
        sequence = self.at_assembly()
        self.held(sequence, Phase.RESOLVE, 5, body=ASSEMBLY)
        return fresh(sequence)

    def disclose(self, sequence: Sequence, day: int) -> Sequence:
        phase = str(fresh(sequence).phase)
        disclosed = Disclosed(phase, "同意改造活动室。", "公告栏")
        actions.disclose(
            sequence_id=sequence.pk, disclosed=disclosed, actor=self.actor(), now=NOON + day * DAY
        )
        return fresh(sequence)

    def end_disclosure(self, sequence: Sequence, day: int) -> Sequence:
        actions.end_disclosure(
            sequence_id=sequence.pk,
            objections="公示期内没有收到异议。",
            actor=self.actor(),
            now=NOON + day * DAY,
        )
        return fresh(sequence)

    def ballot(self, sequence: Sequence, **words: Any) -> Ballot:
        opens = NOON + 20 * DAY
        draft = Draft(
            body=ASSEMBLY,
            base="resident_reps",
            title="改造活动室",
            question="是否改造社区活动室？",
            opens_at=opens,
            closes_at=opens + 3 * DAY,
            secrecy="open",
            **words,
        )
        return actions.put_to_ballot(
            sequence_id=sequence.pk, draft=draft, actor=self.actor(), now=NOON + 5 * DAY
        )

    # --- Petitions ---

    def petition(self, base: str = "households", **words: Any) -> Started:
        demand = replace(DEMAND, base=base, **words)
        return actions.start_petition(
            place_id=self.place.pk, demand=demand, actor=RESIDENT, now=NOON
        )

    def registered(self, *areas: int, base: str = "households", **words: Any) -> Petition:
        """A petition whose roll has a voice for each of these areas, in 0.01 m²."""
        petition = self.petition(base, **words).petition
        voices = [
            OnRoll(f"住户{no}", "", False, ((f"1-{no:03d}", area),))
            for no, area in enumerate(areas or (0,) * 10, 1)
        ]
        return self.with_petition(actions.register_petition, petition, voices=voices)

    def with_petition(self, action, petition, now=NOON, role="community_secretary", **words):
        return action(petition_id=petition.pk, actor=self.actor(role), now=now, **words)

    def support(self, petition: Petition, *numbers: int, now: datetime = NOON) -> Petition:
        for no in numbers:
            signer = queries.signer(petition, no)
            actions.support_petition(signer_id=signer.pk, actor=RESIDENT, now=now)
        return fresh(petition)

    def sheet(self, petition: Petition, role: str, *numbers: int, sheet: str = "1", strangers=0):
        read = SheetRead(sheet, numbers, strangers)
        return self.with_petition(actions.enter_sheet, petition, role=role, read=read)


ASSEMBLY = "residents_representatives_assembly"
PLAN = Plan(
    topic="院内单向通行",
    scope="compound",
    compound="樱园小区",
    explanation="早晚高峰会车困难。",
    venue="社区议事厅",
    starts_at=STARTS,
)
DEMAND = Demand(
    base="households",
    topic="商议停车位收费",
    text="请召开居民会议，商议院内停车位收费办法。",
    starter="王大爷",
    contact="请到3号楼门房找我",
)
WORDS = Words("先试行单向通行一个月。", Next.CARRY_OUT.value)


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)
