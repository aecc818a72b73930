"""Which outcomes there are and who can go where: groups, only-if, one and the same, barred moves.

A group, and what is taken only if something else is, become the rules that they stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from goodoffices.base.i18n import _
from goodoffices.case.conditions import Condition, parse
from goodoffices.case.file.reads import Reads
from goodoffices.case.file.terms import Terms, nothing
from goodoffices.case.file.text import Entry, Node, Scalar
from goodoffices.case.file.text import Mapping as Part
from goodoffices.case.nouns import Barred, Rule, Same, Which

ONLY_IF_KEYS = ("that", "because")
SAME_KEYS = ("that", "apart")
BARRED_KEYS = ("party", "from", "to", "because")


def groups(terms: Terms, top: Part, option: Callable[[Node], str | None]) -> tuple[Rule, ...]:
    """Read ``exclusive`` and ``at_least_one``: lists of options, each list a group."""
    found: list[Rule] = []
    for key in ("exclusive", "at_least_one"):
        entry = top.get(key)
        for item in terms.items(entry.value if entry else None):
            members = [o for node in terms.items(item) if (o := option(node))]
            place = terms.text.of(item)
            if key == "exclusive":
                sources = [f"{a} and {b}" for a, b in combinations(members, 2)]
            else:
                sources = [" and ".join(f"not {o}" for o in members)] if members else []
            reason = _("of these at most one") if key == "exclusive" else _("of these at least one")
            found += [Rule(parse(source), source, reason, place) for source in sources]
    return tuple(found)


def only_if(terms: Terms, top: Part, reads: Reads) -> tuple[Rule, ...]:
    """Read ``only_if``: options, each with the condition without which it cannot be taken."""
    entry = top.get("only_if")
    found = []
    for item in terms.mapping(entry.value if entry else None).entries:
        option = reads.option_at(item.key)
        node: Node | None = item.value
        reason = None
        if isinstance(node, Part):
            terms.known(node, ONLY_IF_KEYS)
            reason = terms.optional(node, "because")
            node = terms.required(node, "that", item.key)
        source = terms.string(node)
        condition = reads.condition(node) if isinstance(node, Scalar) and source else None
        if node is not None and not source and isinstance(node, Scalar):
            terms.tell("GO208", _("A condition is missing here."), item.key)
        if option and condition:
            taken = Condition("name", name=option)
            whole = Condition("and", (taken, Condition("not", (condition,))))
            written = f"{option} and not ({source})"
            why = reason or _("only if {condition}").format(condition=source)
            found.append(Rule(whole, written, why, terms.text.of(item.key)))
    return tuple(found)


def same(terms: Terms, node: Node | None, reads: Reads, which: Means) -> tuple[Same, ...]:
    """Read ``same``: outcomes that are one, whatever options (all, or those named) are."""
    found = []
    for item in terms.items(node):
        value: Node | None = item
        apart: tuple[str, ...] = ()
        if isinstance(item, Part):
            terms.known(item, SAME_KEYS)
            value = terms.required(item, "that", item)
            entry = item.get("apart")
            named = (reads.option_at(n) for n in terms.items(entry.value if entry else None))
            apart = tuple(option for option in named if option)
        meant = which(value) if value else None
        if meant:
            found.append(Same(meant, apart))
    return tuple(found)


def barred(terms: Terms, node: Node | None, reads: Reads, which: Means) -> tuple[Barred, ...]:
    """Read ``barred``: moves of a party that cannot be made, from some outcomes to some."""
    found = []
    for item in terms.items(node):
        body = terms.mapping(item, BARRED_KEYS)
        if not body.entries:
            continue
        named = terms.required(body, "party", item)
        party = reads.party_at(named) if named else None
        ends = [_end(body.get(key), which) for key in ("from", "to")]
        if not any(body.get(key) for key in ("from", "to")):
            said = _("Without “from” or “to” this party could not move at all.")
            terms.tell("GO208", said, item, _("Say from which outcomes, or to which."))
        elif party:
            reason = terms.optional(body, "because")
            found.append(Barred(party, ends[0], ends[1], reason, terms.text.of(item)))
    return tuple(found)


Means = Callable[[Node], Which | None]
"""Reads some outcomes: the name of one, or a condition."""


def _end(entry: Entry | None, which: Means) -> Which | None:
    return which(entry.value) if entry and not nothing(entry.value) else None
