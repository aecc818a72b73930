"""The ``.gmcr`` JSON files of the field's desktop program, read and written.

Keys, as far as they are known: ``options`` [name, permittedDirection fwd/back/both],
``decisionMakers`` [name, options, preferences, preferenceRanking or preferenceVector, …],
``infeasibles``, ``useManualPreferenceRanking`` or ``useManualPreferenceVectors``, ``program``,
``version``. A condition is ``[[option, "Y"|"N"], …]``, all of which must be so; a compound one,
``{"compound": true, "members": […]}``, is true where any of its members is. Preferences are
conditions, the most important first.

The program numbers feasible states from 1, ascending by the options taken, the first option
changing fastest; it wants each maker's options together. ``misperceptions`` of a maker are
conditions: it does not see states that fulfil one, and moves neither to them nor from them.
``coalitions`` lists the makers by number, those that are looked at together in a list of their own.
What this software has no use for (payoffs) is kept as it is when the conflict is written back over
the file it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Finding
from goodoffices.base.findings import finding
from goodoffices.case.conditions import Condition, ways_to_hold
from goodoffices.case.file.plain import PlainPlaces
from goodoffices.case.nouns import Option, Ordering, Preference, Reversibility
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levels import densify
from goodoffices.conflict.listing import excluding_clauses, feasible_codes
from goodoffices.conflict.moves import Codes, Flips, Moves, flips_of, pairs_of, without
from goodoffices.conflict.ranking import Truths, prioritise
from goodoffices.conflict.unknowns import refuse_unknown

DIRECTIONS: dict[str, Reversibility] = {"fwd": "forward", "back": "back", "both": "both"}
MOST_OPTIONS = 62


def from_gmcr(data: object, name: str = "", text: str | None = None) -> GraphModel:
    """Read a conflict from a ``.gmcr`` file's JSON.

    Parameters
    ----------
    data
        as ``json.load`` gives it.
    name
        of the file.
    text
        the JSON itself, if findings are to have their line and column.

    Raises
    ------
    CaseError
        with every finding at once.
    """
    places = PlainPlaces(name or "conflict", text)
    if not isinstance(data, Mapping):
        raise CaseError(finding("GO407.gmcr", places.of(None)))
    reader = _GmcrReader(data, places)
    try:
        return reader.conflict()
    except CaseError as error:
        raise CaseError(places.located(error.findings)) from None


def to_gmcr(conflict: GraphModel, over: Mapping[str, Any] | None = None) -> dict[str, Any]:
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
    if not conflict.options or conflict.unsaid is not None:
        raise CaseError(finding("GO407.option_form"))
    hidden = [_unseen(conflict, i) for i in range(len(conflict.parties))]
    data: dict[str, Any] = deepcopy(dict(over or {}))
    words = {kind: word for word, kind in DIRECTIONS.items()}
    places = sorted(
        range(len(conflict.options)),
        key=lambda k: conflict.parties.index(conflict.options[k].party),
    )
    options = [conflict.options[k] for k in places]
    kept = over is not None and places == sorted(places)  # else numbers of options mean others
    codes = _reordered(conflict.codes, places)
    order = np.argsort(codes)
    data["options"] = [
        _over(data.get("options"), place, {"name": o.text, "permittedDirection": words[o.moves]})
        for place, o in zip(places, options, strict=True)
    ]
    makers = data.get("decisionMakers")
    data["decisionMakers"] = [
        _over(makers, i, {} if kept else {"preferences": _statements(conflict, i, places)})
        | _misperceived(makers if kept else None, i, codes, hidden[i], len(options))
        | {
            "name": conflict.party_names[i],
            "options": [k for k, o in enumerate(options) if o.party == party],
            "preferenceRanking": _groups(conflict.ranks[i][order]),
        }
        for i, party in enumerate(conflict.parties)
    ]
    if not kept or _feasible(data, len(options)).tolist() != codes[order].tolist():
        data["infeasibles"] = _excluded(codes, len(options))
    data["useManualPreferenceRanking"] = True
    if conflict.coalitions:
        data["coalitions"] = _coalitions(conflict)
    return data


def _reordered(codes: Codes, places: Sequence[int]) -> Codes:
    """Return options as bits in another order: bit k is that of the option at ``places[k]``."""
    bits = ((codes >> place & 1) << bit for bit, place in enumerate(places))
    return sum(bits, start=np.zeros_like(codes))


def _coalitions(conflict: GraphModel) -> list[int | list[int]]:
    """Return the makers by number, those that are looked at together in a list."""
    groups = [[conflict.parties.index(party) for party in group] for group in conflict.coalitions]
    alone = set(range(len(conflict.parties))).difference(*groups)
    return [*groups, *sorted(alone)]


def _unseen(conflict: GraphModel, i: int) -> NDArray[np.bool_]:
    """Return the states, (n,), that a maker does not see: it moves neither to them nor from them.

    Raises
    ------
    CaseError
        GO407 where its moves are others than its options allow between the states it sees.
    """
    moves, unseen = conflict.movement[i], np.zeros(conflict.size, dtype=bool)
    if isinstance(moves, Flips):
        return unseen
    own = [option for option in conflict.options if option.party == conflict.parties[i]]
    every = pairs_of(
        flips_of(own, {o.id: k for k, o in enumerate(conflict.options)}), conflict.codes
    )
    unseen[every] = True
    unseen[moves.pairs] = False
    seen = every[~unseen[every].any(axis=1)]
    if sorted(map(tuple, moves.pairs.tolist())) != sorted(map(tuple, seen.tolist())):
        raise CaseError(finding("GO407.option_form"))
    return unseen


def _misperceived(
    makers: object, i: int, codes: Codes, unseen: NDArray[np.bool_], count: int
) -> dict[str, Any]:
    """Return a maker's misperceptions, unless those of the file say the same of (n,) states."""
    known = _over(makers, i, {}).get("misperceptions")
    if np.array_equal(_fulfilling(known, codes, count), unseen):
        return {}
    return {"misperceptions": [_exactly(code, count) for code in codes[unseen].tolist()]}


def _fulfilling(items: object, codes: Codes, count: int) -> NDArray[np.bool_]:
    """Return which states, (n,), fulfil any of a file's conditions."""
    names = [str(k) for k in range(count)]
    found = np.zeros(codes.size, dtype=bool)
    for item in items if isinstance(items, list) else []:
        found |= _condition(item, names).evaluate(Truths(names, codes))
    return found


def _statements(conflict: GraphModel, i: int, places: Sequence[int]) -> list[object]:
    """Return what a maker prefers as the file's conditions; nothing where it is not so ranked."""
    bits = {conflict.options[place].id: bit for bit, place in enumerate(places)}
    said = conflict.preferences[i] if conflict.preferences else ()
    try:
        written = [_written(preference.condition, bits) for preference in said]
    except OverflowError:
        return []
    return [item for item in written if item]


def _written(condition: Condition, bits: Mapping[str, int]) -> object | None:
    """Return a condition as the file has it; None for one that always or never holds."""
    members = [
        sorted([bits[name], "NY"[yes]] for name, yes in way.items())
        for way in ways_to_hold(condition)
    ]
    if not members or [] in members:
        return None
    return members[0] if len(members) == 1 else {"compound": True, "members": members}


def _over(items: object, at: int, new: dict[str, Any]) -> dict[str, Any]:
    """Return an object with new keys over those of an item of the file, where it has one."""
    known = items[at] if isinstance(items, list) and at < len(items) else None
    return {**(known if isinstance(known, Mapping) else {}), **new}


def _groups(ranks: NDArray[np.int32]) -> list[int | list[int]]:
    """Return the numbers, from 1, of states of each rank, (n,), the best first; a list is a tie."""
    groups = [(np.flatnonzero(ranks == level) + 1).tolist() for level in np.unique(ranks)]
    return [group if len(group) > 1 else group[0] for group in groups]


def _excluded(codes: Codes, count: int) -> list[list[list[object]]]:
    """Return conditions that name all combinations of options that are no states."""
    clauses = excluding_clauses(codes, count)
    return [[[k, "NY"[yes]] for k, yes in sorted(clause.items())] for clause in clauses]


def _exactly(code: int, count: int) -> list[list[object]]:
    """Name one combination of options as a condition."""
    return [[k, "NY"[code >> k & 1]] for k in range(count)]


def _feasible(data: Mapping[str, Any], count: int) -> Codes:
    """Return the combinations of options that no condition of a file excludes, ascending.

    Raises
    ------
    ValueError, TypeError
        for a condition that is none.
    """
    names = [str(k) for k in range(count)]
    return feasible_codes(
        names, [_condition(item, names) for item in data.get("infeasibles") or []]
    )


class _GmcrReader:
    """Reads a file of the field's program."""

    def __init__(self, data: Mapping[str, Any], places: PlainPlaces) -> None:
        self.data, self.places = data, places
        self.findings: list[Finding] = []
        self.places_of: dict[str, int] = {}

    def stop(self) -> None:
        """Raise what was found: what comes next builds upon what came before."""
        if self.findings:
            raise CaseError(self.findings)

    def conflict(self) -> GraphModel:
        """Read all of it."""
        named, makers = self._objects("options"), self._objects("decisionMakers")
        for path, value in self._lists(makers):
            if not isinstance(value, list | None):
                place = self.places.at(*path)
                self.findings.append(finding("GO407.list", place, part=path[-1]))
        self.stop()
        parties = self._parties(makers)
        owners = self._owners(makers, named)
        options = self._options(named, parties, owners)
        self.stop()
        codes = self._codes(len(options))
        self.stop()
        orders = [self._order(i, maker, options, codes) for i, maker in enumerate(makers)]
        self.stop()
        coalitions = tuple(self._coalitions(parties))
        self.stop()
        self.places_of = {option.id: k for k, option in enumerate(options)}
        by_statements = any(statements for _ranks, statements in orders)
        return GraphModel(
            name=self.places.file,
            parties=parties,
            party_names=parties,
            options=options,
            codes=codes,
            movement=tuple(
                self._moves(i, [o for o in options if o.party == p], codes, len(options))
                for i, p in enumerate(parties)
            ),
            ranks=tuple(ranks for ranks, _statements in orders),
            preferences=tuple(said for _r, said in orders) if by_statements else (),
            orderings=tuple(Ordering() for _order in orders) if by_statements else (),
            prefix="",
            coalitions=coalitions,
        )

    def _lists(
        self, makers: Sequence[Mapping[str, Any]]
    ) -> Iterator[tuple[tuple[str | int, ...], object]]:
        """Yield what should be a list, where it stands: what is none would be left aside."""
        for key in ("coalitions", "infeasibles"):
            yield (key,), self.data.get(key)
        keys = ["preferences", "misperceptions"]
        by_hand = {
            "useManualPreferenceRanking": "preferenceRanking",
            "useManualPreferenceVectors": "preferenceVector",
        }
        keys += [key for flag, key in by_hand.items() if self.data.get(flag)]
        for i, maker in enumerate(makers):
            for key in keys:
                yield ("decisionMakers", i, key), maker.get(key)

    def _moves(self, i: int, own: Sequence[Option], codes: Codes, count: int) -> Moves:
        """Return what a maker can do: nothing to and from states that it does not see."""
        flips = flips_of(own, self.places_of)
        try:
            unseen = _fulfilling(self.data["decisionMakers"][i].get("misperceptions"), codes, count)
        except (ValueError, TypeError):
            place = self.places.at("decisionMakers", i, "misperceptions")
            raise CaseError(finding("GO414", place)) from None
        every = np.ones_like(unseen)
        return without(flips, [(every, unseen), (unseen, every)], codes) if unseen.any() else flips

    def _coalitions(self, parties: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield the makers that the file looks at together."""
        for k, group in enumerate(self.data.get("coalitions") or []):
            members = group if isinstance(group, list) else [group]
            if not all(isinstance(m, int) and 0 <= m < len(parties) for m in members):
                place = self.places.at("coalitions", k)
                self.findings.append(finding("GO407.coalition", place, most=len(parties) - 1))
            elif len(members) > 1:
                yield tuple(parties[member] for member in members)

    def _objects(self, key: str) -> list[Mapping[str, Any]]:
        value = self.data.get(key)
        good = isinstance(value, list) and value and all(isinstance(v, Mapping) for v in value)
        if not good or len(value or ()) > MOST_OPTIONS:
            place = self.places.at(key)
            self.findings.append(finding("GO407.objects", place, part=key, most=MOST_OPTIONS))
            return []
        return list(value or ())

    def _parties(self, makers: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
        """Return the makers' names, by which they go."""
        names = [_named(maker, i) for i, maker in enumerate(makers)]
        for i, name in enumerate(names):
            if name in names[:i]:
                place = self.places.at("decisionMakers", i, "name")
                self.findings.append(finding("GO407.maker_twice", place, name=name))
        return tuple(names)

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
                    place = self.places.at("decisionMakers", i, "options")
                    owner = maker.get("name")
                    self.findings.append(finding("GO403.owner", place, name=owner, option=name))
                else:
                    owners[int(at)] = i
        return owners

    def _options(
        self,
        named: Sequence[Mapping[str, Any]],
        parties: Sequence[str],
        owners: Mapping[int, int],
    ) -> tuple[Option, ...]:
        """Return the options; of those of one name, all but the first get their number too."""
        options: dict[str, Option] = {}
        for k, option in enumerate(named):
            way = DIRECTIONS.get(str(option.get("permittedDirection", "both")))
            if k not in owners or way is None:
                place = self.places.at("options", k)
                self.findings.append(finding("GO407.direction", place, number=k + 1))
                continue
            party, text = parties[owners[k]], _named(option, k)
            name = f"{party}.{text}"
            name = f"{name} ({k + 1})" if name in options else name
            options[name] = Option(id=name, party=party, text=text, moves=way)
        return tuple(options.values())

    def _codes(self, count: int) -> Codes:
        codes = np.zeros(0, dtype=np.int64)
        place = self.places.at("infeasibles")
        try:
            codes = _feasible(self.data, count)
        except (ValueError, TypeError):
            self.findings.append(finding("GO414", place))
            return codes
        if not codes.size:
            self.findings.append(finding("GO404.gmcr", place))
        return codes

    def _order(
        self, i: int, maker: Mapping[str, Any], options: Sequence[Option], codes: Codes
    ) -> tuple[NDArray[np.int32], tuple[Preference, ...]]:
        """Return a maker's ranks, (n,), and the statements that make them; none where it lists."""
        keys = ("useManualPreferenceRanking", "useManualPreferenceVectors")
        key = "preferenceRanking" if "preferenceRanking" in maker else "preferenceVector"
        by_hand = any(map(self.data.get, keys)) and isinstance(maker.get(key), list)
        items = maker.get("preferences") or []
        places = [self.places.at("decisionMakers", i, "preferences", k) for k in range(len(items))]
        if not items and not by_hand:
            place = self.places.at("decisionMakers", i)
            self.findings.append(finding("GO402.gmcr", place, party=maker.get("name")))
        ids, texts = [o.id for o in options], [o.text for o in options]
        statements = []
        for item, place in zip(items, places, strict=True):
            try:
                statement = Preference(_condition(item, ids), _words(item, texts), place=place)
            except (ValueError, TypeError):
                self.findings.append(finding("GO414", place))
                continue
            statements.append(statement)
        conditions = [statement.condition for statement in statements]
        ranks = prioritise(conditions, Truths(ids, codes))
        if by_hand:
            listed = self._listed(maker[key], codes, "decisionMakers", i, key)
            return listed, tuple(statements) if np.array_equal(listed, ranks) else ()
        return ranks, tuple(statements)

    def _listed(self, groups: list[Any], codes: Codes, *path: str | int) -> NDArray[np.int32]:
        """Return ranks, (n,), by groups of states: numbered from 1, or by their combination."""
        lists = [group if isinstance(group, list) else [group] for group in groups]
        numbers = [str(state) for group in lists for state in group]
        for known in (range(1, codes.size + 1), codes.tolist()):
            places = {str(state): k for k, state in enumerate(known)}
            if sorted(numbers) == sorted(places):
                ranks = np.empty(codes.size, dtype=np.int64)
                level = np.repeat(np.arange(len(lists)), list(map(len, lists)))
                ranks[[places[number] for number in numbers]] = level
                return densify(ranks)
        place = self.places.at(*path)
        self.findings.append(finding("GO410.once", place, size=codes.size))
        return np.zeros(codes.size, dtype=np.int32)


def _named(item: Mapping[str, Any], at: int) -> str:
    """Return a name in one line; its number where there is none."""
    name = item.get("name")
    return " ".join(str(name).split()) if name is not None and str(name).split() else str(at + 1)


def _condition(item: object, names: Sequence[str]) -> Condition:
    """Return a condition; it names options by their number, and ``names`` are theirs in order.

    Raises
    ------
    ValueError, TypeError
        for anything that is not one.
    """
    if isinstance(item, Mapping):
        members = [_condition(member, names) for member in item.get("members", ())]
        return _joined("or", members)
    parts = []
    for at, letter in _letters(item, len(names)):
        node = Condition("name", name=names[at])
        parts.append(node if letter == "Y" else Condition("not", (node,)))
    return _joined("and", parts)


def _words(item: object, names: Sequence[str]) -> str:
    """Return a condition as people would write it."""
    if isinstance(item, Mapping):
        return " or ".join(f"({_words(member, names)})" for member in item.get("members", ()))
    letters = _letters(item, len(names))
    words = (names[at] if letter == "Y" else f"not {names[at]}" for at, letter in letters)
    return " and ".join(words)


def _letters(item: Any, count: int) -> list[tuple[int, str]]:  # noqa: ANN401 - whatever JSON holds
    letters = [(int(at), letter) for at, letter in item]
    if not all(0 <= at < count and letter in ("Y", "N") for at, letter in letters):
        raise ValueError(item)
    return letters


def _joined(operator: Literal["and", "or"], parts: list[Condition]) -> Condition:
    if not parts:
        raise ValueError(operator)
    whole = parts[0]
    for part in parts[1:]:
        whole = Condition(operator, (whole, part))
    return whole
