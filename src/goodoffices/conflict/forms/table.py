"""A conflict as a table, for a spreadsheet: a row for each state.

    state  label  description  us.press (N->Y)  eu.join  rank us  rank eu  moves us  status quo
    1      S1     …            N                N        2        1        2 3       x

A column of Y, N or - for each option, named by its party and itself (with the only way it can go,
if there is only one; ``(both)`` where a name itself ends so), a column of ranks for each party, 1
the best, and where moves do not follow from the options a column of the states that each party can
move to. ``unknown us`` has the states of which it is not known which one the party prefers;
``status quo`` marks where it stands. What analyses add (a column for each concept) is left aside,
so that what ``outcomes --csv`` and ``--xlsx`` write is read again, unless ranks are not known.

The table becomes the plain JSON form, which says what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import ascii_uppercase as letters
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Finding
from goodoffices.base.findings import finding
from goodoffices.conflict.concepts import DECIDED
from goodoffices.conflict.forms.json import from_dict
from goodoffices.conflict.forms.listed import WAYS, listed_conflict
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Flips
from goodoffices.conflict.words.states import describe, labelled

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell, Placed, Row

STATE, LABEL, DESCRIPTION, STATUS_QUO = "state", "label", "description", "status quo"
RANK, MOVES, UNKNOWN = "rank ", "moves ", "unknown "
MARK = "x"
EQUILIBRIUM = "equilibrium"

BOTH = " (both)"
_WAY = re.compile(r" \((N->Y|Y->N|both)\)$")
_OPTION = re.compile(r"(?P<id>.+?)(?: \((?P<way>N->Y|Y->N|both)\))?", re.DOTALL)
_LABEL = re.compile(r"(?P<prefix>.*?)(?P<number>\d+)(?: \((?P<name>.*)\))?", re.DOTALL)


# --- writing --------------------------------------------------------------------------------------


def heads(conflict: GraphModel) -> list[str]:
    """Return the heads of the columns that say what a conflict is, but for those that come last."""
    ways = {kind: f" ({way})" for way, kind in WAYS.items()}
    options = [
        option.id + ways.get(option.moves, BOTH if _WAY.search(option.id) else "")
        for option in conflict.options
    ]
    return [STATE, LABEL, DESCRIPTION, *options, *(RANK + party for party in conflict.parties)]


def last_heads(conflict: GraphModel) -> list[str]:
    """Return the heads of the columns that come last: moves that are listed, the status quo."""
    listed = [MOVES + party for party in conflict.parties] if _lists_moves(conflict) else []
    unsure = zip(conflict.parties, conflict.unknown, strict=False)
    listed += [UNKNOWN + party for party, pairs in unsure if pairs.size]
    return listed + ([STATUS_QUO] if conflict.status_quo is not None else [])


def rows(conflict: GraphModel) -> Iterator[tuple[list[str | int], list[str | int]]]:
    """Yield each state's cells for the first columns and for the last ones."""
    listed = conflict.moves if _lists_moves(conflict) else ()
    with_states = [_by_state(pairs, conflict.size) for pairs in listed]
    with_states += [_by_state(p, conflict.size) for p in conflict.unknown if p.size]
    for state in range(conflict.size):
        ranks: list[str | int] = [int(rank[state]) + 1 for rank in conflict.ranks]
        row: list[str | int] = [state + 1, labelled(conflict, state), describe(conflict, state)]
        last: list[str | int] = [" ".join(map(str, targets[state])) for targets in with_states]
        if conflict.status_quo is not None:
            last.append(MARK if state == conflict.status_quo else "")
        yield [*row, *conflict.pattern(state), *ranks], last


def _lists_moves(conflict: GraphModel) -> bool:
    return not all(isinstance(moves, Flips) for moves in conflict.movement)


def _by_state(pairs: NDArray[np.int64], size: int) -> list[list[int]]:
    """Return the second states, from 1, of (k, 2) pairs, by the first."""
    seconds: list[list[int]] = [[] for _state in range(size)]
    for first, second in pairs.tolist():
        seconds[first].append(second + 1)
    return seconds


# --- reading --------------------------------------------------------------------------------------


def is_states(rows: Sequence[Row]) -> bool:
    """Whether a table is one of states: its first column says so."""
    return bool(rows) and str(rows[0][0].value or "").strip().casefold() == STATE


def from_table(rows: Sequence[Row], file: str, name: str = "") -> GraphModel:
    """Read a conflict from the rows of a sheet, the heads first.

    Raises
    ------
    CaseError
        GO421 with every finding, each with its sheet and cell.
    """
    data = {"name": name or file, **_StatesReader(file).data(rows)}
    return listed_conflict(data, file) or from_dict(data, file)


class _StatesReader:
    """Reads cells; findings gather."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.columns: dict[str, int] = {}
        self.head: Row = ()

    def tell(self, key: str, cell: Placed, **values: Any) -> None:  # noqa: ANN401 - for a text
        """Add a finding at a cell."""
        self.findings.append(finding(key, cell.place(self.file), **values))

    def data(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Return the plain JSON form of what the table says."""
        head, *body = rows
        texts = [_head(_text(cell.value), body, k) for k, cell in enumerate(head)]
        parties = [
            text.removeprefix(RANK)
            for k, text in enumerate(texts)
            if text.startswith(RANK) and not _lettered(body, k)
        ]
        options = self._options(head, texts, parties)
        if not parties:
            self.tell("GO421.rank_column", head[0])
        if not options and not any(MOVES + party in texts for party in parties):
            self.tell("GO421.who_moves", head[0])
        if not body:
            self.tell("GO421.no_states", head[0])
        if self.findings:
            raise CaseError(self.findings)
        self.head = head
        self.columns = {text: k for k, text in enumerate(texts)}
        body.sort(key=lambda row: self._number(row, STATE) or 0)
        for number, row in enumerate(body, 1):
            if self._number(row, STATE) != number and not self.findings:
                self.tell("GO421.number", row[0], number=number)
        data = self._made(body, parties, options)
        if self.findings:
            raise CaseError(self.findings)
        return data

    def _made(
        self, body: Sequence[Row], parties: Sequence[str], options: dict[str, tuple[str, str, str]]
    ) -> dict[str, Any]:
        owned = [(party, word) for party, word, _way in options.values()]
        labels = [_LABEL.fullmatch(_text(self._cell(row, LABEL).value)) for row in body]
        prefixes = {label["prefix"] for label in labels if label}
        patterns = ["".join(self._letter(row, text) for text in options) for row in body]
        data: dict[str, Any] = {
            "decision_makers": {p: [word for owner, word in owned if owner == p] for p in parties},
            "option_order": [f"{party}.{word}" for party, word in owned],
            "states": patterns if options else len(body),
            "irreversible": {f"{p}.{word}": way for p, word, way in options.values() if way},
            "preferences": {party: self._groups(body, RANK + party) for party in parties},
            "names": {str(k): name for k, name in enumerate(map(_name_in, labels), 1) if name},
            "prefix": prefixes.pop() if len(prefixes) == 1 else "S",
            "numbered": _numbered(patterns, [label and int(label["number"]) for label in labels]),
        }
        marked = [k for k, row in enumerate(body, 1) if _text(self._cell(row, STATUS_QUO).value)]
        if len(marked) > 1:
            self.tell("GO421.status_quo", self._cell(body[marked[1] - 1], STATUS_QUO))
        if marked:
            data["status_quo"] = marked[0]
        if any(MOVES + party in self.columns for party in parties):
            data["moves"] = {party: list(self._pairs(body, MOVES + party)) for party in parties}
        if unsure := [party for party in parties if UNKNOWN + party in self.columns]:
            data["unknown"] = {party: list(self._pairs(body, UNKNOWN + party)) for party in unsure}
        return data

    def _options(
        self, head: Row, texts: Sequence[str], parties: Sequence[str]
    ) -> dict[str, tuple[str, str, str]]:
        """Return each option's party, own name and only way by its head; tell of other heads."""
        own = {
            STATE,
            LABEL,
            DESCRIPTION,
            STATUS_QUO,
            *(kind + p for p in parties for kind in (MOVES, UNKNOWN)),
        }
        options: dict[str, tuple[str, str, str]] = {}
        for cell, text in zip(head, texts, strict=True):
            match = _OPTION.fullmatch(text)
            owner = next(
                (p for p in sorted(parties, key=len)[::-1] if text.startswith(f"{p}.")), ""
            )
            if texts.count(text) > 1:
                self.tell("GO421.twice", cell, heading=text[:60])
            elif owner and match:
                word = match["id"].removeprefix(f"{owner}.")
                options[text] = (owner, word, (match["way"] or "").replace("both", ""))
            elif not (text in own or text.startswith(RANK) or _is_answer(text, parties)):
                self.tell("GO421.heading", cell, heading=text[:60])
        return options

    def _cell(self, row: Row, head: str) -> Placed:
        """Return the cell below a head; one with nothing in it where the row ends before."""
        at = self.columns.get(head, 0 if head == STATE else -1)
        if 0 <= at < len(row):
            return row[at]
        column = self.head[at].address.rstrip("0123456789")
        line = row[0].address.lstrip(letters)
        return replace(row[0], value=None, address=column + line)

    def _letter(self, row: Row, head: str) -> str:
        cell = self._cell(row, head)
        letter = _text(cell.value).upper()
        if letter not in ("Y", "N", "-"):
            self.tell("GO421.letter", cell, heading=head)
        return letter

    def _number(self, row: Row, head: str) -> int | None:
        """Return the whole number of a cell."""
        cell = self._cell(row, head)
        text = _text(cell.value)
        whole = text[:-2] if text[-2:] in (".0", ",0") else text
        if whole.isdecimal():
            return int(whole)
        self.tell("GO421.whole", cell, heading=head, text=text[:60])
        return None

    def _groups(self, body: Sequence[Row], head: str) -> list[list[int]]:
        """Return the states by their rank, the best first."""
        groups: dict[int, list[int]] = {}
        for state, row in enumerate(body, 1):
            rank = self._number(row, head)
            groups.setdefault(rank or 0, []).append(state)
        return [groups[rank] for rank in sorted(groups)]

    def _pairs(self, body: Sequence[Row], head: str) -> Iterator[list[int]]:
        for state, row in enumerate(body, 1):
            cell = self._cell(row, head)
            for word in _text(cell.value).replace(",", " ").split():
                if word.isdecimal() and 1 <= int(word) <= len(body) and int(word) != state:
                    yield [state, int(word)]
                else:
                    self.tell("GO421.target", cell, text=word[:60], last=len(body))


def _head(text: str, body: Sequence[Row], column: int) -> str:
    """Return a head with its own words small; an option's is as it stands."""
    small = text.casefold()
    if small in (STATE, LABEL, DESCRIPTION, STATUS_QUO):
        return small
    kind = next((kind for kind in (RANK, MOVES, UNKNOWN) if small.startswith(kind)), "")
    return text if _lettered(body, column) else kind + text[len(kind) :]


def _lettered(body: Sequence[Row], column: int) -> bool:
    """Whether a column has Y, N and - only, so that it is an option's, whatever its head."""
    found = {_text(row[column].value).upper() for row in body if column < len(row)}
    return bool(found) and found <= {"Y", "N", "-"}


def _is_answer(text: str, parties: Sequence[str]) -> bool:
    """Whether a head is that of a column which an analysis adds: ``SEQ us``."""
    concepts = (text.removesuffix(f" {who}") for who in (*parties, EQUILIBRIUM))
    return any(c != text and ("=" in c or c.partition("@")[0] in DECIDED) for c in concepts)


def _numbered(patterns: Sequence[str], numbers: Sequence[int | None]) -> bool:
    """Whether labels number all combinations of options, not the states that there are."""
    codes = [sum(1 << k for k, letter in enumerate(p) if letter == "Y") + 1 for p in patterns]
    return codes == numbers != list(range(1, len(patterns) + 1))


def _name_in(label: re.Match[str] | None) -> str | None:
    return label["name"] if label else None


def _text(value: Cell) -> str:
    """Return a cell as text; a whole number without the point that a spreadsheet may give it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
