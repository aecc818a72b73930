"""The plain JSON form of a conflict, for scholars, tests and other programs.

    {"name": "…",
     "decision_makers": [{"name": "US", "options": ["press"]}, …]  or  {"US": ["press"], …},
     "option_order": ["press", …],           in which the patterns stand; as listed when left out
     "states": ["YN", "-Y", …]  or a number   numbered from 1; "-" leaves an option open
     "irreversible": {"press": "N->Y"},      the only way an option can go
     "moves": {"US": [[1, 2], …], …},        when left out, what the options allow
     "preferences": {"US": [[3], [1, 4], …]}, best first; a group is a tie; ">>" between groups
                                             says strongly preferred, ">>>" even more so
     "unknown": {"US": [[1, 4], ["press", "relief"]]},  pairs of states, or of conditions
     "certainty": {"US": [[1, 4, 0.7]]}, "satisficing": {"US": 0.4},   see :mod:`.certainty`
     "barred": [{"party": "US", "from": "press", "to": "relief"}, …]  either end may be left out
     "status_quo": 1, "names": {"1": "…"},
     "coalitions": [["US", "EU"], …],        who is looked at together
     "views": {"Iran": {…}},                 the conflict as it sees it, in this same form; what it
                                             thinks that others see stands under its own "views"
     "imagined": ["strike", …]}              in a view: options of it that are not there

Instead of listing its states a conflict may say what cannot be, with ``infeasible``, ``exclusive``,
``at_least_one``, ``only_if`` and ``same``, as a case does; instead of ranking them one by one a
party may give, under "preferences",

    {"statements": ["not strike", "limit if relief"]}   the most important first
    {"weights": {"limit": 3, "strike": -5}}             the larger the sum taken, the better
    {"ranking": ["limit", ["relief", "delay"], "rest"]} step by step, a list is a tie
    {"pairs": [["limit", "strike"], …],                 the first is preferred to the second;
     "equal": [["limit", "delay"], …]}                  what no chain decides is unknown

An option is named by itself where only one party has it, or as ``party.option``. What options,
rules and orders mean is read by the readers of a case, and kept: both written forms have one
meaning. Anything that a case says of an option, a statement, a step, a pair or a weight beside it
(``text``, ``evidence``, ``judged``, ``because``) may be said here too, with ``that`` for the
statement. Everything is checked and every problem told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn, TypeGuard

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Place, written_path
from goodoffices.case.file import states as read
from goodoffices.case.file.names import Names
from goodoffices.case.file.orders import OrderReader
from goodoffices.case.file.plain import PlainPlaces, PlainReader
from goodoffices.case.file.text import Entry, Node, Scalar, Sequence
from goodoffices.case.file.text import Mapping as Part
from goodoffices.case.nouns import (
    Barred,
    Option,
    Ordering,
    Preference,
)
from goodoffices.conflict import dense
from goodoffices.conflict.forms.certainty import CertaintyReader
from goodoffices.conflict.forms.listed import (
    MOST_OPTIONS,
    MOST_STATES,
    RULES,
    WAYS,
    codes_of,
    degrees,
    has_patterns,
    is_whole,
    listed_pairs,
    listed_ranks,
    plain,
    without_marks,
)
from goodoffices.conflict.from_case import (
    feasible,
    merged_states,
    party_moves,
    without_barred,
)
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.merging import States
from goodoffices.conflict.moves import Codes, Moves, Pairs, settings
from goodoffices.conflict.party_order import rank_states
from goodoffices.conflict.ranking import (
    NONE_UNKNOWN,
    Ranked,
    Truths,
    said_degrees,
    together,
)
from goodoffices.conflict.views import looks_like

MOST_OPEN = 12
"""Options that a state may leave open where its moves must be worked out."""

MOST_LEVELS = 4
"""Views within views: what a party thinks that another thinks, and so on."""

ORDERS = {"statements": "prefers", "weights": "weights", "ranking": "ranking", "pairs": "pairs"}
"""What a party's order is called here, and in a case."""

Path = tuple[str | int, ...]
Order = tuple[tuple[Preference, ...], Ordering]


def from_dict(data: object, name: str = "", text: str | None = None) -> GraphModel:
    """Read a conflict from its plain JSON form.

    Parameters
    ----------
    data
        as ``json.load`` gives it; arrays and numbers of numpy may stand in it.
    name
        of the file, for findings; the conflict's own name comes from ``data``.
    text
        the JSON itself, if findings are to have their line and column.

    Raises
    ------
    CaseError
        with every finding at once.
    """
    places = PlainPlaces(name or "conflict", text)
    try:
        return _ConflictReader(data, places).conflict()
    except CaseError as error:
        raise CaseError(places.located(error.findings)) from None


class _ConflictReader:
    """Reads a conflict, or a view of one; ``path`` leads to it."""

    def __init__(self, data: object, places: PlainPlaces, path: Path = ()) -> None:
        self.places, self.path = places, path
        self.reader = PlainReader(places)
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.reader.tell("GO407.conflict", self.at())
            self.stop()
        self.names = Names(self.reader)
        self.words: dict[str, str] = {}  # the name of each option, by its id

    def at(self, *path: str | int) -> Place:
        """Return where a part of the conflict stands."""
        return self.places.at(*self.path, *path)

    def node(self, value: object, *path: str | int) -> Node:
        """Return a part of the conflict as a node."""
        return self.places.node(value, *self.path, *path)

    def stop(self) -> None:
        """Raise what was found, if anything: what comes next builds upon what came before."""
        if self.reader.findings:
            self.fail()

    def fail(self) -> NoReturn:
        """Raise what was found."""
        raise CaseError(self.reader.findings)

    def gather(self, error: CaseError, *path: str | int) -> None:
        """Add what the mathematics found; what has no place has that of a part."""
        place = self.at(*path)
        self.reader.findings += [f if f.place else replace(f, place=place) for f in error.findings]

    def conflict(self) -> GraphModel:
        """Read all of it, what the rest builds upon first."""
        makers = self._makers()
        self.stop()
        options = self._options(makers)
        self.stop()
        self._know(makers, options)
        barred = read.barred(self.reader, self._node_of("barred"), self.names)
        states = self._states(options)
        self.stop()
        size = states.codes.size
        truths = Truths(self.names.options, states.codes)
        state_names = self._state_names(size)
        self.names = knowing_outcomes(self.names, state_names, states)
        orders = {maker: self._order(maker) for maker in makers}
        movement = self._movement(makers, options, barred, truths, states)
        ranked = [self._ranked(maker, orders[maker], truths) for maker in makers]
        unknown = tuple(each.unknown for each in ranked)
        for key in ("preferences", "unknown", "certainty", "satisficing", "moves", "views"):
            self._parties_of(key)
        ordered = any(prefers or order.ranks or order.unknown for prefers, order in orders.values())
        conflict = GraphModel(
            name=str(self.data.get("name") or self.data.get("id") or self.places.file),
            parties=tuple(makers),
            party_names=tuple(maker.label for maker in makers.values()),
            options=options,
            codes=states.codes,
            movement=movement,
            ranks=tuple(each.ranks for each in ranked),
            status_quo=self._status_quo(size),
            names=state_names,
            preferences=tuple(prefers for prefers, _o in orders.values()) if ordered else (),
            orderings=tuple(order for _p, order in orders.values()) if ordered else (),
            unsaid=states.unsaid if states.unsaid.any() else None,
            prefix=self.reader.string(self._node_of("prefix")),
            numbered=bool(self.data.get("numbered")) and bool(options),
            strength=self._strength(makers, ranked),
            unknown=unknown if any(pairs.size for pairs in unknown) else (),
            imagined=frozenset(self._imagined()),
            coalitions=tuple(self._coalitions()),
        )
        conflict = self._with_certainty(conflict, truths)
        self.stop()
        return self._with_views(conflict)

    def _with_certainty(self, conflict: GraphModel, truths: Truths) -> GraphModel:
        """Add how certain preferences are, and how certain parties must be to act."""
        said, bounds = self._mapping("certainty"), self._mapping("satisficing")
        if not said and not bounds:
            return conflict
        read = CertaintyReader(self.reader, self.names, self.at, self.node, truths)
        degrees = [read.degrees(said.get(p), ("certainty", p)) for p in conflict.parties]
        satisficing = [read.threshold(bounds.get(p), ("satisficing", p)) for p in conflict.parties]
        return replace(conflict, certainty=tuple(degrees), satisficing=tuple(satisficing))

    def _with_views(self, conflict: GraphModel) -> GraphModel:
        """Add the views that parties have of the conflict, each read as a conflict of its own."""
        views = {}
        for party, data in self._mapping("views").items():
            if len(self.path) == 2 * MOST_LEVELS:
                most = MOST_LEVELS
                self.reader.tell("GO407.view", self.at("views", party), most=most)
                continue
            try:
                view = _ConflictReader(data, self.places, (*self.path, "views", party))
                views[party] = view.conflict()
                looks_like(conflict, views[party], party)
            except CaseError as error:
                self.gather(error, "views", party)
        self.stop()
        return replace(conflict, views=views) if views else conflict

    # --- parts of the data ----------------------------------------------------------------------

    def _mapping(self, key: str) -> Mapping[str, Any]:
        value = self.data.get(key) or {}
        if isinstance(value, Mapping):
            return value
        self.reader.tell("GO407.mapping", self.at(key), part=key)
        return {}

    def _node_of(self, key: str) -> Node | None:
        value = self.data.get(key)
        return None if value is None else self.node(value, key)

    def _parties_of(self, key: str) -> None:
        """Find the parties under a key that the conflict does not have."""
        known = self.names.parties
        for party in self._mapping(key):
            if party not in known:
                near = (str(party), known)
                self.reader.tell("GO408", self.at(key, party), near=near, name=party)

    # --- who decides, by what -------------------------------------------------------------------

    def _makers(self) -> dict[str, _Maker]:
        """Return each decision maker with its options as they are written."""
        value = self.data.get("decision_makers")
        listed: list[tuple[Any, Mapping[str, Any], Path]] = []
        if isinstance(value, Mapping):
            listed = [(name, {"options": own}, (name,)) for name, own in value.items()]
        elif isinstance(value, list | tuple) and all(isinstance(v, Mapping) for v in value):
            listed = [(v.get("name"), v, (k, "options")) for k, v in enumerate(value)]
        makers: dict[str, _Maker] = {}
        for name, body, path in listed:
            own = plain(body.get("options") or [])
            if not isinstance(name, str) or not isinstance(own, list) or name in makers:
                self.reader.tell("GO407.makers", self.at("decision_makers", path[0]))
            else:
                label = str(body.get("label") or name)
                makers[name] = _Maker(label, own, ("decision_makers", *path))
        if not makers and not self.reader.findings:
            self.reader.tell("GO407.no_makers", self.at("decision_makers"))
        return makers

    def _options(self, makers: Mapping[str, _Maker]) -> tuple[Option, ...]:
        """Return the options in the order of the patterns' letters."""
        options: dict[str, Option] = {}
        for party, maker in makers.items():
            for k, item in enumerate(maker.options):
                option = self._option(party, item, *maker.path, k)
                if option is None:
                    self.reader.tell("GO407.makers", self.at(*maker.path, k))
                elif option.id in options:
                    self.reader.tell("GO407.twice", self.at(*maker.path, k), name=option.id)
                else:
                    options[option.id] = option
        if len(options) > MOST_OPTIONS:
            at = self.at("decision_makers")
            self.reader.tell("GO407.options", at, count=len(options), most=MOST_OPTIONS)
        self._know(makers, tuple(options.values()))
        irreversible = self._mapping("irreversible")
        for item in self.reader.mapping(self.node(irreversible, "irreversible")).entries:
            option_id = self.names.option_at(item.key)
            way = WAYS.get(self.reader.string(item.value))
            if way is None:
                part = f"irreversible.{item.key.value}"
                self.reader.tell("GO407.way", item.value, part=part)
            elif option_id:
                options[option_id] = replace(options[option_id], moves=way)
        return self._in_order(options)

    def _option(self, party: str, item: object, *path: str | int) -> Option | None:
        """Read an option: its name, or what is said of it with its name."""
        if isinstance(item, str):
            item = {"name": item}
        if not isinstance(item, Mapping) or not isinstance(item.get("name"), str):
            return None
        body = {"text": item["name"]} | {k: v for k, v in item.items() if k not in ("name", "id")}
        name = Scalar(item["name"], self.node(None, *path).start, 0, '"')
        option = read.read_option(self.reader, party, Entry(name, self.node(body, *path)))
        option = replace(option, id=str(item.get("id") or option.id))
        self.words[option.id] = item["name"]
        return option

    def _in_order(self, options: Mapping[str, Option]) -> tuple[Option, ...]:
        if not self.data.get("option_order"):
            return tuple(options.values())
        before = len(self.reader.findings)
        nodes = self.reader.items(self._node_of("option_order"))
        order = [self.names.option_at(node) for node in nodes]
        if len(self.reader.findings) == before and sorted(filter(None, order)) != sorted(options):
            self.reader.tell("GO407.order", self.at("option_order"))
        return tuple(options[option] for option in order if option)

    def _know(self, makers: Mapping[str, _Maker], options: tuple[Option, ...]) -> None:
        """Let names be looked up: of parties and of options, by their own name where one has it."""
        ids = tuple(option.id for option in options)
        short = [self.words[option] for option in ids]
        aliases = {n: i for n, i in zip(short, ids, strict=True) if short.count(n) == 1}
        aliases = {name: option for name, option in aliases.items() if name not in ids}
        self.names = Names(self.reader, tuple(makers), ids, aliases=aliases)

    # --- states ---------------------------------------------------------------------------------

    def _states(self, options: tuple[Option, ...]) -> States:
        """Return the states: those listed, or those that the rules allow."""
        if options and "states" not in self.data and any(key in self.data for key in RULES):
            return self._allowed(options)
        return self._members(*codes_of(self._patterns(len(options))))

    def _allowed(self, options: tuple[Option, ...]) -> States:
        """Return the combinations of options that no rule excludes."""
        entries = (self.places.entry(k, self.data[k], *self.path) for k in RULES if k in self.data)
        top = Part(tuple(entries), self.node(None).start, 0)
        for key in ("exclusive", "at_least_one"):
            for group in self.reader.items(top.at(key)):
                if not isinstance(group, Sequence):
                    self.reader.tell("GO407.group", group, part=key)
        excluding = (
            *read.rules(self.reader, top.at("infeasible"), self.names),
            *read.groups(self.reader, top, self.names),
            *read.only_if(self.reader, top, self.names),
        )
        same = read.same(self.reader, top.at("same"), self.names)
        self.stop()
        try:
            return merged_states(feasible(options, excluding), same)
        except CaseError as error:
            self.gather(error, "decision_makers")
            self.fail()

    def _patterns(self, letters: int) -> list[str]:
        """Return a pattern of Y, N and - for each state."""
        value = plain(self.data.get("states"))
        if is_whole(value) and 0 < value <= MOST_STATES:
            if "moves" in self.data:
                return ["-" * letters] * int(value)
            self.reader.tell("GO407.numbered", self.at("states"))
            self.fail()
        if not isinstance(value, list) or not value:
            self.reader.tell("GO407.states", self.at("states"))
            self.fail()
        if has_patterns(value, letters):
            return value
        first: dict[str, int] = {}
        for k, pattern in enumerate(value):
            if not isinstance(pattern, str) or len(pattern) != letters or pattern.strip("YN-"):
                self.reader.tell("GO411.letters", self.at("states", k), number=k + 1, count=letters)
            elif pattern.strip("-") and pattern in first:
                one = first[pattern] + 1
                self.reader.tell("GO411.repeats", self.at("states", k), number=k + 1, first=one)
            else:
                first[pattern] = k
        self.stop()
        return value

    def _members(self, codes: Codes, unsaid: Codes) -> States:
        """Return the states, with every combination they stand for where some are left open."""
        if not unsaid.any() or "moves" in self.data:
            return States(codes, unsaid)
        if max(int(u).bit_count() for u in unsaid) > MOST_OPEN:
            self.reader.tell("GO411.open", self.at("states"), most=MOST_OPEN)
            return States(codes, unsaid)
        owner: dict[int, int] = {}
        for state, (code, mask) in enumerate(zip(codes.tolist(), unsaid.tolist(), strict=True)):
            for extra in settings(mask).tolist():
                first = owner.setdefault(code | extra, state)
                if first != state:
                    at = self.at("states", state)
                    self.reader.tell("GO411.shares", at, number=state + 1, first=first + 1)
                    break
        every = np.array(list(owner), dtype=np.int64)
        return States(codes, unsaid, every, np.array(list(owner.values()), dtype=np.int64))

    def _state_names(self, size: int) -> dict[int, str]:
        names = {}
        for number, name in self._mapping("names").items():
            if not str(number).isdecimal() or not isinstance(name, str):
                part = f"names.{number}"
                self.reader.tell("GO407.name", self.at("names", number), part=part)
            elif self._within(int(number), size, "names", number):
                names[int(number) - 1] = name
        return names

    def _status_quo(self, size: int) -> int | None:
        value = self.data.get("status_quo")
        if value is None:
            return None
        if not is_whole(value):
            self.reader.tell("GO407.status_quo", self.at("status_quo"))
        elif self._within(value, size, "status_quo"):
            return int(value) - 1
        return None

    def _imagined(self) -> Iterator[str]:
        """Yield the ids of the options that a view says are not there."""
        for node in self.reader.items(self._node_of("imagined")):
            if option := self.names.option_at(node):
                yield option

    def _coalitions(self) -> Iterator[tuple[str, ...]]:
        """Yield the parties that are looked at together."""
        for node in self.reader.items(self._node_of("coalitions")):
            members = map(self.names.party_at, self.reader.items(node))
            yield tuple(party for party in members if party)

    def _within(self, state: int, size: int, *path: str | int) -> bool:
        """Tell of a state that there is not."""
        if not 1 <= state <= size:
            self.reader.tell("GO409.state", self.at(*path), state=state, size=size)
        return 1 <= state <= size

    # --- moves ----------------------------------------------------------------------------------

    def _movement(
        self,
        makers: Iterable[str],
        options: tuple[Option, ...],
        barred: tuple[Barred, ...],
        truths: Truths,
        states: States,
    ) -> tuple[Moves, ...]:
        """Return each party's moves: those listed, or what its options allow; less those barred."""
        movement: list[Moves] = []
        try:
            for maker in makers:
                if "moves" in self.data:
                    moves = Pairs(self._pairs(maker, states.codes.size))
                    movement.append(without_barred(moves, maker, barred, truths))
                else:
                    own = [option for option in options if option.party == maker]
                    movement.append(party_moves(maker, own, barred, truths, states))
        except CaseError as error:
            self.gather(error, "barred")
        return tuple(movement)

    def _pairs(self, maker: str, size: int) -> NDArray[np.int64]:
        """Return the moves that are listed, (k, 2), each once, counted from 0."""
        part = ("moves", maker)
        listed = plain(self._mapping("moves").get(maker, []))
        pairs = listed_pairs(listed, size)
        if pairs is not None:
            return pairs
        if not isinstance(listed, list):
            self.reader.tell("GO407.pairs", self.at(*part), part=written_path(part))
            listed = []
        for k, pair in enumerate(map(plain, listed)):
            self._pair(pair, size, *part, k)
        return np.zeros((0, 2), dtype=np.int64)

    def _pair(self, pair: object, size: int, *path: str | int) -> None:
        """Tell what is wrong with one move."""
        if not _two(pair):
            self.reader.tell("GO407.pair", self.at(*path), part=written_path(path))
        elif all(self._within(state, size, *path) for state in pair) and pair[0] == pair[1]:
            self.reader.tell("GO412", self.at(*path), state=pair[0])

    # --- preferences ----------------------------------------------------------------------------

    def _order(self, maker: str) -> Order:
        """Return how a party orders states, but for what is listed by numbers."""
        given = self._mapping("preferences").get(maker)
        part = ("preferences", maker)
        entries: list[Entry] = []
        if isinstance(given, Mapping):
            ways = [key for key in ORDERS if key in given]
            if set(given) - {*ORDERS, "equal", "groups"} or not (ways or "groups" in given):
                self.reader.tell("GO407.groups", self.at(*part), part=written_path(part))
            for key in ways:
                entry = self.places.entry(key, given[key], *self.path, *part)
                value = entry.value
                if key == "pairs":
                    equal = self.node(given.get("equal"), *part, "equal")
                    value = _compared(value, equal)
                entries.append(Entry(replace(entry.key, value=ORDERS[key]), value))
        unsure = self._unsure(maker)
        entries.append(Entry(Scalar("unknown", unsure.start, 0), unsure))
        body = Part(tuple(entries), unsure.start, 0)
        return OrderReader(self.reader, self.names).order(body)

    def _unsure(self, maker: str) -> Sequence:
        """Return the pairs of kinds of states between which a preference is unknown."""
        start = self.node(None, "unknown", maker).start
        listed = self._unknown_pairs(maker)
        pairs = (self.node(pair, "unknown", maker, k) for k, pair in listed if not _two(pair))
        return Sequence(tuple(pairs), start, 0)

    def _unknown_pairs(self, maker: str) -> list[tuple[int, object]]:
        listed = plain(self._mapping("unknown").get(maker) or [])
        if isinstance(listed, list):
            return [(k, plain(pair)) for k, pair in enumerate(listed)]
        part = f"unknown.{maker}"
        self.reader.tell("GO407.unknown", self.at("unknown", maker), part=part)
        return []

    def _ranked(self, maker: str, order: Order, truths: Truths) -> Ranked:
        """Return a party's ranks, and the pairs of states whose order is unknown."""
        prefers, ordering = order
        groups = self._mapping("preferences").get(maker)
        part: Path = ("preferences", maker)
        if groups is None:
            self.reader.tell("GO402.maker", self.at(*part), party=maker)
        if isinstance(groups, Mapping):
            groups, part = groups.get("groups"), (*part, "groups")
        listed = None if groups is None else self._listed(groups, truths.codes.size, part, maker)
        if listed is not None:
            prefers, ordering = (), Ordering(unknown=ordering.unknown)
        pairs = self._unknown_states(maker, truths.codes.size)
        ranked = Ranked(np.zeros(truths.codes.size, dtype=np.int32), NONE_UNKNOWN)
        if not self.reader.findings and (listed is None or ordering.unknown):
            try:
                ranked = rank_states(maker, prefers, ordering, truths)
            except CaseError as error:
                self.gather(error, *part[:2])
        unknown = together([ranked.unknown, pairs])
        return Ranked(ranked.ranks if listed is None else listed, unknown, ranked.strength)

    def _unknown_states(self, maker: str, size: int) -> NDArray[np.int64]:
        """Return the pairs of states, (k, 2), between which a preference is unknown."""
        pairs = [(k, pair) for k, pair in self._unknown_pairs(maker) if _two(pair)]
        if pairs and size > dense.MOST_STATES:
            at = self.at("unknown", maker)
            self.reader.tell("GO419.states", at, size=size, most=dense.MOST_STATES)
            return NONE_UNKNOWN
        for k, (one, other) in pairs:
            if not (1 <= one <= size and 1 <= other <= size and one != other):
                self.reader.tell("GO409.pair", self.at("unknown", maker, k), size=size)
        listed = np.array([pair for _k, pair in pairs], dtype=np.int64).reshape(-1, 2)
        return np.asarray(listed - 1, dtype=np.int64)

    def _listed(self, value: object, size: int, part: Path, maker: str) -> NDArray[np.int32]:
        """Return ranks, (n,), from groups of states' numbers, the best first."""
        value = without_marks(value)
        ranks = listed_ranks(value, size)
        if ranks is not None:
            return ranks
        groups = plain(value)
        if isinstance(groups, list):
            lists = [g if isinstance(g, list) else [g] for g in map(plain, groups)]
            self._unfit(lists, size, part, maker)
        else:
            self.reader.tell("GO407.groups", self.at(*part), part=written_path(part))
        return np.zeros(size, dtype=np.int32)

    def _strength(
        self, makers: Iterable[str], ranked: Iterable[Ranked]
    ) -> tuple[NDArray[np.int64], ...]:
        """Return by how many degrees each rank is preferred to the next: by marks, or by steps."""
        steps = []
        for maker, order in zip(makers, ranked, strict=True):
            listed: Any = self._mapping("preferences").get(maker)
            part: Path = ("preferences", maker)
            if isinstance(listed, Mapping):
                listed, part = listed.get("groups"), (*part, "groups")
            found = order.strength if listed is None else degrees(listed)
            if found is None:
                self.reader.tell("GO407.marks", self.at(*part), part=written_path(part))
                found = np.ones(1, dtype=np.int64)
            steps.append(found)
        return said_degrees(steps)

    def _unfit(self, groups: list[list[Any]], size: int, part: Path, maker: str) -> None:
        """Tell why groups of states do not rank each once."""
        before = len(self.reader.findings)
        ranked: set[int] = set()
        for k, group in enumerate(groups):
            for state in group:
                if not is_whole(state):
                    where = written_path((*part, k))
                    self.reader.tell("GO407.group_states", self.at(*part, k), part=where)
                elif self._within(state, size, *part, k):
                    if state in ranked:
                        self.reader.tell("GO410.twice", self.at(*part, k), state=state)
                    ranked.add(int(state))
        missing = sorted(set(range(1, size + 1)) - ranked)
        if missing and len(self.reader.findings) == before:
            listed = ", ".join(map(str, missing[:20])) + (", …" if len(missing) > 20 else "")
            self.reader.tell("GO410.misses", self.at(*part), party=maker, states=listed)


@dataclass(frozen=True)
class _Maker:
    """A decision maker as it is written: its name for people, its options and where they stand."""

    label: str
    options: list[Any]
    path: Path


def knowing_outcomes(
    names: Names, outcomes: Mapping[int, str], states: States | GraphModel
) -> Names:
    """Let outcomes be named in orders, unless an option has that name."""
    known = {*names.options, *names.aliases}
    taken = {
        ",".join(o for k, o in enumerate(names.options) if states.codes[s] >> k & 1): name
        for s, name in outcomes.items()
        if name not in known and (states.unsaid is None or not states.unsaid[s])
    }
    return replace(names, outcomes=taken)


def _compared(pairs: Node, equal: Node) -> Node:
    """Return pairs, the better first, and pairs of equals as a case has them."""

    def pair(item: Node) -> Node:
        if not isinstance(item, Sequence) or len(item.items) != 2:
            return item
        keys = (Scalar(key, item.start, 0) for key in ("better", "than"))
        return Part(tuple(map(Entry, keys, item.items)), item.start, 0)

    def tie(item: Node) -> Node:
        if isinstance(item, Part):
            return item
        return Part((Entry(Scalar("equal", item.start, 0), item),), item.start, 0)

    if not isinstance(pairs, Sequence):
        return pairs
    ties = equal.items if isinstance(equal, Sequence) else ()
    return replace(pairs, items=(*map(pair, pairs.items), *map(tie, ties)))


def _two(pair: object) -> TypeGuard[list[int]]:
    return isinstance(pair, list) and len(pair) == 2 and all(map(is_whole, pair))
