"""The whole reading of a report: an article of our own, as text and as a page."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.base.errors import UnreadableInput
from goodoffices.evidence.claims import Dossier
from goodoffices.read import read_bytes, read_pieces, read_text
from goodoffices.read.formats.pieces import read_file

TITLE = "Moscow offers itself as go-between for Washington and Tehran"
BODY = """\
Moscow is ready to mediate between the United States and Iran over Tehran’s nuclear programme, \
officials in both capitals said, after U.S. President Donald Trump and Russian President Vladimir \
Putin spoke by telephone.
U.S. Secretary of State Marco Rubio and Russian Foreign Minister Sergey Lavrov had met in \
mid-February. Kremlin spokesman Dmitry Peskov said that “Russia believes that the United States \
and Iran should resolve all problems through negotiations” and promised that Russia would help.
A White House source, who was not named, said that the Kremlin had made the offer unasked.
In Iran, foreign ministry spokesman Esmaeil Baghaei told reporters that good will from other \
states mattered. Trump pulled out of the Joint Comprehensive Plan of Action (JCPOA) in 2018.
Ryan Costello, director of the National Iranian American Council, warned that such openings close \
fast. The Trump administration has not replied. Ukraine was invaded by Russia in 2022.\
""".splitlines()
BOX = ["About Karl Berg", "Karl Berg is a reporter who lives in Berlin, Germany."]
TEXT = "\n\n".join(
    [TITLE, *BODY, *BOX, "Leave a Reply", "Your email address will not be published."]
)
PAGE = (
    f"<html lang='en'><head><title>{escape(TITLE)} | Desk</title></head><body><nav>Home</nav>"
    f"<main><article><h1>{escape(TITLE)}</h1>"
    + "".join(f"<p>{escape(p)}</p>" for p in BODY)
    + f"</article><aside class='author-box'><h3>{BOX[0]}</h3><p>{BOX[1]}</p></aside>"
    "<section id='respond'><h3>Leave a Reply</h3><p>Your email address will not be published.</p>"
    "<form><textarea></textarea></form></section></main></body></html>"
)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return read_text(TEXT)


def told(dossier: Dossier) -> dict[str, Any]:
    """Return what the claims say, without their places."""
    return {
        "actors": [(a.id, a.role, a.affiliation, len(a.spans)) for a in dossier.actors],
        "statements": [(s.speaker, s.cue, s.text, s.kind) for s in dossier.statements],
        "events": [(e.type, e.actors, e.recipients, e.trigger.exact) for e in dossier.events],
        "issues": [(i.id, i.parties) for i in dossier.issues],
        "relations": [(r.type, r.subject, r.object) for r in dossier.relations],
    }


def test_actors(dossier):
    assert {a.id: (a.role, a.affiliation) for a in dossier.actors} == {
        "russia": (None, None),
        "united-states": (None, None),
        "iran": (None, None),
        "ukraine": (None, None),
        "donald-trump": ("President", "united-states"),
        "vladimir-putin": ("President", "russia"),
        "marco-rubio": ("Secretary of State", "united-states"),
        "sergey-lavrov": ("Foreign Minister", "russia"),
        "dmitry-peskov": ("Kremlin spokesman", "russia"),
        "esmaeil-baghaei": ("foreign ministry spokesman", "iran"),
        "ryan-costello": ("director", "national-iranian-american-council"),
        "national-iranian-american-council": (None, None),
    }


def test_statements(dossier):
    found = {(s.speaker or s.unnamed, s.cue): s for s in dossier.statements}
    assert set(found) == {
        ("official", "said"),
        ("dmitry-peskov", "said"),
        ("dmitry-peskov", "promised"),
        ("person_familiar", "said"),
        ("esmaeil-baghaei", "told"),
        ("ryan-costello", "warned"),
    }
    quoted = found["dmitry-peskov", "said"]
    assert (quoted.kind, quoted.text[0], quoted.text[-1]) == ("direct", "“", "”")
    assert found["person_familiar", "said"].affiliation == "united-states"
    assert any(s.issues for s in dossier.statements)


def test_the_chrome_of_the_page_gives_no_claim(dossier):
    start = TEXT.index("About Karl Berg")
    for claim in dossier.claims:
        assert all(span.end <= start for span in claim.spans)


def test_the_page_gives_the_same_claims(dossier):
    assert told(read_bytes(PAGE.encode())) == told(dossier)


def test_findings_say_what_to_check(dossier):
    assert {f.code for f in dossier.findings} == {"GO153", "GO155"}
    dated = read_text(TEXT, published="2025-03-05")
    assert {f.code for f in dated.findings} == {"GO155"}


def test_an_undated_page_has_no_date_from_a_relative_word():
    undated = read_text("Iran said on Monday that the talks were over.")
    assert undated.documents[0].published is None
    assert [s.date for s in undated.statements] == [None]


def test_a_rewritten_page_names_its_origin():
    found = read_text(
        TEXT.replace("About Karl", "Original Source: www.middleeasteye.net\n\nAbout Karl")
    )
    assert "GO154" in {f.code for f in found.findings}
    assert found.documents[0].origin.name == "Middle East Eye"


def test_another_language_is_kept_and_said_to_be_unread():
    found = read_text("Россия заявила, что готова к переговорам с Ираном. Иран согласился.")
    assert {a.id for a in found.actors} == {"russia", "iran"}
    assert (found.statements, found.events) == ((), ())
    assert "GO151" in {f.code for f in found.findings}


def test_reading_twice_gives_the_same_ids(dossier):
    again = read_text(TEXT)
    assert [c.id for c in again.claims] == [c.id for c in dossier.claims]
    assert again == dossier


def test_ids_are_unique(dossier):
    ids = [c.id for c in dossier.claims]
    assert len(set(ids)) == len(ids)


def test_everything_names_somebody_known(dossier):
    known = {a.id for a in dossier.actors}
    for statement in dossier.statements:
        assert {statement.speaker, statement.affiliation} - {None} <= known
    for event in dossier.events:
        assert {*event.actors, *event.recipients} <= known
    for relation in dossier.relations:
        assert {relation.subject, relation.object} <= known


def test_files_are_read_one_by_one(tmp_path):
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(TEXT, "utf-8")
    bad.write_bytes(b"")
    first, second = (one for path in (good, bad) for one in read_pieces(read_file(path)))
    assert isinstance(first, Dossier)
    assert isinstance(second, UnreadableInput)
    assert read_bytes(good.read_bytes(), str(good)).actors == first.actors


PIECES = [
    "Iran ",
    "Russia’s ",
    "agreed to mediate ",
    "said ",
    "that ",
    "“no” ",
    "President Ann Reed ",
    "met ",
    "the U.S. ",
    ". ",
    "\n\n",
    "in 2018 ",
    "nuclear programme ",
    "withdrew from ",
    "he ",
    "talks between ",
    "and ",
    ", ",
    "officials ",
    "may ",
    "not ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=20))
def test_every_span_of_every_item_is_its_slice(pieces):
    text = "A" + "".join(pieces)
    found = read_text(text)
    assert found.orphans() == ()
    snapshot = found.documents[0].snapshot
    for claim in found.claims:
        assert claim.spans
        assert all(text[s.start : s.end] == s.exact for s in claim.spans)
    for statement in found.statements:
        others = (statement.sentence, statement.speaker_span, statement.cue_span)
        assert all(snapshot.holds(s) for s in others if s is not None)
    assert all(snapshot.holds(e.trigger) for e in found.events)
    ids = [c.id for c in found.claims]
    assert len(set(ids)) == len(ids)
