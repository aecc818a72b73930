"""Who is named where a page tells by its form who speaks: in a label, or as who wrote it.

"MS. LUND:" is Kari Lund where the page names her, and "HD –" whoever has these initials. A body
there is a body ("THE UNION:", "Peace Committee of Wase"). Whoever the page does not name elsewhere
is an actor by the label alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass

from goodoffices.evidence.snapshot import Document
from goodoffices.read.clause.leads import Lead
from goodoffices.read.document.namings import is_office, name_kind
from goodoffices.read.document.writers import Writer
from goodoffices.read.who.ties import ActorRecord, slug
from goodoffices.read.words import words

_BESIDE = re.compile(
    r"[(](?:for\s|of\s)?(?:the\s)?(?P<side>[^()\n]{3,60})[)]|,\s(?:for|of)\s(?P<of>[^:\n]{3,60}):"
)
_OPENS = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Labels:
    """The records of one document's actors, and those that its form adds to them."""

    document: Document
    records: MutableMapping[str, ActorRecord]

    def speaker(self, lead: Lead) -> str:
        """Return the id of whoever a speaker's label names; their record is made where none is."""
        key = self.named(lead.name)
        record = self.records[key]
        words_of = self.document.snapshot.text[lead.start : lead.end]
        at = words_of.find(lead.name.split()[0])
        if at >= 0:
            record.places.append((lead.start + at, lead.start + at + len(lead.name)))
        beside = _BESIDE.search(words_of)
        side = " ".join((beside["side"] or beside["of"]).split()) if beside else ""
        if side and side != lead.name and record.kind == "person" and record.affiliation is None:
            self._belongs(record, side)
        return key

    def writer(self, writer: Writer) -> str:
        """Return the id of whoever wrote a page, or a part of it."""
        key = self.named(writer.name)
        record = self.records[key]
        spelt = self._spelt_at(writer)
        if spelt is not None or not record.places:
            record.places.append(spelt or (writer.at, writer.at + len(writer.name)))
        if writer.side and record.kind == "person" and record.affiliation is None:
            self._belongs(record, writer.side)
        return key

    def _spelt_at(self, writer: Writer) -> tuple[int, int] | None:
        """Return where a writer's name stands, or a part of it as in a signature."""
        text, parts = self.document.snapshot.text, writer.name.split()
        whole = r"\s+".join(map(re.escape, parts))  # "BY IDA  BRANN"
        for words_of, start in (
            (whole, writer.at),
            (whole, 0),
            *((re.escape(p), 0) for p in parts),
        ):
            places = [m.span() for m in re.finditer(rf"(?i)\b{words_of}(?!\w)", text[start:])]
            if places:
                first, last = places[0 if words_of == whole else -1]
                return start + first, start + last
        return None

    def _belongs(self, record: ActorRecord, side: str) -> None:
        """Note what stands in brackets behind a name: a body, else a role."""
        body = self._known(side, body=True)
        if body is None and name_kind(side) == "person":
            record.role = record.role or (side if side[:1].isupper() else None)
        else:
            record.affiliation = body or slug(side)

    def named(self, label: str) -> str:
        """Return the id of whoever some words name as a label does, a record made where none is."""
        plain = _OPENS.sub("", label)
        every = plain.split()
        count = 0
        while count < len(every) - 1 and any(
            w.rstrip(".").lower() in words("titles") for w in every[count : len(every) - 1][:2]
        ):
            count += 1  # PRIME MINISTER SOW, as MINISTER SOW
        name = " ".join(_written(w) for w in every[count:]) or label
        letters = label.replace(".", "").replace(" ", "")
        initials = letters.isupper() and 2 <= len(letters) <= 3
        if initials:
            name = self._spelt(letters) or name
        kind = name_kind(name)
        key = self._known(name, body=kind != "person")
        key = key or (self._in_office(name) if is_office(name) else None)
        key = key or (self._initialled(letters) if initials else None) or slug(name)
        new = ActorRecord(name=name, kind=kind, rule="label", confidence="medium")
        record = self.records.setdefault(key, new)
        record.aliases.setdefault(name, False)
        return key

    def _known(self, name: str, *, body: bool) -> str | None:
        """Return the actor of the page whose name is, or ends in, some words."""
        short = slug(name)
        for key, record in self._of_kind(body=body):
            called = (record.name, *(record.aliases if body else ()))
            if any(f"-{slug(other)}".endswith(f"-{short}") for other in called):
                return key
        return None

    def _in_office(self, office: str) -> str | None:
        """Return the one person of the page who holds an office: "the Speaker, Ms Ida Roe"."""
        text, short = self.document.snapshot.text, office.lower()
        found = []
        for key, record in self._of_kind(body=False):
            before = (
                rf"\b{re.escape(short)},?\s+(?:[a-z]+\.?\s+)?{re.escape(record.name.lower())}\b"
            )
            if short in (record.role or "").lower().split() or re.search(before, text.lower()):
                found.append(key)
        return found[0] if len(found) == 1 else None

    def _initialled(self, letters: str) -> str | None:
        persons = self._of_kind(body=False)
        return next((key for key, one in persons if _initials(one.name) == letters), None)

    def _of_kind(self, *, body: bool) -> Iterator[tuple[str, ActorRecord]]:
        for key, record in self.records.items():
            if (record.kind != "person") == body:
                yield key, record

    def _spelt(self, initials: str) -> str | None:
        """Return the first words of the page whose initials a label is: "HD" is Hanna Dorn."""
        words_of = r"\s+".join(rf"{letter}[^\W\d_]*[^\W\d_A-Z]" for letter in initials)
        found = re.search(rf"\b{words_of}\b", self.document.snapshot.text)
        return " ".join(found[0].split()) if found else None


def _initials(name: str) -> str:
    """Return "HD" of "Hanna Dorn"; nothing of a name of one word."""
    words_of = name.split()
    return "".join(w[0] for w in words_of).upper() if len(words_of) > 1 else ""


def _written(word: str) -> str:
    """Return a word in capitals as a name is written: AGYARE-BOADU as Agyare-Boadu."""
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word) if word.isupper() else word
