"""What everybody reads of councils, and what is printed: no name of a resident leaves the file."""

import pytest
from django.core.management import CommandError, call_command

from liandong.deliberation import actions
from liandong.deliberation.management.commands.import_procedures import PRESETS
from liandong.deliberation.models import Procedure
from liandong.deliberation.tests.factories import AFTER, LATER, RESIDENT_NAME, STARTS
from liandong.deliberation.tests.pages import ENGLISH, HTMX, desk, text_of

FOUR = (PRESETS / "four_deliberations" / "national.toml").read_text(encoding="utf-8")
pytestmark = pytest.mark.django_db


def public(council, page=""):
    return f"/deliberation/{council.number}/{page}"


def test_only_what_is_announced_is_public(client, it):
    planned, noticed = it.planned(), it.noticed()
    assert client.get(public(planned)).status_code == 404
    assert client.get(public(planned, "notice/")).status_code == 404
    assert client.get(public(noticed, "result/")).status_code == 404
    shown = text_of(client.get("/deliberation/"))
    assert noticed.number in shown
    assert planned.number not in shown


def test_the_topic_says_when_where_who_is_heard_and_why(client, it):
    text = text_of(client.get(public(it.noticed())))
    for words in ("院内单向通行", "社区议事厅", "樱园小区", "居民委员会组织居民自治", "提前三日"):
        assert words in text
    for name in (RESIDENT_NAME, "宋律师"):
        assert name not in text
    english = text_of(client.get(public(it.noticed()), headers=ENGLISH))
    assert "Who is heard, and why" in english


def test_the_result_is_public_as_it_was_masked_and_has_a_proof(client, it):
    council = it.posted()
    it.now = AFTER
    text = text_of(client.get(public(council)))
    assert "先试行单向通行。" in text
    assert "一位居民不同意。" in text
    assert 'class="proof"' in text
    for hidden in (RESIDENT_NAME, "怕影响停车", "先试行单向通行一个月"):
        assert hidden not in text


def test_a_concluded_council_says_until_when_it_is_posted(client, it):
    council = it.concluded()
    text = text_of(client.get(public(council)))
    assert council.promise.due_at.strftime("%Y-%m-%d") in text
    assert "先试行" not in text


def test_adjourned_and_called_off_say_why(client, it):
    council = it.sitting()
    it._do(actions.adjourn, council, resumes_at=LATER, reason="待测量", now=AFTER)
    assert "待测量" in text_of(client.get(public(council)))
    it._do(actions.call_off, council, reason="改由街道召集", now=LATER)
    assert "改由街道召集" in text_of(client.get(public(council)))
    assert "改由街道召集" in text_of(client.get(public(council, "notice/")))


def test_the_public_list_is_filtered_by_place_and_phase(client, it):
    council = it.noticed()
    assert council.number in text_of(client.get(f"/deliberation/?place={it.place.pk}"))
    elsewhere = it.cast.tree.elsewhere
    away = text_of(client.get(f"/deliberation/?place={elsewhere.pk}"))
    assert council.number not in away
    assert "这里还没有议事会" in away
    results = client.get("/deliberation/?phase=results", headers=HTMX)
    assert council.number not in text_of(results)
    assert "<html" not in text_of(results)
    assert client.get("/deliberation/?place=x&phase=y").status_code == 200


def test_staff_find_the_way_to_their_desk(it, signed):
    council = it.noticed()
    assert desk(council) in text_of(signed().get(public(council)))
    assert desk(council) not in text_of(signed("grid_worker").get(public(council)))


def test_the_rules_say_who_convenes_with_their_source(client, it):
    text = text_of(client.get("/deliberation/rules/"))
    assert "涉及两个以上社区的议题由街道召集。" in text
    assert "关于加强城乡社区协商的意见" in text
    Procedure.objects.update(confidence="needs_local_confirmation", effective_until="2027-01-01")
    assert "尚未核实" in text_of(client.get("/deliberation/rules/"))
    Procedure.objects.all().delete()
    assert "尚未载入议事规则" in text_of(client.get("/deliberation/rules/"))


def test_paper_is_chinese_and_complete(it, signed):
    council = it.posted()
    it.now = AFTER
    client = signed()
    minutes = text_of(client.get(desk(council, "print/minutes/"), headers=ENGLISH))
    for words in ("议事会会议纪要", RESIDENT_NAME, "怕影响停车", "应到5方，实到5方", 'class="qr"'):
        assert words in minutes
    assert "公章" not in minutes
    invitations = text_of(client.get(desk(council, "print/invitations/")))
    assert "诚邀您参加关于“院内单向通行”的议事会" in invitations
    assert RESIDENT_NAME in invitations
    attendance = text_of(client.get(desk(council, "print/attendance/")))
    assert "签到表" in attendance
    assert "樱园物业" in attendance
    for page in ("notice/", "result/"):
        text = text_of(client.get(public(council, page), headers=ENGLISH))
        assert RESIDENT_NAME not in text
        assert "议事会" in text


def test_minutes_exist_once_it_has_sat_and_say_when_they_are_a_draft(it, signed):
    client = signed()
    assert client.get(desk(it.noticed(), "print/minutes/")).status_code == 404
    council = it.sitting()
    it.now = STARTS
    signed()
    assert "草稿" in text_of(client.get(desk(council, "print/minutes/")))


def test_an_empty_list_of_invitations_says_so(it, signed):
    council = it.planned(compound="樱园小区")
    council.consultation.voices.all().delete()
    assert "还没有邀请任何人" in text_of(signed().get(desk(council, "print/invitations/")))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("family = 1", "no family of rules"),
        ("nonsense", "bad.toml"),
        ('family = "council"', "bad.toml"),
        (FOUR.replace('participation = "> 1/2"', 'participation = "half"'), "no threshold"),
        (FOUR.replace('phase = "consult"', 'phase = "review"'), "the six"),
        (FOUR.replace('body = "社区党组织"', ""), "lacks body"),
    ],
)
def test_a_bad_file_of_rules_is_named(db, tmp_path, text, wrong):
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=wrong):
        call_command("import_procedures", file)
    assert not Procedure.objects.exists()


def test_rules_are_loaded_once_and_wait_for_their_place(it, tmp_path, capsys):
    call_command("import_procedures")
    assert "写入0套" in capsys.readouterr().out
    whole = (PRESETS / "council" / "national.toml").read_text(encoding="utf-8")
    whole = whole.replace("council/national", "council/nowhere")
    file = tmp_path / "nowhere.toml"
    file.write_text(f'place = "乌有市"\n{whole}', encoding="utf-8")
    call_command("import_procedures", file)
    assert "暂缓" in capsys.readouterr().out
    assert not Procedure.objects.filter(code="council/nowhere").exists()
