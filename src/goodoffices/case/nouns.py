"""The nouns of a case, frozen: parties and their options, preferences, mediators, issues, packages.

Nothing here reads a file or a clock. A :class:`Basis` beside each judgement says what it rests on:
evidence (ids of claims), a person's judgement (initials), or nothing yet (*unreviewed*).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.base.errors import Place
from goodoffices.case.conditions import Condition
from goodoffices.case.judged import Advised, AnswerGiven, Consent, Interval
from goodoffices.case.options import UNSAID, Basis, Option, Reversibility

__all__ = [
    "AnswerGiven",
    "Barred",
    "Basis",
    "Case",
    "CaseIssue",
    "ChanceEvent",
    "Compared",
    "Consent",
    "Interval",
    "IssueValue",
    "LeverTerms",
    "Mediator",
    "NewOption",
    "Option",
    "Ordering",
    "Package",
    "Pair",
    "Party",
    "Preference",
    "Preferred",
    "Range",
    "RedLine",
    "Reversibility",
    "Rule",
    "Same",
    "Unsure",
    "View",
    "Which",
    "Worth",
]


@dataclass(frozen=True, slots=True)
class Preference:
    """One statement of a party's ranking by option prioritisation, most important first.

    ``source`` is the statement as written (``iran.limit if us.relief``); ``worse_by`` by how many
    degrees it prefers outcomes of which it is true to others, where nothing above tells them apart.
    """

    condition: Condition
    source: str
    basis: Basis = UNSAID
    place: Place | None = None
    worse_by: int = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """What two values add to a package's worth when it has both; below 0 where they spoil it.

    ``choices`` name one value of each of two issues. ``interval`` is set where the number is not
    known exactly; ``adds`` is then its middle.
    """

    choices: Mapping[str, str]
    adds: Fraction
    interval: Interval | None = None
    basis: Basis = UNSAID
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class RedLine:
    """What a party will never accept: a value, or several together, whatever else it gets."""

    choices: Mapping[str, str]
    basis: Basis = UNSAID
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a party's package is worth to it: points per value of each issue, weights and walk-away.

    All numbers are exact. ``weights[issue]`` and ``values[issue][value]`` are in any positive
    units; a package's worth is the sum of weight times value, and of what ``pairs`` of values add.
    ``walk_away`` is the worth of no deal, in the same units. ``red_lines`` rule packages out.

    ``curves[issue]`` stands in place of values where the issue is a range of numbers: points (x,
    worth), in ascending order of x, with straight lines between. ``intervals`` hold what is not
    known exactly, by what it is about: ``("weight", issue)``, ``("value", issue, value)`` or
    ``("walk_away",)``; the number itself is then the interval's middle, or the centroid of what an
    order allows. Where it is known how the weights stand to each other, ``weight_order`` has issues
    from the most to the least important, and ``weight_total`` what all weights add up to.
    """

    weights: Mapping[str, Fraction]
    values: Mapping[str, Mapping[str, Fraction]]
    walk_away: Fraction = Fraction(0)
    basis: Basis = UNSAID
    bases: Mapping[str, Basis] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    curves: Mapping[str, tuple[tuple[Fraction, Fraction], ...]] = field(default_factory=dict)
    intervals: Mapping[tuple[str, ...], Interval] = field(default_factory=dict)
    weight_order: tuple[str, ...] = ()
    weight_total: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """Some outcomes, as written: by name, by the options taken, or by a condition they fulfil."""

    condition: Condition
    source: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One step of a ranking: outcomes as good as each other.

    Where it names none, it stands for all that the other steps leave out. ``worse_by``: by how many
    degrees what stands above it is preferred to it.
    """

    outcomes: tuple[Which, ...]
    basis: Basis = UNSAID
    place: Place | None = None
    worse_by: int = 1


@dataclass(frozen=True, slots=True)
class Preferred:
    """Outcomes each of which is preferred to each of some others, or as good where ``equal``.

    Outcomes that are both are left out of it.
    """

    better: Which
    worse: Which
    equal: bool = False
    basis: Basis = UNSAID
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two kinds of outcomes of which it is not known which one a party prefers."""

    first: Which
    second: Which
    basis: Basis = UNSAID
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Certain:
    """Outcomes that a party prefers to others to a degree from 0 to 1; the rest of 1 is reverse."""

    better: Which
    worse: Which
    degree: Fraction
    basis: Basis = UNSAID
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """How a party ranks outcomes, where not by statements.

    ``weights`` of options, the larger the sum taken the better; or ``ranking``, step by step, the
    best first, each step a tie; or ``pairs`` of which one is preferred, where what no chain of
    them decides is unknown. ``unknown`` may stand beside any way. ``place`` is that of the key.
    ``spans`` hold the weights that are not known exactly, by option; the weight is then the middle.
    ``certainty`` and ``satisficing`` say how certain it is of some preferences, and must be to act.
    """

    weights: Mapping[str, tuple[Fraction, Basis]] = field(default_factory=dict)
    ranking: tuple[Compared, ...] = ()
    place: Place | None = None
    pairs: tuple[Preferred, ...] = ()
    unknown: tuple[Unsure, ...] = ()
    spans: Mapping[str, Interval] = field(default_factory=dict)
    certainty: tuple[Certain, ...] = ()
    satisficing: Fraction | None = None

    @property
    def ranks(self) -> bool:
        """Whether it ranks outcomes at all."""
        return bool(self.weights or self.ranking or self.pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A conflict as one party sees it, where that is not as it is.

    ``unaware`` are options that it does not reckon with, ``imagined`` options that it believes in
    and that nobody has, ``moves`` how it believes an option goes; ``orders`` how it believes a
    party (itself too) ranks outcomes: by statements, or otherwise; ``sees`` what it believes that
    others see otherwise than it does.
    """

    unaware: tuple[str, ...] = ()
    imagined: tuple[Option, ...] = ()
    moves: Mapping[str, Reversibility] = field(default_factory=dict)
    orders: Mapping[str, tuple[tuple[Preference, ...], Ordering]] = field(default_factory=dict)
    sees: Mapping[str, View] = field(default_factory=dict)
    basis: Basis = UNSAID
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A decision maker: one who controls options and ranks outcomes."""

    id: str
    name: str
    options: tuple[Option, ...] = ()
    prefers: tuple[Preference, ...] = ()
    actor: str | None = None
    country: str | None = None
    wants: tuple[tuple[str, Basis], ...] = ()
    worth: Worth | None = None
    basis: Basis = UNSAID
    place: Place | None = None
    ordering: Ordering = field(default_factory=Ordering)
    sees: View | None = None
    """The conflict as it sees it, where that is not as it is."""

    @property
    def ranks(self) -> bool:
        """Whether it is written how this party ranks outcomes."""
        return bool(self.prefers) or self.ordering.ranks


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """A candidate for the good offices, and what each party said of its mediation.

    ``consent[party]`` is that party's answer with what it rests on. ``party`` is set where the
    mediator also acts in its own right.
    """

    id: str
    name: str
    actor: str | None = None
    party: str | None = None
    consent: Mapping[str, tuple[AnswerGiven, Basis]] = field(default_factory=dict)
    interest: tuple[tuple[str, Basis], ...] = ()
    basis: Basis = UNSAID
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class IssueValue:
    """One way an issue may be settled."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers an issue may be settled at: from ``low`` to ``high`` in steps, in some unit."""

    low: Fraction
    high: Fraction
    step: Fraction
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIssue:
    """A matter to be settled, with the ways it may be: named values, or a range of numbers."""

    id: str
    name: str
    values: tuple[IssueValue, ...] = ()
    today: str | None = None
    basis: Basis = UNSAID
    place: Place | None = None
    range: Range | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """A named choice of one value per issue."""

    id: str
    name: str
    choices: Mapping[str, str]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition on states as written: what cannot be, with its reason."""

    condition: Condition
    source: str
    reason: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """Outcomes that are one and the same: those meant, however the options in ``apart`` stand.

    Where ``apart`` is empty, however any option stands.
    """

    which: Which
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Barred:
    """A party's moves that cannot be made, from some outcomes to some; None stands for any."""

    party: str
    start: Which | None
    end: Which | None
    reason: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class NewOption:
    """An option that a mediator could bring in: a guarantee, a consortium, a fund.

    ``taken`` says whether the outcome aimed at has it taken; ``infeasible`` what cannot be with
    it; ``prefers`` whose statements about it go at which place (from 1) of its own order: place k
    is just above its k-th statement. A ranking made by hand, or by weights, counts as one.
    """

    option: Option
    cost: Fraction
    taken: bool = True
    infeasible: tuple[Rule, ...] = ()
    prefers: tuple[tuple[str, int, Preference], ...] = ()


@dataclass(frozen=True, slots=True)
class LeverTerms:
    """What changes cost a mediator, by kind and for single parties or options, and new options.

    ``bases`` say what a cost rests on, by the kind, party or option that it is the cost of.
    """

    costs: Mapping[str, Fraction] = field(default_factory=dict)
    each: Mapping[str, Fraction] = field(default_factory=dict)
    new: tuple[NewOption, ...] = ()
    bases: Mapping[str, Basis] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChanceEvent:
    """What may come to pass or not, and how likely each party (by its id) holds it to be."""

    id: str
    name: str
    chances: Mapping[str, Interval]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A dispute as people have written it down."""

    id: str
    title: str
    parties: tuple[Party, ...] = ()
    mediators: tuple[Mediator, ...] = ()
    issues: tuple[CaseIssue, ...] = ()
    infeasible: tuple[Rule, ...] = ()
    status_quo: frozenset[str] | None = None
    packages: tuple[Package, ...] = ()
    as_of: str | None = None
    summary: str | None = None
    author: str | None = None
    notes: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Names people gave to outcomes: a state's options joined by commas → its name."""
    levers: LeverTerms = field(default_factory=LeverTerms)
    same: tuple[Same, ...] = ()
    barred: tuple[Barred, ...] = ()
    advice: Advised | None = None
    """What is judged so that advice can be computed."""
    coalitions: Mapping[frozenset[str], Fraction] = field(default_factory=dict)
    """What coalitions are worth in points that can be shared, by their parties' ids."""
    events: tuple[ChanceEvent, ...] = ()
    """What agreements could hang on."""
    feeds: tuple[str, ...] = ()
    """Addresses or files of feeds that are looked through when a person asks for it."""
    unjudged: tuple[str, ...] = ()
    """Options that nothing in the case file speaks of and that stand in no outcome.

    Only reading a file tells them. They cannot be found from a case: an outcome that a person names
    is here a condition over every option, and so speaks of them all. Whoever builds a case in
    Python names those that are to stand in no outcome; where none are named, every option counts.
    """

    @property
    def options(self) -> tuple[Option, ...]:
        """Every option of every party, in the order of the file, which is that of the states."""
        return tuple(option for party in self.parties for option in party.options)

    def party(self, party_id: str) -> Party | None:
        """Return the party with an id, or None."""
        return next((p for p in self.parties if p.id == party_id), None)
