"""Where a text puts words in quotation marks.

Curly, straight, low and angled marks are known, and single curly ones where they open a word and
close one, or stand doubled. A quotation that runs over several paragraphs opens anew in each and
closes in the last. The outermost marks count; what is quoted inside a quotation is part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodoffices.evidence.snapshot import CLAIM_ZONES, Document
from goodoffices.read.clause.parse import paragraphs

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‹": "›", "「": "」", "『": "』"}
_MARKS = re.compile(r"‘‘|’’|[“”«»„\"‘’‹›「」『』]|(?<![\w'])'(?=\w)|(?<=[\w.,!?])'(?![\w'])|''|``")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, the marks included (code points)."""

    start: int
    end: int
    words: int


def quotations_of(document: Document) -> Quotations:
    """Return the quotations of a document's claim zones."""
    text = document.snapshot.text
    places = [
        place
        for zone in document.zones
        if zone.kind in CLAIM_ZONES
        for place in paragraphs(text, zone.start, zone.end)
    ]
    return Quotations(find_quotations(text, places))


def find_quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Return the quotations of some paragraphs of a text, in order.

    A quotation that is never closed ends with its paragraph.
    """
    return tuple(q for start, end in paragraphs for q in _in_paragraph(text, start, end))


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    """Return the quotations of one paragraph."""
    quotations: list[Quotation] = []
    opened, closers, depth = -1, "", 0
    for match in _MARKS.finditer(text, start, end):
        mark, at = match[0], match.start()
        mark = mark if opened < 0 or mark in closers or mark[0] not in "‘’" else mark[0]
        if opened < 0:
            closers = _mixed(text, _opens(text, mark, at, start), match.end(), end)
            if closers:
                opened, depth = at, 0
        elif mark == text[opened] and mark in _PAIRS and mark not in closers:
            if _ends_like(text, at, end):  # “It is over,“ she said
                quotations.append(_quotation(text, opened, match.end()))
                opened = -1
                continue
            depth += 1
        elif mark in closers and not _apostrophe(text, mark, at, end):
            if depth:
                depth -= 1
                continue
            quotations.append(_quotation(text, opened, match.end()))
            opened = -1
    if opened >= 0 and text[opened] not in "‘'":
        stop = start + len(text[start:end].rstrip())
        if stop > opened + 1:
            quotations.append(_quotation(text, opened, stop))
    return quotations


def _quotation(text: str, start: int, end: int) -> Quotation:
    return Quotation(start, end, len(_WORD.findall(text, start, end)))


def _opens(text: str, mark: str, at: int, start: int) -> str:
    """Return the marks that close a quotation opened here, or an empty string."""
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark) : at + len(mark) + 1]
    if mark in _PAIRS:
        if mark == "‘" and before.isalnum():
            return ""
        return _PAIRS[mark]
    if before.isalnum() or not after or after.isspace():
        return ""
    if mark == "”" and before.isspace() and after.isalnum():  # both marks alike: ”We wait”
        return mark
    return {'"': '"', "'": "'", "``": "''", "‘‘": "’’"}.get(mark, "")


def _mixed(text: str, closers: str, at: int, end: int) -> str:
    """Return the marks that close, where a page opens with one kind and closes with another."""
    if closers == '"':
        straight, curly = text.find('"', at, end), text.find("”", at, end)
        both = curly >= 0 and (straight < 0 or curly < straight)
        return '"”' if both and "“" not in text[at:curly] else closers
    if closers == "”":
        following = text.find("“", at, end)
        stop = following if following >= 0 else end
        if "”" not in text[at:stop] and "’’" in text[at:stop]:
            return "’’"
        return '”"' if "”" not in text[at:stop] and '"' in text[at:stop] else closers
    return closers


def _ends_like(text: str, at: int, end: int) -> bool:
    """Tell whether an opening mark stands where one closes: behind a word, before none."""
    after = text[at + 1 : at + 2] if at + 1 < end else " "
    word = text[at - 1].isalnum() and after in {",", ".", ";", ":"}
    return word or (text[at - 1] in ",.?!" and after.isspace())


def _apostrophe(text: str, mark: str, at: int, end: int) -> bool:
    """Tell whether a single closing mark is an apostrophe: "Iran’s", "states’ rights"."""
    if mark not in "’'":
        return False
    before, after = text[at - 1], text[at + 1 : at + 2] if at + 1 < end else ""
    if after.isalnum():
        return True
    plural = before == "s" and after.isspace()
    return plural and mark in text[at + 1 : end] and not re.match(r"\s*[,.;:]", text[at + 1 : end])


class Quotations:
    """The quotations of a document, asked for by place."""

    def __init__(self, quotations: Sequence[Quotation] = ()) -> None:
        self.all = tuple(quotations)
        self._starts = [q.start for q in quotations]

    def around(self, offset: int) -> Quotation | None:
        """Return the quotation that holds a place, its marks included."""
        i = bisect_right(self._starts, offset) - 1
        return self.all[i] if i >= 0 and offset < self.all[i].end else None

    def overlapping(self, start: int, end: int) -> list[Quotation]:
        """Return the quotations that share a place with a stretch, in order."""
        i = max(0, bisect_right(self._starts, start) - 1)
        after = bisect_left(self._starts, end)
        return [q for q in self.all[i:after] if q.end > start]

    def before(self, offset: int) -> Quotation | None:
        """Return the last quotation that ends at or before a place."""
        i = bisect_right(self._starts, offset) - 1
        while i >= 0 and self.all[i].end > offset:
            i -= 1
        return self.all[i] if i >= 0 else None

    def after(self, offset: int) -> Quotation | None:
        """Return the first quotation that starts at or after a place."""
        i = bisect_right(self._starts, offset - 1)
        return self.all[i] if i < len(self.all) else None
