"""What a conflict's plain JSON form may add: what is unknown, barred moves, and others' views.

"unknown": {"US": [[1, 4], ["press", "relief"]]}   pairs of states, or of conditions
"barred": [{"party": "US", "from": "press", "to": "relief"}, …]   either end may be left out
"views": {"Iran": {…}}        the conflict as it sees it, in this same form
"imagined": ["strike", …]     in a view: options of it that are not there
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.i18n import _
from goodoffices.case.nouns import Which
from goodoffices.conflict import dense
from goodoffices.conflict.forms.options import Conditions, Find
from goodoffices.conflict.moves import Codes, Moves, without
from goodoffices.conflict.ranking import together, unknown_between

Pairs = NDArray[np.int64]


@dataclass(frozen=True)
class Reader:
    """A form's data, its conditions, and how to tell what is wrong in it."""

    data: Mapping[str, Any]
    conditions: Conditions
    find: Find


def unknown_pairs(reader: Reader, party: str, codes: Codes) -> Pairs:
    """Return the (k, 2) pairs of states of which a party's preference is said to be unknown."""
    given = reader.data.get("unknown") or {}
    listed = given.get(party, []) if isinstance(given, Mapping) else None
    part = f"unknown.{party}"
    if not isinstance(listed, list):
        reader.find("GO407", _("“{part}” should be a list of pairs.").format(part=part), part, None)
        return together([])
    if listed and codes.size > dense.MOST_STATES:
        text = _("{size:,} states are more than the {most:,} that can be compared in pairs.")
        text = text.format(size=codes.size, most=dense.MOST_STATES)
        reader.find("GO419", text, part, None)
        return together([])
    return together(
        [_pair(reader, pair, f"{part}[{k}]", codes) for k, pair in enumerate(listed, start=1)]
    )


def _pair(reader: Reader, pair: object, part: str, codes: Codes) -> Pairs:
    """Read one pair: two states' numbers, or two conditions."""
    nothing = np.zeros((0, 2), dtype=np.int64)
    if isinstance(pair, list) and len(pair) == 2:
        if all(isinstance(s, int) and not isinstance(s, bool) for s in pair):
            if all(1 <= state <= codes.size for state in pair) and pair[0] != pair[1]:
                return np.array([pair], dtype=np.int64) - 1
            text = _("A pair names two states, each from 1 to {size}.").format(size=codes.size)
            reader.find("GO409", text, part, None)
            return nothing
        if all(isinstance(side, str) for side in pair):
            ends = [reader.conditions.which(side, part) for side in pair]
            masks = [_meant(end, reader, codes) for end in ends if end]
            if len(masks) == 2:
                return unknown_between(*(np.flatnonzero(m).astype(np.int64) for m in masks))
            return nothing
    text = _("“{part}” should be a pair of states or of conditions.").format(part=part)
    reader.find("GO407", text, part, None)
    return nothing


def _meant(which: Which | None, reader: Reader, codes: Codes) -> NDArray[np.bool_]:
    if which is None:
        return np.ones(codes.size, dtype=bool)
    truths = reader.conditions.truths(codes)
    return np.asarray(which.condition.evaluate(truths), dtype=bool)


def bar(
    reader: Reader, makers: Sequence[str], movement: Sequence[Moves], codes: Codes
) -> list[Moves]:
    """Return the parties' moves less those that are barred."""
    given = reader.data.get("barred") or []
    found: dict[str, list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]] = {}
    for k, item in enumerate(given if isinstance(given, list) else [None], start=1):
        part = f"barred[{k}]"
        fits = isinstance(item, Mapping) and item.get("party") in makers
        if not fits or not ({"from", "to"} & set(item)) or set(item) - {"party", "from", "to"}:
            text = _("“{part}” should name a party, and from or to which states it cannot move.")
            reader.find("GO407", text.format(part=part), part, None)
            continue
        ends = [
            reader.conditions.which(item[key], part) if key in item else None
            for key in ("from", "to")
        ]
        if all(end or key not in item for end, key in zip(ends, ("from", "to"), strict=True)):
            start, end = (_meant(end, reader, codes) for end in ends)
            found.setdefault(item["party"], []).append((start, end))
    return [
        without(moves, found[party], codes) if party in found else moves
        for party, moves in zip(makers, movement, strict=True)
    ]


def imagined(reader: Reader, makers: Mapping[str, list[str]]) -> frozenset[str]:
    """Return the ids of the options that a view says are not there."""
    given = reader.data.get("imagined") or []
    owner = {option: maker for maker, options in makers.items() for option in options}
    if not isinstance(given, list) or not all(option in owner for option in given):
        text = _("“imagined” should be a list of options that this view has.")
        reader.find("GO407", text, "imagined", None)
        return frozenset()
    return frozenset(f"{owner[option]}.{option}" for option in given)
