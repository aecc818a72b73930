"""What a site serves is valid, whatever stands in it: HTML, Atom, JSON Feed, sitemap, links."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
import tinyhtml5
from lxml import etree, html
from tests.look.linked_data import described
from tests.look.linked_data import faults as linked_faults
from tests.publish.many_briefs import reply, written
from tests.publish.site_world import every_file

from goodoffices.publish import corrections, feeds, layout, metadata, pages
from goodoffices.publish.build import build, build_brief, rebuild
from goodoffices.publish.check import dead_links
from goodoffices.publish.settings import read_settings

HOSTILE = "<script>alert(1)</script> \"'>&amp; \u202eevil\u202c \x07 {{ 7*7 }} --> ]]> </script>"

JSON_FEED: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "pattern": "^https?://"},
        "feed_url": {"type": "string", "pattern": "^https?://"},
        "language": {"type": "string"},
        "authors": {"$ref": "#/$defs/authors"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": {"type": "string", "pattern": "^https?://"},
                    "title": {"type": "string"},
                    "content_text": {"type": "string"},
                    "date_published": {"type": "string", "format": "date-time"},
                    "date_modified": {"type": "string", "format": "date-time"},
                    "authors": {"$ref": "#/$defs/authors"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "language": {"type": "string"},
                },
            },
        },
    },
    "$defs": {
        "authors": {
            "type": "array",
            "items": {"type": "object", "required": ["name"], "properties": {"name": {}}},
        }
    },
}


def record() -> dict[str, Any]:
    """A record with every part that a page can have."""
    line = {
        "id": "s-1111111111",
        "text": "Russia has agreed.",
        "truth": "quoted",
        "unreviewed": True,
        "refs": ["E-1"],
        "because": "it said so",
        "lead": "Russia",
    }
    judged = line | {"id": "s-2222222222", "truth": "judged", "initials": "GO", "refs": []}
    table = {"heads": ["Outcome", "Holds"], "rows": [["Talks", "yes"]]}
    move = {"who": "Iran", "shape": "▲", "colour": "p1", "act": "x", "to": "Talks", "gain": True}
    moves = [{"name": "Talks", "now": True, "holds": True, "moves": [move], "partly": False}]
    moves.append({"name": "None", "now": False, "holds": False, "moves": [], "partly": False})
    figure = (
        '<svg class="graph" viewBox="0 0 10 10" role="img"><title>x</title>'
        '<a href="#s-1"><rect class="box" width="1" height="1"/></a></svg>'
    )
    return {
        "slug": "one",
        "case": "one",
        "uuid": "3f0e1bb0-6f0e-5cbb-9d7a-5d1d5f6b1a11",
        "headline": "Pressure holds",
        "standfirst": "Whoever moves first loses.",
        "authors": ["author-1"],
        "topics": ["Iran", "ایران"],
        "published": "2026-11-28T08:00:00Z",
        "modified": "2026-11-30T08:00:00Z",
        "version": 1,
        "language": "en",
        "as_of": "2025-03",
        "lead": [line | {"id": "s-3333333333", "refs": []}],
        "sections": [
            {
                "id": "hold",
                "heading": "What would hold",
                "truth": "computed",
                "table": table | {"links": ["s-1"], "pills": ["today"]},
                "way_title": "The way",
                "way": [judged | {"id": "s-4444444444"}],
                "lines": [line, judged],
                "after": [{"id": "s-5555555555", "text": "After all."}],
                "figure": "graph",
            },
            {
                "id": "wants",
                "heading": "Who wants what",
                "groups": [
                    {
                        "name": "Iran",
                        "shape": "▲",
                        "colour": "p1",
                        "lines": [judged | {"id": "s-6666666666"}],
                    }
                ],
            },
        ],
        "annex": [
            {"id": "outcomes", "heading": "Every outcome", "table": table | {"ids": ["s-1"]}}
        ],
        "figures": [
            {"name": "graph", "title": "Moves", "svg": figure, "caption": "So.", "table": table}
            | {"list": moves}
        ],
        "claims": [
            {
                "id": "E-1",
                "kind": "event",
                "text": "Russia has agreed.",
                "by": "the report",
                "lang": "en",
                "dir": "ltr",
                "unreviewed": True,
                "source": 0,
            }
        ],
        "sources": [
            {
                "title": "Russia agrees",
                "outlet": "The Weir",
                "address": "https://weir.example/1",
                "sha256": "0" * 64,
                "quoted_words": 3,
                "language": "en",
                "dir": "ltr",
            }
        ],
        "sentences": [{"id": "s-1111111111", "text": "Russia has agreed."}],
        "facts": {"digest": "1"},
    }


def hostile(part: Any) -> Any:
    """Return a record in which every text that people or sources wrote is hostile."""
    safe = {"id", "slug", "case", "uuid", "published", "modified", "language", "lang", "dir"}
    safe |= {"colour", "kind", "truth", "svg", "figure", "name", "as_of", "sha256", "address"}
    if isinstance(part, dict):
        return {k: v if k in safe else hostile(v) for k, v in part.items()}
    if isinstance(part, list):
        return [
            one
            if isinstance(one, str) and re.fullmatch(r"[sE]-\w+|author-\d", one)
            else hostile(one)
            for one in part
        ]
    return f"{part} {HOSTILE}" if isinstance(part, str) else part


@pytest.fixture(scope="module", params=["plain", "hostile"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every kind of page, as people mean it, and as somebody hostile would."""
    site = tmp_path_factory.mktemp("valid") / "site"
    bad = request.param == "hostile"
    one = hostile(record()) if bad else record()
    written(site, one, 24, 3)
    many = [reply("brief-0001", n, HOSTILE if bad else "") for n in range(9)]
    many += [reply("brief-0001", n, "A long reply. " * 700) for n in range(9, 30)]
    layout.write_replies(site, "brief-0001", many)
    folder = layout.brief_folder(site, "brief-0002")
    first = json.loads((folder / "brief.json").read_text("utf-8"))
    (folder / "v1").mkdir()
    (folder / "v1" / "brief.json").write_text(json.dumps(first), "utf-8")
    said = "Seven were counted where there are twelve." + (HOSTILE if bad else "")
    second = first | {
        "headline": "Pressure does not hold",
        "version": 2,
        "notes": [
            {"kind": "correction", "version": 2, "date": "2026-11-30T08:00:00Z", "text": said}
        ],
        "earlier": [{"version": 1, "date": first["modified"]}],
    }
    (folder / "brief.json").write_text(json.dumps(second), "utf-8")
    folder = layout.brief_folder(site, "brief-0003")
    third = json.loads((folder / "brief.json").read_text("utf-8"))
    note = {"date": "2026-11-30T08:00:00Z", "text": said}
    third |= {
        "withdrawn": note,
        "notes": [note | {"kind": "withdrawal", "version": 1}],
        "language": "fa",
        "case": "case-2",
    }
    (folder / "brief.json").write_text(json.dumps(third), "utf-8")
    build(site)
    return site


def test_html_is_read_without_an_error_and_no_id_stands_twice(site) -> None:
    found = {}
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        parser = tinyhtml5.parser.HTMLParser(namespace_html_elements=False)
        parser.parse(text)
        told = [str(one) for one in parser.errors]
        ids = Counter(re.findall(r'\bid="([^"]+)"', text))
        told += [one for one, count in ids.items() if count > 1]
        if told:
            found[str(page.relative_to(site))] = told[:5]
    assert found == {}
    parser = tinyhtml5.parser.HTMLParser()
    parser.parse("<!doctype html><title>x</title><p><table><div></table></b>")
    assert parser.errors, "the parser must see a fault"


def test_a_caption_is_the_first_or_the_last_of_its_figure(site) -> None:
    """HTML, 4.4.13: what stands after a caption that is neither is not of the figure."""
    count = 0
    for page in site.rglob("*.html"):
        tree = html.fromstring(page.read_bytes())
        for caption in tree.iter("figcaption"):
            count += 1
            parent = caption.getparent()
            assert caption in (parent[0], parent[-1]), page
    assert count > 20


def test_hostile_words_stay_words(site) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "<script>alert" not in text
        assert "49" not in re.findall(r"\{\{ 7\*7 \}\}|\b49\b", text)
        assert "\x07" not in text
        assert "\u202e" not in text
        for block in re.findall(r"<script[^>]*>(.*?)</script>", text):
            json.loads(block)


def test_feeds_are_valid(site) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    count = 0
    for path in site.rglob("*.atom"):
        tree = etree.parse(path)
        assert schema.validate(tree), (path, schema.error_log)
        parsed = feedparser.parse(path.read_bytes())
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        ids = [entry.id for entry in parsed.entries]
        assert len(ids) == len(set(ids))
        count += 1
    assert count > 40
    check = jsonschema.Draft202012Validator(JSON_FEED, format_checker=jsonschema.FormatChecker())
    for path in [*site.rglob("feed.json"), *site.rglob("replies.feed.json")]:
        check.validate(json.loads(path.read_text("utf-8")))
    bad = (site / "feed.atom").read_bytes().replace(b"<updated>", b"<updated>x", 1)
    assert not schema.validate(etree.fromstring(bad))
    sitemap = etree.parse(site / "sitemap.xml")
    locations = sitemap.findall(".//{*}loc")
    assert len(locations) > 24
    assert all((one.text or "").startswith("https://example.org/") for one in locations)
    assert len(feedparser.parse((site / "feed.atom").read_bytes()).entries) == 26


def test_every_link_of_every_page_leads_somewhere(site) -> None:
    assert dead_links(site, site.rglob("*.html")) == []


def test_what_pages_say_of_themselves_is_as_schema_org_has_it(site) -> None:
    count = 0
    for page in site.rglob("*.html"):
        for one in described(page.read_text("utf-8")):
            assert list(linked_faults(one)) == [], page
            count += 1
    assert count > 40
    bad = {"@type": "Report", "headline": "x", "publisher": "A name", "datePublished": "2025~"}
    assert len(list(linked_faults(bad | {"colour": "red"}))) == 3


def test_linked_data_and_tags_have_what_their_schemas_want(site) -> None:
    text = layout.brief_folder(site, "brief-0002").joinpath("index.html").read_text("utf-8")
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])
    assert data["@context"] == "https://schema.org"
    for key in ("headline", "datePublished", "dateModified", "author", "citation", "isBasedOn"):
        assert data[key], key
    assert data["correction"][0]["@type"] == "CorrectionComment"
    tags = dict(re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)"', text))
    for name in ("og:title", "og:type", "og:url", "citation_title", "citation_author"):
        assert unescape(tags[name]), name
    assert re.fullmatch(r"\d{4}/\d\d/\d\d", tags["citation_publication_date"])


def test_a_page_stays_small_and_long_threads_take_further_pages(site) -> None:
    drawn = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
    for page in site.rglob("*.html"):
        text = drawn.sub("", page.read_text("utf-8"))
        assert len(text.encode()) <= 150_000, page
    first = layout.brief_folder(site, "brief-0001")
    assert (first / "replies" / "2" / "index.html").is_file()
    shown = "".join(p.read_text("utf-8") for p in first.rglob("*.html"))
    for number in range(30):
        assert shown.count(f'id="reply-r{number}"') == 1


def test_answers_stand_below_what_they_answer_and_rings_are_no_trap() -> None:
    ring = [reply("a", 1), reply("a", 2)]
    object.__setattr__(ring[0], "answers", "r2")
    object.__setattr__(ring[1], "answers", "r1")
    assert [one.reply.id for one in pages.threaded(ring, {}, {})] == ["r1", "r2"]
    deep = [reply("a", n) for n in range(40)]
    for number, one in enumerate(deep):
        object.__setattr__(one, "answers", f"r{number - 1}" if number else "")
    found = pages.threaded(deep, {}, {})
    assert sum(one.count for one in found) == 40


# --- how much a build touches ---------------------------------------------------------------------


def test_one_brief_touches_only_what_it_stands_in(tmp_path) -> None:
    site = tmp_path / "site"
    written(site, record(), 30, 2)
    build(site)
    before = every_file(site)
    path = layout.brief_folder(site, "brief-0007") / "brief.json"
    changed = json.loads(path.read_text("utf-8")) | {"headline": "Another"}
    path.write_text(json.dumps(changed), "utf-8")
    told = {str(p.relative_to(site)) for p in build_brief(site, "brief-0007").changed}
    after = every_file(site)
    differ = {name for name in after if after[name] != before.get(name)}
    assert differ - {"briefs/brief-0007/brief.json"} == told
    slugs = {name.split("/")[1] for name in told if name.startswith("briefs/brief-")}
    assert slugs == {"brief-0007"}
    assert {n for n in told if n.startswith("authors/")} == {
        f"authors/author-7/{name}" for name in ("index.html", "feed.atom", "feed.json")
    }
    assert build(site).changed == ()
    layout.write_replies(site, "brief-0009", [reply("brief-0009", 1, "Only this.")])
    feeds_of_replies = ("replies.atom", "replies.feed.json")
    told = {str(p.relative_to(site)) for p in rebuild(site, "brief-0009")}
    assert told == {
        *(f"briefs/brief-0009/{name}" for name in ("index.html", *feeds_of_replies)),
        *feeds_of_replies,
    }
    assert build(site).changed == ()


def test_what_a_stopped_build_left_undone_is_done_with_the_next_brief(tmp_path) -> None:
    site = tmp_path / "site"
    written(site, record(), 6, 0)
    build(site)
    for number, topics in ((2, ["Rivers"]), (9, ["Wells"])):
        folder = layout.brief_folder(site, f"brief-000{number}")
        folder.mkdir(exist_ok=True)
        left = record() | {"slug": folder.name, "case": folder.name, "topics": topics}
        (folder / "brief.json").write_text(json.dumps(left), "utf-8")
    build_brief(site, "brief-0004")
    assert dead_links(site, site.rglob("*.html")) == []
    assert "brief-0002" in (site / "topics" / "rivers" / "index.html").read_text("utf-8")
    assert not (site / "topics" / "topic-2").exists()
    before = every_file(site)
    assert build(site).changed == ()
    assert every_file(site) == before


def test_other_settings_make_the_whole_site_anew(tmp_path) -> None:
    site = tmp_path / "site"
    written(site, record(), 3, 0)
    build(site)
    text = (site / "site.yaml").read_text("utf-8").replace("name: Many", "name: Few", 1)
    (site / "site.yaml").write_text(text, "utf-8")
    build_brief(site, "brief-0001")
    assert all("Few" in page.read_text("utf-8") for page in site.rglob("*.html"))


def test_a_cell_is_never_a_formula_and_a_citation_no_command() -> None:
    from goodoffices.publish.build import _csv

    assert "'=1+1" in _csv({"heads": ["a"], "rows": [["=1+1"]]}).decode("utf-8-sig")
    site = read_settings_of("name: N\nauthors:\n  a: {name: A}\n")
    one = record() | {"headline": r"50% {of} \input{x} & more_", "authors": ["a"], "version": 2}
    assert r"\input" not in metadata.bibtex(one, site)
    assert metadata.bibtex(one, site).count("{") == metadata.bibtex(one, site).count("}")
    assert feeds.moment("2026-11-30") == "2026-11-30T00:00:00Z"
    assert corrections.compared(one, one) == []


def read_settings_of(text: str):
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "site.yaml").write_text(text, "utf-8")
        return read_settings(Path(name))
