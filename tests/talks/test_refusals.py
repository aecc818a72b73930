"""Every refusal is reached, says its sentence, and writes nothing."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.talks.shuttle import play
from tests.talks.world import EVENING, NIGHT, RulesWorld, clause

from goodoffices.talks import words
from goodoffices.talks.nouns import Refusal

WORTH = {"issues": {"e": {"weight": "1", "values": {"a": "1"}}}, "walk_away": "0"}
NEW = {"title": "T", "clauses": [clause()]}
FRESH: list[tuple[str, str, dict[str, Any], str]] = [
    ("Ada", "message", {"room": "room:us", "text": "x", "leave": "no"}, "no such room"),
    ("Mona", "message", {"room": "room:france", "text": "x", "leave": "no"}, "no such room"),
    ("Ada", "message", {"room": "table", "text": "x", "leave": "as is"}, "own room"),
    ("Ada", "permit", {"message": 1, "leave": "no"}, "no such message"),
    (
        "Mona",
        "relay.word",
        {"party": "iran", "message": 1, "to": "iran", "words": "x"},
        "to another",
    ),
    (
        "Mona",
        "relay.word",
        {"party": "iran", "message": 1, "to": "us", "words": "x"},
        "no such message",
    ),
    ("Ada", "relay.answer", {"relay": 1, "answer": "yes"}, "no such words"),
    ("Mona", "relay.send", {"party": "iran", "relay": 1}, "no such words"),
    ("Ada", "text.answer", {"draft": 1, "clause": "1", "answer": "accept"}, "newer draft"),
    ("Ada", "text.initial", {"draft": 1, "clause": "1"}, "newer draft"),
    (
        "Mona",
        "proposal.make",
        {"draft": 1, "closes": EVENING, "mode": "sealed"},
        "not yet accepted",
    ),
    ("Mona", "proposal.extend", {"proposal": 1, "closes": NIGHT}, "no such open proposal"),
    ("Ada", "ballot.cast", {"proposal": 1, "answer": "yes"}, "time for answers is over"),
    ("Mona", "agreement.open", {"draft": 1, "annexes": []}, "no such draft"),
    ("Ada", "agreement.sign", {}, "no agreement to sign"),
    ("Mona", "member.add", {"member": "x", "name": "X", "room": "notes:us", "head": "no"}, "room"),
    ("Mona", "member.add", {"member": "x", "name": "X", "room": "desk", "head": "yes"}, "head"),
    ("Mona", "member.renew", {"member": "nobody"}, "no such member"),
    ("Ada", "notes.share", {"member": "ben"}, "of your delegation"),
    (
        "Mona",
        "text.draft",
        {"title": "T", "clauses": [{**clause(), "wording": {"fa": "x"}}]},
        "authentic",
    ),
    (
        "Mona",
        "text.draft",
        {"title": "T", "clauses": [{**clause(), "wording": {"en": "x", "ru": "x"}}]},
        "do not use",
    ),
    # what admit refuses before anything is decided
    ("Mona", "text.draft", {"title": "T", "clauses": []}, "at least one clause"),
    ("Mona", "text.draft", {"title": "T", "clauses": [clause(), clause()]}, "the same number"),
    ("Mona", "text.draft", {"title": "T", "clauses": [clause("[one]")]}, "two alternatives"),
    ("Mona", "text.draft", {"title": "T", "clauses": [clause("[a | [b | c]]")]}, "do not pair"),
    (
        "Mona",
        "text.draft",
        {"title": "T", "clauses": [clause(number="x" * 30)]},
        "number is too long",
    ),
    (
        "Mona",
        "text.draft",
        {"title": "T", "clauses": [{**clause(), "wording": {"EN!": "x"}}]},
        "its code",
    ),
    (
        "Mona",
        "text.draft",
        {"title": "T", "clauses": [{**clause(), "wording": {}}]},
        "needs its words",
    ),
    ("Mona", "text.draft", {"title": " ", "clauses": [clause()]}, "a line is empty"),
    ("Mona", "agreement.open", {"draft": 1, "annexes": "x"}, "a list is expected"),
    ("Mona", "agreement.open", {"draft": 1, "annexes": [{"heading": "x"}]}, "text is missing"),
    ("Mona", "agreement.open", {"draft": 0, "annexes": []}, "a number is expected"),
    (
        "Mona",
        "proposal.make",
        {"draft": 1, "closes": "soon", "mode": "sealed"},
        "a time is expected",
    ),
    ("Ada", "worth.give", {**WORTH, "walk_away": "1/0"}, "0 below its line"),
    ("Ada", "worth.give", {**WORTH, "walk_away": "lots"}, "a number such as"),
    ("Ada", "worth.give", {**WORTH, "issues": {}}, "at least one issue"),
    (
        "Ada",
        "worth.give",
        {**WORTH, "issues": {"e": {"weight": "1", "values": "x"}}},
        "points for each",
    ),
    ("Ada", "text.initial", {"draft": 1, "clause": "1", "key": "XY"}, "not a hash"),
    ("Ada", "nonsense", {}, "no such act"),
]


@pytest.mark.parametrize(("who", "kind", "raw", "says"), FRESH)
def test_refused_at_the_beginning(who: str, kind: str, raw: dict[str, Any], says: str) -> None:
    world = RulesWorld()
    before = list(world.log)
    answer = world.act(who, kind, **raw)
    assert isinstance(answer, Refusal)
    assert says in words.sentence(answer)
    assert world.log == before


AFTER: list[tuple[str, str, dict[str, Any], str]] = [
    ("Ada", "rules.accept", {}, "accepted the rules already"),
    ("Ada", "relay.answer", {"relay": 4, "answer": "yes"}, "answered already"),
    ("Ada", "text.answer", {"draft": 3, "clause": "9", "answer": "cannot"}, "no such clause"),
    ("Ada", "text.answer", {"draft": 3, "clause": "1", "answer": "words"}, "words you suggest"),
    ("Ada", "text.initial", {"draft": 3, "clause": "1"}, "initialled this clause already"),
    ("Mona", "text.draft", NEW, "initialled by all"),
    ("Mona", "proposal.make", {"draft": 3, "closes": EVENING, "mode": "sealed"}, "still open"),
    (
        "Mona",
        "proposal.make",
        {"draft": 1, "closes": EVENING, "mode": "sealed"},
        "without brackets",
    ),
    ("Mona", "proposal.extend", {"proposal": 1, "closes": EVENING}, "longer, not shorter"),
    ("Mona", "proposal.extend", {"proposal": 1, "closes": "2099-01-01T00:00:00Z"}, "over a year"),
    ("Mona", "proposal.extend", {"proposal": 1, "closes": "2025-99-01T00:00:00Z"}, "no such time"),
    ("Mona", "agreement.open", {"draft": 1, "annexes": []}, "neither agreed by ballot"),
]


@pytest.mark.parametrize(("who", "kind", "raw", "says"), AFTER)
def test_refused_after_a_shuttle(who: str, kind: str, raw: dict[str, Any], says: str) -> None:
    world = RulesWorld()
    play(world)
    answer = world.act(who, kind, **raw)
    assert isinstance(answer, Refusal)
    assert says in words.sentence(answer)


def test_refused_once_the_agreement_lies_there() -> None:
    world = RulesWorld()
    play(world)
    world.done("Mona", "agreement.open", draft=3, annexes=[])
    world.done("Ada", "agreement.sign")
    for who, kind, raw, says in (
        ("Ada", "agreement.sign", {}, "signed already"),
        ("Mona", "agreement.open", {"draft": 3, "annexes": []}, "laid out already"),
        ("Mona", "text.draft", NEW, "cannot change"),
        (
            "Mona",
            "proposal.make",
            {"draft": 3, "closes": EVENING, "mode": "sealed"},
            "cannot change",
        ),
    ):
        answer = world.act(who, kind, **raw)
        assert isinstance(answer, Refusal)
        assert says in words.sentence(answer)


def test_a_ballot_needs_a_minute_and_can_be_given_more() -> None:
    world = RulesWorld()
    for who in ("Ada", "Ben"):
        world.done(who, "rules.accept")
    world.done("Mona", "text.draft", **NEW)
    make = {"draft": 1, "mode": "mediator"}
    answer = world.act("Mona", "proposal.make", closes="2025-05-14T12:00:59Z", **make)
    assert isinstance(answer, Refusal)
    world.done("Mona", "proposal.make", closes="2025-05-14T12:01:00Z", **make)
    world.done("Mona", "proposal.extend", proposal=1, closes=EVENING)
    assert world.state("Ada").proposals[0].closes == EVENING


def test_a_clause_with_alternatives_cannot_be_accepted_nor_initialled() -> None:
    world = RulesWorld()
    world.done("Mona", "text.draft", title="T", clauses=[clause("[a | b]")])
    for kind, raw in (("text.answer", {"answer": "accept"}), ("text.initial", {})):
        assert isinstance(world.act("Ada", kind, draft=1, clause="1", **raw), Refusal)


def test_without_plenary_nobody_speaks_to_all() -> None:
    world = RulesWorld()
    convened = world.log[0]
    world.log[0] = replace(convened, data={**convened.data, "plenary": False})
    answer = world.act("Ada", "message", room="table", text="x", leave="no")
    assert isinstance(answer, Refusal)
    assert "plenary" in words.sentence(answer)


def test_every_reason_that_is_given_has_its_words_and_every_word_is_given() -> None:
    source = Path(words.__file__).parent
    named = ("Refusal", "UnfitError", "BracketError")
    reasons = {
        node.args[0].value
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in named
        and isinstance(node.args[0], ast.Constant)
    }
    assert reasons == set(words.refusals())
