"""What keeps dates apart from what only looks like one: the words beside them.

A number of four figures may be a resolution or a count, "May" a verb or a person, "Friday" a feast
or a newspaper. A guard looks at what stands before and after. And whether a day without a year lies
behind or ahead is told by the verb nearest to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from goodoffices.read.dates.reckoning import Toward
from goodoffices.read.dates.words import Context, pattern

_YEAR_BEFORE = re.compile(
    r"(?:\b(?P<firm>in|of|since|until|till|by|from|to|through|during|before|after|circa|late|early|mid|"
    r"year|between|throughout|as\s+of|back\s+in|prior\s+to|pre|post|end\s+of|start\s+of)"
    r"|\b(?P<loose>the|a|an|its|his|her|their|our|this)|(?P<owner>['’]s)|(?P<paren>[(\[]))[\s-]*$",
    re.IGNORECASE,
)
_YEAR_PATTERN = pattern("<YEAR>")
_YEAR_LIST = re.compile(r"(?P<year>\d{4})\s*(?:,|,?\s+(?:and|or|to)|[-–—])\s*$")
_NOT_YEAR_AFTER = pattern(
    r"(?:\s+(?:to|and|or)\s+[\d,.]+)?\s*<COUNTED>|[-–](?:year|strong|man|km|mile|kg|page|member|foot|metre|meter|tonne|ton|pound)",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"\b(?:fiscal|financial)(?:\s+year)?\s+$|\bFY\s*$", re.IGNORECASE)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|of|since|until|till|by|during|from|to|through|between|and|before|after|around|mid|early|"
    r"late|throughout|as\s+of|for|ahead\s+of|over|prior\s+to|last|next|this|end\s+of|start\s+of|"
    r"beginning\s+of|middle\s+of)[\s-]+$",
    re.IGNORECASE,
)
_DAY_NAMES_BEFORE = re.compile(
    r"\b(?:every|each|black|good|holy|bloody|palm|easter|ash|cyber|super|maundy|red|fat|alternate)\s+$",
    re.IGNORECASE,
)
_DAY_NAMES_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Express|Mail|Mirror|Post|Star|World|prayers?|sermons?|"
    r"Night\s+Live|Agreement)"
)


def _dated_year(match: re.Match[str], context: Context) -> bool:
    """Tell whether a number of four figures is a year, by the words before it and after it."""
    text, at = match.string, match.start("year")
    if _NOT_YEAR_AFTER.match(text, match.end()) or not 1500 <= int(match["year"]) <= 2100:
        return False
    if context.whole and not text[:at].strip():
        return True
    return not _FISCAL.search(text[max(0, at - 24) : at]) and _led_to(match)


def _led_to(match: re.Match[str]) -> bool:
    """Tell whether the words before a year lead up to one; in a list, those before its first."""
    text = match.string
    for _step in range(8):
        at = match.start("year")
        before = text[max(0, at - 24) : at]
        listed = _YEAR_LIST.search(before)
        first = _YEAR_PATTERN.match(text, at - len(before) + listed.start()) if listed else None
        if first is None:
            break
        match = first
    found = _YEAR_BEFORE.search(before)
    if found is None or (not found["firm"] and int(match["year"]) < 1800):
        return False
    if found["firm"]:
        return True
    after = text[match.end() : match.end() + 2]
    return re.match(r"[)\],;–-]" if found["paren"] else r"\s\w|[-–]", after) is not None


def _dated_month(match: re.Match[str], context: Context) -> bool:
    """Tell whether a month's name standing alone is the month."""
    name = match["month"]
    groups = match.groupdict()
    if groups.get("which"):
        return True
    before = match.string[max(0, match.start() - 24) : match.start()]
    if context.whole and not before.strip():
        return True
    led = _MONTH_BEFORE.search(before)
    if name[:3] == "May":
        last = led.group().split()[0].lower().rstrip("-") if led else ""
        return last not in {
            "",
            "by",
            "to",
            "and",
            "for",
            "after",
            "before",
            "from",
            "over",
            "around",
        }
    if name.rstrip(".") in {"March", "April", "June", "August"} or len(name.rstrip(".")) <= 4:
        return led is not None and (name.endswith(".") or len(name) > 3)
    return True


def _dated_weekday(match: re.Match[str], _context: Context) -> bool:
    """Tell whether a weekday is a day and not a habit, a feast or a newspaper."""
    before = match.string[max(0, match.start() - 16) : match.start()]
    return not (
        _DAY_NAMES_BEFORE.search(before)
        or _DAY_NAMES_AFTER.match(match.string, match.end("weekday"))
    )


def _dated_ahead(match: re.Match[str], context: Context) -> bool:
    """Tell whether "in two weeks" is a time to come and not how long something took."""
    return bool(match["sure"]) or context.whole or context.toward == "future"


def _dated_today(match: re.Match[str], _context: Context) -> bool:
    """Tell whether "today" is the day and not a newspaper."""
    return not match.string[max(0, match.start() - 4) : match.start()].endswith("USA ")


_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|to\s+be\s+held|going\s+to|upcoming|scheduled|expected|planned|slated|"
    r"due|set\s+(?:to|for)|plans?\s+to|intends?\s+to|hopes?\s+to|expects?\s+to|aims?\s+to|"
    r"ahead\s+of|deadline|expires?|takes?\s+effect|agreed\s+to|is\s+to|are\s+to|would)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:said|told|spoke|met|held|began|took|went|came|gave|made|saw|struck|hit|shot|fell|left|"
    r"wrote|sent|won|lost|broke|drew|led|put|rose|has|have|had|was|were|(?!need|speed|indeed)"
    r"[a-z]{3,}ed)\b"
)
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])|[;\n]")


def toward(text: str, at: int) -> Toward:
    """Tell whether the sentence around a place looks ahead, by the verb nearest to it."""
    before = text[max(0, at - 160) : at]
    cuts = list(_SENTENCE.finditer(before))
    before = before[cuts[-1].end() :] if cuts else before
    ahead, behind = _last(_AHEAD, before), _last(_BEHIND, before)
    if ahead >= 0 or behind >= 0:
        return "future" if ahead >= behind else "near"
    after = _SENTENCE.split(text[at : at + 120], maxsplit=1)[0]
    first_ahead, first_behind = _AHEAD.search(after), _BEHIND.search(after)
    if first_ahead and (first_behind is None or first_ahead.start() <= first_behind.start()):
        return "future"
    return "near"


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match of a pattern ends, or -1."""
    return max((m.end() for m in pattern.finditer(text)), default=-1)


GUARDS: Mapping[str, Callable[[re.Match[str], Context], bool]] = {
    "year": _dated_year,
    "month": _dated_month,
    "weekday": _dated_weekday,
    "in-units": _dated_ahead,
    "today": _dated_today,
    "the-unit": lambda _match, _context: False,
}
"""The guards, by the rule whose matches they must let pass."""
