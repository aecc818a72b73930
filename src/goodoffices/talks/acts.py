"""Every act by name, with its fields and their limits: the one gate that hostile input meets.

:func:`admit` turns what a form or a script sent into exact, bounded values or one clear sentence.
What comes out can be trusted to have the right fields, types and sizes; whether it may be done is
for :mod:`goodoffices.talks.rules`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from goodoffices.talks.leave import LEVELS
from goodoffices.talks.nouns import Refusal
from goodoffices.talks.state import CLAUSE_ANSWERS
from goodoffices.talks.text import BracketError, mixed, parse, piled, tidied, unseen

TEXT_LIMIT = 50_000
"""The most characters one message, clause or annex may have."""

LINE_LIMIT = 300
CLAUSES = 200
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_HEX = re.compile(r"[0-9a-f]{8,256}")


class UnfitError(ValueError):
    """A value that does not fit, and why (:func:`goodoffices.talks.words.sentence` says it)."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(why)
        self.refusal = Refusal(why, values)


def _text(value: object, limit: int = TEXT_LIMIT) -> str:
    """Take text that can be written, shown and printed; line ends become newlines."""
    if not isinstance(value, str):
        raise UnfitError("not_text")
    if piled(value):
        raise UnfitError("piled_marks")
    clean = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) > limit:
        raise UnfitError("too_long", limit=limit)
    if any(c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs") for c in clean):
        raise UnfitError("control_characters")
    clean = tidied(clean)
    if hidden := unseen(clean):
        raise UnfitError("unseen_character", which=hidden)
    return clean


def _words(value: object) -> str:
    clean = _text(value).strip()
    if not clean:
        raise UnfitError("nothing_written")
    return clean


def _maybe(value: object) -> str:
    return _text(value).strip()


def _line(value: object) -> str:
    clean = " ".join(_text(value, LINE_LIMIT).split())
    if not clean:
        raise UnfitError("empty_line")
    return clean


def _name(value: object) -> str:
    """Take a person's name, which may not be made to look like another's."""
    clean = _line(value)
    if word := mixed(clean):
        raise UnfitError("mixed_scripts", word=word)
    return clean


def _hex(value: object) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise UnfitError("not_hex")
    return value


def _number(value: object) -> int:
    """Take a small whole number, as itself or as a form writes it."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 10**9:
        raise UnfitError("not_number")
    return value


def _time(value: object) -> str:
    """Take a time in whatever digits it was typed: times are compared as they are written."""
    if not isinstance(value, str):
        raise UnfitError("not_time")
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in value[:40])
    if not _TIME.fullmatch(plain):
        raise UnfitError("not_time")
    return plain


def _choice(*choices: str) -> Callable[[object], str]:
    def take(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise UnfitError("not_offered")
        return value

    return take


def _fraction(value: object) -> str:
    """Take an exact number, kept as written: ``40``, ``2.5`` or ``1/3``."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,9}([./][0-9]{1,9})?", value):
        raise UnfitError("not_fraction")
    try:
        Fraction(value)
    except ZeroDivisionError as error:
        raise UnfitError("zero_below") from error
    return value


def _lines(value: object) -> list[str]:
    if not isinstance(value, list | tuple) or len(value) > CLAUSES:
        raise UnfitError("not_list")
    return [_line(v) for v in value]


def _annexes(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list | tuple) or len(value) > CLAUSES:
        raise UnfitError("not_list")
    return [
        {"heading": _line(_field(v, "heading")), "text": _words(_field(v, "text"))} for v in value
    ]


def _field(value: object, name: str) -> object:
    if not isinstance(value, Mapping) or name not in value:
        raise UnfitError("field_missing", name=name)
    return value[name]


def _clauses(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list | tuple) or not 0 < len(value) <= CLAUSES:
        raise UnfitError("clause_count")
    clauses = [_clause(v) for v in value]
    if len({c["id"] for c in clauses}) < len(clauses):
        raise UnfitError("clause_twice")
    return clauses


def _clause(value: object) -> dict[str, Any]:
    wording = _field(value, "wording")
    if not isinstance(wording, Mapping) or not 0 < len(wording) <= 10:
        raise UnfitError("clause_empty")
    taken = {}
    for language, words in wording.items():
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            raise UnfitError("not_language")
        taken[language] = _words(words)
        try:
            parse(taken[language])
        except BracketError as error:
            raise UnfitError(str(error)) from error
    status = _choice("open", "agreed")(_field(value, "status"))
    number = _line(_field(value, "id"))
    if len(number) > 20:
        raise UnfitError("clause_number")
    heading = _line(_field(value, "heading"))
    return {"id": number, "heading": heading, "wording": taken, "status": status}


def _weights(value: object) -> dict[str, Any]:
    """Take a party's worth of each issue: a weight, points for each value, what it never takes."""
    if not isinstance(value, Mapping) or not 0 < len(value) <= 50:
        raise UnfitError("no_weight")
    taken = {}
    for issue, answer in value.items():
        values = _field(answer, "values")
        if not isinstance(values, Mapping) or len(values) > 50:
            raise UnfitError("points_missing")
        points = {_line(k): _fraction(v) for k, v in values.items()}
        taken[_line(issue)] = {
            "weight": _fraction(_field(answer, "weight")),
            "values": points,
            **_never(answer, points),
        }
    return taken


def _never(answer: object, points: Mapping[str, str]) -> dict[str, list[str]]:
    """Take the values a party will never accept; nothing where there are none."""
    named = answer.get("never", ()) if isinstance(answer, Mapping) else ()
    never = sorted(set(_lines(named)))
    if not set(never) <= set(points):
        raise UnfitError("not_offered")
    return {"never": never} if never else {}


def _coded(*names: str) -> Callable[[object], str]:
    """Take one of some answers by its name or its place; places are all of one size on the wire."""

    def take(value: object) -> str:
        if isinstance(value, str) and value in names:
            return value
        place = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if len(place) != 1 or place not in "0123456789" or int(place) >= len(names):
            raise UnfitError("not_offered")
        return names[int(place)]

    return take


_LEVEL = _coded(*LEVELS)
_YES = _coded("no", "yes")


def _leave(value: object) -> str | dict[str, str]:
    """Take a level of leave for every other party, or one for each by its name."""
    if not isinstance(value, Mapping):
        return _LEVEL(value)
    if len(value) > 50:
        raise UnfitError("not_list")
    return {_line(party): _LEVEL(level) for party, level in value.items()}


def _party(value: object) -> str:
    """Take the party an act is for; nothing where it is for every other party."""
    return _line(value) if value else ""


def _page_hash(value: object) -> str:
    """Take the hash of what stood on the page; nothing where no page was read."""
    return _hex(value) if value else ""


_ABSENT: dict[Callable[[object], Any], object] = {
    _maybe: "",
    _party: "",
    _page_hash: "",
    _annexes: (),
}
"""What may be left out, and what then stands for it."""

FIELDS: dict[str, dict[str, Callable[[object], Any]]] = {
    # said in a room
    "message": {"room": _line, "text": _words, "leave": _leave},
    "permit": {"message": _number, "to": _party, "leave": _LEVEL},
    # passed on by the mediator
    "relay.word": {"party": _line, "message": _number, "to": _line, "words": _words},
    "relay.answer": {"relay": _number, "answer": _YES},
    "relay.send": {"party": _line, "relay": _number},
    # the rules and the one text
    "rules.accept": {"key": _hex},
    "text.draft": {"title": _line, "clauses": _clauses},
    "text.answer": {
        "draft": _number,
        "clause": _line,
        "answer": _coded(*CLAUSE_ANSWERS),
        "words": _maybe,
    },
    "text.initial": {"draft": _number, "clause": _line, "key": _hex, "signature": _hex},
    # the mediator's proposal
    "proposal.make": {
        "draft": _number,
        "closes": _time,
        "mode": _choice("mediator", "sealed"),
        "clerk": _hex,
        "annexes": _annexes,
    },
    "proposal.extend": {"proposal": _number, "closes": _time},
    "ballot.cast": {"proposal": _number, "answer": _YES},
    # what a party tells the mediator alone of its worth
    "worth.give": {"issues": _weights, "walk_away": _fraction, "red_lines": _maybe},
    # the agreement
    "agreement.open": {"draft": _number, "annexes": _annexes},
    "agreement.sign": {"hash": _page_hash, "key": _hex, "signature": _hex},
    "agreement.recall": {},
    "agreement.release": {},
    # who heads a delegation
    "head.hand": {"member": _line},
    "head.call": {"party": _line, "member": _line},
    "head.keep": {},
    "head.seat": {"party": _line},
    "member.add": {"member": _line, "name": _name, "room": _line, "head": _choice("yes", "no")},
    "member.renew": {"member": _line},
    "member.remove": {"member": _line},
    "talks.close": {},
    "member.join": {"key": _hex},
    "notes.share": {"member": _line},
}
"""Each act's fields. ``head`` and the like are words, for a form has no other values."""


def admit(kind: str, raw: Mapping[str, object]) -> dict[str, Any] | Refusal:
    """Return the act's exact fields, or the sentence that says what does not fit."""
    fields = FIELDS.get(kind)
    if fields is None:
        return Refusal("no_act")
    taken: dict[str, Any] = {}
    for name, take in fields.items():
        try:
            absent = take in _ABSENT and name not in raw
            taken[name] = take(_ABSENT[take] if absent else _field(raw, name))
        except UnfitError as unfit:
            return unfit.refusal
    return taken
