"""A letter's own words, and the letters quoted in it or passed on with it.

What a letter quotes was written by somebody else on another day. Where the letter says by whom or
when ("On 7 March Per Kol wrote:", a head of From, Sent and Subject), the quoted letter is a
document of its own, dated by itself; in the letter around it, it is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goodoffices.read.dates.finder import find_dates
from goodoffices.read.document.metadata import Facts, edtf_day
from goodoffices.read.document.published import day_elsewhere

_WROTE = re.compile(
    r"(?:on|am|le|el|il|в|op)\b.{4,240}?"
    r"\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|пишет|schreef)(?:\s+\S+)?\s*:",
    re.IGNORECASE | re.DOTALL,
)
_PASSED_ON = re.compile(
    r"[-_*\s]{2,}(?:original|forwarded|reply|weitergeleitete|message transféré|reenviado)"
    r"(?:\s+\w+)*[-_*\s]{2,}|begin forwarded message:"
    r"|-{4,}\s*message (?:original|transféré)\s*-{4,}",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\*?(?P<name>from|sent|date|to|cc|subject|reply-to|von|gesendet|an|betreff|de|envoyé|à|objet)"
    r"\s?:\*?[ \t]*(?P<value>[^\n]*)",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"\s(?=\*?(?:From|Sent|Date|To|Cc|Subject|Reply-To|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet)\s?:\s)"
)
_MARKS = re.compile(r"^(?:> ?)*")
_AUTHOR = frozenset(("from", "von", "de"))
_DAY = frozenset(("sent", "date", "gesendet", "envoyé"))
_TITLE = frozenset(("subject", "betreff", "objet"))
_HEAD = 12
"""A quoted head is told within so many lines; in a table its names and what they say are two."""
_PRINTED = 4
"""A pasted report tells its day within so many lines."""
_LINE = 14
"""The line that tells it has at most so many words."""
_ENDED = re.compile(r"[.!?:…][\"'”’»)]*\s*$")
_NAME = re.compile(
    r"(?:,|\d|\bof|\bat)\s+(?:[AaPp]\.?[Mm]\.?,?\s+)?(?:[A-Z]{3,4}\s+)?"
    r"(?P<name>[^\d\s,<>:][^\d,<>\n]{1,60}?)"
    r"\s*(?:<[^>]*>|\[[^\]]*\]|\([^)]*\))?\s*(?:wrote|writes|schrieb|a écrit|escribió|ha scritto)"
)


@dataclass(frozen=True, slots=True)
class QuotedLetter:
    """A letter inside another: its words, and what is said of it."""

    text: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class ParsedLetter:
    """Which lines of a letter are its own (by number), and the letters it quotes."""

    own: frozenset[int]
    quoted: tuple[QuotedLetter, ...]


def parted(lines: Sequence[str], *, marked: bool = False) -> ParsedLetter:
    """Tell a letter's own lines from those it quotes.

    Parameters
    ----------
    lines
        the letter, line by line; of a letter with markup, its paragraphs, with a mark of quotation
        before those that its markup quotes.
    marked
        whether quoted lines have no marks of their own, so that a quotation runs to the end.
    """
    own: set[int] = set()
    quoted: list[QuotedLetter] = []
    at = 0
    while at < len(lines):
        lead = _lead(lines, at, marked=marked)
        if lead is None:
            if not lines[at].startswith(">"):
                own.add(at)
            at += 1
            continue
        facts, start = lead
        stop = _end(lines, start)
        inside = [_unmarked(line, _depth(lines[at])) for line in lines[start:stop]]
        if facts.published or facts.authors:
            quoted += _letters(inside, facts, marked=marked)
        at = stop
    return ParsedLetter(frozenset(own), tuple(quoted))


def _letters(lines: Sequence[str], facts: Facts, *, marked: bool) -> Iterator[QuotedLetter]:
    """Yield a quoted letter, and those that it quotes in its turn."""
    inner = parted(lines, marked=marked)
    own = [line if i in inner.own else "" for i, line in enumerate(lines)]
    words = ("\n\n" if marked else "\n").join(own)
    signature = re.search(r"(?m)^-- ?$", words)
    words = words[: signature.start()] if signature else words
    if words.strip():
        yield QuotedLetter(words.strip() + "\n", _as_printed(words, facts))
    yield from inner.quoted


def _as_printed(words: str, facts: Facts) -> Facts:
    """Return what is said of a letter that is a pasted report: its own day is the day it is of.

    "The Lake Post, 4 April 2016" above a headline was printed then, whenever it was passed on.
    """
    for line in [one for one in words.splitlines() if one.strip()][:_PRINTED]:
        if len(line.split()) <= _LINE and line[:1].isupper() and not _ENDED.search(line):
            day = _day(line)
            if day and day <= (facts.published or day):
                return replace(facts, published=day, published_from="byline")
    return facts


def _end(lines: Sequence[str], start: int) -> int:
    """Return where a quotation ends: with its last marked line, or with the letter."""
    first = next((i for i in range(start, len(lines)) if lines[i].strip()), len(lines))
    if first == len(lines) or not lines[first].startswith(">"):
        return len(lines)
    end = first
    for i in range(first, len(lines)):
        if lines[i].startswith(">"):
            end = i + 1
        elif lines[i].strip():
            break
    return end


def _depth(line: str) -> int:
    """Return how many marks of quotation a line begins with."""
    return line[: len(line) - len(line.lstrip("> "))].count(">")


def _unmarked(line: str, depth: int) -> str:
    """Return a line without so many marks of quotation, and without one where it has no head."""
    return re.sub(rf"^(?:> ?){{1,{max(depth, 1)}}}", "", line)


def _lead(lines: Sequence[str], at: int, *, marked: bool) -> tuple[Facts, int] | None:
    """Return what is said of a letter that is quoted from a line on, and where its words begin.

    A letter may be quoted with the marks before its head too: "> From: …".
    """
    line = lines[at].strip()
    if not line:
        return None
    quoted = line.startswith(">")
    if quoted and at > 0 and lines[at - 1].startswith(">"):
        return None
    if quoted and not marked:
        return _head(lines, at)
    bare = _MARKS.sub("", line)
    joined = f"{bare} {' '.join(lines[at + 1 : at + 2])}".strip()
    for words, taken in ((bare, 1), (joined, 2)):
        match = _WROTE.match(words)
        if match and not words[match.end() :].strip() and _day(match.group()):
            name = _NAME.search(match.group())
            return _facts(name["name"] if name else "", match.group(), ""), at + taken
    passed_on = _PASSED_ON.match(bare)
    if passed_on is None:
        return _head(lines, at)
    rest = bare[passed_on.end() :]
    start = at + 1
    while not rest and start < len(lines) and not lines[start].strip():
        start += 1
    head = _head((*lines[:at], rest, *lines[at + 1 :]), at if rest else start, dated=False)
    return head or (None if rest else (Facts(), at + 1))


def _head(lines: Sequence[str], start: int, *, dated: bool = True) -> tuple[Facts, int] | None:
    """Read the head of a quoted letter: its fields, each on a line, on two, or all in one.

    Behind words that say that it is one, it need not be ``dated``: sender and subject will do.
    """
    fields: dict[str, str] = {}
    at, open_ = start, ""
    while at < min(len(lines), start + _HEAD):
        line = _INLINE.sub("\n", _MARKS.sub("", lines[at]))
        found = list(_FIELD.finditer(line))
        if open_ and line.strip() and (not found or found[0].start() > 0):
            fields[open_], open_ = line.strip(), ""
        elif not found or found[0].start() > 0:
            break
        for match in found if not found or found[0].start() == 0 else ():
            open_ = "" if match["value"].strip() else match["name"].lower()
            fields.setdefault(match["name"].lower(), match["value"].strip())
        at += 1
    kinds = [fields.keys() & names for names in (_AUTHOR, _DAY, _TITLE)]
    if not kinds[0] or not (kinds[1] or (kinds[2] and not dated)):
        return None
    sender, day, title = (fields[min(k)] if k else "" for k in kinds)
    return _facts(sender, day, title), at


def _facts(sender: str, day: str, title: str) -> Facts:
    """Return what the head of a quoted letter says of it."""
    name = re.sub(r"[<\[(].*", "", sender).strip(" \"'*") or re.sub(r"[<>\[\]]", "", sender)
    published = _day(day)
    return Facts(
        title=title or None,
        authors=(name,) if name else (),
        published=published,
        published_from="metadata" if published else None,
    )


def _day(words: str) -> str | None:
    """Return the day in some words of a head."""
    if stamp := edtf_day(words.strip()):
        return stamp
    days = (d.edtf or "" for d in find_dates(words, None))
    whole = (d for d in days if re.fullmatch(r"\d{4}-\d\d-\d\d", d))
    return next(whole, None) or day_elsewhere(words, None)
