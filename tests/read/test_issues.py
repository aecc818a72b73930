"""Issues: matters in dispute, their words and the parties they lie between."""

from __future__ import annotations

import pytest
from reading import read

from goodoffices.read.issues import contexts, issues_in
from goodoffices.read.who.gazetteer import states
from goodoffices.read.words import table


def named(text: str) -> dict[str, list[str]]:
    """Return each issue's words."""
    return {i.id: [s.exact for s in i.spans] for i in read(text)[1]}


@pytest.mark.parametrize(
    ("text", "issue", "words"),
    [
        ("Talks on Iran's nuclear program began.", "nuclear-programme", "nuclear program"),
        (
            "Chad and Libya discussed the release of prisoners of war.",
            "prisoners",
            "release of prisoners",
        ),
        ("They met over the border dispute.", "border", "border dispute"),
        ("Egypt and Ethiopia negotiated over the Nile dam.", "water", "Nile dam"),
        ("Both sides want a ceasefire.", "ceasefire", "ceasefire"),
        ("The truce talks covered aid convoys.", "humanitarian-access", "aid convoys"),
        ("Support for adversarial proxies was raised.", "proxies", "proxies"),
        ("Greece and Turkey disagree on territorial waters.", "maritime", "territorial waters"),
        ("The families want their hostages back.", "hostages", "hostages"),
    ],
)
def test_a_family_of_words_names_its_issue(text: str, issue: str, words: str) -> None:
    assert words in named(text)[issue]


def test_weak_words_count_only_beside_dispute_or_talks() -> None:
    assert "water" not in named("He drank a glass of water on the train.")
    assert "water" in named("Egypt and Ethiopia held talks on water.")
    assert "trade" not in named("He learnt the trade of a carpenter.")
    assert "elections" in named("The parties reached an agreement on an election.")


def test_words_inside_longer_words_or_names_are_none() -> None:
    assert named("The straitjacket was in the warehouse.") == {}
    assert "energy" not in named("The International Atomic Energy Agency held talks.")


def test_mentions_of_one_family_are_one_issue() -> None:
    issues = read("The nuclear deal died. Talks on the nuclear programme resumed.")[1]
    assert [i.id for i in issues] == ["nuclear-programme"]
    assert [s.exact for s in issues[0].spans] == ["nuclear deal", "nuclear programme"]


def test_an_issue_lies_between_the_parties_not_the_mediator() -> None:
    issues = read("Oman offered to mediate talks between Iran and Iraq on their border dispute.")[1]
    border = next(i for i in issues if i.id == "border")
    assert set(border.parties) == {"iran", "iraq"}


def test_a_negotiation_gives_its_sides_as_parties() -> None:
    issues = read("Chad negotiated with Libya over the disputed territory.")[1]
    assert next(i for i in issues if i.id == "territory").parties == ("chad", "libya")


def test_an_event_is_about_the_issues_of_its_clause() -> None:
    events, issues, _relations = read(
        "Chad met Libya to discuss prisoners of war. Niger bought wheat from Mali."
    )
    first = next(e for e in events if e.type == "CONSULT")
    assert first.issues == ("prisoners",)
    span = issues[0].spans[0]
    assert issues_in(issues, span.start, span.end) == ("prisoners",)
    assert issues_in(issues, 0, 3) == ()


def test_each_family_has_a_name_a_context_and_words_of_its_own() -> None:
    families = table("issues.yaml")["families"]
    assert len(families) >= 30
    seen: dict[str, str] = {}
    for name, family in families.items():
        assert family["name"]
        assert contexts()[name] == family["context"]
        for word in family["strong"]:
            assert word == word.lower()
            assert seen.setdefault(word, name) == name, word


def test_who_acts_for_a_state_stands_for_it() -> None:
    issues = read(
        "President Vladimir Putin of Russia discussed the border dispute with Georgia. "
        "Russia said nothing more."
    )[1]
    assert next(i for i in issues if i.id == "border").parties == ("russia", "georgia")


def test_each_code_names_a_state_of_today() -> None:
    assert {states()[c] for c in ("RUS", "DEU", "TUR", "SRB", "CZE")} == {
        "russia",
        "germany",
        "turkey",
        "serbia",
        "czechia",
    }
