"""What a page calls a body after it was named in full: "the LFP", "Igad", "the Forum".

A short form is what stands in brackets behind a name, or the name's own head with an article and a
capital. A name that is another's beginning, or that leaves out words from its middle, is the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from goodoffices.read.clause.tokens import Token, left
from goodoffices.read.who.foreign import foreign_stem
from goodoffices.read.who.named import Named
from goodoffices.read.words import words

_OPENS = {"(": ")", "[": "]"}
_DASHES = frozenset({"–", "—"})
_LINKS = frozenset({"of", "for", "on", "against", "in", "to"})
_DEFINED = re.compile(
    r"(?P<name>[A-Z][^\n()“”\".;:]{2,80}?)(?: (?P<form>plc))?\s*"
    r"\((?P<terms>[^()\n]{0,30}[“\"‘][^()\n]{2,80}[”\"’])\s*\)"
)
_TERM = re.compile(r"[“\"‘](?:the )?([A-Z][\w&-]{1,30}(?: [A-Z][\w&-]{1,30}){0,3})[”\"’]")
_SMALL = _LINKS | {"and", "the", "de", "del", "du", "des", "&"}
_ADVERBS = words("adverbs of names")
_ALSO = frozenset({"and", "&"})


class Body(NamedTuple):
    """A body's name, which ends before the token ``last``, and whose it is."""

    name: str
    last: int
    key: str


class ShortForms(NamedTuple):
    """Whom each short form means: abbreviations in lower case, and heads as they are written.

    ``stems`` are the names of companies without their forms, by their first words.
    """

    abbreviations: dict[str, str]
    heads: dict[str, str]
    stems: dict[str, tuple[list[str], str]]

    def meant(self, named: Named, i: int) -> tuple[str, int] | None:
        """Return whose short form stands at a token, and of how many tokens it is."""
        tokens = named.parse.tokens
        token, before = tokens[i], tokens[i - 1] if i else None
        if not token.text[:1].isupper():
            return None
        stem = self.stems.get(token.text)
        if stem and [t.text for t in tokens[i : i + len(stem[0])]] == stem[0]:
            return stem[1], len(stem[0])
        key = self._short(token, before) if named.at.get(i) is None else None
        return (key, 1) if key else None

    def _short(self, token: Token, before: Token | None) -> str | None:
        """Return whose abbreviation or head a token is, after another token."""
        article = before is None or before.lower == "the" or before.sentence != token.sentence
        capital = before is not None and before.text[:1].isupper() and before.pos == "PROPN"
        key = self.abbreviations.get(token.lower)
        if key and (article or not capital):
            return key
        return (self.heads.get(token.text) or None) if article else None


def short_forms(named: Named, bodies: Iterable[Body]) -> ShortForms:
    """Return the short forms of some bodies; what could mean two of them means none."""
    abbreviations: dict[str, str] = {}
    heads: dict[str, str] = {}
    stems: dict[str, tuple[list[str], str]] = {}
    for body in bodies:
        stem = stem_of(body.name)
        if stem and stem[-1] not in named.towns:
            stems.setdefault(stem[0], (stem, body.key))
            heads["Company"] = body.key if heads.get("Company", body.key) == body.key else ""
        short = bracketed(named, body.last)
        short = short if short.isupper() or _abbreviates(short, body.name) else ""
        if short := short or _also_called(named, body.last):
            abbreviations.setdefault(short.lower(), body.key)
        head = head_of(body.name)
        if head in words("organisation heads"):
            heads[head] = body.key if heads.get(head, body.key) == body.key else ""
    return ShortForms(abbreviations, heads, stems)


def unformed(name: str) -> str:
    """Return a company's name without its legal form, where two words and more are left."""
    row = name.split()
    while len(row) > 2 and row[-1] in words("company forms"):
        row.pop()
    return " ".join(row)


def stem_of(name: str) -> list[str]:
    """Return the words of a company's name without its form and its trade; none of other names.

    "Lorm" of "Lorm Copper plc".
    """
    whole = name.split()
    stem = list(whole)
    while len(stem) > 1 and stem[-1] in words("company forms"):
        stem.pop()
    if len(stem) > 1 and stem[-1] in words("company trades"):
        stem.pop()
    stem = foreign_stem(stem) or stem
    plain = words("not names", "organisation heads")
    return stem if 0 < len(stem) < len(whole) and stem[-1] not in plain else []


def defined_terms(text: str) -> dict[str, str]:
    """Return the bodies that a text gives a name of its own: ("Lorm" or the "Company")."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        row = match["name"].split()
        first = len(row)
        while first and (row[first - 1][:1].isupper() or row[first - 1].lower() in _LINKS):
            first -= 1
        while first < len(row) and not row[first][:1].isupper():
            first += 1
        name = _behind_organs(row[first:])
        body = words("organisation heads", "company forms", "company trades")
        if len(name) > 1 and body & {name[-1], head_of(" ".join(name)), match["form"] or ""}:
            whole = " ".join([*name, match["form"]] if match["form"] else name)
            found |= dict.fromkeys(_TERM.findall(match["terms"]), whole)
    return found


def spells_out(text: str, start: int, short: str) -> bool:
    """Tell whether a short form in brackets at a place stands for the capitals right before it."""
    if not short.isupper() or text[max(0, start - 2) : start] != " (":
        return False
    row = text[max(0, start - 120) : start - 2].split()
    while row and row[-1] in words("company forms"):
        row.pop()
    letters = ""
    while row and len(letters) < len(short) and (row[-1][:1].isupper() or row[-1] in _SMALL):
        word = row.pop()
        letters = (word[0] if word not in _SMALL else "") + letters
    return letters == short


def _behind_organs(name: list[str]) -> list[str]:
    """Return a name without its organs: "Lorm plc" of "the Board of Directors of Lorm plc"."""
    organs = words("organs of bodies", "people of organs")
    while "of" in name and {word.lower() for word in name[: name.index("of")]} & organs:
        name = name[name.index("of") + 1 :]
    return name


def bracketed(named: Named, last: int) -> str:
    """Return the one word in brackets, or between a dash and a bracket, behind a name; or ""."""
    tokens = named.parse.tokens
    if last + 2 >= len(tokens):
        return ""
    opening, token, closing = tokens[last], tokens[last + 1], tokens[last + 2]
    closed = closing.text == _OPENS.get(opening.text)
    dashed = opening.text in _DASHES and (closing.text in {")", ","} or closing.pos == "ADP")
    plain = token.text.isalpha() and token.lower not in words("weekdays and months")
    named_alone = plain and token.text[:1].isupper() and len(token.text) > 1
    if not named_alone or not (closed or (dashed and token.text.isupper())):
        return ""
    return "" if named.at.get(token.i) is not None else token.text


def _also_called(named: Named, last: int) -> str:
    """Return the short form that a phrase behind a name gives: ", known as LUND", ", or LUND,"."""
    tokens = named.parse.tokens
    if last + 3 >= len(tokens) or tokens[last].text != ",":
        return ""
    at = last + 1
    if tokens[at].lower == "or":
        at += 1
    else:
        while at < min(last + 4, len(tokens) - 2) and tokens[at].lower in _ADVERBS:
            at += 1
        if tokens[at].lower not in words("naming words") or tokens[at + 1].lower != "as":
            return ""
        at += 2
    token = tokens[min(at, len(tokens) - 1)]
    large = token.text.isupper() or (left(tokens, at).lower == "as" and token.text[:1].isupper())
    shaped = large and token.text.isalpha() and len(token.text) > 1
    return token.text if shaped and named.at.get(token.i) is None else ""


def head_of(name: str) -> str:
    """Return the word of a name that says what kind of body it is: Council of "Council of X"."""
    core: list[str] = []
    for word in name.split():
        if word.lower() in _LINKS and core:
            break
        core.append(word)
    return core[-1] if core else ""


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether the letters of a word stand in a name in their order, the first at its start."""
    letters = iter(name.lower())
    small = short.lower()
    return name[:1].lower() == small[:1] and all(c in letters for c in small)


def fuller(name: str, names: Iterable[str]) -> str | None:
    """Return the one longer name that a name is short for, or None.

    "Dockers Union" of "Dockers Union Local 3", "Lake Forum" of "Lake States Forum"; but not
    "Lake Council" of "Lake Council Bank", and of parties and fronts no word is left out.
    """
    short = name.split()
    fits = {n for n in names if len(n) > len(name) and _short_for(short, n.split())}
    return fits.pop() if len(fits) == 1 else None


def _short_for(short: list[str], long: list[str]) -> bool:
    """Tell whether the words of a name are those of a longer one without its end or middle."""
    heads = words("organisation heads")
    if len(short) > 1 and short == foreign_stem(long):
        return True
    if len(short) < 2 or short[0] != long[0]:
        return False
    if [w.rstrip(",") for w in long[: len(short)]] == short:
        return not heads & set(long[len(short) :])
    rest = iter(w.rstrip(",") for w in long if w not in _ALSO)
    within = all(word in rest for word in short if word not in _ALSO)
    office = short[0] in heads and short[1] in _LINKS
    head = short[-1] == long[-1] and short[-1] in heads - words("group heads")
    return within and (office or head)
