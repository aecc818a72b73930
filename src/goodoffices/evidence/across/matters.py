"""Issues of an analyst's own: given to the statements they were seen in, looked for in others.

An issue that no family of words knows ("where the cable lands") has the words of its name, and
those that the statements given to it share; rare words of the ways it may be settled are its own
too. Another statement is about it where it, or what stands
right before it in its paragraph, holds such a word that is no other issue's. What was given stays
given; what was found is the reader's, like any reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goodoffices.evidence.across.stances import stance
from goodoffices.evidence.across.wordings import family, plain
from goodoffices.evidence.claims import Claim, Dossier, Statement

WHO_MEDIATES = "who-mediates"
"""The matter of what sides say of mediators, where no issue of the case is about that."""
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]{3,}")
_MEANT = re.compile(r"\b(?:him|her|them|he|she)\b", re.IGNORECASE)
_ENDINGS = re.compile(r"(?:ies|ings?|ers?|e?d|es|s|e|y)$")
_NUMBER = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|third|quarter|fifth|tenth|none)\b",
    re.IGNORECASE,
)
_LINKING = """
about after again all also and any are because been before being between both but can could did
does down each for from had has have having her his how into its just last made make many may
more most must new next not now off one only other our out over own said same say says shall she
should some such take than that the their them then there these they this those through too two
under until very was way were what when where whether which while who whole whom whose why will
with within without would you your issue question matter problem dispute
"""
_EMPTY = frozenset(_LINKING.split())
SHARED = 2
"""In how many of the statements given to an issue a word must stand to become one of its words."""
NEAR = 400
"""How far before a statement its matter may be named, in characters of its paragraph.

Where the statement opens one ("The toll stays. ¶ “Not a cent more,” he said"), of the one before.
"""
BEFORE = 200
"""How far before a statement a mediator may be named who is "him" or "her" in it."""
RARE = 0.15
"""In how many of all statements, at most, a word stands that tells one issue from another."""
SAME = 0.8
"""Which part of a statement's words another holds that quotes the same."""
ALIKE = 2
"""How many rare words a statement must share with those given to an issue that its name lacks."""


@dataclass(frozen=True, slots=True)
class Matter:
    """An issue of the analyst's own: its id, its name, and the ids of statements given to it.

    ``levels`` are the words of the ways it may be settled.
    """

    id: str
    name: str
    given: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mediation:
    """Who should mediate, as a matter: its id, and the names of those who do or offer to.

    ``given`` are the ids of claims on which an answer to one of them rests.
    """

    id: str
    names: tuple[str, ...]
    given: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """The single words of the names."""
        return frozenset(word for name in self.names for word in _CAPITAL.findall(name))

    def concerns(self, claim: Claim) -> bool:
        """Tell whether a claim is about who should mediate, by what rests on it or its words."""
        if claim.id in self.given:
            return True
        return isinstance(claim, Statement) and _of_mediators(claim.text, self.words)


def assigned(
    dossier: Dossier, matters: Sequence[Matter], mediation: Mediation | None = None
) -> Dossier:
    """Return a dossier in which statements carry the analyst's issues they are about.

    Parameters
    ----------
    dossier
        what was read.
    matters
        the issues, each with the ids of the statements that a person gave to it.
    mediation
        who should mediate, where statements on that are looked for too.
    """
    if not matters and not mediation:
        return dossier
    words, rare = _words_of(dossier, matters), _rare(dossier, matters)
    settled = _settled(dossier, matters)
    given = {told: [m.id for m in matters if told in m.given] for m in matters for told in m.given}
    texts = dossier.texts
    titles = {d.id: d.title or "" for d in dossier.documents}
    third, names = _mediators(dossier), {m.id: _stems(m.name) for m in matters}
    if mediation:
        third |= mediation.words
    found: list[Statement] = []
    for one in dossier.statements:
        issues = given.get(one.id)
        if not issues and mediation and one.id in mediation.given:
            issues = [mediation.id]
        elif not issues and _of_mediators(one.text, third):
            issues = _about(one.text, names)
            if mediation and not issues and _takes(one, third):
                issues = [mediation.id]
        elif not issues:
            issues = _found(one, (words, settled), rare, texts, titles)
            if mediation and not issues and _answers(one, third, texts):
                issues = [mediation.id]
        found.append(_with(one, issues))
    return replace(dossier, statements=tuple(found))


def _takes(statement: Statement, mediators: frozenset[str]) -> bool:
    """Tell whether a statement takes a stance, and is neither a question nor a mediator's own."""
    own = set(_CAPITAL.findall(statement.speaker_name)) & mediators
    return (
        not own
        and not statement.text.rstrip('”"’ ').endswith("?")
        and (stance(statement) != "unknown")
    )


def _answers(statement: Statement, mediators: frozenset[str], texts: Mapping[str, str]) -> bool:
    """Tell whether a statement without another matter takes a stance to a mediator.

    It names one, or means one by "him", "her" or "them" whom the page names right before.
    """
    if not statement.spans or statement.issues or not _takes(statement, mediators):
        return False
    if set(_CAPITAL.findall(statement.text)) & mediators:
        return True
    if not _MEANT.search(statement.text):
        return False
    span = statement.sentence
    before = texts.get(span.source, "")[max(0, span.start - BEFORE) : statement.spans[0].start]
    return bool(set(_CAPITAL.findall(before)) & mediators)


def _with(statement: Statement, issues: Iterable[str]) -> Statement:
    """Return a statement with more issues, each once."""
    every = tuple(dict.fromkeys((*statement.issues, *issues)))
    return statement if every == statement.issues else replace(statement, issues=every)


def _words_of(dossier: Dossier, matters: Sequence[Matter]) -> dict[str, frozenset[str]]:
    """Return the words by which each issue is known, none of them another's."""
    statements = {s.id: s for s in dossier.statements}
    bags: dict[str, set[str]] = {}
    for matter in matters:
        told = {_stems(statements[g].text) for g in matter.given if g in statements}
        counts = Counter(word for bag in _different(told) for word in bag)
        shared = {word for word, count in counts.items() if count >= SHARED}
        bags[matter.id] = set(_stems(matter.name)) | shared
    names = _names(dossier)
    own = {m.id: _stems(m.name) for m in matters}
    named = Counter(word for bag in bags.values() for word in bag)
    named_so = Counter(word for bag in own.values() for word in bag)
    return {
        key: frozenset(
            w
            for w in bag
            if (named_so[w] == 1 if w in own[key] else named[w] == 1 and w not in names)
        )
        for key, bag in bags.items()
    }


def _different(bags: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Return the bags that are not mostly another's: what several pages quote counts once."""
    kept: list[frozenset[str]] = []
    for bag in sorted(bags, key=lambda b: (-len(b), sorted(b))):
        if not any(len(bag & other) >= SAME * len(bag) for other in kept):
            kept.append(bag)
    return kept


def _settled(dossier: Dossier, matters: Sequence[Matter]) -> dict[str, frozenset[str]]:
    """Return the rare words of each issue's levels, none of them another's ("pledge")."""
    bags = {m.id: frozenset(w for level in m.levels for w in _stems(level)) for m in matters}
    named = Counter(w for bag in bags.values() for w in bag)
    counts = Counter(w for s in dossier.statements for w in _stems(s.text))
    most = max(3.0, RARE * len(dossier.statements))
    names = _names(dossier)
    return {
        key: frozenset(w for w in bag if named[w] == 1 and counts[w] <= most and w not in names)
        for key, bag in bags.items()
    }


def _rare(dossier: Dossier, matters: Sequence[Matter]) -> dict[str, frozenset[str]]:
    """Return the rare words of the statements given to each issue, none of them another's."""
    statements = {s.id: s for s in dossier.statements}
    counts = Counter(w for s in dossier.statements for w in _stems(s.text))
    most = max(3.0, RARE * len(statements))
    bags = {
        m.id: {w for g in m.given if g in statements for w in _stems(statements[g].text)}
        for m in matters
    }
    named = Counter(w for bag in bags.values() for w in bag)
    names = _names(dossier)
    return {
        key: frozenset(w for w in bag if named[w] == 1 and counts[w] <= most and w not in names)
        for key, bag in bags.items()
    }


def _names(dossier: Dossier) -> frozenset[str]:
    """Return the words of actors' names, which are no matter of dispute."""
    return frozenset(
        stem for a in dossier.actors for name in (a.name, *a.aliases) for stem in _stems(name)
    )


def _found(
    statement: Statement,
    known_by: tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]],
    rare: Mapping[str, frozenset[str]],
    texts: Mapping[str, str],
    titles: Mapping[str, str],
) -> list[str]:
    """Return the issues whose words a statement holds, or else those named right before it.

    Of a mere number ("forty is not an offer") the issue may be the one that the headline names.
    """
    words, settled = known_by
    inside = _about(statement.text, words)
    if not inside and len(told := _about(statement.text, settled)) == 1:
        return told
    if not inside:
        stems = _stems(statement.text)
        inside = [key for key, known in rare.items() if len(known & stems) >= ALIKE]
    if inside or not statement.spans or stance(statement) == "unknown":
        return inside
    span = statement.sentence
    text = texts.get(span.source, "")
    before = text[max(0, span.start - NEAR) : span.start]
    opened, _break, own = before.rpartition("\n\n")
    before = f"{own if own.strip() else opened} {text[span.start : span.end]}"
    for piece in reversed(re.split(r"(?<=[.!?”\"])\s+", before)[-3:]):
        about = _about(piece, words)
        if about:
            return about if len(about) == 1 else []
    titled = _about(titles.get(span.source, ""), words) if _NUMBER.search(statement.text) else []
    return titled if len(titled) == 1 else []


def _of_mediators(text: str, mediators: frozenset[str]) -> bool:
    """Tell whether words speak of who should mediate, and so of no other matter."""
    if family("of_mediators").search(plain(text)):
        return True
    names = set(_CAPITAL.findall(text))
    return bool(names & mediators) and family("towards_mediators").search(plain(text)) is not None


def _mediators(dossier: Dossier) -> frozenset[str]:
    """Return the names of those who mediate or offer to, as pages tell it, in single words."""
    meant = {event.mediator for event in dossier.events if event.mediator}
    return frozenset(
        word
        for actor in dossier.actors
        if actor.id in meant
        for name in (actor.name, *actor.aliases)
        for word in _CAPITAL.findall(name)
    )


def _about(text: str, words: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the issues with a word in a text."""
    stems = _stems(text)
    return [key for key, known in words.items() if known & stems]


def _stems(text: str) -> frozenset[str]:
    """Return the words of a text that say something, without their endings."""
    found = (w.casefold() for w in _WORD.findall(text))
    return frozenset(stem(w) for w in found if w not in _EMPTY)


def stem(word: str) -> str:
    """Return a word without its endings: "detainees" and "detained" are "detain"."""
    for _each in range(2):
        word = _ENDINGS.sub("", word) if len(word) > 4 else word
    return word
