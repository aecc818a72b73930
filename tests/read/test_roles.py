"""Who does what to whom: the one finder that statements and events both ask."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.clock import work

from goodoffices.read import read_text
from goodoffices.read.clause.parse import DEEPEST
from goodoffices.read.clause.roles import Scene
from goodoffices.read.document.intake import text_document


def scene(text: str) -> Scene:
    """Return the scene of a text."""
    return Scene.of(text_document(text))


def at(here: Scene, word: str) -> int:
    """Return the last token of a word."""
    return max(t.i for t in here.parse.tokens if t.text == word)


def forms(here: Scene, nouns: tuple[int, ...] | list[int]) -> list[str]:
    """Return the words of some tokens."""
    return [here.token(n).text for n in nouns]


@pytest.mark.parametrize(
    ("text", "verb", "subject", "inherits"),
    [
        ("Chad attacked Libya.", "attacked", "Chad", False),
        ("Chad was attacked by Libya.", "attacked", "Libya", False),
        ("Oman, which hosted the talks, left.", "hosted", "Oman", False),
        ("The talks were hosted by Oman and opened.", "opened", "talks", False),
        ("Chad met Libya and attacked it.", "attacked", "Chad", False),
        ("Russia asked Oman to mediate.", "mediate", "Oman", True),
        ("Russia offered to mediate.", "mediate", "Russia", True),
        ("Chad accused Libya of attacking it.", "attacking", "Libya", True),
        ("Chad spoke before attacking Libya.", "attacking", "Chad", True),
        ("The agency quoted Macron as saying that it was late.", "saying", "Macron", False),
        (
            "Macron said that “it is late” and promised that France would help.",
            "promised",
            "Macron",
            False,
        ),
        ("“It is late,” reads the draft.", "reads", "draft", False),
        ("Chad stated that it was late, stressing that it would help.", "stressing", "Chad", True),
    ],
)
def test_the_subject_is_found_where_the_sentence_left_it(text, verb, subject, inherits):
    here = scene(text)
    assert forms(here, here.subject(at(here, verb))) == [subject]
    assert here.inherits(at(here, verb)) is inherits


def test_quoted_words_are_no_subject_of_a_verb_outside() -> None:
    here = scene("“No preconditions,” reads the draft seen by this newspaper.")
    assert forms(here, here.subject(at(here, "reads"))) == ["draft"]
    within = scene("Macron said: “Chad left early.”")
    assert forms(within, within.subject(at(within, "left"))) == ["Chad"]


@pytest.mark.parametrize(
    ("text", "verb", "objects"),
    [
        ("Chad attacked Libya.", "attacked", ["Libya"]),
        ("Libya was attacked by Chad.", "attacked", ["Libya"]),
        ("The town attacked by Chad burned.", "attacked", ["town"]),
    ],
)
def test_objects_are_what_a_verb_is_done_to(text, verb, objects):
    here = scene(text)
    assert forms(here, here.objects(at(here, verb))) == objects


@pytest.mark.parametrize(
    ("text", "verb", "whom"),
    [
        ("Macron told Chad that it was late.", "told", "Chad"),
        ("Macron said to Chad that it was late.", "said", "Chad"),
        ("Macron urged Chad to leave.", "urged", "Chad"),
    ],
)
def test_the_addressee_is_whom_it_is_said_to(text, verb, whom):
    here = scene(text)
    addressee = here.addressee(at(here, verb))
    assert addressee is not None
    assert here.token(addressee).text == whom


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("Chad said it would leave.", "it", ("chad",)),
        ("Chad left. It attacked Libya.", "It", ("chad",)),
        ("Chad left. The rain fell. It attacked Libya.", "It", ("chad",)),
        ("Chad’s plan and its support for Libya failed.", "its", ("chad",)),
    ],
)
def test_a_pronoun_means_the_likeliest_noun_before_it(text, word, actors):
    here = scene(text)
    assert here.refers(at(here, word)) == actors


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("Kenya hosted Chad-Libya talks.", "talks", ("chad", "libya")),
        ("Several states, including Chad and Libya, offered to help.", "states", ("chad", "libya")),
        ("Kenya mediates between Chad, Libya", "Chad", ("chad", "libya")),
    ],
)
def test_pairs_lists_and_those_included_are_all_there(text, word, actors) -> None:
    here = scene(text)
    assert here.ids(at(here, word)) == actors


def test_a_party_without_a_name_is_of_the_one_state_of_its_page() -> None:
    country = {a.id: a.country for a in read_text("The rebels attacked the army of Chad.").actors}
    assert country["rebels"] == "TCD"
    read = read_text("The rebels in Chad said no. The union agreed. Libya was silent.")
    country = {a.id: a.country for a in read.actors}
    assert (country["rebels"], country["union"]) == ("TCD", None)


@pytest.mark.parametrize(
    ("text", "helpers", "sides"),
    [
        (
            "Kenya sat down with both Chad and Libya on Monday.",
            {"kenya"},
            {"chad", "libya"},
        ),
        ("The talks, mediated by Kofi Mensah, the envoy of Ghana, ended.", {"kofi-mensah"}, set()),
        (
            "The African Union named Amina Weru as mediator between Chad and Libya.",
            {"amina-weru"},
            {"chad", "libya"},
        ),
        (
            "Kenya said it would mediate talks between Chad and Libya in Ghana.",
            {"kenya"},
            {"chad", "libya"},
        ),
        ("The warring parties are negotiating a truce in Chad.", set(), set()),
        (
            "Under a deal brokered by Kenya, Chad and Libya exchanged prisoners.",
            {"kenya"},
            {"chad", "libya"},
        ),
        (
            "Chad and Libya agreed to have Kenya as a guarantor.",
            {"kenya"},
            {"chad", "libya"},
        ),
    ],
)
def test_mediators_and_sides_are_told_apart(text, helpers, sides) -> None:
    told = [e for e in read_text(text).events if e.mediator]
    assert {e.mediator for e in told} == helpers
    named = {a for e in told for a in (*e.actors, *e.recipients)}
    assert named - helpers - {"african-union"} == sides


def test_a_mediation_that_lacks_a_side_is_never_high() -> None:
    bands = {
        t: read_text(t).events[0].confidence
        for t in ("Kenya mediated.", "Kenya mediated in the Chad crisis.")
    }
    assert "high" not in bands.values(), bands
    whole = read_text("Kenya mediated between Chad and Libya.").events[0]
    assert whole.confidence == "high"


def test_a_pronoun_looks_into_the_paragraph_before_and_no_further() -> None:
    here = scene("Chad left.\n\nIt attacked Libya.")
    assert here.refers(at(here, "It")) == ("chad",)
    here = scene("Chad left.\n\nSnow fell.\n\nIt attacked Libya.")
    assert here.refers(at(here, "It")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "His aide left and his wife attacked his friend. " * 12,
        "The aide " + "of the friend of his brother " * 12 + "said that he attacked the town.",
        "The man" + "\u2019s friend" * 30 + " attacked the town.",
    ],
)
def test_pronouns_and_phrases_inside_each_other_are_each_looked_up_once(text) -> None:
    plain = "The aide left in the morning and the driver met an old friend in town. " * 8
    read_text("Iran agreed.")  # the pipeline is loaded
    assert work(lambda: read_text(text)) < 50 * work(lambda: read_text(plain))  # it was thousands


def test_an_answer_is_not_changed_by_who_asked_for_it_before() -> None:
    """Dependents and phrases are found once; each who asks has them to itself."""
    here = scene("Chad and Libya met envoys of Oman and talked with Niger in Muscat.")
    for i in range(len(here.parse.tokens)):
        for ask in (here.kids, here.phrases, here.row, here.objects):
            before = ask(i)
            ask(i).append(-1)
            assert ask(i) == before
        here.forms(i, "prep").add("never said")
        assert "never said" not in here.forms(i, "prep")
    met = at(here, "met")
    assert forms(here, here.kids(met, "dobj")) == ["envoys"]
    assert forms(here, here.phrases(at(here, "envoys"), "of")) == ["Oman"]


def test_a_ring_of_heads_ends_and_every_other_word_has_its_depth() -> None:
    here = scene("Oman asked Chad to let Libya sign.")
    depths = [sum(1 for _step in here.above(t.i)) for t in here.parse.tokens]
    assert list(here.parse.depths) == depths
    assert max(depths) > 1
    first, second = here.parse.tokens[:2]
    ring = (replace(first, head=second.i), replace(second, head=first.i))
    assert set(replace(here.parse, tokens=ring).depths) == {DEEPEST}


@pytest.mark.parametrize(
    "text",
    [
        "Peru, and not Chile, had asked for the police.",
        "Peru and not Chile demanded a new envoy.",
        "It was demanded by Peru and not Chile.",
        "Peru, but not Chile, wants a bridge.",
    ],
)
def test_whom_a_sentence_names_only_to_leave_out_does_nothing(text: str) -> None:
    doing = {a for s in read_text(text).statements for a in (s.speaker,)}
    doing |= {a for e in read_text(text).events for a in e.actors}
    assert not {"chile", "bolivia"} & doing
