"""A stress test in words: what was varied, what mattered most, what would stop an outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from typing import Any, Self, SupportsIndex

from goodoffices.base.exact import written
from goodoffices.base.i18n import _, comma, n_
from goodoffices.base.notebook import html_table
from goodoffices.case.nouns import Which
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.stress import weak_orders
from goodoffices.conflict.stress.doubts import Doubt
from goodoffices.conflict.stress.measure import (
    Break,
    OtherOrder,
    OtherReading,
    StressTest,
    TornadoBar,
)
from goodoffices.conflict.words.acts import called, capital, statement
from goodoffices.conflict.words.names import title, told

FEW = 8
"""Breakpoints told for each outcome at most; what is left out is counted."""


# -- doubts ------------------------------------------------------------------------------------


def texts(conflict: GraphModel, doubt: Doubt) -> tuple[str, list[str]]:
    """Say what is not known, and those of its readings that are told, as it is written first."""
    words = {"party": called(conflict.party_names[doubt.party])}
    if doubt.kind == "tie":
        return _tie(conflict, doubt, words)
    if doubt.kind == "weight":
        return _weight(conflict, doubt, words)
    head, *readings = {
        "statement": (
            _("{party}: “{one}”"),
            _("{party} puts “{one}” where it is written"),
            _("{party} does not care whether “{one}”"),
            _("{party} prefers the opposite of “{one}”"),
        ),
        "step": (
            _("{party}: “{one}” above “{other}”"),
            _("{party}: “{one}” above “{other}”"),
            _("{party} ranks “{other}” above “{one}”"),
        ),
        "stated": (
            _("{party}: “{one}” or “{other}”"),
            _("{party} ranks “{one}” and “{other}” alike"),
            _("{party} prefers “{one}” to “{other}”"),
            _("{party} prefers “{other}” to “{one}”"),
        ),
        "pair": (
            _("{party}: {one} or {other}"),
            _("{party} ranks {one} and {other} alike"),
            _("{party} prefers {one} to {other}"),
            _("{party} prefers {other} to {one}"),
        ),
    }[doubt.kind]
    words |= zip(("one", "other"), _ends(conflict, doubt), strict=False)
    which = map(int, doubt.values) if doubt.values else range(doubt.count)  # -1 is the last
    return capital(head.format(**words)), [capital(readings[k].format(**words)) for k in which]


def _ends(conflict: GraphModel, doubt: Doubt) -> list[str]:
    """Name the one or the two things that a doubt is about."""
    if doubt.kind == "statement":
        return [statement(conflict, conflict.preferences[doubt.party][doubt.place].condition)]
    if doubt.kind == "pair":
        return [told(conflict, state) for state in doubt.at]
    order = conflict.orderings[doubt.party]
    if doubt.kind == "stated":
        pair = order.pairs[doubt.place]
        return [_which(conflict, pair.better), _which(conflict, pair.worse)]
    steps = order.ranking[doubt.place : doubt.place + 2]
    return [comma().join(_which(conflict, w) for w in s.outcomes) or _("rest") for s in steps]


def _which(conflict: GraphModel, which: Which) -> str:
    """Say which outcomes are meant: by the name people gave them, else by what would be so."""
    if which.source in conflict.names.values():
        return which.source
    return statement(conflict, which.condition)


def _weight(conflict: GraphModel, doubt: Doubt, words: Mapping[str, str]) -> tuple[str, list[str]]:
    values = list(map(written, doubt.values))
    head = _("{party}: the weight of “{option}”")
    if doubt.is_open:
        head = _("{party}: the weight of “{option}”, {low} to {high}")
    ends = {"low": written(min(doubt.values)), "high": written(max(doubt.values))}
    words = {**words, **ends, "option": conflict.options[doubt.at[0]].text}
    reading = _("{party} gives “{option}” a weight of {weight}")
    said = [capital(reading.format(**words, weight=value)) for value in values]
    return capital(head.format(**words)), said


def _tie(conflict: GraphModel, doubt: Doubt, words: Mapping[str, str]) -> tuple[str, list[str]]:
    labels = [told(conflict, state) for state in doubt.at]
    listed = comma().join(labels)
    readings = [capital(_("{party} ranks {listed} alike").format(**words, listed=listed))]
    for number in doubt.told[1:]:
        levels = weak_orders.reading(len(labels), number)
        steps = (
            " = ".join(label for label, level in zip(labels, levels, strict=True) if level == k)
            for k in range(max(levels) + 1)
        )
        text = _("{party} ranks them in this order: {listed}")
        readings.append(capital(text.format(**words, listed=comma().join(steps))))
    return capital(_("{party}: the tie of {listed}").format(**words, listed=listed)), readings


class Stress(StressTest):
    """In what share of the profiles each outcome holds, as people hold it: shown and told.

    Its fields are those of :class:`~.measure.StressTest`.
    """

    @classmethod
    def of(cls, result: StressTest) -> Self:
        """Return what was measured, to be shown."""
        return cls(**{field.name: getattr(result, field.name) for field in fields(result)})

    @cached_property
    def doubt_texts(self) -> list[tuple[str, list[str]]]:
        """Each doubt in words, with those of its readings that are told."""
        return [texts(self.conflict, doubt) for doubt in self.doubts]

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each concept and outcome that holds in some profile, the surest first.

        States are numbered from 1.
        """
        return [
            {"concept": concept, **self._row(state, concept)}
            for concept in self.concepts
            for state in self.shown(concept)
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; states are numbered from 1."""
        return {
            "name": self.conflict.name,
            "n": self.counts.profiles,
            "seed": None if self.exact else self.seed,
            "exact": self.exact,
            "profiles": self.possible,
            "may_be_wrong": self.doubted,
            "doubts": [
                {"what": head, "readings": readings, "count": doubt.count}
                for doubt, (head, readings) in zip(self.doubts, self.doubt_texts, strict=True)
            ],
            "outcomes": {
                concept: [self._row(state, concept) for state in self.shown(concept)]
                for concept in self.concepts
            },
            "breakpoints": [
                {
                    "state": b.state + 1,
                    "concept": b.concept,
                    "then_holds": b.holds,
                    "if": self.break_text(b),
                }
                for b in self.breaks
            ],
            "readings_not_looked_at_singly": self.unlooked,
        }

    def _row(self, state: int, concept: str) -> dict[str, Any]:
        """Return how sure an outcome is as plain values, with what moves its share."""
        counted = self.share(state, concept)
        return {
            "state": state + 1,
            "label": self.conflict.label(state),
            "name": title(self.conflict, state),
            "k": counted.k,
            "n": counted.n,
            "share": counted.value,
            "interval": list(self.interval(counted)),
            "as_written": bool(self.written[self.concepts.index(concept), state]),
            "hangs_on_unknown": self.open(state, concept),
            "tornado": [
                {
                    "what": self.bar_text(bar),
                    "swing": bar.swing,
                    "shares": [s.value if s else None for s in bar.shares],
                }
                for bar in self.tornado(state, concept)
                if bar.swing
            ],
        }

    def explain(self, state: str | SupportsIndex | None = None) -> str:
        """Say what was varied, how sure each outcome is, what matters most, and what would stop it.

        Parameters
        ----------
        state
            one outcome, by its label (``"S32"``), name, options or place; else all.

        Raises
        ------
        UsageError
            GO413 or GO911 where there is no such outcome.
        """
        only = None if state is None else self.conflict.state(state)
        lines = self.header()
        for concept in self.concepts:
            text = _("{state}: holds ({concept}) in {share}; what matters most: {most}")
            for at in self.shown(concept):
                if only in (None, at):
                    name, _written, share, most, _label = self._cells(concept, at)
                    lines.append(text.format(state=name, concept=concept, share=share, most=most))
            lines += self.breakpoints(concept, only)
        return "\n".join(lines)

    def __repr__(self) -> str:
        """Say in one line what was counted."""
        n, doubts = self.counts.profiles, len(self.doubts)
        profiles = f"{n:,} of {self.possible:,} profiles"
        return f"Stress({self.conflict.name!r}: {doubts} doubts, {profiles})"

    def _repr_html_(self) -> str:
        """Show a table of every concept in a notebook."""
        return "".join(
            html_table(f"{concept}: {self!r}", self.heads(concept), self.cells(concept))
            for concept in self.concepts
        )

    # -- in words ----------------------------------------------------------------------------------

    def header(self) -> list[str]:
        """Say what was varied and how it was counted."""
        n, possible = self.counts.profiles, self.possible
        if self.exact:
            counted = n_(
                "Exact: the one profile there is.", "Exact: all {n:,} profiles were counted.", n
            )
        else:
            counted = _("{n:,} of {possible:,} profiles, drawn with seed {seed}.")
        counted = counted.format(n=n, possible=possible, seed=self.seed)
        varied = {
            "unreviewed": _("Statements that nobody reviewed may drop out or be negated."),
            "judged": _("Statements that rest on no evidence may drop out or be negated."),
            "unconfirmed": _(
                "Statements that rest on no evidence, or on none that a person has accepted, may "
                "drop out or be negated."
            ),
            "all": _("Every statement may drop out or be negated."),
        }[self.doubted]
        also = {
            "weight": _(
                "Weights may be nothing or the opposite, or lie at eleven points of an interval."
            ),
            "step": _("Neighbouring steps of a ranking may change places."),
            "tie": _("Ties of a ranking may be broken."),
            "stated": _("Pairs that rest on no evidence may be alike or the other way round."),
            "pair": _("Pairs of which the order is unknown are read either way, each by itself."),
        }
        kinds = {doubt.kind for doubt in self.doubts}
        sentences = [varied, *(text for kind, text in also.items() if kind in kinds)]
        count = n_("{k} doubt", "{k} doubts", len(self.doubts)).format(k=len(self.doubts))
        alike = _(
            "Each reading counts alike and independently: shares of profiles, no probabilities."
        )
        lines = [f"{self.conflict.name} · {count} · {counted}", " ".join(sentences), alike]
        if self.unlooked:
            text = n_(
                "{k} reading more was not looked at by itself.",
                "{k} readings more were not looked at by themselves.",
                self.unlooked,
            )
            lines.append(text.format(k=f"{self.unlooked:,}"))
        return lines

    def breakpoints(self, concept: str, only: int | None = None) -> list[str]:
        """Say at which single changes the outcomes that hold as written stop holding."""
        c, lines = self.concepts.index(concept), []
        for state in self.shown(concept):
            if not self.written[c, state] or only not in (None, state):
                continue
            changes = [b for b in self.breaks if (b.state, b.concept) == (state, concept)]
            name = capital(told(self.conflict, state))
            if not changes:
                lines.append(
                    _("{state}: no single change makes it stop holding").format(state=name)
                )
                continue
            lines.append(_("{state} stops holding if").format(state=name))
            lines += [f"  {self.break_text(one)}" for one in changes[:FEW]]
            more = len(changes) - FEW
            if more > 0:
                rest = n_("  (and {k} change more)", "  (and {k} changes more)", more)
                lines.append(rest.format(k=more))
        return lines

    @staticmethod
    def heads(concept: str) -> list[str]:
        """Return the heads of a concept's table."""
        return [concept, _("as written"), _("holds in"), _("matters most"), _("no.")]

    def cells(self, concept: str) -> Iterator[list[str]]:
        """Yield the cells of each outcome that holds in some profile, the surest first."""
        yield from (self._cells(concept, state) for state in self.shown(concept))

    def _cells(self, concept: str, state: int) -> list[str]:
        holds = self.written[self.concepts.index(concept), state]
        return [
            capital(title(self.conflict, state)),
            "?" if self.open(state, concept) else "●" if holds else "·",
            self._told_share(state, concept),
            self.matters_most(state, concept),
            self.conflict.label(state),
        ]

    def _told_share(self, state: int, concept: str) -> str:
        """Give the share in whole per cent, with its interval where it was sampled."""
        counted = self.share(state, concept)
        if self.exact:
            return _("{share} % ({k}/{n})").format(
                share=round(100 * counted.value), k=counted.k, n=counted.n
            )
        return str(counted)

    def matters_most(self, state: int, concept: str) -> str:
        """Name the doubt whose readings move an outcome's share most."""
        bars = self.tornado(state, concept)
        if not bars or not bars[0].swing:
            return _("nothing: it holds whatever is doubted")
        values = [s.value for s in bars[0].shares if s]
        return _("{what} ({low}–{high} %)").format(
            what=self.bar_text(bars[0]),
            low=round(100 * min(values)),
            high=round(100 * max(values)),
        )

    def bar_text(self, bar: TornadoBar) -> str:
        """Say what a bar of a tornado is for."""
        aspect = bar.aspect
        conflict = self.conflict
        if aspect.pair is None:
            return self.doubt_texts[aspect.doubt][0]
        one, other = (told(conflict, state) for state in aspect.pair)
        name = called(conflict.party_names[aspect.party])
        return capital(_("{party}: {one} or {other}").format(party=name, one=one, other=other))

    def break_text(self, one: Break) -> str:
        """Say at which single change an outcome stops or starts to hold."""
        conflict, change = self.conflict, one.change
        if isinstance(change, OtherReading):
            return self.doubt_texts[change.doubt][1][change.told]
        name = called(conflict.party_names[change.party])
        if isinstance(change, OtherOrder):
            statements = conflict.preferences[change.party] if conflict.preferences else ()
            text = _("{party} ranks {low} above {high}")
            if statements:
                text = _("{party} puts “{low}” above “{high}”")
            low, high = (
                statement(conflict, statements[k].condition) if statements else told(conflict, k)
                for k in (change.low, change.high)
            )
            return capital(text.format(party=name, low=low, high=high))
        text = {
            "or less": _("{party} gives “{option}” a weight of {weight} or less"),
            "below": _("{party} gives “{option}” a weight below {weight}"),
            "or more": _("{party} gives “{option}” a weight of {weight} or more"),
            "above": _("{party} gives “{option}” a weight above {weight}"),
            "exactly": _("{party} gives “{option}” a weight of exactly {weight}"),
            "between": _("{party} gives “{option}” a weight between {weight} and {high}"),
        }[change.range.kind]
        high = "" if change.range.high is None else written(change.range.high)
        option, weight = conflict.options[change.option].text, written(change.range.weight)
        return capital(text.format(party=name, option=option, weight=weight, high=high))
