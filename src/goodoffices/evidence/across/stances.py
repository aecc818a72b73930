"""What a statement says of its speaker's stance: for, against, on a condition, or unknown.

The cue counts first: what is "rejected" is spoken against, what is "called for" is spoken for, and
what is "denied" is a matter of fact and no stance. After a cue that says nothing ("said"), the
words themselves are read (:mod:`.tones`) and weighed (:mod:`.leanings`). Where they tell of no
position the stance is unknown, and a person may judge it.
"""

from __future__ import annotations

import re

from goodoffices.evidence.across.leanings import leaning
from goodoffices.evidence.across.tones import Stance, hangs, refuses, spoken, taken
from goodoffices.evidence.across.wordings import family
from goodoffices.evidence.claims import Statement, stood

_UNABLE = re.compile(
    r"\b(?:unable|refus\w+|declin\w+|reluctant|unwilling"
    r"|not (?:ready|willing|prepared|able)) to\W*$",
    re.IGNORECASE,
)
_CANNOT = re.compile(r"\b(?:cannot|(?:can|could|will|would)(?:n['’]t| not|not)) $", re.IGNORECASE)
_TERM = re.compile(
    r"(?:\s+[\w’'.-]+){0,3},\s+(?P<term>(?:before|until|unless|so long as|as long as|provided)\b"
    r"(?!\s\w+ing\b)[^,;]*)[.,;]?",
)
_CALLED = re.compile(r"(?:call|describ|label|brand|term|dubb)\w*\b")
_AS = re.compile(r".+? (?:as )?(?P<what>an? .+)", re.DOTALL)
_CLAIMS = re.compile(
    r"^\W*(?:the|any|that|all|these|those|his|her|their|its)?\s*(?:\w+\s)?"
    r"(?:charge|accusation|claim|allegation|report|rumou?r)s?\b",
    re.IGNORECASE,
)


def stances(statement: Statement, about: str = "") -> tuple[tuple[Stance, str], ...]:
    """Return every stance that a statement takes, each with the words that take it."""
    if by_cue(statement):
        return ((stance(statement, about), statement.text),)
    beside = around(statement)
    return tuple(
        (leaning(words, **beside, ruled=told), words) for told, words in ruled(statement, about)
    )


def by_cue(statement: Statement) -> bool:
    """Tell whether a statement's cue says its stance, or that it is a matter of fact."""
    return statement.modality == "negated" or bool(_of_cue(statement, _led(statement)))


def ruled(statement: Statement, about: str = "") -> tuple[tuple[Stance, str], ...]:
    """Return every stance that rules read in a statement whose cue says none, with its words."""
    told = stance(statement, about)
    parts = taken(statement.text, reported=statement.kind == "indirect", about=about)
    return parts if len(parts) > 1 or told == "unknown" else ((told, statement.text),)


def around(statement: Statement) -> dict[str, str]:
    """Return what is weighed of a statement beside its words (:func:`.leanings.marks`)."""
    return {"led": _led(statement), "behind": _behind(statement), "kind": statement.kind}


def stance(statement: Statement, about: str = "") -> Stance:
    """Return what a statement's own words say of its speaker's stance.

    Of words on several matters those count that name the one it is ``about``.
    """
    if statement.modality == "negated":
        return "unknown"
    led, after = _led(statement), _behind(statement).split()
    led = f"{led} {after[0]}" if after and after[0].strip(".,;") in ("down", "away") else led
    return _of_cue(statement, led) or _worded(statement, led, about)


def _of_cue(statement: Statement, led: str) -> Stance | None:
    """Return what a statement's cue says by itself, or None where its words are to be read."""
    text = statement.text
    if kind := stood(statement):
        return _standing(statement, kind)
    if family("cue_of_fact").match(led):
        return "unknown"
    if family("cue_against").match(led):
        return "unknown" if _CLAIMS.match(text) else "against"
    if family("cue_promise").match(led) and refuses(text):
        return "unknown"
    if family("cue_for").match(led) and _unable(statement, led):
        return "against"
    if family("cue_for").match(led):
        if not _demands(led):
            return "conditional" if hangs(text) or hangs(_behind(statement)) else "for"
        return "against" if refuses(text, first=True) else "for"
    return None


def _standing(statement: Statement, kind: str) -> Stance:
    """Return the stance of what a page tells of where a side stands: "is keen on a line"."""
    if kind == "against" or (kind == "want" and refuses(statement.text, first=True)):
        return "against"
    open_ = kind != "want" and (hangs(statement.text) or hangs(_behind(statement)))
    return "conditional" if open_ else "for"


def _worded(statement: Statement, led: str, about: str) -> Stance:
    """Return the stance of words after a cue that says nothing, or calls something what it is."""
    text, indirect = f"{statement.text}{_term(statement)}", statement.kind == "indirect"
    called = _AS.fullmatch(text) if indirect and _CALLED.match(led) else None
    if called and (tone := spoken(f"it is {called['what']}")) != "unknown":
        return "conditional" if tone == "for" and hangs(_behind(statement)) else tone
    return spoken(text, reported=indirect, about=about)


def _unable(statement: Statement, led: str) -> bool:
    """Tell whether what a cue says is just what cannot be: "unable to accept"."""
    before = _before(statement)
    return bool(_UNABLE.search(before) or (led.startswith("live") and _CANNOT.search(before)))


def _demands(led: str) -> bool:
    """Tell whether a cue demands, so that an "until" in its words is a term and no condition."""
    return re.match(r"(?:demand|urg|call|insist|ask|appeal|want|press)", led) is not None


def _led(statement: Statement) -> str:
    """Return the cue with what stands between it and its words: "turned down", "called for"."""
    cue = statement.cue_span
    if cue is None:
        return ""
    sentence, behind = statement.sentence, [s.start for s in statement.spans if s.start >= cue.end]
    said = sentence.exact[cue.end - sentence.start :].split(" ", 2)[:2]  # "…, he ruled out"
    end = min(behind, default=cue.end + len(" ".join(said)))
    words = sentence.exact[cue.start - sentence.start : end - sentence.start]
    return " ".join(words.lower().split()) or statement.cue.lower()


def _behind(statement: Statement) -> str:
    """Return what follows a statement's words in its sentence: "accepted Bern only as a host"."""
    sentence = statement.sentence
    end = max((s.end for s in statement.spans), default=sentence.end)
    return sentence.exact[max(end - sentence.start, 0) :].partition(";")[0]


def _term(statement: Statement) -> str:
    """Return the term that stands behind who says it: "No talks, he said, unless they leave"."""
    cue, sentence = statement.cue_span, statement.sentence
    if (
        cue is None
        or statement.kind != "indirect"
        or any(s.end > cue.start for s in statement.spans)
    ):
        return ""
    found = _TERM.match(sentence.exact, cue.end - sentence.start)
    return f" {found['term']}" if found else ""


def _before(statement: Statement) -> str:
    """Return what stands before a statement's cue in its sentence: "is unable to accept"."""
    sentence, cue = statement.sentence, statement.cue_span
    return sentence.exact[: max(cue.start - sentence.start, 0)] if cue else ""
