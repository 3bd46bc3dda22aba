"""A community spends its fund by vote: from a resident's proposal to work that is being done.

The days of notice, voting and posting were played by the demo through the same actions; here
everybody proposes, costs, votes, checks and counts again where the three votes stand.
"""

import re

from liandong.planning.tallying import pabulib
from liandong.planning.tallying.budget import equal_shares

DONE, RUNNING, BEGUN = (f"楼院小事票选（第{number}轮）" for number in "一二三")


def open_vote(person, title):
    person.go("/budgeting/")
    person.page.get_by_role("link", name=title).click()
    return person.page.url


def test_a_resident_proposes_and_the_community_costs_it(somebody):
    resident = somebody("phone", scripts=False)
    address = open_vote(resident, BEGUN)
    resident.page.get_by_role("link", name="提一个项目").click()
    resident.fill(idea="在南门装一盏太阳能灯，晚上看得清台阶。").press()
    assert "建议已收到" in resident.text
    assert "太阳能灯" not in resident.text

    desk = somebody("desk").be("zhang_min").go(f"{address}desk/").look("budget-file")
    row = desk.page.locator("main tr", has_text="太阳能灯")
    row.get_by_role("link", name="测算").click()
    desk.look().fill(
        standing="feasible",
        title="南门太阳能灯",
        text="南门台阶处装一盏太阳能灯。",
        cost="2,600",
        reason="按上年同款价格。",
    ).press()
    shown = somebody("phone").go(address).look("budget-list").text
    assert "南门太阳能灯" in shown
    assert "2,600.00" in shown


def test_a_code_votes_once_and_a_paper_is_entered_by_two(somebody):
    secretary = somebody("desk").be("zhang_min")
    address = open_vote(secretary, RUNNING)
    secretary.go(f"{address}desk/issue-codes/").look().fill(numbers="40").press()
    slip = secretary.page.locator(".receipt-number").inner_text()

    voter = somebody("phone").go("/budgeting/vote/").look("budget-code").fill(code=slip).press()
    assert "请分配5分" in voter.look("budget-booth").text
    voter.fill(p1="3", p2="2").press()
    with voter.page.expect_navigation():
        voter.page.locator("dialog .button-main").click()
    assert "投票完成" in voter.look().text
    assert re.fullmatch(r"[A-Z0-9]{10}", voter.page.locator(".receipt-number").inner_text())
    voter.go("/budgeting/vote/").fill(code=slip).press()
    assert "不得重复投票" in voter.text

    code = secretary.go(f"{address}papers/").page.locator(".slip b").first.inner_text()
    secretary.go(f"{address}desk/hand-out/").fill(no="41").press()
    assert "抽取一张选票" in secretary.text
    secretary.go(f"{address}desk/enter-paper/").look("budget-paper").fill(code=code, p3="5").press()
    grid = somebody("desk", scripts=False).be("li_jianguo")
    grid.go(f"{address}desk/enter-paper/").fill(code=code, p3="5").press()
    assert "已录入" in grid.text
    again = grid.go(f"{address}desk/enter-paper/").fill(code=code, p3="5").press()
    assert "该表决票已录入并核对一致" in again.text
    assert "投票仍在进行" in secretary.go(f"{address}desk/").text


def test_the_result_has_reasons_is_counted_again_and_is_carried_out(somebody, tmp_path):
    resident = somebody("phone")
    address = open_vote(resident, DONE)
    shown = resident.look("budget-result").text
    for word in ("名支持者支付", "还差", "须由业主大会决定", "逐元增加"):
        assert word in shown, word

    with resident.page.expect_download() as waiting:
        resident.page.get_by_role("link", name="全部选票").click()
    file = tmp_path / "votes.pb"
    waiting.value.save_as(file)
    read = pabulib.read(file.read_text("utf-8"))
    again = equal_shares(read.instance, "cost", "add1", step=read.scale)
    assert set(again.winners) == read.selected()
    code, marks = re.search(r"^(\w{10});([\d,]+)$", file.read_text(), re.MULTILINE).groups()
    resident.go(address).fill(tracking=code)
    resident.page.get_by_role("button", name="查找").click()
    assert f"所选项目： {marks.replace(',', ', ')}" in resident.text

    resident.go(address).page.get_by_role("link", name="执行情况").first.click()
    assert "居民票选选定" in resident.look("budget-matter").text

    desk = somebody("desk").be("zhang_min").go("/funds/")
    desk.page.get_by_role("link", name="樱园社区居民委员会").click()
    desk.page.get_by_role("link", name="查看账目").click()
    row = desk.look("fund-books").page.locator("main tr", has_text="3号楼单元门口坡道")
    assert "12,000.00" in row.inner_text()


def test_the_pages_speak_english_and_fit_a_phone(somebody):
    reader = somebody("phone", language="en")
    for title in (DONE, RUNNING, BEGUN):
        open_vote(reader, title)
        reader.look()
    reader.go("/funds/").look()
    reader.page.locator("main tbody a").first.click()
    reader.look("fund-statement")
