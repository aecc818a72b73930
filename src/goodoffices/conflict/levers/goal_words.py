"""A goal of several outcomes in words: what preferences must fulfil, and how many rankings do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from fractions import Fraction
from typing import Any, Self, SupportsIndex

from goodoffices.base.i18n import _
from goodoffices.base.notebook import html_table
from goodoffices.conflict.concepts import Answers, concept_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levers.goals import GoalSearch, as_plain, clause, goals
from goodoffices.conflict.levers.words import condition_in_words, ranked
from goodoffices.conflict.words.acts import capital
from goodoffices.conflict.words.names import told

READABLE = 10**12
"""Of more rankings than so many only the share is told."""


class Goals(GoalSearch):
    """What a goal asks of the parties' preferences, shown and told.

    Its fields are those of :class:`~.goals.GoalSearch`.
    """

    @classmethod
    def of(cls, result: GoalSearch) -> Self:
        """Return what was found, to be shown."""
        return cls(**{field.name: getattr(result, field.name) for field in fields(result)})

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a condition: outcome (from 1), party, words, ranks, whether it is met."""
        return [
            {
                "outcome": target + 1,
                "party": one.party,
                "condition": condition_in_words(self.conflict, one, target),
                "ranks": ranked(self.conflict, one, target),
                "fulfilled": one.fulfilled,
            }
            for target, every in self.requirements.items()
            for one in every
            if clause(one, target) is not None
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; states are numbered from 1."""
        return as_plain(self)

    def explain(self) -> str:
        """Say all of it in words."""
        lines = [_now(self)]
        for target in self.targets:
            rows = [row for row in self.rows() if row["outcome"] == target + 1]
            name = capital(told(self.conflict, target))
            if not rows:
                lines.append(_("{outcome} holds whatever the parties prefer.").format(outcome=name))
                continue
            text = _("{outcome} holds ({concept}) if and only if:")
            lines.append(text.format(outcome=name, concept=self.concept))
            lines += [
                f"  {'●' if row['fulfilled'] else '·'} {row['condition']}  [{row['ranks']}]"
                for row in rows
            ]
        return "\n".join([*lines, *_counts(self)])

    def __repr__(self) -> str:
        """Say in one line what is asked and whether it is so."""
        kind = "all" if self.every else "any"
        names = ", ".join(map(self.conflict.label, self.targets))
        answer = "reached" if self.reached else "not reached"
        return f"Goals({kind} of {names}, {self.concept}: {answer})"

    def _repr_html_(self) -> str:
        """Show the conditions in a notebook."""
        heads = [_("outcome"), _("party"), _("condition"), _("fulfilled")]
        yes, no = _("yes"), _("no")
        cells = (
            [
                self.conflict.label(row["outcome"] - 1),
                self.conflict.party_name(row["party"]),
                row["condition"],
                yes if row["fulfilled"] else no,
            ]
            for row in self.rows()
        )
        return html_table(repr(self), heads, cells)


def seek(
    conflict: GraphModel,
    targets: Iterable[str | SupportsIndex],
    concept: str = "SEQ",
    *,
    every: bool = True,
) -> Goals:
    """Tell which preferences make all, or any, of some outcomes hold; see :func:`~.goals.goals`."""
    return Goals.of(goals(conflict, targets, concept, every=every))


def _now(found: Goals) -> str:
    """Say how it stands."""
    names = ", ".join(told(found.conflict, target) for target in found.holding)
    if found.reached and found.every:
        return _("All of these hold as it is.")
    if found.reached:
        return _("Of these hold as it is: {outcomes}.").format(outcomes=names)
    if found.holding:
        return _("Not all of these hold as it is, but these: {outcomes}.").format(outcomes=names)
    return _("None of these holds as it is.")


def _counts(found: Goals) -> list[str]:
    """Say how many rankings fulfil each party's part, and all parts together."""
    gainful = concept_of(found.concept).answers is Answers.IMPROVING
    given = _(", the others' preferences as they are") if gainful else ""
    text = (
        _("Strict rankings of a party by which all of them hold for it{given}:")
        if found.every
        else _("Strict rankings of a party by which any of them holds for it{given}:")
    )
    lines = [text.format(given=given)]
    for one in found.parties:
        name = found.conflict.party_name(one.party)
        if one.count is None:
            said = _("not counted: its conditions tell too many outcomes apart")
        else:
            share = _percent(one.count, one.of)
            said = (
                share
                if one.of > READABLE
                else _("{count:,} of {all:,} ({share})").format(
                    count=one.count, all=one.of, share=share
                )
            )
        if one.tied is not None:
            text = _("{count}; with ties {share}")
            said = text.format(count=said, share=_percent(one.tied, one.of_tied))
        lines.append(f"  {name}: {said}")
    if found.together is None:
        lines.append(_("Profiles of all parties together are not counted."))
    else:
        count, every = found.together
        text = _("Of all profiles, a strict ranking for each party, {share} reach it.")
        lines.append(text.format(share=_percent(count, every)))
    if found.together_tied is not None:
        text = _("Of all profiles with ties, {share} reach it.")
        lines.append(text.format(share=_percent(*found.together_tied)))
    if any(map(len, found.conflict.unknown)):
        lines.append(
            _(
                "Some preferences are unknown: what holds now holds with every attitude to that. "
                "Counted are all rankings, whatever is known of them."
            )
        )
    lines.append(_("A share of rankings is no likelihood: it says how much a goal asks."))
    return lines


def _percent(count: int, every: int) -> str:
    """Return a share in per cent; what is not 0 or 1 is not written as if it were."""
    share = float(Fraction(100 * count, every))
    if 0 < share < 0.1:
        return _("less than 0.1 %")
    if 99.9 < share < 100:
        return _("more than 99.9 %")
    return f"{share:.1f} %" if share not in (0, 100) else f"{share:.0f} %"
