"""What stands before a paragraph's own words: a dateline, a byline or a speaker's label.

"MUSCAT, Oman, March 5 (Reuters) -" says where and by whom a report was filed, "MS. LUND:" whose
words follow, and "Q" that the press asks. None of it is said by anybody, and none of the names in a
dateline or byline acts. So leads are cut off before the parser sees a paragraph, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from goodoffices.read.document.exchanges import message_heads
from goodoffices.read.document.outlets import known_outlet
from goodoffices.read.document.paragraphs import FILED
from goodoffices.read.who.gazetteer import mentions
from goodoffices.read.words import words

LeadKind = Literal["dateline", "byline", "speaker", "question", "stamp"]

_FURTHEST = 110
"""A lead ends within so many characters."""

_BREAK = re.compile(
    r"\s*(?:--|[–—])\s*|\s-\s+|:\s+|\s\|\s|(?<=/)\.?\s+(?=[^\W\d_])"
    r"|(?<=[ ,.](?:19|20)\d\d)(?:\.\s+|[)\]]\s+)(?=[^\W\d_a-z]|[“\"])"
)
_WORD_OF_LEAD = (
    r"(?:\d{1,4}(?:st|nd|rd|th)?|[^\W\d_a-z][\w'’-]*|/[^/\n]{2,20}/|\([^()]{2,40}\)"
    r"|de|of|the|and|la|el|in|at|for)"
)
_HEAD = re.compile(rf"[(\[]?{_WORD_OF_LEAD}(?:[\s/,|.:]+{_WORD_OF_LEAD})*[\s.,)\]]*")
_AGENCY = re.compile(r"\([^\W\d_a-z][\w .&-]{1,38}\)|/[A-Z][\w -]+/")
_DATED = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_a-z]\w+\.?"
    r"|[^\W\d_a-z]\w{2,}\.?\s+\d{1,2}(?:st|nd|rd|th)?)"
    r"(?:,?\s+\d{4})?(?:\W+[A-Z][A-Z-]+)?[\s.,)\]]*$"
)
_STATE = re.compile(r",\s[^\W\d_a-z][a-z]{1,5}\.$")
"""The state of a town, cut short: "ST. PAUL, Minn."."""
_SHOUTED = re.compile(r"(?:(?:ST|MT|FT)\.? )?[^\W\d_a-z]{3,}(?:['’.-]?[^\W\d_a-z]+)*(?!\w)")
_STARTS_SENTENCE = re.compile(r"(?:On|In|At|Since|By|From|The|A|An|Until|After|Before|For)\s")
_CITY_AGENCY = re.compile(
    r"[^\W\d_a-z][^\W\d_a-z' .-]{2,30}(?:,\s[^\W\d_a-z][\w .]{2,25})?,?\s+"
    r"\((?P<agency>[^()\n]{2,50})\)\s+(?=[^\W\d_a-z])"
)
_CITY = re.compile(r"[^\W\d_a-z]{4,}(?: [^\W\d_a-z]{3,})?:\s+(?=[^\W\d_a-z][\w’']*\s)")
_SENTENCE = 80
_OPENS = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:By|From|Text|Words|Report(?:ed)? by|Our (?:own |special |diplomatic )?correspondent)"
    r"\b:?\s+"
)
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_QUESTION = re.compile(
    r"(?:Q|QUESTION|Question|REPORTER|Reporter|JOURNALIST|Journalist|PRESS|PRESENTER|Presenter"
    r"|INTERVIEWER|Interviewer|NEWSREADER|Newsreader|ANCHOR|Anchor|HOST|Host)(?:\s*[:.–—-]\s*|\s{2,})"
)
_INITIALS = re.compile(r"(?P<name>[^\W\d_a-z]\.?(?: ?[^\W\d_a-z]\.?){1,2})\s*[–—-]\s+(?=\S)")
"""The label of somebody by initials, before a dash: "HD –"."""

_LABEL = re.compile(
    r"(?P<name>(?:[^\W\d_a-z][\w.'’-]*(?:\s+|(?=:))){1,6})(?:\([^()]{1,60}\)\s*)?:\s+(?=\S)"
)


_HOLDER = re.compile(
    r"(?:\d{1,3}\.\s+)?(?:The\s+)?(?P<office>[^\W\d_a-z][\w’'-]+(?:\s+(?:of|for|and|the|[^\W\d_a-z][\w’',-]+)){0,9})"
    r"\s+\((?P<name>(?:[^\W\d_a-z][\w.’'-]*\s+){1,3}[^\W\d_a-z][\w’'-]+)\):\s+(?=\S)"
)
"""The label of whoever holds an office, in brackets behind it: "The Minister of X (Ada Roe):"."""
_DASHED = re.compile(
    r"(?P<name>(?:[^\W\d_a-z][^\W_]*\.?(?:['’-][^\W_]+)*\s+){1,5})(?:\([^()]{1,60}\)\s*)?[–—]\s+(?=[^\W\d_a-z]|[“\"«])"
)
"""The label of somebody in capitals, before a dash: "MAYOR LUND — We shall"."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead from ``start`` up to ``end`` (code points); ``name`` is the speaker in it."""

    kind: LeadKind
    start: int
    end: int
    name: str = ""


def find_leads(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, Lead]:
    """Return the leads of some paragraphs of a text, by the place where each starts.

    The head of a message is one where the page is a chat or log
    (:mod:`goodoffices.read.document.exchanges`). A speaker's label needs a second one in the
    page, or the press asking, or a title before its name: "Kremlin: no plans for talks" is a
    headline.
    """
    messages = message_heads([text[start:end] for start, end in paragraphs])
    leads = {
        paragraphs[n][0]: Lead(
            "speaker" if head.name else "stamp",
            paragraphs[n][0],
            paragraphs[n][0] + head.end,
            head.name,
        )
        for n, head in messages.items()
    }
    labels: list[Lead] = []
    queries: list[Lead] = []
    asked = False
    for number, (start, end) in enumerate(paragraphs):
        if number in messages:
            continue
        question = _QUESTION.match(text, start, end)
        if question is not None:
            labels.append(Lead("question", start, question.end()))
            asked = True
            continue
        label = _label(text, start, end) or _dashed(text, start, end)
        if label is not None and text[start:end].rstrip().endswith("?"):
            queries.append(label)
        if label is not None:
            labels.append(label)
        elif (lead := dateline(text, start, end)) is not None:
            leads[start] = lead
    asks = any(one.kind == "question" for one in labels)
    labels = [o for o in labels if asks or _titled(o) or not _is_dashed(text, o)]
    press = _interviewers(labels, queries)
    asked = asked or bool(press)
    labels = [replace(one, kind="question") if one.name in press else one for one in labels]
    turns = [one for one in labels if one.kind == "speaker"]
    repeated = {one.name for one in turns if sum(o.name == one.name for o in turns) > 1}
    spoken = asked or any(map(_titled, labels)) or bool(repeated)
    for one in labels:
        capitals = spoken and one.name.isupper() and dateline(text, one.start, one.end + 1) is None
        if one.kind == "question":
            if turns:
                leads[one.start] = one
        elif (
            asked
            or _titled(one)
            or repeated
            or capitals
            or _of_page(text, one)
            or _holder(text, one.start, one.end + 1)
        ):
            leads[one.start] = one
        elif (lead := dateline(text, one.start, one.start + _FURTHEST)) is not None:
            leads[one.start] = lead
    return leads


def _titled(label: Lead) -> bool:
    """Tell whether a label is an office, or begins with one before a name."""
    first, *rest = _OPENS.sub("", label.name).split() or [""]
    office = first.rstrip(".").lower() in words("titles")
    return office and (bool(rest) or first != label.name)


def _dashed(text: str, start: int, end: int) -> Lead | None:
    """Return the label of a speaker before a dash: a name in capitals."""
    match = _DASHED.match(text, start, min(end, start + _FURTHEST))
    name = " ".join(match["name"].split()) if match else ""
    return Lead("speaker", start, match.end(), name) if match and name.isupper() else None


def _is_dashed(text: str, label: Lead) -> bool:
    dashed = text[label.start : label.end].rstrip().endswith(("–", "—"))
    return dashed and _INITIALS.match(text, label.start) is None


def _of_page(text: str, label: Lead) -> bool:
    """Tell whether a label in capitals is a name of the page, with quoted words behind it."""
    named = re.compile(rf"\b{re.escape(label.name.title())}\b")
    quoted = text[label.end : label.end + 1] in {"“", '"', "«", "„"}
    return label.name.isupper() and quoted and bool(named.search(text))


def _interviewers(labels: Sequence[Lead], queries: Sequence[Lead]) -> set[str]:
    """Return the labels behind which there are but questions, each answered by another label."""
    names = {one.name for one in labels if one.name}
    asks = {one.name for one in queries}
    told = {one.name for one in labels if one not in queries}
    press = asks - told
    return press if press and names - press else set()


def _holder(text: str, start: int, stop: int) -> re.Match[str] | None:
    """Return the label of whoever holds an office of many or few words."""
    match = _HOLDER.match(text, start, stop)
    office = re.split(r"\W+", match["office"].lower()) if match else ()
    return match if match and set(office) & words("titles") else None


def _label(text: str, start: int, end: int) -> Lead | None:
    """Return the label of a speaker: a name and a colon with words behind it."""
    stop = min(end, start + _FURTHEST)
    match = _holder(text, start, stop)
    match = match or _LABEL.match(text, start, stop) or _INITIALS.match(text, start, stop)
    if match is None:
        return None
    name = " ".join(match["name"].split())
    return None if _DAY.search(name) else Lead("speaker", start, match.end(), name)


def dateline(text: str, start: int, end: int) -> Lead | None:
    """Return the dateline or byline that opens a paragraph, or None."""
    if filed := FILED.match(text, start, end):
        return Lead("dateline", start, filed.end())
    stop = min(end, start + _FURTHEST)
    byline = _BYLINE.match(text, start, stop)
    opens = byline.end() if byline else start
    reached = start
    for match in _BREAK.finditer(text, opens, stop):
        head = text[opens : match.start()]
        if len(head) < 3 or not _HEAD.fullmatch(head):
            break
        if byline or _filed(head, dash=match[0].strip(" \n|:") != ""):
            reached = match.end()
    if reached == start:
        reached = _undashed(text, start, end)
    return (
        Lead("byline" if byline else "dateline", start, reached) if start < reached < end else None
    )


def _undashed(text: str, start: int, end: int) -> int:
    """Return the end of "BOGOTA (Reuters) Colombia …" or "DUBAI: Egypt …", else the start.

    The agency must be a known one; before a colon stands a city and behind it a whole sentence.
    """
    filed = _CITY_AGENCY.match(text, start, end)
    agencies = re.split(r"\s*[/,|-]\s*", filed["agency"]) if filed else ()
    if filed and any(known_outlet(one) for one in agencies):
        return filed.end()
    city = _CITY.match(text, start, end)
    rest = text[city.end() : end].strip() if city else ""
    whole = len(rest) >= _SENTENCE and rest.endswith((".", "”", '"')) and ":" not in rest[:40]
    return city.end() if city and whole and not mentions(city[0]) else start


def _filed(head: str, *, dash: bool) -> bool:
    """Tell whether the words before a break say where a report was filed.

    They end in a day or in an agency, or are a city in capitals before a dash.
    """
    if _STARTS_SENTENCE.match(head):
        return False
    if _AGENCY.search(head) or _DATED.search(head):
        return True
    head = _STATE.sub("", head)
    if not (dash and _SHOUTED.match(head)) or re.search(r"[a-z]{3}", head):
        return False
    return all(m.kind in {"state", "place"} for m in mentions(head))
