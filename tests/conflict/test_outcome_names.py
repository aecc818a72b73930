"""Outcomes have names of their own, which say who does what; numbers stay whatever is ruled out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conflict.case_of_two import two_party_case

from goodoffices.base.i18n import speaking
from goodoffices.case.conditions import parse
from goodoffices.case.nouns import Case, Option, Party, Preference, Rule
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levers.inverse import Requirement
from goodoffices.conflict.levers.words import condition_in_words, ranked
from goodoffices.conflict.words.acts import as_act, called, deeds, statement
from goodoffices.conflict.words.names import step, title, titles, told
from goodoffices.conflict.words.states import describe
from goodoffices.folder.check import check

TEXTS = ("Sign the treaty", "Arm and march", "Fills the dam", "Maximum pressure", "گفت‌وگو")


def test_a_name_is_the_cases_or_the_difference_from_today_with_who_does_it() -> None:
    conflict = from_case(two_party_case())
    names = [title(conflict, state) for state in range(conflict.size)]
    assert names[5] == "Settled"
    assert names[1] == "as today"  # and it has no name
    assert names[0] == "as today, but the buyer would no longer go to court"
    assert names[4] == "as today, but the seller would ship the goods"
    assert title(conflict, 0, here=4) == (
        "as here, but the buyer would no longer go to court; "
        "the seller would no longer ship the goods"
    )
    assert told(conflict, 5) == "“Settled”"
    assert step(conflict, "buyer", 5, 3) == "pay in advance (“Settled”)"


def gifts() -> GraphModel:
    options = tuple(Option(id=f"a.{k}", party="a", text=f"Give {k}") for k in "vwxyz")
    party = Party(id="a", name="A", options=options, prefers=(wish("a.v"),))
    names = {"a.v,a.w,a.x": "Three gifts"}
    return from_case(Case(id="c", title="C", parties=(party,), status_quo=frozenset(), names=names))


def test_a_long_difference_is_told_from_a_named_outcome_that_is_near() -> None:
    conflict = gifts()
    assert title(conflict, 0b1111) == "as Three gifts, but A would give y"
    assert title(conflict, 0b0011) == "as today, but A would give v and give w"
    assert title(conflict, 0b11000) == "as today, but A would give y and give z"
    assert title(conflict, 0b11111) == "as Three gifts, but A would give y and give z"
    assert title(conflict, 0b01011) == "as today, but A would give v, give w and give y"


def test_in_a_list_a_long_difference_is_told_from_the_one_before() -> None:
    conflict = gifts()
    assert titles(conflict, [0b00000, 0b11110, 0b11111, 0b00111, 0b00011]) == [
        "as today",
        title(conflict, 0b11110),
        "as the one before, but A would give v",
        "Three gifts",
        "as today, but A would give v and give w",
    ]


def wish(text: str) -> Preference:
    return Preference(parse(text), text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "Limit the programme and hold back the proxies",
            "limit the programme and hold back the proxies",
        ),
        ("Fills in July", "fill in July"),
        ("Signs, ratifies and publishes it", "sign, ratify and publish it"),
        ("Maximum pressure", ""),
        ("Filling without a deal", ""),
        ("Not talking", ""),
        ("", ""),
    ],
)
def test_an_option_is_an_act_where_it_begins_with_a_verb(text: str, act: str) -> None:
    assert as_act(text) == act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("auction the fishing grounds", "auction the fishing grounds"),
        ("Auction of the fishing grounds", ""),
        ("Escort the barges", "escort the barges"),
        ("Control of the lock", ""),
        ("Dispose of the sludge", "dispose of the sludge"),
        ("Disposes of the sludge", "dispose of the sludge"),
        ("Lodge a complaint", "lodge a complaint"),
    ],
)
def test_a_word_before_of_is_a_noun_but_where_the_verb_takes_it(text: str, act: str) -> None:
    assert as_act(text) == act


def test_what_is_no_act_stands_behind_the_party_as_it_was_written() -> None:
    assert deeds("United States", ["Maximum pressure"], []) == "the United States: Maximum pressure"
    assert deeds("Iran", ["Talk"], ["Arm"], before=True) == "Iran would talk and no longer arm"
    assert deeds("ایران", ["گفت‌وگو"], []) == "ایران: گفت‌وگو"
    assert [called(n) for n in ("Iran", "The Gambia", "African Union", "Chad")] == [
        "Iran",
        "the Gambia",
        "the African Union",
        "Chad",
    ]
    assert called("King of Norway") == "the King of Norway"
    assert called("Island Forum") == "the Island Forum"
    with speaking("fa"):
        assert called("African Union") == "African Union"


def test_a_preference_is_a_sentence_in_the_options_own_words() -> None:
    conflict = from_case(two_party_case())
    said = statement(conflict, parse("seller.ship if (buyer.pay and not buyer.press)"))
    assert said == (
        "the seller would ship the goods if the buyer would pay in advance and not go to court"
    )


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.sampled_from(TEXTS), min_size=2, max_size=5, unique=True),
    ruled=st.lists(st.integers(0, 4), min_size=1, max_size=2),
    today=st.booleans(),
)
def test_names_tell_all_outcomes_apart_and_numbers_stay(
    texts: list[str], ruled: list[int], today: bool
) -> None:
    half = len(texts) // 2
    parties = tuple(
        Party(
            id=party,
            name=party.upper(),
            options=tuple(Option(id=f"{party}.{k}", party=party, text=t) for k, t in own),
            prefers=(wish(f"{party}.{own[0][0]}"),),
        )
        for party, own in (
            ("a", list(zip("vwxyz", texts[:half], strict=False))),
            ("b", list(zip("vwxyz", texts[half:], strict=False))),
        )
    )
    quo = frozenset() if today else None
    case = Case(id="c", title="C", parties=parties, status_quo=quo)
    conflict = from_case(case)
    names = {title(conflict, state) for state in range(conflict.size)}
    assert len(names) == conflict.size
    assert len({describe(conflict, state) for state in range(conflict.size)}) == conflict.size
    options = [option.id for option in case.options]
    excluded = " and ".join(options[k % len(options)] for k in ruled)
    rule = Rule(parse(excluded), excluded)
    fewer = from_case(replace(case, infeasible=(rule,)))
    assert fewer.size < conflict.size
    for state in range(fewer.size):
        label = fewer.label(state)
        assert fewer.state(label) == state
        same = conflict.state(label)
        assert conflict.taken(same) == fewer.taken(state)
        assert title(conflict, same) == title(fewer, state)
        assert fewer.state(",".join(fewer.taken(state)) or fewer.pattern(state)) == state


def test_check_asks_for_the_name_of_what_holds(tmp_path: Path) -> None:
    text = """case: c
title: C
parties:
  a: {name: A, options: {x: {text: Sign it, judged: AB}}, prefers: [{that: a.x, judged: AB}]}
status_quo: []
"""
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    (asked,) = [f for f in check(tmp_path) if f.code == "GO340"]
    assert "as today, but A would sign it" in asked.text
    assert "[a.x]" in asked.render()
    (tmp_path / "case.yaml").write_text(text + "outcomes: {Signed: [a.x]}\n", "utf-8")
    assert not [f for f in check(tmp_path) if f.code == "GO340"]


def test_where_much_holds_check_asks_for_the_names_of_what_all_like_best(tmp_path: Path) -> None:
    options = ", ".join(f"{k}: {{text: Give {k}, judged: AB}}" for k in "vwxyz")
    text = f"""case: c
title: C
parties:
  a: {{name: A, options: {{{options}}}, prefers: [{{that: a.v, judged: AB}}]}}
  b: {{name: B, options: {{g: {{text: Take, judged: AB}}}}, prefers: [{{that: a.w, judged: AB}}]}}
status_quo: []
"""
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    asked = [f for f in check(tmp_path) if f.code == "GO340"]
    assert len(asked) == 5
    assert all("a.v, a.w" in f.render() for f in asked)


def test_a_condition_names_two_answers_and_counts_the_others() -> None:
    options = tuple(Option(id=f"b.{k}", party="b", text=f"Stop {k}") for k in "vwx")
    a = Option(id="a.go", party="a", text="Go")
    parties = (
        Party(id="a", name="A", options=(a,), prefers=(wish("a.go"),)),
        Party(id="b", name="B", options=options, prefers=(wish("b.v"),)),
    )
    conflict = from_case(Case(id="c", title="C", parties=parties, status_quo=frozenset()))
    condition = Requirement("a", 1, (3, 5, 7, 9), {}, fulfilled=False)
    said = condition_in_words(conflict, condition, 0)
    assert said.endswith("and 2 more.")
    assert said.count("as here") == 2
    assert ranked(conflict, condition, 0).count("|") == 4
