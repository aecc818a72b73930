"""The ``.gmcr`` JSON files of the field's desktop program, read and written.

Keys, as far as they are known: ``options`` [name, permittedDirection fwd/back/both],
``decisionMakers`` [name, options, preferences, preferenceRanking or preferenceVector, …],
``infeasibles``, ``useManualPreferenceRanking`` or ``useManualPreferenceVectors``, ``program``,
``version``. A condition is ``[[option, "Y"|"N"], …]``, all of which must be so; a compound one,
``{"compound": true, "members": […]}``, is true where any of its members is. Preferences are
conditions, the most important first.

What this software has no use for (payoffs, misperceptions, coalitions) is kept as it is when the
conflict is written back over the file it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Finding, Place
from goodoffices.base.i18n import _
from goodoffices.base.plain import PlainReader
from goodoffices.case.conditions import Condition
from goodoffices.case.nouns import Option, Preference, Reversibility
from goodoffices.conflict.graph import Conflict
from goodoffices.conflict.moves import Codes, Flips
from goodoffices.conflict.ranking import Truths, prioritise
from goodoffices.conflict.unknowns import refuse_unknown

DIRECTIONS: dict[str, Reversibility] = {"fwd": "forward", "back": "back", "both": "both"}
MOST_OPTIONS = 26


def from_gmcr(data: object, name: str = "") -> Conflict:
    """Read a conflict from a ``.gmcr`` file's JSON.

    States are numbered as the program numbers them: the first option changes fastest.

    Raises
    ------
    CaseError
        with every finding at once.
    """
    if not isinstance(data, Mapping):
        text = _("A .gmcr file is a mapping with “decisionMakers” and “options”.")
        raise CaseError(Finding("GO407", text, Place(name or "conflict")))
    return _Reader(data, name or "conflict").conflict()


def to_gmcr(conflict: Conflict, over: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return a conflict as a ``.gmcr`` file's JSON.

    Parameters
    ----------
    over
        the file it came from, whose other keys are kept.

    Raises
    ------
    CaseError
        for a conflict that is not in option form.
    UsageError
        GO420 where preferences are unknown, which such a file cannot say.
    """
    refuse_unknown(conflict)
    if any(not isinstance(moves, Flips) for moves in conflict.movement) or not conflict.options:
        text = _("Only a conflict in option form can be written as a .gmcr file.")
        raise CaseError(Finding("GO407", text))
    data: dict[str, Any] = deepcopy(dict(over or {}))
    words = {kind: word for word, kind in DIRECTIONS.items()}
    data["options"] = [
        _over(data.get("options"), k, {"name": o.text, "permittedDirection": words[o.moves]})
        for k, o in enumerate(conflict.options)
    ]
    makers = data.get("decisionMakers")
    data["decisionMakers"] = [
        _over(makers, i, _maker(conflict, i)) for i in range(len(conflict.parties))
    ]
    if not over or _feasible_codes(data, len(conflict.options)).tolist() != conflict.codes.tolist():
        data["infeasibles"] = _excluded(conflict)
    data["useManualPreferenceRanking"] = True
    return data


def _over(items: object, at: int, new: dict[str, Any]) -> dict[str, Any]:
    known = isinstance(items, list) and at < len(items) and isinstance(items[at], Mapping)
    return {**(dict(items[at]) if known else {}), **new}  # type: ignore[index]


def _maker(conflict: Conflict, i: int) -> dict[str, Any]:
    own = [k for k, o in enumerate(conflict.options) if o.party == conflict.parties[i]]
    rank = conflict.ranks[i]
    groups: list[Any] = []
    for level in np.unique(rank):
        states = [int(s) + 1 for s in np.flatnonzero(rank == level)]
        groups.append(states if len(states) > 1 else states[0])
    return {"name": conflict.party_names[i], "options": own, "preferenceRanking": groups}


def _excluded(conflict: Conflict) -> list[list[list[object]]]:
    """Name each combination that is not a state, one condition each."""
    count = len(conflict.options)
    missing = np.setdiff1d(np.arange(1 << count, dtype=np.int64), conflict.codes)
    return [[[k, "NY"[int(code) >> k & 1]] for k in range(count)] for code in missing]


def _feasible_codes(data: Mapping[str, Any], count: int) -> Codes:
    codes = np.arange(1 << count, dtype=np.int64)
    names = [str(k) for k in range(count)]
    excluded = np.zeros(codes.size, dtype=bool)
    for item in data.get("infeasibles") or []:
        excluded |= _condition(item, count).evaluate(Truths(names, codes))
    return codes[~excluded]


class _Reader(PlainReader):
    """Reads a file of the field’s program."""

    def conflict(self) -> Conflict:
        named = self._list("options")
        makers = self._list("decisionMakers")
        self._stop()
        owners = self._owners(makers, named)
        options = tuple(self._option(k, o, makers, owners) for k, o in enumerate(named))
        self._stop()
        codes = self._codes(len(options))
        self._stop()
        ranks = [self._ranks(i, maker, codes, len(options)) for i, maker in enumerate(makers)]
        self._stop()
        ids = tuple(str(maker.get("name")) for maker in makers)
        return Conflict(
            name=self.file,
            parties=ids,
            party_names=ids,
            options=options,
            codes=codes,
            movement=tuple(_flips(options, party) for party in ids),
            ranks=tuple(r for r, _p in ranks),
            preferences=tuple(p for _r, p in ranks),
            prefix="",
        )

    def _list(self, key: str) -> list[Mapping[str, Any]]:
        value = self.data.get(key)
        good = isinstance(value, list) and value and all(isinstance(v, Mapping) for v in value)
        if not good or len(value or ()) > MOST_OPTIONS:
            text = _("“{part}” should be a list of 1 to {most} objects.")
            self._find("GO407", text.format(part=key, most=MOST_OPTIONS), key)
            return []
        return list(value or ())

    def _owners(
        self, makers: Sequence[Mapping[str, Any]], named: Sequence[Mapping[str, Any]]
    ) -> dict[int, int]:
        """Return whose each option is; options are given by number, name or object."""
        names = [o.get("name") for o in named]
        owners: dict[int, int] = {}
        for i, maker in enumerate(makers):
            for option in maker.get("options") or []:
                name = option.get("name") if isinstance(option, Mapping) else option
                whole = isinstance(name, int) and 0 <= name < len(names)
                at = name if whole else names.index(name) if name in names else None
                if at is None or owners.get(int(at), i) != i:
                    text = _("“{name}” is no option, or another's: {option}.")
                    text = text.format(name=maker.get("name"), option=name)
                    self._find("GO403", text, f"decisionMakers[{i + 1}].options")
                else:
                    owners[int(at)] = i
        return owners

    def _option(
        self,
        k: int,
        option: Mapping[str, Any],
        makers: Sequence[Mapping[str, Any]],
        owners: Mapping[int, int],
    ) -> Option:
        way = DIRECTIONS.get(str(option.get("permittedDirection", "both")))
        if k not in owners or way is None:
            text = _("Option {number} has no owner, or a direction other than fwd, back or both.")
            self._find("GO407", text.format(number=k + 1), f"options[{k + 1}]")
            return Option(id="", party="", text="")
        party = str(makers[owners[k]].get("name"))
        return Option(
            id=f"{party}.{option.get('name')}", party=party, text=str(option.get("name")), moves=way
        )

    def _codes(self, count: int) -> Codes:
        try:
            codes = _feasible_codes(self.data, count)
        except (ValueError, TypeError):
            text = _("A condition is not a list of options with Y or N.")
            self._find("GO414", text, "infeasibles")
            return np.zeros(0, dtype=np.int64)
        if not codes.size:
            self._find("GO404", _("The conditions leave no state at all."), "infeasibles")
        return codes

    def _ranks(
        self, i: int, maker: Mapping[str, Any], codes: Codes, count: int
    ) -> tuple[NDArray[np.int32], tuple[Preference, ...]]:
        part = f"decisionMakers[{i + 1}]"
        manual = any(
            self.data.get(key)
            for key in ("useManualPreferenceRanking", "useManualPreferenceVectors")
        )
        listed = maker.get("preferenceRanking", maker.get("preferenceVector"))
        if manual and isinstance(listed, list):
            return self._listed(listed, codes, part), ()
        try:
            items = [_condition(item, count) for item in maker.get("preferences") or []]
        except (ValueError, TypeError):
            self._find("GO414", _("A condition is not a list of options with Y or N."), part)
            return np.zeros(codes.size, dtype=np.int32), ()
        if not items:
            text = _("“{party}” has no preferences, so its choices cannot be judged.")
            self._find("GO402", text.format(party=maker.get("name")), part)
        ranks = prioritise(items, Truths([str(k) for k in range(count)], codes))
        return ranks, ()

    def _listed(self, groups: list[Any], codes: Codes, part: str) -> NDArray[np.int32]:
        """Return ranks by groups of states: numbered from 1, or by their combination."""
        ranks = np.full(codes.size, -1, dtype=np.int32)
        flat = [s for g in groups for s in (g if isinstance(g, list) else [g])]
        size = codes.size
        numbers: dict[int, int] | None = None
        for known in (range(1, size + 1), codes.tolist()):
            if sorted(map(str, flat)) == sorted(map(str, known)):
                numbers = {int(s): k for k, s in enumerate(known)}
                break
        if numbers is None:
            text = _("The ranking should name each of the {size} states once.")
            self._find("GO410", text.format(size=size), f"{part}.preferenceRanking")
            return ranks
        for level, group in enumerate(groups):
            for state in group if isinstance(group, list) else [group]:
                ranks[numbers[int(state)]] = level
        return ranks


def _condition(item: Any, count: int) -> Condition:  # noqa: ANN401 - whatever JSON holds
    """Return a condition over options named by their number.

    Raises
    ------
    ValueError, TypeError
        for anything that is not one.
    """
    if isinstance(item, Mapping):
        members = [_condition(member, count) for member in item["members"]]
        return _joined("or", members)
    parts = []
    for at, letter in item:
        if not 0 <= int(at) < count or letter not in ("Y", "N"):
            raise ValueError(letter)
        node = Condition("name", name=str(int(at)))
        parts.append(node if letter == "Y" else Condition("not", (node,)))
    return _joined("and", parts)


def _joined(operator: Any, parts: list[Condition]) -> Condition:  # noqa: ANN401 - "and" or "or"
    if not parts:
        raise ValueError(operator)
    found = parts[0]
    for part in parts[1:]:
        found = Condition(operator, (found, part))
    return found


def _flips(options: Sequence[Option], party: str) -> Flips:
    def mask(*ways: str) -> int:
        own = ((k, o) for k, o in enumerate(options) if o.party == party)
        return sum(1 << k for k, o in own if o.moves in ways)

    return Flips(mask("both", "forward", "back"), mask("forward"), mask("back"))
