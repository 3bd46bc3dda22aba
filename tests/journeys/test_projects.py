"""A secretary's project and an arena: read by everybody, amended in public, rated on a phone.

The weeks of work were played by the demo through the same actions; here people go on from there.
"""

import re

ARENA = "第一期“书记项目”擂台赛"
PROJECT = "老旧小区自治组织全覆盖"


def the_file(person):
    person.go("/projects/desk/")
    person.page.locator("#rows").get_by_role("link", name=PROJECT).click()
    return person


def test_a_secretary_reaches_a_milestone_late_and_everybody_sees_by_how_much(somebody):
    secretary = the_file(somebody("desk").be("tang_wei")).look("project-file")
    secretary.page.get_by_role("link", name="节点完成").click()
    secretary.look().fill(proof="11个筹备组名单已公布。").press()
    assert "已记录" in secretary.text
    secretary.page.get_by_role("link", name="调整：目标").click()
    secretary.fill(target="14", by="2027-01-31", reason="一个小区列入征收。").press()
    assert "基准" in secretary.look().text

    resident = somebody("phone", scripts=False).go("/projects/")
    resident.page.get_by_role("link", name=PROJECT).click()
    assert re.search(r"滞后\d+个工作日", resident.text)
    assert "一个小区列入征收。" in resident.text
    english = somebody("phone", language="en").go(resident.page.url).look("project")
    assert "working days late" in english.text


def prepared(desk):
    """An arena opened, filled, drawn, and being rated; its file and a ticket of each class."""
    desk.go("/projects/arenas/open/").look()
    desk.fill(title="第二期擂台赛", on="2026-12-20", ties="public_first").press()
    file = desk.page.url
    for _entrant in range(2):
        desk.go(f"{file}add-entrant/").look()
        desk.page.locator('select[name="project"]').select_option(index=0)
        desk.fill(group="城区组").press()
    desk.go(f"{file}fix/").press()
    desk.go(f"{file}draw/").fill(word="风筝").press()
    assert "sha256sum" in desk.look("arena-file").text
    tickets = []
    for turn in range(5):
        desk.go(f"{file}issue-tickets/")
        desk.page.locator('select[name="voters"]').select_option(index=turn)
        desk.fill(many="3").press()
        tickets.append(desk.page.locator(".receipt-number").first.inner_text())
    desk.go(f"{file}open-rating/").press()
    return file, tickets


def test_an_arena_is_drawn_rated_counted_and_followed_up(somebody):
    desk = somebody("desk").be("huang_li")
    file, tickets = prepared(desk)
    for code in tickets:
        voter = somebody("phone").go("/projects/arenas/rate/").look("rating-code")
        voter.fill(code=code).press()
        voter.look("rating-booth").fill(e1="good", e2="poor")
        voter.press()
        with voter.page.expect_navigation():
            voter.page.locator("dialog .button-main").click()
        assert "评价已提交" in voter.look().text

    desk.go(f"{file}count/").press()
    assert "按规则有1个项目" in desk.look().text
    desk.go(f"{file}explain/").fill(explanation="两个项目都在推进。").press()
    address = file.removesuffix("file/")
    everybody = somebody("desk", language="en").go(address).look("arena")
    assert "Every step of the arithmetic" in everybody.text

    secretary = somebody("desk").be("zhou_tao").go(file).look()
    secretary.page.get_by_role("link", name="决定后续处理").first.click()
    secretary.fill(follow_up="none", reason="进度正常。").press()
    assert "已决定" in secretary.text


def test_the_played_arena_can_be_counted_again(somebody):
    reader = somebody("phone").go("/projects/arenas/")
    reader.page.get_by_role("link", name=ARENA).click()
    reader.look("arena-result")
    assert "其中无效1张" in reader.text
    sheet = somebody("desk").go(f"{reader.page.url}sheet/")
    assert "成绩单" in sheet.page.locator("body").inner_text()
