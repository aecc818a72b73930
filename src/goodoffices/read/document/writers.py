"""Whose words a page is, as its form tells: its head, its byline, its signature, its first line.

"Open letter from X", "From: X", "Interview with X", "Statement of X", "We, the X, …", a letter
that X signs, or signs for Y. A page that says none of it has no writer; nobody is guessed. A page
of letters to an editor has a writer for each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from goodoffices.evidence.snapshot import Document, ZoneKind
from goodoffices.read.document.headed import WayOfLines, headed_lines
from goodoffices.read.document.lines import STOP
from goodoffices.read.document.namings import is_office, name_kind, named_in
from goodoffices.read.document.tables import side_cells
from goodoffices.read.words import words

_HEAD = 9
"""A page says within so many lines by whom it is."""
_LONG = 24
"""A line of the head or the end has at most so many words."""
_FIELD = re.compile(
    r"\W*(?:(?:sent|posted|written|prepared|issued|presented|submitted|published|made|read)\sby"
    r"|from|author|sender|by)(?:\s?:|\b)\s*(?P<who>\S.*)$",
    re.IGNORECASE,
)
_POSTED = re.compile(r".*\b(?:posted|written)\sby\s(?P<who>\S.*)$", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:\S+\s){0,4}?(?:interview|conversation|talk|questions?|q\s?&\s?a)\s(?:with|for|to)\s(?P<who>\S.*[^.])$",
    re.IGNORECASE,
)
_QUERIES = re.compile(
    r".*\b(?:frequently asked|questions (?:and|&) answers|faqs?\b|your questions)", re.IGNORECASE
)
_SELF = re.compile(
    r"\W*(?:we,\s(?:the\s)?(?P<we>[^,.]{4,90}),|we are the\s(?P<are>[^,.]{4,80})[,.])",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\W*(?:signed\s)?(?:for(?: and on behalf of)?|on behalf of)\s(?:the\s)?(?P<who>[^:]{3,80}?)\W*"
    r"(?::.*)?$",
    re.IGNORECASE,
)
_SALUTE = re.compile(
    r"\W*(?:dear\b[^.!?]{0,80}|to the editor|sirs?|madam|(?:your )?excellenc(?:y|ies)|comrades"
    r"|dear (?:friends|colleagues))\W*$|\W*(?:sirs?|madam)\s?,?\s[-–—]\s",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"\W*(?:(?:yours|sincerely|respectfully|faithfully|fraternally|cordially|truly)\b.{0,40}"
    r"|(?:(?:kind|best|warm) )?regards|with (?:[\w ]{0,20})?(?:respect|regards|wishes|greetings)"
    r"|in (?:solidarity|faith|peace|hope)|best|thanks|signed)\W*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\W*(?:signed|sgd|sig)\b\W*(?P<who>\S.*)$", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»")
_SENTENCE = re.compile(r"[.!?]\s|\n")
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
_ISSUER = re.compile(
    r"\b(?:(?:by|from)(?: the)?|of the) (?P<name>[^\W\d_a-z][\w’'-]*"
    r"(?: (?:(?:of|for|the|and|de|du|des|la|el|sans|sin|et|y) ){0,2}[^\W\d_a-z][\w’'-]*){1,9})"
    r"(?=$|[.,:;]|\s(?:on|about|concerning|regarding|after|following)\b)"
)
"""A body named in capitals behind what a paper is: "Declaration of the Coordination of X"."""
_CLAUSE = re.compile(r"(?:\W|[\dIVXivx]{1,4}[.)]|\(?[a-z]\))*(?P<verb>[A-Z][a-z]+|[A-Z]{5,})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Whose words [start, end) of a text are; the name stands at ``at``.

    ``own`` tells that all of it is said by them, and not only what they hold; ``asked`` that they
    answer questions, ``listed`` that it is a list under a heading of theirs, or a cell of a table
    (``way`` tells whether they want it, offer it, accept it or refuse it), ``resolving`` that they
    speak by verbs alone ("Calls on …"). ``side`` is the body that they sign for, ``about`` what
    heads the row of a table that they stand in.
    """

    start: int
    end: int
    name: str
    at: int
    own: bool = True
    asked: bool = False
    listed: bool = False
    resolving: bool = False
    side: str = ""
    way: WayOfLines = "want"
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    kind: ZoneKind

    @property
    def count(self) -> int:
        return len(self.text.split())

    @property
    def full(self) -> bool:
        """Whether the line is a sentence of what is said, and none of the head or the end."""
        return self.count > 4 and STOP.search(self.text) is not None


def find_writers(document: Document) -> tuple[Writer, ...]:
    """Return whose words a page or its parts are; nothing where no form tells."""
    text = document.snapshot.text
    lines = [
        _Line(z.start + len(part) - len(part.lstrip()), part.strip(), z.kind)
        for z in document.zones
        if z.kind != "links" and (part := text[z.start : z.end]).strip()
    ]
    opened = [i for i, line in enumerate(lines) if _SALUTE.match(line.text)]
    if len(opened) > 1:
        bounds = zip(opened, [*opened[1:], len(lines)], strict=True)
        letters = [_signed(lines[a:b], len(text)) for a, b in bounds]
        if sum(one is not None for one in letters) > 1:
            ends = [lines[i].start for i in opened[1:]] + [len(text)]
            return tuple(
                replace(one, start=lines[i].start, end=end)
                for one, i, end in zip(letters, opened, ends, strict=True)
                if one is not None
            )
    one = _of_page(document, lines)
    one = _speaking(one, lines) if one else None
    lists = _listed(lines, one) + tuple(
        Writer(
            start=c.start, end=c.end, name=c.name, at=c.at, listed=True, way=c.way, about=c.about
        )
        for c in side_cells(document)
    )
    if one is not None and not one.asked and not _in_own_words(lines, own=one.own):
        resolved = one.own and sum(resolves(line.text) for line in lines) > 1
        one = replace(one, resolving=True) if resolved else None
    return ((one,) if one else ()) + lists


def _speaking(one: Writer, lines: Sequence[_Line]) -> Writer:
    """Return the body that speaks as "we" where whoever signs for it never says "I"."""
    plain = _QUOTED.sub("", "\n".join(line.text for line in lines if line.full))
    if one.asked or name_kind(one.name) != "person" or re.search(r"\b(?:I|[Mm]y|me)\b", plain):
        return one
    size = one.end
    side = one.side or getattr(_letterhead(lines[:2], size), "name", "")
    at = next((n.start + n.text.index(side) for n in lines if side and side in n.text), one.at)
    return replace(one, name=side, at=at, side="") if side else one


def _in_own_words(lines: Sequence[_Line], *, own: bool) -> bool:
    """Tell whether a page is written in the first person, outside what it quotes.

    A column is in at least a fifth of its sentences.
    """
    told = [line for line in lines if line.full and line.kind != "title"]
    plain = _QUOTED.sub("", "\n".join(line.text for line in told))
    spoken = len([s for s in _SENTENCE.split(plain) if _FIRST.search(s)])
    if own:
        return spoken > 0
    return spoken > 1 and spoken >= 0.2 * len(_SENTENCE.split(plain))


def resolves(line: str) -> bool:
    """Tell whether a line is a clause of a resolution: its verb first, its subject above."""
    match = _CLAUSE.match(line)
    return match is not None and match["verb"].lower() in words("resolving")


def _listed(lines: Sequence[_Line], writer: Writer | None) -> tuple[Writer, ...]:
    """Return whose each list is that stands under "What X demands" or "Our position"."""
    found = []
    for under in headed_lines([line.text for line in lines]):
        first, last, head = lines[under.first], lines[under.last - 1], lines[under.heading]
        end = last.start + len(last.text)
        if under.who:
            at = head.start + head.text.index(under.who)
            found.append(
                Writer(
                    start=first.start, end=end, name=under.who, at=at, listed=True, way=under.way
                )
            )
        elif writer is not None:
            found.append(
                replace(writer, start=first.start, end=end, listed=True, asked=False, way=under.way)
            )
    return tuple(found)


def _of_page(document: Document, lines: Sequence[_Line]) -> Writer | None:
    """Return whose words a whole page is: the surest of what its lines say."""
    size = len(document.snapshot.text)
    first = next((i for i, line in enumerate(lines) if line.full), len(lines))
    head = [line for line in lines[: max(first, 1)][:_HEAD] if line.count <= _LONG]
    end = _end(lines)
    asked = any(_QUERIES.match(line.text) for line in head)
    found = (
        _first(head, _ASKED, size, asked=True)
        or _first(end, _FOR, size)
        or _itself(lines[first : first + 2], size)
    )
    signed = _signed(lines, size)
    told = found or _byline(_first(head, _FIELD, size), document) or _by_form(head, size)
    if told and name_kind(told.name) == "person" and signed and is_office(told.name):
        told = replace(signed, own=True)
    told = told or (signed if _is_letter(lines) or _has_form(head, "forms of words") else None)
    told = told or _first(head, _POSTED, size) or _first(end, _POSTED, size)
    told = told or _author(document) or _first(end, _FIELD, size)
    if signed:  # a leaflet is a body's that stands below it; a person there may be the reporter
        told = told or replace(signed, own=name_kind(signed.name) != "person")
    if told is None and (asked or _has_form(head)):
        bare = [line for line in head if not _forms().match(line.text)]
        told = _letterhead(bare, size) or _letterhead(end, size)
    if told and told.own and not _is_all_said(lines, head, told, document):
        told = replace(told, own=False)
    return replace(told, asked=True) if told and asked else told


def _first(
    lines: Sequence[_Line], pattern: re.Pattern[str], size: int, *, asked: bool = False
) -> Writer | None:
    """Return who is named by the first of some lines that has a form."""
    for line in lines:
        if match := pattern.match(line.text):
            named = named_in(match["who"])
            if named:
                at = line.start + line.text.index(named, match.start("who"))
                return Writer(start=0, end=size, name=named, at=at, asked=asked)
    return None


def _byline(one: Writer | None, document: Document) -> Writer | None:
    """Return who is named in a line of the head; a byline says less than "From: X"."""
    by = one is not None and document.zone_at(one.at) == "author_box"
    return replace(one, own=False) if one and by else one


def _itself(lines: Sequence[_Line], size: int) -> Writer | None:
    """Return what those call themselves who write "We, the X, …" or "We are the X"."""
    for line in lines:
        if match := _SELF.match(line.text):
            name = (match["we"] or match["are"]).strip()
            if name_kind(name) != "person":
                at = line.start + line.text.index(name)
                return Writer(start=0, end=size, name=name, at=at)
    return None


@cache
def _forms() -> re.Pattern[str]:
    """Return how a line says what the page is, and of or by whom: "Resolution of the X"."""
    kinds = "|".join(
        sorted(map(re.escape, words("forms of words", "forms of papers")), key=len, reverse=True)
    )
    return re.compile(
        rf".*?\b(?:{kinds})\b(?:\sto\s[^,]{{3,60}}?|\sno\.?\s?\d+|\W+(?:issued|adopted|sent|made"
        r"|delivered|given|handed in|left|signed|received))*\s(?:of|by|from)\s(?P<who>\S.*)$",
        re.IGNORECASE | re.DOTALL,
    )


def _has_form(head: Sequence[_Line], *lists: str) -> bool:
    """Tell whether a line of the head says that the page is a notice, a leaflet or the like."""
    kinds = "|".join(map(re.escape, words(*(lists or ("forms of words", "forms of papers")))))
    return any(re.search(rf"\b(?:{kinds})\b", line.text, re.IGNORECASE) for line in head)


def _by_form(head: Sequence[_Line], size: int) -> Writer | None:
    """Return of whom the head says that the page is, on one line or on two."""
    found = _first(head, _forms(), size)
    for line, below in pairwise(head):
        if found is None and re.match(r"(?:of|by|from)\s", below.text) and _has_form([line]):
            found = _first([below], re.compile(r"(?:of|by|from)\s(?P<who>\S.*)$"), size)
    if found and found.name.partition(" of ")[0].lower() in words("matters of papers"):
        return None
    whole = found is None or (" " not in found.name and not is_office(found.name))
    return (_issuer(head, size) if whole else None) or found


def _issuer(head: Sequence[_Line], size: int) -> Writer | None:
    """Return the body that a form's head names in capitals, though no list knows its noun.

    What a paper is of may be what it is on; so it is "of the X", or by or from X.
    """
    for line in head:
        match = _forms().match(line.text)
        named = _ISSUER.search(line.text, match.start("who") - len("from ")) if match else None
        first = named["name"].partition(" of ")[0] if named else ""
        office = set(first.lower().split()) & words("titles")
        if named and not office and first.lower() not in words("matters of papers"):
            return Writer(
                start=0, end=size, name=named["name"], at=line.start + named.start("name")
            )
    return None


def _letterhead(lines: Sequence[_Line], size: int) -> Writer | None:
    """Return the body whose name a line is."""
    for line in lines:
        name = named_in(line.text)
        whole = name and len(name) > 0.6 * len(line.text)
        if name and whole and line.text[:1].isupper() and name_kind(name) != "person":
            at = line.start + line.text.index(name)
            return Writer(start=0, end=size, name=name, at=at)
    return None


def _author(document: Document) -> Writer | None:
    """Return a page's one author; who wrote a letter says all of it."""
    if len(document.authors) != 1 or (name := named_in(document.authors[0])) is None:
        return None
    text = document.snapshot.text
    byline = any(z.kind == "author_box" for z in document.zones)
    at = max(text.find(name), 0)
    return Writer(
        start=0, end=len(text), name=name, at=at, own=not byline or _heads(document, name)
    )


def _heads(document: Document, name: str) -> bool:
    """Tell whether a page's title begins with a name: "Bluewater Energy statement on …"."""
    return (document.title or "").startswith(name)


def _end(lines: Sequence[_Line]) -> Sequence[_Line]:
    """Return the lines behind the last sentence."""
    last = next((i for i in reversed(range(len(lines))) if lines[i].full), len(lines) - 1)
    return [line for line in lines[last + 1 :] if line.count <= _LONG]


def _is_all_said(
    lines: Sequence[_Line], head: Sequence[_Line], writer: Writer, document: Document
) -> bool:
    """Tell whether all of a page is said by its writer: a letter, a speech, a leaflet.

    A memo or a mail tells of others too.
    """
    if _has_form(head, "forms of words"):
        return True
    if _has_form(head, "forms of papers") or document.authors:
        return False
    below = writer.at >= _tail(lines) and name_kind(writer.name) != "person"
    return below or _is_letter(lines)


def _tail(lines: Sequence[_Line]) -> int:
    """Return where the lines behind the last sentence begin."""
    end = _end(lines)
    return end[0].start if end else lines[-1].start + 1


def _is_letter(lines: Sequence[_Line]) -> bool:
    """Tell whether a page greets or takes its leave as a letter does."""
    return any(_SALUTE.match(line.text) or _CLOSE.match(line.text) for line in lines)


def _signed(lines: Sequence[_Line], size: int) -> Writer | None:
    """Return who signs, and for which body, in the lines behind what is said."""
    end = _end(lines)
    for i, line in enumerate(end):
        if _CLOSE.match(line.text):
            continue
        match = _SIGNED.match(line.text)
        words_of = match["who"] if match else line.text
        name = named_in(words_of)
        if name and len(name) >= 0.4 * len(words_of):
            at = line.start + line.text.index(name)
            sides = (named_in(other.text) for other in end[i + 1 : i + 4])
            side = next((s for s in sides if s and name_kind(s) != "person"), "")
            head = _letterhead(lines[:2], size) if not side else None
            side = head.name if head else side
            return Writer(start=0, end=size, name=name, at=at, side=side)
    return None
