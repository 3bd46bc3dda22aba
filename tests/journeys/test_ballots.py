"""A compound decides to use its maintenance fund (it passes), then to raise it (area alone fails).

The days of notice and voting were played by the demo through the same actions; here everybody
reads, checks, counts again and goes on where it stands.
"""

import re

USE, RAISE, PILES = (
    "使用维修资金更换3号楼电梯",
    "续筹住宅专项维修资金",
    "利用小区西侧空地设置充电车位",
)


def test_once_passing_and_once_failing_by_area_alone(somebody, tmp_path):
    owner = somebody("phone").go("/ballots/").look("ballots")
    owner.page.get_by_role("link", name=USE).click()
    assert "各项要求均已达到" in owner.look("ballot-passed").text
    assert "未达到" not in owner.text

    owner.go("/ballots/").page.get_by_role("link", name=RAISE).click()
    assert owner.look("ballot-failed").text.count("未达到。") == 1
    failed = owner.page.locator("main li", has_text="未达到。").inner_text()
    assert "按面积" in failed
    assert "同意" in failed

    with owner.page.expect_download() as waiting:
        owner.page.get_by_role("link", name="下载全部表决票").click()
    file = tmp_path / "votes.csv"
    waiting.value.save_as(file)
    code = re.search(r"^(\w{10}),against,", file.read_text("utf-8"), re.MULTILINE)
    owner.fill(tracking=code[1])
    owner.page.get_by_role("button", name="查找").click()
    assert "此票已计入：反对" in owner.text

    owner.go("/ballots/recount/").page.set_input_files('main [name="file"]', file)
    owner.press()
    again = owner.page.locator("main li", has_text="未达到。").inner_text()
    assert again == failed
    assert "未通过" in owner.look().text


def open_ballot(person):
    person.go("/ballots/desk/")
    row = person.page.locator("main tr", has_text=PILES)
    row.locator("a").first.click()
    return person.page.url


def test_two_people_enter_a_paper_apart_and_a_third_settles_it(somebody):
    secretary = somebody("desk").be("zhang_min")
    file = open_ballot(secretary)
    secretary.look("ballot-file")
    secretary.go(f"{file}enter-paper/").look("ballot-paper").fill(code="30", choice="for").press()
    assert "已录入" in secretary.text
    secretary.fill(code="30", choice="against").press()
    assert "须由另一人独立录入" in secretary.text

    grid = somebody("desk", scripts=False).be("li_jianguo")
    grid.go(f"{file}enter-paper/").fill(code="30", choice="against").press()
    assert "两次录入不一致" in secretary.go(file).text
    desk = somebody("desk").be("chen_jing")
    desk.go(f"{file}enter-paper/").fill(code="30", choice="for").press()
    assert "两次录入不一致" not in secretary.go(file).text
    assert "表决于公告所定时间结束" in secretary.text


def test_the_wrong_body_is_refused_with_the_article(somebody):
    secretary = somebody("desk").be("zhang_min").go("/ballots/desk/new/").look("ballot-draft")
    subject = secretary.page.locator('main [name="subject"] option', has_text="使用建筑物")
    secretary.fill(
        subject=subject.get_attribute("value"),
        body="residents_assembly",
        base="adults",
        title="动用维修资金",
        question="是否同意？",
        opens_at="2027-01-20T09:00",
        closes_at="2027-01-27T18:00",
    ).press()
    secretary.page.get_by_text("第二百七十八条第一款第（五）项").wait_for()
    secretary.fill(body="owners_assembly", base="owners").press()
    secretary.page.wait_for_url(re.compile(r"/ballots/desk/\d{14}/$"))
    assert "准备中" in secretary.look().text
