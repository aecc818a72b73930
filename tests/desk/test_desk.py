"""The desk: who comes in, what pages show, what lands in the case, and what never does."""

from __future__ import annotations

import html
import json
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from tests.desk.desk_world import Answer, ServedDesk, served
from tests.evidence.made_dossiers import Page

import goodoffices
from goodoffices.base.errors import Finding
from goodoffices.cli.demo import write
from goodoffices.desk.bench import Bench
from goodoffices.desk.doors import doors
from goodoffices.desk.forms import Form, Upload
from goodoffices.desk.gate import COOKIE, HEADERS, DeskDoor
from goodoffices.desk.keys import key_groups
from goodoffices.desk.overview import kinds
from goodoffices.desk.tabs import tabs
from goodoffices.desk.visitor import LANGUAGE
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.ingest import read_in
from goodoffices.folder.material import opened


def shipped_case(folder: Path) -> None:
    """The shipped case with its report read."""
    read_in(folder, [write(folder)])


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk") / "demo"
    shipped_case(folder)
    return folder


@pytest.fixture(scope="module")
def desk(shipped: Path) -> Iterator[ServedDesk]:
    with served(shipped) as one:
        yield one


@pytest.fixture(scope="module")
def paths(desk: ServedDesk) -> list[str]:
    """Every page there is, with something in each place that a path names."""
    view = desk.bench.material()
    claim, document = view.dossier.statements[0].id, view.dossier.documents[0].id
    label = json.loads(desk.get("/outcomes.json").text)[0]["label"]
    piece = desk.works.begin("test", "Count", "/", lambda _tell: None)
    counted = desk.post("/stress").headers["location"].removeprefix("/progress/")
    while (work := desk.works.get(counted)) is not None and work.going:
        time.sleep(0.05)
    values = {"claim": claim, "source": document, "state": label, "form": "html", "work": piece.id}
    values["reading"] = added(desk, {"text": " ", "fetch": "https://127.0.0.1:9/x"})
    values |= {"place": "parties/iran", "list": "issues", "item": "parties/iran/prefers/1"}
    asked = {"/sources/{source}/words": "?start=0&end=6", "/search": "?q=iran"}
    return [
        re.sub(r"\{(\w+)(?::path)?\}", lambda m: values[m[1]], door.path) + asked.get(door.path, "")
        for door in desk.gate.doors
        if door.method == "GET"
    ]


@pytest.fixture(scope="module")
def answers(desk: ServedDesk, paths: list[str]) -> dict[str, Answer]:
    """What the desk answers at each of them, asked once for all tests."""
    return {path: desk.get(path) for path in paths}


def well_made(page: str) -> list[str]:
    """Return what a reader of HTML may stumble over: a place twice, a caption amid its figure."""
    found = [one for one, n in Counter(re.findall(r' id="([^"]+)"', page)).items() if n > 1]
    found += re.findall(r'(?:href|action)="[^"]*\s[^"]*"', page)
    for figure in re.findall(r"<figure\b.*?</figure>", page, re.DOTALL):
        after = figure.partition("</figcaption>")[2]
        found += [after] if re.sub(r"</figure>|\s", "", after) else []
    return found


def added(desk: ServedDesk, form: dict[str, str]) -> str:
    """Send pages to be read, wait for it, and return the reading's id."""
    work = desk.post("/sources/add", form).headers["location"]
    until = time.monotonic() + 60
    while (found := json.loads(desk.get(f"{work}.json").text))["state"] == "running":
        assert time.monotonic() < until
        time.sleep(0.05)
    assert found["state"] == "done", found
    return str(found["then"]).rpartition("/")[2]


def test_every_page_answers_with_strict_headers(answers: dict[str, Answer]) -> None:
    for path, found in answers.items():
        undrawn = (
            path.endswith((".svg", ".png")) and found.status == 404
        )  # nothing to draw in this case
        assert found.status == 200 or undrawn, path
        for name, value in HEADERS.items():
            if name != "content-security-policy" or not path.startswith("/brief"):
                assert found.headers[name] == value, (path, name)
        assert "default-src 'none'" in found.headers["content-security-policy"]
        loaded = re.sub(r"<a [^>]*>", "", found.text)  # a link is followed by a person alone
        assert not re.search(r'(?:src|href|action)="https?://', loaded)


def test_every_link_leads_to_a_page_and_every_key_is_told(
    desk: ServedDesk, answers: dict[str, Answer]
) -> None:
    told = {key for group in key_groups(tab for tab, _ in tabs("/")) for key, _does in group.keys}
    more = {path: desk.get(path) for path in ("/case/at/outcomes", "/case/add/packages")}
    pages = {path: found.text for path, found in (answers | more).items() if "." not in path}
    for path, page in pages.items():
        assert well_made(page) == [], path
    places: dict[str, set[str]] = {}
    for path, page in pages.items():
        keys = set(re.findall(r'data-key="([^"]+)"', page))
        assert {key for key in keys if not key.isdecimal()} <= told, path
        for link in map(html.unescape, re.findall(r'href="(/[^"]*|#[^"]*)"', page)):
            at, _hash, place = link.partition("#")
            places.setdefault(at or path, set()).add(place)
    ids = {path: set(re.findall(r' id="([^"]+)"', page)) for path, page in pages.items()}
    asked: dict[str, int] = {}
    for at, wanted in places.items():
        bare = urlsplit(at).path
        door = next(
            (d for d in desk.gate.doors if d.method == "GET" and d.pattern.match(bare)), None
        )
        assert door is not None, at
        named = wanted - {""}
        asked[door.path] = asked.get(door.path, 0) + 1
        if at not in pages and (named or asked[door.path] < 3) and ".{form}" not in door.path:
            answer = desk.get(at)
            assert answer.status == 200, at
            ids[at] = set(re.findall(r' id="([^"]+)"', answer.text))
        if named and at in ids:
            assert named <= ids[at], at


def test_nobody_comes_in_without_the_key_or_under_another_name(desk: ServedDesk) -> None:
    every = {(door.method, door.path.replace("{", "").replace("}", "")) for door in desk.gate.doors}
    for method, path in sorted(every):
        assert desk.ask(method, path, Cookie="goodoffices-desk=wrong").status == 403
        assert desk.ask(method, path, Cookie="").status == 403
        assert desk.ask(method, path, Host="desk.example").status == 421
        assert desk.ask(method, path, Host=f"127.0.0.1.example:{desk.port}").status == 421
    assert desk.get(f"/?key={desk.gate.key}", Cookie="").status == 303
    assert desk.get("/?key=wrong", Cookie="").status == 403
    assert desk.get(f"/claims?key={desk.gate.key}", Cookie="").status == 403


def test_no_form_of_another_page_is_taken(desk: ServedDesk, shipped: Path) -> None:
    before = (shipped / "case.yaml").read_bytes()
    for door in desk.gate.doors:
        if door.method == "POST":
            path = door.path.replace("{claim}", "iran")
            for origin in ("http://evil.example", "null", "", f"https://{desk.host}"):
                found = desk.post(path, {"party": "iran", "number": "1"}, Origin=origin)
                assert found.status == 403, (path, origin)
    assert (shipped / "case.yaml").read_bytes() == before
    assert desk.post("/by", b"by=" + b"x" * 300_000).status == 413


def test_the_first_page_says_what_holds_and_what_is_next(desk: ServedDesk) -> None:
    text = html.unescape(desk.get("/").text)
    assert "Limits for relief, mediated" in text
    assert "7 packages that could be signed better today" in text
    assert re.search(r"\d+ claims bear the case and are not reviewed", text)
    for heading in ("What presses", "How sure is this", "To check", "The strongest quotation"):
        assert heading in text
    plain = json.loads(desk.get("/overview.json").text)
    assert plain["next"]["path"] == "/review?rests=1"
    for path in set(re.findall(r'href="(/[^"#?]*)', text)):
        assert desk.get(path).status in {200, 404} - ({404} if path in LANDED else set()), path


LANDED = ("/", "/sources", "/claims", "/review", "/case", "/outcomes", "/check", "/brief.html")


def test_a_claim_opens_its_source_and_what_rests_on_it(desk: ServedDesk) -> None:
    statement = desk.bench.material().dossier.statements[0]
    page = desk.get(f"/claims/{statement.id}").text
    assert f"/sources/{statement.spans[0].source}" in page
    source = desk.get(f"/sources/{statement.spans[0].source}").text
    assert f"/claims/{statement.id}" in source
    assert statement.spans[0].exact.split()[0] in html.unescape(source)
    assert desk.get("/claims/S-NOTHING").status == 404
    assert desk.get("/outcomes/S999999").status == 404


def test_a_decision_is_on_disk_before_the_page_goes_on_and_is_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shipped_case(folder)
    with served(folder) as desk:
        claim = desk.bench.material().dossier.statements[0].id
        gone = desk.post(f"/claims/{claim}", {"decision": "accept"})
        assert gone.status == 303
        assert gone.headers["location"].startswith("/claims/")
        with DossierStore(folder) as store:
            (decision,) = store.decisions()
        assert (decision.claim, decision.status, decision.by) == (claim, "accepted", "AB")
        assert "accepted" in desk.get(f"/claims/{claim}").text
        desk.post(f"/claims/{claim}", {"decision": "undo", "seen": seen(desk)})
        with DossierStore(folder) as store:
            found = store.dossier().claim(claim)
        assert found is not None
        assert found.status == "unreviewed"
        desk.post("/by", {"by": "", "back": "//evil.example"})
        refused = desk.post(f"/claims/{claim}", {"decision": "accept", "seen": "99"})
        assert refused.status == 400
        assert "initials" in refused.text
        with DossierStore(folder) as store:
            found = store.dossier().claim(claim)
        assert found is not None
        assert found.status == "unreviewed"  # nobody's initials, no decision


def seen(desk: ServedDesk, path: str = "/review") -> str:
    """Return which decision a page was made after, as its forms say."""
    found = re.search(r'name="seen" value="(\d+)"', desk.get(path).text)
    assert found is not None, path
    return found[1]


def test_a_form_leads_back_to_the_desk_alone(desk: ServedDesk) -> None:
    for back in ("//evil.example", "https://evil.example", "javascript:x"):
        found = desk.post("/by", {"by": "AB", "back": back})
        assert found.headers["location"] == "/"


HOSTILE = (
    "<script>alert(1)</script> Iran <img src=http://evil.example/x onerror=alert(1)> said that "
    "talks were near. \u202etxet kcab\u202c <a href='javascript:alert(1)'>here</a> &amp; more."
)


def test_a_hostile_page_stays_text(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    goodoffices.new(folder, "<b>T</b>")
    page = Page(HOSTILE, "<i>name</i>.txt", title="<script>t</script>")
    with DossierStore(folder) as store:
        store.add(
            Dossier(
                (page.document,),
                actors=(page.actor("iran", "Iran"),),
                statements=(page.said("iran", "talks were near"),),
            )
        )
    with served(folder) as desk:
        claim = page.said("iran", "talks were near").id
        source = page.document.id
        for path in (
            "/",
            "/sources",
            f"/sources/{source}",
            f"/sources/{source}?find=talks",
            f"/sources/{source}/words?start=0&end=90",
            "/search?q=%3Cscript%3E",
            "/claims",
            "/claims?about=%22%3E%3Cscript%3E",
            f"/claims/{claim}",
            "/review",
            f"/review?item={claim}",
            "/timeline",
            "/people",
            "/check",
        ):
            text = desk.get(path).text
            assert text.count("<script") == 1, path  # the desk's own
            assert "<img" not in text, path
            assert not re.search(r"<a [^>]*javascript:", text), path
            assert not re.search(r"<[^>]+\s(?:on\w+|style)\s*=", text), path
            assert "<b>T" not in text
            assert "\u202e" not in text, path  # nothing turns the direction of the page
        plain = desk.get(f"/sources/{source}.txt")
        assert plain.headers["content-disposition"].startswith("attachment")
        for path in (f"/sources/{source}.json", "/claims.csv", "/timeline.json"):
            assert "html" not in desk.get(path).headers["content-type"]


def test_no_two_doors_stand_at_one_place(desk: ServedDesk) -> None:
    found = [(door.method, door.path) for door in doors(desk.bench)]
    assert len(found) == len(set(found))


def test_a_form_keeps_every_value_and_the_files_sent_with_it() -> None:
    form = Form([("tick", "a"), ("tick", "b"), ("n", " 7 "), ("m", "seven")])
    assert (form["tick"], form.every("tick"), form.number("n"), form.number("m")) == (
        "b",
        ["a", "b"],
        7,
        -1,
    )
    assert dict(form) == {"tick": "b", "n": " 7 ", "m": "seven"}


def parts(*fields: tuple[str, str | None, bytes]) -> tuple[bytes, str]:
    """A form as browsers send files, and what its head says of it."""
    lines = b""
    for name, filename, data in fields:
        told = f'; filename="{filename}"' if filename is not None else ""
        lines += f'--edge\r\nContent-Disposition: form-data; name="{name}"{told}\r\n\r\n'.encode()
        lines += data + b"\r\n"
    return lines + b"--edge--\r\n", "multipart/form-data; boundary=edge"


def test_files_are_read_up_to_a_size_and_no_further(tmp_path: Path) -> None:
    seen: list[Form] = []

    async def take(_request: Request, form: Form) -> Response:
        seen.append(form)
        return PlainTextResponse("")

    with served(tmp_path) as desk:
        desk.gate.doors = (DeskDoor("POST", "/by", take, 1000),)
        body, kind = parts(
            ("n", None, b"1"), ("f", r"C:\a\..\b.txt", b"\0x"), ("f", "", b""), ("n", None, b"2")
        )
        assert desk.post("/by", body, Content_Type=kind).status == 200
        assert seen[0].every("n") == ["1", "2"]
        assert seen[0].files == (Upload("b.txt", b"\0x"),)
        body, kind = parts(("f", "../../x", b"1" * 2000))
        assert desk.post("/by", body, Content_Type=kind).status == 413
        assert desk.post("/by", b"nothing", Content_Type="multipart/form-data").status == 413
        assert desk.post("/by", b"no parts", Content_Type=kind).status in {200, 413}
        assert desk.post("/by", b"&".join([b"a=1"] * 3000)).status == 413
        assert sum(len(form.files) for form in seen) == 1


def test_each_browser_has_initials_of_its_own(desk: ServedDesk) -> None:
    other = ServedDesk(desk.port, desk.gate, desk.bench)
    mine = ServedDesk(desk.port, desk.gate, desk.bench)
    assert other.post("/by", {"by": "زهرا; Path=/"}).status == 303
    assert 'value="زهرا; Path=/"' in html.unescape(other.get("/").text)
    assert 'value="AB"' in mine.get("/").text  # as the desk was opened


def test_the_one_script_is_served_from_here_and_no_page_holds_any(
    answers: dict[str, Answer],
) -> None:
    found = answers["/desk.js"]
    assert found.headers["content-type"].startswith("text/javascript")
    assert "data-key" in found.text
    for path, answer in answers.items():
        if path.startswith("/brief"):
            continue  # a document of its own, with a policy of its own
        scripts = re.findall(r"<script[^>]*>[^<]*", answer.text)
        assert scripts in ([], ['<script src="/desk.js" defer>']), path
        assert not re.search(r"<[^>]+\s(?:on\w+|style)=", answer.text), path


def test_a_decision_computes_nothing_again_and_an_edit_reads_nothing_again(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shipped_case(folder)
    bench = Bench(folder, "AB")
    first = bench.material()
    assert bench.material() is first
    assert first.outcomes is not None
    bench.decide(first.dossier.statements[0].id, "accepted")
    second = bench.material()
    assert second.dossier.statements[0].status == "accepted"
    assert second.outcomes is first.outcomes
    file = folder / "case.yaml"
    file.write_text(file.read_text("utf-8") + "\n# a note\n", "utf-8")
    third = bench.material()
    assert third.dossier is second.dossier
    assert third.outcomes is second.outcomes  # a note changes nothing that it hangs on
    text = file.read_text("utf-8")
    file.write_text(text.replace("status_quo: [us.press, russia.mediate]", ""), "utf-8")
    assert bench.material().outcomes is not second.outcomes
    file.write_text(text, "utf-8")
    assert {f.code for f in third.findings} == {f.code for f in opened(folder, "en", "").findings}


def test_in_persian_no_mark_of_another_script_follows_its_words(desk: ServedDesk) -> None:
    cookie = f"{COOKIE}={desk.gate.key}; {LANGUAGE}=fa"
    for path in ("/", "/sources", "/review", "/case", "/case/add/parties/iran/prefers", "/advice"):
        page = desk.get(path, Cookie=cookie).text.partition("<main")[2]
        said = html.unescape(re.sub(r"<[^>]*>", "", page))
        assert re.findall(r"[\u0600-\u06ff]\S*\s*[,;](?=\s)", said) == [], path
    form = desk.get("/case/add/parties/iran/prefers", Cookie=cookie).text
    assert "unreviewed" not in re.sub(r"<[^>]*>", "", form)
    assert "میز چنین صفحه‌ای ندارد." in desk.get("/nowhere", Cookie=cookie).text


def test_what_is_new_is_told_and_another_language_is_nothing_new(
    shipped: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(shipped, tmp_path / "visited")
    with served(folder) as desk:
        desk.get("/")
    with served(folder) as desk:
        persian = {"Cookie": f"{COOKIE}={desk.gate.key}; {LANGUAGE}=fa"}
        page = desk.get("/", **persian).text
        new = page[page.index('id="new"') :].partition("</section>")[0]
        assert new.count("<li>") == 1  # nothing that bears on this page
        file = desk.bench.file()
        file.set(("parties", "iran", "wants", 1, "text"), "Peace")
        file.save()
        page = html.unescape(desk.get("/", **persian).text)
        new = page[page.index('id="new"') :].partition("</section>")[0]
        assert new.count("<li>") == 2
        assert "Peace" in new


def test_a_browser_chooses_its_language_and_colours(desk: ServedDesk) -> None:
    given = desk.post("/look", {"language": "fa", "back": "/claims"})
    assert given.headers["location"] == "/claims"
    cookie = f"{COOKIE}={desk.gate.key}; {given.headers['set-cookie'].partition(';')[0]}"
    page = desk.get("/", Cookie=cookie).text
    assert '<html lang="fa" dir="rtl"' in page
    assert '<html lang="en" dir="ltr">' in desk.get("/", Cookie=f"{COOKIE}={desk.gate.key}").text
    dark = desk.post("/look", {"scheme": "dark"}).headers["set-cookie"].partition(";")[0]
    assert 'data-scheme="dark"' in desk.get("/", Cookie=f"{cookie}; {dark}").text
    for form in ({"language": "xx"}, {"scheme": '"><b>'}):
        assert "set-cookie" not in desk.post("/look", form).headers


def test_dark_and_light_may_be_chosen_whatever_the_system_says(desk: ServedDesk) -> None:
    css = desk.get("/style.css").text
    dark = re.search(r':root\[data-scheme="dark"\] \{(.*?)\}', css, re.DOTALL)
    system = re.search(r':root:not\(\[data-scheme="light"\]\) \{(.*?)\}', css, re.DOTALL)
    assert dark is not None
    assert system is not None
    assert system[1].strip() in dark[1]
    assert "--paper" in dark[1]
    assert "@media (prefers-color-scheme: dark)" not in css
    assert css.count("{") == css.count("}")


def test_what_is_to_check_is_told_once_for_each_kind_with_how_many_more() -> None:
    weak = [Finding("GO305", "weak", help="Say why.", severity="warning") for _ in range(3)]
    other = Finding("GO307", "undated", help="Say when.", severity="warning")
    assert kinds([weak[0], other, *weak[1:]]) == [(weak[0], 2), (other, 0)]
    assert kinds([]) == []
