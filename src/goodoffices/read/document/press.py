"""News outlets and agencies by what they are called, from ``data/outlets.json``.

An outlet is known by its registered address; its name and the other names it goes by lead there. Of
the outlets some are agencies, whose reports others carry; some houses only deal in pictures and are
named below one.
"""

from __future__ import annotations

import re
from functools import cache

from goodoffices.read.words import table


def outlets() -> dict[str, str]:
    """Return the known outlets, name by address."""
    known: dict[str, str] = table("outlets.json")["outlets"]
    return known


_SPONSORED = re.compile(r"\W*(?:ad(?:verti[sz]\w+)?|(?:sponsor|promot)ed(?: content)?)\W*", re.I)
_TEMPTS = re.compile(
    r"\b(?:you|your|our)\b|!|\d ?(?:%|euros?|dollars?)|[$€£]\d"
    r"|^(?:fly|book|buy|get|try|discover|visit|save|order|shop|enjoy|win|explore|join)\b",
    re.IGNORECASE,
)
"""How an advertisement speaks."""


@cache
def addresses() -> dict[str, str]:
    """Return the addresses of the known outlets by each of their names, without regard to case."""
    names: dict[str, str] = {}
    for address, name in outlets().items():
        names.setdefault(name.casefold(), address)
    aliases = table("outlets.json")["aliases"]
    return names | {alias.casefold(): address for alias, address in aliases.items()}


def is_agency(name: str) -> bool:
    """Tell whether the outlet of a name is an agency, whose reports others carry."""
    return name in table("outlets.json")["agencies"]


def called_agency(called: str) -> bool:
    """Tell whether some words are one of an agency's names: "AFP", "the Associated Press"."""
    address = addresses().get(called.removeprefix("the ").removeprefix("The ").casefold())
    return address is not None and is_agency(outlets()[address])


@cache
def pictured() -> re.Pattern[str]:
    """Return how a caption ends, however long: with the agency and who took the picture.

    "REUTERS/Ida Holm", "[AFP]".
    """
    called = [name for name, address in addresses().items() if is_agency(outlets()[address])]
    named = "|".join(map(re.escape, [*called, *table("outlets.json")["pictures"]]))
    house = rf"(?=[^\W\d_a-z])(?i:{named})"
    return re.compile(rf"(?:\b{house}\s?/\s?[A-Z][\w.'’-]+ [A-Z][\w.'’ -]{{1,30}}|\[{house}\])\W*$")


def advertised(label: str, words: str) -> bool:
    """Tell whether words below the label of an advertisement speak as one does."""
    return _SPONSORED.fullmatch(label) is not None and _TEMPTS.search(words) is not None
