"""Setting is no part of the words: soft hyphens, ligatures, parted words, wrapped lines."""

from __future__ import annotations

import os
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices
from goodoffices.evidence.claims import Dossier
from goodoffices.read.document.intake import text_document
from goodoffices.read.document.letters import legible, one_word
from goodoffices.read.document.paragraphs import split_text

REPORT = (
    "Iran rejected the offer of the United States on Monday, officials said in a long briefing. "
    "Turkey offered to mediate between Russia and Ukraine, and its ministers set off for Kyiv. "
    "“We have given the office of the envoy all it asked for,” Foreign Minister Ida Brann said."
)
LONG = float(os.environ.get("GOODOFFICES_LONG", "1"))


def gist(dossier: Dossier) -> tuple[object, ...]:
    """Return what was found, without where."""
    assert not dossier.orphans()
    return (
        [(a.id, a.name, len(a.spans)) for a in dossier.actors],
        [(s.speaker, s.kind, s.cue) for s in dossier.statements],
        [(e.type, e.cameo, e.actors, e.recipients, e.date, e.modality) for e in dossier.events],
    )


def read(text: str) -> Dossier:
    return goodoffices.read_text(text, "2025-03-13")


SETTINGS = {
    "soft hyphens": REPORT.replace("rejected", "re\u00adjected").replace(
        "mediate", "medi\u00adate"
    ),
    "zero width": REPORT.replace(" Turkey", " \u200bTurkey").replace("Brann", "Brann\u2060"),
    "ligatures": REPORT.replace("ff", "\ufb00").replace("fi", "\ufb01"),
    "parted": REPORT.replace("rejected", "re-\njected").replace("offered", "of-\nfered"),
    "wrapped": textwrap.fill(REPORT, 60),
    "indented": textwrap.indent(textwrap.fill(REPORT, 66), "    "),
    "bullet": f"• {REPORT}",
    "dash": f"-{REPORT}",
    "notes": REPORT.replace("briefing.", "briefing.[1]").replace("Kyiv.", "Kyiv.[12]"),
    "everything": textwrap.fill(REPORT, 50).replace("ff", "\ufb00").replace("ask", "as\u00adk"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_text_reads_the_same_however_it_is_set(name: str) -> None:
    document = text_document(SETTINGS[name])
    assert legible(document) is not None
    found = read(SETTINGS[name])
    assert found.documents[0].snapshot.text == SETTINGS[name]
    assert gist(found) == gist(read(REPORT))


def test_a_text_without_marks_is_read_as_it_stands() -> None:
    assert legible(text_document(REPORT)) is None


def test_the_same_words_set_in_two_ways_are_two_sources() -> None:
    one, two = (read(text) for text in (REPORT, SETTINGS["wrapped"]))
    assert not {c.id for c in one.events} & {c.id for c in two.events}
    assert one.documents[0].id != two.documents[0].id


@settings(max_examples=int(12 * LONG), deadline=None)
@given(st.data())
def test_every_span_points_at_its_own_words(data: st.DataObject) -> None:
    text = REPORT
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(1, len(text) - 1))
        mark = data.draw(st.sampled_from(["\u00ad", "\u200b", "-\n", "\n", "\ufb01", " \n  "]))
        text = text[:at] + mark + text[at:]
    dossier = read(text)
    assert not dossier.orphans()
    for claim in dossier.claims:
        for span in claim.spans:
            assert text[span.start : span.end] == span.exact


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("re", "jected", True),
        ("long", "term", False),
        ("co", "operation", False),
        ("nego", "tiations", True),
        ("cease", "fire", False),
        ("Saint", "Rowan", False),
        ("1", "day", False),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(first: str, second: str, *, whole: bool) -> None:
    assert one_word(first, second, {"negotiations"}, {"cease-fire"}) is whole


WRAPPED = (
    "The junta has opened talks with the Eastern\nSalvation Front (ESF) after a visit by President "
    "Daniel\nOkello.\nEnvoys of Chad met the ESF on Monday in the port of\nKolo."
)


def test_wrapped_lines_without_blank_lines_are_paragraphs_again() -> None:
    blocks = [WRAPPED[b.start : b.end] for b in split_text(WRAPPED)]
    assert [" ".join(b.split()) for b in blocks] == [
        (
            "The junta has opened talks with the Eastern Salvation Front (ESF) after a visit by "
            "President Daniel Okello."
        ),
        "Envoys of Chad met the ESF on Monday in the port of Kolo.",
    ]
    transcript = (
        "MS. LUND:  We will wait and see what the two of them want.\nQ  And the place of it?"
    )
    assert len(split_text(transcript)) == 2
