"""A case as one party sees it: the ``sees`` part of a party.

What it is not aware of, what it imagines, how it believes options go and parties rank outcomes.
Conditions in it may name what it imagines, and not what it is unaware of, which is never taken in
its view. What it believes that others see starts from its own view and may be a view again.
"""

from __future__ import annotations

from typing import cast

from goodoffices.case.file.keys import BASIS_KEYS, MOVES
from goodoffices.case.file.names import Names
from goodoffices.case.file.orders import OrderReader
from goodoffices.case.file.states import read_option
from goodoffices.case.file.terms import NodeReader
from goodoffices.case.file.text import Entry, Mapping
from goodoffices.case.nouns import Option, Reversibility, View


def read_view(reader: NodeReader, entry: Entry, names: Names) -> View:
    """Read what a party sees otherwise than it is."""
    body = reader.body("view", entry.value, entry.key)
    basis = reader.basis("view", body, entry.key)
    unaware = tuple(filter(None, map(names.option_at, reader.items(body.at("unaware")))))
    imagined = _imagined(reader, body, names)
    moves = {}
    for move in reader.mapping(body.at("moves")).entries:
        option = names.option_at(move.key)
        word = reader.choice(move.value, MOVES)
        if option:
            moves[option] = cast("Reversibility", word)
    known = names.knowing(option.id for option in imagined)
    orders = OrderReader(reader, known)
    believed = {}
    for order in reader.mapping(body.at("orders")).entries:
        party = names.party_at(order.key)
        statements, ordering = orders.order(reader.body("order", order.value, order.key))
        if party and not (statements or ordering.ranks):
            reader.tell("GO208.believed", order.key, party=party)
        elif party:
            believed[party] = statements, ordering
    sees = {}
    for other in reader.mapping(body.at("sees")).entries:
        if party := names.party_at(other.key):
            sees[party] = read_view(reader, other, known)
    if all(item.key.value in BASIS_KEYS for item in body.entries):
        reader.tell("GO208.view", entry.key)
    return View(
        unaware=unaware,
        imagined=imagined,
        moves=moves,
        orders=believed,
        sees=sees,
        basis=basis,
        place=reader.places.of(entry.key),
    )


def _imagined(reader: NodeReader, body: Mapping, names: Names) -> tuple[Option, ...]:
    """Read options that nobody has, under the party that is thought to have them."""
    options = []
    for entry in reader.mapping(body.at("imagines")).entries:
        party = names.party_at(entry.key)
        for item in reader.entries(reader.mapping(entry.value)):
            if party is None:
                continue
            option = read_option(reader, party, item)
            if option.id in names.options:
                reader.tell("GO209.imagined", item.key, option=option.id)
            else:
                options.append(option)
    return tuple(options)
