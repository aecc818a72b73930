"""What to ask first: the questions whose answers would change the status of most lines.

Each unknown is answered either way in turn, each interval is put at either end, and the part of the
advice that hangs on it is worked out anew; the answer that changes more lines gives the question
its rank. A number that nobody has given cannot be answered either way: it counts the lines that
wait for it, and so does what the machine proposed and nobody has reviewed. Of questions that change
as much, topics take turns; one that is put to several sides is put to all of them, or to none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from goodoffices.advise import answers
from goodoffices.advise.answers import Answered, Unknown
from goodoffices.advise.blocking import blockers, prepared
from goodoffices.advise.dividing import ranges
from goodoffices.advise.lines import Line
from goodoffices.advise.listening import listening
from goodoffices.advise.mediators import mediators
from goodoffices.advise.moment import moment
from goodoffices.advise.promises import promises
from goodoffices.advise.signing import packages
from goodoffices.base.i18n import _
from goodoffices.case.judgements import Advised
from goodoffices.case.nouns import Case

QUESTIONS = 5
FEW = 100
"""Profiles drawn while asking: a status does not hang on them."""

Statuses = Mapping[tuple[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, how many lines its answer changes, and with which it goes together."""

    text: str
    changes: int
    group: tuple[str, str]

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {"text": self.text, "changes": self.changes, "topic": self.group[0]}


Part = Callable[[Case, Advised], Iterator[Line]]


def parts(case: Case) -> dict[str, Part]:
    """Return the parts of the advice, so that only those that an answer bears on are asked anew."""
    fair = prepared(case)
    return {
        "moment": moment,
        "mediators": mediators,
        "listening": listening,
        "packages": lambda then, _said: packages(then, FEW),
        "promises": promises,
        "blockers": lambda then, said: blockers(then, said, fair if then is case else None),
        "ranges": lambda _then, said: ranges(said),
    }


def ranked(case: Case, said: Advised) -> list[Question]:
    """Return every question whose answer would change something, in the order of topics."""
    of = parts(case)
    now = {name: list(part(case, said)) for name, part in of.items()}
    statuses = {part: _statuses(lines) for part, lines in now.items()}
    found = []
    for unknown in answers.unknowns(case, said):
        changed = max(
            (_changed(of, statuses, unknown, answer) for answer in unknown.answers), default=0
        )
        if changed:
            found.append(Question(unknown.text, changed, unknown.group))
    lines = [line for part in now.values() for line in part]
    return [*found, *_missing(case, said, lines), *_proposed(lines)]


def _statuses(lines: list[Line]) -> Statuses:
    return {line.key: line.status for line in lines}


def _changed(
    of: Mapping[str, Part], now: Mapping[str, Statuses], unknown: Unknown, answer: Answered
) -> int:
    """Count the lines of another status; lines come and go where a mediator is ruled out."""
    count = 0
    for part in unknown.parts:
        then = _statuses(list(of[part](*answer)))
        count += sum(now[part].get(key) != then.get(key) for key in {**now[part], **then})
    return count


def _missing(case: Case, said: Advised, lines: list[Line]) -> Iterator[Question]:
    """Yield the numbers that nobody has given, with the lines that wait for them."""
    for ident, what, names in answers.absent(case, said):
        waiting = [x for x in lines if x.id.startswith(ident) and x.missing]
        if waiting:
            text = _("What is so of {names}, for: {what}? Nobody has said.")
            said_ = text.format(names=", ".join(names), what=what)
            yield Question(said_, len(waiting), (ident.partition(":")[0], ident))


def _proposed(lines: list[Line]) -> Iterator[Question]:
    """Yield what the machine proposed, with the lines that wait for a person to confirm it."""
    counted: dict[str, int] = {}
    for line in lines:
        for path in line.unreviewed:
            counted[path] = counted.get(path, 0) + 1
    for path, count in counted.items():
        text = _("Is it so as the machine proposed, {path}?").format(path=path)
        yield Question(text, count, ("unreviewed", path))


def chosen(found: list[Question], most: int = QUESTIONS) -> list[Question]:
    """Return the first questions: those that change most, topics in turn, no side left out."""
    by_group = {
        group: list(those)
        for group, those in groupby(sorted(found, key=lambda q: q.group), lambda q: q.group)
    }
    order = list(dict.fromkeys(q.group for q in found))
    topics = list(dict.fromkeys(topic for topic, _item in order))
    turn = {group: sum(g[0] == group[0] for g in order[:k]) for k, group in enumerate(order)}

    def place(group: tuple[str, str]) -> tuple[int, int, int]:
        return -max(q.changes for q in by_group[group]), turn[group], topics.index(group[0])

    told: list[Question] = []
    for group in sorted(order, key=place):
        if len(told) + len(by_group[group]) <= most:
            told += by_group[group]
    return told or found[:most]
