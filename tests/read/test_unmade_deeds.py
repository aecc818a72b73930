"""What was only neared, may be anybody's, is played on a stage or a figure of speech is no deed."""

from __future__ import annotations

from collections import Counter

import pytest
from reading import read

from goodoffices.evidence.claims import UNREAL
from goodoffices.read.words import LEXICON, table


def told(text: str) -> set[str]:
    """Return the types of what a text tells as so."""
    return {e.type for e in read(text)[0] if e.modality not in {*UNREAL, "future"}}


UNMADE = [
    ("ASSAULT", "The near-bombing of Lomé that winter is told in one line of the diary."),
    ("ASSAULT", "The never-fought war between Togo and Benin fills a shelf."),
    ("CONSULT", "The non-visit of the Malian premier to Dakar was the talk of the town."),
    ("CONSULT", "The closest Togo and Benin came to a meeting was a wave across the river."),
    ("ASSAULT", "An army that shells a school shames its flag."),
    ("ACCUSE", "The letter was less a condemnation of Togo than a cry for help."),
    ("ASSAULT", "They have done everything to the Beninese smugglers except bomb their village."),
    ("ASSAULT", "Hand over the mine by noon or be bombed, the general told them."),
    ("COERCE", "In the second act Togo besieges Cotonou."),
    ("COERCE", "The third act, in which Benin seizes Lomé, was cut."),
    ("ASSAULT", "That Togolese planes bombed the meadow is a story that only shepherds tell."),
    ("SUPPORT", "The transit pact of Togo and Benin never saw the light of day."),
    ("CONSULT", "The planned meeting of Togo and Benin came to grief over a flag."),
    ("ASSAULT", "The editor attacked Togo's brief on the pipeline."),
    ("ASSAULT", "The deputy shot down the Togolese proposal with one figure."),
    ("ASSAULT", "Togo bombarded the Beninese goal for an hour."),
    ("ASSAULT", "Ghanaian chocolate invaded the Togolese market."),
    ("CONSULT", "The meeting of the premiers of Togo and Benin failed to materialise."),
    ("ASSAULT", "In an alternative history Togo conquers Benin."),
    ("RETREAT", "A Togolese withdrawal from the fort is the condition for talks."),
    ("ASSAULT", "There is doubt that Togo bombed the depot of Benin."),
    ("AGREE", "Ghana could have mediated between Togo and Benin; it chose to wait."),
    ("SANCTION", "Neither Togo nor its ally has written or expelled the envoy."),
    ("SUPPORT", "Nobody met or praised the Beninese rebels."),
    ("CONSULT", "Even had Togo met the Beninese rebels, little would have changed."),
    ("ASSAULT", "Not even then had Togo attacked Benin."),
    ("CONSULT", "The story that Togo met the Beninese rebels was made up by a website."),
    ("ASSAULT", "In an alternative history by a clerk, Togo attacked Benin."),
    ("SUPPORT", "At the model parliament pupils from Togo and Benin signed a pact."),
    ("SANCTION", "Togo's likeliest reply is a round of sanctions against Benin."),
    ("RETREAT", "The gunmen have until Friday noon to free the sailors."),
    ("ASSAULT", "Everyone but Togo attacked Benin."),
    ("ASSAULT", "Anyone who says that Togo attacked Benin is lying."),
    ("ASSAULT", "Togo is said by nobody to have attacked Benin."),
    ("RETREAT", "Togo is obliged by the treaty to withdraw from the fort."),
    ("RETREAT", "Togo has no choice but to withdraw from the fort."),
    ("ASSAULT", "A radio play about Togo's attack on Benin won a prize."),
    ("ASSAULT", "The end of the drought, not Togo's attack on Benin, is what he spoke of."),
]
MADE = [
    ("ASSAULT", "Near-daily Togolese raids on the Beninese ferry went on in May."),
    ("CONSULT", "Togolese and Beninese ministers met for failed talks in Accra."),
    ("CONSULT", "The ministers of Togo and Benin came to Accra for talks."),
    ("ASSAULT", "The closest ally of Togo attacked Benin on Monday."),
    ("ASSAULT", "A militia that holds the fort shelled the ferry of Togo on Monday."),
    ("ASSAULT", "In the second month of the war Togo attacked Benin."),
    ("ASSAULT", "Gunmen stormed the market in Lomé and killed six."),
    ("ASSAULT", "Togolese positions were shelled by Benin in May."),
    ("ASSAULT", "Togo attacked a Beninese column on the road."),
    ("ASSAULT", "Togolese jets bombed everything except the church."),
    ("ASSAULT", "Togo launched a campaign of airstrikes against the rebels in May."),
    ("ACCUSE", "The letter was no less an accusation against Togo than the last."),
    ("CONSULT", "The talks of Togo and Benin failed to produce a deal."),
    ("ASSAULT", "There is no doubt that Togo bombed the depot of Benin."),
    ("SANCTION", "Togo did not give in and expelled the envoy of Benin."),
    ("ASSAULT", "It was an attack on Benin by Togo, not an accident."),
    ("RETREAT", "Togo was obliged by the flood to withdraw from the fort in Benin."),
    ("RETREAT", "Togo had no option but to withdraw from the fort."),
    ("ASSAULT", "Togo took the opportunity to attack the convoy."),
    ("ASSAULT", "Togo chose to attack Benin."),
    ("SANCTION", "It was Togo that expelled the envoy."),
    ("REQUEST", "Togo gave Benin until dawn to leave the fort."),
]


@pytest.mark.parametrize(("kind", "text"), UNMADE)
def test_what_was_not_done_is_not_told_as_done(kind: str, text: str) -> None:
    assert kind not in told(text)


@pytest.mark.parametrize(("kind", "text"), MADE)
def test_what_looks_alike_and_was_done_stays_a_fact(kind: str, text: str) -> None:
    assert kind in told(text)


def test_each_class_of_words_is_named_once_in_the_lexicon() -> None:
    names = Counter(name for file in LEXICON for name in table(file).get("classes", {}))
    assert [name for name, times in names.items() if times > 1] == []
