"""How a party ranks outcomes: by statements, weights of options, a ranking, or pairs.

A step of a ranking is a condition, or the name of an outcome; the outcomes it means stand there
unless an earlier step has them. ``rest`` stands for all that no step means. Weights are added up
over the options taken. Pairs say which outcomes are preferred to which, and need not compare all.
What is unknown may stand beside any of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from goodoffices.base.i18n import _
from goodoffices.case.conditions import Condition, parse
from goodoffices.case.file.terms import BASIS_KEYS, Terms
from goodoffices.case.file.text import Entry, Node, Scalar, Sequence
from goodoffices.case.file.text import Mapping as Part
from goodoffices.case.nouns import (
    Basis,
    Compared,
    Interval,
    Ordering,
    Preference,
    Preferred,
    Unsure,
    Which,
)

STEP_KEYS = ("that", *BASIS_KEYS)
WEIGHT_KEYS = ("weight", *BASIS_KEYS)
PREFERENCE_KEYS = ("that", *BASIS_KEYS)
COMPARISON_KEYS = ("better", "than", "equal", *BASIS_KEYS)
UNKNOWN_KEYS = ("between", *BASIS_KEYS)
ORDER_KEYS = ("prefers", "weights", "ranking", "pairs", "unknown")
REST = "rest"

Reads = Callable[[Scalar], Condition | None]


class OrderReader:
    """Reads one party's order; ``condition`` reads a condition, ``names`` are outcomes with names.

    ``options`` are those there are, in order, for an outcome is said by all of them.
    """

    def __init__(
        self,
        terms: Terms,
        condition: Reads,
        option: Callable[[Node], str | None],
        options: tuple[str, ...],
        names: Mapping[str, str],
    ) -> None:
        self.terms, self.condition, self.option = terms, condition, option
        self.options = options
        self.named = {name: taken for taken, name in names.items()}

    def order(self, body: Part) -> tuple[tuple[Preference, ...], Ordering]:
        """Read statements, and what stands beside or in place of them."""
        prefers = [
            preference
            for item in self._items(body, "prefers")
            if (preference := self._preference(item))
        ]
        return tuple(prefers), self._ordering(body)

    def which(self, node: Node) -> Which | None:
        """Read some outcomes: the name of one, or a condition."""
        source = self.terms.string(node)
        if not isinstance(node, Scalar) or not source:
            return None
        place = self.terms.text.of(node)
        if source in self.named:
            return Which(parse(self._exactly(self.named[source])), source, place)
        condition = self.condition(node)
        return Which(condition, source, place) if condition else None

    def _items(self, body: Part, key: str) -> Iterator[Node]:
        entry = body.get(key)
        return self.terms.items(entry.value if entry else None)

    def _preference(self, item: Node) -> Preference | None:
        """Read one preference statement, alone or with its basis."""
        if isinstance(item, Part):
            self.terms.known(item, PREFERENCE_KEYS)
        source, _body, basis = self.terms.said("preference", item, "that")
        entry = item.get("that") if isinstance(item, Part) else None
        written = entry.value if entry else item
        condition = self.condition(written) if isinstance(written, Scalar) and source else None
        if condition is None:
            return None
        return Preference(condition, source, basis, self.terms.text.of(written))

    def _ordering(self, body: Part) -> Ordering:
        """Read what stands beside ``prefers``; a party ranks outcomes in one way only."""
        entries = [body.get(key) for key in ORDER_KEYS if key != "unknown"]
        ways = [entry for entry in entries if entry is not None]
        unknown = tuple(u for item in self._items(body, "unknown") if (u := self._unsure(item)))
        for entry in ways[1:]:
            said = _(
                "A party ranks outcomes in one way: by statements, weights, a ranking or pairs."
            )
            self.terms.tell("GO224", said, entry.key, _("Keep one of them."))
        if len(ways) != 1:
            return Ordering(unknown=unknown)
        (way,) = ways
        place = self.terms.text.of(way.key)
        if way.key.value == "weights":
            listed = self.terms.mapping(way.value).entries
            found = [w for e in listed if (w := self._weight(e))]
            return Ordering(
                weights={option: (number, basis) for option, number, basis, _span in found},
                place=place,
                unknown=unknown,
                spans={option: span for option, _number, _basis, span in found if span},
            )
        if way.key.value == "ranking":
            steps = tuple(self._step(item) for item in self.terms.items(way.value))
            return Ordering(ranking=steps, place=place, unknown=unknown)
        if way.key.value == "pairs":
            pairs = tuple(p for item in self.terms.items(way.value) if (p := self._pair(item)))
            return Ordering(pairs=pairs, place=place, unknown=unknown)
        return Ordering(unknown=unknown)

    def _pair(self, item: Node) -> Preferred | None:
        """Read ``{better: …, than: …}`` or ``{equal: [one, other]}``, with the basis."""
        body = self.terms.mapping(item, COMPARISON_KEYS)
        if not body.entries:
            return None
        basis = self.terms.basis("preference", body, item)
        equal = body.get("equal")
        two: tuple[Which, Which] | None = None
        if equal is not None:
            two = self._two(equal.value)
            for key in ("better", "than"):
                if entry := body.get(key):
                    said = _("A pair says which is better, or that both are equal, not both.")
                    self.terms.tell("GO224", said, entry.key, _("Make two pairs of it."))
        else:
            nodes = [self.terms.required(body, key, item) for key in ("better", "than")]
            better, worse = (self.which(node) if node else None for node in nodes)
            two = (better, worse) if better and worse else None
        return Preferred(*two, equal is not None, basis, self.terms.text.of(item)) if two else None

    def _unsure(self, item: Node) -> Unsure | None:
        """Read ``[one, other]`` or ``{between: [one, other]}``, with the basis."""
        basis = Basis()
        node: Node | None = item
        if isinstance(item, Part):
            self.terms.known(item, UNKNOWN_KEYS)
            basis = self.terms.basis("preference", item, item)
            node = self.terms.required(item, "between", item)
        two = self._two(node) if node else None
        return Unsure(*two, basis, self.terms.text.of(item)) if two else None

    def _two(self, node: Node) -> tuple[Which, Which] | None:
        """Read a list of two kinds of outcomes."""
        if not isinstance(node, Sequence) or len(node.items) != 2:
            said = _("Here a list of two outcomes or conditions is expected.")
            self.terms.tell("GO207", said, node, _("Write [iran.limit, not iran.limit]."))
            return None
        first, second = (self.which(part) for part in node.items)
        return (first, second) if first and second else None

    def _weight(self, entry: Entry) -> tuple[str, Fraction, Basis, Interval | None] | None:
        option = self.option(entry.key)
        value: Node | None = entry.value
        basis = Basis()
        if isinstance(value, Part):
            self.terms.known(value, WEIGHT_KEYS)
            basis = self.terms.basis("preference", value, entry.key)
            value = self.terms.required(value, "weight", entry.key)
        number, span = self.terms.interval(value, None)
        return (option, number, basis, span) if option and number is not None else None

    def _step(self, item: Node) -> Compared:
        place = self.terms.text.of(item)
        if isinstance(item, Sequence):
            means = [which for node in item.items if (which := self.which(node))]
            if not item.items:
                said = _("This step means no outcome.")
                self.terms.tell("GO208", said, item, _("Write “rest” for all the others."))
            return Compared(tuple(means), Basis(), place)
        basis = Basis()
        node: Node | None = item
        if isinstance(item, Part):
            self.terms.known(item, STEP_KEYS)
            basis = self.terms.basis("preference", item, item)
            node = self.terms.required(item, "that", item)
        if node is None or (isinstance(node, Scalar) and node.value.strip() == REST):
            return Compared((), basis, place)
        which = self.which(node)
        return Compared((which,) if which else (), basis, place)

    def _exactly(self, taken: str) -> str:
        chosen = set(filter(None, taken.split(",")))
        return " and ".join(o if o in chosen else f"not {o}" for o in self.options)
