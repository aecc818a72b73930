"""What a conflict in plain JSON lists by number: states as patterns, moves as pairs, ranks.

Millions of them are taken at once, as arrays; what does not fit is None here, and is then told item
by item by :mod:`goodoffices.conflict.forms.json`. A conflict that says nothing but lists, as
scholars' files mostly do, is read here whole, without the readers of a case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from numbers import Integral
from typing import Any, TypeGuard, TypeVar

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import Place, written_path
from goodoffices.case.options import Option, Reversibility
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levels import densify
from goodoffices.conflict.moves import Codes, Moves, Pairs, flips_of

MOST_OPTIONS = 62
MOST_STATES = 1 << 26
WAYS: dict[str, Reversibility] = {"N->Y": "forward", "Y->N": "back"}
RULES = ("infeasible", "exclusive", "at_least_one", "only_if", "same")

_SAID = (
    *RULES,
    *("unknown", "certainty", "satisficing", "barred", "views", "imagined", "coalitions"),
)
"""Keys under which more is said than lists."""

_Part = TypeVar("_Part")


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a scholar's program holds
    """Return an array or tuple as a list, a number of numpy as Python's; all else as it is."""
    if hasattr(value, "tolist"):
        return value.tolist()
    return list(value) if isinstance(value, tuple) else value


def is_whole(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def has_patterns(value: object, letters: int) -> TypeGuard[list[str]]:
    """Whether a value lists patterns of so many letters, each once."""
    if not isinstance(value, list) or set(map(type, value)) != {str}:
        return False
    sizes, marks = set(map(len, value)), set("".join(set(value)))
    return sizes == {letters} and marks <= set("YN-") and len(set(value)) == len(value)


def codes_of(patterns: Sequence[str]) -> tuple[Codes, Codes]:
    """Return the options that patterns take and those they leave open as bits, (n,) each."""
    letters = np.array(patterns, dtype=bytes).view(np.uint8).reshape(len(patterns), -1)
    taken, open_ = np.zeros((2, len(patterns)), dtype=np.int64)
    for k, column in enumerate(letters.T):
        taken |= (column == ord("Y")).astype(np.int64) << k
        open_ |= (column == ord("-")).astype(np.int64) << k
    return taken, open_


def listed_pairs(value: object, size: int) -> NDArray[np.int64] | None:
    """Return moves between so many states, (k, 2), each once, counted from 0."""
    items: list[Any] = value if isinstance(value, list) else [value]
    if set(map(type, items)) - {list}:
        items = list(map(plain, items))
    if not items:
        return np.zeros((0, 2), dtype=np.int64)
    if set(map(type, items)) != {list} or set(map(len, items)) != {2}:
        return None
    numbers = _numbers(list(chain.from_iterable(items)))
    if numbers is None or numbers.min() < 1 or numbers.max() > size:
        return None
    start, end = numbers.reshape(-1, 2).T - 1
    keys = np.sort(start * size + end)
    each = keys[np.append(True, keys[1:] > keys[:-1])]
    return None if (start == end).any() else np.column_stack(np.divmod(each, size))


def listed_ranks(value: object, size: int) -> NDArray[np.int32] | None:
    """Return ranks, (n,), from groups of states' numbers, the best first."""
    groups = plain(value)
    if not isinstance(groups, list):
        return None
    if set(map(type, groups)) - {list}:
        groups = [g if isinstance(g, list) else [g] for g in map(plain, groups)]
    numbers = _numbers(list(chain.from_iterable(groups)))
    if numbers is None or not np.array_equal(np.sort(numbers), np.arange(1, size + 1)):
        return None
    levels = np.empty(size, dtype=np.int64)
    levels[numbers - 1] = np.repeat(np.arange(len(groups)), list(map(len, groups)))
    return densify(levels)


def without_marks(value: object) -> object:
    """Return groups without the marks between them that say by how many degrees."""
    return [group for group in value if not is_mark(group)] if isinstance(value, list) else value


def is_mark(value: object) -> bool:
    """Whether a value is a mark between two groups: ``>``, ``>>``, …."""
    return isinstance(value, str) and bool(value) and not value.strip(">")


def degrees(value: object) -> NDArray[np.int64] | None:
    """Return by how many degrees rank k - 1 is preferred to rank k, (ranks,), by the marks.

    None where a mark stands first, last, or beside another.
    """
    steps: list[int] = []
    mark = 0
    for group in value if isinstance(value, list) else ():
        if is_mark(group):
            if mark or not steps:
                return None
            mark = len(group)
        elif plain(group) != []:
            steps.append(mark or 1)
            mark = 0
    return None if mark else np.array(steps or [1], dtype=np.int64)


def _numbers(values: list[Any]) -> NDArray[np.int64] | None:
    """Return whole numbers as an array, (n,)."""
    if not (set(map(type, values)) <= {int} or all(map(is_whole, values))):
        return None
    try:
        return np.array(values, dtype=np.int64)
    except OverflowError:
        return None


# --- a conflict that only lists -------------------------------------------------------------------


class _SaysMoreError(Exception):
    """Something is not simply listed, or does not fit."""


def listed_conflict(data: object, file: str) -> GraphModel | None:
    """Read a conflict that only lists; None where it says more, or something is amiss."""
    if not isinstance(data, Mapping) or any(key in data for key in _SAID):
        return None
    try:
        return _ListedConflict(data, file).conflict()
    except _SaysMoreError:
        return None


class _ListedConflict:
    """Reads a conflict that only lists; each part raises where it is or says anything else."""

    def __init__(self, data: Mapping[Any, Any], file: str) -> None:
        self.data, self.file = data, file
        self.labels: dict[str, str] = {}
        self.options: dict[str, Option] = {}

    def conflict(self) -> GraphModel:
        """Read all of it."""
        self._read_makers()
        words = self._words()
        for word, way in self._mapping("irreversible", words).items():
            self.options[words[word]] = replace(self.options[words[word]], moves=_found(WAYS, way))
        options = self._in_order(words)
        taken, open_ = codes_of(self._patterns(len(options)))
        size = taken.size
        named = self._mapping("names", {str(number) for number in range(1, size + 1)})
        orders = self._mapping("preferences", self.labels)
        return GraphModel(
            name=str(self.data.get("name") or self.data.get("id") or self.file),
            parties=tuple(self.labels),
            party_names=tuple(self.labels.values()),
            options=options,
            codes=taken,
            movement=tuple(self._movement(options, open_)),
            ranks=tuple(_sure(listed_ranks(orders.get(party), size)) for party in self.labels),
            status_quo=self._status_quo(size),
            names={int(number) - 1: _text(name) for number, name in named.items()},
            unsaid=open_ if open_.any() else None,
            prefix=_text(self.data.get("prefix") or "").strip(),
            numbered=bool(self.data.get("numbered")) and bool(options),
        )

    def _mapping(self, key: str, known: Collection[str]) -> Mapping[str, Any]:
        """Return what stands under a key, by names that are known."""
        value = self.data.get(key) or {}
        if not isinstance(value, Mapping) or not set(value) <= set(known):
            raise _SaysMoreError
        return value

    def _read_makers(self) -> None:
        """Read who decides, and what each may do."""
        value = self.data.get("decision_makers")
        if isinstance(value, Mapping):
            for name, own in value.items():
                self._read_maker({"name": name, "options": own}, name)
        for k, body in enumerate(value if isinstance(value, list) else ()):
            self._read_maker(body, k, "options")
        if not self.labels or len(self.options) > MOST_OPTIONS:
            raise _SaysMoreError

    def _read_maker(self, body: object, *path: str | int) -> None:
        if not isinstance(body, Mapping) or body.get("name") in self.labels:
            raise _SaysMoreError
        party = _text(body.get("name"))
        self.labels[party] = str(body.get("label") or party)
        own = body.get("options") or []
        if not isinstance(own, list):
            raise _SaysMoreError
        for k, word in enumerate(own):
            place = Place(self.file, part=written_path(("decision_makers", *path, k)))
            option = f"{party}.{_text(word)}"
            if option in self.options or not word or word != word.strip():
                raise _SaysMoreError
            self.options[option] = Option(id=option, party=party, text=word, place=place)

    def _words(self) -> dict[str, str]:
        """Return each option's id by the words for it: itself, and its text if its own."""
        texts = [option.text for option in self.options.values()]
        words = {o.text: i for i, o in self.options.items() if texts.count(o.text) == 1}
        return words | {option: option for option in self.options}

    def _in_order(self, words: Mapping[str, str]) -> tuple[Option, ...]:
        order = self.data.get("option_order")
        if not order:
            return tuple(self.options.values())
        if not isinstance(order, list) or len(order) != len(self.options):
            raise _SaysMoreError
        options = {_found(words, word): self.options[_found(words, word)] for word in order}
        if len(options) != len(order):
            raise _SaysMoreError
        return tuple(options.values())

    def _patterns(self, letters: int) -> list[str]:
        value = self.data.get("states")
        if is_whole(value) and 0 < value <= MOST_STATES and "moves" in self.data:
            return ["-" * letters] * int(value)
        if not has_patterns(value, letters):
            raise _SaysMoreError
        return value

    def _movement(self, options: Sequence[Option], open_: Codes) -> Iterator[Moves]:
        if "moves" not in self.data:
            if open_.any():
                raise _SaysMoreError
            places = {option.id: k for k, option in enumerate(options)}
            for party in self.labels:
                yield flips_of([o for o in options if o.party == party], places)
            return
        listed = self._mapping("moves", self.labels)
        for party in self.labels:
            yield Pairs(_sure(listed_pairs(plain(listed.get(party, [])), open_.size)))

    def _status_quo(self, size: int) -> int | None:
        value = self.data.get("status_quo")
        if value is None:
            return None
        if not is_whole(value) or not 1 <= value <= size:
            raise _SaysMoreError
        return int(value) - 1


def _sure(value: _Part | None) -> _Part:
    if value is None:
        raise _SaysMoreError
    return value


def _found(known: Mapping[str, _Part], word: object) -> _Part:
    return _sure(known.get(word) if isinstance(word, str) else None)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _SaysMoreError
    return value
