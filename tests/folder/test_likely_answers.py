"""Where no rule reads an answer to a mediator, sentences are weighed by their traits."""

from __future__ import annotations

from typing import Any

import pytest
from tools import learn_answers
from tools.learn_answers import Sentence

from goodoffices.folder.proposals import likelyanswers
from goodoffices.folder.proposals.answertraits import MaybeAnswer
from goodoffices.folder.proposals.likelyanswers import ANSWERS, odds, which
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text
from goodoffices.read.words import table

TALKS = """\
Togo offered to mediate between Chad and Niger over the weir. Chad wants the weir opened. Niger
refuses to open the weir. “We want the weir opened,” said Ali Deby, Chad's envoy. """


def shown(words: str) -> Candidates:
    return Candidates(read_text(TALKS.replace("\n", " ") + words, "2026-03-04", "x.txt"))


def sentence(words: str) -> MaybeAnswer:
    return [one for one in shown(words).weighed_answers.sentences() if one.mediator == "togo"][-1]


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights by which a boat that is lent says no, if who speaks of it lends it."""
    plain: dict[str, Any] = {
        "tells": {"": -5.0, "c:boat": 9.0},
        "whose": {"": -3.0, "H": 8.0},
        "no": {"": 0.0, "c:boat": 4.0},
        "yes": {"": -4.0},
        "conditional": {"": -4.0},
    }
    real = likelyanswers.table
    told = {"answer_weights.json": plain}
    monkeypatch.setattr(likelyanswers, "table", lambda name: told.get(name) or real(name))


@pytest.mark.usefixtures("plainly")
def test_a_likely_answer_is_the_side_s_whose_it_is() -> None:
    found = shown("Niger lent Togo a boat.")
    assert found.consent("togo", "niger").answer == "no"
    assert found.consent("togo", "chad").answer == "unknown"


@pytest.mark.usefixtures("plainly")
def test_a_likely_answer_rests_on_the_sentence_that_tells_it() -> None:
    found = shown("Niger lent Togo a boat.")
    (claim,) = found.consent("togo", "niger").evidence
    told = found.claim(claim)
    assert told is not None
    assert "a boat" in " ".join(span.exact for span in told.spans)


@pytest.mark.usefixtures("plainly")
def test_what_a_rule_reads_is_not_outweighed() -> None:
    found = shown("Niger lent Togo a boat. Niger accepted Togo as mediator.")
    assert found.consent("togo", "niger").answer == "yes"


@pytest.mark.usefixtures("plainly")
def test_what_is_not_likely_stays_unknown() -> None:
    assert shown("Niger lent Togo a barge.").consent("togo", "niger").answer == "unknown"


def test_names_are_no_traits_but_what_they_are_here() -> None:
    one = sentence("Niger would gladly see Togo in the chair.")
    assert {"c:S", "b1:see", "a:in", "s:gladly", "mk=d"} <= one.meaning
    assert not any(
        "togo" in trait.casefold() or "niger" in trait.casefold() for trait in one.meaning
    )


def test_how_each_side_stands_to_a_sentence_is_told() -> None:
    one = sentence("Chad said that Togo may try.")
    assert "K" in one.whose["chad"]
    assert "Kx" in one.whose["niger"]


def test_a_sentence_behind_the_mediators_may_be_of_it() -> None:
    one = sentence("Togo called on Sunday. The boats stayed in.")
    assert "mk=t" in one.meaning


def test_weights_are_of_what_a_sentence_may_have() -> None:
    weights = table("answer_weights.json")
    assert set(weights) == {"tells", "whose", *ANSWERS}
    assert all("" in own and len(own) > 100 for own in weights.values())
    letters = {one.partition("^")[0].rstrip("0xmo") for one in weights["whose"]} - {""}
    assert letters <= set("KHTILPNFAEGQZ") | {""}


def test_the_likeliest_answer_is_given_with_its_share() -> None:
    weights = {"yes": {"": 0.0}, "no": {"": 0.0, "s:never": 5.0}, "conditional": {"": -9.0}}
    assert which(weights, ["s:never"])[0] == "no"
    assert which(weights, ["s:never"])[1] == pytest.approx(0.665, abs=0.01)
    assert odds(weights["yes"], ["s:never"]) == 0.5


def test_the_same_sentences_teach_the_same_weights() -> None:
    kinds = ("yes", "no", "conditional", "")
    told = [
        Sentence(
            f"d{n % 5}",
            frozenset({"all", f"says {kinds[n % 4]}"}),
            {"chad": frozenset({"K"}), "niger": frozenset({"Kx"})},
            {"chad": kinds[n % 4]} if kinds[n % 4] else {},
            unsure=False,
        )
        for n in range(400)
    ]
    weights = learn_answers.learnt(told)
    assert weights == learn_answers.learnt(told)
    assert weights["no"]["says no"] > 1 > 0 > weights["no"]["says yes"]
    assert weights["whose"]["K"] > 0 > weights["whose"]["Kx"]
    assert weights["tells"]["says "] < 0
