"""A receipt that a stranger verifies: raised, sealed by the clock, downloaded, checked, altered."""

from tests.journeys.test_matters import settled
from tests.processes import until

A_MINUTE_AND_A_HALF = 90


def sealed(resident, own):
    """Look again until the clock has sealed what was raised."""
    button = 'main a[href^="/ledger/proofs/"]'

    def there():
        resident.go(f"{own}receipt/")
        resident.page.wait_for_timeout(1000)
        return resident.page.locator(button).count()

    until(there, A_MINUTE_AND_A_HALF)
    return button


def download(somebody, selector, folder):
    with somebody.page.expect_download() as coming:
        somebody.page.locator(selector).first.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def verdict(somebody, *files):
    box = somebody.page.locator("[data-result]")
    somebody.page.locator("[data-verify] input[type=file]").set_input_files(files)
    somebody.page.wait_for_timeout(300)
    box.wait_for()
    return box.get_attribute("data-result")


def test_a_receipt_holds_in_a_strangers_browser_and_an_altered_one_does_not(somebody, tmp_path):
    resident, _number, own = settled(somebody)
    assert (
        "尚未封存" in resident.go(f"{own}receipt/").text
        or resident.page.locator('main a[href^="/ledger/proofs/"]').count()
    )
    button = sealed(resident, own)
    resident.look("receipt")
    proof = download(resident, button, tmp_path)
    words = download(resident.go(own), 'main a[href$="/words.json"]', tmp_path)

    stranger = somebody("desk", language="en")
    stranger.go("/ledger/verify/")
    assert verdict(stranger, proof) == "holds"
    assert "The matter was raised. (matter.raised)" in stranger.text
    assert verdict(stranger, proof, words) == "holds"
    assert "楼下路灯不亮" in stranger.page.locator("[data-words]").inner_text()
    assert stranger.page.locator("[data-words] .pill-bad").count() == 0
    stranger.look("verify")

    text = proof.read_text("utf-8")
    extra = text.index("extra ") + 60
    altered = tmp_path / "altered.tlog-proof"
    other = "A" if text[extra] != "A" else "B"
    altered.write_text(text[:extra] + other + text[extra + 1 :], "utf-8")
    assert verdict(stranger, altered) == "fails"

    other_key = stranger.page.locator('[name="keys"]')
    other_key.fill("")
    assert verdict(stranger, proof) == "unknown"
    stranger.look()


def test_the_page_that_checks_opens_without_a_network(somebody, tmp_path):
    resident, _number, own = settled(somebody)
    proof = download(resident, sealed(resident, own), tmp_path)
    stranger = somebody("phone")
    stranger.go("/ledger/verify/").page.locator("[data-offline]").wait_for()
    stranger.context.set_offline(True)
    stranger.page.reload()
    assert verdict(stranger, proof) == "holds"
    stranger.context.set_offline(False)
    stranger.look()


def test_the_chronicle_on_the_screen_and_on_paper(somebody):
    _resident, number, _own = settled(somebody)
    grid = somebody("desk").be("li_jianguo")
    grid.do(number, "settle", category="public_lighting", answer="灯泡已换，今晚会亮。")
    grid.go("/chronicle/").look("chronicle")
    assert "灯泡已换，今晚会亮。" in grid.text
    grid.page.locator('main a[href$="/paper/"], .actions a[href*="/paper/"]').first.click()
    grid.page.wait_for_load_state()
    assert "灯泡已换，今晚会亮。" in grid.text
    grid.go("/chronicle/").page.locator("tbody a[href^='/chronicle/lines/']").first.click()
    grid.page.wait_for_load_state()
    grid.look().fill(text="灯泡是两只。").press()
    assert "灯泡是两只。" in grid.text
    grid.look()
