"""Somebody with a browser: signs in from the demo's page, fills forms by name, looks at pages."""

import re
from typing import Any

from playwright.sync_api import Browser, Page

from tests.checks import ROOT

SIZES = {"phone": (390, 844), "desk": (1366, 768)}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HAN = re.compile(r"[\u3400-\u9fff]")
# Text outside what is marked as Chinese: people's own words and proper names.
OUTSIDE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest('[lang^="zh"], script, style, textarea, noscript')) {
      found.push(walker.currentNode.textContent);
    }
  }
  return found;
}"""


class Somebody:
    """One person at one device. `problems` collects what the browser complains about."""

    def __init__(
        self,
        browser: Browser,
        city: str,
        device: str,
        *,
        language: str = "zh",
        scripts: bool = True,
        pictures: bool = False,
    ) -> None:
        width, height = SIZES[device]
        locale = {"zh": "zh-CN", "en": "en-GB"}[language]
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            java_script_enabled=scripts,
        )
        self.context.set_default_timeout(8000)
        self.page: Page = self.context.new_page()
        self.city, self.device, self.language, self.pictures = city, device, language, pictures
        self.scripts = scripts
        self.problems: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _heard(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.problems.append(message.text)

    def leave(self) -> None:
        self.context.close()

    def go(self, path: str) -> "Somebody":
        self.page.goto(f"{self.city}{path}" if path.startswith("/") else path)
        return self

    def be(self, username: str) -> "Somebody":
        """Sign in as a member of the cast, with one press."""
        self.go("/demo/")
        self.page.locator(f'form[action$="/sign-in/{username}/"] button').click()
        self.page.wait_for_load_state()
        return self

    def fill(self, **fields: str) -> "Somebody":
        """Fill a form's fields by name: texts, choices, radio buttons and ticks."""
        for name, value in fields.items():
            one = self.page.locator(f'main [name="{name}"]:not([type="hidden"])')
            kind = one.first.evaluate("node => node.type || node.tagName")
            if kind == "radio":
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif kind == "checkbox":
                one.check()
            elif kind.startswith("select"):
                one.select_option(value)
            else:
                one.fill(value)
        return self

    def press(self, within: str = "main") -> "Somebody":
        """Press the form's main button."""
        self.page.locator(f"{within} form .button-main").first.click()
        self.page.wait_for_load_state()
        return self

    def do(self, number: str, verb: str, **fields: str) -> "Somebody":
        """Do one thing to a matter by its own form, and come back to its file."""
        self.go(f"/matters/{number}/{verb}/").fill(**fields).press()
        assert self.page.url.endswith(f"/matters/{number}/"), self.text
        return self

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def raise_matter(self, text: str, place: str) -> tuple[str, str]:
        """Raise a matter in three screens. Returns its number and the address of its own page."""
        self.go("/raise/").fill(text=text).press()
        self.fill(address=place)
        self.page.locator('main button[name="find"]').first.click()
        self.page.locator('main input[name="place"][type="radio"]').first.check()
        self.press()
        self.fill(phone="13805360000").press()
        match = re.search(r"/m/(\d{14})/(\w+)/receipt/$", self.page.url)
        assert match, self.text
        return match[1], f"/m/{match[1]}/{match[2]}/"

    def look(self, name: str = "") -> "Somebody":
        """Nothing is wrong with this page: no violation, no complaint, no stray Chinese."""
        assert self.scripts, "what looks at a page is a script itself, and would wait for ever"
        assert self.problems == []
        if self.language == "en":
            stray = [text for text in self.page.evaluate(OUTSIDE) if HAN.search(text)]
            assert stray == [], (self.page.url, stray)
        self.page.evaluate(AXE.read_text("utf-8"))
        only = {"runOnly": RULES, "resultTypes": ["violations"]}
        found = self.page.evaluate("only => axe.run(document, only)", only)["violations"]
        said = [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
        assert said == [], (self.page.url, said)
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels wider than the screen"
        if name and self.pictures:
            folder = ROOT / "docs" / self.language / "images"
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"{name}.png")
        return self
