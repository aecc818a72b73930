"""The paragraphs of a plain text: by its blank lines, and by where lines are wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from goodoffices.read.document.exchanges import message_heads
from goodoffices.read.document.lines import ITEM, STOP, WORD, PageBlock
from goodoffices.read.words import words as listed

ADDRESS = re.compile(
    r"(?:(?:url|link|source|from|web|address)\s*:?\s*)?<?(?P<address>https?://[^\s<>]+)>?",
    re.IGNORECASE,
)
"""A line that is but an address, or says so."""
_PARTED = re.compile(r"[^\W\d_][-\u2010]$")
DAY = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(?:[^\W\d_]{3,12}\.?\s+\d{1,2},?|\d{1,2}\.?\s+[^\W\d_]{3,12}\.?,?)"
    r"\s+(?:19|20)\d\d(?:,?\s+[^\W\d_]{2,12})?(?:[\s,|–-]+\d{1,2}[:.]\d\d)?"
)
"""A line that is but a day, in a site's language that need not be the report's."""
WRITTEN = re.compile(
    r"(?<!\d)\d{1,2}(?:er|\.|º|ª)?\s+(?:de\s+|d['’])?[^\W\d_]{3,}\.?\s+(?:de\s+|del\s+)?\d{4}(?!\d)"
)
"""A day as languages beside English write it: "30 juin 2025", "5 de marzo de 2025"."""
FILED = re.compile(
    r"[(\[]?[^\W\d_a-z][\w.'’-]*(?:[\s/-]+(?:[^\W\d_a-z][\w.'’-]*|de|del|la|al|el|du|des|sur)){0,4}"
    r"(?:\s?\([^()\n]{2,30}\))?\s?,\s*(?:(?:le|el|il|den|am|em)\s+)?(?:[^\W\d_]{3,13}(?:-feira)?,?\s+)?(?:le\s+)?"
    rf"(?P<day>{WRITTEN.pattern})\s?(?:[)\]]\s*[:.–—-]{{0,2}}\s+|[.:|]\s+|\s[–—-]{{1,2}}\s+)(?=[^\W\d_a-z]|[“\"'‘«¡¿])"
)
"""A dateline with such a day: "Goma (RDC), le 1er mars 2024 –"."""
PLACED = re.compile(rf"[^\W\d_a-z][\w’' -]{{2,30}}, (?:{DAY.pattern})")
"""The same with its place: "Geneva, 5 March 2020"."""
_TOP = 5
"""Within so many lines of a text the day below its headline stands."""
_NARROWEST, _FEWEST, _FULL = 24, 3, 0.85
"""Text is wrapped at so many columns at least; so many of its lines at least end amid a sentence,
and so large a share of these as far out as they could."""
_SLACK = 8
"""So many columns short of the widest a line may end, where how a text is wrapped was not told."""


def split_text(text: str) -> list[PageBlock]:
    """Return the paragraphs of a plain text.

    Blank lines part paragraphs. Between blank lines every line is a paragraph of its own, unless
    the lines are wrapped at a common width, as in mail: then a line goes on in the next where it
    does not end a sentence, or where the next word would not have had room in it. Each message of a
    chat or log begins a paragraph, and the line of place and day stands for itself.
    """
    groups = list(_groups(text))
    common = _width([[text[a:b] for a, b in group] for group in groups])
    lines = [place for group in groups for place in group]
    heads = message_heads([text[a:b] for a, b in lines])
    whole = {n + 1 for n, head in heads.items() if head.end == len(text[slice(*lines[n])])}
    opening = {lines[n][0] for n in (*heads, *whole) if n < len(lines)}
    blocks: list[PageBlock] = []
    for lines in groups:
        words = [text[a:b] for a, b in lines]
        widest = common or max(map(len, words))
        wrapped = (common or 45 <= widest <= 120) and not _headed(text, lines)
        start = lines[0][0]
        for number, (line, (_a, end)) in enumerate(zip(words, lines, strict=True)):
            after = words[number + 1] if number + 1 < len(words) else None
            parted = after is not None and _PARTED.search(line) and after[:1].islower()
            goes_on = parted or (
                wrapped and after and _goes_on(line, after, widest, 0 if common else _SLACK)
            )
            if after and len(blocks) + number < _TOP:  # the day below the headline
                goes_on = goes_on and not any(PLACED.fullmatch(one) for one in (line, after))
            opens = after is not None and lines[number + 1][0] in opening
            if opens or not goes_on:
                blocks.append(PageBlock(start, end))
                start = lines[number + 1][0] if after is not None else end
    return blocks


def _width(groups: Sequence[Sequence[str]]) -> int:
    """Return at what width all of a text is wrapped, or 0 where its lines do not tell.

    They tell where lines end amid a sentence and each is as long as the next line's first word let
    it be: the widest of them leaves the next no room. Verses and lists end where they will.
    """
    breaks = [
        (len(line), len(line) + 1 + len(after.split(maxsplit=1)[0]))
        for lines in groups
        for line, after in pairwise(lines)
        if after[:1].islower() and not STOP.search(line)
    ]
    if len(breaks) < _FEWEST:
        return 0
    width = max(length for length, _room in breaks)
    full = sum(room > width for _length, room in breaks)
    return width if _NARROWEST <= width <= 120 and full >= _FULL * len(breaks) else 0


def _goes_on(line: str, after: str, width: int, slack: int) -> bool:
    """Tell whether a line goes on in the next, in text that is wrapped at a width."""
    room = len(line) + 1 + len(after.split(maxsplit=1)[0])
    amid = not slack and room > width and after[:1].isalpha() and not STOP.search(line)
    if line == after or (ITEM.match(after) and not amid):
        return False
    if STOP.search(line):
        return room > width
    halted = line.endswith((",", "-")) and (slack or room > width - _SLACK)  # not "With respect,"
    return after[:1].islower() or bool(halted) or room > width - slack


def _groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of lines that no blank line parts, each line by its place without its margins."""
    group: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if words := line.strip():
            start = at + line.index(words[0])
            group.append((start, start + len(words)))
        elif group:
            yield group
            group = []
        at += len(line)
    if group:
        yield group


def _headed(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a few lines are the head of a page, each for itself: headline, byline, date.

    They are, unless a line goes on in the next: with a small letter, or after a small word.
    """
    if len(lines) > 4:
        return False
    words = [line for a, b in lines if not ADDRESS.fullmatch(line := text[a:b])]
    if any(STOP.search(line) for line in words) and not _ragged(words):
        return False
    ends = [WORD.findall(line)[-1:] or [""] for line in words[:-1]]
    goes_on = any(
        after[:1].islower()
        or last[0] in listed("small words of names")
        or line.endswith((",", "-"))
        for line, last, after in zip(words, ends, words[1:], strict=False)
    )
    byline = any(re.match(r"by:?\s+(?-i:[A-Z])", line, re.IGNORECASE) for line in words[1:])
    return byline or not goes_on


def _ragged(lines: Sequence[str]) -> bool:
    """Tell whether lines end where their words end, and not where there was no more room.

    The widest of some lines looks full by itself; so only the others tell.
    """
    widest = max(map(len, lines))
    free = [
        len(line) + 1 + len(after.split(maxsplit=1)[0]) <= widest - 8
        for line, after in pairwise(lines)
        if len(line) < widest
    ]
    return len(free) > 1 and all(free)
