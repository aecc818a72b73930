"""No page costs another: a fault inside a page is a finding on that page, and the rest is read."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices
from goodoffices.base.errors import UnreadableInput
from goodoffices.evidence.claims import Dossier
from goodoffices.read import read_pieces
from goodoffices.read.document.intake import text_document
from goodoffices.read.formats.format import InputPiece
from goodoffices.read.said import statements

FAULT = "a fault that nobody foresaw"


def test_a_fault_inside_a_page_is_a_finding_on_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    real = statements.find_statements

    def broken(document: object, *rest: object) -> object:
        if "Oman" in document.snapshot.text:
            raise ValueError(FAULT)
        return real(document, *rest)

    monkeypatch.setattr(statements, "find_statements", broken)
    texts = ["Iran met Oman on Monday.", "Chad rejected the offer of Niger on Monday."]
    documents = [text_document(text, name=f"{n}.txt") for n, text in enumerate(texts)]
    bad, good = read_pieces(InputPiece(d, b"") for d in documents)
    assert isinstance(bad, UnreadableInput)
    (told,) = bad.findings
    assert (told.code, str(told.place)) == ("GO142", "0.txt")
    assert FAULT not in told.text
    assert isinstance(good, Dossier)
    assert good.events
    monkeypatch.setenv("GOODOFFICES_DEBUG", "1")
    with pytest.raises(ValueError, match=FAULT):
        list(read_pieces([InputPiece(documents[0], b"")]))


NAMES = ["Ida Brann", "Kofi Mensah", "Dr. Anna Keller", "AU mediator Kari Lund", "Mr. Okello"]
TITLES = ["head", "envoy", "Chair", "president", "director", "spokeswoman", "Minister", "leader"]
BODIES = [
    "the Iranian Red Crescent",
    "Ghana to the Sahel Commission",
    "the Security Council",
    "the American Farm Bureau",
    "the Moscow-based Valdai Club",
    "Mr. Tesfai's guard",
    "the Lake Chad Forum for Peace (LFP)",
    "the Front",
    "Israel",
    "U.N.",
    "foreign affairs of the Islamic Republic",
]
LINES = [
    "{name}, {title} of {body}, said talks failed.",
    "{name}, {title} of {body} and {other}, arrived on Monday.",
    "The guests were {name}, {title} of {body}, and two aides.",
    "The {title} of {body}, {name}, told {other} nothing.",
    "{body} {title} {name} met {other} {title}s.",
    "According to {name}, {body}'s {title}, {other} had left.",
    "“We wait,” said {title} {name} of {body} ({other}).",
]
LONG = float(os.environ.get("GOODOFFICES_LONG", "1"))


@settings(max_examples=int(40 * LONG), deadline=None)
@given(
    st.lists(
        st.builds(
            lambda line, **words: line.format(**words),
            st.sampled_from(LINES),
            name=st.sampled_from(NAMES),
            title=st.sampled_from(TITLES),
            body=st.sampled_from(BODIES),
            other=st.sampled_from(BODIES),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_names_titles_and_offices_never_end_the_reading(lines: list[str]) -> None:
    goodoffices.read_text("\n\n".join(lines), published="2025-03-13")
