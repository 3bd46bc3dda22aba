"""A community's fund brought to a state by the actions themselves, by the posts that may."""

import io
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from liandong.deliberation.actions import Ruling
from liandong.funds import actions
from liandong.funds.actions import Spending
from liandong.funds.lifecycle import LineKind
from liandong.funds.models import Commitment, Fund, Line, Posting
from liandong.kernel import papers
from liandong.people.tests import factories as people
from liandong.people.tests.factories import NOON, Cast
from liandong.rulebook.models import Rule

RULES = {
    "fund.standard": ("260000", "yuan"),
    "fund.share.district": ("0.6", "share"),
    "fund.share.subdistrict": ("0.4", "share"),
    "fund.decision_above": ("5000", "yuan"),
    "fund.separation": ("3", "count"),
    "fund.receipt": ("15", "work_day"),
    "fund.carry_over": ("1", "share"),
}
DAY = date(2026, 11, 24)
STANDARD = 26_000_000
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << >>\n%%EOF\n"


def rule(key: str, amount: str, unit: str) -> Rule:
    return Rule.objects.create(
        key=key,
        value=f"{amount} {unit}",
        amount=Decimal(amount),
        unit=unit,
        effective_from=date(2020, 1, 1),
        source="测试规则",
        source_en="test",
        confidence="practice",
        text=key,
        text_en=key,
    )


def world() -> Cast:
    for key, (amount, unit) in RULES.items():
        rule(key, amount, unit)
    return people.cast()


def fund(it: Cast, year: int = 2026, allotted: int = STANDARD, now=NOON) -> Fund:
    """An open fund, filled by its payers in order up to `allotted` cents."""
    keeper = it.actor("subdistrict_officer")
    made = actions.open_fund(place_id=it.tree.community.pk, year=year, actor=keeper, now=now)
    left = allotted
    for share in made.shares.order_by("id"):
        if amount := min(left, share.owed):
            allot(it, share.pk, amount, now)
            left -= amount
    return Fund.objects.get(pk=made.pk)


def allot(it: Cast, share_id: int, amount: int, now=NOON) -> Fund:
    return actions.allot(
        share_id=share_id,
        amount=amount,
        day=DAY,
        reference="预拨",
        actor=it.actor("subdistrict_officer"),
        now=now,
    )


def line(
    it: Cast,
    of: Fund | None = None,
    planned: int = 10_000_000,
    name: str = "服务群众专项",
    kind: LineKind = LineKind.SERVICE,
) -> Line:
    return actions.plan(
        fund_id=(of or fund(it)).pk,
        kind=kind,
        name=name,
        planned=planned,
        actor=it.actor("community_secretary"),
        now=NOON,
    )


def spending(amount: int = 120_000, **fields: str) -> Spending:
    words = {"purpose": "活动室桌椅", "payee": "潍坊市奎文区某家具店", "note": "三家比价"}
    return Spending(amount=amount, **{**words, **fields})


def proposed(it: Cast, of: Line | None = None, amount: int = 120_000) -> Commitment:
    return actions.propose(
        line_id=(of or line(it)).pk,
        spending=spending(amount),
        actor=it.actor("community_worker"),
        now=NOON,
    )


def declared(it: Cast, made: Commitment, role: str = "community_secretary", conflicted=False):
    return actions.declare(
        commitment_id=made.pk, conflicted=conflicted, actor=it.actor(role), now=NOON
    )


def approved(it: Cast, of: Line | None = None, amount: int = 120_000) -> Commitment:
    made = proposed(it, of, amount)
    declared(it, made)
    return actions.approve(commitment_id=made.pk, actor=it.actor("community_secretary"), now=NOON)


def paid(it: Cast, made: Commitment | None = None, amount: int = 120_000, papers=()) -> Posting:
    return actions.pay(
        commitment_id=(made or approved(it)).pk,
        amount=amount,
        day=DAY,
        reference="转账",
        papers=tuple(papers),
        actor=it.actor("subdistrict_officer"),
        now=NOON,
    )


def ruling(approved: bool = True) -> Ruling:
    return Ruling(
        body="residents_committee",
        body_name="樱园社区居委会",
        text="同意购置。",
        approved=approved,
        decided_at=NOON,
        entitled=7,
        votes_for=6,
        votes_against=1,
    )


def picture(name: str = "receipt.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def pdf(content: bytes = PDF, name: str = "receipt.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def paper() -> papers.Paper:
    return papers.clean(pdf())
