"""Lists and talks as official documents. They are Chinese documents, whatever the reader reads."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation

from liandong.duties.lifecycle import ListKind
from liandong.duties.models import DutyList, FormalTalk
from liandong.duties.queries.tables import table_of
from liandong.duties.queries.talks import said
from liandong.kernel.dates import day_of
from liandong.kernel.export import OfficeTable
from liandong.kernel.official import Annex, Block, Document, Form, Heading, Table, Text

# Which columns of the office's table a page across has room for, each with its width in mm.
type Columns = dict[int, int]
ISSUED: dict[str, Columns] = {
    ListKind.RESPONSIBILITY: {0: 12, 1: 28, 2: 55, 3: 55, 4: 20, 5: 22, 6: 33},
    ListKind.RECTIFICATION: {0: 12, 1: 45, 2: 20, 4: 35, 5: 42, 6: 24, 9: 25, 11: 22},
}
LEDGER: dict[str, Columns] = {
    ListKind.RESPONSIBILITY: {0: 12, 1: 25, 2: 50, 3: 40, 5: 22, 7: 42, 8: 20, 9: 14},
    ListKind.RECTIFICATION: {0: 12, 1: 42, 4: 28, 6: 22, 9: 22, 11: 20, 12: 38, 14: 15, 15: 26},
}


def list_notice(listed: DutyList, now: datetime) -> Document:
    """The notice with which a list is issued; the list hangs on it as it is on that day."""
    table = _table(listed, now)
    issuer = listed.issuer or listed.post
    return Document(
        Form.DOCUMENT,
        f"关于印发《{table.title}》的通知",
        (
            Text(f"现将《{table.title}》印发给你们，共{len(table.rows)}项，请对照清单抓好落实。"),
            Heading("压实责任"),
            Text("牵头岗位对清单事项负总责，配合单位按职责协同推进，按期完成。"),
            Heading("如实记录"),
            Text("进展情况随工作记录，不另行报送台账、照片。"),
            Heading("核验销号"),
            Text("整改事项完成后申请销号，由清单印发单位核验并批准，牵头岗位不得自行销号。"),
        ),
        mark=f"{issuer.place.name}督办文件",
        to=listed.post.title,
        signed=issuer.title,
        annexes=(Annex(table.title, (_grid(table, ISSUED[listed.kind]),), across=True),),
    )


def list_ledger(listed: DutyList, number: str, now: datetime) -> Document:
    """The whole list with what was done so far, as an internal form across the page."""
    table = _table(listed, now)
    basis = f"印发文号：{number}" if number else "未编号"
    return Document(
        Form.INTERNAL,
        table.title,
        (Text(f"{table.lead}    {basis}"), _grid(table, LEDGER[listed.kind]), Text(table.foot)),
        signed=listed.post.title,
        across=True,
    )


def talk_record(talk: FormalTalk) -> Document:
    """The record of a talk, an internal form with lines for both to sign."""
    with translation.override(settings.LANGUAGE_CODE):
        grounds = "；".join(said(*ground) for ground in talk.grounds) or "无"
        kind = str(talk.get_kind_display())
    return Document(
        Form.INTERNAL,
        f"{kind}记录",
        tuple(_facts(talk, grounds)),
        signed=talk.by.title,
        day=day_of(talk.held_at) if talk.held_at else None,
    )


def _facts(talk: FormalTalk, grounds: str) -> list[Block]:
    facts = [("约谈人", talk.by.title), ("约谈对象", talk.post.title), ("提示依据", grounds)]
    facts.append(("事由", talk.reason))
    if talk.held_at:
        at = timezone.localtime(talk.held_at)
        met = "已落实" if talk.met else "未落实"
        facts += [
            ("时间地点", f"{at:%Y-%m-%d %H:%M}，{talk.venue}"),
            ("主要内容", talk.content),
            ("整改要求", talk.demands),
            ("期限", f"{talk.follow_up_on:%Y-%m-%d}" if talk.follow_up_on else ""),
            ("对象表态", talk.stance),
            ("记录人", talk.recorder),
            ("后续核查", f"{met}：{talk.findings}" if talk.findings else "待核查"),
        ]
    lines = Text("约谈人签字：　　　　　　　　约谈对象签字：")
    return [Table(("项目", "内容"), facts, (30, 126)), Text("本记录不是处分。"), lines]


def _table(listed: DutyList, now: datetime) -> OfficeTable:
    with translation.override(settings.LANGUAGE_CODE):
        return table_of(listed, now)


def _grid(table: OfficeTable, columns: Columns) -> Table:
    """Some columns of the office's table, under one row of heads."""
    heads = [head for group, several in table.heads for head in (several or [group])]
    return Table(
        [heads[number] for number in columns],
        [_cells(row, columns) for row in table.rows],
        list(columns.values()),
    )


def _cells(row: Sequence[object], columns: Columns) -> list[str]:
    return [str(row[number]) for number in columns]
