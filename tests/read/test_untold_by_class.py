"""Whole classes of words that say of a deed that it was not done: thoughts, fictions, misses."""

from __future__ import annotations

import pytest
from reading import read

from goodoffices.evidence.claims import UNREAL


def told(text: str) -> set[str]:
    """Return the types of what a text tells as so."""
    return {e.type for e in read(text)[0] if e.modality not in {*UNREAL, "future"}}


UNMADE = [
    # a clause behind a noun of what is said, thought or made up, also where it lacks no object
    ("PROTEST", "The myth that Ghana protested against the Togolese levy lives on."),
    ("ASSAULT", "The legend that the Beninese ferry was shelled by Togo is sung in Lomé."),
    ("COERCE", "The mistaken belief that Togo had arrested the Beninese pilot led to a riot."),
    ("RETREAT", "The retracted report that Togo had freed the Beninese pilots cost him his post."),
    ("ASSAULT", "Ghana took issue with claims that Togo had bombed the Beninese depot."),
    # what "it is …" says, also from behind a phrase
    (
        "PROTEST",
        "It is a figment of his imagination that Togo protested against the Beninese levy.",
    ),
    ("SUPPORT", "It was far from clear that Togo had signed the treaty with Benin."),
    ("ASSAULT", "It was wishful thinking that Togo had shelled the Beninese fort."),
    # adjectives with an adverb or a second adjective, and with a particle
    ("ASSAULT", "The wrongly reported raid by Togo on the Beninese ferry filled a page."),
    ("ASSAULT", "The alleged but unproven raid by Togo on Benin filled a page."),
    ("CONSULT", "The called-off meeting of Togo with Benin cost a fortune."),
    # near misses
    ("COERCE", "Togo came near to arresting the Beninese pilot."),
    ("SUPPORT", "Togo was on the point of signing a treaty with Benin."),
    ("RETREAT", "Togo hardly ever freed a Beninese prisoner."),
    ("ASSAULT", "Togo did everything but attack the Beninese fort."),
    ("COERCE", "Nor had Togo arrested the Beninese pilot."),
    # fictions and drills by any preposition
    ("SANCTION", "In the opera, Togo expelled the Beninese ambassador."),
    ("COERCE", "During the simulation Togo arrested two Beninese clerks."),
    ("ASSAULT", "As the legend has it, Togo attacked the Beninese fort."),
    # conditions: a past below "would", and a participle before the name
    ("RETREAT", "Ghana would open its border the day Togo withdrew its troops from Benin."),
    ("SUPPORT", "Providing Togo signed a treaty with Benin, Ghana would open its border."),
    ("RETREAT", "Ghana would open its border as long as Togo released the Beninese pilots."),
    # what would be welcome, is to follow, is hoped for
    ("RETREAT", "Ghana would welcome the release of the Beninese pilots by Togo."),
    ("RETREAT", "Togo's withdrawal from the Beninese fort is to follow."),
    ("COERCE", "Hopes rise for the arrest of two Beninese gunmen by Togo"),
    ("CONSULT", "Togo's meeting with Benin unlikely"),
    # a clause without its "that", the first time, a day of remembrance, what is to take place
    ("RETREAT", "Togo laughed off rumours the Beninese pilots had been released by its army."),
    ("ASSAULT", "Togo dismissed reports it had shelled the Beninese fort."),
    ("RETREAT", "It will be the first time that Togo has released a Beninese pilot."),
    ("ASSAULT", "In an exercise in which the Togolese army invaded Benin six tents were lost."),
    ("CONSULT", "The meeting of the ministers of Togo and Benin was to take place in Accra."),
    # a participle that only carries the deed of its noun
    ("ASSAULT", "The pictures were falsely said to show raids on Benin carried out by Togo."),
    ("ASSAULT", "Ghana averted an attack on the Beninese fort launched by Togo."),
    ("PROTEST", "Togo prevented a march staged by Beninese students."),
    # an office is no mediation, and to end up is to end nothing
    ("SANCTION", "Togo ended up owing the Beninese pilots nothing."),
    # keeping quiet is no ceasefire
    ("RETREAT", "Togo, asked about the Beninese pilots, kept quiet."),
    ("RETREAT", "Ghana kept calm while the rebels in Togo marched."),
]
MADE = [
    ("ASSAULT", "Togo could not help but attack the Beninese fort."),
    ("SUPPORT", "Togo was made to sign a treaty with Benin."),
    ("COERCE", "Togo took the trouble to arrest the Beninese pilot."),
    ("COERCE", "Togo was caught arresting two Beninese clerks."),
    ("SANCTION", "Togo was bold enough to expel the Beninese ambassador."),
    ("ASSAULT", "Togo did nothing but shell the Beninese fort."),
    ("ASSAULT", "Togo barely hit back and shelled the Beninese fort."),
    ("SANCTION", "Parliament in Togo narrowly imposed sanctions on Benin."),
    ("PROTEST", "Ghana praised a march against Togo staged by Beninese students."),
    ("ASSAULT", "It was the first time that Togo had shelled the Beninese fort."),
    ("ASSAULT", "Almost daily, Beninese positions were shelled by Togo in May."),
    ("RETREAT", "The news that Togo had freed the Beninese pilots was met with joy."),
    ("CONSULT", "The planned Togolese visit to Benin took place on Monday."),
    ("ASSAULT", "Ghana wrote of the attack by Togo on the Beninese depot."),
    ("RETREAT", "Guns on both banks fell silent as Togo kept the truce with Benin."),
    ("ASSAULT", "Every time Togo shelled the Beninese fort, Ghana would send a note."),
]


@pytest.mark.parametrize(("kind", "text"), UNMADE)
def test_what_a_class_of_words_says_was_not_done_is_no_fact(kind: str, text: str) -> None:
    assert kind not in told(text)


@pytest.mark.parametrize(("kind", "text"), MADE)
def test_its_like_that_was_done_stays_a_fact(kind: str, text: str) -> None:
    assert kind in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Togo's president met the King of Benin, his office said.",
        "Togo's minister has met the Beninese premier, the premier's office said on Monday.",
        "The minister's office in Lomé told Benin that Ghana had signed.",
    ],
)
def test_an_office_that_says_something_mediates_nothing(text: str) -> None:
    assert not [e for e in read(text)[0] if e.mediator]


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of Sudanese crossed into Chad on Monday.",
        "Somalis poured into Kenya after the drought.",
        "Some Ukrainians rolled into Poland in old cars.",
    ],
)
def test_people_who_cross_a_border_attack_nobody(text: str) -> None:
    assert "ASSAULT" not in told(text)


@pytest.mark.parametrize(
    "text", ["Ethiopia crossed into Sudan at dawn.", "Sudanese troops rolled into Chad on Monday."]
)
def test_a_state_or_its_army_that_crosses_a_border_attacks(text: str) -> None:
    assert "ASSAULT" in told(text)
