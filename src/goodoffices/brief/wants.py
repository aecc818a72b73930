"""How a party ranks outcomes, in words: conditions with the options' own texts in them.

Statements, weights, a ranking or pairs; what is unknown of them; and what the party sees otherwise
than it is. Each with what it rests on, and a place on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from goodoffices.base.i18n import _, comma
from goodoffices.case.conditions import Condition
from goodoffices.case.nouns import (
    Basis,
    Case,
    Compared,
    Option,
    Ordering,
    Party,
    Preference,
    View,
    Which,
)
from goodoffices.look.markup import anchor, esc, sentence
from goodoffices.look.sides import Side


@dataclass(frozen=True, slots=True)
class SaidCondition:
    """One thing that is said of what a party prefers: its place on the page, words, and basis."""

    place: str
    words: Markup
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class PartyOrder:
    """How a party ranks outcomes: a heading, and what is said, in order where ``ordered``.

    ``unknown`` is what is not known of it, or how certain it is, ``sees`` what the party sees
    otherwise than it is.
    """

    heading: str
    ordered: bool
    said: tuple[SaidCondition, ...]
    unknown: tuple[SaidCondition, ...] = ()
    sees: tuple[SaidCondition, ...] = ()


def orders(case: Case, sides: Mapping[str, Side]) -> dict[str, PartyOrder]:
    """Return how each party of a case ranks outcomes."""
    words = _Words(case, sides)
    return {party.id: words.order(party) for party in case.parties}


def bases(party: Party) -> Iterator[tuple[str, Basis]]:
    """Yield what each thing said of a party's preferences rests on, with its place on the page."""
    order = party.ordering
    ways: Sequence[Basis] = (
        [p.basis for p in party.prefers]
        or [basis for _weight, basis in order.weights.values()]
        or [step.basis for step in order.ranking]
        or [pair.basis for pair in order.pairs]
    )
    for number, basis in enumerate(ways, 1):
        yield anchor("prefers", party.id, number), basis
    for number, unsure in enumerate(order.unknown, 1):
        yield anchor("unknown", party.id, number), unsure.basis
    for number, certain in enumerate(order.certainty, 1):
        yield anchor("certainty", party.id, number), certain.basis
    if party.sees is not None:
        yield anchor("sees", party.id), party.sees.basis


def in_words(condition: Condition, case: Case, sides: Mapping[str, Side]) -> Markup:
    """Say a condition with each option's text, marked with its party's shape."""
    options = {option.id: option for option in (*case.options, *_imagined(case))}

    def option_words(name: str) -> Markup:
        option = options.get(name)
        if option is None or option.party not in sides:
            return Markup("<code>{}</code>").format(esc(name))
        side = sides[option.party]
        return Markup(
            '<span class="act"><span class="side {}" aria-hidden="true">{}</span> '
            '<span class="sr">{}:</span> <bdi>{}</bdi></span>'
        ).format(side.colour, side.shape, esc(side.name), esc(option.text))

    def words(node: Condition, *, outer: bool = False) -> Markup:
        if node.operator == "name":
            return option_words(node.name)
        said = sentence(
            _JOINED[node.operator](),
            **{key: words(part) for key, part in zip("ab", node.parts, strict=False)},
        )
        bare = outer or node.operator == "not"
        return said if bare else Markup("({})").format(said)

    return words(condition, outer=True)


_JOINED = {
    "not": lambda: _("not: {a}"),
    "and": lambda: _("{a} and {b}"),
    "or": lambda: _("{a} or {b}"),
    "if": lambda: _("{a} if {b}"),
    "iff": lambda: _("{a} exactly if {b}"),
}


def _imagined(case: Case) -> Iterator[Option]:
    for party in case.parties:
        if party.sees is not None:
            yield from party.sees.imagined


class _Words:
    """Says orders of one case."""

    def __init__(self, case: Case, sides: Mapping[str, Side]) -> None:
        self.case, self.sides = case, sides
        self.named = set(case.names.values())

    def order(self, party: Party) -> PartyOrder:
        heading, ordered, lines = self._ways(party.prefers, party.ordering)
        return PartyOrder(
            heading,
            ordered,
            tuple(
                SaidCondition(place, words, basis)
                for words, (place, basis) in zip(lines, bases(party), strict=False)
            ),
            tuple(
                SaidCondition(
                    anchor("unknown", party.id, number),
                    self._two(_("{a} or {b}: which one is not known"), unsure.first, unsure.second),
                    unsure.basis,
                )
                for number, unsure in enumerate(party.ordering.unknown, 1)
            )
            + tuple(
                SaidCondition(
                    anchor("certainty", party.id, number),
                    self._two(
                        _("{a} rather than {b}: certain to a degree of {degree}"),
                        certain.better,
                        certain.worse,
                        degree=esc(_number(certain.degree)),
                    ),
                    certain.basis,
                )
                for number, certain in enumerate(party.ordering.certainty, 1)
            ),
            tuple(self._view(party.id, party.sees)) if party.sees else (),
        )

    def _ways(
        self, prefers: Sequence[Preference], order: Ordering
    ) -> tuple[str, bool, list[Markup]]:
        """Return a heading, whether what follows is in order, and what is said."""
        if order.weights:
            lines = [
                sentence(
                    _("{option} adds {number}"),
                    option=self._option(option),
                    number=esc(_number(weight)),
                )
                for option, (weight, _basis) in order.weights.items()
            ]
            return _("What each option adds for it to an outcome"), False, lines
        if order.ranking:
            lines = [self._step(step) for step in order.ranking]
            return _("How it ranks outcomes, the best first"), True, lines
        if order.pairs:
            lines = [
                self._two(
                    _("{a} is as good as {b}") if pair.equal else _("{a} rather than {b}"),
                    pair.better,
                    pair.worse,
                )
                for pair in order.pairs
            ]
            return _("Which outcomes it prefers to which"), False, lines
        lines = list(map(self._statement, prefers))
        return _("What it prefers, the most important first"), True, lines

    def _statement(self, said: Preference) -> Markup:
        words = in_words(said.condition, self.case, self.sides)
        if said.worse_by == 1:
            return words
        text = _("{a}; worse by {degree} degrees where it is not so")
        return sentence(text, a=words, degree=esc(str(said.worse_by)))

    def _which(self, which: Which) -> Markup:
        if which.source in self.named:
            return Markup("<bdi>{}</bdi>").format(esc(which.source))
        return in_words(which.condition, self.case, self.sides)

    def _two(self, text: str, first: Which, second: Which, **more: Markup) -> Markup:
        return sentence(text, a=self._which(first), b=self._which(second), **more)

    def _step(self, step: Compared) -> Markup:
        outcomes = Markup(" = ").join(map(self._which, step.outcomes))
        words = outcomes if step.outcomes else esc(_("all others"))
        if step.worse_by == 1:
            return words
        text = _("{a}, worse by {degree} degrees than what stands above")
        return sentence(text, a=words, degree=esc(str(step.worse_by)))

    def _option(self, option: str) -> Markup:
        return in_words(Condition("name", name=option), self.case, self.sides)

    def _view(self, party: str, view: View) -> Iterator[SaidCondition]:
        """Yield what a party sees otherwise; the basis of all of it stands with the first."""
        lines = [
            *(sentence(_("It does not reckon with: {a}"), a=self._option(o)) for o in view.unaware),
            *(
                sentence(_("It believes in what nobody can do: {a}"), a=self._option(o.id))
                for o in view.imagined
            ),
            *(sentence(_moving(way), a=self._option(option)) for option, way in view.moves.items()),
        ]
        for other, (prefers, order) in view.orders.items():
            heading, _ordered, said = self._ways(prefers, order)
            name = next(p.name for p in self.case.parties if p.id == other)
            text = _("What it believes of {party}. {heading}: {list}")
            lines.append(
                sentence(
                    text, party=esc(name), heading=esc(heading), list=esc(comma("; ")).join(said)
                )
            )
        for other in view.sees:
            name = next(p.name for p in self.case.parties if p.id == other)
            text = _("It thinks that {party} sees the conflict otherwise than it does.")
            lines.append(sentence(text, party=esc(name)))
        for number, words in enumerate(lines):
            place = anchor("sees", party) if number == 0 else anchor("sees", party, number)
            yield SaidCondition(place, words, view.basis if number == 0 else None)


def _moving(way: str) -> str:
    return {
        "forward": _("It believes that this cannot be taken back: {a}"),
        "back": _("It believes that this cannot be taken up again: {a}"),
        "both": _("It believes that this can be taken and dropped: {a}"),
    }[way]


def _number(number: Fraction) -> str:
    from goodoffices.base.exact import written

    return written(number)
