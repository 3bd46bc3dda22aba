"""Powers of the cast's district bureau and subdistrict, brought to a state by the actions."""

from typing import Any

from liandong.mandates import actions
from liandong.mandates.actions import NewPower
from liandong.mandates.lifecycle import PowerKind
from liandong.mandates.models import DelegatedPower
from liandong.people.tests.factories import NOON, Cast

GIVER, RECEIVER = "department_officer", "subdistrict_officer"
HEADS = "事项编号,事项名称,权限类别,法律依据,下放部门,承接街道,下放日期,承接人数,已培训人数"
ROW = "Q-001,户外广告设置审批,审批,《广告法》,奎文区城市管理局,广文街道,2022.3.5,3,2"


def table(*rows: str, heads: str = HEADS) -> bytes:
    return "\n".join((heads, *rows)).encode()


def new(**words: Any) -> NewPower:
    made = {
        "code": "Q-001",
        "name": "户外广告设置审批",
        "kind": PowerKind.APPROVAL.value,
        "basis": "《山东省户外广告管理办法》",
    }
    return NewPower(**{**made, **words})


def proposed(cast: Cast, who: str = GIVER, **words: Any) -> DelegatedPower:
    return actions.propose_power(
        giver_id=cast.bureau.pk,
        receiver_id=cast.tree.subdistrict.pk,
        power=new(**words),
        actor=cast.actor(who),
        now=NOON,
    )


def do(cast: Cast, verb: str, power: DelegatedPower, who: str, **words: Any) -> Any:
    deed = getattr(actions, verb)
    return deed(power_id=power.pk, actor=cast.actor(who), now=words.pop("now", NOON), **words)


def checked(cast: Cast, power: DelegatedPower, **words: Any) -> DelegatedPower:
    said = {"staff": 3, "trained": 2, "able": True, "findings": "三人，两人持证。"}
    return do(cast, "check_capacity", power, RECEIVER, **{**said, **words})


def able(cast: Cast, **words: Any) -> DelegatedPower:
    return checked(cast, proposed(cast, **words))


def in_force(cast: Cast, **words: Any) -> DelegatedPower:
    return do(cast, "hand_over", able(cast, **words), GIVER)


def withdrawn(cast: Cast, **words: Any) -> DelegatedPower:
    power = in_force(cast, **words)
    return do(cast, "withdraw", power, GIVER, reason="承接街道执法人员不足。")


STATES = {
    "proposed": proposed,
    "able": able,
    "in_force": in_force,
    "withdrawn": withdrawn,
    "dropped": lambda cast: do(cast, "drop", proposed(cast), GIVER, reason="不宜下放。"),
}
