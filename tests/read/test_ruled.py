"""The rules for parts of speech are decided once for words alike, and decide as before."""

from importlib.util import find_spec

import pytest
import spacy

from goodoffices.read.clause.parse import PIPELINES, load
from goodoffices.read.clause.ruled import OnceForAll, quicken

SENTENCES = (
    "There's nothin' to sign: it ain't over, and we're gonna let's-see-who's blinking.",
    "Let's go, y'all; c'mon, they've gotta do what the ol' board did not do.",
    "There were talks that Oman had hosted, while others weren't asked, so both did.",
    "I told it that you can't, won't and shan't; nobody did it but the two who could.",
    "But few were there once;  that  is what this was for.\nThose which had had none got some.",
)


def told(pipeline: spacy.Language, text: str) -> list[tuple[str, ...]]:
    """Return what a pipeline says of each word of a text."""
    return [(t.text, t.pos_, t.tag_, t.lemma_, t.dep_, str(t.morph)) for t in pipeline(text)]


def test_words_are_told_as_the_library_tells_them() -> None:
    name = next(name for name in PIPELINES if find_spec(name))
    as_shipped, quick = spacy.load(name, exclude=["senter"]), load()
    assert isinstance(quick.get_pipe("attribute_ruler").matcher, OnceForAll)
    for text in (*SENTENCES, *reversed(SENTENCES)):  # what was kept of a word is asked again
        assert told(quick, text) == told(as_shipped, text)


def test_what_is_kept_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = load()
    monkeypatch.setattr("goodoffices.read.clause.ruled.MOST", 3)
    matcher = quick.get_pipe("attribute_ruler").matcher
    before = told(quick, SENTENCES[0])
    assert told(quick, SENTENCES[1])
    assert told(quick, SENTENCES[0]) == before
    assert len(matcher._known) < 60


def test_a_ruler_that_looks_at_something_else_is_left_alone() -> None:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "PROPN"})
    own = ruler.matcher
    quicken(pipeline)
    assert ruler.matcher is own
    assert pipeline("Oman left")[0].pos_ == "PROPN"
    bare = spacy.blank("en")
    quicken(bare)
    assert not bare.has_pipe("attribute_ruler")
