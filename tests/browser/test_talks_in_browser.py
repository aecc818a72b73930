"""A whole shuttle in a real browser: three people at once, from invitation to agreement."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route
from tests.browser.axe import found, put
from tests.talks.world import LONG

from goodoffices.base.i18n import _, speaking, translations
from goodoffices.talks.convening import Setup, convene
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import application
from goodoffices.talks.pages.server import Address, listening, serving
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store
from goodoffices.talks.verify import verify

SETUP = Setup(
    title="Talks on enrichment",
    parties={"iran": "Iran", "us": "United States"},
    delegations={"iran": ["Ada"], "us": ["Ben"]},
    mediators=["Mona"],
    agenda=["Enrichment"],
    plenary=True,
    languages=("en", "fa"),
    issues=[
        {
            "id": "e",
            "name": "Enrichment",
            "values": [{"id": "low", "text": "3.67 %"}, {"id": "none", "text": "None"}],
            "today": None,
        }
    ],
)
THREE = replace(
    SETUP,
    parties={**SETUP.parties, "oman": "Oman"},
    delegations={**SETUP.delegations, "oman": ["Omar"]},
)
WARNING = (
    "Please note: with two parties, a side that said yes and reads that there is no agreement "
    "knows that the other did not say yes. A side that said no learns nothing."
)
LABELS = """() => [...document.querySelectorAll('input:not([type=hidden]),textarea,select')]
  .filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.name)"""
IDS = """() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at) }"""
SMALL = """() => [...document.querySelectorAll('button')].filter(e => e.offsetHeight < 24)
  .map(e => e.textContent)"""


class Hall:
    """A running server with its own clock, and a browser for each person."""

    def __init__(
        self,
        folder: Path,
        browser: Browser,
        *,
        scripted: bool | set[str],
        language: str = "en",
        setup: Setup = SETUP,
    ) -> None:
        self.parties = [(setup.delegations[p][0], name) for p, name in setup.parties.items()]
        self.language = language
        self.at = 1_800_000_000
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        invitations = convene(folder / "t.talks", setup, self.now())
        self.office = Office(Store(folder / "t.talks"), cost=CHEAPEST)
        place = Address(port=0)
        self.bound = listening(place)
        self.base = f"http://127.0.0.1:{self.bound.getsockname()[1]}"
        hosts = place.hosts(self.bound.getsockname()[1])
        self.gate = application(self.office, hosts=hosts, clock=self.now)
        self.server = serving(self.gate, place)
        self.thread = threading.Thread(target=self.server.run, args=([self.bound],), daemon=True)
        self.thread.start()
        self.pages: dict[str, Page] = {}
        self.contexts: list[BrowserContext] = []
        self.numbers = {i.member.name: i.member.id for i in invitations}
        for invitation in invitations:
            name = invitation.member.name
            context = browser.new_context(
                java_script_enabled=scripted if isinstance(scripted, bool) else name in scripted,
                accept_downloads=True,
                locale=language,
            )
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.on("console", lambda message: self.complaints.append(message.text))
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            page.on(
                "request",
                lambda request: (
                    self.foreign.append(request.url)
                    if not request.url.startswith(self.base)
                    else None
                ),
            )
            page.goto(self.base + invitation.path)
            page.get_by_role("button", name=self.say("Take up the invitation")).click()
            assert re.fullmatch(r"[a-z]{5}( [a-z]{5}){5}", page.inner_text("#passphrase"))
            page.get_by_role(
                "link", name=self.say("I have written them down: to the talks")
            ).click()
            self.pages[invitation.member.name] = page
            self.contexts.append(context)

    def now(self) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.at))

    def say(self, message: str, **places: str) -> str:
        """Return the page's words in its language."""
        said = translations(self.language).gettext(message)
        return said % places if places else said

    def go(self, who: str, path: str) -> Page:
        page = self.pages[who]
        for _try in range(5):
            try:
                page.goto(self.base + path)
            except Error as error:  # the desk was just showing its news, which is a navigation too
                if "interrupted by another navigation" not in str(error):
                    raise
                page.wait_for_load_state()
            else:
                return page
        pytest.fail(f"{path} is never shown")

    def press(self, who: str, name: str, **places: str) -> None:
        page = self.pages[who]
        page.get_by_role("button", name=self.say(name, **places)).first.click()
        page.wait_for_selector(".kept")

    def sure(self, who: str, asked: str, name: str, **places: str) -> None:
        """Press a button that asks once more, and then the one that does it."""
        page = self.pages[who]
        page.get_by_role("button", name=self.say(asked, **places), exact=True).first.click()
        page.get_by_role("link", name=self.say("Go back")).wait_for()
        assert page.locator(".kept").count() == 0, "nothing is done yet"
        self.press(who, name, **places)

    def listening(self, who: str, pages: int) -> None:
        """Wait until so many pages of somebody's listen for news."""
        streams, page = self.gate.hall.pulse.streams, self.pages[who]
        until = time.monotonic() + 60
        while streams.get(self.numbers[who], 0) != pages:
            assert time.monotonic() < until, streams
            page.wait_for_timeout(20)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        self.server.should_exit = True
        self.thread.join(10)
        self.bound.close()
        self.office.store.close()


@pytest.fixture(params=["script on", "script off", "Persian"])
def hall(request: pytest.FixtureRequest, tmp_path: Path, browser: Browser) -> Iterator[Hall]:
    language = "fa" if request.param == "Persian" else "en"
    scripted = request.param != "script off"
    made = Hall(tmp_path, browser, scripted=scripted, language=language)
    yield made
    made.close()


def relay(hall: Hall) -> None:
    ada = hall.go("Ada", "/room")
    ada.fill("#text", "We could live with a cap.\nThis is between us: not zero.")
    words = hall.say("In the mediator's words, once we have confirmed them")
    ada.get_by_role("radio", name=words).check()
    hall.press("Ada", "Send to the mediator only")
    mona = hall.go("Mona", "/desk/rooms/iran")
    assert "between us" in mona.inner_text("main")
    mona.fill("#words", "A cap is thinkable.")
    hall.press("Mona", "Lay these words before %(party)s", party="Iran")
    hall.go("Ada", "/room")
    hall.press("Ada", "These words may go to %(party)s", party="United States")
    hall.go("Mona", "/desk/rooms/iran")
    there = {"party": "United States"}
    hall.sure("Mona", "Pass on to %(party)s …", "Pass on to %(party)s", **there)
    ben = hall.go("Ben", "/room")
    assert "A cap is thinkable." in ben.inner_text("main")
    assert "between us" not in ben.content()


def test_news_that_comes_before_the_page_listens_is_shown(tmp_path: Path, browser: Browser) -> None:
    hall = Hall(tmp_path, browser, scripted=True)
    try:
        mona = hall.pages["Mona"]
        held: list[Route] = []

        def hold(route: Route) -> None:
            if held:
                route.continue_()
            held.append(route)

        mona.route("**/desk/stream", hold)
        hall.go("Mona", "/desk")
        while not held:
            mona.wait_for_timeout(20)
        ada = hall.go("Ada", "/room")
        ada.fill("#text", "Something new.")
        hall.press("Ada", "Send to the mediator only")
        assert "Something new." not in mona.inner_text("main")
        held[0].continue_()
        mona.wait_for_selector(".words:has-text('Something new.')")
        hall.listening("Mona", 1)
        assert hall.complaints == []
    finally:
        hall.close()


def test_news_does_not_call_back_who_follows_a_link(tmp_path: Path, browser: Browser) -> None:
    hall = Hall(tmp_path, browser, scripted=True)
    try:
        mona = hall.go("Mona", "/desk")
        mona.clock.install()  # who waits for a page is not taken to have come back from a download
        hall.go("Mona", "/desk")
        beside = mona.context.new_page()  # hears the news, and so tells when it is out
        beside.goto(f"{hall.base}/desk")
        hall.listening("Mona", 2)
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        mona.route("**/desk/rooms/iran", hold)
        mona.locator("a[href='/desk/rooms/iran']").first.click(no_wait_after=True)
        hall.listening("Mona", 1)
        ada = hall.go("Ada", "/room")
        ada.fill("#text", "We could live with a cap.")
        hall.press("Ada", "Send to the mediator only")
        beside.wait_for_selector(".words:has-text('live with a cap')")
        assert len(held) == 1
        held[0].continue_()
        mona.wait_for_url("**/desk/rooms/iran")
        assert "live with a cap" in mona.inner_text("main")
        assert hall.complaints == []
    finally:
        hall.close()


def relay_to_one_of_two(hall: Hall) -> None:
    """Let words go to one party as they are, and to the other not at all."""
    ada = hall.go("Ada", "/room")
    ada.fill("#text", "We could live with a cap.")
    ada.check("input[name='leave.us'][value='2']")
    assert ada.is_checked("input[name='leave.oman'][value='0']"), "not at all stands first"
    hall.press("Ada", "Send to the mediator only")
    mona = hall.go("Mona", "/desk/rooms/iran")
    choices = mona.locator("select[name=message] option").all_inner_texts()
    assert any("United States" in choice for choice in choices)
    assert not any("Oman" in choice for choice in choices)
    hall.press("Mona", "Lay these words before %(party)s", party="Iran")
    hall.go("Mona", "/desk/rooms/iran")
    there = {"party": "United States"}
    hall.sure("Mona", "Pass on to %(party)s …", "Pass on to %(party)s", **there)
    assert "live with a cap" in hall.go("Ben", "/room").inner_text("main")
    for path in ("/room", "/table"):
        assert "live with a cap" not in hall.go("Omar", path).content()


def text(hall: Hall) -> None:
    mona = hall.go("Mona", "/desk/text")
    mona.fill("input[name=title]", "Understanding")
    mona.fill("input[name='heading.0']", "Level")
    mona.fill("textarea[name='wording.0.en']", "At most [3.67 | 5] per cent.")
    mona.fill("textarea[name='wording.0.fa']", "حداکثر [۳٫۶۷ | ۵] درصد.")
    hall.press("Mona", "Lay this draft before ALL")
    ben = hall.go("Ben", "/text")
    assert hall.say("Open, with alternatives") in ben.inner_text("main")
    ben.fill("textarea[name=words]", "At most 3.67 per cent.")
    hall.press("Ben", "Suggest words")
    assert "3.67 per cent" not in hall.go("Ada", "/text").inner_text("main")
    mona = hall.go("Mona", "/desk/text")
    mona.fill("textarea[name='wording.0.en']", "At most 3.67 per cent.")
    mona.fill("textarea[name='wording.0.fa']", "حداکثر ۳٫۶۷ درصد.")
    hall.press("Mona", "Lay this draft before ALL")
    for who, _party in hall.parties:
        answer = "Can live with it" if who == "Ben" else "Accept"
        page = hall.go(who, "/text/2/changes")
        assert page.locator("ins").count() >= 1
        hall.go(who, "/text")
        hall.press(who, answer)
    mona = hall.go("Mona", "/desk/text")
    mona.select_option("select[name='status.0']", "agreed")
    hall.press("Mona", "Lay this draft before ALL")
    for who, party in hall.parties:
        hall.go(who, "/text")
        done = "Initial clause %(clause)s for %(party)s; all will see it"
        asked = "Initial clause %(clause)s for %(party)s …"
        hall.sure(who, asked, done, clause="1", party=party)
    assert hall.say("Initialled by all") in hall.go("Ada", "/text").inner_text("main")


def proposed(hall: Hall) -> None:
    for who, party in hall.parties:
        hall.go(who, "/proposals")
        done = "Accept the rules for %(party)s; all will see it"
        hall.sure(who, "Accept the rules for %(party)s …", done, party=party)
    mona = hall.go("Mona", "/proposals")
    hall.at += 60
    closes = time.strftime("%Y-%m-%dT%H:%M", time.gmtime(hall.at + 300))
    mona.fill("input[name=closes]", closes)
    hall.sure("Mona", "Propose to ALL parties …", "Propose to ALL parties")


def ballot(hall: Hall) -> None:
    proposed(hall)
    for who, _party in hall.parties:
        page = hall.go(who, "/proposals/1")
        assert (hall.say(WARNING) in page.inner_text("main")) == (len(hall.parties) == 2)
        assert "3.67" in page.inner_text("article"), "what is answered stands on the page"
        hall.sure(who, "Yes", "Keep YES as our answer")
        assert page.locator("#mine").count() == 0
        page.get_by_role("button", name=hall.say("Show our kept answer")).click()
        assert hall.say("YES") in page.inner_text("#mine")
        assert hall.say("Agreed by all.") not in page.inner_text("main")
    hall.at += 600
    assert hall.say("Agreed by all.") in hall.go("Ben", "/proposals/1").inner_text("main")


def agreement(hall: Hall, folder: Path) -> None:
    mona = hall.go("Mona", "/agreement")
    mona.fill("input[name='heading.0']", "Map")
    mona.fill("textarea[name='text.0']", "The sites.")
    done = "Lay out for signature by ALL parties"
    hall.sure("Mona", "Lay out for signature by ALL parties …", done)
    for who, party in hall.parties:
        hall.go(who, "/agreement")
        done = "Sign for %(party)s; all will see it"
        hall.sure(who, "Sign for %(party)s …", done, party=party)
    page = hall.go("Ada", "/agreement")
    shown = page.inner_text("#hash").replace(" ", "")
    for name, link in (
        ("agreement.json", "Download the agreement with its signatures"),
        ("log.jsonl", "Download your part of the log, with signed receipts"),
    ):
        if name == "log.jsonl":
            page.get_by_text(hall.say("Receipts"), exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("link", name=hall.say(link)).click()
        download.value.save_as(folder / name)
        verdict = verify(folder / name)
        assert verdict.sound, verdict.findings
        if name == "agreement.json":
            assert verdict.hash == shown
    changed = (folder / "agreement.json").read_bytes().replace(b"3.67 per cent", b"5.00 per cent")
    (folder / "changed.json").write_bytes(changed)
    assert any("clause 1" in f.text for f in verify(folder / "changed.json").findings)
    page = hall.go("Ada", "/check")
    page.set_input_files("input[type=file]", folder / "changed.json")
    page.get_by_role("button", name=hall.say("Check")).click()
    with speaking(hall.language):  # the number has the language's own digits
        said = _("clause {which} differs from what was signed").format(which="1")
    assert said in page.inner_text("main")


LOOKS = {
    "en": [(1280, "light"), (390, "dark")],
    "fa": [(1280, "dark"), (390, "light")],
}
"""How wide and in which scheme pages are looked at; ``GOODOFFICES_LONG=2`` looks at all four."""
if LONG > 1:
    LOOKS = {name: [look for looks in LOOKS.values() for look in looks] for name in LOOKS}


def found_in_each_look(page: Page, language: str) -> list[tuple[int, str, list[str]]]:
    """Return what axe finds, of any weight, look by look, each with where."""
    told = []
    for width, scheme in LOOKS[language]:
        put(page, width, scheme)
        broken = [f"{v['id']}: {node['target']}" for v in found(page) for node in v["nodes"]]
        told.append((width, scheme, broken))
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= width, (page.url, wide)
        assert page.evaluate(TOUCHING) == [], (page.url, width)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    return [look for look in told if look[2]]


TOUCHING = """() => {
  const apart = (a, b) => Math.max(
    Math.max(a.left, b.left) - Math.min(a.right, b.right),
    Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom));
  const opposed = [["1", "0"], ["0", "2"], ["1", "2"]];
  const found = [];
  const look = (where, a, b) => {
    if (!a || !b || !a.offsetHeight || !b.offsetHeight) return;
    const gap = apart(a.getBoundingClientRect(), b.getBoundingClientRect());
    if (gap < 8) found.push([where, a.textContent, b.textContent, gap]);
  };
  for (const form of document.querySelectorAll("form")) {
    const named = (value) => form.querySelector(`button[name=answer][value="${value}"]`);
    for (const [one, other] of opposed) look(form.action, named(one), named(other));
  }
  for (const box of document.querySelectorAll(".ask .row, .two-answers")) {
    const pressed = [...box.querySelectorAll("button, a")];
    pressed.forEach((a, at) => pressed.slice(at + 1).forEach((b) => look("asked", a, b)));
  }
  return found }"""
"""Answers that oppose one another and stand less than 8 pixels apart."""


def test_a_whole_shuttle(hall: Hall, tmp_path: Path) -> None:
    relay(hall)
    text(hall)
    ballot(hall)
    agreement(hall, tmp_path)
    assert hall.complaints == []
    assert hall.foreign == []


def test_a_shuttle_of_three_parties_some_of_them_without_script(
    tmp_path: Path, browser: Browser
) -> None:
    hall = Hall(tmp_path, browser, scripted={"Ada", "Mona"}, setup=THREE)
    try:
        relay_to_one_of_two(hall)
        text(hall)
        ballot(hall)
        agreement(hall, tmp_path)
        assert hall.complaints == []
        assert hall.foreign == []
    finally:
        hall.close()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_page_is_labelled_large_enough_and_clean_in_each_look(
    tmp_path: Path, browser: Browser, language: str
) -> None:
    hall = Hall(tmp_path, browser, scripted=True, language=language)
    try:
        relay(hall)
        text(hall)
        proposed(hall)
        for who, paths in PAGES.items():
            for path in paths:
                looked_at(hall, hall.go(who, path))
        asked_once_more(hall)
        hall.at += 600
        done = "Lay out for signature by ALL parties"
        hall.go("Mona", "/agreement")
        hall.sure("Mona", "Lay out for signature by ALL parties …", done)
        looked_at(hall, hall.go("Mona", "/agreement"))
        ada = hall.go("Ada", "/agreement")
        looked_at(hall, ada)
        party = {"party": "Iran"}
        ada.get_by_role("button", name=hall.say("Sign for %(party)s …", **party)).click()
        looked_at(hall, ada)
    finally:
        hall.close()


PAGES = {
    "Ada": (
        "/room",
        "/notes",
        "/table",
        "/text",
        "/text/2/changes",
        "/proposals",
        "/proposals/1",
        "/keys",
        "/history?clause=1",
        "/worth",
        "/agreement",
        "/sessions",
        "/check",
    ),
    "Mona": (
        "/desk",
        "/desk/rooms/us",
        "/desk/text",
        "/desk/members",
        "/desk/packages",
        "/proposals",
        "/agreement",
    ),
}


def asked_once_more(hall: Hall) -> None:
    """Look at questions of a party and of the mediator."""
    ada = hall.go("Ada", "/proposals/1")
    ada.get_by_role("button", name=hall.say("Yes"), exact=True).click()
    looked_at(hall, ada)
    mona = hall.go("Mona", "/desk/members")
    mona.get_by_role("button", name=hall.say("Invite %(name)s anew", name="Mona")).or_(
        mona.get_by_role("button", name=hall.say("Invite %(name)s anew", name="Ada"))
    ).first.click()
    looked_at(hall, mona)
    mona.get_by_role("button", name=hall.say("Log out …")).first.click()
    looked_at(hall, mona)


def looked_at(hall: Hall, page: Page) -> None:
    """Look at a page as a machine can."""
    page.wait_for_load_state()  # with its style: a script does not wait for that
    path = page.url.removeprefix(hall.base)
    page.wait_for_selector("h1")
    assert page.evaluate(LABELS) == [], path
    assert page.evaluate(IDS) == [], path
    assert page.evaluate(SMALL) == [], path
    assert page.locator("h1").count() == 1, path
    assert page.get_attribute("html", "lang") == hall.language
    assert page.get_attribute("html", "dir") == ("rtl" if hall.language == "fa" else "ltr")
    assert found_in_each_look(page, hall.language) == [], path


def test_the_desk_is_told_at_once_and_a_party_page_prints_clean(
    tmp_path: Path, browser: Browser
) -> None:
    hall = Hall(tmp_path, browser, scripted=True)
    try:
        desk = hall.go("Mona", "/desk")
        hall.listening("Mona", 1)
        ada = hall.go("Ada", "/room")
        ada.fill("#text", "Something new.")
        hall.press("Ada", "Send to the mediator only")
        desk.wait_for_selector(".words:has-text('Something new.')")
        hall.listening("Mona", 1)
        desk.fill("#note", "half a note")
        ada.fill("#text", "Newer still.")
        hall.press("Ada", "Send to the mediator only")
        desk.wait_for_selector("#news:not([hidden])")
        assert desk.input_value("#note") == "half a note", "what is being written is not lost"
        ada.emulate_media(media="print")
        assert not ada.is_visible("nav")
        assert not ada.is_visible("#text")
        assert ada.is_visible(".words:has-text('Something new.')")
    finally:
        hall.close()
