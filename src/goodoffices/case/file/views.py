"""A case as one party sees it: the ``sees`` part of a party.

What it is not aware of, what it imagines, how it believes options go and parties rank outcomes.
Conditions in it may name what it imagines, and not what it is unaware of, which is never taken in
its view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from goodoffices.base.i18n import _
from goodoffices.case.file.orders import ORDER_KEYS, OrderReader
from goodoffices.case.file.reads import Reads
from goodoffices.case.file.terms import BASIS_KEYS, Terms
from goodoffices.case.file.text import Entry
from goodoffices.case.file.text import Mapping as Part
from goodoffices.case.nouns import Option, Reversibility, View

VIEW_KEYS = ("unaware", "imagines", "moves", "orders", *BASIS_KEYS)
MOVES: tuple[Reversibility, ...] = ("both", "forward", "back")


def read_view(
    terms: Terms,
    entry: Entry,
    reads: Reads,
    orders: Callable[[Iterable[str]], OrderReader],
) -> View:
    """Read what a party sees otherwise than it is.

    Parameters
    ----------
    orders
        makes a reader of orders that knows some more options.
    """
    body = terms.mapping(entry.value, VIEW_KEYS)
    basis = terms.basis("view", body, entry.key)
    listed = body.get("unaware")
    unaware = [
        o for n in terms.items(listed.value if listed else None) if (o := reads.option_at(n))
    ]
    imagined = _imagined(terms, body, reads)
    moves = {}
    for move in _entries(terms, body, "moves"):
        option = reads.option_at(move.key)
        word = terms.choice(move.value, MOVES)
        if option:
            moves[option] = cast("Reversibility", word)
    reader = orders(option.id for option in imagined)
    believed = {}
    for order in _entries(terms, body, "orders"):
        party = reads.party_at(order.key)
        written = reader.order(terms.mapping(order.value, ORDER_KEYS))
        if party and not (written[0] or written[1].ranks):
            said = _("It is not said how {party} is thought to rank outcomes.")
            help_ = _("Write prefers, weights, ranking or pairs under it, or leave it out.")
            terms.tell("GO208", said.format(party=party), order.key, help_)
        elif party:
            believed[party] = written
    view = View(tuple(unaware), imagined, moves, believed, basis, terms.text.of(entry.key))
    if not any(body.get(key) for key in VIEW_KEYS if key not in BASIS_KEYS):
        said = _("Nothing is said of what this party sees otherwise than it is.")
        help_ = _("Write unaware, imagines, moves or orders under it, or leave it out.")
        terms.tell("GO208", said, entry.key, help_)
    return view


def _entries(terms: Terms, body: Part, key: str) -> tuple[Entry, ...]:
    entry = body.get(key)
    return tuple(terms.mapping(entry.value).entries) if entry else ()


def _imagined(terms: Terms, body: Part, reads: Reads) -> tuple[Option, ...]:
    """Read options that nobody has, under the party that is thought to have them."""
    found = []
    for entry in _entries(terms, body, "imagines"):
        party = reads.party_at(entry.key)
        for option in terms.entries(terms.mapping(entry.value)):
            if party is None:
                continue
            made = reads.option(party, option)
            if made.id in reads.options:
                said = _("“{option}” is an option that there is, so it is not imagined.")
                terms.tell("GO209", said.format(option=made.id), option.key)
            else:
                found.append(made)
    return tuple(found)
