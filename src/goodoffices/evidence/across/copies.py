"""Which pages are one source: many reports, one origin.

Pages are one source where they name the same outlet as theirs, where their head names the same
agency ("(Reuters) -", "TASS reported"), or where one copies the other. Copies are looked for by
MinHash over runs of five words and then measured exactly: two pages are copies where at least half
of all runs are in both, or three fifths of the shorter's are in the longer.

Pages are *possibly* one source where they share long quotations word for word and their frame with
them: two quotations, or one and words around it. Who was in the same hall has the same quotations
too; yet two witnesses that may be one are counted as one, and said to be possibly so.

Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from goodoffices.evidence.across import minhash
from goodoffices.evidence.across.minhash import Bands
from goodoffices.evidence.snapshot import CLAIM_ZONES, Document, origin_groups

RUN = 5
"""How many words a run has."""
RESEMBLANCE, CONTAINMENT = 0.5, 0.6
FEWEST = 20
"""Pages of fewer runs are too short to tell a copy from a common phrase."""
QUOTED, LONG, SHARED = 12, 18, 16
"""Runs of so many words tell a quotation again; a long one has so many; so many runs are shared."""
FRAME = 3
"""So many runs of the words around one shared quotation are its frame."""
MOST = 50
"""How many pages with the same quotation are compared at most."""
MOST_KEPT = 2000
"""Of how many pages at most the groups are kept."""
HEAD = 400
"""In how many characters of a page's words its agency is looked for."""

_AGENCIES = (
    "Reuters|AP|Associated Press|AFP|Agence France-Presse|TASS|Interfax|RIA Novosti|IRNA|Xinhua"
    "|Anadolu|WAM|SANA|PTI|dpa|EFE|ANSA|Kyodo|Yonhap|Mehr|Fars|Tasnim|ISNA|Bloomberg"
)
_DATELINE = re.compile(rf"\(({_AGENCIES})\)\s*[-–—]|[-–—]\s*({_AGENCIES})\s*[-–—]")
_CREDITED = re.compile(
    rf"\b({_AGENCIES})(?: news agency)? (?:reported|reports)\b"
    rf"|\b[Aa]ccording to (?:the )?({_AGENCIES})\b"
)
_ALIKE = {"Associated Press": "AP", "Agence France-Presse": "AFP"}
_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r"[“\"«]([^“”\"«»]{40,1500})[”\"»]")


def origins(documents: Iterable[Document]) -> dict[str, int]:
    """Return a number for each document's origin, the same for pages that are one source."""
    every = tuple(documents)
    return dict(_grouped(every)) if len(every) <= MOST_KEPT else _groups(every)


def _groups(every: Sequence[Document]) -> dict[str, int]:
    alike = [*copies(every), *letters(every)]
    alike += [(shared.one, shared.other) for shared in rewrites(every)]
    first: dict[str, str] = {}
    for document in every:
        name = agency(document)
        if name is not None:
            alike.append((first.setdefault(name, document.id), document.id))
    return origin_groups(every, alike)


_grouped = lru_cache(maxsize=4)(_groups)
"""The groups of the pages asked for last: whoever edits a case asks for the same again."""


def agency(document: Document) -> str | None:
    """Return the agency that the head of a page names as whose report it is, or None."""
    head = _words_of(document)[:HEAD]
    match = _DATELINE.search(head) or _CREDITED.search(head)
    name = next(filter(None, match.groups()), None) if match else None
    return _ALIKE.get(name, name) if name else None


def copies(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield the ids of each two pages of which one copies the other."""
    if len(documents) < 2:
        return
    index = Bands()
    known: dict[str, frozenset[str]] = {}
    for document in documents:
        own = runs(document)
        if len(own) < FEWEST or document.id in known:
            continue
        signed = minhash.signature(own)
        for other in sorted(index.like(signed)):
            if copied(own, known[other]):
                yield other, document.id
        index.add(document.id, signed)
        known[document.id] = own


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedQuotations:
    """Two pages that share quotations and their frame: in how many runs of quoted words."""

    one: str
    other: str
    runs: int


def rewrites(documents: Sequence[Document]) -> Iterator[SharedQuotations]:
    """Yield each two pages that are possibly one source by the quotations that they share."""
    holders: dict[str, list[int]] = {}
    parts: list[tuple[list[frozenset[str]], frozenset[str]]] = []
    for number, document in enumerate(documents):
        quoted, frame = _quoted(_words_of(document))
        parts.append((quoted, frame))
        for run in frozenset().union(*quoted):
            holders.setdefault(run, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for pages in holders.values():
        shared.update(combinations(pages[:MOST], 2))
    for (one, other), count in sorted(shared.items()):
        if documents[one].id == documents[other].id or count < SHARED:
            continue
        (own, frame), (theirs, around) = parts[one], parts[other]
        whole = frozenset().union(*theirs)
        several = sum(len(quotation & whole) >= LONG - QUOTED for quotation in own) > 1
        if several or len(frame & around) >= FRAME:
            yield SharedQuotations(one=documents[one].id, other=documents[other].id, runs=count)


def letters(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield each letter with those that are quoted in it: who passes on is no second witness."""
    first: dict[str, str] = {}
    for document in documents:
        around, quoted, _number = document.name.partition("#quoted ")
        if around and quoted and around in first:
            yield first[around], document.id
        first.setdefault(document.name, document.id)


def _quoted(text: str) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Return the runs of each long quotation, and the runs of the words around them."""
    quotations = (_WORD.findall(q.casefold()) for q in _QUOTATION.findall(text))
    around = _WORD.findall(_QUOTATION.sub(" ", text).casefold())
    long = [_runs(words, QUOTED) for words in quotations if len(words) >= QUOTED]
    return long, _runs(around, RUN)


def _runs(words: Sequence[str], length: int) -> frozenset[str]:
    """Return every run of so many words."""
    return frozenset(" ".join(words[i : i + length]) for i in range(len(words) - length + 1))


def signature(document: Document) -> bytes | None:
    """Return a page's MinHash signature, :data:`minhash.PERMUTATIONS` little-endian 32-bit numbers.

    None for a page that is too short to tell a copy by.
    """
    own = runs(document)
    return minhash.signature(own).astype("<u4").tobytes() if len(own) >= FEWEST else None


def copied(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two sets of runs are of a page and its copy."""
    both = len(one & other)
    alike = both >= RESEMBLANCE * len(one | other)
    return alike or both >= CONTAINMENT * min(len(one), len(other))


def runs(document: Document) -> frozenset[str]:
    """Return every run of :data:`RUN` words of what a page reports."""
    return _runs(_WORD.findall(_words_of(document).casefold()), RUN)


def _words_of(document: Document) -> str:
    """Return what a page reports, without its furniture."""
    text = document.snapshot.text
    zones = [z for z in document.zones if z.kind in CLAIM_ZONES]
    return "\n".join(text[z.start : z.end] for z in zones) if zones else text
