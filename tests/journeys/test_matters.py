"""A matter's ways through the house, walked by those who walk them."""

PLACE = "樱园社区第一网格"
LAMP = "楼下路灯不亮，晚上黑得看不清台阶，请来修一下。"


def settled(somebody, **device):
    resident = somebody("phone", **device)
    number, own = resident.raise_matter(LAMP, PLACE)
    return resident, number, own


def test_a_lamp_that_the_grid_settles_in_a_day(somebody):
    resident, number, own = settled(somebody)
    resident.look("receipt")
    resident.go(own).look("own-matter")

    grid = somebody("desk").be("li_jianguo")
    assert number in grid.text
    grid.look("inbox")
    grid.go(f"/matters/{number}/").look("matter")
    grid.do(number, "settle", category="public_lighting", answer="灯泡已换，今晚会亮。")
    community = somebody("desk").be("zhang_min")
    community.do(number, "verify", passed="yes", findings="晚上去看过，亮了。")

    resident.go(own)
    assert "灯泡已换，今晚会亮。" in resident.text
    resident.go(f"{own}evaluate/").look("evaluate")
    resident.fill(solved="solved", satisfaction="satisfied").press()
    assert "已办结" in resident.go(own).text


def test_a_matter_climbs_to_the_city_and_comes_back(somebody):
    _resident, number, own = settled(somebody)
    desk = somebody("desk")
    rungs = ("li_jianguo", "zhang_min", "chen_jing", "huang_li")
    for username in rungs:
        desk.be(username)
        desk.do(number, "visit", findings="到现场看过，线路由市级管养。")
        desk.do(number, "escalate", obstacle="money", tried="查看现场，本级没有这笔经费。")
    desk.be("wu_qian")
    desk.do(number, "hand-back", answer="市里安排专项资金。", means="专项经费两万元，月底到账。")
    desk.look("ladder")

    assert "专项经费两万元" in desk.text
    seen = somebody("phone").go(own)
    for answer in ("市里安排专项资金。", "专项经费两万元"):
        assert answer in seen.text
    assert desk.be("huang_li").go(f"/matters/{number}/").text.count("奎文区")


def test_a_return_and_a_refusal_say_why(somebody):
    _resident, number, _own = settled(somebody)
    grid = somebody("desk").be("li_jianguo")
    grid.go(f"/matters/{number}/dispatch/").fill(category="public_lighting")
    more = grid.page.locator('main button[name="more"]')
    if more.count():
        more.first.click()
    row = grid.page.locator("main tr", has_text="奎文区城市管理").first
    row.locator('input[name="lead"]').check()
    grid.press()
    assert grid.page.url.endswith(f"/matters/{number}/"), grid.text

    bureau = somebody("desk").be("zhao_lei")
    bureau.go(f"/matters/{number}/verify/")
    assert "事项当前状态下不能进行此操作" in bureau.text
    bureau.do(number, "return", reason="该路段路灯由住建部门管养，不属本单位职责。")
    grid.go(f"/matters/{number}/")
    assert "不属本单位职责" in grid.text


def test_not_solved_is_done_again_and_closed(somebody):
    resident, number, own = settled(somebody)
    grid = somebody("desk").be("li_jianguo")
    community = somebody("desk").be("zhang_min")
    grid.do(number, "settle", category="public_lighting", answer="已合闸。")
    community.do(number, "verify", passed="yes", findings="看过。")
    resident.go(f"{own}evaluate/").fill(solved="not", satisfaction="dissatisfied").press()
    assert "重新办理" in resident.go(own).text

    grid.do(number, "reply", answer="换了整套灯具。")
    community.do(number, "verify", passed="yes", findings="亮了三个晚上。")
    resident.go(f"{own}evaluate/").fill(solved="solved", satisfaction="neutral").press()
    assert "已办结" in resident.go(own).text


def test_without_javascript_everything_works(somebody):
    resident, number, own = settled(somebody, scripts=False)
    grid = somebody("desk", scripts=False).be("li_jianguo")
    grid.do(number, "settle", category="public_lighting", answer="灯已修好。")
    assert "灯已修好。" in resident.go(own).text
