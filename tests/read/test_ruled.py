"""The rules for parts of speech are decided once for words alike, and decide as before."""

from importlib.util import find_spec

import pytest
import spacy

from goodoffices.read.clause.parse import PIPELINES, load
from goodoffices.read.clause.ruled import OnceForAll, lemmas, quickened

SENTENCES = (
    "There's nothin' to sign: it ain't over, and we're gonna let's-see-who's blinking.",
    "Let's go, y'all; c'mon, they've gotta do what the ol' board did not do.",
    "There were talks that Oman had hosted, while others weren't asked, so both did.",
    "I told it that you can't, won't and shan't; nobody did it but the two who could.",
    "But few were there once;  that  is what this was for.\nThose which had had none got some.",
)


def shipped() -> spacy.Language:
    """Return the pipeline as the library ships it."""
    name = next(name for name in PIPELINES if find_spec(name))
    return spacy.load(name, exclude=["senter"])


def words(pipeline: spacy.Language, text: str) -> list[tuple[str, ...]]:
    """Return what a whole pipeline says of each word of a text."""
    told = [(t, lemmas().get(t.lower_) or t.lemma_.lower()) for t in pipeline(text)]
    return [(t.text, t.lower_, lemma, t.pos_, t.tag_, t.dep_) for t, lemma in told]


def test_words_are_told_as_the_library_tells_them() -> None:
    whole, quick = shipped(), shipped()
    told = quickened(quick)
    assert isinstance(told, OnceForAll)
    assert not quick.has_pipe("lemmatizer")
    for text in (*SENTENCES, *reversed(SENTENCES)):  # what was kept of a word is asked again
        assert told(quick(text)) == words(whole, text)


def test_rules_over_several_words_need_all_of_them() -> None:
    language, told = load()
    texts = ("There is one more.", "It is one more.", "We're gonna go.", "Gon saw na.")
    parts = [[(w.lower, w.lemma, w.pos) for w in told(language(text))] for text in texts]
    assert ("is", "be", "VERB") in parts[0]
    assert ("is", "be", "AUX") in parts[1]
    assert ("gon", "go", "VERB") in parts[2]
    assert not {("gon", "go", "VERB"), ("gon", "go", "PROPN")} & {*parts[3]}


def test_what_is_kept_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    language, told = load()
    monkeypatch.setattr("goodoffices.read.clause.ruled.MOST", 3)
    before = told(language(SENTENCES[0]))
    assert told(language(SENTENCES[1]))
    assert told(language(SENTENCES[0])) == before
    assert len(told._kinds) < 60


@pytest.mark.parametrize("asked", [{"SHAPE": "Xxxx"}, {"LOWER": {"FUZZY": "oman"}}])
def test_rules_that_ask_for_something_else_are_left_to_the_library(asked: dict) -> None:
    pipeline = shipped()
    pipeline.get_pipe("attribute_ruler").add([[asked]], {"POS": "X"})
    told = quickened(pipeline)
    assert pipeline.has_pipe("attribute_ruler")
    assert told(pipeline("Oman left"))[0].pos == "X"


def test_a_pipeline_without_rules_is_left_as_it_is() -> None:
    bare = spacy.blank("en")
    assert [w.lower for w in quickened(bare)(bare("Oman left"))] == ["oman", "left"]
