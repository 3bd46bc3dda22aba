"""Councils on the desk: from the plan to the posting, refusals, what was typed kept."""

from datetime import timedelta

import pytest

from liandong.deliberation import queries
from liandong.deliberation.lifecycle import MOVES, State
from liandong.deliberation.models import Council, Speech, Voice
from liandong.deliberation.tests.factories import (
    AFTER,
    DAY,
    LATER,
    NOON,
    RESIDENT_NAME,
    STARTS,
    fresh,
)
from liandong.deliberation.tests.pages import ENGLISH, HTMX, desk, do, text_of
from liandong.deliberation.views.deeds import DEEDS

pytestmark = pytest.mark.django_db
NEW = "/deliberation/desk/new/"


def typed(it, **changes):
    return {
        "place": it.place.pk,
        "scope": "compound",
        "compound": "樱园小区",
        "topic": "院内单向通行",
        "explanation": "早晚高峰会车困难。",
        "venue": "社区议事厅",
        "starts_at": "2026-12-02T09:00",
        "key": "plan",
        **changes,
    }


def test_a_secretary_plans_once_and_lands_on_the_file(it, signed):
    client = signed()
    assert "一个小区" in text_of(client.get(NEW))
    landed = client.post(NEW, typed(it), follow=True)
    council = Council.objects.get()
    assert landed.redirect_chain == [(desk(council), 302)]
    assert "筹备中" in text_of(landed)
    assert "樱园物业" in text_of(landed)
    assert client.post(NEW, typed(it)).url == "/deliberation/desk/"
    assert Council.objects.count() == 1
    assert "One housing compound" in text_of(client.get(NEW, headers=ENGLISH))


def test_the_wrong_convener_is_403_with_the_rule_and_what_was_typed(it, signed):
    client = signed("subdistrict_officer")
    response = client.post(NEW, typed(it, scope="community", compound=""), headers=HTMX)
    assert response.status_code == 403
    text = text_of(response)
    assert "由社区党组织召集" in text
    assert "院内单向通行" in text
    assert "<html" not in text
    assert not Council.objects.exists()


def test_what_is_missing_is_422(it, signed):
    response = signed().post(NEW, typed(it, topic=""))
    assert response.status_code == 422
    assert "社区议事厅" in text_of(response)


@pytest.mark.parametrize(
    ("role", "status"),
    [("grid_head", 200), ("community_worker", 200), ("department_officer", 403)],
)
def test_who_may_plan(it, signed, role, status):
    assert signed(role).get(NEW).status_code == status


def test_a_post_without_a_place_plans_nothing(it, signed, monkeypatch):
    client = signed()
    monkeypatch.setattr("liandong.places.queries.find", lambda _number: None)
    assert client.get(NEW).status_code == 404


def test_the_whole_way_without_javascript(it, signed):
    client = signed()
    client.post(NEW, typed(it))
    council = Council.objects.get()
    landed = do(
        client,
        council,
        "invite",
        capacity="resident",
        names="王大爷\n 李阿姨 \n王大爷",
        way="visit",
    )
    assert "李阿姨" in text_of(landed)
    assert "早可于2026-11-2" in text_of(client.get(desk(council, "give-notice/")))
    assert "议题已通报" in text_of(do(client, council, "give_notice"))
    it.now = STARTS + 4 * DAY
    signed()
    do(client, council, "open")
    everybody = [voice.pk for voice in queries.voices(council)]
    do(client, council, "attend", voice_ids=everybody)
    guest = it.voice(council, "王大爷").pk
    spoken = do(client, council, "speak", voice_id=guest, text="先量一量路宽。")
    assert spoken.redirect_chain == [(desk(council, "speak/"), 302)]
    assert "先量一量路宽。" in text_of(spoken)
    do(client, council, "take_position", voice_id=guest, stance="dissents", opinion="怕影响停车")
    do(client, council, "keep_draft", consensus="先试行一个月。")
    ask = text_of(client.get(desk(council, "conclude/")))
    assert "先试行一个月。" in ask
    do(client, council, "conclude", consensus="先试行一个月。", next="carry_out")
    offered = text_of(client.get(desk(council, "post/")))
    assert "利害关系居民：怕影响停车" in offered
    assert 'name="dissent"' in offered
    landed = do(
        client, council, "post", consensus="先试行一个月。", dissent="利害关系居民：怕影响停车"
    )
    assert fresh(council).state == State.POSTED
    assert "此环节没有可办理的事" in text_of(landed)


def test_a_refused_deed_is_403_with_the_sentence_and_changes_nothing(it, signed):
    council = it.noticed()
    client = signed()
    early = client.get(desk(council, "open/"))
    assert early.status_code == 403
    assert "不得提前" in text_of(early)
    assert client.post(desk(council, "open/"), {"key": "a"}).status_code == 403
    assert fresh(council).state == State.NOTICED
    shown = text_of(client.get(desk(council)))
    assert 'aria-describedby="why-open"' in shown


def test_a_vote_is_refused_and_the_words_are_kept(it, signed):
    council = it.sitting()
    it.now = AFTER
    response = signed().post(
        desk(council, "conclude/"),
        {"key": "a", "consensus": "12票赞成，通过。", "next": "carry_out", "decides": ""},
    )
    assert response.status_code == 403
    text = text_of(response)
    assert "协商不是表决" in text
    assert "12票赞成，通过。" in text


def test_422_keeps_what_was_typed(it, signed):
    council = it.invited()
    client = signed()
    long = client.post(
        desk(council, "invite/"),
        {"key": "a", "capacity": "resident", "names": "长" * 81, "way": "visit"},
    )
    assert long.status_code == 422
    assert "名称过长" in text_of(long)
    response = client.post(desk(council, "call-off/"), {"key": "b", "reason": ""})
    assert response.status_code == 422


def test_nobody_there_nothing_is_written_down(it, signed):
    council = it.sitting()
    it.now = STARTS
    client = signed()
    do(client, council, "attend")
    response = client.get(desk(council, "speak/"))
    assert response.status_code == 403
    assert "请先记录谁到会" in text_of(response)
    assert not Speech.objects.exists()


def test_one_press_is_one_speech(it, signed):
    council = it.sitting()
    it.now = STARTS
    words = {"key": "same", "voice_id": it.voice(council, RESIDENT_NAME).pk, "text": "同意。"}
    for _press in range(2):
        assert signed().post(desk(council, "speak/"), words).status_code == 302
    assert Speech.objects.count() == 1


def test_an_invitation_is_taken_back_and_a_plan_changed(it, signed):
    council = it.invited()
    client = signed()
    do(client, council, "strike", voice_id=it.voice(council, "宋律师").pk)
    assert not Voice.objects.filter(name="宋律师").exists()
    shown = text_of(client.get(desk(council, "change/")))
    assert "早晚高峰会车困难。" in shown
    moment = (NOON + 5 * DAY).strftime("%Y-%m-%dT%H:%M")
    do(client, council, "change", topic="新议题", venue="议事亭", starts_at=moment)
    assert "议事亭" in text_of(client.get(desk(council)))


def test_adjourned_and_called_off(it, signed):
    council = it.sitting()
    it.now = AFTER
    client = signed()
    later = LATER.strftime("%Y-%m-%dT%H:%M")
    do(client, council, "adjourn", resumes_at=later, reason="待测量路宽")
    assert "待测量路宽" in text_of(client.get(desk(council)))
    do(client, council, "call_off", reason="改由街道召集")
    assert "改由街道召集" in text_of(client.get(desk(council)))


def test_names_and_words_are_for_those_who_handle_it(it, signed):
    council = it.concluded()
    it.now = AFTER
    assert RESIDENT_NAME in text_of(signed().get(desk(council)))
    assert RESIDENT_NAME in text_of(signed("subdistrict_officer").get(desk(council)))
    worker = signed("grid_worker")
    shown = worker.get(desk(council))
    assert shown.status_code == 200
    for name in (RESIDENT_NAME, "怕影响停车"):
        assert name not in text_of(shown)
    doing = worker.get(desk(council, "post/"))
    assert doing.status_code == 403
    assert RESIDENT_NAME not in text_of(doing)
    for sheet in ("invitations", "attendance", "minutes"):
        assert worker.get(desk(council, f"print/{sheet}/")).status_code == 403


def test_the_list_filters_pages_and_is_empty(it, signed):
    client = signed()
    assert "这里还没有议事会" in text_of(client.get("/deliberation/desk/"))
    first, second = it.planned(), it.noticed()
    it._do(actions_of("call_off"), second, reason="停电")
    everything = text_of(client.get("/deliberation/desk/"))
    assert first.number in everything
    assert second.number in everything
    off = text_of(client.get("/deliberation/desk/?phase=called_off", headers=HTMX))
    assert second.number in off
    assert first.number not in off
    assert "Being prepared" in text_of(client.get("/deliberation/desk/", headers=ENGLISH))


def actions_of(verb):
    return DEEDS[verb].action


def test_councils_elsewhere_and_unknown_ones_are_404(it, signed):
    council = it.noticed()
    assert signed("system_admin").get(desk(council)).status_code == 404
    assert signed().get("/deliberation/desk/26112400000000/").status_code == 404


def test_the_desk_is_closed_to_everybody_else(client, it):
    council = it.noticed()
    for page in ("", "speak/", "print/minutes/"):
        assert client.get(desk(council, page)).status_code == 302


def test_the_file_asks_the_database_a_fixed_number_of_times(
    it, signed, django_assert_max_num_queries
):
    council = it.sitting()
    it.now = STARTS
    client = signed()
    for number in range(12):
        do(client, council, "invite", capacity="resident", names=f"居民{number}", way="phone")
    everybody = [voice.pk for voice in queries.voices(council)]
    do(client, council, "attend", voice_ids=everybody)
    for pk in everybody:
        do(client, council, "speak", voice_id=pk, text="同意。")
    with django_assert_max_num_queries(24):
        assert client.get(desk(council)).status_code == 200
    with django_assert_max_num_queries(20):
        client.get("/deliberation/desk/")


def test_every_deed_has_a_page_in_both_languages(it, signed):
    client = signed()
    stages = [it.planned, it.noticed, it.sitting, it.concluded]
    seen = set()
    for stage in stages:
        council = stage()
        it.now = STARTS + timedelta(hours=1)
        signed()
        for deed in DEEDS.values():
            if council.state in MOVES[deed.verb][0]:
                response = client.get(desk(council, f"{deed.slug}/"), headers=ENGLISH)
                assert response.status_code in {200, 403}
                seen.add(deed.verb)
        it.now = NOON
    assert seen == set(DEEDS)
