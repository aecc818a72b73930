"""All advice on a case, in the order a mediator would ask, each line with what it hangs on.

Everything here is *computed* from *judged* inputs. Where an input is missing, the line says which,
and its status is unknown: no default is put in its place; what nobody has reviewed makes nothing
certain. There is no index, no total, no best mediator, and no probability of success or of war.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.advise.lines import Line
from goodoffices.advise.past import SINCE, Rate, rates, source
from goodoffices.advise.questions import Question, chosen, ranked
from goodoffices.advise.standing import wording
from goodoffices.advise.words import (
    blockers,
    commitments,
    counsel,
    division,
    mediators,
    methods,
    past,
    ripeness,
    signing,
    standing,
)
from goodoffices.advise.words import lines as line_words
from goodoffices.advise.words import questions as question_words
from goodoffices.base.notebook import html_table
from goodoffices.case.judged import Advised
from goodoffices.case.nouns import Case
from goodoffices.evidence.claims import Dossier


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Advice:
    """Every line, the questions whose answers would change most, and counts of the past.

    Attributes
    ----------
    tags
        by which tags the past was counted.
    notes
        what is weak in the evidence of a line, by the line's id; empty without a dossier.
    wording
        the words that each claim of the evidence rests on; empty without a dossier.
    """

    lines: tuple[Line, ...]
    asked: tuple[Question, ...]
    reference: tuple[Rate, ...]
    tags: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[str, ...]:
        """What to ask first, in words."""
        return tuple(question.text for question in self.asked)

    def rows(self) -> list[dict[str, Any]]:
        """Return every line as plain values, in order."""
        return [line.to_dict() for line in self.lines]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "lines": self.rows(),
            "evidence_notes": dict(self.notes),
            "evidence_words": dict(self.wording),
            "questions": list(self.questions),
            "asked": [question.to_dict() for question in self.asked],
            "reference_class": [str(rate) for rate in self.reference],
            "reference_class_counts": [rate.to_dict() for rate in self.reference],
            "reference_class_tags": dict(self.tags),
            "reference_class_source": source(),
            "reference_class_warning": past.warning(),
        }

    def explain(self, method: str | None = None) -> str:
        """Say all of it in words; or one method, by its id, with each line that it gave.

        Raises
        ------
        UsageError
            GO822 for a method that there is not.
        """
        if method is None:
            lines = line_words.laid_out(self.lines, self.notes, self.wording)
            parts = (lines, question_words.laid_out(self._changes()), self._past())
            return "\n\n".join("\n".join(part) for part in parts)
        known = methods.method(method)
        own = {"questions": question_words.numbered(self._changes()), "reference": self._past()}
        if known.id in own:
            return "\n".join([*methods.heading(known), *own[known.id]])
        return "\n".join(methods.explain(known, self.lines, self.wording))

    def _changes(self) -> list[tuple[str, int]]:
        return [(question.text, question.changes) for question in self.asked]

    def _past(self) -> list[str]:
        """Say the counts of the past, with their warning."""
        counts = [str(rate) for rate in self.reference]
        return past.laid_out(self.tags.get("since", SINCE), counts, source())

    def __repr__(self) -> str:
        """Say in one line how many lines there are, by status."""
        counts = Counter(line.status for line in self.lines)
        listed = ", ".join(f"{n} {status}" for status, n in counts.most_common())
        return f"Advice({len(self.lines)} lines: {listed}; {len(self.asked)} questions)"

    def _repr_html_(self) -> str:
        """Show every line in a notebook."""
        return html_table(repr(self), line_words.heads(), line_words.cells(self.lines))


def advise(case: Case, dossier: Dossier | None = None) -> Advice:
    """Return the advice on a case.

    Parameters
    ----------
    dossier
        what was read into the case; without it nothing is told of how mediators stand to the sides.
    """
    judgements = case.advice or Advised()
    lines = tuple(_lines(case, judgements, dossier))
    return Advice(
        lines=lines,
        asked=tuple(chosen(ranked(case, judgements))),
        reference=rates(judgements.reference),
        tags=judgements.reference,
        notes={} if dossier is None else standing.notes(lines, dossier),
        wording={} if dossier is None else wording(lines, dossier),
    )


def _lines(case: Case, judgements: Advised, dossier: Dossier | None) -> Iterator[Line]:
    yield from ripeness.lines(case, judgements)
    yield from ripeness.hints(case, judgements, dossier)
    yield from mediators.lines(case, judgements)
    if dossier is not None and dossier.documents:
        yield from standing.lines(case, dossier)
    yield from counsel.lines(case, judgements)
    yield from signing.lines(case)
    yield from commitments.lines(case, judgements)
    yield from blockers.lines(case, judgements)
    divided = tuple(division.lines(judgements))
    yield from (line for line in divided if line.topic == "range")
    yield from (line for line in divided if line.topic == "window")
