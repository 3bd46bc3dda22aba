"""Every main page, on a phone and at a desk, in both languages: nothing is wrong with it."""

import pytest

OPEN = {
    "home": "/",
    "raise": "/raise/",
    "follow": "/follow/",
    "public": "/matters/public/",
    "how-it-works": "/how-it-works/",
    "ballots": "/ballots/",
    "rules-of-deciding": "/ballots/rules/",
    "vote": "/ballots/vote/",
    "councils": "/deliberation/",
    "four-deliberations": "/deliberation/four/",
    "petitions": "/deliberation/petitions/",
    "start-a-petition": "/deliberation/petitions/start/",
    "support-a-petition": "/deliberation/petitions/support/",
    "polls": "/deliberation/polls/",
    "answer-a-poll": "/deliberation/polls/answer/",
    "rules-of-deliberation": "/deliberation/rules/",
    "opinions": "/opinions/",
    "projects": "/projects/",
    "arenas": "/projects/arenas/",
    "facilities": "/facilities/",
    "places": "/places/",
    "rulebook": "/rulebook/",
    "calendar": "/rulebook/calendar/",
    "posts": "/people/posts/",
    "compliance": "/compliance/",
    "sources": "/sources/",
    "help": "/help/",
    "verify": "/ledger/verify/",
    "demo": "/demo/",
    "sign-in": "/accounts/login/",
    "nowhere": "/nowhere/",
}
STAFF = {
    "inbox": "/inbox/",
    "matters": "/matters/",
    "take": "/matters/new/",
    "ballots-desk": "/ballots/desk/",
    "councils-desk": "/deliberation/desk/",
    "polls-desk": "/deliberation/polls/desk/",
    "petitions-desk": "/deliberation/petitions/desk/",
    "four-deliberations-desk": "/deliberation/four/desk/",
    "meetings": "/meetings/",
    "projects-desk": "/projects/desk/",
    "opinions-desk": "/opinions/desk/",
    "duties": "/duties/",
    "my-place": "/my-place/",
    "board": "/board/",
    "chronicle": "/chronicle/",
    "me": "/people/me/",
    "promises": "/matters/calendar/",
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("device", ["phone", "desk"])
def test_open_pages(somebody, device, language):
    visitor = somebody(device, language=language)
    for name, path in OPEN.items():
        visitor.go(path).look(name if device == "phone" or name == "demo" else "")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("device", ["phone", "desk"])
@pytest.mark.parametrize("username", ["zhang_min", "huang_li"])
def test_pages_of_staff(somebody, username, device, language):
    worker = somebody(device, language=language).be(username)
    keep = device == "desk" and username == "huang_li"
    for name, path in STAFF.items():
        worker.go(path).look(name if keep else "")
    worker.go("/matters/")
    worker.go(str(worker.page.locator('main a[href^="/matters/2"]').first.get_attribute("href")))
    worker.look("file" if keep else "")
    file = worker.page.url
    for verb in ("settle", "dispatch", "escalate", "note", "publish"):
        worker.go(f"{file}{verb}/").look()
