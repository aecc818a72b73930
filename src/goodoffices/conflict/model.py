"""A conflict as people hold it: the graph model, with what can be asked of it as methods.

The mathematics takes and returns :class:`~goodoffices.conflict.graph.GraphModel` and knows nothing
of this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Self, SupportsIndex

from goodoffices.base.files import AnyPath, write_json
from goodoffices.conflict.concepts import CONCEPTS
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.outcomes import Outcomes, outcomes
from goodoffices.conflict.words.states import describe

if TYPE_CHECKING:
    from fractions import Fraction

    from goodoffices.base.errors import Finding
    from goodoffices.base.spreadsheet import Row
    from goodoffices.case.nouns import Case, LeverTerms
    from goodoffices.conflict.fuzzy import Satisficing
    from goodoffices.conflict.levers.goal_words import Goals
    from goodoffices.conflict.levers.levers import Levers
    from goodoffices.conflict.matrices import Matrices
    from goodoffices.conflict.stress.stress import Ask, Stress


class Conflict(GraphModel):
    """A conflict: states, who can move between them, how each party ranks them.

    Its fields are those of :class:`~goodoffices.conflict.graph.GraphModel`.
    """

    @classmethod
    def of(cls, model: GraphModel) -> Self:
        """Return a graph model as a conflict, the views of it likewise."""
        values = {field.name: getattr(model, field.name) for field in fields(model)}
        return cls(**values | {"views": {party: cls.of(v) for party, v in model.views.items()}})

    @classmethod
    def from_case(cls, case: Case) -> Self:
        """Return the conflict that a case describes; see :func:`~.from_case.from_case`."""
        from goodoffices.conflict.from_case import from_case

        return cls.of(from_case(case))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], name: str = "", text: str | None = None) -> Self:
        """Read a conflict from its plain JSON form; see :func:`~.forms.json.from_dict`."""
        from goodoffices.conflict.forms.listed import listed_conflict

        if listed := listed_conflict(data, name or "conflict"):
            return cls.of(listed)
        from goodoffices.conflict.forms.json import from_dict

        return cls.of(from_dict(data, name, text))

    @classmethod
    def from_gmcr(cls, data: Mapping[str, Any], name: str = "", text: str | None = None) -> Self:
        """Read a conflict from a file of the field's program; see :mod:`~.forms.gmcr`."""
        from goodoffices.conflict.forms.gmcr import from_gmcr

        return cls.of(from_gmcr(data, name, text))

    @classmethod
    def from_table(cls, rows: Sequence[Row], file: str, name: str = "") -> Self:
        """Read a conflict from a sheet's rows; see :mod:`~.forms.table`."""
        from goodoffices.conflict.forms.table import from_table

        return cls.of(from_table(rows, file, name))

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form; read again it is the same conflict."""
        from goodoffices.conflict.forms.saved import to_dict

        return to_dict(self)

    def save(self, path: AnyPath) -> list[Finding]:
        """Write it in the form that the file's name asks for, which ``goodoffices.load`` opens.

        ``.gmcr`` for the field's desktop program; ``.csv`` and ``.xlsx``, a table of states and
        ranks; the plain JSON form for any other name.

        Returns
        -------
        what that form cannot hold; nothing is left out of the plain JSON form.

        Raises
        ------
        CaseError
            GO407 for a conflict that a ``.gmcr`` file cannot hold at all.
        GoodOfficesError
            GO906 where the system refuses.
        """
        _stem, _dot, suffix = str(path).lower().rpartition(".")
        if suffix not in ("gmcr", "csv", "xlsx"):
            write_json(path, self.to_dict())
            return []
        from goodoffices.conflict.forms import interchange
        from goodoffices.conflict.forms.words import left_out

        if suffix == "gmcr":
            from goodoffices.conflict.forms.gmcr import to_gmcr

            write_json(path, to_gmcr(self))
            return left_out(self, "gmcr")
        from goodoffices.base import spreadsheet

        table = interchange.states_table(self)
        if suffix == "csv":
            spreadsheet.write_csv(path, table)
        else:
            spreadsheet.write_xlsx(path, {"states": table})
        return left_out(self, "table")

    def describe(self, state: str | SupportsIndex) -> str:
        """Say what a state is: its name, or what each party does in it."""
        return describe(self, self.state(state))

    def outcomes(
        self,
        concepts: str | Sequence[str] = CONCEPTS,
        *,
        satisficing: Satisficing | None = None,
    ) -> Outcomes:
        """Tell which states are stable, for whom and in which sense; see :mod:`~.outcomes`.

        ``satisficing``, a threshold or one for each party, takes preference as fuzzy
        (:mod:`~.fuzzy`).
        """
        return outcomes(self, concepts, satisficing=satisficing)

    def matrices(self) -> dict[str, Matrices]:
        """Return each party's J, P+ and J+; see :mod:`~.matrices`."""
        from goodoffices.conflict.matrices import matrices

        return matrices(self)

    def levers(
        self,
        outcome: str | SupportsIndex,
        concept: str | Sequence[str] = "SEQ",
        *,
        terms: LeverTerms | None = None,
        most_cost: Fraction | int = 6,
    ) -> Levers:
        """Find the cheapest changes that make an outcome hold; see :mod:`~.levers.levers`."""
        from goodoffices.conflict.levers.levers import levers

        return levers(self, outcome, concept=concept, terms=terms, most_cost=most_cost)

    def goals(
        self,
        outcomes: Sequence[str | SupportsIndex],
        concept: str = "SEQ",
        *,
        every: bool = True,
    ) -> Goals:
        """Tell which preferences make all, or any, of some hold; see :mod:`~.levers.goals`."""
        from goodoffices.conflict.levers.goal_words import seek

        return seek(self, outcomes, concept, every=every)

    def stress(self, ask: Ask | None = None) -> Stress:
        """Tell in what share of the doubts each outcome holds; see :mod:`~.stress.stress`."""
        from goodoffices.conflict.stress.stress import stress

        return stress(self, ask)
