"""The words that tell an act: a table of verbs, nouns and adjectives, read from ``triggers.yaml``.

A :class:`Group` is a set of words with one meaning: a PLOVER type, a CAMEO code, where the
recipient stands. Some words are *operators*: they tell no act of their own kind but turn the one
they govern into another ("offered to mediate", "halted the talks"); :attr:`Group.turns` names how.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from goodoffices.read.words import table

HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})
"""Types that hurt; promising one is a threat, ending one a concession."""

AT_HOME = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types of acts that people often do to their own."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words with one meaning.

    ``object``, ``subject`` and ``modifier`` are lemmas of which one must stand there (empty: no
    demand). ``to`` says where the recipient stands: ``object`` or prepositions.
    """

    number: int
    type: str | None = None
    mode: str | None = None
    cameo: str | None = None
    turns: str | None = None
    to: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()
    stands: bool = False
    joint: bool = False
    weak: bool = False
    mediation: bool = False
    between: bool = False

    @property
    def demands(self) -> int:
        """How many conditions the words must meet: the more, the surer the meaning."""
        return bool(self.object) + bool(self.subject) + bool(self.modifier)


@dataclass(frozen=True)
class Lexicon:
    """The groups by word: verbs with their particle (or an empty string), nouns, adjectives."""

    verbs: Mapping[str, tuple[tuple[str, Group], ...]]
    nouns: Mapping[str, tuple[tuple[str, Group], ...]]
    adjectives: Mapping[str, tuple[tuple[str, Group], ...]]
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def knows(self, lemma: str) -> bool:
        """Tell whether any group has the word."""
        return lemma in self.verbs or lemma in self.nouns or lemma in self.adjectives


@cache
def lexicon() -> Lexicon:
    """Return the table, read once per process."""
    data = table("triggers.yaml")
    classes = {name: _words(words) for name, words in data["classes"].items()}
    kinds: dict[str, dict[str, list[tuple[str, Group]]]]
    kinds = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for number, plain in enumerate(data["groups"]):
        group = _group(number, plain, classes)
        for kind, by_word in kinds.items():
            for phrase in plain.get(kind, ()):
                word, _blank, particle = str(phrase).partition(" ")
                by_word.setdefault(word, []).append((particle, group))
    verbs, nouns, adjectives = (
        {word: tuple(sorted(meanings, key=_surest)) for word, meanings in by_word.items()}
        for by_word in kinds.values()
    )
    return Lexicon(verbs, nouns, adjectives, classes)


def _surest(entry: tuple[str, Group]) -> tuple[int, int, int]:
    """Order the meanings of one word: more demands first, then operators last, then as written."""
    particle, group = entry
    return (-2 * bool(particle) - group.demands, group.turns in {"pass", "doubt"}, group.number)


def _group(number: int, plain: Mapping[str, Any], classes: Mapping[str, frozenset[str]]) -> Group:
    """Make a group from its plain form."""
    return Group(
        number,
        plain.get("type"),
        plain.get("mode"),
        plain.get("cameo"),
        plain.get("turns"),
        tuple(plain.get("to", ())),
        _expand(plain.get("object", ()), classes),
        _expand(plain.get("subject", ()), classes),
        _expand(plain.get("with", ()), classes),
        bool(plain.get("stands")),
        bool(plain.get("joint")),
        bool(plain.get("weak")),
        bool(plain.get("mediation")),
        bool(plain.get("between")),
    )


def _expand(words: Iterable[str], classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Replace the name of a class (``$talks``) by its words; ``$person``, ``$place`` stay."""
    found: set[str] = set()
    for word in words:
        found |= classes.get(word[1:], {word}) if word.startswith("$") else {word}
    return frozenset(found)


def _words(words: Iterable[Any]) -> frozenset[str]:
    """Return words as a set of text."""
    return frozenset(str(word) for word in words)
