"""The paragraphs of a plain text: by its blank lines, and by where lines are wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from goodoffices.read.document.exchanges import message_heads
from goodoffices.read.document.zones import ITEM, STOP, WORD, PageBlock
from goodoffices.read.words import words as listed

ADDRESS = re.compile(
    r"(?:(?:url|link|source|from|web|address)\s*:?\s*)?<?(?P<address>https?://[^\s<>]+)>?",
    re.IGNORECASE,
)
"""A line that is but an address, or says so."""
_PARTED = re.compile(r"[^\W\d_][-\u2010]$")


def split_text(text: str) -> list[PageBlock]:
    """Return the paragraphs of a plain text.

    Blank lines part paragraphs. Between blank lines every line is a paragraph of its own, unless
    the lines are wrapped at a common width, as in mail: then a line goes on in the next where it
    does not end a sentence, or where the next word would not have had room in it. Each message of a
    chat or log begins a paragraph.
    """
    groups = list(_groups(text))
    lines = [place for group in groups for place in group]
    heads = message_heads([text[a:b] for a, b in lines])
    whole = {n + 1 for n, head in heads.items() if head.end == len(text[slice(*lines[n])])}
    opening = {lines[n][0] for n in (*heads, *whole) if n < len(lines)}
    blocks: list[PageBlock] = []
    for lines in groups:
        words = [text[a:b] for a, b in lines]
        widest = max(map(len, words))
        wrapped = 45 <= widest <= 120 and not _headed(text, lines)
        start = lines[0][0]
        for number, (line, (_a, end)) in enumerate(zip(words, lines, strict=True)):
            after = words[number + 1] if number + 1 < len(words) else None
            parted = after is not None and _PARTED.search(line) and after[:1].islower()
            goes_on = parted or (wrapped and after and _goes_on(line, after, widest))
            opens = after is not None and lines[number + 1][0] in opening
            if opens or not goes_on:
                blocks.append(PageBlock(start, end))
                start = lines[number + 1][0] if after is not None else end
    return blocks


def _goes_on(line: str, after: str, width: int) -> bool:
    """Tell whether a line goes on in the next, in text that is wrapped at a width."""
    if ITEM.match(after) or line == after:
        return False
    if STOP.search(line):
        return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width
    if after[:1].islower() or line.endswith((",", "-")):
        return True
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width - 8


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
