"""Shapes that the JSON Schema of a case is made of: ids, numbers, bases, orders, outcomes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from goodoffices.case.file.states import MOVES

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", max_length=60)]
ValueId = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_.][a-z0-9]+)*$", max_length=60)]
_NUMBER = r"-?[0-9]{1,18}(\.[0-9]{1,18}|/[0-9]{1,18})?"
Number = float | Annotated[str, Field(pattern=f"^{_NUMBER}$")]
Interval = Annotated[str, Field(pattern=rf"^{_NUMBER} *\.\. *{_NUMBER}$")]
Chosen = str | float
Condition = Annotated[
    str, Field(description="Options joined by not, and, or, if, iff: iran.limit if us.relief")
]
OptionId = Annotated[str, Field(pattern=r"^[a-z0-9_-]+\.[a-z0-9_-]+$", description="party.option")]
Edtf = Annotated[str, Field(description="EDTF: 2025-03-04, 2025-03, 2025, 2025-03~")] | int


class Part(BaseModel):
    """A part of the file: no other keys than these."""

    model_config = ConfigDict(extra="forbid")


class Grounded(Part):
    """What a judgement rests on."""

    evidence: str | list[str] | None = Field(None, description="Ids of claims, such as S-7Q3K5VX")
    judged: str | None = Field(None, description="Initials of whoever judged")
    because: str | None = Field(None, description="The reason")
    unreviewed: bool | Literal["yes", "no"] | None = Field(
        None, description="Proposed by the machine, not confirmed"
    )


class Said(Grounded):
    """A text with its basis."""

    text: str


class OptionPart(Grounded):
    """Something a party can do or not do."""

    text: str
    moves: Literal[MOVES] | None = Field(  # type: ignore[valid-type]
        None, description="Whether it can be taken and dropped, only taken, or only dropped"
    )


class PreferencePart(Grounded):
    """A statement of what a party prefers."""

    that: Condition


class WeightPart(Grounded):
    """What taking one option adds to an outcome."""

    weight: Number | Interval


class StepPart(Grounded):
    """One step of a ranking: outcomes as good as each other."""

    that: Condition | str


Outcomes = Annotated[str, Field(description="The name of an outcome, or a condition")]
Two = Annotated[list[Outcomes], Field(min_length=2, max_length=2)]


class ComparisonPart(Grounded):
    """Outcomes that are better than others, or as good."""

    better: Outcomes | None = None
    than: Outcomes | None = None
    equal: Two | None = None


class UnknownPart(Grounded):
    """Outcomes of which it is not known which ones a party prefers."""

    between: Two


class BelievedPart(Part):
    """How a party is thought to rank outcomes."""

    prefers: list[Condition | PreferencePart] | None = None
    weights: dict[OptionId, Number | Interval | WeightPart] | None = None
    ranking: list[str | list[str] | StepPart] | None = None
    pairs: list[ComparisonPart] | None = None
    unknown: list[Two | UnknownPart] | None = None


class ViewPart(Grounded):
    """What a party sees otherwise than it is."""

    unaware: list[OptionId] | None = Field(None, description="Options it does not reckon with")
    imagines: dict[Id, dict[Id, str | OptionPart]] | None = Field(
        None, description="Options that nobody has, under the party it thinks has them"
    )
    moves: dict[OptionId, Literal[MOVES]] | None = None  # type: ignore[valid-type]
    orders: dict[Id, BelievedPart] | None = Field(
        None, description="How it thinks that parties rank outcomes"
    )


class OnlyIfPart(Part):
    """The condition without which an option cannot be taken."""

    that: Condition
    because: str | None = None


class SamePart(Part):
    """Outcomes that are one and the same."""

    that: Outcomes
    apart: list[OptionId] | None = Field(
        None, description="However these options stand; all, where none are named"
    )


class BarredPart(Part):
    """A party's moves that cannot be made."""

    party: Id
    from_: Outcomes | None = Field(None, alias="from")
    to: Outcomes | None = None
    because: str | None = None
