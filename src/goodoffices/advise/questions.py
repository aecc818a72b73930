"""What to ask first: the questions whose answers would change the status of most lines.

Each unknown is answered either way in turn, each interval is put at either end, and the part of the
advice that hangs on it is worked out anew; the answer that changes more lines gives the question
its rank. A number that nobody has given cannot be answered either way: it counts the lines that
wait for it, and so does what the machine proposed and nobody has reviewed. Of questions that change
as much, topics take turns; one that is put to several sides is put to all of them, or to none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, islice
from types import MappingProxyType
from typing import Literal, TypeVar

from goodoffices.advise import commitments, counsel, division
from goodoffices.advise.blockers import prepared
from goodoffices.advise.lines import Line
from goodoffices.advise.mediators import candidate, consenting, consents, is_side, sides
from goodoffices.advise.ripeness import current
from goodoffices.advise.status import answer_of
from goodoffices.advise.words import blockers as blocker_words
from goodoffices.advise.words import commitments as commitment_words
from goodoffices.advise.words import counsel as counsel_words
from goodoffices.advise.words import division as division_words
from goodoffices.advise.words import mediators as mediator_words
from goodoffices.advise.words import questions as words
from goodoffices.advise.words import ripeness as ripeness_words
from goodoffices.advise.words import signing as signing_words
from goodoffices.advise.words.proposed import proposed
from goodoffices.case.judged import (
    RIPENESS,
    Advised,
    Blocker,
    Candidate,
    Contested,
    CounselTerms,
    Judged,
    Obligation,
)
from goodoffices.case.nouns import Case, Consent, Interval, Party, Worth
from goodoffices.case.options import UNSAID

MOST_QUESTIONS = 5
FEW = 100
"""Profiles drawn while asking: a status does not hang on them."""

MOST_WORTHS = 60
"""How many numbers of worths are put at their ends, of those that a named package hangs on."""

MOST_PACKAGES = 10_000
"""With more packages fair solutions are not worked out anew for each number of a worth."""

Answered = tuple[Case, Advised]
"""What a case would be, and what is judged of it, were a question answered."""

Group = tuple[str, str]
"""A topic, and what tells those apart that are asked together: the same question to all sides."""

YES_OR_NO: tuple[Consent, ...] = ("yes", "no")

Part = Callable[[Case, Advised], Iterator[Line]]
Statuses = Mapping[tuple[str, str, str], str]
_Item = TypeVar("_Item")


Answering = Literal["judged", "word", "number", "review", ""]
"""How a question is answered: by a judgement of its own (yes or no), by a word of a judgement, by
a number or an interval, by reviewing what was proposed; empty where it cannot be said where."""

Path = tuple[str, ...]
"""A place in the case file, key by key."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, how many lines its answer changes, and with which it goes together.

    ``place`` is where in the case file the answer stands, ``answering`` in which form.
    """

    text: str
    changes: int
    group: Group
    place: Path = ()
    answering: Answering = ""

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "text": self.text,
            "changes": self.changes,
            "topic": self.group[0],
            "place": ".".join(self.place),
        }


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question, the parts of the advice that hang on it, and the case for each answer.

    ``place`` and ``answering`` are those of :class:`Question`.
    """

    text: str
    group: Group
    parts: tuple[str, ...]
    answers: tuple[Answered, ...]
    place: Path = ()
    answering: Answering = "number"


# -- what an answer changes --------------------------------------------------------------------


def parts(case: Case) -> dict[str, Part]:
    """Return the parts of the advice, so that only those that an answer bears on are asked anew."""
    fair = prepared(case)
    return {
        "ripeness": ripeness_words.lines,
        "mediators": mediator_words.lines,
        "counsel": counsel_words.lines,
        "packages": lambda then, _judgements: signing_words.lines(then, FEW),
        "promises": commitment_words.lines,
        "blockers": lambda then, judgements: blocker_words.lines(
            then, judgements, fair if then is case else None
        ),
        "ranges": lambda _then, judgements: division_words.lines(judgements),
    }


def ranked(case: Case, judgements: Advised) -> list[Question]:
    """Return every question whose answer would change something, in the order of topics."""
    of = parts(case)
    now = {name: list(part(case, judgements)) for name, part in of.items()}
    statuses = {part: _statuses(lines) for part, lines in now.items()}
    questions = []
    for unknown in unknowns(case, judgements):
        changes = [_changes(of, statuses, unknown, answer) for answer in unknown.answers]
        if any(changes):
            answering: Answering = unknown.answering if unknown.place else ""
            found = unknown.text, max(changes), unknown.group, unknown.place, answering
            questions.append(Question(*found))
    lines = [line for part in now.values() for line in part]
    return [*questions, *_missing(case, judgements, lines), *_proposed(case, lines)]


def _statuses(lines: Sequence[Line]) -> Statuses:
    return {line.key: line.status for line in lines}


def _changes(
    of: Mapping[str, Part], now: Mapping[str, Statuses], unknown: Unknown, answer: Answered
) -> int:
    """Count the lines of another status; lines come and go where a mediator is ruled out."""
    count = 0
    for part in unknown.parts:
        then = _statuses(list(of[part](*answer)))
        count += sum(now[part].get(key) != then.get(key) for key in {**now[part], **then})
    return count


def _missing(case: Case, judgements: Advised, lines: Sequence[Line]) -> Iterator[Question]:
    """Yield the numbers that nobody has given, with the lines that wait for them."""
    for ident, what, names in absent(case, judgements):
        place = _place_of(ident)
        waiting = sum(line.id.startswith(ident) and bool(line.missing) for line in lines)
        if waiting:
            group = ident.partition(":")[0], ident
            said = ", ".join(map(words.number, names))
            text = words.ask("missing", names=said, what=what)
            answering: Answering = "number" if place else ""
            yield Question(text, waiting, group, (*place, names[0]) if place else (), answering)


def _proposed(case: Case, lines: Sequence[Line]) -> Iterator[Question]:
    """Yield what the machine proposed, with the lines that wait for a person to confirm it."""
    paths = [path for line in lines for path in line.unreviewed]
    for path in dict.fromkeys(paths):
        text = words.ask("proposed", what=proposed(case, path))
        place = tuple(path.split("."))
        yield Question(text, paths.count(path), ("unreviewed", path), place, "review")


_SECTIONS = {"commitment": "commitments", "blocker": "blockers"}
"""Where in the advice of a case file those stand that lines are about."""


def _place_of(ident: str) -> Path:
    """Return where in the case file the numbers of a line stand; empty where that is not known."""
    kind, _colon, rest = ident.partition(":")
    if kind == "counsel":
        return tuple(rest.split("."))
    return "advice", _SECTIONS.get(kind, "contested"), rest


def chosen(questions: list[Question], most: int = MOST_QUESTIONS) -> list[Question]:
    """Return the first questions: those that change most, topics in turn, no side left out."""
    by_group = {
        group: list(those)
        for group, those in groupby(sorted(questions, key=lambda q: q.group), lambda q: q.group)
    }
    order = list(dict.fromkeys(q.group for q in questions))
    topics = list(dict.fromkeys(topic for topic, _item in order))
    turn = {group: sum(g[0] == group[0] for g in order[:k]) for k, group in enumerate(order)}

    def place(group: Group) -> tuple[int, int, int]:
        return -max(q.changes for q in by_group[group]), turn[group], topics.index(group[0])

    first: list[Question] = []
    for group in sorted(order, key=place):
        if len(first) + len(by_group[group]) <= most:
            first += by_group[group]
    return first or questions[:most]


# -- what nobody has given ---------------------------------------------------------------------


def absent(case: Case, judgements: Advised) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what has numbers that nobody gave: the id of its lines, what it is, and which."""
    names = _names(case)
    for own in judgements.candidates.values():
        for listener, terms in own.counsel.items():
            lacking = [n for n in counsel.absent(terms) if n != "independent"]
            if lacking and terms.independent != "no":
                path = f"counsel:advice.mediation.{own.mediator}.counsel.{listener}"
                who = {"mediator": names[own.mediator], "listener": names[listener]}
                yield path, words.ask("warning", **who), lacking
    for obligation in judgements.commitments:
        if lacking := commitments.absent(obligation):
            ident = f"commitment:{obligation.id}"
            yield ident, commitment_words.named(case, obligation), lacking
    for blocker in judgements.blockers:
        numbers = {"worth": blocker.worth or blocker.worths, "walk_away": blocker.walk_away}
        lacking = [name for name, number in numbers.items() if not number]
        if lacking and blocker.party is None and blocker.able != "no":
            yield f"blocker:{blocker.id}", blocker.name, lacking
    for contested in judgements.contested:
        if lacking := division.absent(contested):
            topic = "window" if set(lacking) <= set(division.SHIFT) else "range"
            yield f"{topic}:{contested.id}", contested.name, lacking


def _names(case: Case) -> dict[str, str]:
    return {p.id: p.name for p in case.parties} | {m.id: m.name for m in case.mediators}


# -- what could be answered either way ---------------------------------------------------------


def unknowns(case: Case, judgements: Advised) -> Iterator[Unknown]:
    """Yield every unknown of a case."""
    yield from _ripeness(case, judgements)
    yield from _gates(case, judgements)
    yield from _functions(case, judgements)
    yield from _counsel(case, judgements)
    yield from _worths(case, judgements)
    yield from _commitments(case, judgements)
    yield from _blockers(case, judgements)
    yield from _contested(case, judgements)


def _at_ends(
    what: str,
    numbers: Mapping[str, Interval],
    group: Group,
    then: Callable[[dict[str, Interval]], Answered],
    place: Path,
    names: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Unknown]:
    """Yield each number that is an interval, at either end; the group goes on with its name.

    The part of the advice that hangs on it is the one of the group's topic.
    """
    for name, (low, high) in numbers.items():
        if low < high:
            yield Unknown(
                words.narrow(what, names.get(name, name), (low, high)),
                (group[0], f"{group[1]}{name}"),
                group[:1],
                tuple(then({**numbers, name: (end, end)}) for end in (low, high)),
                (*place, name),
            )


def _swapped(items: tuple[_Item, ...], old: _Item, new: _Item) -> tuple[_Item, ...]:
    return tuple(new if item is old else item for item in items)


def _with(judgements: Advised, own: Candidate) -> Advised:
    return replace(judgements, candidates={**judgements.candidates, own.mediator: own})


def _ripeness(case: Case, judgements: Advised) -> Iterator[Unknown]:
    sure, perhaps = sides(case, judgements)
    sheet, _stale = current(case, judgements)

    def then(party: str, item: str, word: Consent) -> Answered:
        own = {**judgements.ripeness.get(party, {}), item: Judged(word, case.as_of)}
        return case, replace(judgements, ripeness={**judgements.ripeness, party: own})

    for item in RIPENESS:
        for party in (p for p in case.parties if p.id in (*sure, *perhaps)):
            if answer_of(sheet.get(party.id, {}).get(item)) == "unknown":
                text = ripeness_words.questions(party.name)[item]
                answers = tuple(then(party.id, item, word) for word in YES_OR_NO)
                place = ("advice", "ripeness", party.id, item)
                yield Unknown(text, ("ripeness", item), ("ripeness",), answers, place, "judged")


def _gates(case: Case, judgements: Advised) -> Iterator[Unknown]:
    def consent(mediator: str, party: str, word: Consent) -> Answered:
        changed = tuple(
            replace(m, consent={**m.consent, party: (word, UNSAID)}) if m.id == mediator else m
            for m in case.mediators
        )
        return replace(case, mediators=changed), judgements

    for mediator in case.mediators:
        for party in (p for p in case.parties if p.id in consenting(case, mediator)):
            if consents(case, mediator).get(party.id, "unknown") == "unknown":
                text = words.ask("consent", party=party.name, mediator=mediator.name)
                answers = tuple(consent(mediator.id, party.id, word) for word in YES_OR_NO)
                place = ("mediators", mediator.id, "consent", party.id)
                group = ("gates", mediator.id)
                yield Unknown(text, group, ("mediators",), answers, place, "judged")
        if is_side(case, judgements, mediator) == "unknown":
            own = candidate(judgements, mediator.id)
            sided = (replace(own, direct_party=Judged(word)) for word in YES_OR_NO)
            yield Unknown(
                words.ask("side", mediator=mediator.name),
                ("gates", f"{mediator.id} as a side"),
                ("ripeness", "mediators"),
                tuple((case, _with(judgements, changed)) for changed in sided),
                ("advice", "mediation", mediator.id, "direct_party"),
                "judged",
            )


def _functions(case: Case, judgements: Advised) -> Iterator[Unknown]:
    for mediator in case.mediators:
        own = candidate(judgements, mediator.id)
        for function in judgements.needed:
            if answer_of(own.functions.get(function)) == "unknown":
                able = ({**own.functions, function: Judged(word)} for word in YES_OR_NO)
                yield Unknown(
                    words.ask("function", mediator=mediator.name, function=function),
                    ("functions", f"{mediator.id}.{function}"),
                    ("mediators",),
                    tuple((case, _with(judgements, replace(own, functions=f))) for f in able),
                    ("advice", "mediation", mediator.id, "functions", function),
                    "judged",
                )


def _counsel(case: Case, judgements: Advised) -> Iterator[Unknown]:
    names = _names(case)

    def then(own: Candidate, listener: str, terms: CounselTerms) -> Answered:
        return case, _with(judgements, replace(own, counsel={**own.counsel, listener: terms}))

    def numbered(own: Candidate, listener: str, numbers: dict[str, Interval]) -> Answered:
        return then(own, listener, replace(own.counsel[listener], numbers=numbers))

    for own in judgements.candidates.values():
        for listener, terms in own.counsel.items():
            who = {"mediator": names[own.mediator], "listener": names[listener]}
            group = ("counsel", f"{own.mediator} to {listener}: ")
            place = ("advice", "mediation", own.mediator, "counsel", listener)
            if terms.independent == "unknown":
                informed = (replace(terms, independent=word) for word in YES_OR_NO)
                yield Unknown(
                    words.ask("knowledge", **who),
                    (group[0], f"{group[1]}independent"),
                    group[:1],
                    tuple(then(own, listener, changed) for changed in informed),
                    (*place, "independent"),
                    "word",
                )
            what = words.ask("warning", **who)
            yield from _at_ends(what, terms.numbers, group, partial(numbered, own, listener), place)


def _commitments(case: Case, judgements: Advised) -> Iterator[Unknown]:
    def then(old: Obligation, numbers: dict[str, Interval]) -> Answered:
        changed = _swapped(judgements.commitments, old, replace(old, numbers=numbers))
        return case, replace(judgements, commitments=changed)

    for one in judgements.commitments:
        what, group = commitment_words.named(case, one), ("promises", f"{one.id}.")
        yield from _at_ends(
            what, one.numbers, group, partial(then, one), ("advice", "commitments", one.id)
        )


def _contested(case: Case, judgements: Advised) -> Iterator[Unknown]:
    def then(old: Contested, numbers: dict[str, Interval]) -> Answered:
        changed = _swapped(judgements.contested, old, replace(old, numbers=numbers))
        return case, replace(judgements, contested=changed)

    for one in judgements.contested:
        group = ("ranges", f"{one.id}.")
        yield from _at_ends(
            one.name, one.numbers, group, partial(then, one), ("advice", "contested", one.id)
        )


def _blockers(case: Case, judgements: Advised) -> Iterator[Unknown]:
    def then(old: Blocker, new: Blocker) -> Answered:
        return case, replace(judgements, blockers=_swapped(judgements.blockers, old, new))

    def single(old: Blocker, numbers: dict[str, Interval]) -> Answered:
        worth, away = numbers.get("worth"), numbers.get("walk_away")
        return then(old, replace(old, worth=worth, walk_away=away))

    def several(old: Blocker, worths: dict[str, Interval]) -> Answered:
        return then(old, replace(old, worths=worths))

    for one in judgements.blockers:
        group, place = ("blockers", f"{one.id}."), ("advice", "blockers", one.id)
        if one.able == "unknown":
            answers = tuple(then(one, replace(one, able=word)) for word in YES_OR_NO)
            yield Unknown(
                words.ask("able", blocker=one.name),
                (group[0], f"{one.id}.able"),
                group[:1],
                answers,
                (*place, "able"),
                "word",
            )
        both = {"worth": one.worth, "walk_away": one.walk_away}
        numbers = {name: span for name, span in both.items() if span is not None}
        yield from _at_ends(one.name, numbers, group, partial(single, one), place)
        names = {name: words.ask("package", package=name) for name in one.worths}
        yield from _at_ends(
            one.name, one.worths, group, partial(several, one), (*place, "worths"), names
        )


# -- worths ------------------------------------------------------------------------------------


def _worths(case: Case, judgements: Advised) -> Iterator[Unknown]:
    """Yield each number of a worth that is known as an interval, and bears on a named package."""
    if not case.packages:
        return
    small = math.prod(max(1, len(issue.values)) for issue in case.issues) <= MOST_PACKAGES
    blocked = small and any(b.party for b in judgements.blockers)
    numbers = (
        (party, party.worth, about, span)
        for party in case.parties
        if party.worth is not None
        for about, span in party.worth.intervals.items()
        if _bears(case, party.worth, about, span)
    )
    for party, worth, about, (low, high) in islice(numbers, MOST_WORTHS):
        known = (replace(worth, intervals={**worth.intervals, about: (x, x)}) for x in (low, high))
        yield Unknown(
            words.narrow(party.name, words.worth_number(case, about), (low, high)),
            ("packages", f"{party.id}: {'.'.join(about)}"),
            ("packages", "blockers") if blocked else ("packages",),
            tuple((_with_worth(case, party, then), judgements) for then in known),
            _number_of(party.id, about),
        )


def _number_of(party: str, about: tuple[str, ...]) -> Path:
    """Return where in the case file a number of a worth stands."""
    worth = ("parties", party, "worth")
    kind, *rest = about
    if kind == "weight":
        return (*worth, "issues", rest[0], "weight")
    if kind == "value":
        return (*worth, "issues", rest[0], "values", rest[1])
    return (*worth, kind) if kind == "walk_away" else ()


def _bears(case: Case, worth: Worth, about: tuple[str, ...], span: Interval) -> bool:
    """Tell whether a number of a worth is open by itself, and bears on a named package."""
    named = {choice for package in case.packages for choice in package.choices.items()}
    tied = about[0] == "weight" and (worth.weight_order or worth.weight_total is not None)
    return span[0] < span[1] and not tied and (about[0] != "value" or about[1:] in named)


def _with_worth(case: Case, party: Party, worth: Worth) -> Case:
    return replace(case, parties=_swapped(case.parties, party, replace(party, worth=worth)))
