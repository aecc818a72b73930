"""The plain JSON form of a conflict, for scholars, tests and other programs.

    {"name": "…",
     "decision_makers": [{"name": "US", "options": ["press"]}, …]  or  {"US": ["press"], …},
     "option_order": ["press", …],           in which the patterns stand; as listed when left out
     "states": ["YN", "-Y", …]  or a number   numbered from 1; "-" leaves an option open;
                                              or conditions in their place (see option_form)
     "irreversible": {"press": "N->Y"},      the only way an option can go
     "moves": {"US": [[1, 2], …], …},        when left out, what the options allow
     "preferences": {"US": [[3], [1, 4], …]}, best first; a group is a tie
     "status_quo": 1, "names": {"1": "…"}}

What is unknown, barred moves and others' views may be added (see :mod:`.plain_more`). Everything is
checked and every problem told at once; a finding's place names the key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Finding, Place, nearest
from goodoffices.base.i18n import _
from goodoffices.base.plain import PlainReader
from goodoffices.case.nouns import Option
from goodoffices.conflict.forms import additions as plain_more
from goodoffices.conflict.forms.options import KEYS, Conditions, ranked, states_of
from goodoffices.conflict.graph import Conflict
from goodoffices.conflict.merging import States, moves_of
from goodoffices.conflict.moves import Codes, Flips, Moves, Pairs
from goodoffices.conflict.ranking import together
from goodoffices.conflict.views import looks_like

MOST_OPTIONS = 62
MOST_OPEN = 12  # options a state may leave open where its moves must be worked out


def from_dict(data: object, name: str = "") -> Conflict:
    """Read a conflict from its plain JSON form.

    Parameters
    ----------
    data
        as ``json.load`` gives it.
    name
        of the file, for findings; the conflict's own name comes from ``data``.

    Raises
    ------
    CaseError
        with every finding at once.
    """
    if not isinstance(data, Mapping):
        text = _("A conflict is a mapping with “decision_makers”, “states” and “preferences”.")
        raise CaseError(Finding("GO407", text, Place(name or "conflict")))
    return _Reader(data, name or "conflict").conflict()


class _Reader(PlainReader):
    """Reads a conflict."""

    def conflict(self) -> Conflict:
        makers = self._makers()
        self._stop()
        options = self._options(makers)
        self._stop()
        self.conditions = Conditions(options, self._find)
        self.open: dict[str, NDArray[np.int64]] = dict.fromkeys(makers, together([]))
        states = self._states(options)
        self._stop()
        assert states is not None  # noqa: S101 - or a finding would have said why
        size = states.codes.size
        flips = self._flips(makers, options)
        pairs = self._pairs(makers, size) if "moves" in self.data else None
        ranks = [self._ranks(party, states.codes) for party in makers]
        self._known("preferences", makers)
        status_quo = self._status_quo(size)
        names = self._names(size)
        self._stop()
        added = plain_more.Reader(self.data, self.conditions, self._find)
        movement = plain_more.bar(
            added, list(makers), pairs or [moves_of(f, states) for f in flips], states.codes
        )
        unknown = [
            together([plain_more.unknown_pairs(added, party, states.codes), self.open[party]])
            for party in makers
        ]
        self._known("unknown", makers)
        imagined = plain_more.imagined(added, makers)
        self._stop()
        conflict = Conflict(
            name=str(self.data.get("name") or self.data.get("id") or self.file),
            parties=tuple(makers),
            party_names=tuple(makers),
            options=options,
            codes=states.codes,
            movement=tuple(movement),
            ranks=tuple(ranks),
            status_quo=status_quo,
            names=names,
            unsaid=states.unsaid if states.unsaid.any() else None,
            prefix="",
            unknown=tuple(unknown) if any(pairs.size for pairs in unknown) else (),
            imagined=imagined,
        )
        return self._with_views(conflict, makers)

    def _with_views(self, conflict: Conflict, makers: Mapping[str, list[str]]) -> Conflict:
        """Add the views that parties have of the conflict, each read as a conflict of its own."""
        self._known("views", makers)
        views = {}
        for party, data in self._mapping("views").items():
            if isinstance(data, Mapping) and "views" in data:
                text = _("What a party sees of what others see is not read: a view has no views.")
                self._find("GO407", text, f"views.{party}.views")
                continue
            try:
                views[party] = from_dict(data, f"{self.file}: views.{party}")
                looks_like(conflict, views[party], party)
            except CaseError as error:
                self.findings += error.findings
        self._stop()
        return replace(conflict, views=views) if views else conflict

    # --- findings -----------------------------------------------------------------------------

    def _wrong(self, part: str, expected: str) -> None:
        text = _("“{part}” should be {expected}.").format(part=part, expected=expected)
        self._find("GO407", text, part)

    def _mapping(self, key: str) -> Mapping[str, Any]:
        value = self.data.get(key) or {}
        if isinstance(value, Mapping):
            return value
        self._wrong(key, _("a mapping from names to values"))
        return {}

    def _known(self, key: str, parties: Sequence[str] | Mapping[str, Any]) -> None:
        """Find the parties under a key that the conflict does not have."""
        for party in self._mapping(key):
            if party not in parties:
                text = _("No decision maker is called “{name}”.").format(name=party)
                close = nearest(party, list(parties))
                remedy = _("Did you mean “{close}”?").format(close=close) if close else None
                self._find("GO408", text, f"{key}.{party}", remedy)

    # --- keys ---------------------------------------------------------------------------------

    def _makers(self) -> dict[str, list[str]]:
        """Return each decision maker with its options, in order."""
        value = self.data.get("decision_makers")
        if isinstance(value, Mapping):
            items = list(value.items())
        elif isinstance(value, list) and all(isinstance(v, Mapping) for v in value):
            items = [(v.get("name"), v.get("options") or []) for v in value]
        else:
            items = []
        makers: dict[str, list[str]] = {}
        for maker, options in items:
            good = isinstance(options, list) and all(isinstance(o, str) for o in options)
            if not isinstance(maker, str) or not good or maker in makers:
                self._wrong("decision_makers", _("names, each once, with lists of options"))
                continue
            makers[maker] = options
        if not makers and not self.findings:
            self._wrong("decision_makers", _("a list of names with their options"))
        return makers

    def _options(self, makers: Mapping[str, list[str]]) -> tuple[Option, ...]:
        """Return the options in the order of the patterns' letters."""
        owner = {option: maker for maker, options in makers.items() for option in options}
        order = self.data.get("option_order") or list(owner)
        total = sum(len(options) for options in makers.values())
        if not isinstance(order, list) or sorted(map(str, order)) != sorted(owner):
            self._wrong("option_order", _("every option of every decision maker, each once"))
            return ()
        if total != len(owner) or total > MOST_OPTIONS:
            self._wrong("decision_makers", _("at most 62 options, each of one decision maker"))
            return ()
        irreversible = self._irreversible(list(owner))
        return tuple(
            Option(id=f"{owner[o]}.{o}", party=owner[o], text=o, moves=irreversible.get(o, "both"))
            for o in order
        )

    def _irreversible(self, known: list[str]) -> dict[str, Any]:
        ways = {"N->Y": "forward", "Y->N": "back"}
        found = {}
        for option, way in self._mapping("irreversible").items():
            part = f"irreversible.{option}"
            if option not in known:
                text = _("No decision maker has an option “{name}”.").format(name=option)
                close = nearest(option, known)
                remedy = _("Did you mean “{close}”?").format(close=close) if close else None
                self._find("GO403", text, part, remedy)
            elif way not in ways:
                self._wrong(part, _("“N->Y” or “Y->N”"))
            else:
                found[option] = ways[way]
        return found

    def _states(self, options: tuple[Option, ...]) -> States | None:
        """Return the states: those listed, or those that the conditions allow."""
        if "states" not in self.data and any(key in self.data for key in KEYS):
            return states_of(self.data, self.conditions)
        patterns = self._patterns(options)
        if self.findings:
            return None
        return self._members(*_bits(patterns))

    def _patterns(self, options: tuple[Option, ...]) -> list[str]:
        """Return a pattern of Y, N and - for each state; empty ones in graph form."""
        value = self.data.get("states")
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 1 << 26:
            if "moves" in self.data:
                return ["-" * len(options)] * value
            self._find("GO407", _("States given by their number need “moves”."), "states")
            return []
        if not isinstance(value, list) or not value:
            self._wrong("states", _("a list of patterns such as “YN-”, or how many there are"))
            return []
        patterns = []
        for number, pattern in enumerate(value, start=1):
            if not isinstance(pattern, str) or not _fits(pattern, len(options)):
                text = _("State {number} should be {count} letters, each Y, N or -.")
                text = text.format(number=number, count=len(options))
                self._find("GO411", text, f"states[{number}]")
            patterns.append(pattern)
        if not self.findings:
            self._distinct(patterns)
        return patterns

    def _distinct(self, patterns: list[str]) -> None:
        first: dict[str, int] = {}
        for number, pattern in enumerate(patterns, start=1):
            if pattern in first and pattern.strip("-"):
                text = _("State {number} repeats state {first}.")
                text = text.format(number=number, first=first[pattern])
                self._find("GO411", text, f"states[{number}]")
            first.setdefault(pattern, number)

    def _flips(self, makers: Mapping[str, list[str]], options: Sequence[Option]) -> list[Flips]:
        def mask(party: str, *ways: str) -> int:
            bits = ((1 << k, o) for k, o in enumerate(options))
            return sum(bit for bit, o in bits if o.party == party and o.moves in ways)

        return [
            Flips(mask(p, "both", "forward", "back"), mask(p, "forward"), mask(p, "back"))
            for p in makers
        ]

    def _pairs(self, makers: Mapping[str, list[str]], size: int) -> list[Moves]:
        """Return the moves that are given one by one."""
        self._known("moves", makers)
        given = self._mapping("moves")
        return [Pairs(self._party_pairs(party, given.get(party, []), size)) for party in makers]

    def _party_pairs(self, party: str, given: object, size: int) -> NDArray[np.int64]:
        part = f"moves.{party}"
        if not isinstance(given, list):
            self._wrong(part, _("a list of pairs of states"))
            return np.zeros((0, 2), dtype=np.int64)
        good = []
        for k, pair in enumerate(given, start=1):
            if not (isinstance(pair, list) and len(pair) == 2 and all(map(_whole, pair))):
                self._wrong(f"{part}[{k}]", _("a pair of states"))
            elif not all(1 <= state <= size for state in pair):
                self._outside(f"{part}[{k}]", max(pair, key=lambda s: abs(s - 1)), size)
            elif pair[0] == pair[1]:
                text = _("A move from state {state} to itself is no move.").format(state=pair[0])
                self._find("GO412", text, f"{part}[{k}]")
            else:
                good.append(pair)
        if not good:
            return np.zeros((0, 2), dtype=np.int64)
        return np.unique(np.array(good, dtype=np.int64) - 1, axis=0)

    def _outside(self, part: str, state: int, size: int) -> None:
        text = _("There is no state {state}: they are numbered from 1 to {size}.")
        self._find("GO409", text.format(state=state, size=size), part)

    def _ranks(self, party: str, codes: Codes) -> NDArray[np.int32]:
        """Return a party's ranks from its groups of states, best first, or by what it prefers."""
        part, size = f"preferences.{party}", codes.size
        ranks = np.full(size, -1, dtype=np.int32)
        groups = self._mapping("preferences").get(party)
        if groups is None:
            text = _("“{party}” has no preferences, so its choices cannot be judged.")
            remedy = _("List its states under “preferences”, the best first.")
            self._find("GO402", text.format(party=party), part, remedy)
            return ranks
        if isinstance(groups, Mapping):
            found = ranked(groups, self.conditions, codes, part)
            if found is None:
                return ranks
            self.open[party] = found.unknown
            return found.ranks
        if not isinstance(groups, list):
            self._wrong(part, _("a list of groups of states, the best first"))
            return ranks
        before = len(self.findings)
        for rank, group in enumerate(groups):
            for state in group if isinstance(group, list) else [group]:
                self._rank(ranks, state, rank, f"{part}[{rank + 1}]")
        missing = np.flatnonzero(ranks < 0) + 1
        if missing.size and len(self.findings) == before:
            text = _("The ranking of “{party}” misses these states: {states}.")
            listed = ", ".join(map(str, missing[:20])) + (", …" if missing.size > 20 else "")
            self._find("GO410", text.format(party=party, states=listed), part)
        return ranks

    def _rank(self, ranks: NDArray[np.int32], state: object, rank: int, part: str) -> None:
        if not _whole(state):
            self._wrong(part, _("a group of states' numbers"))
        elif not 1 <= int(state) <= ranks.size:  # type: ignore[call-overload]
            self._outside(part, int(state), ranks.size)  # type: ignore[call-overload]
        elif ranks[int(state) - 1] >= 0:  # type: ignore[call-overload]
            text = _("State {state} is ranked twice.").format(state=state)
            self._find("GO410", text, part)
        else:
            ranks[int(state) - 1] = rank  # type: ignore[call-overload]

    def _status_quo(self, size: int) -> int | None:
        value = self.data.get("status_quo")
        if value is None:
            return None
        if not _whole(value):
            self._wrong("status_quo", _("a state's number"))
        elif not 1 <= value <= size:
            self._outside("status_quo", value, size)
        else:
            return int(value) - 1
        return None

    def _names(self, size: int) -> dict[int, str]:
        names = {}
        for number, name in self._mapping("names").items():
            if not number.isdecimal() or not isinstance(name, str):
                self._wrong(f"names.{number}", _("a state's number with its name"))
            elif not 1 <= int(number) <= size:
                self._outside(f"names.{number}", int(number), size)
            else:
                names[int(number) - 1] = name
        return names

    def _members(self, codes: Codes, unsaid: Codes) -> States:
        """Return the states, with every combination they stand for where some are left open."""
        if not unsaid.any() or "moves" in self.data:
            return States(codes, unsaid)
        if max(int(u).bit_count() for u in unsaid) > MOST_OPEN:
            text = _("A state leaves more than {most} options open; give its “moves” instead.")
            self._find("GO411", text.format(most=MOST_OPEN), "states")
            return States(codes, unsaid)
        owner: dict[int, int] = {}
        for state, (code, mask) in enumerate(zip(codes.tolist(), unsaid.tolist(), strict=True)):
            for extra in _submasks(mask):
                if owner.setdefault(code | extra, state) != state:
                    self._shared(owner[code | extra], state)
                    break
        every = np.array(list(owner), dtype=np.int64)
        return States(codes, unsaid, every, np.array(list(owner.values()), dtype=np.int64))

    def _shared(self, first: int, second: int) -> None:
        text = _("State {number} shares a combination of options with state {first}.")
        text = text.format(number=second + 1, first=first + 1)
        self._find("GO411", text, f"states[{second + 1}]")


def _submasks(mask: int) -> list[int]:
    found, sub = [0], mask
    while sub:
        found.append(sub)
        sub = (sub - 1) & mask
    return found


def _bits(patterns: Sequence[str]) -> tuple[Codes, Codes]:
    """Return the options each pattern takes and those it leaves open, as bits."""

    def code(pattern: str, letter: str) -> int:
        return sum(1 << k for k, found in enumerate(pattern) if found == letter)

    taken = np.array([code(p, "Y") for p in patterns], dtype=np.int64)
    return taken, np.array([code(p, "-") for p in patterns], dtype=np.int64)


def _fits(pattern: str, count: int) -> bool:
    return len(pattern) == count and not pattern.strip("YN-")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
