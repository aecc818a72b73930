"""Whatever a text says, it is read: no fault, spans that quote it, and trees that are trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goodoffices.base.errors import UnreadableInput
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.snapshot import Span
from goodoffices.read import read_text
from goodoffices.read.clause.mended import checked, mended
from goodoffices.read.clause.parse import LONGEST, parse
from goodoffices.read.clause.tokens import Token
from goodoffices.read.document.intake import text_document

NAMES = (
    "Peru Chile Oman Niger UN EU M23 Washington Ban Xi|Ana Holt|Mr Lind|Gen. Ali Kol|the junta"
    "|the rebels|the government|Lakag Front|the Bishop of Keta|Médecins Sans Frontières|O'Neill"
)
TITLES = "president|foreign minister|his deputy|its secretary|ex-minister|UN envoy for|mediator"
SAID = "said|told reporters|warned that|, she added,|according to|called on|insisted on|re-said"
DEEDS = "killed|shelled|expelled|met|signed|offered to mediate between|brokered a truce between"
WORDS = (
    "of of of the the a and or but that which who if when not never no to to in by with from"
    "|between until re- ex- 's n't would must has been was is are it they we I you who's this"
    "|talks war border port needs plan deal offers letter men both sides keep hold read seek"
    "|ready willing third Peruvian 1 12 March 2020 yesterday within 48 hours (1) (A) § 99/99/9999"
)
MARKS = (
    ", , . . ; : — – - -- … ! ? / * ( ) [ ] “ ” ‘ ’ \" ' « » „ \u200b \u00ad \u202e 👍"
    " переговоры 和谈 وقال"
)
LINES = (
    "Q: What now?\nA: Nothing.",
    "From: a@b.org\nSubject: Re: talks\n",
    "[12:30] ana: ok\n[12:31] jon: no",
    "LIMA, 3 March (Reuters) -",
    "- one\n- two",
    "Article 1\nThe Parties shall cease fire.",
    "Minister: We will not sign",
    "“We shall go",
)


def pieces(text: str) -> Sequence[str]:
    return [p for part in text.split("|") for p in ([part] if part[0] in ",(" else part.split(" "))]


def phrases(text: str) -> Sequence[str]:
    return [p for part in text.split("|") for p in ([part] if len(part) < 32 else part.split())]


WORD = st.one_of(
    st.sampled_from(phrases(NAMES)),
    st.sampled_from(TITLES.split("|") + SAID.split("|") + DEEDS.split("|")),
    st.sampled_from(pieces(WORDS)),
    st.sampled_from(pieces(WORDS)),
    st.sampled_from(MARKS.split(" ")),
)
SENTENCE = st.builds(
    lambda words, end: " ".join(words).replace(" ,", ",") + end,
    st.lists(WORD, min_size=1, max_size=22),
    st.sampled_from(["", ".", ".", ".", ".”", "?", ":", ",” said Ana Holt."]),
)
TEXT = st.builds(
    lambda parts, gap: gap.join(parts),
    st.lists(st.one_of(SENTENCE, SENTENCE, st.sampled_from(LINES)), min_size=1, max_size=9),
    st.sampled_from([" ", "\n", "\n\n"]),
)


def spans(dossier: Dossier) -> list[Span]:
    beside = ("sentence", "speaker_span", "cue_span")
    found = [s for claim in dossier.claims for s in claim.spans]
    found += [getattr(c, name, None) for c in dossier.claims for name in beside]
    return [s for s in found if s is not None]


def leads_up(tokens: Sequence[Token]) -> bool:
    """Tell whether one token is the root of a sentence, and all others lead up to it."""
    known = {t.i: t for t in tokens}
    for token in tokens:
        at = token
        for _step in tokens:
            at = known[at.head]
        if at.head != at.i:
            return False
    return sum(t.head == t.i for t in tokens) == 1


@given(TEXT)
@settings(max_examples=100)
def test_every_text_is_read_and_what_is_claimed_stands_in_it(text: str) -> None:
    try:
        dossier = read_text(text)
    except UnreadableInput:  # no word of it
        assume(False)
    kept = {d.id: d.snapshot.text for d in dossier.documents}
    for span in spans(dossier):
        assert 0 <= span.start < span.end
        assert kept[span.source][span.start : span.end] == span.exact


@given(TEXT)
@settings(max_examples=40)
def test_a_sentence_is_a_tree(text: str) -> None:
    try:
        found = parse(text_document(text))
    except UnreadableInput:
        assume(False)
    for sentence in found.sentences:
        assert leads_up(found.tokens[sentence.first : sentence.last]), text


def words_in_a_row(heads: Sequence[int], first: int = 3) -> list[Token]:
    """Return a sentence of nonsense whose words hang as the numbers say."""
    made = {"text": "x", "lower": "x", "lemma": "x", "pos": "NOUN", "tag": "NN", "ent": ""}
    return [
        Token(
            i=first + n,
            start=2 * n,
            end=2 * n + 1,
            dep="ROOT" if head == n else "dep",
            head=first + head,
            sentence=0,
            **made,
        )
        for n, head in enumerate(heads)
    ]


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
def test_no_mend_makes_a_ring_or_leaves_other_than_one_root(heads: list[int]) -> None:
    tree = words_in_a_row([0] * len(heads))

    def anyhow(tokens: list[Token]) -> list[Token]:
        return [replace(t, head=tokens[0].i + h) for t, h in zip(tokens, heads, strict=True)]

    made = checked(anyhow, tree)
    if made is not None:
        assert leads_up(made)
    elif anyhow(tree) != tree:
        assert sum(n == head for n, head in enumerate(heads)) != 1


@pytest.mark.parametrize("heads", [[0, 1, 0, 1], [2, 1, 2], [0, 1, 2]])
def test_what_hung_from_a_blank_hangs_from_one_root(heads: list[int]) -> None:
    assert leads_up(mended(words_in_a_row(heads)))


@pytest.mark.parametrize(
    "text",
    [
        "Peru called on",
        "The council insisted on",
        "Niger said it appealed to",
        "Oman called upon",
        "The envoy warned against",
        "The rebels accused Chad of",
    ],
)
def test_words_that_break_off_are_read(text: str) -> None:
    """What is cut behind a preposition says nothing; the next sentence is not its content."""
    dossier = read_text(f"{text}")
    assert all(s.text.strip() for s in dossier.statements)


@pytest.mark.parametrize(
    "text",
    [
        "The talks failed, said Mr Lind, its president of Ban.",
        "The ship belongs to a company, Gaddafi, the owner said.",
        "The treaty holds, said Ana Holt, the chair of Annan.",
        "The bridge is open, said Jon Kol, a director of Arafat.",
    ],
)
def test_a_body_may_be_named_like_a_person_who_is_known(text: str) -> None:
    assert read_text(text).documents


@pytest.mark.parametrize(
    "text",
    [
        "The head of " * 250 + "Peru said no.",
        "Peru said that Chile said that " * 120 + "Oman left.",
        "The son of the brother of " * 150 + "Ana Holt met the rebels.",
        "(Peru " * 200 + ")" * 200,
    ],
)
def test_what_hangs_ever_deeper_is_read(text: str) -> None:
    assert read_text(text).documents


@pytest.mark.parametrize(
    ("clause", "mark"),
    [
        ("met Chile and said that the port, which Oman closed, was open, and ", ","),
        ("the talks of the council with the rebels ", "rebels"),
        ("Oman shall open the port; Peru shall pay for the road; ", ";"),
        ("the post of Peru is 12 and that of Chile 40 / ", "/"),
    ],
)
def test_a_row_of_words_without_end_is_cut(clause: str, mark: str) -> None:
    """Reading costs the more the longer a sentence is: a table of words without a stop is none."""
    text = f"Peru {clause * 200}left."
    found = parse(text_document(text))
    assert max(s.last - s.first for s in found.sentences) <= LONGEST
    assert "".join(t.text for t in found.tokens) == "".join(text.split())
    for sentence in found.sentences:
        assert leads_up(found.tokens[sentence.first : sentence.last])
    if mark in {",", ";"}:
        cut = [s for s in found.sentences if s.last - s.first > LONGEST // 2]
        assert all(found.tokens[s.last - 1].text in {",", ";", "."} for s in cut)
