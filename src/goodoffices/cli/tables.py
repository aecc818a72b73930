"""Outcomes and packages as the terminal shows them: who would stay, why, how to get there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from goodoffices.base.i18n import _, n_
from goodoffices.cli import terminal
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.words.acts import capital
from goodoffices.conflict.words.names import title
from goodoffices.conflict.words.states import mover_names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from goodoffices.conflict.coalitions import Coalitions
    from goodoffices.conflict.outcomes import Outcomes
    from goodoffices.conflict.paths import LastMovers, Paths
    from goodoffices.packages.result import Packages
    from goodoffices.packages.words.deals import Section

FEW = 32
"""A conflict of up to so many states is shown whole; of others, what holds and the present."""

NAMED = 6
"""Of more outcomes in one cell only the labels are given."""

ROWS = 60
"""How many rows a table has at most; what is left out is counted below it."""


def outcome_table(found: Outcomes) -> str:
    """Lay the outcomes out: options, and under which concepts every party would stay."""
    import numpy as np

    conflict, concepts = found.conflict, list(found.stable)
    senses = np.sum([found.equilibria[c] for c in concepts], axis=0)
    held_somehow = found.somehow
    if conflict.size <= FEW:
        shown = list(range(conflict.size))
    else:  # what holds in most senses first, and how it stands now
        best = np.argsort(-(2 * senses + held_somehow), kind="stable")[:ROWS]
        shown = [int(i) for i in best if held_somehow[i]]
        if conflict.status_quo is not None and conflict.status_quo not in shown:
            shown.insert(0, conflict.status_quo)
    rows = [
        [
            (_("now: ") if i == conflict.status_quo else "") + capital(title(conflict, i)),
            *(_mark(found, c, i) for c in concepts),
            conflict.pattern(i),
            conflict.label(i),
        ]
        for i in shown
    ]
    head = [_("outcome"), *concepts, _("options"), _("no.")]
    counted = (int(np.count_nonzero(held)) for held in (senses, senses == len(concepts)))
    if found.attitudes is None:
        text = n_(
            "{held} of {count} outcome holds for everyone in some sense, {all} in every sense.",
            "{held} of {count} outcomes hold for everyone in some sense, {all} in every sense.",
            conflict.size,
        )
    else:
        text = n_(
            "{held} of {count} outcome holds for everyone in some sense with every attitude to "
            "what is unknown, {some} in some sense with some attitude.",
            "{held} of {count} outcomes hold for everyone in some sense with every attitude to "
            "what is unknown, {some} in some sense with some attitude.",
            conflict.size,
        )
    held, every = counted
    some = int(np.count_nonzero(held_somehow))
    count = text.format(held=held, count=conflict.size, all=every, some=some)
    why = _("Why: --explain OUTCOME, by its number, its options or its name")
    lines = [terminal.table(head, rows, wrapped=0), f"{count} {why}"]
    return "\n".join([*lines, *_unknown_lines(found), *_perceived_lines(found)])


def _mark(found: Outcomes, concept: str, state: int) -> str:
    """Mark where everyone would stay; by letters where that hangs on the attitude to unknowns."""
    if found.equilibria[concept][state]:
        return "●"
    return found.letters(concept, state) or "·"


def _unknown_lines(found: Outcomes) -> list[str]:
    """Say how to read marks where preferences are unknown, and whose are."""
    conflict = found.conflict
    if found.attitudes is None:
        return []
    counts = [
        n_("{party}: {count} pair", "{party}: {count} pairs", len(pairs)).format(
            party=name, count=len(pairs)
        )
        for name, pairs in zip(conflict.party_names, conflict.unknown, strict=True)
        if len(pairs)
    ]
    text = _(
        "Unknown which of two outcomes is preferred: {counts}. ● holds with every attitude to "
        "that; letters name those with which it holds: a, tempted by what might be better and not "
        "deterred by it; b, neither; c, both; d, not tempted and deterred."
    )
    return [text.format(counts="; ".join(counts))]


def _perceived_lines(found: Outcomes) -> list[str]:
    """Say what holds where parties see the conflict otherwise, and whom it surprises."""
    seen, conflict = found.perceived, found.conflict
    if seen is None:
        return []
    who = ", ".join(conflict.party_name(party) for party in conflict.views)
    head = [_("sense"), _("holds"), _("nobody expects"), *conflict.party_names]
    rows = [
        [
            concept,
            *(
                _listed(conflict, states) or "·"
                for states in (
                    seen.holding(concept),
                    seen.unforeseen(concept),
                    *(seen.surprises(p, concept) for p in conflict.parties),
                )
            ),
        ]
        for concept in found.stable
    ]
    text = _(
        "The table above is the conflict as it is. {who} sees it otherwise; as each decides by "
        "what it sees, these hold, and the last columns say which of them a party does not expect:"
    )
    return ["", text.format(who=who), terminal.table(head, rows)]


def simultaneous_table(conflict: GraphModel) -> str:
    """Lay out whose improvements go wrong when others make theirs at the same moment."""
    import numpy as np

    from goodoffices.conflict.simultaneous import simultaneous

    marked = simultaneous(conflict)
    rows = [
        [name_of(conflict, state), *("○" if cell else "·" for cell in marked[:, state])]
        for state in np.flatnonzero(marked.any(axis=0)).tolist()
    ]
    if not rows:
        return _("Nowhere would improvements that two parties make at once harm either of them.")
    head = [_("state"), *conflict.party_names]
    note = _(
        "○: whichever improvement it makes, some improvement of another, made at the same "
        "moment, leads to nothing better than before. A mark of its own; it changes no sense."
    )
    return f"{terminal.table(head, rows)}\n{note}"


def name_of(conflict: GraphModel, state: int) -> str:
    """Return an outcome's name with its label behind it, for lists of a few."""
    name, label = capital(title(conflict, state)), conflict.label(state)
    return name if name == label else _("{name} [{label}]").format(name=name, label=label)


def rankings(found: Outcomes) -> str:
    """Lay out how each party ranks the outcomes, the best first; a line is a tie."""
    import numpy as np

    conflict = found.conflict
    blocks = []
    for i, name in enumerate(conflict.party_names):
        known = [s for s in range(conflict.size) if found.rank(i, s) is not None]
        ranks = conflict.ranks[i][known]
        levels = np.unique(ranks)
        rows = [
            [str(place), _listed(conflict, [known[k] for k in np.flatnonzero(ranks == level)])]
            for place, level in enumerate(levels[:ROWS], start=1)
        ]
        head = [_("rank"), _("outcomes")]
        lines = [name, terminal.table(head, rows, wrapped=1)] if rows else [name]
        if len(levels) > ROWS:
            lines.append(_("and {count} ranks below").format(count=len(levels) - ROWS))
        if len(known) < conflict.size:
            unsure = [s for s in range(conflict.size) if found.rank(i, s) is None]
            text = _("not wholly known: {outcomes}")
            lines.append(text.format(outcomes=_listed(conflict, unsure)))
            lines += _known_pairs(conflict, i)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _known_pairs(conflict: GraphModel, party: int) -> list[str]:
    """Say which of two outcomes is known to be preferred, leaving out what follows from others."""
    import numpy as np

    from goodoffices.conflict.unknowns import UncertainRelations

    packed = UncertainRelations.of(conflict).better[
        party
    ]  # a row of bits for each state: what is above it
    above = np.unpackbits(packed, axis=1, count=conflict.size).astype(bool).T
    follows = (above.astype(int) @ above.astype(int)) > 0
    pairs = [
        _("{first} above {second}").format(first=conflict.label(a), second=conflict.label(b))
        for a, b in zip(*(above & ~follows).nonzero(), strict=True)
    ]
    if not pairs:
        return []
    shown = "; ".join(pairs[:ROWS]) + ("; …" if len(pairs) > ROWS else "")
    return [_("known: {pairs}").format(pairs=shown)]


def explained(found: Outcomes, word: str) -> str:
    """Say for each party and concept why it would stay in an outcome or leave it."""
    conflict = found.conflict
    at = conflict.state(word)
    lines = [name_of(conflict, at)]
    for party in conflict.parties:
        lines.append(conflict.party_name(party))
        whys = [(concept, found.explain(at, party, concept)) for concept in found.stable]
        for (text, stable), same in groupby(whys, lambda w: (w[1].text, w[1].stable)):
            alike = list(same)
            concepts = ", ".join(concept for concept, _why in alike)
            lines.append(f"  {'●' if stable else '·'} {concepts}: {text}")
            ids = dict.fromkeys(i for _concept, why in alike for i in why.evidence)
            if ids:
                lines.append(_("      evidence: {ids}").format(ids=", ".join(ids)))
    return "\n".join([*lines, *_explained_as_seen(found, at)])


def _explained_as_seen(found: Outcomes, at: int) -> list[str]:
    """Say why each party would stay or leave by what it sees, and what it expects of others."""
    if found.perceived is None:
        return []
    from goodoffices.conflict.words.perceived import perceived_rows

    lines = ["", _("As each of them sees it:")]
    for party, rows in groupby(perceived_rows(found.perceived, at), lambda row: row["party"]):
        lines.append(found.conflict.party_name(party))
        kinds = groupby(rows, lambda row: (row["text"], row["expects"], row["stable"]))
        for (text, expects, stable), same in kinds:
            concepts = ", ".join(row["concept"] for row in same)
            lines.append(f"  {'●' if stable else '·'} {concepts}: {text} {expects}")
    return lines


def ways(conflict: GraphModel, start: str | None, target: str) -> str:
    """Say how an outcome can be reached, by any moves and by gains alone."""
    from goodoffices.conflict.evolution import evolution

    free, gainful = (evolution(conflict, start, gainful=gains) for gains in (False, True))
    return "\n".join(
        [
            _("By any moves: {way}").format(way=free.describe(target)),
            _("By moves that each mover gains by: {way}").format(way=gainful.describe(target)),
        ]
    )


def path_lists(free: Paths, gainful: Paths) -> str:
    """Say all ways to an outcome, by any moves and by gains alone, and what was not looked for."""
    heads = [_("By any moves:"), _("By moves that each mover gains by:")]
    lines = []
    for head, found in zip(heads, (free, gainful), strict=True):
        lines.append(head)
        ways = found.describe()[:ROWS]
        numbered = enumerate(ways, start=1)
        lines += [f"  {n}. {way}" for n, way in numbered] if found.found else [f"  {ways[0]}"]
        lines += [f"  {line}" for line in _not_shown(found, len(ways))]
    return "\n".join(lines)


def _not_shown(found: Paths, shown: int) -> list[str]:
    """Say what of the ways is not shown, was not looked for, or may be longer."""
    lines = []
    count = len(found.found) - shown
    if count > 0:
        text = n_("{count} way more: --json", "{count} ways more: --json", count)
        lines.append(text.format(count=count))
    if not found.whole:
        lines.append(_("There are more ways than were looked for."))
    elif found.longer:
        text = n_(
            "Ways of more than {count} move are not looked for.",
            "Ways of more than {count} moves are not looked for.",
            found.most_moves,
        )
        lines.append(text.format(count=found.most_moves))
    return lines


def last_mover_tables(free: LastMovers, gainful: LastMovers) -> str:
    """Lay out after how few moves each can have moved last in which outcome, both ways."""
    heads = [_("By any moves:"), _("By moves that each mover gains by:")]
    parts = []
    for title_, found in zip(heads, (free, gainful), strict=True):
        rows = found.rows()
        movers = {"+".join(mover): mover_names(found.conflict, mover) for mover in found.fewest}
        cells = [
            [
                name_of(found.conflict, row["state"] - 1),
                *(str(row["last"].get(mover, "·")) for mover in movers),
            ]
            for row in rows[:ROWS]
        ]
        head = [_("outcome"), *movers.values()]
        none = _("No move leads anywhere.")
        parts.append(f"{title_}\n{terminal.table(head, cells, wrapped=0) if rows else none}")
        if len(rows) > ROWS:
            more = len(rows) - ROWS
            text = n_("{count} row more: --json", "{count} rows more: --json", more)
            parts.append(text.format(count=more))
    note = _("The number: the fewest moves after which that mover can have moved last there.")
    return "\n\n".join([*parts, note])


def limited_table(conflict: GraphModel, stable: NDArray[np.bool_]) -> str:
    """Lay out in which states each party, and all of them, would stay with limited foresight.

    ``stable`` is (parties, n).
    """
    rows = [
        [name, _listed(conflict, cells.nonzero()[0].tolist())]
        for name, cells in zip(conflict.party_names, stable, strict=True)
    ]
    every = [s for s in range(conflict.size) if bool(stable[:, s].all())]
    rows.append([_("everyone"), _listed(conflict, every)])
    return terminal.table([_("party"), _("would stay in")], rows)


def coalition_table(found: Coalitions) -> str:
    """Lay out in which states each coalition would stay together."""
    conflict = found.conflict
    rows = [
        [
            concept,
            " + ".join(conflict.party_name(party) for party in group),
            _listed(conflict, cells.nonzero()[0].tolist()),
        ]
        for concept, groups in found.stable.items()
        for group, cells in groups.items()
    ]
    return terminal.table([_("concept"), _("coalition"), _("would stay in")], rows)


def _listed(conflict: GraphModel, states: Sequence[int]) -> str:
    """Return the labels of some states, cut where there are very many; with names where few."""
    say = name_of if len(states) <= NAMED else GraphModel.label
    shown = ", ".join(say(conflict, i) for i in states[:ROWS])
    more = len(states) - ROWS
    return shown if more <= 0 else _("{shown} and {more} more").format(shown=shown, more=more)


def package_table(found: Packages) -> str:
    """Lay out what could be signed, the packages that people named, and say it in sentences."""
    from goodoffices.packages.compare import compare_named
    from goodoffices.packages.words.deals import table

    parts = [_rows(found.rows())]
    if found.negotiation.named:
        parts.append(_rows(table(found, compare_named(found))))
    parts.append(found.summary)
    return "\n\n".join(part for part in parts if part)


def sections(parts: Sequence[Section]) -> str:
    """Lay headed sentences and tables out one below the other."""
    laid = []
    for part in parts:
        said = [part.title, *part.lines]
        laid.append("\n".join([*said, _rows(part.rows)] if part.rows else said))
    return "\n\n".join(laid)


def with_rows(rows: Sequence[dict[str, str]], said: str) -> str:
    """Lay records out as a table with sentences below it."""
    return "\n\n".join(part for part in (_rows(rows), said) if part)


def _rows(rows: Sequence[dict[str, str]]) -> str:
    """Lay flat records out as a table, and count what is left out."""
    if not rows:
        return ""
    laid = terminal.table(list(rows[0]), [list(row.values()) for row in rows[:ROWS]])
    more = len(rows) - ROWS
    if more > 0:
        left = n_("{count} row more: --json", "{count} rows more: --json", more).format(count=more)
        laid = f"{laid}\n{left}"
    return laid
