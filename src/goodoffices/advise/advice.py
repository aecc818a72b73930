"""All advice on a case, in the order a mediator would ask, each line with what it hangs on.

Everything here is *computed* from *judged* inputs. Where an input is missing, the line says which,
and its status is unknown: no default is put in its place; what nobody has reviewed makes nothing
certain. There is no index, no total, no best mediator, and no probability of success or of war.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.advise.asking import Question, chosen, ranked
from goodoffices.advise.blocking import blockers
from goodoffices.advise.dividing import ranges
from goodoffices.advise.lines import Line, nothing_said
from goodoffices.advise.listening import listening
from goodoffices.advise.mediators import mediators
from goodoffices.advise.moment import hints, moment
from goodoffices.advise.promises import promises
from goodoffices.advise.reference_class import Rate, source, tagged
from goodoffices.advise.reference_class import warning as selection
from goodoffices.advise.signing import packages
from goodoffices.advise.standing import notes, standings, wording
from goodoffices.base.i18n import _
from goodoffices.case.judgements import Advised
from goodoffices.case.nouns import Case
from goodoffices.evidence.claims import Dossier


@dataclass(frozen=True, slots=True)
class Advice:
    """Every line, the questions whose answers would change most, and counts of the past."""

    lines: tuple[Line, ...]
    asked: tuple[Question, ...]
    reference: tuple[Rate, ...]
    tags: Mapping[str, str] = field(default_factory=dict)
    """By which tags the past was counted."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What is weak in the evidence of a line, by the line's id; empty without a dossier."""
    wording: Mapping[str, str] = field(default_factory=dict)
    """The words that each claim of the evidence rests on; empty without a dossier."""

    @property
    def questions(self) -> tuple[str, ...]:
        """What to ask first, in words."""
        return tuple(question.text for question in self.asked)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "lines": [line.to_dict() for line in self.lines],
            "evidence_notes": dict(self.notes),
            "evidence_words": dict(self.wording),
            "questions": list(self.questions),
            "asked": [question.to_dict() for question in self.asked],
            "reference_class": [str(rate) for rate in self.reference],
            "reference_class_counts": [rate.to_dict() for rate in self.reference],
            "reference_class_tags": dict(self.tags),
            "reference_class_source": source(),
            "reference_class_warning": selection(),
        }


def advise(case: Case, dossier: Dossier | None = None) -> Advice:
    """Return the advice on a case.

    Parameters
    ----------
    dossier
        what was read into the case; without it nothing is told of how mediators stand to the sides.
    """
    said = case.advice or Advised()
    lines = tuple(_lines(case, said, dossier))
    asked = tuple(chosen(ranked(case, said)))
    counted = tagged(said.reference)
    if dossier is None:
        return Advice(lines, asked, counted, said.reference)
    weak, words = notes(lines, dossier), wording(lines, dossier)
    return Advice(lines, asked, counted, said.reference, weak, words)


def _lines(case: Case, said: Advised, dossier: Dossier | None) -> Iterator[Line]:
    yield from moment(case, said)
    yield from hints(case, said, dossier)
    yield from mediators(case, said)
    if dossier is not None and dossier.documents:
        yield from standings(case, dossier)
    yield from listening(case, said)
    yield from packages(case)
    yield from promises(case, said)
    if not said.commitments:
        what = _("which obligations a deal would hold")
        yield nothing_said("commitment", what, "commitment")
    yield from blockers(case, said)
    found = tuple(ranges(said))
    yield from (line for line in found if line.topic == "range")
    yield from (line for line in found if line.topic == "window")
