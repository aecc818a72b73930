"""What stands behind reported words but is the report's own, and who says what is added to them."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text


def told(text: str) -> set[tuple[str, str]]:
    """Return who says what, the words without "that"."""
    return {(s.speaker_name, s.text.removeprefix("that ")) for s in read_text(text).statements}


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Chad said it would close the port, prompting Fiji to lodge a complaint.",
            "Chad",
            "it would close the port",
        ),
        (
            "Chad said it will talk if Fiji empties the lake, which Peru said could take years.",
            "Chad",
            "it will talk if Fiji empties the lake",
        ),
        (
            "Chad said it had agreed to a truce, while the army has denied knowing of any talks.",
            "Chad",
            "it had agreed to a truce",
        ),
        (
            "Peter Otieno confirmed that the ship had sunk without mentioning the crew.",
            "Peter Otieno",
            "the ship had sunk",
        ),
        (
            "The envoys will meet on Friday, Peter Otieno said, without giving further details.",
            "Peter Otieno",
            "The envoys will meet on Friday",
        ),
        (
            "Chad called the offer “a trap” after Fiji urged it to sign the treaty.",
            "Chad",
            "the offer “a trap”",
        ),
        (
            "Peter Otieno told widows of sailors that talks for their return were ongoing.",
            "Peter Otieno",
            "talks for their return were ongoing",
        ),
        (
            "The cabinet of Chad has promised more talks to end the row.",
            "Chad",
            "more talks to end the row",
        ),
        (
            "Peter Otieno met the fishermen. He vowed to respond with force to any attack.",
            "Peter Otieno",
            "to respond with force to any attack",
        ),
        (
            "The bishops of Chad say they are driven by fear: “We mourn the dead of the coast.”",
            "The bishops of Chad",
            "they are driven by fear: “We mourn the dead of the coast.”",
        ),
        (
            "Chad fears the dam could cut its water – a notion Fiji disagrees with.",
            "Chad",
            "the dam could cut its water",
        ),
        (
            "Chad stated that it intends to fill the lake, a step that Fiji has refused.",
            "Chad",
            "it intends to fill the lake",
        ),
        (
            "Chad is ready to mediate, according to minister Peter Otieno in a talk on Monday.",
            "Peter Otieno",
            "Chad is ready to mediate",
        ),
        (
            "Peter Otieno said he would wait for the fleet and had urged Fiji to hurry.",
            "Peter Otieno",
            "Fiji to hurry",
        ),
        (
            "“Chad believes that all should be solved by talks” Peter Otieno said when asked.",
            "Peter Otieno",
            "“Chad believes that all should be solved by talks”",
        ),
        (
            '"Chad believes that all should be solved by talks,” Peter Otieno said.',
            "Peter Otieno",
            '"Chad believes that all should be solved by talks,”',
        ),
        (
            "Chad is afraid that the lake may dry, while Fiji is concerned about the price.",
            "Chad",
            "the lake may dry",
        ),
        (
            "Chad hit out at a “British failure” to abide by the terms of the deal.",
            "Chad",
            "a “British failure” to abide by the terms of the deal",
        ),
        ("Peter Otieno slammed Fiji’s actions in May.", "Peter Otieno", "Fiji’s actions"),
    ],
)
def test_a_statement_ends_where_the_report_goes_on(text, speaker, words):
    assert (speaker, words) in told(text), told(text)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Chad wants Fiji to pay for the road, accusing the firm of building it by night.",
            "Chad",
            "the firm of building it by night",
        ),
        (
            "Chad told reporters that the truce was over, while urging Fiji to leave the island.",
            "Chad",
            "Fiji to leave the island",
        ),
        (
            "Peter Otieno stated that both sides agreed on a truce adding that it would hold.",
            "Peter Otieno",
            "it would hold",
        ),
        (
            "The daily quoted the minister, Peter Otieno, writing online that he had gone home.",
            "Peter Otieno",
            "he had gone home",
        ),
        (
            "Ann Lee of the union replied with a letter saying she would come only for pay talks.",
            "Ann Lee",
            "she would come only for pay talks",
        ),
    ],
)
def test_what_is_added_is_whose_report_it_goes_on_with(text, speaker, words):
    assert (speaker, words) in told(text), told(text)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Widows who flew to Oman and met with President Peter Otieno said all was well.",
            "Widows",
            "all was well",
        ),
        (
            "A spokesman for the port said to a paper that the firm “wrote to the union” in May.",
            "A spokesman for the port",
            "the firm “wrote to the union” in May",
        ),
        (
            "Ann Lee said he only wrote to him when it began, but his answers “were not kind”.",
            "Ann Lee",
            "he only wrote to him when it began, but his answers “were not kind”",
        ),
        (
            "In a note read to us, the herders’ association regretted that the wells were shut.",
            "herders’ association",
            "the wells were shut",
        ),
        (
            "“It is over,” Ann Lee told a briefing, and warned that the sea could rise.",
            "Ann Lee",
            "the sea could rise",
        ),
        (
            "Omar Haddad met Peter Otieno on Monday. Otieno, he said, would come again.",
            "Omar Haddad",
            "Otieno … would come again",
        ),
        (
            "Chad said it would look for mediators, after two drivers were held last week.",
            "Chad",
            "it would look for mediators",
        ),
        (
            (
                "Peter Otieno offered talks. Ann Lee accused him of delay.\n\n"
                "“I needed something to show to the nurses,” she said."
            ),
            "Ann Lee",
            "“I needed something to show to the nurses,”",
        ),
        (
            "Peter Otieno came. Her neighbour nodded. “They aimed at us,” he said.",
            "Her neighbour",
            "“They aimed at us,”",
        ),
    ],
)
def test_speakers_that_the_parser_hides(text, speaker, words):
    assert (speaker, words) in told(text), told(text)


def test_they_are_the_several_who_spoke_before_a_quotation_that_opens_a_paragraph():
    text = (
        "Five powers and the African Union also voiced support for the talks.\n\n"
        "“The embassies welcome the progress made in Geneva,” they said in a statement."
    )
    names = {name for name, words in told(text) if "embassies" in words}
    assert names == {"Five powers and the African Union"}


def test_a_statement_that_nobody_issued_is_never_sure():
    text = "The talks ended on Monday.\n\n“We are ready to talk again soon,” the statement said."
    assert all(s.confidence != "high" for s in read_text(text).statements)


def test_a_verb_between_that_says_nothing_keeps_its_own_participle():
    text = "Niger offered to mediate, but Chad turned it down, calling the neighbour too close."
    assert ("Niger", "the neighbour too close") not in told(text)


def test_what_stands_behind_a_source_is_added_by_it():
    text = "The port is shut, according to Peter Otieno, adding that it would open in May."
    assert ("Peter Otieno", "it would open in May") in told(text), told(text)


def test_who_objects_does_not_say_that_somebody_says_so():
    text = "Fiji’s ministry said that despite all this, Chad objected to the terms of the talks."
    assert not [words for name, words in told(text) if name == "Chad" and "said" in words]


def test_an_officer_without_a_name_is_meant_before_a_body():
    text = (
        "The College of Nursing has told the Health Secretary it wants pay talks. "
        "He urged the union to return to work."
    )
    assert ("the Health Secretary", "the union to return to work") in told(text), told(text)


def test_he_is_who_said_the_sentence_before_not_whom_it_spoke_of():
    text = (
        "General Peter Otieno will name a new team, commissioner Omar Haddad told reporters. "
        "The old team had gone home in May, he said."
    )
    assert ("Omar Haddad", "The old team had gone home in May") in told(text), told(text)


def test_the_statement_is_whose_sentence_before_told_of_one():
    text = (
        "Chad’s regular army said in a statement that it knew of no talks.\n\n"
        "“The truce is a trick to cover their defeat,” the statement read."
    )
    names = {name for name, words in told(text) if "trick" in words}
    assert len(names) == 1, told(text)
    assert "army" in names.pop()


def test_an_official_who_was_named_just_before_is_meant():
    text = (
        "Omar Haddad, a former member of parliament, said the truce had collapsed.\n\n"
        "The rebel official also said that the council was to blame."
    )
    assert ("Omar Haddad", "the council was to blame") in told(text), told(text)


def test_an_official_without_a_name_between_is_not_taken_for_the_one_who_has_one():
    text = (
        "Omar Haddad said the truce had collapsed. A rebel official said it had not.\n\n"
        "The rebel official also said that the council was to blame."
    )
    assert ("Omar Haddad", "the council was to blame") not in told(text)


def test_whose_is_but_the_owner_of_who_speaks():
    text = "No ship will sail, the fishing community’s second-in-command said on Monday."
    assert not [s for s in read_text(text).statements if s.confidence == "high"]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        # what stands behind the cue and is not said
        (
            "The port is shut, said Peter Otieno, the head of the dockers' league.",
            "Peter Otieno",
            "The port is shut",
        ),
        (
            "Envoys of both were in Geneva, Chad said, as mediators pressed for an end to the war.",
            "Chad",
            "Envoys of both were in Geneva",
        ),
        (
            "“There can be no talks,” Peter Otieno said, asked if the union would come.",
            "Peter Otieno",
            "“There can be no talks,”",
        ),
        (
            "Chad said it was vital for the envoy to meet all, with Fiji calling for talks.",
            "Chad",
            "it was vital for the envoy to meet all",
        ),
        (
            "Chad said they were worried by raids while expressing hope that a truce was due.",
            "Chad",
            "hope that a truce was due",
        ),
        (
            "Peter Otieno noted that Chad had protested to Fiji and that a vote will be held.",
            "Peter Otieno",
            "Chad had protested to Fiji and that a vote will be held",
        ),
        # what is said, where the parser lost it
        (
            "China will “take action” in answer to “any act of theft,” read a note from its army.",
            "China",
            "China will “take action” in answer to “any act of theft,”",
        ),
        (
            "“The port,” said its spokeswoman, Mira Sand, “has heard of no such request.”",
            "Mira Sand",
            "“The port,” … “has heard of no such request.”",
        ),
        (
            "Peter Otieno says, as the local member, the minister saw the camp before the raid.",
            "Peter Otieno",
            "the minister saw the camp before the raid",
        ),
        (
            "Peter Otieno told the BBC the vote had been “free and fair”, adding: “It is over.”",
            "Peter Otieno",
            "“It is over.”",
        ),
        (
            "Chad highlighted that both states have a panel for such matters.",
            "Chad",
            "both states have a panel for such matters",
        ),
        (
            "Peter Otieno praised his “brave” members and urged the ministers to reopen talks.",
            "Peter Otieno",
            "the ministers to reopen talks",
        ),
        (
            "The two mayors, Ida Kol and Jon Brann, said the bridge must reopen by May.",
            "Jon Brann",
            "the bridge must reopen by May",
        ),
    ],
)
def test_what_a_sentence_says_besides_is_kept_apart(text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in told(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # near them, but said
        (
            "It was, Peter Otieno said, a mistake.",
            {"It was … a mistake"},
        ),
        (
            "The talks would fail, Peter Otieno said, because nobody had come.",
            {"The talks would fail … because nobody had come"},
        ),
        (
            "Peter Otieno said the union wants a deal with better pay.",
            {"the union wants a deal with better pay"},
        ),
        (
            "Peter Otieno said Chad had warned Fiji, adding that the lake was low.",
            {"Chad had warned Fiji", "the lake was low"},
        ),
        (
            "Peter Otieno protested that the lake was low and that nobody had come.",
            {"the lake was low and that nobody had come"},
        ),
    ],
)
def test_what_only_looks_so_stays_whole(text: str, words: set[str]) -> None:
    statements = read_text(text).statements
    said = {" … ".join(p.exact for p in s.spans).removeprefix("that ") for s in statements}
    assert words <= said


def test_what_the_press_says_that_somebody_says_is_low() -> None:
    text = "“The port is shut,” Peter Otieno said, the Lake Post newspaper reports."
    bands = {s.speaker_name: s.confidence for s in read_text(text).statements}
    assert bands["Peter Otieno"] == "high"
    assert all(band == "low" for name, band in bands.items() if name != "Peter Otieno")


def test_it_is_the_body_that_spoke_a_paragraph_before() -> None:
    text = (
        "“The reports will be read with care,” the department said.\n\n"
        "“The department watches the sea,” it said, using the local name.\n\n"
        "“We wait,” Peter Otieno said."
    )
    assert [s.speaker_name for s in read_text(text).statements][:2] == ["the department"] * 2


@pytest.mark.parametrize(
    ("text", "words", "band"),
    [
        (
            "Ana Holt said the bridge would be shut, the Herald reported on Tuesday.",
            "the bridge would be shut",
            "medium",
        ),
        ("Ana Holt said on Monday the talks would go on, days after the raid.", None, "medium"),
        ("Ana Holt said that work was going on, despite fading hopes for a truce.", None, "medium"),
        ("Ana Holt said the fence would stay, and the council shrugged.", None, "medium"),
        ("Ana Holt said the fence, the wall and the gate would stay.", None, "high"),
        ("The fence would stay, Ana Holt said on Monday after talks.", None, "high"),
    ],
)
def test_what_may_be_but_told_behind_a_comma_is_never_sure(
    text: str, words: str | None, band: str
) -> None:
    said = next(s for s in read_text(text).statements if s.speaker == "ana-holt")
    assert said.confidence == band
    assert words is None or said.text == words
