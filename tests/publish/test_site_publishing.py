"""A case becomes a page of a site: what stands on it, what is refused, what a correction leaves."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from tests.publish.site_world import (
    LET_OUT,
    SLUG,
    copied,
    edited,
    every_file,
    published,
    settled,
    shipped,
)

from goodoffices.base.errors import CaseError, GoodOfficesError, NeedsPerson, UsageError
from goodoffices.cli.main import verbs
from goodoffices.evidence.store import DossierStore
from goodoffices.publish import check, layout, paper, publishing
from goodoffices.publish.build import build
from goodoffices.publish.check import dead_links
from goodoffices.publish.publishing import PublishAsk, checked, withdraw


@pytest.fixture(autouse=True)
def no_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF: another test does, once."""
    monkeypatch.setattr(paper, "renew", lambda *_given, **_more: (0, []))
    monkeypatch.setattr(publishing, "VARIATIONS", 20)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shipped(tmp_path_factory.mktemp("publish") / "case")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    settled(tmp_path / "site")
    return tmp_path / "site"


def page_of(site: Path, *more: str) -> str:
    return site.joinpath("briefs", SLUG, *more, "index.html").read_text("utf-8")


def codes(error: pytest.ExceptionInfo) -> set[str]:
    return {one.code for one in error.value.findings}


def test_a_brief_has_its_words_sources_author_and_a_place_in_every_list(case, site) -> None:
    done = published(case, site)
    assert (done.slug, done.kind, done.version) == (SLUG, "new", 1)
    page = page_of(site)
    record = layout.record(site, SLUG)
    assert record is not None
    for claim in record["claims"]:
        assert f'id="c-{claim["id"]}"' in page
        assert claim["text"].strip("“”")[:40].split("’")[0] in page
    assert "View all posts by GO" in page
    assert "Original source:" in page
    for said in record["sentences"]:
        assert page.count(f'id="{said["id"]}"') == 1
    for place in ("index.html", "archive/2026/index.html", "authors/go/index.html"):
        text = (site / place).read_text("utf-8")
        assert "Russia’s offer to mediate" in text, place
    assert "0000-0002-1825-0097" in (site / "authors/go/index.html").read_text("utf-8")
    again = published(case, site)
    assert (again.kind, again.built.changed) == ("same", ())
    before = every_file(site)
    assert build(site).changed == ()
    assert every_file(site) == before


def test_no_page_asks_another_host_and_every_link_leads_somewhere(case, site) -> None:
    published(case, site)
    pages = sorted(site.rglob("*.html"))
    assert dead_links(site, pages) == []
    for page in pages:
        text = unescape(page.read_text("utf-8"))
        assert "default-src 'none'" in text
        assert not re.search(r"<(?:script(?! type=\"application/ld)|img|iframe|form)\b", text)
        assert not re.search(r"<link rel=\"stylesheet\" href=\"(?:https?:)?//", text)
        assert " style=" not in text
    css = (site / "look.css").read_text("utf-8")
    assert "url(" not in css
    assert "@import" not in css
    front = site / "index.html"
    text = front.read_text("utf-8")
    front.write_text(text.replace('href="topics/"', 'href="topic/"', 1), "utf-8")
    assert [one.code for one in dead_links(site, [front])] == ["GO610"]


def test_what_other_programs_read_of_a_brief(case, site) -> None:
    published(case, site)
    page = page_of(site)
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert data["@type"] == ["AnalysisNewsArticle", "Report"]
    assert data["author"][0]["sameAs"] == [
        "https://orcid.org/0000-0002-1825-0097",
        "https://go.example/",
    ]
    assert data["citation"][0]["@type"] == "NewsArticle"
    assert data["isBasedOn"]
    assert data["url"] == f"https://weir.example/briefs/briefs/{SLUG}/"
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    for name in ("citation_title", "citation_author", "citation_publication_date", "og:title"):
        assert f'"{name}"' in page
    folder = layout.brief_folder(site, SLUG)
    import bibtexparser

    entry = bibtexparser.loads((folder / f"{SLUG}.bib").read_text("utf-8")).entries[0]
    assert entry["ID"] == SLUG
    csl = json.loads((folder / f"{SLUG}.csl.json").read_text("utf-8"))
    assert csl[0]["type"] == "report"
    assert csl[1]["type"] == "article-newspaper"
    for figure in ("graph", "chronicle", "actors"):
        assert (folder / "figures" / f"{figure}.svg").is_file()
        assert len((folder / "figures" / f"{figure}.csv").read_text("utf-8").splitlines()) > 2


# --- refused --------------------------------------------------------------------------------------


def test_unreviewed_claims_do_not_go_out_unasked(case, tmp_path) -> None:
    site = tmp_path / "new"
    with pytest.raises(NeedsPerson) as error:
        published(case, site, PublishAsk())
    assert codes(error) == {"GO605"}
    assert not site.exists()


def test_without_an_author_nothing_goes_out(case, site) -> None:
    with pytest.raises(CaseError) as error:
        published(case, site, replace(LET_OUT, authors=("nobody",)))
    assert codes(error) == {"GO603"}
    text = (
        (site / "site.yaml").read_text("utf-8").replace("  go:\n    name: GO", "  x:\n    name: X")
    )
    (site / "site.yaml").write_text(text, "utf-8")
    with pytest.raises(CaseError) as error:
        published(case, site)
    assert codes(error) == {"GO603"}
    assert list(site.iterdir()) == [site / "site.yaml"]


def test_too_many_words_of_a_source_are_refused(case, site) -> None:
    settled(site, "quoted_words: 40\n")
    with pytest.raises(CaseError) as error:
        published(case, site)
    assert codes(error) == {"GO607"}


@pytest.mark.parametrize("verdict", ["rejected", "accepted"])
def test_a_claim_that_was_rejected_does_not_go_out(case, site, tmp_path, verdict) -> None:
    own = copied(case, tmp_path / "own")
    with DossierStore(own) as store:
        store.decide("S-1SPEC5H", verdict, by="AB", at="2026-11-29T10:00:00Z")
    if verdict == "accepted":
        assert "S-1SPEC5H" in page_of(published(own, site).page.parents[2])
        return
    with pytest.raises(CaseError) as error:
        published(own, site)
    assert codes(error) == {"GO606"}
    found = checked(own, site, LET_OUT)
    assert "GO606" in {one.code for one in found if one.severity == "error"}


def test_a_site_never_serves_a_case(case, tmp_path) -> None:
    for folder, site in ((case, case / "site"), (case, case.parent), (case, case)):
        with pytest.raises(UsageError) as error:
            published(folder, site)
        assert codes(error) == {"GO602"}
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letters.txt").write_text("private")
    with pytest.raises(UsageError) as error:
        published(case, tmp_path / "home")
    assert codes(error) == {"GO602"}


def test_an_address_stays_with_its_case(case, site, tmp_path) -> None:
    published(case, site)
    own = copied(case, tmp_path / "own")
    (own / "publish.yaml").write_text("slug: other\n")
    with pytest.raises(UsageError) as error:
        published(own, site)
    assert codes(error) == {"GO613"}
    edited(own, "case: us-iran-2025", "case: another")
    (own / "publish.yaml").write_text(f"slug: {SLUG}\n")
    with pytest.raises(UsageError) as error:
        published(own, site)
    assert codes(error) == {"GO613"}


# --- corrections ----------------------------------------------------------------------------------


@pytest.fixture
def corrected(case, site, tmp_path) -> Path:
    own = copied(case, tmp_path / "own")
    published(own, site)
    edited(own, "      - {that: not us.press, judged: GO, because: Iran is its partner}\n", "")
    edited(own, "evidence: [S-Z3R7P6X, R-F89DMWH]", "evidence: [R-F89DMWH]")
    edited(
        own,
        "that: not iran.escalate, judged: GO, because: a war",
        "that: us.press, judged: GO, because: a war",
    )
    return own


def test_a_changed_answer_is_corrected_in_the_open(corrected, site) -> None:
    old = page_of(site)
    with pytest.raises(NeedsPerson) as error:
        published(corrected, site)
    assert codes(error) == {"GO611"}
    with pytest.raises(UsageError) as refused:
        published(corrected, site, replace(LET_OUT, update="Wording."))
    assert codes(refused) == {"GO612"}
    assert page_of(site) == old
    said = "An earlier version said that Russia dislikes pressure <most>."
    done = published(corrected, site, replace(LET_OUT, correction=said))
    assert (done.kind, done.version) == ("correction", 2)
    shown = "An earlier version said that Russia dislikes pressure &lt;most&gt;."
    for place in (page_of(site), page_of(site, "changes", "2")):
        assert shown in place
    assert shown in (site / "corrections/index.html").read_text("utf-8")
    assert "dislikes pressure &lt;most&gt;" in (site / "feed.atom").read_text("utf-8")
    assert said in (site / "feed.json").read_text("utf-8")
    earlier = page_of(site, "v1")
    assert "This is an earlier version" in earlier
    assert 'name="robots" content="noindex"' in earlier
    changed = page_of(site, "changes", "2")
    assert re.search(r"<del>[^<]*press", changed)
    assert "<ins>" in changed
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page_of(site))[0]
    assert json.loads(data)["correction"][0]["text"] == said
    assert dead_links(site, site.rglob("*.html")) == []
    assert published(corrected, site).kind == "same"


def test_a_wording_is_an_update_and_its_address_and_dates_stay(case, site, tmp_path) -> None:
    own = copied(case, tmp_path / "own")
    published(own, site)
    first = layout.record(site, SLUG)
    (own / "publish.yaml").write_text("headline: Pressure holds\ntopics: [Iran, ایران]\n", "utf-8")
    with pytest.raises(NeedsPerson):
        published(own, site)
    done = published(own, site, replace(LET_OUT, update="The headline is shorter."))
    assert (done.kind, done.version) == ("update", 2)
    second = layout.record(site, SLUG)
    assert first is not None
    assert second is not None
    assert (first["uuid"], first["published"]) == (second["uuid"], second["published"])
    assert "Pressure holds" in (site / "topics/iran/index.html").read_text("utf-8")
    assert len(list((site / "topics").iterdir())) == 3
    for refused in (replace(LET_OUT, update="x"), replace(LET_OUT, correction="x")):
        with pytest.raises(UsageError) as error:
            published(own, site, refused)
        assert codes(error) == {"GO612"}
    assert dead_links(site, site.rglob("*.html")) == []


def test_withdrawn_stays_withdrawn_and_says_so_everywhere(corrected, site) -> None:
    published(corrected, site, replace(LET_OUT, correction="Wrong."))
    withdraw(site, SLUG, "The report was invented.")
    for place in (page_of(site), page_of(site, "v1")):
        assert "The report was invented." in place
    for name in ("feed.atom", "feed.json", "corrections/index.html", "authors/go/feed.atom"):
        assert "The report was invented." in (site / name).read_text("utf-8"), name
    for name in ("index.html", "authors/go/index.html", "archive/2026/index.html"):
        assert "Withdrawn" in (site / name).read_text("utf-8"), name
    folder = layout.brief_folder(site, SLUG)
    for name in (f"{SLUG}.bib", f"{SLUG}.csl.json"):
        assert "Withdrawn" in (folder / name).read_text("utf-8"), name
    assert SLUG not in (site / "sitemap.xml").read_text("utf-8")
    for again in (lambda: published(corrected, site), lambda: withdraw(site, SLUG, "x")):
        with pytest.raises(UsageError) as error:
            again()
        assert codes(error) == {"GO614"}


def test_a_persian_page_is_persian(case, site) -> None:
    published(case, site)
    done = published(case, site, replace(LET_OUT, language="fa"))
    assert done.slug == f"{SLUG}-fa"
    page = done.page.read_text("utf-8")
    assert '<html lang="fa" dir="rtl">' in page
    assert f'hreflang="en" href="../../briefs/{SLUG}/"' in page
    assert f'hreflang="fa" href="../../briefs/{SLUG}-fa/"' in page_of(site)
    assert "۱۴۰" in page
    assert dead_links(site, site.rglob("*.html")) == []


def test_the_verb_publishes_checks_corrects_and_builds(case, tmp_path) -> None:
    site = tmp_path / "site"

    def run(*arguments: object) -> tuple[int, str]:
        done = CliRunner().invoke(verbs, ["publish", *map(str, arguments)])
        error = done.exception
        code = error.exit_code if isinstance(error, GoodOfficesError) else done.exit_code
        return code, done.output

    code, told = run("--check", case, site)
    assert (code, "GO605" in told) == (1, True)
    assert not site.exists()
    assert run(case, site)[0] == 4
    assert run(case, site, "--unreviewed")[0] == 0
    assert "1 brief" in run(site)[1]
    assert run(case, site, case)[0] == 2
    assert run(site, "--withdraw", "x")[0] == 2
    assert run(site, "--brief", "us-iran-2052", "--withdraw", "x")[0] == 2
    code, told = run(case, site, "--withdraw", "Wrong from the start.", "--json")
    assert (code, json.loads(told)["kind"]) == (0, "withdrawal")
    assert "Wrong from the start." in page_of(site)


# --- the author's own text ------------------------------------------------------------------------

OWN = """\
headline: Talks, if somebody moves
text: |
  Russia has agreed to mediate [S-1SPEC5H]. It was asked
  [E-2MV8PJH, S-NV7C660], it is said. Who moves first [sic] loses.

  <b>Nobody</b> has moved.
"""


def test_an_author_writes_paragraphs_that_cite_claims(case, site, tmp_path) -> None:
    own = copied(case, tmp_path / "own")
    (own / "publish.yaml").write_text(OWN, "utf-8")
    (own / "publish.fa.yaml").write_text("headline: گفت‌وگو\ntext: هیچ‌کس حرکت نکرده است.\n", "utf-8")
    published(own, site)
    record = layout.record(site, SLUG)
    assert record is not None
    said = [(s["text"], s.get("refs", [])) for part in record["text"] for s in part]
    assert said == [
        ("Russia has agreed to mediate.", ["S-1SPEC5H"]),
        ("It was asked, it is said.", ["E-2MV8PJH", "S-NV7C660"]),
        ("Who moves first [sic] loses.", []),
        ("<b>Nobody</b> has moved.", []),
    ]
    page = page_of(site)
    assert "&lt;b&gt;Nobody&lt;/b&gt; has moved." in page
    assert 'href="#c-S-1SPEC5H"' in page.split('id="text"')[1].split("</p>")[0]
    assert {s["text"] for s in record["sentences"]} >= {text for text, _refs in said}
    persian = published(own, site, replace(LET_OUT, language="fa")).page.read_text("utf-8")
    assert "هیچ‌کس حرکت نکرده است." in persian
    assert "Nobody" not in persian
    (own / "publish.yaml").write_text(OWN.replace("Nobody", "Nobody yet"), "utf-8")
    assert published(own, site, replace(LET_OUT, update="Clearer.")).kind == "update"
    changed = page_of(site, "changes", "2")
    assert "<ins> yet</ins>" in changed
    assert dead_links(site, site.rglob("*.html")) == []


def test_an_own_text_that_cites_nothing_or_repeats_a_note_is_refused(case, site, tmp_path) -> None:
    own = copied(case, tmp_path / "own")
    edited(own, "notes:\n", "notes:\n  - The envoy drinks. He said so.\n")
    (own / "publish.yaml").write_text(
        "text: It is known [S-0000000]. The envoy drinks. He said so.\n", "utf-8"
    )
    errors = {one.code for one in checked(own, site, LET_OUT) if one.severity == "error"}
    assert errors == {"GO606", "GO608"}


def test_an_address_that_the_reply_server_has_is_refused(case, site, tmp_path) -> None:
    own = copied(case, tmp_path / "own")
    (own / "publish.yaml").write_text("slug: policy\n", "utf-8")
    with pytest.raises(UsageError) as error:
        published(own, site)
    assert codes(error) == {"GO601"}


def test_sources_that_do_not_answer_are_told_when_asked_for() -> None:
    class Half(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/there" else 404)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_given: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Half) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://127.0.0.1:{server.server_port}"
        found = check.unanswered([f"{at}/there", f"{at}/gone", f"{at}/gone"])
        server.shutdown()
    assert [(one.code, f"{at}/gone" in one.text) for one in found] == [("GO610", True)]
