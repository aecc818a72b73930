"""A stress test in words: what was varied, what mattered most, what would stop an outcome."""

from __future__ import annotations

from goodoffices.base.i18n import _, n_
from goodoffices.conflict.stress.stress import Stress

FEW = 8
"""Breakpoints told for each outcome at most; what is left out is counted."""


def header(found: Stress) -> list[str]:
    """Say what was varied and how it was counted."""
    n, possible = found.counts.profiles, found.possible
    if found.exact:
        counted = n_(
            "Exact: the one profile there is.", "Exact: all {n:,} profiles were counted.", n
        ).format(n=n)
    else:
        counted = _("{n:,} of {possible:,} profiles, drawn with seed {seed}.")
        counted = counted.format(n=n, possible=possible, seed=found.seed)
    varied = {
        "unreviewed": _("Statements that nobody reviewed may drop out or be negated."),
        "judged": _("Statements that rest on no evidence may drop out or be negated."),
        "unconfirmed": _(
            "Statements that rest on no evidence, or on none that a person has accepted, may drop "
            "out or be negated."
        ),
        "all": _("Every statement may drop out or be negated."),
    }[found.doubted]
    kinds = {doubt.kind for doubt in found.doubts}
    also = [text for kind, text in _also().items() if kind in kinds]
    count = n_("{k} doubt", "{k} doubts", len(found.doubts)).format(k=len(found.doubts))
    alike = _("Each reading counts alike and independently: shares of profiles, no probabilities.")
    lines = [f"{found.conflict.name} · {count} · {counted}", " ".join([varied, *also]), alike]
    if found.unlooked:
        text = n_(
            "{k} reading more was not looked at by itself.",
            "{k} readings more were not looked at by themselves.",
            found.unlooked,
        )
        lines.append(text.format(k=f"{found.unlooked:,}"))
    return lines


def _also() -> dict[str, str]:
    """Say what else may vary, by the kind of doubt."""
    return {
        "weight": _(
            "Weights may be nothing or the opposite, or lie at eleven points of an interval."
        ),
        "step": _("Neighbouring steps of a ranking may change places."),
        "tie": _("Ties of a ranking may be broken."),
        "stated": _("Pairs that rest on no evidence may be alike or the other way round."),
        "pair": _("Pairs of which the order is unknown are read either way, each by itself."),
    }


def rows(found: Stress, concept: str) -> list[list[str]]:
    """Return a row for each outcome that holds in some profile, the surest first."""
    c = found.concepts.index(concept)
    return [
        [
            found.conflict.label(state),
            "?" if found.open(state, concept) else "●" if found.written[c, state] else "·",
            share(found, state, concept),
            matters_most(found, state, concept),
        ]
        for state in found.shown(concept)
    ]


def share(found: Stress, state: int, concept: str) -> str:
    """Give the share in whole per cent, with its interval where it was sampled."""
    counted = found.share(state, concept)
    if found.exact:
        return _("{share} % ({k}/{n})").format(
            share=round(100 * counted.value), k=counted.k, n=counted.n
        )
    return str(counted)


def matters_most(found: Stress, state: int, concept: str) -> str:
    """Name the doubt whose readings move an outcome's share most."""
    bars = found.tornado(state, concept)
    if not bars or not bars[0].swing:
        return _("nothing: it holds whatever is doubted")
    values = [s.value for s in bars[0].shares if s]
    return _("{what} ({low}–{high} %)").format(
        what=bars[0].aspect.text, low=round(100 * min(values)), high=round(100 * max(values))
    )


def breakpoints(found: Stress, concept: str) -> list[str]:
    """Say at which single changes the outcomes that hold as written stop holding."""
    c, lines = found.concepts.index(concept), []
    for state in found.shown(concept):
        if not found.written[c, state]:
            continue
        texts = [b.text for b in found.breaks if b.state == state and b.concept == concept]
        label = found.conflict.label(state)
        if not texts:
            lines.append(_("{state}: no single change makes it stop holding").format(state=label))
            continue
        lines.append(_("{state} stops holding if").format(state=label))
        lines += [f"  {text}" for text in texts[:FEW]]
        more = len(texts) - FEW
        if more > 0:
            rest = n_("  (and {k} change more)", "  (and {k} changes more)", more)
            lines.append(rest.format(k=more))
    return lines
