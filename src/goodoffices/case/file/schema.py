"""The JSON Schema of ``case.yaml``, so that an editor can complete and check it as one types.

The models here say the shape only; what names mean, and every message with its place, is the
business of :mod:`goodoffices.case.file.build`, whose keys these fields repeat (a test compares).
``python -m goodoffices.case.file.schema`` prints the schema that ``docs/case.schema.json`` holds.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from goodoffices.case.file.build import ANSWERS
from goodoffices.case.file.schema_terms import (
    BarredPart,
    Chosen,
    ComparisonPart,
    Condition,
    Edtf,
    Grounded,
    Id,
    Interval,
    Number,
    OnlyIfPart,
    OptionId,
    OptionPart,
    Outcomes,
    Part,
    PreferencePart,
    Said,
    SamePart,
    StepPart,
    Two,
    UnknownPart,
    ValueId,
    ViewPart,
    WeightPart,
)
from goodoffices.case.file.states import MOVES
from goodoffices.case.judged import FUNCTIONS, REFERENCE


class OrderPart(Part):
    """Values in order, the best first."""

    order: list[ValueId]


class WeightsPart(Part):
    """Weights of all issues together: by one of three ways."""

    points: dict[Id, Number | Interval] | None = Field(None, description="Together 100")
    swing: dict[Id, Number | Interval] | None = Field(
        None, description="What going from worst to best is worth, 100 for the largest"
    )
    order: list[Id] | None = Field(None, description="From the most to the least important")


class IssueWorthPart(Grounded):
    """What the values of an issue are worth to a party."""

    weight: Number | Interval | None = Field(None, description="Unless “weights” gives all")
    values: dict[ValueId, Number | Interval] | OrderPart | None = None
    curve: dict[Number, Number] | None = Field(
        None, description="For an issue with a range: number → worth, straight lines between"
    )


class PairPart(Grounded):
    """What two values add to a package that has both."""

    when: dict[Id, Chosen] = Field(min_length=2, max_length=2)
    adds: Number | Interval


class RedLinePart(Grounded):
    """What a party never accepts."""

    when: dict[Id, Chosen] = Field(min_length=1)


class WorthPart(Grounded):
    """What packages are worth to a party."""

    walk_away: Number | Interval = Field(description="The worth of no deal, in the same units")
    weights: WeightsPart | None = None
    issues: dict[Id, IssueWorthPart] | None = None
    pairs: list[PairPart] | None = None
    red_lines: list[RedLinePart] | None = None


class PartyPart(Grounded):
    """A decision maker."""

    name: str
    actor: str | None = Field(None, description="Id of the actor in the dossier")
    country: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = Field(
        None, description="ISO 3166-1 alpha-3"
    )
    wants: list[str | Said] | None = None
    options: dict[Id, str | OptionPart] | None = None
    weights: dict[OptionId, Number | Interval | WeightPart] | None = Field(
        None, description="In place of prefers: added up over the options taken"
    )
    ranking: list[str | list[str] | StepPart] | None = Field(
        None, description="In place of prefers: outcomes, the best first; rest for the others"
    )
    prefers: list[Condition | PreferencePart] | None = Field(
        None, description="The most important first"
    )
    pairs: list[ComparisonPart] | None = Field(
        None, description="In place of prefers: which outcomes are better than which"
    )
    unknown: list[Two | UnknownPart] | None = Field(
        None, description="Outcomes of which it is not known which ones it prefers"
    )
    sees: ViewPart | None = Field(None, description="What it sees otherwise than it is")
    worth: WorthPart | None = None


class ConsentPart(Grounded):
    """A party's answer to a mediator."""

    answer: Literal[ANSWERS]  # type: ignore[valid-type]


class MediatorPart(Grounded):
    """A candidate for the good offices."""

    name: str
    actor: str | None = None
    party: Id | None = Field(None, description="Where it also acts in its own right")
    consent: dict[Id, Literal[ANSWERS] | ConsentPart] | None = None  # type: ignore[valid-type]
    interest: list[str | Said] | None = None


class RangePart(Part):
    """Numbers that an issue may be settled at."""

    from_: Number = Field(alias="from")
    to: Number
    step: Number
    unit: str | None = None


class IssuePart(Grounded):
    """A matter to be settled."""

    name: str
    today: Chosen | None = Field(None, description="How it stands without a deal")
    range: RangePart | None = None
    values: dict[ValueId, str | None] | None = Field(None, description="The ways it may be settled")


class RulePart(Part):
    """What cannot be."""

    that: Condition
    because: str | None = None


Span = Number | Interval


class JudgedPart(Grounded):
    """A yes, no or unknown, with when it was so."""

    answer: Literal[ANSWERS]  # type: ignore[valid-type]
    date: Edtf | None = None


Answer = Literal[ANSWERS] | bool | JudgedPart  # type: ignore[valid-type]


class RipenessPart(Part):
    """What a side must have for a moment to be ripe."""

    stalemate: Answer | None = None
    way_out: Answer | None = None
    spokesperson: Answer | None = None
    opportunity: Answer | None = Field(None, description="Its date is until when it is open")
    deadline: Answer | None = Field(None, description="Its date is when it falls")


class CounselPart(Grounded):
    """What a mediator's warning to one listener hangs on."""

    independent: Literal[ANSWERS] | bool | None = None  # type: ignore[valid-type]
    leaning: Span | None = Field(None, description="To the listener's side, -1 to 1")
    accuracy: Span | None = Field(None, description="Of its own knowledge, 0.5 to 1")
    prior: Span | None = Field(None, description="That the opponent is tough")
    failure_cost: Span | None = None
    cost_listener: Span | None = None
    cost_tough: Span | None = None
    cost_soft: Span | None = None


class TrustPart(Grounded):
    """What a mediator's word that a side can be trusted hangs on."""

    ideal: Span | None = Field(None, description="Where between the sides it would settle, 0 to 1")
    conflict_cost: Span | None = None
    issue_weight: Span | None = Field(None, description="How much it cares about the issue")


class CandidatePart(Grounded):
    """What is judged of one mediator."""

    functions: dict[Literal[FUNCTIONS], Answer] | None = None  # type: ignore[valid-type]
    material_interest: Answer | None = None
    criteria: dict[str, Span] | None = None
    counsel: dict[Id, CounselPart] | None = None
    direct_party: Answer | None = Field(None, description="Whether it is a side of the dispute")
    trust: TrustPart | None = None


class LapsedPart(Part):
    """The numbers of an obligation that are others once an inducement has lapsed."""

    ratio: Span | None = None
    gain: Span | None = None
    loss: Span | None = None
    cheat: Span | None = None
    comply: Span | None = None
    punished: Span | None = None
    detection: Span | None = None
    delta: Span | None = None
    withdrawal: Span | None = None
    false_alarm: Span | None = None


class InducementPart(Part):
    """What somebody pays for an obligation."""

    text: str
    held_by: Id | None = Field(None, description="The party or mediator that holds it")
    until: Edtf | None = None
    without: LapsedPart | None = None


class ObligationPart(Grounded):
    """What one party would have to keep."""

    party: Id
    text: str
    ratio: Span | None = Field(None, description="What cheating gains over what being found costs")
    gain: Span | None = Field(None, description="What cheating gains; with loss, for the ratio")
    loss: Span | None = Field(None, description="What being found out costs")
    cheat: Span | None = Field(None, description="Worth of a period of cheating")
    comply: Span | None = Field(None, description="Worth of a period of complying")
    punished: Span | None = Field(None, description="Worth of a period of being punished")
    detection: Span | None = None
    delta: Span | None = Field(None, description="What the next period weighs")
    withdrawal: Span | None = Field(None, description="The risk that the other side quits")
    false_alarm: Span | None = None
    inspections: Span | None = None
    broken_before: str | list[str] | None = None
    inducement: str | InducementPart | None = None
    ratio_without: Span | None = Field(None, description="The ratio once the inducement lapsed")
    counterpart: Id | None = Field(None, description="The obligation given in return")


class ContestedPart(Grounded):
    """One thing to be divided between two parties."""

    name: str
    party: Id
    other: Id
    p: Span | None = Field(None, description="What the party expects of its alternative")
    cost: Span | None = None
    other_cost: Span | None = None
    later: Span | None = Field(None, description="What p falls to")
    delta: Span | None = None
    shares: list[Number] | None = Field(None, description="Ways of settling it, to be tested")


class BlockerPart(Grounded):
    """One who need not sign but may block."""

    name: str
    able: Literal[ANSWERS] | bool | None = None  # type: ignore[valid-type]
    party: Id | None = Field(None, description="Where it is a party, whose worths then count")
    worth: Span | dict[Id, Span] | None = Field(None, description="Of a settlement, or by package")
    walk_away: Span | None = None


_VIOLENCE, _MEDIATOR = REFERENCE["violence"], REFERENCE["mediator"]
_STYLE, _PROTRACTED = REFERENCE["style"], REFERENCE["protracted"]


class ReferencePart(Part):
    """By which tags past crises are counted: since when, and at most two more."""

    since: Literal["1918", "1946", "1990", 1918, 1946, 1990] | None = None
    violence: Literal[_VIOLENCE] | None = None  # type: ignore[valid-type]
    mediator: Literal[_MEDIATOR] | None = None  # type: ignore[valid-type]
    style: Literal[_STYLE] | None = None  # type: ignore[valid-type]
    protracted: Literal[_PROTRACTED] | None = None  # type: ignore[valid-type]


class AdvicePart(Part):
    """What is judged so that advice can be computed."""

    ripeness: dict[Id, RipenessPart] | None = None
    needed: list[Literal[FUNCTIONS]] | None = None  # type: ignore[valid-type]
    mediation: dict[Id, CandidatePart] | None = None
    commitments: dict[Id, ObligationPart] | None = None
    contested: dict[Id, ContestedPart] | None = None
    blockers: dict[Id, BlockerPart] | None = None
    reference: ReferencePart | None = None
    stale_months: int | None = Field(
        None, description="Answers on ripeness older than this are asked again", gt=0
    )


class CostPart(Grounded):
    """What a change costs a mediator."""

    cost: Number


class CostsPart(Part):
    """What changes cost, by kind, in exchanges of two neighbours."""

    swap: Number | CostPart | None = Field(None, description="Two neighbours in an order")
    irreversible: Number | CostPart | None = None
    impossible: Number | CostPart | None = None
    block: Number | CostPart | None = Field(None, description="One move away from the outcome")
    remove: Number | CostPart | None = None


class NewPreferencePart(Grounded):
    """A party's statement about a new option, and its place in the party's order."""

    party: Id
    that: Condition
    at: int | str = Field(description="From 1: just above the statement that stands there now")


class NewOptionPart(Grounded):
    """An option that a mediator could bring in."""

    text: str
    cost: Number
    moves: Literal[MOVES] | None = None  # type: ignore[valid-type]
    taken: bool | Literal["yes", "no"] | None = Field(
        None, description="Whether the outcome aimed at has it taken; yes unless said otherwise"
    )
    infeasible: list[Condition | RulePart] | None = None
    prefers: list[NewPreferencePart] | None = None


class LeversPart(Grounded):
    """What changes cost, and what could be brought in, with what all of it rests on."""

    costs: CostsPart | None = None
    each: dict[Id | OptionId, Number | CostPart] | None = Field(
        None, description="For a single party's exchanges, or an option"
    )
    new: dict[OptionId, NewOptionPart] | None = None


class CasePart(Part):
    """A dispute as people have written it down."""

    model_config = ConfigDict(extra="forbid", title="case.yaml")

    case: Id
    title: str
    as_of: Edtf | None = None
    author: str | None = Field(None, description="Initials of whoever answers for the judgements")
    summary: str | None = None
    parties: dict[Id, PartyPart] | None = None
    mediators: dict[Id, MediatorPart] | None = None
    issues: dict[Id, IssuePart] | None = None
    infeasible: list[Condition | RulePart] | None = None
    exclusive: list[list[OptionId]] | None = Field(None, description="At most one of each list")
    at_least_one: list[list[OptionId]] | None = Field(None, description="At least one of each")
    only_if: dict[OptionId, Condition | OnlyIfPart] | None = Field(
        None, description="Options that can be taken only if something else is so"
    )
    same: list[Outcomes | SamePart] | None = Field(
        None, description="Outcomes that are one and the same, however the options stand"
    )
    barred: list[BarredPart] | None = Field(None, description="Moves that cannot be made")
    status_quo: list[OptionId] | None = Field(None, description="Options taken today")
    outcomes: dict[str, list[OptionId]] | None = Field(None, description="Names for outcomes")
    packages: dict[Id, dict[str, Chosen]] | None = Field(
        None, description="Named packages: one value for every issue, and a name"
    )
    levers: LeversPart | None = None
    advice: AdvicePart | None = None
    notes: str | list[str] | None = None


PARTS: dict[str, type[Part]] = {
    "case": CasePart,
    "party": PartyPart,
    "text": Said,
    "option": OptionPart,
    "preference": PreferencePart,
    "worth": WorthPart,
    "issue_worth": IssueWorthPart,
    "pair": PairPart,
    "red_line": RedLinePart,
    "mediator": MediatorPart,
    "consent": ConsentPart,
    "issue": IssuePart,
    "range": RangePart,
    "rule": RulePart,
    "weight": WeightPart,
    "step": StepPart,
    "comparison": ComparisonPart,
    "unknown": UnknownPart,
    "view": ViewPart,
    "only_if": OnlyIfPart,
    "same": SamePart,
    "barred": BarredPart,
    "levers": LeversPart,
    "costs": CostsPart,
    "cost": CostPart,
    "new_option": NewOptionPart,
    "new_preference": NewPreferencePart,
    "advice": AdvicePart,
    "ripeness": RipenessPart,
    "judged": JudgedPart,
    "candidate": CandidatePart,
    "counsel": CounselPart,
    "trust": TrustPart,
    "obligation": ObligationPart,
    "inducement": InducementPart,
    "contested": ContestedPart,
    "blocker": BlockerPart,
    "reference": ReferencePart,
}
"""The model of each part, under the name that its keys have in ``reading.KEYS``."""


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``case.yaml``."""
    schema = CasePart.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def printed() -> str:
    """Return the schema as the file in ``docs`` holds it."""
    return json.dumps(case_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(printed())
