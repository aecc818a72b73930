"""Nothing confidential leaves: canaries in every closed key of a case, looked for in every file.

The faults that the search is there for are planted, and found.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.publish.site_world import LET_OUT, SLUG, copied, edited, published, read_out, settled
from tests.publish.site_world import shipped as shipped_case

from goodoffices.base.errors import CaseError
from goodoffices.case import file as casefile
from goodoffices.publish import paper, publishing
from goodoffices.publish.build import build
from goodoffices.publish.public import CLOSED, closed_texts

NUMBERS = ("37.4319", "0.4871", "71.3377", "4.7713", "0.7919")
"""Planted as a walk-away, a weight, a worth, a pair's sum and a judgement of advice."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped case with canaries under every key that stays in it."""
    case = shipped_case(tmp_path_factory.mktemp("canaries") / "case")
    edited(case, "walk_away: 35", f"walk_away: {NUMBERS[0]}")
    edited(case, "weight: 0.5, values: {unlimited", f"weight: {NUMBERS[1]}, values: {{unlimited")
    edited(
        case, "values: {unlimited: 0, capped: 70", f"values: {{unlimited: 0, capped: {NUMBERS[2]}"
    )
    edited(
        case,
        "    worth:\n      judged: GO\n      walk_away: 30\n",
        "    worth:\n      judged: GO\n      because: canary-worth told by the envoy\n"
        "      walk_away: 30\n      pairs:\n"
        f"        - {{when: {{nuclear: capped, proxies: ended}}, adds: {NUMBERS[3]}, judged: GO, "
        "because: canary-pair told by the envoy}\n      red_lines:\n"
        "        - {when: {nuclear: none, sanctions: kept}, judged: GO, "
        "because: canary-redline told by the envoy}\n",
    )
    edited(
        case,
        "delta: 0.8..0.95\n      withdrawal: 0.2..0.6",
        f"delta: 0.8..0.95\n      withdrawal: 0.2..{NUMBERS[4]}",
    )
    edited(
        case,
        "    worth:\n      judged: GO\n      because: canary-worth",
        "    sees:\n      judged: GO\n      because: canary-sees told by the envoy\n"
        "      imagines: {us: {strike: canary-strike from the air}}\n"
        "    worth:\n      judged: GO\n      because: canary-worth",
    )
    edited(case, "because: the report is silent on it", "because: canary-advice told by the envoy")
    edited(
        case,
        "notes:\n",
        "levers:\n  costs: {swap: 1}\n  new:\n"
        "    us.fund: {text: canary-lever a secret fund, cost: 2, judged: GO}\n"
        "feeds: [canary-feed.opml]\nnotes:\n  - canary-note the envoy drinks\n",
    )
    return case


CANARY = re.compile(r"canary-\w+")


def leaks(site: Path) -> dict[str, set[str]]:
    """Return what was planted and is found, by the file it is found in."""
    found: dict[str, set[str]] = {}
    for name, text in read_out(site):
        told = set(CANARY.findall(text)) | {number for number in NUMBERS if number in text}
        if told:
            found[name] = told
    return found


def test_nothing_that_stays_in_a_case_is_in_any_file_of_its_site(
    case, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(publishing, "VARIATIONS", 20)
    kinds = {text.split(" ", maxsplit=1)[0] for text in closed_texts(casefile.load(case))}
    planted = {
        "canary-worth",
        "canary-sees",
        "canary-strike",
        "canary-pair",
        "canary-redline",
        "canary-advice",
        "canary-lever",
    }
    assert planted | {"canary-note", "canary-feed.opml"} <= kinds
    site = tmp_path / "site"
    settled(site)
    published(case, site)
    paper.renew(site)
    published(case, site, replace(LET_OUT, language="fa"))
    own = copied(case, tmp_path / "own")
    edited(
        own,
        "that: not us.press, judged: GO, because: relief",
        "that: us.press, judged: GO, because: relief",
    )
    published(own, site, replace(LET_OUT, correction="Upside down."))
    build(site)
    names = {path.suffix for path in site.rglob("*")}
    assert {".html", ".json", ".atom", ".pdf", ".docx", ".csv", ".svg", ".bib"} <= names
    assert leaks(site) == {}


@pytest.mark.parametrize("kept", CLOSED)
def test_a_part_that_is_not_taken_out_is_found(case, kept, monkeypatch) -> None:
    """Each closed part has a canary by which its leaving would be seen."""
    whole = casefile.load(case)
    told = {key for key in closed_texts(whole).values() if kept in key}
    assert told


def test_a_page_that_is_made_of_the_whole_case_is_refused(case, tmp_path, monkeypatch) -> None:
    """Planted fault: nothing is taken out, and a section tells the notes."""
    monkeypatch.setattr(publishing, "VARIATIONS", 20)
    compose = publishing.article.compose

    def leaking(material):
        record = compose(material)
        record["sections"][0]["lines"] = [
            {"id": "s-0", "text": "It is said: canary-note the envoy drinks"}
        ]
        return record

    monkeypatch.setattr(publishing.article, "compose", leaking)
    site = tmp_path / "site"
    settled(site)
    with pytest.raises(CaseError) as error:
        published(case, site)
    assert [one.code for one in error.value.findings] == ["GO608"]
    monkeypatch.setattr(publishing.check, "closed_texts", lambda _case: {})
    published(case, site)
    assert f"briefs/{SLUG}/index.html" in leaks(site)


def test_a_headline_that_repeats_a_note_is_refused(case, tmp_path) -> None:
    own = copied(case, tmp_path / "own")
    (own / "publish.yaml").write_text("headline: Canary-note the  envoy drinks, it says\n")
    settled(tmp_path / "site")
    with pytest.raises(CaseError) as error:
        published(own, tmp_path / "site")
    assert [one.code for one in error.value.findings] == ["GO608"]
