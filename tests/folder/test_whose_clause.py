"""Whose a clause is where pronouns, offices, papers and figures of speech might mislead."""

from __future__ import annotations

from functools import cache

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

WHO = "Chad and Niger met in Togo. The Lake Reeds Union is a league of fishers."


@cache
def shown(*pages: str) -> Candidates:
    return Candidates(merge(read_text(t, "2026-03-04", f"{n}.txt") for n, t in enumerate(pages)))


def bids(words: str, side: str, *kinds: str) -> list[str]:
    found = shown(f"{WHO}\n\n{words}").bids
    return [b.phrase.text for b in found if b.party == side and (b.kind in kinds or not kinds)]


def has(words: str, side: str, kind: str, line: str) -> bool:
    return any(line in told for told in bids(words, side, kind))


@pytest.mark.parametrize(
    ("words", "side", "kind", "line"),
    [
        # "it" is no crowd, and no nameless office's
        (
            (
                "Unless the divers held at Lere have been sent home by noon, it will close the "
                "lock, Niger's foreign minister, Ali Sani, said."
            ),
            "niger",
            "plan",
            "close the lock",
        ),
        # "the government" of the state that was named before
        (
            "Chad thanked nobody. The government goes on demanding that the divers be freed.",
            "chad",
            "want",
            "the divers be freed",
        ),
        (
            "Niger sent a note. The cabinet wants the lock reopened.",
            "niger",
            "want",
            "the lock reopened",
        ),
        # what is looked or pressed for
        (
            "What Chad was looking for was a toll that traders could pay.",
            "chad",
            "want",
            "a toll that traders could pay",
        ),
        ("What Niger is pressing for is a count of the herds.", "niger", "want", "a count"),
        # the least, and something that would do
        ("A third of the water is the least that Chad will accept.", "chad", "want", "a third"),
        (
            "A joint lock, paid by both, was something Niger would sign at once.",
            "niger",
            "accept",
            "a joint lock",
        ),
        ("Half the toll is a price that Chad would not pay.", "chad", "refuse", "half the toll"),
        # an answer in so many words
        ("On the lake, Niger's answer is brief: no gunboats.", "niger", "want", "no gunboats"),
        ("As for the lock, Chad's reply is blunt: no toll.", "chad", "want", "no toll"),
        # a term of one's own
        (
            "Chad would come to Lome only if it had a vote of its own.",
            "chad",
            "want",
            "a vote of its own",
        ),
        # what a noun asks for, and of whom
        (
            "Chad renews its call for the six divers held at Lere to be sent home.",
            "chad",
            "want",
            "to be sent home",
        ),
        (
            (
                "Niger urges all traders, and in particular members of the Lake Reeds Union, to "
                "stay clear of the lock."
            ),
            "niger",
            "want",
            "stay clear of the lock",
        ),
        # people of no side, for whom a side speaks
        (
            "The villagers would like a well of their own, said Niger's envoy.",
            "niger",
            "want",
            "a well",
        ),
        # a list that is brought
        (
            "Niger brought a short list. The toll stays. Every lock is opened to traders.",
            "niger",
            "want",
            "the toll stays",
        ),
        # a thing of nobody's that is to be
        (
            "The mill at Lere is to keep working, Chad's energy minister said.",
            "chad",
            "plan",
            "the mill at Lere is to keep working",
        ),
        # when something happened is no condition
        (
            "The lake has been closed since 8 March, when Chad seized the ferry.",
            "chad",
            "done",
            "seize the ferry",
        ),
        ("Chad has called its trade envoy home.", "chad", "done", "call its trade envoy home"),
        # a condition by its order is one
        (
            "Should Niger prefer a judge, Chad stands ready to go to court.",
            "chad",
            "offer",
            "go to court",
        ),
    ],
)
def test_a_clause_is_of_the_side_whose_it_is(words: str, side: str, kind: str, line: str) -> None:
    assert has(words, side, kind, line), bids(words, side)


@pytest.mark.parametrize(
    ("words", "side", "line"),
    [
        ("The lake was calm, if Chad is to be believed.", "chad", "believe"),
        ("“We shall row by moonlight if we must,” said Chad's envoy.", "chad", "row by moonlight"),
        ("Whoever asked for half again would be wasting ink, Niger said.", "niger", "waste ink"),
        ("Should Niger prefer a judge, Chad will go to court.", "niger", "a judge"),
        ("Stories that Chad has asked Togo for a gunboat are false.", "chad", "a gunboat"),
        ("A claim that Niger wants the lock blown up was mistaken.", "niger", "the lock"),
        (
            "Half of our members would be cut off, said the president of the Lake Reeds Union.",
            "lake-reeds-union",
            "cut",
        ),
        (
            (
                "Chad, said an official who asked not to be named, is calm. Its envoy asked not to "
                "be quoted by name."
            ),
            "chad",
            "quote",
        ),
        ("What Chad can tell you is that the lock was shut.", "chad", "the lock was shut"),
        ("Niger, which had kept its ferry on the eastern bank, is calm.", "niger", "the eastern"),
        (
            "Chad would let them pass if the drones of Niger stopped circling.",
            "niger",
            "stop circling",
        ),
        ("The Union will come, according to Sani of Niger.", "lake-reeds-union", "according"),
    ],
)
def test_a_figure_of_speech_or_a_mere_supposition_is_no_bid(
    words: str, side: str, line: str
) -> None:
    kinds = ("want", "plan", "done", "offer", "refuse", "possible")
    assert not any(
        told.startswith(line) or f" {line} by" in told for told in bids(words, side, *kinds)
    )


@pytest.mark.parametrize(
    ("words", "name", "side"),
    [
        (
            (
                "Bol Garang is fifty-two, once a welder, and since spring the commander of the "
                "Lake Reeds Union. “We stay,” he said."
            ),
            "Bol Garang",
            "lake-reeds-union",
        ),
        (
            "Idris Kone remains the secretary of the Lake Reeds Union. “The nets stay,” Kone said.",
            "Idris Kone",
            "lake-reeds-union",
        ),
        (
            "Chad sent Ali Deby and the transport secretary, Rita Nour. “We came,” Rita Nour said.",
            "Rita Nour",
            "chad",
        ),
        (
            "Chad sent Rita Nour a letter. “I have read it,” Rita Nour said.",
            "Rita Nour",
            None,
        ),
    ],
)
def test_a_person_is_of_what_the_page_says_one_is_of(
    words: str, name: str, side: str | None
) -> None:
    found = shown(f"{WHO}\n\n{words}")
    actor = next(a for a in found.dossier.actors if a.name == name)
    assert found.principal(actor.id) == (side or actor.id)


@pytest.mark.parametrize(
    ("words", "side"),
    [
        (
            (
                "Niger's foreign minister, Ali Sani, was away. An official in Sani's ministry said "
                "that the idea was dead."
            ),
            "niger",
        ),
        (
            (
                "The Lake Reeds Union’s letter was read out. A joint watch is welcome, the letter "
                "says, as a start."
            ),
            "lake-reeds-union",
        ),
    ],
)
def test_an_office_and_a_paper_speak_for_whose_they_are(words: str, side: str) -> None:
    found = shown(f"{WHO}\n\n{words}")
    assert side in {found.speaker(said) for said in found.dossier.statements}


def test_a_place_by_its_first_word_is_no_person() -> None:
    page = "The boats were held at Port Amara. “We wait,” she told the press. Cape Lubo is calm."
    people = {a.name for a in shown(f"{WHO}\n\n{page}").dossier.actors if a.kind == "person"}
    assert not people & {"Port Amara", "Cape Lubo"}


def test_a_pronoun_means_whom_the_dossier_calls_by_the_whole_name() -> None:
    full = "Chad and Niger met in Togo. Niger's water minister, Ali Sani, came. “No,” Sani said."
    short = "Mr Sani spoke last. He wants the lock opened, Chad's envoy said. He left."
    found = shown(full, short)
    assert ("niger", "the lock opened") in {(b.party, b.phrase.text) for b in found.bids}


ISSUED = """\
MINISTRY OF FOREIGN AFFAIRS OF CHAD
Press communiqué
N'Djamena, 4 March 2026

The Government met on Monday and heard a report on the lock, the toll and the fishers of the lake. \
{words}
"""


@pytest.mark.parametrize(
    "words",
    [
        "The toll has to be set afresh in the names of both states.",
        "The lock is to be moved to the north of the lake.",
        "A line of 1950 cannot bind a river that has moved.",
        "The proper course is to move the lock north.",
        "Proposals for two tolls are without object.",
        "A vote for traders is not provided for in law and will not be granted.",
        "No exceptions are foreseen.",
    ],
)
def test_what_a_communique_decrees_is_its_issuers(words: str) -> None:
    found = shown(ISSUED.format(words=words))
    assert words in {s.text for s in found.dossier.statements if s.speaker == "chad"}


def test_the_cabinet_of_a_communique_is_its_issuers() -> None:
    words = "The Cabinet confirmed that the ferry remains at Lere. The cabinet wants it searched."
    found = shown(ISSUED.format(words=words), "Cabinet said no. The Cabinet of Niger met.")
    said = [s for s in found.dossier.statements if "the ferry remains" in s.text]
    assert [found.speaker(one) for one in said] == ["chad"]


@pytest.mark.parametrize(
    ("words", "side", "kind", "line"),
    [
        (
            (
                "The toll stays, Niger's finance minister, Ali Sani, said. He was milder on "
                "the lock. Traders would not be stopped. Observers could come to the lock."
            ),
            "niger",
            "offer",
            "bservers could come to the lock",
        ),
        (
            "Chad's envoy, Rita Nour, came at noon. The government would buy the ferry, she said.",
            "chad",
            "plan",
            "buy the ferry",
        ),
        (
            (
                "Niger's envoy spoke at noon. “The toll stays,” he said. The guards would leave on "
                "Monday. The pumps would start in May. The ferry would sail by June."
            ),
            "niger",
            "plan",
            "the ferry would sail",
        ),
    ],
)
def test_what_was_said_goes_on_as_long_as_it_is_told_as_said(
    words: str, side: str, kind: str, line: str
) -> None:
    assert has(words, side, kind, line), bids(words, side)
