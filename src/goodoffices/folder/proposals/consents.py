"""What each side is read as answering to each mediator: yes, no, on a condition, or unknown.

An answer is what the side itself is said to have accepted or refused, or says of the mediator in a
sentence about mediating. Where its answers of one time differ, or none is read, it is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goodoffices.case.judged import AnswerGiven
from goodoffices.evidence.claims import Actor, Dossier, Event, Statement
from goodoffices.read.words import table


def _words(name: str) -> re.Pattern[str]:
    """Return the pattern of a list of ``consents`` in the data."""
    told = "|".join(table("bargaining.yaml")["consents"][name])
    return re.compile(rf"\b(?:{told})\b", re.IGNORECASE)


_YES, _NO, _IF, _ABOUT = map(_words, ("yes", "no", "condition", "about"))
_THEN_IF = re.compile(r"\bif\b", re.IGNORECASE)
NEXT = 3
"""How many characters may stand between a sentence and the one right behind it."""
_STAGES: dict[str | None, AnswerGiven] = {"accepted": "yes", "refused": "no"}


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """A side's answer to a mediator, with the claims that say so."""

    answer: AnswerGiven = "unknown"
    evidence: tuple[str, ...] = ()


def answer(
    dossier: Dossier,
    mediator: Actor,
    voices: frozenset[str],
    mediators: frozenset[str],
    others: Iterable[Actor] = (),
) -> ReadAnswer:
    """Return what a side answers to a mediator.

    Parameters
    ----------
    dossier
        what was read; rejected claims count for nothing.
    mediator
        the mediator.
    voices
        the ids of all who speak for the side, itself among them.
    mediators
        the ids of all who stand for the mediator (its people), itself among them.
    others
        the other mediators: words that name one of them are not about this one.
    """
    votes = [*_events(dossier, voices, mediators), *_statements(dossier, mediator, voices, others)]
    if not votes:
        return ReadAnswer()
    dated = {d.id: d.published or "" for d in dossier.documents}
    latest = max(dated.get(source, "") for _answer, _claim, source in votes)
    last = [v for v in votes if dated.get(v[2], "") == latest] if latest else votes
    if len({a for a, _c, _s in votes}) == 1:
        last = votes
    answers = {a for a, _c, _s in last}
    if answers == {"yes", "conditional"}:
        answers = {"conditional"}
    given = answers.pop() if len(answers) == 1 else "unknown"
    told = last if given == "unknown" else [v for v in last + votes if v[0] == given]
    claims = [claim for _a, claim, _s in told]
    claims += _why(dossier, claims, voices, _naming(others))
    return ReadAnswer(given, tuple(dict.fromkeys(claims)))


def _why(
    dossier: Dossier, claims: Iterable[str], voices: frozenset[str], another: re.Pattern[str]
) -> list[str]:
    """Return what a side says in its own words right behind an answer, of no other mediator."""
    told = [d.spans[0] for claim in claims if (d := dossier.claim(claim)) and d.spans]
    return [
        one.id
        for one in dossier.statements
        if one.kind == "direct" and one.speaker in voices and one.status != "rejected"
        if any(
            one.sentence.source == span.source and 0 <= one.sentence.start - span.end <= NEXT
            for span in told
        )
        if not another.search(one.text)
    ]


def _events(
    dossier: Dossier, voices: frozenset[str], mediators: frozenset[str]
) -> Iterator[tuple[AnswerGiven, str, str]]:
    """Yield the answers that events tell: an offer accepted or refused, now and in fact."""
    for event in dossier.events:
        concerned = event.mediator in mediators or (
            event.cameo in {"126", "1246"} and set(event.recipients) & mediators
        )
        if event.status == "rejected" or not concerned or not voices & set(event.actors):
            continue
        given = _STAGES.get(event.stage)
        if given and event.modality in ("asserted", "reported"):
            terms = given == "yes" and _IF.search(" ".join(s.exact for s in event.spans))
            yield "conditional" if terms else given, event.id, _source(event)


def _statements(
    dossier: Dossier, mediator: Actor, voices: frozenset[str], others: Iterable[Actor]
) -> Iterator[tuple[AnswerGiven, str, str]]:
    """Yield the answers that a side's own words give, clause by clause."""
    named, another = _naming([mediator]), _naming(others)
    for statement in dossier.statements:
        if statement.status == "rejected" or statement.speaker not in voices:
            continue
        own, sentence = statement.text, statement.sentence.exact
        about = named.search(sentence)
        on_terms = about and _IF.match(own.lstrip(" “‘\"'«"))  # "accept Bern “only if …”"
        if not named.search(own) and not on_terms and (another.search(own) or not about):
            continue
        given = _read(statement, named)
        if given:
            yield given, statement.id, _source(statement)


def _naming(actors: Iterable[Actor]) -> re.Pattern[str]:
    """Return the pattern of the names of some actors; it is found nowhere where there are none."""
    names = sorted({n for a in actors for n in (a.name, *a.aliases)}, key=len, reverse=True)
    return re.compile(r"\b(?:" + ("|".join(map(re.escape, names)) or "(?!)") + r")\b")


def _read(statement: Statement, named: re.Pattern[str]) -> AnswerGiven | None:
    """Return the answer in a statement's words about a mediator."""
    text = statement.text if named.search(statement.text) else statement.sentence.exact
    clauses = [c for c in re.split(r"[;.!?]", text) if c.strip()]
    near = [c for c in clauses if named.search(c)]
    near += [c for c in clauses if c not in near and re.search(r"\b(?:it|its|them)\b", c)]
    for clause in near:
        told = f"{statement.cue} {clause}" if statement.kind == "indirect" else clause
        if not _ABOUT.search(told):
            continue
        refused = bool(_NO.search(told))
        agreed = _YES.search(_NO.sub(" ", told))
        later = agreed and _THEN_IF.search(told, agreed.end())
        terms = bool(_IF.search(told) or later) or _termed(statement, named)
        if terms and not refused:
            return "conditional"
        if refused != bool(agreed):
            return "no" if refused else "yes"
    return None


def _termed(statement: Statement, named: re.Pattern[str]) -> bool:
    """Tell whether the sentence goes on with a condition right behind a mediator's name."""
    sentence = statement.sentence.exact
    name = named.search(sentence)
    return bool(name and _IF.match(sentence[name.end() :].lstrip(" ,“‘\"'«")))


def _source(claim: Event | Statement) -> str:
    return claim.spans[0].source if claim.spans else ""
