"""What is denied, feared, laid down or shown is no fact; whose deed and which day is told."""

from __future__ import annotations

import pytest
from reading import read

from goodoffices.evidence.claims import UNREAL, Dossier, Event
from goodoffices.read import read_pieces, read_text
from goodoffices.read.clause.roles import Scene
from goodoffices.read.clause.tokens import NO_WORD, left
from goodoffices.read.document.intake import text_document
from goodoffices.read.formats.format import SourceBytes
from goodoffices.read.formats.pieces import pieces


def told(text: str) -> set[str]:
    """Return the types of what a text tells as so."""
    return {e.type for e in read(text)[0] if e.modality not in {*UNREAL, "future"}}


def of_type(text: str, kind: str) -> Event:
    """Return the one event of a type."""
    return next(e for e in read_text(text, published="2025-05-30").events if e.type == kind)


UNTOLD = [
    # what an adverb of saying makes untrue, also of what would be taken as given
    ("ASSAULT", "Togo was blamed, mistakenly, for shelling the Beninese ferry."),
    ("COERCE", "Benin was wrongly credited with arresting the Togolese gunmen."),
    ("ASSAULT", "Ghana erroneously condemned Togo for bombing the Beninese depot."),
    # "it is not so that"
    ("COERCE", "It is not so that Togo arrested the Beninese pilots."),
    ("ASSAULT", "It simply was not so that Benin shelled the Togolese fort."),
    ("SANCTION", "It isn't so that Togo expelled the Beninese envoy."),
    # a hope or a risk that is slim or good
    ("RETREAT", "Chances are good that Togo releases the Beninese pilots."),
    ("RETREAT", "The odds are long that Togo frees the Beninese pilots."),
    ("ASSAULT", "The danger is real that Togo shells the Beninese fort."),
    # what is only shown, and what somebody does not bring himself to do
    ("RETREAT", "Togo made a pretence of withdrawing its troops from the Beninese fort."),
    ("RETREAT", "Benin made a show of freeing the Togolese gunmen."),
    ("SUPPORT", "Togo could not bring itself to recognise the government of Benin."),
    ("REJECT", "The Togolese envoy could not bring herself to condemn Benin."),
    # a wish behind "but that", in a list of demands, and of another
    ("RETREAT", "Benin asks nothing but that Togo release the pilots."),
    ("RETREAT", "The terms included Togo freeing the Beninese pilots."),
    ("COERCE", "The demands set by Accra included Benin closing the Togolese camp."),
    ("ASSAULT", "It is believed in Accra that Togo may attack Benin."),
    ("THREATEN", "Ghana said that Togo might attack Benin."),
    ("THREATEN", "Analysts said Benin might bomb the Togolese fort."),
    # headlines that call an account untrue
    ("ASSAULT", 'Reports of Togolese raid on Benin "nonsense", says Lomé'),
    ("ASSAULT", "Claims of Beninese attack on Togo baseless, says Cotonou"),
    ("COERCE", "Togo's arrest of the Beninese nurses: pure invention, says Lomé."),
    # articles, agendas
    ("RETREAT", "Under Article 9, Togo releases the Beninese pilots within a week."),
    ("RETREAT", "The programme for Friday: Togo's withdrawal from Benin."),
    (
        "RETREAT",
        "The talks would go on and envoys be named when Togo lifts its ban and frees them.",
    ),
    # what the text keeps away from, what hangs on "only when", what a book tells in the present
    ("ASSAULT", "The Togolese “invasion” of Benin turned out to be a herd of cows."),
    ("RETREAT", 'Togo\'s "release" of the Beninese pilots ended at the gate.'),
    ("CONSULT", "The “meeting” of Togo with Benin was a handshake in a lift."),
    ("RETREAT", "Only if Ghana pays does Togo withdraw its troops from Benin."),
    ("SANCTION", "Only when it is attacked does Togo expel a Beninese envoy."),
    ("ASSAULT", "The show, in which Togo bombs Benin, runs until May."),
    ("SUPPORT", "The story, in which Togo recognises Benin, is for children."),
    # no journey, no detention, no game, no raid
    ("CONSULT", "Togo came close to arresting the Beninese envoy."),
    ("CONSULT", "Benin came near to expelling the Togolese envoy."),
    ("ASSAULT", "Togo's trade minister hung up on Benin."),
    ("COERCE", "Togolese soldiers were held back from attacking the Beninese fort."),
    ("ASSAULT", "The Togolese and the Beninese squad clash in Accra on Saturday."),
    ("ASSAULT", "Beninese herders crossed into Togo with their cattle."),
    ("ASSAULT", "Togolese fishermen entered Beninese territory at night."),
    # stories that are withdrawn are no troops, own things that are defended no ally
    ("RETREAT", "The agency withdrew its story about Benin."),
    ("RETREAT", "Togo's paper has retracted the article on Benin."),
    ("SUPPORT", "Togo defended its raid on the Beninese fort."),
    ("SUPPORT", "Lund, who speaks for the Beninese union, was there."),
]
TOLD = [
    ("SUPPORT", "Togo brought itself to recognise the government of Benin."),
    ("ASSAULT", "Ghana rightly condemned Togo for shelling the Beninese depot."),
    ("THREATEN", "Togo said it might attack Benin."),
    ("RETREAT", "Benin withdrew its troops from Togo."),
    ("ASSAULT", "Togolese troops crossed into Benin at dawn."),
    ("SUPPORT", "Togo defended its ally Benin."),
    ("RETREAT", "Only when Ghana had paid did Togo withdraw its troops from Benin."),
    ("ASSAULT", "Togo's attack on “the fort of Benin” killed six."),
    ("ASSAULT", "The week in which Togo attacked Benin was a hot one."),
    ("SUPPORT", "Togo spoke out for the Beninese rebels."),
    # what nobody says that he did was done
    ("ASSAULT", "Nobody has claimed the bombing of the Beninese market."),
    ("ASSAULT", "No group has claimed the attack on the Togolese embassy."),
    ("ASSAULT", "The raid on the Beninese fort has not been claimed."),
]


@pytest.mark.parametrize(("kind", "text"), UNTOLD)
def test_what_was_not_done_is_not_told_as_done(kind: str, text: str) -> None:
    assert kind not in told(text)


@pytest.mark.parametrize(("kind", "text"), TOLD)
def test_what_looks_alike_and_was_done_stays_a_fact(kind: str, text: str) -> None:
    assert kind in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Togo defended its military intervention in Benin.",
        "Both sides use the bridge that Togo built for Benin.",
        "Kari Lund urged Togo and Benin to find a solution to the row.",
    ],
)
def test_what_is_no_mediation_has_no_mediator(text: str) -> None:
    assert not any(e.mediator for e in read_text(text).events)


@pytest.mark.parametrize(
    "text",
    [
        "The board invited Togo and Benin to mediation.",
        "The council summoned Togo and Benin to arbitration.",
    ],
)
def test_whoever_is_called_to_a_mediation_with_another_does_not_mediate(text: str) -> None:
    assert not {e.mediator for e in read_text(text).events} & {"togo", "benin"}


@pytest.mark.parametrize(
    ("kind", "text", "no"),
    [
        ("ACCUSE", "Togo deplored the loss of three Beninese lives.", "benin"),
        ("ACCUSE", "Togo condemned the killing of two Beninese guards.", "benin"),
        ("SANCTION", "Togo recalled its envoy from the talks in Ghana.", "ghana"),
    ],
)
def test_who_only_suffers_a_deed_or_hosts_talks_is_not_its_recipient(
    kind: str, text: str, no: str
) -> None:
    assert no not in of_type(text, kind).recipients


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Togo urged to lift ban on Beninese fish", "togo"),
        ("Benin advised to sign truce with Togo", "benin"),
        ("Ghana invited to join pact with Togo", "ghana"),
    ],
)
def test_a_headline_says_who_is_bidden(text: str, whom: str) -> None:
    event = of_type(text, "REQUEST")
    assert event.recipients == (whom,)
    assert whom not in event.actors


@pytest.mark.parametrize(
    "text",
    [
        "Togo threatened Benin with a boycott.",
        "Togo has threatened Benin with new tariffs on rice.",
        "Togo threatened Benin with countermeasures over the ferry.",
        "Togo threatened Benin with a ban on beef.",
    ],
)
def test_what_a_state_threatens_with_is_not_done(text: str) -> None:
    threat = of_type(text, "THREATEN")
    assert (threat.actors, threat.recipients) == (("togo",), ("benin",))
    assert told(text) == {"THREATEN"}


@pytest.mark.parametrize(
    "text",
    [
        "Tempers rose in April, but later cooled when Togo and Benin agreed to resume talks.",
        "The talks set for April were put off after Togo accused Benin of fraud.",
        "A round scheduled for April was cancelled when Benin accused Togo of fraud.",
        "The ministers met in April but the second round failed after Togo accused Benin of fraud.",
    ],
)
def test_the_day_of_another_clause_is_not_taken(text: str) -> None:
    events = read_text(text, published="2025-05-30").events
    assert not any(e.date for e in events if e.type in {"AGREE", "ACCUSE"} and e.actors)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve years after Togo shelled the Beninese ferry, divers found it on Monday.",
        "Nearly a century after Togo shelled the Beninese ferry, divers found it on Monday.",
        "A decade after the shelling of the Beninese ferry by Togo, divers found it on Monday.",
    ],
)
def test_what_was_long_before_takes_no_day_of_what_followed(text: str) -> None:
    assert of_type(text, "ASSAULT").date is None


def test_what_was_long_before_keeps_its_own_day() -> None:
    text = "Twelve years after Togo shelled the Beninese ferry in May 2013, divers met on Monday."
    assert of_type(text, "ASSAULT").date == "2013-05"


def test_two_who_promise_something_to_a_third_are_not_called_sure() -> None:
    event = of_type("Togo and Benin promised to help the Ghanaians rebuild the port.", "AGREE")
    assert event.confidence != "high"


def test_a_quotation_over_three_paragraphs_is_one_statement() -> None:
    parts = ["“The pumps have stood still since May.", "“Nobody paid.", "“We will sue,” Lund said."]
    text = "\n\n".join([*parts, "The ministry was silent."])
    (statement,) = read_text(text).statements
    assert len(statement.spans) == 3


def test_who_presents_a_programme_is_no_actor() -> None:
    text = (
        "PRESENTER: The union has left the talks. Why?\n\nLUND: We had no choice.\n\n"
        "PRESENTER: Will you return?\n\nLUND: We will return in May."
    )
    dossier = read_text(text)
    assert {s.speaker_name or s.speaker for s in dossier.statements} == {"Lund"}
    assert not any("presenter" in a.id for a in dossier.actors)


def test_a_writer_has_the_words_that_spell_the_name() -> None:
    text = (
        "The dam and us\n\nBy  IDA   BRANN\n\nWe have waited for the river for years. "
        "I saw my field dry up. Our wells are empty, and we ask Togo to open the gates."
    )
    for actor in read_text(text).actors:
        if actor.id == "ida-brann":
            assert all(" ".join(s.exact.split()).casefold() == "ida brann" for s in actor.spans)


def test_a_letter_has_its_writer_where_it_is_signed() -> None:
    letter = (
        "From: Ida Brann <ida@dam.example>\nTo: Kofi Mensah <kofi@dam.example>\n"
        "Subject: The dam\nDate: Mon, 5 May 2025 10:00:00 +0000\n\n"
        "Kofi, here is the note on the dam.\n\nWe ask Togo to open the gates of the dam by Friday. "
        "I saw our wells run dry last week, and my field is dust.\n\nIda\n"
    )
    (dossier,) = read_pieces(pieces(SourceBytes(data=letter.encode(), name="a.eml")))
    assert isinstance(dossier, Dossier)
    (writer,) = [a for a in dossier.actors if a.id == "ida-brann"]
    assert [s.exact for s in writer.spans] == ["Ida"]


def test_a_letter_that_names_its_writer_nowhere_is_read() -> None:
    letter = (
        "From: Ida Brann <ida@dam.example>\nTo: Kofi Mensah <kofi@dam.example>\n"
        "Subject: The dam\nDate: Mon, 5 May 2025 10:00:00 +0000\n\n"
        "Kofi, we ask Togo to open the gates of the dam by Friday. I saw our wells run dry.\n\n"
        "We will not wait for the rain, and our council says so as well.\n"
    )
    (dossier,) = read_pieces(pieces(SourceBytes(data=letter.encode(), name="a.eml")))
    assert isinstance(dossier, Dossier)
    assert "ida-brann" in {a.id for a in dossier.actors}


def test_what_other_readers_liked_is_no_part_of_a_report() -> None:
    text = (
        "Togo met Benin on Monday\n\nTogo met Benin on Monday in Accra. The ministers spoke for "
        "an hour about the dam.\n\nReaders also liked\n\nGhana attacked Chad\n\nMali bombs Niger"
    )
    assert {e.type for e in read_text(text).events} == {"CONSULT"}


def test_a_heading_of_a_colon_alone_says_nothing() -> None:
    assert read_text(":\n\nTogo will not sign").statements == ()


def test_nothing_stands_left_of_the_first_word() -> None:
    tokens = Scene.of(text_document("Togo met Benin.")).parse.tokens
    assert [left(tokens, n).text for n in range(3)] == ["", "Togo", "met"]
    assert left(tokens, 1, 2) is NO_WORD
