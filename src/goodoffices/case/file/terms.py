"""The smallest parts of a case file, typed: texts, ids, numbers, dates, choices, grounds.

Scalars come as text and become what the schema says here, so that ``NO`` stays Norway and ``2/3``
stays exact. What does not fit is a finding at its place, and reading goes on with a stand-in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from goodoffices.base.edtf import is_edtf
from goodoffices.base.errors import Finding, Place, Severity
from goodoffices.base.findings import finding
from goodoffices.case.file.countries import CODES as COUNTRIES
from goodoffices.case.file.keys import BASIS, LONGEST_ID, NUMBER, PARTS, SLUG, VALUE, WHOLE, Shape
from goodoffices.case.file.text import (
    MOST_FINDINGS,
    Entry,
    Mapping,
    Node,
    Places,
    Scalar,
    Sequence,
)
from goodoffices.case.nouns import Basis, Interval
from goodoffices.case.words import there_are

MOST_COMPARED = 200
"""With how many names a mistyped one is compared; more are not written by hand."""

_SLUG, _VALUE, _NUMBER = map(re.compile, (SLUG, VALUE, NUMBER))
_YES = {"yes": True, "true": True, "no": False, "false": False}
_NOT_IDS = frozenset({"not", "and", "or", "if", "iff"})
_LITTLE = re.compile("an?|and|as|at|by|for|from|his|her|into?|its|of|on|or|that|the|to|with")


@dataclass(frozen=True, slots=True)
class JudgementGround:
    """What one judgement of the file rests on, and where that is written.

    ``kind`` is what was judged: ``party``, ``want``, ``option``, ``preference``, ``worth``,
    ``mediator``, ``consent``, ``interest`` or ``issue``; ``evidence`` holds each claim's id with
    the place it is named at.
    """

    kind: str
    basis: Basis
    place: Place
    evidence: tuple[tuple[str, Place], ...] = ()


def slugify(name: str) -> str:
    """Return an id made from a name; empty where it holds no Latin letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    slug = re.sub(r"^[0-9-]+", "", slug)[:LONGEST_ID].rstrip("-")
    return f"{slug}-1" if slug in _NOT_IDS else slug


def new_id(text: str, taken: Iterable[str], default: str = "part") -> str:
    """Return an id made of a text's first telling words, whole ones, that nothing else has."""
    words = [word for word in slugify(text).split("-") if word and not _LITTLE.fullmatch(word)]
    short = ("-".join(words[:number]) for number in range(4, 0, -1))
    told = next((name for name in short if len(name) <= 40), words[0][:40] if words else "")
    base = slugify(told) or default
    known = set(taken)
    names = (base, *(f"{base}-{number}" for number in range(2, len(known) + 3)))
    return next(name for name in names if name not in known)


class NodeReader:
    """Reads nodes one by one and gathers what does not fit.

    Every finding is told at its place in :class:`Places`, so that whatever form a case was written
    in can be read through it.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self.findings: list[Finding] = []
        self.grounds: list[JudgementGround] = []

    @property
    def full(self) -> bool:
        """Whether so much is wrong that no more is told."""
        return len(self.findings) >= MOST_FINDINGS

    def tell(
        self,
        key: str,
        at: Node | Place | None,
        /,
        *,
        near: tuple[str, Iterable[str]] | None = None,
        severity: Severity = "error",
        **values: object,
    ) -> None:
        """Add a finding of the catalogue at a node or place; after very many, nothing more.

        ``near`` is an unknown word with the known ones: the likest is asked for, or else they are
        listed where the catalogue says ``{there_are}``.
        """
        if self.full:
            return
        place = at if isinstance(at, Place) else self.places.of(at)
        if near:
            word, known = near[0], tuple(near[1])
            near = (word, known[:MOST_COMPARED]) if word else None
            values["there_are"] = there_are(known)
        self.findings.append(finding(key, place, near=near, severity=severity, **values))

    # -- parts, by the table of keys -----------------------------------------------------------

    def body(self, name: str, node: Node | None, owner: Node | None = None) -> Mapping:
        """Take a node as a part of the file; keys that mean nothing and missing ones are told.

        Parameters
        ----------
        name
            of the part, as in the table of keys; what the whole file misses is told at its top.
        owner
            where a missing key is told: the key that the part stands under, or the part itself.

        Returns
        -------
        its keys; without those that must be there and are left empty.
        """
        part = PARTS[name]
        if owner is None and name != WHOLE:
            owner = node
        body = self.mapping(node, part.names)
        missing = [
            key.name
            for key in part.keys
            if key.required and self.required(body, key.name, owner) is None
        ]
        if not missing:
            return body
        entries = tuple(entry for entry in body.entries if entry.key.value not in missing)
        return Mapping(entries, body.start, body.end, body.flow)

    def alone(
        self, name: str, node: Node, owner: Node | None = None
    ) -> tuple[Node | None, Mapping]:
        """Take a node as the value of a part's first key, alone or with the other keys beside it.

        Returns
        -------
        the value, None where it is missing, and the part's keys, empty where it stands alone.
        """
        if not isinstance(node, Mapping):
            return node, Mapping((), node.start, node.end)
        body = self.body(name, node, owner)
        return body.at(PARTS[name].keys[0].name), body

    def fields(self, name: str, body: Mapping) -> dict[str, Any]:
        """Read what is plain in a part: each value under its key; what is left out is not there."""
        fields = {}
        for key in PARTS[name].keys:
            node = body.at(key.name)
            if key.shape.kind is None or key in BASIS or node is None:
                continue
            value = self.value(node, key.shape)
            if value is not None:
                fields[key.name] = value
        return fields

    def value(self, node: Node, shape: Shape) -> str | bool | tuple[str, ...] | None:
        """Read a plain value; None where nothing is written, or what stands there does not fit."""
        match shape.kind:
            case "text":
                return self.string(node) or None
            case "texts":
                return tuple(filter(None, map(self.string, self.items(node))))
            case "date":
                return self.date(node)
            case "country":
                return self.country(node)
            case "truth":
                return self.truth(node)
            case "word":
                return self.choice(node, shape.choices)
            case _:
                return None

    def numbers(self, name: str, body: Mapping) -> dict[str, Interval]:
        """Read the numbers of a part that may be intervals; an exact one is its own two ends."""
        spans = {}
        for key in PARTS[name].keys:
            node = body.at(key.name)
            if key.shape.kind in ("span", "signed") and not nothing(node):
                span = self.span(node, 0 if key.shape.kind == "span" else None)
                if span is not None:
                    spans[key.name] = span
        return spans

    def plain(
        self, name: str, kind: str, node: Node, owner: Node | None = None
    ) -> tuple[dict[str, Any], Basis]:
        """Read a part that is all plain and whose first value may stand alone, and its basis."""
        first = PARTS[name].keys[0]
        value, body = self.alone(name, node, owner)
        fields = self.fields(name, body)
        if not isinstance(node, Mapping) and value is not None:
            fields = {first.name: self.value(value, first.shape)}
            if fields[first.name] is None and isinstance(node, Scalar):
                self.tell("GO208.text", owner or node)
        stand_in = first.shape.choices[0] if first.shape.choices else ""
        fields[first.name] = fields.get(first.name) or stand_in
        basis = self.basis(kind, body, owner or node)
        if fields[first.name] == "unknown" and basis.empty:
            self.grounds.pop()  # not knowing rests on nothing
        return fields, basis

    def named(self, name: str, kind: str, entry: Entry) -> tuple[Mapping, dict[str, Any], Basis]:
        """Read a part that has a name: its keys, its plain values, and what it rests on."""
        node = entry.value
        keyed = isinstance(node, Mapping) or nothing(node)
        body = self.body(name, node, entry.key) if keyed else self.mapping(node)
        fields = {"name": entry.key.value} | self.fields(name, body)
        return body, fields, self.basis(kind, body, entry.key)

    def mapping(self, node: Node | None, keys: Iterable[str] | None = None) -> Mapping:
        """Take a node as keys with values; where ``keys`` are given, no others may stand there."""
        if isinstance(node, Mapping):
            if keys is not None:
                self._known(node, tuple(keys))
            return node
        if not nothing(node):
            self.tell("GO207.keys", node)
        return Mapping((), *((node.start, node.end) if node else (0, 0)))

    def _known(self, mapping: Mapping, keys: tuple[str, ...]) -> None:
        """Tell of keys that mean nothing here, with the nearest one that does."""
        for entry in mapping.entries:
            if (key := entry.key.value) not in keys:
                self.tell("GO206", entry.key, near=(key, keys), key=key)

    def required(self, mapping: Mapping, key: str, owner: Node | None) -> Node | None:
        """Return the value of a key that must be there."""
        entry = mapping.get(key)
        if entry is None or (isinstance(entry.value, Scalar) and not entry.value.value.strip()):
            self.tell("GO208.key", entry.key if entry else owner, key=key)
            return None
        return entry.value

    def items(self, node: Node | None) -> Iterator[Node]:
        """Take a node as a list; one text alone is a list of one, nothing is an empty list."""
        if isinstance(node, Sequence):
            yield from node.items
        elif isinstance(node, Scalar):
            if not node.empty:
                yield node
        elif node is not None:
            self.tell("GO207.list", node)

    def string(self, node: Node | None) -> str:
        """Take a node as text; the stand-in is empty."""
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.value.strip()
        self.tell("GO207.text", node)
        return ""

    def optional(self, mapping: Mapping, key: str) -> str | None:
        """Return the text of a key, or None where nothing is written."""
        return self.string(mapping.at(key)) or None

    def id(self, key: Scalar, *, value: bool = False, reserved: Iterable[str] = ()) -> str:
        """Take a key as an id: small Latin letters and digits with hyphens between."""
        name = key.value
        fits = (_VALUE if value else _SLUG).fullmatch(name) and len(name) <= LONGEST_ID
        if not fits:
            slug = slugify(name)
            message = "GO210.slug" if slug and slug != name else "GO210.id"
            self.tell(message, key, name=name[:LONGEST_ID], slug=slug)
        elif name in {*_NOT_IDS, *reserved}:
            self.tell("GO210.word", key, name=name)
        return name

    def choice(self, node: Node, words: tuple[str, ...]) -> str:
        """Take a node as one of some words; the stand-in is the first."""
        word = self.string(node)
        if word in words:
            return word
        if word or isinstance(node, Scalar):
            self.tell("GO217.word", node, near=(word, words), word=word, words=", ".join(words))
        return words[0]

    def truth(self, node: Node) -> bool:
        """Take a node as yes or no."""
        word = self.string(node).lower()
        if word not in _YES:
            self.tell("GO217.truth", node, word=word)
        return _YES.get(word, False)

    def number(self, node: Node | None, least: int | None = 0) -> Fraction | None:
        """Take a node as an exact number: 30, 2.5 or 2/3; not below ``least`` where that is set."""
        if node is None:
            return None
        digits = self.string(node)
        if not isinstance(node, Scalar):
            return None
        if not _NUMBER.fullmatch(digits) or not _below_the_line(digits):
            self.tell("GO213.number", node, number=digits[:LONGEST_ID])
            return None
        number = Fraction(digits)
        if least is not None and number < least:
            self.tell("GO213.least", node, number=digits, least=least)
            return None
        return number

    def interval(
        self, node: Node | None, least: int | None
    ) -> tuple[Fraction | None, Interval | None]:
        """Take a node as a number, or as an interval ``25..35`` and its middle."""
        digits = self.string(node) if isinstance(node, Scalar) else ""
        low, dots, high = digits.partition("..")
        if not dots or node is None:
            return self.number(node, least), None
        first, last = (
            self.number(Scalar(part.strip(), node.start, node.end), least) for part in (low, high)
        )
        if first is None or last is None:
            return None, None
        if first > last:
            self.tell("GO213.downwards", node, interval=digits)
            return None, None
        return (first + last) / 2, (first, last)

    def span(self, node: Node | None, least: int | None) -> Interval | None:
        """Take a node as an interval; a number alone is its own two ends."""
        number, span = self.interval(node, least)
        return span or (None if number is None else (number, number))

    def date(self, node: Node | None) -> str | None:
        """Take a node as an EDTF date."""
        date = self.string(node)
        if not date or is_edtf(date):
            return date or None
        self.tell("GO211", node, date=date[:100])
        return None

    def country(self, node: Node | None) -> str | None:
        """Take a node as a country's ISO 3166-1 alpha-3 code."""
        code = self.string(node)
        if not code or code in COUNTRIES:
            return code or None
        near = (code.upper(), (code.upper(),)) if code.upper() in COUNTRIES else None
        self.tell("GO212", node, near=near, code=code[:LONGEST_ID])
        return None

    def basis(self, kind: str, mapping: Mapping, owner: Node) -> Basis:
        """Read what a judgement rests on from the keys beside it."""
        named = [
            (self.string(item), self.places.of(item)) for item in self.items(mapping.at("evidence"))
        ]
        named = [(claim, place) for claim, place in named if claim]
        unreviewed = mapping.at("unreviewed")
        basis = Basis(
            evidence=tuple(dict.fromkeys(claim for claim, _place in named)),
            judged=self.optional(mapping, "judged"),
            reason=self.optional(mapping, "because"),
            unreviewed=self.truth(unreviewed) if unreviewed else False,
        )
        self.grounds.append(JudgementGround(kind, basis, self.places.of(owner), tuple(named)))
        return basis

    def entries(self, mapping: Mapping, *, reserved: Iterable[str] = ()) -> Iterator[Entry]:
        """Yield the entries of a mapping whose keys are ids."""
        for entry in mapping.entries:
            self.id(entry.key, reserved=reserved)
            yield entry


def nothing(node: Node | None) -> bool:
    """Tell whether nothing is written at a node."""
    return node is None or (isinstance(node, Scalar) and node.empty)


def _below_the_line(number: str) -> bool:
    """Tell whether a number that was written can be one: no 0 below a fraction's line."""
    return bool(number.partition("/")[2].strip("0")) or "/" not in number
