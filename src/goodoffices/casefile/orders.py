"""Rankings that people make by hand, weights of options, and groups of options.

A step of a ranking is a condition, or the name of an outcome; the outcomes it means stand there
unless an earlier step has them. ``rest`` stands for all that no step means. Weights are added up
over the options taken. A group is written once and becomes the rules that it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations

from goodoffices.case import Basis, Compared, Ordering, Rule, Which
from goodoffices.casefile.terms import BASIS_KEYS, Terms
from goodoffices.casefile.yamltext import Entry, Node, Scalar, Sequence
from goodoffices.casefile.yamltext import Mapping as Part
from goodoffices.conditions import Condition, parse
from goodoffices.i18n import _

STEP_KEYS = ("that", *BASIS_KEYS)
WEIGHT_KEYS = ("weight", *BASIS_KEYS)
REST = "rest"

Reads = Callable[[Scalar], Condition | None]


class OrderReader:
    """Reads one party's order; ``condition`` reads a condition, ``names`` are outcomes with names.

    ``options`` are those there are, in order, for an outcome is said by all of them.
    """

    def __init__(
        self, terms: Terms, condition: Reads, option: Callable[[Node], str | None],
        options: tuple[str, ...], names: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.terms, self.condition, self.option = terms, condition, option
        self.options = options
        self.named = {name: taken for taken, name in names.items()}

    def ordering(self, body: Part) -> Ordering:
        """Read what stands beside ``prefers``; a party ranks outcomes in one way only."""
        weights, ranking = body.get("weights"), body.get("ranking")
        ways = [e for e in (body.get("prefers"), weights, ranking) if e is not None]
        for entry in ways[1:]:
            said = _("A party ranks outcomes in one way: by statements, weights or a ranking.")
            self.terms.tell("GO224", said, entry.key, _("Keep one of them."))
        if len(ways) > 1:
            return Ordering()
        if weights is not None:
            listed = self.terms.mapping(weights.value).entries
            found = dict(w for e in listed if (w := self._weight(e)))
            return Ordering(weights=found, place=self.terms.text.of(weights.key))
        if ranking is not None:
            steps = tuple(self._step(item) for item in self.terms.items(ranking.value))
            return Ordering(ranking=steps, place=self.terms.text.of(ranking.key))
        return Ordering()

    def _weight(self, entry: Entry) -> tuple[str, tuple[Fraction, Basis]] | None:
        option = self.option(entry.key)
        value: Node | None = entry.value
        basis = Basis()
        if isinstance(value, Part):
            self.terms.known(value, WEIGHT_KEYS)
            basis = self.terms.basis("preference", value, entry.key)
            value = self.terms.required(value, "weight", entry.key)
        number = self.terms.number(value, None)
        return (option, (number, basis)) if option and number is not None else None

    def _step(self, item: Node) -> Compared:
        place = self.terms.text.of(item)
        if isinstance(item, Sequence):
            means = [which for node in item.items if (which := self._which(node))]
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
        which = self._which(node)
        return Compared((which,) if which else (), basis, place)

    def _which(self, node: Node) -> Which | None:
        source = self.terms.string(node)
        if not isinstance(node, Scalar) or not source:
            return None
        place = self.terms.text.of(node)
        if source in self.named:
            return Which(parse(self._exactly(self.named[source])), source, place)
        condition = self.condition(node)
        return Which(condition, source, place) if condition else None

    def _exactly(self, taken: str) -> str:
        chosen = set(filter(None, taken.split(",")))
        return " and ".join(o if o in chosen else f"not {o}" for o in self.options)


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
