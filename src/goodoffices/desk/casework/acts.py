"""What a form of the case does to the file: saved, added, moved, tied, taken, taken away.

Each act works on an opened file and saves nothing: whoever calls it keeps the edit, or only looks
at what would follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.case.file import CaseFile
from goodoffices.case.file.edit import Path
from goodoffices.case.file.keys import BASIS_KEYS
from goodoffices.case.file.terms import new_id
from goodoffices.case.file.text import Plain
from goodoffices.desk.casework.changes import fresh, merge, put
from goodoffices.desk.casework.spots import Spot
from goodoffices.folder.striking import strike

Act = Callable[[CaseFile], None]
Move = Literal["up", "down", "tie", "unsure"]

Given = Mapping[str, Plain | None]


def saved(place: Spot, given: Given) -> Act:
    """Return the act that lets a place hold what a form gave."""

    def do(file: CaseFile) -> None:
        part = place.part
        if part is None and "" in given:
            value = given[""]
            if value is not None:
                put(file, place.path, value)
            elif file.at(place.path) is not None:
                file.remove(place.path)
        elif not place.path or isinstance(place.value, dict):
            merge(file, place.path, given)
        else:
            file.set(place.path, _whole(place, given))

    return do


def added(place: Spot, inner: Spot, given: Given, name: str) -> Act:
    """Return the act that adds to a collection, under a name where its things have names."""

    def do(file: CaseFile) -> None:
        value = _whole(inner, given)
        if inner.holder is not None and inner.holder.form == "list":
            file.append(place.path, value)
            return
        held = file.at(place.path)
        if isinstance(held, dict) and name in held:
            raise UsageError(finding("GO367", name=name))
        file.set((*place.path, name), value)

    return do


def named(place: Spot, given: Given) -> str:
    """Return an id for something new in a section: made of its first words."""
    said = next((given[key] for key in ("name", "text") if isinstance(given.get(key), str)), "")
    held = place.value if isinstance(place.value, dict) else {}
    return new_id(str(said), (*held, "name"))


def _whole(place: Spot, given: Given) -> Plain:
    """Return a part as it is written anew: a text alone where nothing stands beside it."""
    part = place.part
    values = {key: value for key, value in given.items() if value is not None}
    if part is None:
        return values.get("", "")
    first = part.keys[0].name
    if place.shape.form == "either" and list(values) == [first]:
        return values[first]
    return fresh(part.name, values)  # type: ignore[return-value]


def removed(place: Spot) -> Act:
    """Return the act that takes something away, and what the machine proposed that names it."""
    return partial(strike, path=place.path)


def taken(place: Spot, by: str) -> Act:
    """Return the act that takes a proposal into the case: somebody answers for it.

    Raises
    ------
    UsageError
        GO345 where nothing is proposed there.
    """

    def do(file: CaseFile) -> None:
        held = file.at(place.path)
        if not isinstance(held, dict) or held.get("unreviewed") not in ("yes", "true"):
            raise UsageError(finding("GO345", what=place.address))
        merge(file, place.path, {"judged": by, "unreviewed": None})

    return do


def all_taken(places: Sequence[Spot], by: str) -> Act:
    """Return the act that takes several proposals into the case at once.

    Raises
    ------
    UsageError
        GO345 where nothing is proposed there.
    """

    def do(file: CaseFile) -> None:
        if not places:
            raise UsageError(finding("GO345", what=""))
        for place in places:
            taken(place, by)(file)

    return do


def moved(place: Spot, at: int, way: str) -> Act:
    """Return the act that moves an item of a list, or says how it stands to the one above.

    Raises
    ------
    UsageError
        GO345 where there is no such item, or none on that side of it.
    """

    def do(file: CaseFile) -> None:
        held = file.at(place.path)
        count = len(held) if isinstance(held, list) else 0
        if way == "down" and 0 <= at < count - 1:
            file.swap(place.path, at)
        elif way == "up" and 0 < at < count:
            file.swap(place.path, at - 1)
        elif way.isdecimal() and 0 <= at < count and int(way) < count:
            to(file, place.path, at, int(way))
        elif way == "tie" and 0 < at < count:
            tie(file, place.path, at)
        elif way == "unsure" and 0 < at < count:
            unsure(file, place.path, at - 1, at)
        else:
            raise UsageError(finding("GO345", what=f"{place.address}/{at}"))

    return do


def to(file: CaseFile, path: Path, at: int, place: int) -> None:
    """Move an item to another place, one step after the other."""
    for step in range(at, place) if place > at else range(at - 1, place - 1, -1):
        file.swap(path, step)


def tie(file: CaseFile, path: Path, at: int) -> None:
    """Let an item count as much as the one above it.

    Of two statements the order says first where both are so, then where one is, whichever: “both”
    and then “one or the other”. Of two steps of a ranking one step is made.
    """
    above, own = file.at((*path, at - 1)), file.at((*path, at))
    if path[-1] == "ranking":
        both = [*_outcomes(above), *_outcomes(own)]
        file.set((*path, at - 1), both)
        file.remove((*path, at))
        return
    first, other = _condition(above), _condition(own)
    basis = _together(above, own)
    for place, joined in ((at - 1, "and"), (at, "or")):
        said = {"that": f"({first}) {joined} ({other})", **basis}
        file.set((*path, place), fresh("preference", said) if basis else str(said["that"]))


def unsure(file: CaseFile, path: Path, at: int, below: int) -> None:
    """Say that it is not known which of two statements matters more."""
    first, other = (_condition(file.at((*path, place))) for place in (at, below))
    if path[-1] == "ranking":
        two: list[Plain] = [first, other]
    else:
        two = [f"({first}) and not ({other})", f"({other}) and not ({first})"]
    basis = _together(file.at((*path, at)), file.at((*path, below)))
    value: Plain = {"between": two, **basis} if basis else two
    file.append((*path[:-1], "unknown"), fresh("unknown", value))


def _condition(value: Plain | None) -> str:
    said = value.get("that", "") if isinstance(value, dict) else value
    return said if isinstance(said, str) else ""


def _outcomes(value: Plain | None) -> list[Plain]:
    if isinstance(value, dict):
        value = value.get("that", "")
    return list(value) if isinstance(value, list) else [value or ""]


def _together(*values: Plain | None) -> dict[str, Plain]:
    """Return what several judgements rest on together."""
    found: dict[str, Plain] = {}
    for value in values:
        for key in BASIS_KEYS:
            held = value.get(key) if isinstance(value, dict) else None
            if held in (None, "") or found.get(key) == held:
                continue
            if key == "evidence":
                both = [*_outcomes(found.get(key) or []), *_outcomes(held)]
                found[key] = list(dict.fromkeys(str(one) for one in both if one))
            elif key == "because" and key in found:
                found[key] = f"{found[key]}; {held}"
            else:
                found.setdefault(key, held)
    return found
