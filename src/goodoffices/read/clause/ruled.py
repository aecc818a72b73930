"""What the pipeline's rules say of words: part of speech and lemma, asked once for words alike.

The parser's library tries all of its rules at every word of every page, and looks for a lemma,
which takes a fifth of its time. But nearly all rules look at one word by itself: its tag, its form,
its label. So both are taken out of the pipeline; the few rules that a word's tag allows are tried
at each kind of word once, and what comes out is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from goodoffices.read.words import words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

MOST = 200_000
"""Of how many kinds of words it is kept what the rules say of them."""

_ALIKE: list[int | str] = ["ORTH", "TAG", "DEP"]
_LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_PIPES = ("attribute_ruler", "lemmatizer")
_SHORN = re.compile(r"(?:ck|ll|lk|nk|rk|sk|sh|nd|ld|rd|ft|ct|pt|mp|mb|nt)e$")
"""How no verb ends: of "deadlocked" the pipeline makes "deadlocke"."""

Match = tuple[int, int, int, int]
"""A rule's number, a label that nothing asks for, and the words [first, last) that it is met by."""


class Word(NamedTuple):
    """A word as the pipeline tells it; lemma and ``lower`` are in lower case."""

    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str


class WordRule(NamedTuple):
    """A rule: its number, what it asks of each of its words in a row, and which it is about."""

    number: int
    asked: list[dict[str, Any]]
    about: int


class Kind(NamedTuple):
    """A word by itself, and the rules over several words that it may be the first of."""

    word: Word
    opens: tuple[WordRule, ...]


@cache
def lemmas() -> dict[str, str]:
    """Return the lemmas that the pipeline's tables give wrongly: "hoped" is no hop."""
    return dict(pair.split() for pair in words("forms and their lemmas"))


def _word(token: SpacyToken, lemma: str) -> Word:
    lower, tag, lemma = token.lower_, token.tag_, lemma.lower()
    if tag.startswith("VB") and _SHORN.search(lemma):
        lemma = lemma[:-1]
    return Word(token.text, lower, lemmas().get(lower) or lemma, token.pos_, tag, token.dep_)


def _as_it_stands(doc: Doc) -> list[Word]:
    return [_word(token, token.lemma_) for token in doc]


def quickened(pipeline: Language) -> Callable[[Doc], list[Word]]:
    """Return what tells the words of a parsed paragraph; its rules are taken out of the pipeline.

    A pipeline without rules, or with any that ask for something else, is left as it is.
    """
    if not all(map(pipeline.has_pipe, _PIPES)):
        return _as_it_stands
    ruler, lemmatizer = (cast("Any", pipeline.get_pipe(name)) for name in _PIPES)
    told = OnceForAll(ruler, lemmatizer)
    if not all(_known(asked) for rule in told.rules for asked in rule.asked):
        return _as_it_stands
    for name in _PIPES:
        pipeline.remove_pipe(name)
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for part, known in index.items():  # a list, which is gone through for each form of each word
        index[part] = frozenset(known)
    return told


def _known(asked: dict[str, Any]) -> bool:
    """Tell whether it is known what is asked of a word."""
    plain = (v for v in asked.values() if isinstance(v, dict))
    return asked.keys() <= _LOOKED_AT and all(v.keys() <= _TESTS.keys() for v in plain)


def _meets(told: object, asked: Any) -> bool:  # noqa: ANN401 - the library's own patterns
    """Tell whether a word has what a rule asks for in one regard."""
    if isinstance(asked, dict):
        return all(_TESTS[test](told, wanted) for test, wanted in asked.items())
    return bool(told == asked)


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "IN": lambda told, listed: told in listed,
    "NOT_IN": lambda told, listed: told not in listed,
    "REGEX": lambda told, pattern: bool(re.search(pattern, told)),
}


def _named(asked: dict[str, Any]) -> Collection[str]:
    """Return the forms that a word may have where it is asked for by form; else nothing."""
    forms = asked.get("LOWER", {})
    return [forms] if isinstance(forms, str) else forms.get("IN", ())


def _regards(token: SpacyToken) -> dict[str, object]:
    """Return what rules may look at in a word."""
    return {
        "TAG": token.tag_,
        "LOWER": token.lower_,
        "DEP": token.dep_,
        "IS_SPACE": token.is_space,
    }


def _is(told: dict[str, object], asked: dict[str, Any]) -> bool:
    """Tell whether a word is what a rule asks for."""
    return all(_meets(told[name], wanted) for name, wanted in asked.items())


class OnceForAll:
    """Tells the words of paragraphs as the rules of a pipeline would, and sooner."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:  # noqa: ANN401 - the library's own
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self.rules = [
            WordRule(number, asked, rule["index"])
            for number, rule in enumerate(ruler.patterns)
            for asked in rule["patterns"]
        ]
        self._forms = {form for rule in self.rules for form in _named(rule.asked[0])}
        self._possible: dict[tuple[str, str | None], list[WordRule]] = {}
        self._kinds: dict[tuple[int, ...], Kind] = {}

    def __call__(self, doc: Doc) -> list[Word]:
        """Return the words of a paragraph."""
        kinds = self._kinds
        if len(kinds) > MOST:
            kinds.clear()
        alike = [tuple(row) for row in doc.to_array(_ALIKE).tolist()]
        for i, one in enumerate(alike):
            if one not in kinds:
                kinds[one] = self._kind(doc[i])
        found = [kinds[one] for one in alike]
        told = [kind.word for kind in found]
        for at, matches in self._several(doc, found).items():
            told[at] = self._told(doc[at], matches)
        return told

    def _kind(self, token: SpacyToken) -> Kind:
        """Return what the rules say of a word by itself."""
        return Kind(self._told(token), tuple(r for r in self._met(token) if len(r.asked) > 1))

    def _told(self, token: SpacyToken, matches: Iterable[Match] = ()) -> Word:
        """Return a word after the rules that it meets by itself, and some over several words."""
        i = token.i
        alone = ((r.number, 0, i, i + 1) for r in self._met(token) if len(r.asked) == 1)
        self._ruler.set_annotations(token.doc, sorted([*alone, *matches]))
        known = token.lemma and not self._lemmatizer.overwrite
        return _word(token, token.lemma_ if known else self._lemmatizer.lemmatize(token)[0])

    def _met(self, token: SpacyToken) -> list[WordRule]:
        """Return the rules that a word meets as their first or only word."""
        told = _regards(token)
        form = token.lower_ if token.lower_ in self._forms else None
        if (token.tag_, form) not in self._possible:
            self._possible[token.tag_, form] = list(self._left(token.tag_, form))
        return [r for r in self._possible[token.tag_, form] if _is(told, r.asked[0])]

    def _left(self, tag: str, form: str | None) -> Iterator[WordRule]:
        """Yield the rules that a tag and a form leave open; None is a form that no rule names."""
        for rule in self.rules:
            asked = rule.asked[0]
            forms = _named(asked)
            if _meets(tag, asked.get("TAG", tag)) and (not forms or form in forms):
                yield rule

    def _several(self, doc: Doc, kinds: list[Kind]) -> dict[int, list[Match]]:
        """Return where rules over several words are met, by the word that each is about."""
        met: dict[int, list[Match]] = {}
        for first, kind in enumerate(kinds):
            for rule in kind.opens:
                row = range(first, first + len(rule.asked))
                told = map(_regards, doc[first : row.stop])
                if row.stop <= len(doc) and all(map(_is, told, rule.asked)):
                    match = (rule.number, 0, first, row.stop)
                    met.setdefault(row[rule.about], []).append(match)
        return met
