"""Sources and claims on the desk: pages come in, words are put to use, several people decide."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.desk_world import ServedDesk, served
from tests.evidence.made_dossiers import Page

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.case import file as casefile
from goodoffices.desk.listing import Pager
from goodoffices.evidence.claims import Dossier, Statement
from goodoffices.evidence.searching import FoldedText
from goodoffices.evidence.selection import folded
from goodoffices.evidence.store import Choice, DossierStore

CASE = """\
case: c
title: T
parties:
  us: {name: US, options: {press: Press}, wants: [Talks], prefers: [us.press]}
  iran:
    name: Iran
    options:
      build: {text: Build}   # what it can
"""
TEXT = (
    "Talks at the port\n\n"
    "Iran said that talks were near. The minister said that the port was shut.\n\n"
    "وزیر گفت که مذاکرات نزدیک است."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "case"
    goodoffices.new(made, "T")
    (made / "case.yaml").write_text(CASE, "utf-8")
    page = Page(TEXT, "port.txt", title="Talks at the port")
    with DossierStore(made) as store:
        store.add(
            Dossier(
                (page.document,),
                actors=(page.actor("iran", "Iran"),),
                statements=(
                    page.said("iran", "talks were near"),
                    page.said("iran", "the port was shut"),
                ),
            )
        )
    return made


@pytest.fixture
def desk(folder: Path) -> Iterator[ServedDesk]:
    with served(folder) as one:
        yield one


def source(desk: ServedDesk) -> str:
    return desk.bench.material().dossier.documents[0].id


def claims(desk: ServedDesk) -> list[str]:
    return [statement.id for statement in desk.bench.material().dossier.statements]


def status(desk: ServedDesk, claim: str) -> str:
    found = desk.bench.material().dossier.claim(claim)
    assert found is not None
    return found.status


def at(words: str) -> dict[str, str]:
    start = TEXT.index(words)
    return {"start": str(start), "end": str(start + len(words))}


def seen(desk: ServedDesk, path: str = "/review") -> str:
    found = re.search(r'name="seen" value="(\d+)"', desk.get(path).text)
    assert found is not None
    return found[1]


def read(desk: ServedDesk, form: object, **headers: str) -> str:
    """Send pages, wait until they are read, and return the page that tells what came of it."""
    sent = desk.post("/sources/add", form, **headers)
    assert sent.status == 303, sent.text
    work = sent.headers["location"]
    until = time.monotonic() + 60
    while (found := json.loads(desk.get(f"{work}.json").text))["state"] == "running":
        assert time.monotonic() < until
        time.sleep(0.05)
    assert found["state"] == "done", found
    return desk.get(found["then"]).text


# -- pages come in ---------------------------------------------------------------------------------


def test_words_that_were_pasted_become_a_page_with_what_is_told_of_them(desk: ServedDesk) -> None:
    words = "Iran's minister said that the talks would go on.\r\n\r\nMore follows.\r\n"
    told = {"text": words, "title": "Go <on>", "outlet": "Echo", "published": "2025-03-05"}
    told["address"] = "https://echo.example/1"
    page = read(desk, told)
    assert "1 page was added" in page
    document = desk.bench.material().dossier.documents[-1]
    assert (document.title, document.outlet, document.published) == (
        "Go <on>",
        "Echo",
        "2025-03-05",
    )
    assert document.address == "https://echo.example/1"
    assert document.snapshot.text == words.replace("\r\n", "\n")
    assert "Go &lt;on&gt;" in desk.get("/sources").text
    assert "0 pages were added" in read(desk, told)


def test_files_are_read_and_what_cannot_be_read_is_told(desk: ServedDesk) -> None:
    parts = [
        ("files", "a.txt", b"The minister said that the port would open."),
        ("files", "b.pdf", b"%PDF-1.4 nothing"),
    ]
    body = b"".join(
        f'--edge\r\nContent-Disposition: form-data; name="{n}"; filename="{f}"\r\n\r\n'.encode()
        + data
        + b"\r\n"
        for n, f, data in parts
    )
    page = read(desk, body + b"--edge--\r\n", Content_Type="multipart/form-data; boundary=edge")
    assert "1 page was added" in page
    assert "b.pdf" in page
    assert "What to know of the reading" in page


def test_nothing_is_read_of_nothing_and_no_address_but_of_the_web(desk: ServedDesk) -> None:
    assert "GO356" not in desk.post("/sources/add", {"text": "  "}).text
    for form in ({"text": " "}, {"fetch": "file:///etc/passwd"}, {"text": "a", "address": "x"}):
        assert desk.post("/sources/add", form).status == 422
    assert len(desk.bench.material().dossier.documents) == 1


def test_what_was_pasted_is_given_back_with_what_is_wrong_at_its_field(
    desk: ServedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"text": "The minister <said> so.", "title": "Go <on>", "published": "March"}
    told |= {"outlet": "", "address": ""}
    assert 'id="text"' in desk.get("/sources/add").text
    back = desk.post("/sources/add", told)
    assert back.status == 422
    form = lxml.html.fromstring(back.text).xpath('//form[.//textarea[@name="text"]]')[0]
    assert {name: form.fields[name].lstrip("\n") for name in told} == told
    date = form.xpath('.//input[@name="published"]')[0]
    assert date.get("aria-invalid") == "true"
    assert "March" in form.xpath(f'.//*[@id="{date.get("aria-describedby")}"]')[0].text_content()
    assert back.text.count('role="alert"') == 1

    def fails(*_given: object) -> None:
        raise UsageError(finding("GO356.nothing"))

    monkeypatch.setattr("goodoffices.folder.ingest.read_in", fails)
    begun = desk.post("/sources/add", told | {"published": ""}).headers["location"]
    work = desk.works.get(begun.rpartition("/")[2])
    assert work is not None
    while work.going:
        time.sleep(0.01)
    assert work.state == "failed"
    again = lxml.html.fromstring(desk.get(work.then).text)
    assert again.xpath('//textarea[@name="text"]')[0].value.lstrip("\n") == told["text"]
    assert again.xpath('//input[@name="title"]')[0].get("value") == told["title"]


def test_a_page_is_dated_by_whoever_knows(desk: ServedDesk) -> None:
    page = source(desk)
    assert "Undated" in desk.get(f"/sources/{page}").text
    assert desk.post(f"/sources/{page}/date", {"published": "soon"}).status == 400
    assert desk.post(f"/sources/{page}/date", {"published": "2025-03"}).status == 303
    document = desk.bench.material().dossier.documents[0]
    assert (document.published, document.published_from) == ("2025-03", "given")


# -- words put to use ------------------------------------------------------------------------------


def test_words_of_a_page_are_found_and_show_what_rests_on_them(desk: ServedDesk) -> None:
    page = source(desk)
    found = html.unescape(desk.get(f"/sources/{page}?find=TALKS%20were").text)
    where = re.search(r'href="(/sources/[^"]*/words\?[^"]*)"', found)
    assert where is not None
    words = desk.get(where[1]).text
    assert '<mark class="now">talks were</mark>' in words
    assert f"/claims/{claims(desk)[0]}" in words
    nothing = desk.get(f"/sources/{page}/words?{urlencode(at('Talks at'))}").text
    assert "No claim was read from them." in nothing
    assert desk.get(f"/sources/{page}/words?start=5&end=5").status == 400
    assert desk.get(f"/sources/{page}/words?start=0&end=99999").status == 400
    other = urlencode(at("Talks at") | {"words": "something else"})
    assert desk.get(f"/sources/{page}/words?{other}").status == 400


def test_selected_words_become_claims_that_their_maker_answers_for(desk: ServedDesk) -> None:
    page = source(desk)
    form = at("The minister said that the port was shut") | {"kind": "statement"}
    made = desk.post(f"/sources/{page}/claim", form | {"speaker": "iran", "how": "direct"})
    claim = desk.bench.material().dossier.claim(made.headers["location"].rpartition("/")[2])
    assert isinstance(claim, Statement)
    assert (claim.speaker, claim.kind, claim.status, claim.rule) == (
        "iran",
        "direct",
        "accepted",
        "person",
    )
    assert claim.spans[0].exact == "The minister said that the port was shut"
    event = at("talks were near") | {"kind": "event", "type": "CONSULT", "who": "iran"}
    assert desk.post(f"/sources/{page}/claim", event).status == 303
    name = at("The minister") | {"kind": "actor", "actor_kind": "person"}
    assert desk.post(f"/sources/{page}/claim", name).headers["location"] == "/claims/the-minister"
    assert desk.post(f"/sources/{page}/claim", at("port") | {"kind": "issue"}).status == 303
    for wrong in (event | {"who": "nobody"}, event | {"type": "X"}, name | {"actor_kind": ""}):
        assert desk.post(f"/sources/{page}/claim", wrong).status == 400
    with DossierStore(desk.bench.folder) as store:  # reading the page again takes none away
        document = desk.bench.material().dossier.documents[0]
        store.add(Dossier((document,)))
    left = desk.bench.material().dossier
    assert {"the-minister", "port"} <= {c.id for c in left.claims}
    assert left.events
    assert left.claim(claim.id) is not None


def test_selected_words_become_a_want_and_the_evidence_of_an_option(desk: ServedDesk) -> None:
    page = source(desk)
    want = at("talks were near") | {"party": "iran", "text": "Talks soon", "speaker": "iran"}
    assert desk.post(f"/sources/{page}/want", want).status == 303
    case = casefile.load(desk.bench.folder)
    text, basis = case.parties[1].wants[0]
    assert text == "Talks soon"
    claim = desk.bench.material().dossier.claim(basis.evidence[0])
    assert claim is not None
    assert claim.spans[0].exact == "talks were near"
    there = claims(desk)[1]
    for part in ("parties/us/options/press", "parties/us/wants/0", "parties/iran/options/build"):
        ground = at("the port was shut") | {"part": part, "existing": there}
        assert desk.post(f"/sources/{page}/ground", ground).status == 303
        assert desk.post(f"/sources/{page}/ground", ground).status == 303  # once is enough
    case = casefile.load(desk.bench.folder)
    us, iran = case.parties
    assert us.options[0].text == "Press"
    assert us.wants[0][0] == "Talks"
    for basis in (us.options[0].basis, us.wants[0][1], iran.options[0].basis):
        assert basis.evidence == (there,)
    assert "# what it can" in (desk.bench.folder / "case.yaml").read_text("utf-8")
    assert desk.post(f"/sources/{page}/ground", at("port") | {"part": "parties/x"}).status == 400


def test_a_claim_is_moved_to_other_words_and_keeps_its_id(desk: ServedDesk) -> None:
    page, claim = source(desk), claims(desk)[0]
    assert "Choose the words" in desk.get(f"/sources/{page}?claim={claim}").text
    where = f"/sources/{page}/words?{urlencode(at('that talks were near') | {'claim': claim})}"
    form = at("that talks were near") | {"source": page, "seen": seen(desk, where)}
    assert desk.post(f"/claims/{claim}/anchor", form).status == 303
    found = desk.bench.material().dossier.claim(claim)
    assert found is not None
    assert found.spans[0].exact == "that talks were near"
    assert found.status == "corrected"
    stale = desk.post(f"/claims/{claim}/anchor", at("port") | {"source": page, "seen": "0"})
    assert "missed" in stale.headers["location"]


# -- deciding --------------------------------------------------------------------------------------


def test_who_decided_meanwhile_is_told_and_nothing_is_overwritten(desk: ServedDesk) -> None:
    claim, at_first = claims(desk)[0], seen(desk)
    other = ServedDesk(desk.port, desk.gate, desk.bench)
    other.post("/by", {"by": "PN"})
    form = {"claim": claim, "seen": at_first, "queue": "status=unreviewed"}
    other.post("/review/decide", form | {"decision": "accept"})
    mine = desk.post("/review/decide", form | {"decision": "reject"})
    assert status(desk, claim) == "accepted"
    told = desk.get(mine.headers["location"]).text
    assert "PN decided on it meanwhile" in told
    again = form | {"decision": "reject", "seen": seen(desk, mine.headers["location"])}
    desk.post("/review/decide", again)
    assert status(desk, claim) == "rejected"


def test_several_are_decided_at_once_but_for_those_decided_meanwhile(desk: ServedDesk) -> None:
    one, two = claims(desk)
    at_first = seen(desk, "/claims?kind=statement")
    with DossierStore(desk.bench.folder) as store:
        store.decide(one, "rejected", "PN", "2025-01-01")
    form = {"decision": "accept", "seen": at_first, "all": "1", "queue": "kind=statement"}
    done = desk.post("/review/several", form)
    page = desk.get(done.headers["location"]).text
    assert (status(desk, one), status(desk, two)) == ("rejected", "accepted")
    assert "1 claim was decided." in page
    assert "PN decided on it meanwhile" in page
    for wrong in ({"all": "1"}, {"queue": "status=unreviewed", "all": "1"}, {}):
        assert desk.post("/review/several", {"decision": "accept", **wrong}).status == 400
    ticked = {"decision": "unsure", "seen": seen(desk, "/claims"), "tick": one}
    desk.post("/review/several", ticked)
    assert status(desk, one) == "unsure"


def test_what_was_decided_last_is_taken_back_step_by_step(desk: ServedDesk) -> None:
    one, two = claims(desk)
    desk.post("/review/decide", {"claim": one, "decision": "accept", "seen": seen(desk)})
    both = {"decision": "reject", "seen": seen(desk, "/claims"), "all": "1"}
    desk.post("/review/several", both | {"queue": "kind=statement"})
    assert {status(desk, one), status(desk, two)} == {"rejected"}
    desk.post("/review/undo")
    assert (status(desk, one), status(desk, two)) == ("accepted", "unreviewed")
    desk.post("/review/undo")
    assert status(desk, one) == "unreviewed"
    assert "told=nothing" in desk.post("/review/undo").headers["location"]
    desk.post("/review/decide", {"claim": one, "decision": "accept", "seen": seen(desk)})
    with DossierStore(desk.bench.folder) as store:
        store.decide(one, "rejected", "PN", "2025-01-01")
    assert "missed=undo" in desk.post("/review/undo").headers["location"]
    assert status(desk, one) == "rejected"


def test_a_claim_is_corrected_by_its_fields_and_joined_to_another(desk: ServedDesk) -> None:
    one, two = claims(desk)
    form = {"speaker": "Iran", "date": "2025-03-05", "modality": "negated", "seen": seen(desk)}
    assert desk.post(f"/claims/{one}/correct", form).status == 303
    found = desk.bench.material().dossier.claim(one)
    assert isinstance(found, Statement)
    assert (found.date, found.modality, found.status) == ("2025-03-05", "negated", "corrected")
    assert desk.post(f"/claims/{one}/correct", {"date": "soon", "seen": "9"}).status == 400
    assert desk.post(f"/claims/{two}/merge", {"other": "nothing"}).status == 400
    assert desk.post(f"/claims/{two}/merge", {"other": one, "seen": seen(desk)}).status == 303
    assert status(desk, two) == "rejected"


def test_a_queue_leads_from_one_to_the_next(desk: ServedDesk) -> None:
    waits = desk.get("/review?kind=statement").text
    first = re.search(r'name="claim" value="([^"]+)"', waits)
    assert first is not None
    form = {"claim": first[1], "decision": "accept", "seen": seen(desk), "queue": "kind=statement"}
    after = desk.post("/review/decide", form).headers["location"]
    second = re.search(r'name="claim" value="([^"]+)"', desk.get(after).text)
    assert second is not None
    assert second[1] != first[1]
    form |= {"claim": second[1], "seen": seen(desk)}
    desk.post("/review/decide", form)
    assert "all of it is decided" in desk.get("/review?kind=statement").text


# -- searched, listed, exported --------------------------------------------------------------------


def test_all_text_is_searched_with_letters_folded(desk: ServedDesk) -> None:
    page = desk.get("/search?" + urlencode({"q": "وزير"})).text  # with an Arabic ya
    assert '<mark class="now">وزیر</mark>' in page
    assert "No page says so." in desk.get("/search?q=nowhere").text
    rows = json.loads(desk.get("/search.json?q=talks").text)
    assert [row["words"] for row in rows] == ["Talks", "talks"]
    assert all(TEXT[row["start"] : row["end"]] == row["words"] for row in rows)


@given(
    st.text("aàé  ßیيك\u0301\n\u200cx", max_size=30), st.text("aàé ßیيk", min_size=1, max_size=3)
)
def test_what_is_found_is_what_was_looked_for(text: str, words: str) -> None:
    found = list(FoldedText(text).places(words))
    wanted = " ".join(folded(words).split())
    for start, end in found:
        assert " ".join(folded(text[start:end]).split()) == wanted
    plain = " ".join("".join(" " if c.isspace() else c for c in folded(text)).split())
    assert bool(found) == bool(wanted and wanted in plain)


def test_lists_stand_as_json_and_csv_in_which_nothing_runs(desk: ServedDesk) -> None:
    page = source(desk)
    desk.post(f"/sources/{page}/claim", at("port") | {"kind": "issue"})
    for path in ("/sources", "/claims", "/timeline", "/people", "/positions", "/search"):
        rows = json.loads(desk.get(f"{path}.json?q=talks").text)
        table = desk.get(f"{path}.csv?q=talks")
        assert table.headers["content-type"].startswith("text/csv")
        lines = list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))))
        assert len(lines) == len(rows) + 1, path
    assert len(json.loads(desk.get("/claims.json?kind=statement").text)) == 2
    one = json.loads(desk.get(f"/claims/{claims(desk)[0]}.json").text)
    assert one["spans"][0][3] == "talks were near"
    assert desk.get(f"/sources/{page}.txt").text == TEXT


@settings(deadline=None)
@given(st.integers(0, 3000), st.integers(1, 300))
def test_pages_of_a_list_hold_each_row_once(total: int, size: int) -> None:
    pages = Pager(total, 0, size, ()).pages
    shown = [
        row
        for number in range(pages)
        for row in range(Pager(total, number, size, ()).first, Pager(total, number, size, ()).last)
    ]
    assert shown == list(range(total))


def test_decisions_of_two_stores_at_once_lose_none(folder: Path) -> None:
    with DossierStore(folder) as mine, DossierStore(folder) as other:
        dossier = mine.dossier()
        one, two = (s.id for s in dossier.statements)
        first = mine.decide_seen([Choice(one, "accepted")], "AB", "t1", 0)
        late = other.decide_seen([Choice(one, "rejected"), Choice(two, "rejected")], "PN", "t2", 0)
        assert set(first.kept) == {one}
        assert set(late.kept) == {two}
        assert [(d.claim, d.by, d.status) for d in late.missed] == [(one, "AB", "accepted")]
        assert {d.claim: d.status for d in mine.decisions()} == {one: "accepted", two: "rejected"}
