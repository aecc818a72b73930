"""What each side is read as answering to each mediator: yes, no, on a condition, or unknown.

An answer is what the side itself is said to have accepted or refused, or says of the mediator in a
sentence about mediating. Where its answers of one time differ, or none is read, it is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.case.judged import AnswerGiven
from goodoffices.evidence.claims import Dossier, Event, Statement
from goodoffices.read.words import table


def _words(name: str) -> re.Pattern[str]:
    """Return the pattern of a list of ``consents`` in the data."""
    told = "|".join(table("bargaining.yaml")["consents"][name])
    return re.compile(rf"\b(?:{told})\b", re.IGNORECASE)


_YES, _NO, _IF, _ABOUT = map(_words, ("yes", "no", "condition", "about"))
_OPEN, _UNLESS, _WISHING = map(_words, ("open", "unless", "wishing"))
_OTHERS = _words("others")
_THEN_IF = re.compile(r"\bif\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|its|them)\b")
_THIRD = re.compile(r"\b(?:it|its|them|he|him|his|she|her)\b", re.IGNORECASE)
_TAKING = table("bargaining.yaml")["taking"]
_HIS = "|".join(
    w for name in ("offers", "encounters", "office_words", "own") for w in _TAKING[name]
)
_OFFERED = re.compile(rf"(?:\s+[\w’'-]+){{0,3}}?\s+(?:{_HIS})s?\b", re.IGNORECASE)
_HIS_OWN = re.compile(r"\s+(?:his|its)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|him|his|she|her|they|them)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\w )[A-Z][a-z]\w+")
_ENDS = re.compile(r"(?<=[.?!])[\"”’]?\s+")
LOOK_BACK = 240
"""How far before a statement the mediator that it calls "him" may be named, in characters."""
NEXT = 3
"""How many characters may stand between a sentence and the one right behind it."""
_PARTS = re.compile(r"[,–—](?: and| but)?(?: that)?\s|\s(?:but|while|whereas)\s")
_OWN_WILL = re.compile(
    r"(?:['’]s?)?\s+(?:(?:is|was|were|are|be|been|had|has|have|would|also|itself|himself|herself)\s+)*"
    r"(?:willing|ready|prepared|glad|happy|keen|offer(?:s|ed|ing)|propos(?:es|ed|ing)|available)\b",
    re.IGNORECASE,
)
"""What a mediator is told to be willing to do: nobody's answer yet."""
_STAGES: dict[str | None, AnswerGiven] = {"accepted": "yes", "refused": "no"}


_LEAVING = frozenset({"164", "165"})
_REFUSING = _LEAVING | {"126", "1246"}

_PEOPLE = "|".join(table("bargaining.yaml")["taking"]["sent"])
_SENT = re.compile(rf"(?:['’]s?)?\s+(?:\w+\s+)?(?:{_PEOPLE})\b", re.IGNORECASE)
_SENT_BY = re.compile(rf"\b(?:{_PEOPLE})\s+(?:of|from|by)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """A side's answer to a mediator, with the claims that say so."""

    answer: AnswerGiven = "unknown"
    evidence: tuple[str, ...] = ()
    borne: tuple[str, ...] = ()
    """Those of the claims whose sentence was read again and says the same."""


@dataclass(frozen=True, slots=True)
class Consenting:
    """Which side is asked about which mediator.

    ``voices`` are the ids of all who speak for the side, itself among them, ``said`` of its
    statements, ``mediators`` of all who stand for the mediator; ``named`` finds the mediator in a
    text, ``another`` the others: words that name one of them are not about this one.
    """

    voices: frozenset[str]
    said: frozenset[str]
    mediators: frozenset[str]
    named: re.Pattern[str]
    another: re.Pattern[str]


def answer(dossier: Dossier, asked: Consenting) -> ReadAnswer:
    """Return what a side answers to a mediator, in what was read; what is rejected counts not."""
    votes = [
        *of_events(dossier, asked.voices, asked.mediators),
        *_statements(dossier, asked),
    ]
    given = settled(dossier, votes)
    claims = (*given.evidence, *said_behind(dossier, given.evidence, asked))
    return ReadAnswer(given.answer, tuple(dict.fromkeys(claims)))


def settled(dossier: Dossier, votes: Sequence[tuple[AnswerGiven, str, str]]) -> ReadAnswer:
    """Return the answer in votes (answer, claim, source): that of the last day, if it is one."""
    if not votes:
        return ReadAnswer()
    dated = {d.id: d.published or "" for d in dossier.documents}
    latest = max(dated.get(source, "") for _answer, _claim, source in votes)
    last = [v for v in votes if dated.get(v[2], "") == latest] if latest else [*votes]
    if len({a for a, _c, _s in votes}) == 1:
        last = [*votes]
    answers = {a for a, _c, _s in last}
    if answers == {"yes", "conditional"}:
        answers = {"conditional"}
    given = answers.pop() if len(answers) == 1 else "unknown"
    told = last if given == "unknown" else [v for v in (*last, *votes) if v[0] == given]
    return ReadAnswer(given, tuple(dict.fromkeys(claim for _a, claim, _s in told)))


def said_behind(dossier: Dossier, claims: Iterable[str], asked: Consenting) -> list[str]:
    """Return what a side says in its own words right behind an answer, of no other mediator."""
    told = [d.spans[0] for claim in claims if (d := dossier.claim(claim)) and d.spans]
    return [
        one.id
        for one in dossier.statements
        if one.kind == "direct" and one.id in asked.said and one.status != "rejected"
        if any(
            one.sentence.source == span.source and 0 <= one.sentence.start - span.end <= NEXT
            for span in told
        )
        if not asked.another.search(one.text)
    ]


def of_events(
    dossier: Dossier, voices: frozenset[str], mediators: frozenset[str]
) -> Iterator[tuple[AnswerGiven, str, str]]:
    """Yield the answers that events tell: an offer accepted or refused, now and in fact.

    Who leaves a mediator's talks, recalls its people or suspends its part has refused.
    """
    for event in dossier.events:
        concerned = event.mediator in mediators or (
            event.cameo in _REFUSING
            and event.mediator is None
            and bool(event.recipients)
            and set(event.recipients) <= mediators
        )
        if event.status == "rejected" or not concerned or not voices & set(event.actors):
            continue
        left: AnswerGiven | None = "no" if event.cameo in _LEAVING else None
        given = left or _STAGES.get(event.stage)
        if given and event.modality in ("asserted", "reported"):
            terms = given == "yes" and _IF.search(" ".join(s.exact for s in event.spans))
            yield "conditional" if terms else given, event.id, _source(event)


def _statements(dossier: Dossier, asked: Consenting) -> Iterator[tuple[AnswerGiven, str, str]]:
    """Yield the answers that a side's own words give, clause by clause."""
    texts = dossier.texts
    for statement in dossier.statements:
        if statement.status == "rejected" or statement.id not in asked.said:
            continue
        own, sentence = statement.text, statement.sentence.exact
        if sentence.rstrip(" ”\"’'»").endswith("?") or "?" in own or _OTHERS.search(sentence):
            continue  # what is asked, supposed, or told of another day
        about = asked.named.search(sentence)
        on_terms = about and _IF.match(own.lstrip(" “‘\"'«"))  # "accept Bern “only if …”"
        meant = not asked.another.search(own) and (about or _meant(statement, asked, texts))
        if not asked.named.search(own) and not on_terms and not meant:
            continue
        given = _read(statement, asked)
        if given:
            yield given, statement.id, _source(statement)


def _meant(statement: Statement, asked: Consenting, texts: Mapping[str, str]) -> bool:
    """Tell whether "him" in a statement is the mediator, named alone in the sentence before it."""
    pronoun = _PERSON.search(statement.text)
    if pronoun is None or asked.another.search(statement.sentence.exact):
        return False
    if _NAME.search(statement.text, 0, pronoun.start()):
        return False  # "the Board, whatever they say, has no interest in talks"
    span = statement.sentence
    before = texts.get(span.source, "")[max(0, span.start - LOOK_BACK) : span.start]
    last = [piece for piece in _ENDS.split(before) if piece.strip()][-1:]
    return bool(last and asked.named.search(last[0]) and not asked.another.search(last[0]))


def _read(statement: Statement, asked: Consenting) -> AnswerGiven | None:
    """Return the answer in a statement's words about a mediator."""
    named = asked.named
    text = statement.text if named.search(statement.text) else _around(statement)
    clauses = [c for c in re.split(r"[;.!?]", text) if c.strip()]
    clauses = [part for c in clauses for part in _parted(c, asked)]
    near = [c for c in clauses if named.search(c) and not _of_its_people(c, named)]
    near = [c for c in near if not _its_own(c, named)]
    third = _THIRD if statement.kind == "direct" else _THING
    rest = (c for c in clauses if not named.search(c) and not asked.another.search(c))
    near += [c for c in rest if _of_him(c, third)]
    cued = statement.kind == "indirect" and text == statement.text  # a sentence has its own cue
    told = [f"{statement.cue} {c}" if cued else c for c in near]
    return polarity(told, terms=_termed(statement, named))


def _around(statement: Statement) -> str:
    """Return a statement's sentence, but for what is told of others before and behind a semicolon.

    "Chad opposes any role of Peru; Niger said that it would think about it" is no answer of Niger.
    """
    sentence = statement.sentence
    at = max(0, statement.spans[0].start - sentence.start) if statement.spans else 0
    first = sentence.exact.rfind(";", 0, at) + 1
    return sentence.exact[first:].partition(";")[0]


def _of_him(clause: str, third: re.Pattern[str]) -> bool:
    """Tell whether a clause is about "him" or "his offer", and not about "his draft" alone."""
    told = third.finditer(clause)
    return any(
        m[0].casefold() not in {"its", "his"} or _OFFERED.match(clause, m.end()) for m in told
    )


def _a_draft(clause: str, end: int) -> bool:
    """Tell whether what is refused is but a thing of his: "would not accept his wording"."""
    his = _HIS_OWN.match(clause, end)
    return his is not None and _OFFERED.match(clause, his.end()) is None


def _parted(clause: str, asked: Consenting) -> list[str]:
    """Return a clause at its commas where it names another mediator besides."""
    both = asked.named.search(clause) and asked.another.search(clause)
    return [p for p in _PARTS.split(clause) if p.strip()] if both else [clause]


def _its_own(clause: str, named: re.Pattern[str]) -> bool:
    """Tell whether a clause only says what a mediator itself would do: "the bishop was willing"."""
    return any(_OWN_WILL.match(clause, m.end()) for m in named.finditer(clause))


def _of_its_people(clause: str, named: re.Pattern[str]) -> bool:
    """Tell whether a clause names a mediator only for its observers, its soldiers or its money."""
    own = list(named.finditer(clause))
    return bool(own) and all(
        _SENT.match(clause, m.end()) or _SENT_BY.search(clause[: m.start()]) for m in own
    )


def polarity(clauses: Iterable[str], *, terms: bool = False) -> AnswerGiven | None:
    """Return the answer of the first clause about mediating that gives one.

    ``terms`` tells that a condition follows elsewhere.
    """
    for told in clauses:
        if _ABOUT.search(told) and not _OPEN.search(told) and (given := _answered(told, terms)):
            return given
    return None


def _answered(told: str, terms: bool) -> AnswerGiven | None:
    """Return the answer of one clause about mediating."""
    refused = next((found for found in _NO.finditer(told) if not _a_draft(told, found.end())), None)
    agreed = _YES.search(_NO.sub(" ", told))
    bound = terms or _IF.search(told) or (_THEN_IF.search(told) and not _WISHING.search(told))
    if refused and not agreed and _UNLESS.search(told, refused.end()):
        return "conditional"
    if bound and not refused and (agreed or _IF.search(told)):
        return "conditional"
    if bool(refused) != bool(agreed):
        return "no" if refused else "yes"
    return None


def _termed(statement: Statement, named: re.Pattern[str]) -> bool:
    """Tell whether the sentence goes on with a condition right behind a mediator's name."""
    sentence = statement.sentence.exact
    name = named.search(sentence)
    return bool(name and _IF.match(sentence[name.end() :].lstrip(" ,“‘\"'«")))


def _source(claim: Event | Statement) -> str:
    return claim.spans[0].source if claim.spans else ""
