"""How far a body's name goes, and whether the body is but a part of its state."""

from __future__ import annotations

from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.foreign import foreign_end
from goodoffices.read.who.named import POSSESSIVE, Named
from goodoffices.read.words import words

_INSIDE = frozenset({"of", "for", "and", "on", "the", "&", "-", "in"})


def is_state_body(named: Named, first: int, last: int) -> bool:
    """Tell whether a capitalised phrase is known already, or is a body of the state it names."""
    mentions = [named.at.get(i) for i in range(first, last)]
    if mentions[0] is not None and all(m is mentions[0] for m in mentions):
        return True
    tokens = named.parse.tokens
    of = next((i for i in range(first + 1, last) if tokens[i].lower in {"of", "for"}), last)
    heads = {tokens[i - 1].lower for i in (last, of)}
    if last - first == 1:
        return "ministry" in heads  # "spokesman of the Ministry": of whose, it does not say
    owned = first > 1 and named.token(first - 1).text in POSSESSIVE
    mentions += [named.at.get(first - 2)] if owned else []
    state = next((m for m in mentions if m is not None and m.kind == "state"), None)
    if state is None:
        return False
    begins = owned or named.side(first) is state  # "the Foreign Ministry of Kenya" has its own name
    of_matters = begins and bool(heads & words("government nouns"))
    return of_matters or tokens[last - 1].lower in words("government nouns")


def _owns_body(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """Tell whether an apostrophe stands inside a name: "Workers' Union"."""
    ahead = tokens[i + 1].text if i + 1 < end else ""
    return tokens[i].text in POSSESSIVE and ahead in words("organisation heads")


def organisation_end(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """Return the end of an organisation's name that starts at a token; ``first`` if none does."""
    if (abroad := foreign_end(tokens, first, end)) > first + 1:
        return abroad
    i = reached = first
    while i < end:
        text = tokens[i].text
        if tokens[i].lower in words("weekdays and months") and not _of_a_month(
            tokens, first, i, end
        ):
            break
        numbered = i > first and text.isdigit() and tokens[i - 1].text in words("numbered parts")
        named = text[:1].isupper() and tokens[i].pos not in {"PRON", "DET"}
        named = named or (i > first and text in words("company forms"))
        inside = text in _INSIDE or _owns_body(tokens, i, end)
        if numbered or named:
            reached = i + 1
        elif i == first or not (inside or _lists_matters(tokens, first, i, end)):
            break
        i += 1
    return reached


def _of_a_month(tokens: tuple[Token, ...], first: int, i: int, end: int) -> bool:
    """Tell whether a band is named for a month: "the October Brigade", and no "Monday Union"."""
    if i != first or i + 1 >= end or tokens[i].lower.endswith("day"):
        return False
    return tokens[i + 1].text in words("group heads")


def _lists_matters(tokens: tuple[Token, ...], first: int, i: int, end: int) -> bool:
    """Tell whether a comma parts the matters of an office: "Ministry of Water, Land and Energy"."""
    begun = {t.text for t in tokens[first:i]} & words("heads of matters")
    if tokens[i].text != "," or not begun or tokens[first + 1].text not in _INSIDE:
        return False
    at = i + 1
    while at < end and (tokens[at].text[:1].isupper() or tokens[at].text == ","):
        at += 1
    joined = at + 1 < end and tokens[at].text in {"and", "&"} and tokens[at + 1].text[:1].isupper()
    return joined and at > i + 1
