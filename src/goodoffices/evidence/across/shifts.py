"""Where a page says itself that a side has moved, and by which statement.

Reports set what was said beside what is said now ("a fortnight ago he swore …; now he said"),
or call it what it is ("the first loosening", "another tone"). Such words tell of the statement that
follows them in their paragraph, or else of the one right before; where their paragraph has none, of
what the next one grants. The words are data (``data/stances.yaml``: shifts, then, held).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from goodoffices.evidence.across.wordings import family, plain
from goodoffices.evidence.claims import Statement

AFTER = 420
"""How far behind such words, in characters, the statement may begin that they tell of."""
BEHIND = 260
"""How far before them it may end."""
HELD = 140
"""How far behind a time that is past what was held then may be told."""
_HAD = re.compile(r"\b(?:had|having) (?:\w+ ){0,2}$")
_BEFORE = re.compile(r"\b(?:earlier|before)\b|^In [A-Z]\w+ .*\bhad\b", re.DOTALL)
"""What looks back from what was just told: "only a fortnight earlier it had informed"."""
_THIS = re.compile(r"^\W*(?:It|That|This|We|Such)\b")
_NOW = re.compile(r";|\b(?:but|now|today|while|yet)\b")
_BREAKS = re.compile(r"[.!?] |[“”\"«»]|\n\s*\n")
"""What tells that a time that is past is not told of what is held behind it."""
_PARAGRAPHS = re.compile(r"\n\s*\n")


def shifts(text: str, statements: Sequence[Statement], sides: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids of the statements of one page by which it says that a side moved.

    Where the page tells whose word it was then, only that one's are such; ``sides`` are whom
    speakers speak for.
    """
    told = list(_told(text))
    stood = [end for _start, end, past in told if past]
    every = sorted(statements, key=lambda s: s.spans[0].start)
    gone = [s for s in every if _past(s) or any(_then(s, at, text) for at in stood)]
    now = [s for s in every if s not in gone and not _lasting(s)]
    for start, end, past in told:
        whose = {_side(s, sides) for s in gone if s.sentence.start <= start < s.sentence.end}
        own = [s for s in now if not (past and whose) or _side(s, sides) in whose]
        first, last = _paragraph(text, start, end)
        inside = [s for s in own if first <= s.spans[0].start < last]
        if found := _meant(text, (start, end), inside, past=past):
            yield found.id
        elif whose or not past:
            _start, further = _paragraph(text, last + 2, last + 2)
            behind = (s for s in own if last <= s.spans[0].start < further and _grants(s))
            yield from (s.id for s in islice(behind, 1))


def _meant(
    text: str, place: tuple[int, int], inside: list[Statement], *, past: bool
) -> Statement | None:
    """Return the statement of a paragraph that words of a change tell of, if any."""
    start, end = place
    within = [s for s in inside if s.sentence.start <= start < s.sentence.end]
    within = [s for s in within if not past or s.spans[-1].end <= start]
    looks_back = (_BEFORE if past else _THIS).search(text[_sentence(text, start) : end])
    after = [s for s in inside if start <= s.spans[0].start <= end + AFTER]
    before = [s for s in inside if s.spans[-1].end <= start <= s.spans[-1].end + BEHIND]
    after = [s for s in after if _grants(s)] or after
    nearest = (before[-1:] or after[:1]) if looks_back else after[:1]
    found = within[:1] or nearest or (before[-1:] if past else [])
    return found[0] if found else None


def _side(statement: Statement, sides: Mapping[str, str]) -> str:
    """Return whom the speaker of a statement speaks for."""
    speaker = statement.speaker or statement.affiliation or statement.speaker_name
    return sides.get(speaker, speaker)


def _lasting(statement: Statement) -> bool:
    """Tell whether words say that something stays as it is: no move, whatever the page says."""
    return family("lasting").search(plain(statement.text)) is not None


def _grants(statement: Statement) -> bool:
    """Tell whether words grant something: "it could go by night"."""
    return family("yielding").search(plain(statement.text)) is not None


def _past(statement: Statement) -> bool:
    """Tell whether a statement was made before something else: "had pressed for mixed crews"."""
    cue, sentence = statement.cue_span, statement.sentence
    before = sentence.exact[: max(cue.start - sentence.start, 0)] if cue else ""
    return _HAD.search(before) is not None


def _then(statement: Statement, held: int, text: str) -> bool:
    """Tell whether a statement is what was held then, told behind it in its sentence."""
    at = statement.spans[0].start
    behind = statement.sentence.start < held <= at < statement.sentence.end
    return behind and not _NOW.search(text, held, at)


def _told(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where a page says that something has changed, and whether by telling of the past."""
    words = text.casefold().replace("’", "'").replace("\n", " ")
    if len(words) != len(text):  # a letter that has no lower case of its own length
        words = text.lower()
    for found in family("shifts").finditer(words):
        yield *found.span(), False
    for found in family("then").finditer(words):
        held = family("held").search(words, found.end(), found.end() + HELD)
        if held and not _BREAKS.search(text, found.end(), held.start()):
            yield found.start(), held.end(), True


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"[.!?] ")


def _sentence(text: str, at: int) -> int:
    """Return where the sentence around a place begins, as far as marks tell."""
    return max((m.end() for m in _ends().finditer(text, max(0, at - AFTER), at)), default=0)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the paragraph around a place."""
    first = max((m.end() for m in _PARAGRAPHS.finditer(text, 0, start)), default=0)
    behind = _PARAGRAPHS.search(text, end)
    return first, behind.start() if behind else len(text)
