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

from goodoffices.base.edtf import is_edtf
from goodoffices.base.errors import Finding, Place, Severity, nearest
from goodoffices.base.i18n import _
from goodoffices.case.file.countries import CODES as COUNTRIES
from goodoffices.case.file.text import MOST_FINDINGS, Entry, Mapping, Node, Scalar, Sequence, Text
from goodoffices.case.nouns import Basis

LONGEST_ID = 60
MOST_COMPARED = 200
"""With how many names a mistyped one is compared; more are not written by hand."""

BASIS_KEYS = ("evidence", "judged", "because", "unreviewed")

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_VALUE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18}|/[0-9]{1,18})?")
_YES = {"yes": True, "true": True, "no": False, "false": False}
_NOT_IDS = frozenset({"not", "and", "or", "if", "iff"})


@dataclass(frozen=True, slots=True)
class Ground:
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
    return f"{slug}-" if slug in _NOT_IDS else slug


class Terms:
    """Types nodes one by one and gathers what does not fit."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.findings: list[Finding] = []
        self.grounds: list[Ground] = []

    @property
    def full(self) -> bool:
        """Whether so much is wrong that no more is told."""
        return len(self.findings) >= MOST_FINDINGS

    def tell(
        self,
        code: str,
        said: str,
        at: Node | Place | None,
        help_: str | None = None,
        severity: Severity = "error",
    ) -> None:
        """Add a finding at a node or place; after very many, nothing more is told."""
        if self.full:
            return
        place = at if isinstance(at, Place) else self.text.of(at)
        self.findings.append(Finding(code, said, place, help_, severity))

    def mapping(self, node: Node | None, keys: Iterable[str] | None = None) -> Mapping:
        """Take a node as keys with values; where ``keys`` are given, no others may stand there."""
        if isinstance(node, Mapping):
            if keys is not None:
                self.known(node, tuple(keys))
            return node
        if not nothing(node):
            said = _("Here “key: value” lines are expected.")
            self.tell("GO207", said, node, _("Write one key a line, each with a colon."))
        return Mapping((), *((node.start, node.end) if node else (0, 0)))

    def known(self, mapping: Mapping, keys: tuple[str, ...]) -> None:
        """Tell of keys that mean nothing here, with the nearest one that does."""
        for entry in mapping.entries:
            if entry.key.value not in keys:
                said = _("“{key}” means nothing here.").format(key=entry.key.value)
                self.tell("GO206", said, entry.key, meant(entry.key.value, keys))

    def required(self, mapping: Mapping, key: str, owner: Node | None) -> Node | None:
        """Return the value of a key that must be there."""
        entry = mapping.get(key)
        if entry is None or (isinstance(entry.value, Scalar) and not entry.value.value.strip()):
            said = _("“{key}” is missing here.").format(key=key)
            self.tell(
                "GO208", said, entry.key if entry else owner, _("Add “{key}: …”.").format(key=key)
            )
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
            said = _("Here a list is expected.")
            self.tell("GO207", said, node, _("Write one line for each, beginning with “- ”."))

    def string(self, node: Node | None) -> str:
        """Take a node as text; the stand-in is empty."""
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.value.strip()
        said = _("Here a text is expected, not a list or keys.")
        self.tell("GO207", said, node, _("Put the text in quotes where it holds : { } [ ] or #."))
        return ""

    def optional(self, mapping: Mapping, key: str) -> str | None:
        """Return the text of a key, or None where nothing is written."""
        entry = mapping.get(key)
        return (self.string(entry.value) or None) if entry else None

    def id(self, key: Scalar, *, value: bool = False, reserved: Iterable[str] = ()) -> str:
        """Take a key as an id: small Latin letters and digits with hyphens between."""
        name = key.value
        fits = (_VALUE if value else _SLUG).fullmatch(name) and len(name) <= LONGEST_ID
        if not fits:
            said = _("“{name}” cannot be an id: ids are small letters a–z, digits and hyphens.")
            slug = slugify(name)
            help_ = _("Write “{slug}”.").format(slug=slug) if slug and slug != name else None
            self.tell("GO210", said.format(name=name[:LONGEST_ID]), key, help_)
        elif name in {*_NOT_IDS, *reserved}:
            said = _("“{name}” cannot be an id: it is a word of the case file itself.")
            self.tell("GO210", said.format(name=name), key, _("Choose another word."))
        return name

    def choice(self, node: Node, words: tuple[str, ...]) -> str:
        """Take a node as one of some words; the stand-in is the first."""
        said = self.string(node)
        if said in words:
            return said
        if said or isinstance(node, Scalar):
            text = _("“{said}” is none of the words that may stand here: {words}.")
            listed = ", ".join(words)
            self.tell("GO217", text.format(said=said, words=listed), node, meant(said, words))
        return words[0]

    def truth(self, node: Node) -> bool:
        """Take a node as yes or no."""
        word = self.string(node).lower()
        if word not in _YES:
            said = _("“{said}” is neither yes nor no.").format(said=word)
            self.tell("GO217", said, node, _("Write yes or no."))
        return _YES.get(word, False)

    def number(self, node: Node | None, least: int | None = 0) -> Fraction | None:
        """Take a node as an exact number: 30, 2.5 or 2/3; not below ``least`` where that is set."""
        if node is None:
            return None
        said = self.string(node)
        if not isinstance(node, Scalar):
            return None
        found = _NUMBER.fullmatch(said)
        number = Fraction(said) if found and _below_the_line(said) else None
        if number is None:
            text = _("“{said}” is not a number.").format(said=said[:LONGEST_ID])
            self.tell("GO213", text, node, _("Write digits: 30, 2.5 or 2/3."))
        elif least is not None and number < least:
            text = _("“{said}” is below {least}.").format(said=said, least=least)
            self.tell("GO213", text, node, _("Weights and steps begin at 0."))
            return None
        return number

    def interval(
        self, node: Node | None, least: int | None
    ) -> tuple[Fraction | None, tuple[Fraction, Fraction] | None]:
        """Take a node as a number, or as an interval ``25..35`` and its middle."""
        said = self.string(node) if isinstance(node, Scalar) else ""
        low, dots, high = said.partition("..")
        if not dots or node is None:
            return self.number(node, least), None
        ends = [
            self.number(Scalar(part.strip(), node.start, node.end), least) for part in (low, high)
        ]
        first, last = ends
        if first is None or last is None:
            return None, None
        if first > last:
            text = _("The interval “{said}” goes downwards.").format(said=said)
            self.tell("GO213", text, node, _("Write the lower number first: 25..35."))
            return None, None
        return (first + last) / 2, (first, last)

    def date(self, node: Node | None) -> str | None:
        """Take a node as an EDTF date."""
        written = self.string(node)
        if node is None or not written:
            return None
        if is_edtf(written):
            return written
        said = _("“{said}” is not an EDTF date.").format(said=written[:100])
        self.tell("GO211", said, node, _("Write 2025-03-04, 2025-03, 2025, or 2025-03~ for about."))
        return None

    def country(self, node: Node | None) -> str | None:
        """Take a node as a country's ISO 3166-1 alpha-3 code."""
        written = self.string(node)
        if node is None or not written:
            return None
        if written in COUNTRIES:
            return written
        said = _("“{said}” is not a country's three-letter code.").format(said=written[:LONGEST_ID])
        near = written.upper() if written.upper() in COUNTRIES else None
        help_ = _("Write the ISO 3166-1 alpha-3 code, such as USA, IRN or NOR.")
        self.tell("GO212", said, node, meant(near, (near,)) if near else help_)
        return None

    def basis(self, kind: str, mapping: Mapping, owner: Node) -> Basis:
        """Read what a judgement rests on from the keys beside it."""
        evidence = mapping.get("evidence")
        named = [
            (self.string(item), self.text.of(item))
            for item in self.items(evidence.value if evidence else None)
        ]
        named = [(claim, place) for claim, place in named if claim]
        unreviewed = mapping.get("unreviewed")
        basis = Basis(
            evidence=tuple(dict.fromkeys(claim for claim, _place in named)),
            judged=self.optional(mapping, "judged"),
            reason=self.optional(mapping, "because"),
            unreviewed=self.truth(unreviewed.value) if unreviewed else False,
        )
        self.grounds.append(Ground(kind, basis, self.text.of(owner), tuple(named)))
        return basis

    def said(
        self, kind: str, node: Node, key: str, owner: Node | None = None
    ) -> tuple[str, Mapping, Basis]:
        """Read a text that may stand alone, or under ``key`` with what it rests on beside it."""
        owner = owner or node
        if isinstance(node, Mapping):
            value = self.required(node, key, owner)
            return self.string(value), node, self.basis(kind, node, owner)
        alone = Mapping((), node.start, node.end)
        text = self.string(node)
        if not text and isinstance(node, Scalar):
            self.tell("GO208", _("A text is missing here."), owner)
        return text, alone, self.basis(kind, alone, owner)

    def part(self, kind: str, entry: Entry, keys: Iterable[str]) -> tuple[Mapping, str, Basis]:
        """Read what parties, mediators and issues have in common: keys, name and basis."""
        body = self.mapping(entry.value, keys)
        said = isinstance(entry.value, Mapping) or nothing(entry.value)
        name = self.string(self.required(body, "name", entry.key)) if said else ""
        return body, name or entry.key.value, self.basis(kind, body, entry.key)

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


def meant(word: str | None, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or which there are."""
    words = tuple(known)
    near = nearest(word, words[:MOST_COMPARED]) if word else None
    if near:
        return _("Did you mean “{near}”?").format(near=near)
    if not words:
        return _("There are none yet.")
    shown = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return _("There are: {words}.").format(words=shown)
