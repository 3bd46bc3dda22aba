"""A problem climbs to the city's joint meeting, is decided there, and comes back down."""

from datetime import timedelta

from django.utils import timezone

from tests.journeys.test_matters import settled

RUNGS = ("li_jianguo", "zhang_min", "chen_jing", "huang_li")
ANSWER = "市级专项资金改造供电线路，月底前完工。"


def climbed(somebody):
    """A lamp that no level below the city could repair."""
    _resident, number, own = settled(somebody)
    desk = somebody("desk")
    for username in RUNGS:
        desk.be(username)
        desk.do(number, "visit", findings="到现场看过，线路由市级管养。")
        desk.do(number, "escalate", obstacle="money", tried="查看现场，本级没有这笔经费。")
    return desk, number, own


def called(desk, number, day):
    """The city's desk draws the agenda from what climbed and gives notice; the file's address."""
    desk.be("wu_qian").go("/meetings/plan/")
    desk.fill(on=day.isoformat(), at="09:00", venue="市委会议室").press()
    meeting = desk.page.url
    desk.look()
    desk.go(f"{meeting}agenda/").look()
    file = desk.page.locator(f'main a[href="/matters/{number}/"]')
    file.locator("xpath=ancestor::li").locator('input[name="keys"]').check()
    desk.press()
    desk.page.locator('main a[href$="/word/"]').first.click()
    desk.fill(question="老旧线路由谁改造？", proposal="列入市级专项。").press()
    desk.go(f"{meeting}give-notice/").press()
    assert "通知已发出" in desk.text
    desk.go(f"{meeting}pack/")
    assert "签到表" in desk.text
    return meeting


def decided(desk, meeting, until):
    """Everybody is there, earlier decisions are checked, the answer goes down to the community."""
    desk.go(f"{meeting}attendance/").look().press()
    desk.go(f"{meeting}open/").press()
    while (check := desk.page.locator('main a[href*="/check/"]')).count():
        check.first.click()
        desk.fill(done="yes").press()
    desk.page.get_by_role("link", name="老旧线路由谁改造？").first.click()
    item = desk.page.url
    desk.look().go(f"{item}decide-answer/").look()
    lead = desk.page.locator('main [name="lead_id"] option').first.get_attribute("value")
    place = desk.page.locator('main [name="down_to"] option', has_text="樱园社区居民委员会")
    down_to = place.first.get_attribute("value")
    desk.fill(text=ANSWER, lead_id=lead, due_on=until.isoformat(), down_to=down_to).press()
    desk.go(f"{meeting}close/").press()


def test_a_problem_climbs_to_the_citys_meeting_and_comes_back_down(somebody):
    desk, number, own = climbed(somebody)
    day = timezone.localdate() + timedelta(days=12)
    meeting = called(desk, number, day)
    decided(desk, meeting, day + timedelta(days=20))
    desk.go(f"{meeting}write-minutes/")
    assert ANSWER in desk.page.locator("main textarea").input_value()
    desk.press()
    desk.be("xu_jun").go(f"{meeting}sign/").press()
    assert "纪要已签发" in desk.text
    desk.go("/meetings/counts/").look()

    community = somebody("desk").be("zhang_min")
    assert number.replace(" ", "") in community.page.content()
    community.go(f"/matters/{number}/")
    assert ANSWER in community.text
    assert ANSWER in somebody("phone").go(own).text


def test_an_attendant_reads_the_minutes_in_english_on_a_phone(somebody):
    secretary = somebody("phone", language="en")
    secretary.go("/demo/")
    secretary.page.locator('form[action$="/sign-in/tang_wei/"] button').click()
    secretary.go("/meetings/").look()
    secretary.go("/meetings/calendar/").look()
