"""A compound is asked what it thinks: from the first answer to what comes of it.

The demo played both conversations through the same actions: one is answered, with three true
groups; the other has a few answers and two statements that wait.
"""

import re

from django.core.management import call_command

DONE, BEGUN = "电动自行车在小区里怎么停、怎么充？", "小广场晚上怎么才安静？"


def open_page(person, question):
    person.go("/opinions/")
    person.page.get_by_role("link", name=question).click()
    return person.page.url


def test_a_resident_answers_says_more_and_the_community_looks_at_it(somebody):
    resident = somebody("phone")
    address = open_page(resident, BEGUN)
    resident.look("opinions-begun").page.get_by_role("button", name="参与", exact=True).click()
    resident.look("opinions-one")
    for number in range(8):
        word = ("同意", "不同意", "略过，或说不准")[number % 3]
        resident.page.get_by_role("button", name=word, exact=True).click()
    assert "全部完成，谢谢" in resident.look().text
    own = resident.page.url
    resident.page.get_by_role("link", name="还有没说到的").click()
    resident.fill(text="打13812345678找我").press()
    assert "请勿写电话号码" in resident.text
    resident.fill(text="音响应当朝向马路！！").press()
    assert "待审核" in resident.look("opinions-answers").text
    assert "朝向马路" not in resident.go(address).text

    desk = somebody("desk").be("zhang_min").go(f"{address}desk/").look("opinions-file")
    row = desk.page.locator("main tr", has_text="朝向马路")
    row.get_by_role("link", name="审核").click()
    desk.look("opinions-look").fill(text="音响应当朝向马路")
    desk.page.get_by_role("button", name="公布", exact=True).click()
    assert "已登记" in desk.text

    assert "公布为：" in resident.go(f"{own}answers/").text
    resident.go(own)
    assert "音响应当朝向马路" in resident.text


def test_a_questionnaire_is_printed_and_entered_once(somebody):
    worker = somebody("desk").be("zhang_min")
    address = open_page(worker, BEGUN)
    worker.go(f"{address}desk/issue-codes/").look().fill(many="1").press()
    code = worker.page.locator("section b").inner_text()
    assert re.fullmatch(r"([A-Z0-9]{4} ?){3}", code)
    for says in ("已录入", "不得重复计入"):
        worker.go(f"{address}desk/enter-paper/").look("opinions-paper")
        worker.fill(code=code, s1="1", s2="-1").press()
        assert says in worker.text


def test_the_map_is_read_and_drawn_again_by_a_stranger(somebody, tmp_path, capsys):
    reader = somebody("phone")
    address = open_page(reader, DONE)
    shown = reader.look("opinions-done").text
    for word in ("采纳情况", "看法相近的人", "共识", "分歧", "议事会正在筹备", "侮辱或威胁他人"):
        assert word in shown, word
    files = []
    for name in ("全部表态", "全部观点（CSV）"):
        with reader.page.expect_download() as waiting:
            reader.page.get_by_role("link", name=name).click()
        files.append(tmp_path / waiting.value.suggested_filename)
        waiting.value.save_as(files[-1])
    votes, statements = map(str, files)
    call_command("plan", "opinions", votes, "--statements", statements, "--language", "zh-hans")
    said = capsys.readouterr().out
    sizes = re.findall(r"^[A-E] · (\d+) 人$", said, re.MULTILINE)
    assert len(sizes) == 3
    for letter, size in zip("甲乙丙", sizes, strict=True):
        assert re.search(rf"{letter} \S+ · {size}人", shown), letter
    assert reader.go(f"{address}result/").page.locator("figure svg text").all_inner_texts() != []


def test_the_pages_speak_english_and_fit_a_phone(somebody):
    reader = somebody("phone", language="en")
    for question in (DONE, BEGUN):
        open_page(reader, question)
        reader.look()
    desk = somebody("desk", language="en").be("zhang_min")
    desk.go("/opinions/desk/").look("opinions-desk")
    desk.go("/opinions/open/").look("opinions-open")
