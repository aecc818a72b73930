"""Which outcomes there are and who can go where: options, rules, one and the same, barred moves.

A group, and what is taken only if something else is, become the rules that they stand for.
"""

from __future__ import annotations

from itertools import combinations
from typing import cast

from goodoffices.base.i18n import _
from goodoffices.case.conditions import Condition, conjunction
from goodoffices.case.file.names import Names
from goodoffices.case.file.terms import BASIS_KEYS, NodeReader, nothing
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar, Sequence
from goodoffices.case.nouns import Barred, Option, Reversibility, Rule, Same

MOVES: tuple[Reversibility, ...] = ("both", "forward", "back")
OPTION_KEYS = ("text", "moves", *BASIS_KEYS)
RULE_KEYS = ("that", "because")
ONLY_IF_KEYS = ("that", "because")
SAME_KEYS = ("that", "apart")
BARRED_KEYS = ("party", "from", "to", "because")


def read_option(reader: NodeReader, party: str, entry: Entry) -> Option:
    """Read an option of a party, alone as a text or with its moves and basis."""
    if isinstance(entry.value, Mapping):
        reader.known(entry.value, OPTION_KEYS)
    text, body, basis = reader.grounded("option", entry.value, "text", entry.key)
    moves = body.at("moves")
    return Option(
        id=f"{party}.{entry.key.value}",
        party=party,
        text=text,
        moves=cast("Reversibility", reader.choice(moves, MOVES)) if moves else "both",
        basis=basis,
        place=reader.places.of(entry.key),
    )


def rules(reader: NodeReader, node: Node | None, names: Names) -> tuple[Rule, ...]:
    """Read what cannot be: conditions, alone or each with its reason."""
    excluding = []
    for item in reader.items(node):
        reason = None
        value: Node | None = item
        if isinstance(item, Mapping):
            reader.known(item, RULE_KEYS)
            reader.required(item, "that", item)
            reason = reader.optional(item, "because")
            value = item.at("that")
        elif isinstance(item, Sequence):
            reader.string(item)
        condition = None
        if isinstance(value, Scalar) and value.value.strip():
            condition = names.condition(value)
        if condition:
            place = reader.places.of(value)
            excluding.append(Rule(condition, reader.string(value), reason, place))
    return tuple(excluding)


def groups(reader: NodeReader, top: Mapping, names: Names) -> tuple[Rule, ...]:
    """Read ``exclusive`` and ``at_least_one``: lists of options, each list a group."""
    excluding: list[Rule] = []
    for key in ("exclusive", "at_least_one"):
        for item in reader.items(top.at(key)):
            options = tuple(filter(None, map(names.option_at, reader.items(item))))
            conditions = [Condition("name", name=option) for option in options]
            place = reader.places.of(item)
            if key == "exclusive":
                reason = _("of these at most one")
                excluding += [
                    Rule(conjunction(pair), f"{pair[0].name} and {pair[1].name}", reason, place)
                    for pair in combinations(conditions, 2)
                ]
            elif options:
                none = conjunction([Condition("not", (condition,)) for condition in conditions])
                source = " and ".join(f"not {option}" for option in options)
                excluding.append(Rule(none, source, _("of these at least one"), place))
    return tuple(excluding)


def only_if(reader: NodeReader, top: Mapping, names: Names) -> tuple[Rule, ...]:
    """Read ``only_if``: options, each with the condition without which it cannot be taken."""
    excluding = []
    for item in reader.mapping(top.at("only_if")).entries:
        option = names.option_at(item.key)
        node: Node | None = item.value
        reason = None
        if isinstance(node, Mapping):
            reader.known(node, ONLY_IF_KEYS)
            reason = reader.optional(node, "because")
            node = reader.required(node, "that", item.key)
        source = reader.string(node)
        condition = names.condition(node) if isinstance(node, Scalar) and source else None
        if isinstance(node, Scalar) and not source:
            reader.tell("GO208.condition", item.key)
        if option and condition:
            taken = Condition("name", name=option)
            whole = Condition("and", (taken, Condition("not", (condition,))))
            why = reason or _("only if {condition}").format(condition=source)
            place = reader.places.of(item.key)
            excluding.append(Rule(whole, f"{option} and not ({source})", why, place))
    return tuple(excluding)


def same(reader: NodeReader, node: Node | None, names: Names) -> tuple[Same, ...]:
    """Read ``same``: outcomes that are one, whatever options (all, or those named) are."""
    alike = []
    for item in reader.items(node):
        value: Node | None = item
        apart: tuple[str, ...] = ()
        if isinstance(item, Mapping):
            reader.known(item, SAME_KEYS)
            value = reader.required(item, "that", item)
            apart = tuple(filter(None, map(names.option_at, reader.items(item.at("apart")))))
        outcomes = names.which(value) if value else None
        if outcomes:
            alike.append(Same(outcomes, apart))
    return tuple(alike)


def barred(reader: NodeReader, node: Node | None, names: Names) -> tuple[Barred, ...]:
    """Read ``barred``: moves of a party that cannot be made, from some outcomes to some."""
    moves = []
    for item in reader.items(node):
        body = reader.mapping(item, BARRED_KEYS)
        if not body.entries:
            continue
        owner = reader.required(body, "party", item)
        party = names.party_at(owner) if owner else None
        ends = [body.at("from"), body.at("to")]
        start, end = (None if end is None or nothing(end) else names.which(end) for end in ends)
        if ends == [None, None]:
            reader.tell("GO208.ends", item)
        elif party:
            reason = reader.optional(body, "because")
            moves.append(Barred(party, start, end, reason, reader.places.of(item)))
    return tuple(moves)
