"""Whether all could sign a package, given that many numbers are known only as intervals.

A party can sign where its gain, weights times values and what pairs add less its walk-away, is 0 or
more and no red line of its own is crossed.

*Exact first.* Weights are never below 0, so the least gain has every value at its low end, every
pair too, and the walk-away at its high end; what is left is linear in the weights, and its least
value over the weight set is found exactly (:mod:`goodoffices.packages.weightset`). Where the least
gain is 0 or more the party **certainly** can sign; where the largest is below 0 it **impossibly**
can; else it **depends**. Parties' numbers do not constrain each other, so all can certainly sign
where each can, and it is impossible where it is for one.

*Drawing only where it depends.* Then n profiles are drawn, each number for itself: evenly within
its interval, and once more as a triangle with its top at the middle. Counted is the share of
profiles in which all can sign. It is a share of what the analyst allowed, never a probability.
Where the two differ by more than :data:`SHAPE`, the answer hangs on a shape that nobody judged, and
says so. Numbers that in truth move together make the share narrower or wider than told here.

The *binding* party is the one that fails in most profiles; the *lever* is the one number whose
better end, if it were known, raises the share most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.exact import written
from goodoffices.base.share import Share
from goodoffices.case.nouns import Basis, Case, Interval, Worth
from goodoffices.packages.bargain import Bargain, from_case
from goodoffices.packages.weightset import Family, Floats, WeightSet, drawn

Status = Literal["certain", "depends", "impossible", "unknown"]
About = tuple[str, ...]
Bools = NDArray[np.bool_]

SHAPE = 0.1
"""By how much shares of two families may differ before the shape is said to decide."""

METHOD = "package-acceptability"
FAMILIES: tuple[Family, Family] = ("uniform", "triangular")


@dataclass(frozen=True)
class Input:
    """A number known as an interval: whose, what it is about as in ``Worth.intervals``, its ends.

    ``about`` may also be ``("pair", issue, value, issue, value)``. ``basis`` is what the judgement
    rests on.
    """

    party: str
    about: About
    low: Fraction
    high: Fraction
    basis: Basis = field(default_factory=Basis)

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "party": self.party,
            "about": list(self.about),
            "interval": [float(self.low), float(self.high)],
            "exact": [written(self.low), written(self.high)],
            "evidence": list(self.basis.evidence),
            "judged": self.basis.judged,
        }


@dataclass(frozen=True)
class Bind:
    """A number, its better end for the package, and the share in which all could sign at each end.

    ``at`` is the better end; ``share`` and ``worse`` are the shares with the number at that end and
    at the other (uniform family, the same draws of everything else). ``near`` marks a weight that
    others move with: its shares are of the tenth of the profiles nearest to either end.
    """

    input: Input
    at: Fraction
    share: Share
    worse: Share
    near: bool = False

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        shares = {"share": self.share.to_dict(), "worse": self.worse.to_dict()}
        return {
            "input": self.input.to_dict(),
            "at": float(self.at),
            "near": self.near,
            **shares,
        }


@dataclass(frozen=True, kw_only=True)
class PartyAnswer:
    """Whether one party could sign; ``least`` and ``most`` are its gain over the walk-away.

    ``refused`` says that a red line of its own is crossed. Shares are None where nothing was drawn.
    """

    party: str
    status: Status
    least: Fraction | None = None
    most: Fraction | None = None
    refused: bool = False
    share: Share | None = None
    triangular: Share | None = None

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "party": self.party,
            "status": self.status,
            "gain": None if self.least is None else [float(self.least), float(self.most or 0)],
            "red_line": self.refused,
            "share": self.share.to_dict() if self.share else None,
            "triangular": self.triangular.to_dict() if self.triangular else None,
        }


@dataclass(frozen=True, kw_only=True)
class Acceptability:
    """Whether all could sign a package, and what it hangs on.

    Attributes
    ----------
    status
        ``certain``, ``depends``, ``impossible``; ``unknown`` where it leaves issues open.
    share, triangular
        in how many profiles all could sign, for either family; None where nothing was drawn.
    binding
        the party that stands in the way most; None where all certainly can sign.
    levers
        numbers whose better end helps, the most helpful first; empty unless it depends.
    inputs
        every interval that the answer hangs on.
    unsettled
        issues that the package leaves open and whose value of today is not known.
    """

    choices: Mapping[str, str]
    status: Status
    parties: tuple[PartyAnswer, ...] = ()
    share: Share | None = None
    triangular: Share | None = None
    binding: str | None = None
    levers: tuple[Bind, ...] = ()
    inputs: tuple[Input, ...] = ()
    unsettled: tuple[str, ...] = ()
    n: int = 0
    seed: int = 0
    negotiation: Bargain | None = field(default=None, repr=False, compare=False)

    @property
    def lever(self) -> Bind | None:
        """The number whose better end helps most."""
        return self.levers[0] if self.levers else None

    @property
    def shape_decides(self) -> bool:
        """Whether the two families differ by more than a tenth."""
        if self.share is None or self.triangular is None:
            return False
        return abs(self.share.value - self.triangular.value) > SHAPE

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "method": METHOD,
            "package": dict(self.choices),
            "status": self.status,
            "share": self.share.to_dict() if self.share else None,
            "triangular": self.triangular.to_dict() if self.triangular else None,
            "depends_on_shape": self.shape_decides,
            "binding": self.binding,
            "parties": [answer.to_dict() for answer in self.parties],
            "lever": self.lever.to_dict() if self.lever else None,
            "levers": [lever.to_dict() for lever in self.levers],
            "inputs": [item.to_dict() for item in self.inputs],
            "unsettled": list(self.unsettled),
            "n": self.n,
            "seed": self.seed,
        }


def acceptability(
    negotiation: Bargain | Case,
    package: Mapping[str, str],
    n: int = 10_000,
    seed: int = 7,
) -> Acceptability:
    """Tell whether all parties could sign a package, exactly first, by drawing where it depends.

    Parameters
    ----------
    negotiation
        a negotiation, or a case whose parties have worths.
    package
        a value for each issue. An issue that it leaves out stays as it is today.
    n, seed
        how many profiles are drawn where it depends; the same seed gives the same answer.

    Raises
    ------
    CaseError
        where a case misses worths that are needed.
    """
    if isinstance(negotiation, Case):
        negotiation = from_case(negotiation)
    choices = negotiation.completed(package)
    if unsettled := negotiation.unsettled(choices):
        return Acceptability(
            choices=choices, status="unknown", unsettled=unsettled, negotiation=negotiation
        )
    crossed = {party for party, _line in negotiation.crossed(choices)}
    models = {p: _PartyModel.of(negotiation, p, choices) for p in negotiation.parties}
    answers = [model.answer(refused=p in crossed) for p, model in models.items()]
    status = _together(answers)
    known = Acceptability(
        choices=choices,
        status=status,
        parties=tuple(answers),
        binding=next((a.party for a in answers if a.status == "impossible"), None),
        inputs=tuple(item for model in models.values() for item in model.inputs),
        n=n if status == "depends" else 0,
        seed=seed,
        negotiation=negotiation,
    )
    return _counted(known, models) if status == "depends" else known


def _together(answers: list[PartyAnswer]) -> Status:
    each = {answer.status for answer in answers}
    order: tuple[Status, ...] = ("impossible", "unknown", "depends")
    return next((status for status in order if status in each), "certain")


# --- one party ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _PartyModel:
    """What a party's gain from one package is made of: weights times values, and a rest.

    ``values`` are those of the package, by issue; ``rest`` what pairs add and, below 0, the
    walk-away; each with the number's interval and what it is about.
    """

    party: str
    weights: WeightSet
    values: Mapping[str, Interval]
    rest: tuple[tuple[About, int, Interval], ...]
    inputs: tuple[Input, ...]

    @classmethod
    def of(cls, negotiation: Bargain, party: str, choices: Mapping[str, str]) -> _PartyModel:
        """Take from a party's worths what bears on one package."""
        worth = negotiation.worths[party]
        weights = WeightSet.of(worth)
        values = {
            i: worth.intervals.get(("value", i, v), (worth.values[i][v],) * 2)
            for i, v in choices.items()
        }
        rest: list[tuple[About, int, Interval]] = [
            (_about(pair.choices), 1, pair.interval or (pair.adds, pair.adds))
            for pair in worth.pairs
            if pair.choices.items() <= choices.items()
        ]
        away = worth.walk_away
        rest.append((("walk_away",), -1, worth.intervals.get(("walk_away",), (away, away))))
        inputs = tuple(_inputs(party, worth, choices, weights, values, rest))
        return cls(party, weights, values, tuple(rest), inputs)

    def answer(self, *, refused: bool) -> PartyAnswer:
        """Say exactly whether the party can sign."""
        if self.weights.empty:
            return PartyAnswer(party=self.party, status="unknown", refused=refused)
        least = self.weights.least({i: v[0] for i, v in self.values.items()})
        most = self.weights.most({i: v[1] for i, v in self.values.items()})
        least += sum((sign * span[sign < 0] for _a, sign, span in self.rest), Fraction(0))
        most += sum((sign * span[sign > 0] for _a, sign, span in self.rest), Fraction(0))
        status: Status = "certain" if least >= 0 else "impossible" if most < 0 else "depends"
        return PartyAnswer(
            party=self.party,
            status="impossible" if refused else status,
            least=least,
            most=most,
            refused=refused,
        )

    def draw(self, n: int, seed: list[int], family: Family) -> dict[About, Floats]:
        """Draw all of the party's numbers, (n,) each, by what each is about."""
        generator = np.random.default_rng(seed)
        profiles: dict[About, Floats] = {
            ("value", i): drawn(span, n, generator, family) for i, span in self.values.items()
        }
        for k, (_about_it, _sign, span) in enumerate(self.rest):
            profiles["rest", str(k)] = drawn(span, n, generator, family)
        weights = self.weights.draw(n, generator, family)
        return {**profiles, **{("weight", i): w for i, w in weights.items()}}

    def accepts(self, profiles: Mapping[About, Floats]) -> Bools:
        """Return in which profiles the party can sign, (n,); its numbers are (n,) each."""
        gain = np.zeros_like(next(iter(profiles.values())))
        for i in self.values:
            gain = gain + profiles["weight", i] * profiles["value", i]
        for k, (_about_it, sign, _span) in enumerate(self.rest):
            gain = gain + sign * profiles["rest", str(k)]
        accepts: Bools = gain >= 0
        return accepts

    def with_fixed(self, item: Input, at: Fraction, profiles: Mapping[About, Floats]) -> Bools:
        """Return in which profiles, (n,), the party can sign if one of its numbers were known."""
        n = next(iter(profiles.values())).size
        where = [about for about, _sign, _span in self.rest]
        key = item.about[:2] if item.about[0] in ("weight", "value") else None
        fixed = key or ("rest", str(where.index(item.about)))
        return self.accepts({**profiles, fixed: np.full(n, float(at))})

    def hangs_together(self, item: Input) -> bool:
        """Whether a number is a weight that others move with."""
        return item.about[0] == "weight" and not self.weights.boxed


def _about(choices: Mapping[str, str]) -> About:
    return ("pair", *(word for item in choices.items() for word in item))


def _inputs(
    party: str,
    worth: Worth,
    choices: Mapping[str, str],
    weights: WeightSet,
    values: Mapping[str, Interval],
    rest: list[tuple[About, int, Interval]],
) -> Iterator[Input]:
    """Yield the party's intervals that bear on the package."""
    free = not weights.empty
    for issue in choices:
        basis = worth.bases.get(issue, worth.basis)
        low, high = weights.ends(issue) if free and not weights.boxed else weights.spans[issue]
        if low < high and any(values[issue]):
            yield Input(party, ("weight", issue), low, high, basis)
        low, high = values[issue]
        if low < high and weights.spans[issue][1] > 0:
            yield Input(party, ("value", issue, choices[issue]), low, high, basis)
    for about, _sign, (low, high) in rest:
        if low < high:
            yield Input(party, about, low, high, worth.basis)


# --- counting -------------------------------------------------------------------------------------


def _counted(known: Acceptability, models: Mapping[str, _PartyModel]) -> Acceptability:
    """Draw profiles for the parties of which it depends, and count."""
    n, shares = known.n, {}
    open_ = [(k, a.party) for k, a in enumerate(known.parties) if a.status == "depends"]
    profiles, accepts = {}, {}
    for family in reversed(FAMILIES):  # the uniform draws are kept for the levers
        for k, party in open_:
            profiles[party] = models[party].draw(n, [known.seed, k], family)
            accepts[party] = models[party].accepts(profiles[party])
            shares[family, party] = _share(accepts[party])
        shares[family, ""] = _share(np.logical_and.reduce(list(accepts.values())))
    levers = []
    for _k, party in open_:
        others = [accepts[p] for _i, p in open_ if p != party]
        for item in models[party].inputs:
            lever = _bind(models[party], item, profiles[party], others)
            if lever is not None:
                levers.append(lever)
    levers.sort(key=lambda lever: -lever.share.value)
    parties = tuple(
        replace(a, share=shares["uniform", a.party], triangular=shares["triangular", a.party])
        if a.status == "depends"
        else a
        for a in known.parties
    )
    binding = min((p for _k, p in open_), key=lambda p: shares["uniform", p].k)
    whole = shares["uniform", ""], shares["triangular", ""]
    return replace(
        known,
        parties=parties,
        share=whole[0],
        triangular=whole[1],
        binding=binding,
        levers=tuple(levers),
    )


def _bind(
    model: _PartyModel, item: Input, profiles: Mapping[About, Floats], others: list[Bools]
) -> Bind | None:
    """Return what it would help to know a number; None where its ends do not differ."""
    near = model.hangs_together(item)
    ends = {}
    for at in (item.low, item.high):
        if near:  # of the profiles that were drawn, the tenth nearest to that end
            away = np.abs(profiles[item.about] - float(at))
            chosen = np.argsort(away, kind="stable")[: max(1, away.size // 10)]
            all_sign = np.logical_and.reduce([*others, model.accepts(profiles)])[chosen]
        else:
            all_sign = np.logical_and.reduce([*others, model.with_fixed(item, at, profiles)])
        ends[at] = _share(all_sign)
    (_worse, low), (at, high) = sorted(ends.items(), key=lambda end: end[1].k)
    return Bind(item, at, high, low, near) if high.k > low.k else None


def _share(inside: Bools) -> Share:
    return Share(int(inside.sum()), inside.size)
