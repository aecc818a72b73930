"""How certain preferences are, in the plain JSON form of a conflict: see :mod:`.json`.

"certainty": {"US": [[1, 4, 0.7], ["press", "relief", 0.6]]}   two states, or kinds of them, and
                                                               to what degree the first is preferred
             or {"US": {"matrix": [[0.5, 0.7], [0.3, 0.5]]}}    of each state to each other
"satisficing": {"US": 0.4}                                     how certain it must be to act
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from goodoffices.base.errors import Place, written_path
from goodoffices.base.exact import exact
from goodoffices.case.file.names import Names
from goodoffices.case.file.plain import PlainReader, plain_number
from goodoffices.case.file.text import Node
from goodoffices.conflict import dense
from goodoffices.conflict.forms.listed import is_whole, plain
from goodoffices.conflict.fuzzy import Degrees
from goodoffices.conflict.ranking import Truths

Path = tuple[str | int, ...]
Said = dict[tuple[int, int], Fraction]


class CertaintyReader:
    """Reads how certain one conflict's preferences are.

    Parameters
    ----------
    reader, names
        where findings are told, and what conditions may name.
    at, node
        where the part that a path leads to stands, and that part as a node.
    truths
        of each option in every state.
    """

    def __init__(
        self,
        reader: PlainReader,
        names: Names,
        at: Callable[..., Place],
        node: Callable[..., Node],
        truths: Truths,
    ) -> None:
        self.reader, self.names, self.at, self.node = reader, names, at, node
        self.truths, self.size = truths, truths.codes.size

    def degrees(self, given: Any, part: Path) -> Degrees:  # noqa: ANN401 - whatever stands there
        """Read what is said of one party's preferences."""
        given = plain(given)
        if given and self.size > dense.MOST_STATES:
            most = dense.MOST_STATES
            self.reader.tell("GO440.many", self.at(*part), size=self.size, most=most)
            return {}
        if isinstance(given, dict) and set(given) == {"matrix"}:
            return self._matrix(plain(given["matrix"]), (*part, "matrix"))
        if not isinstance(given or [], list):
            self.reader.tell("GO440.triple", self.at(*part), part=written_path(part))
            return {}
        said: Said = {}
        listed: list[Any] = given or []
        for k, triple in enumerate(map(plain, listed)):
            if isinstance(triple, list) and len(triple) == 3:
                self._triple(triple, (*part, k), said)
            else:
                where = (*part, k)
                self.reader.tell("GO440.triple", self.at(*where), part=written_path(where))
        return said

    def threshold(self, given: object, part: Path) -> Fraction | None:
        """Read how certain one party must be; None where it does not say."""
        if given is None:
            return None
        number = exact(plain(given))
        if number is None or not 0 < number <= 1:
            self.reader.tell("GO441.threshold", self.at(*part), value=given)
            return None
        return number

    def _triple(self, triple: list[Any], part: Path, said: Said) -> None:
        ends = [self._places(end, (*part, k)) for k, end in enumerate(triple[:2])]
        degree = self._degree(triple[2], (*part, 2))
        if degree is None or not all(ends):
            return
        for one in sorted(ends[0] - ends[1]):
            for other in sorted(ends[1] - ends[0]):
                if (one, other) in said or (other, one) in said:
                    at = self.at(*part)
                    self.reader.tell("GO440.twice", at, one=one + 1, other=other + 1)
                    return
                said[one, other] = degree

    def _places(self, value: object, part: Path) -> set[int]:
        """Return the states that are meant, counted from 0."""
        value = plain(value)
        if is_whole(value):
            if 1 <= value <= self.size:
                return {int(value) - 1}
            self.reader.tell("GO409.state", self.at(*part), state=value, size=self.size)
            return set()
        which = self.names.which(self.node(value, *part))
        return (
            set(np.flatnonzero(which.condition.evaluate(self.truths)).tolist()) if which else set()
        )

    def _degree(self, value: object, part: Path) -> Fraction | None:
        number = exact(plain(value))
        if number is not None and 0 <= number <= 1:
            return number
        self.reader.tell("GO440.degree", self.at(*part))
        return None

    def _matrix(self, rows: object, part: Path) -> Degrees:
        """Read degrees of each state, a row, before each other."""
        fits = isinstance(rows, list) and len(rows) == self.size
        lists = list(map(plain, rows)) if isinstance(rows, list) else []
        if not fits or any(not isinstance(r, list) or len(r) != self.size for r in lists):
            where = written_path(part)
            self.reader.tell("GO440.matrix", self.at(*part), part=where, size=self.size)
            return {}
        said: Said = {}
        for one in range(self.size):
            for other in range(one, self.size):
                degree = self._degree(lists[one][other], (*part, one, other))
                turned = self._degree(lists[other][one], (*part, other, one))
                if degree is None or turned is None:
                    return {}
                if degree + turned != 1:
                    at = self.at(*part, other, one)
                    self.reader.tell("GO440.sum", at, one=one + 1, other=other + 1)
                    return {}
                if one != other:
                    said[one, other] = degree
        return said


def certainty_data(degrees: Degrees) -> list[list[int | float | str]]:
    """Return what is said of one party's preferences as it is read again."""
    return [[a + 1, b + 1, plain_number(degree)] for (a, b), degree in degrees.items()]
