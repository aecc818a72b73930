"""Which outcomes there are and who can go where: options, rules, one and the same, barred moves.

A group, and what is taken only if something else is, become the rules that they stand for.
"""

from __future__ import annotations

from itertools import combinations

from goodoffices.case import words
from goodoffices.case.conditions import Condition, conjunction
from goodoffices.case.file.names import Names
from goodoffices.case.file.terms import NodeReader, nothing
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar
from goodoffices.case.nouns import Barred, Option, Rule, Same


def read_option(reader: NodeReader, party: str, entry: Entry) -> Option:
    """Read an option of a party, alone as a text or with its moves and basis."""
    fields, basis = reader.plain("option", "option", entry.value, entry.key)
    place = reader.places.of(entry.key)
    return Option(id=f"{party}.{entry.key.value}", party=party, **fields, basis=basis, place=place)


def rules(reader: NodeReader, node: Node | None, names: Names) -> tuple[Rule, ...]:
    """Read what cannot be: conditions, alone or each with its reason."""
    excluding = []
    for item in reader.items(node):
        value, body = reader.alone("rule", item)
        reason = reader.optional(body, "because")
        source = reader.string(value)
        condition = names.condition(value) if isinstance(value, Scalar) and source else None
        if condition:
            excluding.append(Rule(condition, source, reason, reader.places.of(value)))
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
                for pair in combinations(conditions, 2):
                    source = f"{pair[0].name} and {pair[1].name}"
                    excluding.append(Rule(conjunction(pair), source, words.at_most_one(), place))
            elif options:
                none = conjunction([Condition("not", (condition,)) for condition in conditions])
                source = " and ".join(f"not {option}" for option in options)
                excluding.append(Rule(none, source, words.at_least_one(), place))
    return tuple(excluding)


def only_if(reader: NodeReader, top: Mapping, names: Names) -> tuple[Rule, ...]:
    """Read ``only_if``: options, each with the condition without which it cannot be taken."""
    excluding = []
    for item in reader.mapping(top.at("only_if")).entries:
        option = names.option_at(item.key)
        value, body = reader.alone("only_if", item.value, item.key)
        source = reader.string(value)
        condition = names.condition(value) if isinstance(value, Scalar) and source else None
        if isinstance(value, Scalar) and not source:
            reader.tell("GO208.condition", item.key)
        if option and condition:
            taken = Condition("name", name=option)
            whole = Condition("and", (taken, Condition("not", (condition,))))
            why = reader.optional(body, "because") or words.only_if(source)
            place = reader.places.of(item.key)
            excluding.append(Rule(whole, f"{option} and not ({source})", why, place))
    return tuple(excluding)


def same(reader: NodeReader, node: Node | None, names: Names) -> tuple[Same, ...]:
    """Read ``same``: outcomes that are one, whatever options (all, or those named) are."""
    alike = []
    for item in reader.items(node):
        value, body = reader.alone("same", item)
        apart = tuple(filter(None, map(names.option_at, reader.items(body.at("apart")))))
        outcomes = names.which(value) if value else None
        if outcomes:
            alike.append(Same(outcomes, apart))
    return tuple(alike)


def barred(reader: NodeReader, node: Node | None, names: Names) -> tuple[Barred, ...]:
    """Read ``barred``: moves of a party that cannot be made, from some outcomes to some."""
    moves = []
    for item in reader.items(node):
        if not reader.mapping(item).entries:
            continue
        body = reader.body("barred", item)
        owner = body.at("party")
        party = names.party_at(owner) if owner else None
        ends = [body.at("from"), body.at("to")]
        start, end = (None if end is None or nothing(end) else names.which(end) for end in ends)
        if ends == [None, None]:
            reader.tell("GO208.ends", item)
        elif party:
            reason = reader.optional(body, "because")
            moves.append(Barred(party, start, end, reason, reader.places.of(item)))
    return tuple(moves)
