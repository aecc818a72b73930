"""Bounds on what anyone can send or try: bodies, fields, time, log-ins, streams."""

from __future__ import annotations

import asyncio
import math
import shutil
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from python_multipart.multipart import MultipartParser, parse_options_header

from goodoffices.base.bodies import TooMuchError, form_fields, need_form, network_of

BODY = 256 * 1024
"""The largest form, in bytes."""

LARGE = 128 * 1024
"""From which size on, in bytes, answers that are not read yet are counted."""

SMALL = 16 * 1024
"""Up to which size, in bytes, what was sent is read, and written into a page, where it arrives."""

FILE = 10 * 2**20
"""The largest file that can be checked, in bytes."""

FIELDS = 2_000
STREAMS = 20
"""How many live streams one member may have open."""


def read_form(body: bytes, media_type: str) -> dict[str, str]:
    """Read a form's fields, of which nothing at all has none.

    Raises
    ------
    TooMuchError
        if the body is no form.
    """
    if not body:
        return {}
    need_form(media_type)
    return form_fields(body, FIELDS)


def read_file(body: bytes, media_type: str) -> bytes:
    """Return the first file of a multipart body.

    Raises
    ------
    TooMuchError
        if there is none.
    """
    kind, options = parse_options_header(media_type)
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary or len(boundary) > 200:
        raise TooMuchError(415)
    found: list[bytes] = []
    parts = 0

    def begin() -> None:
        nonlocal parts
        parts += 1

    def data(chunk: bytes, start: int, end: int) -> None:
        if parts == 1:
            found.append(chunk[start:end])

    try:
        parser = MultipartParser(boundary, {"on_part_begin": begin, "on_part_data": data})
        parser.write(body)
        parser.finalize()
    except ValueError as error:
        raise TooMuchError(400) from error
    return b"".join(found)


AGAIN = 10
"""When to come again who was sent away because too many wait, in seconds."""


class CrowdedError(Exception):
    """So many wait for their turn that one more cannot, or could not any longer.

    ``seconds`` is when to come again: later, things may be better.
    """

    def __init__(self, seconds: int = AGAIN) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class UnderWay:
    """How many large things may be on their way, each way: they lie in memory meanwhile."""

    each: int
    most: int
    _under_way: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def one(self, who: str) -> Iterator[None]:
        """Hold a place for one of them.

        Raises
        ------
        CrowdedError
            if the member, or all together, have too many under way.
        """
        if self._under_way[who] >= self.each or self._under_way.total() >= self.most:
            raise CrowdedError
        self._under_way[who] += 1
        try:
            yield
        finally:
            self._under_way[who] -= 1
            if not self._under_way[who]:
                del self._under_way[who]  # of strangers there is no end of names


TURN = 20.0
"""How long one waits for a turn, in seconds: a browser that is told to come again is better off
than one that waits for a server which has more to do than it manages."""


class Turnstile:
    """Lets a few through at a time, and those who wait in turn: one of each, then the next of each.

    Those who may be many by one hand, as browsers behind one address, have turns of a group: one of
    each group, and within it one of each. What is bounded is the work and the waiting, never a
    person: nothing is counted from one try to the next, so that nobody can be locked out by
    another's tries, and no answer tells whether somebody else has come in. Where ``rests``, a place
    stays empty after each turn for as long as the turn took.
    """

    def __init__(
        self, at_once: int = 1, most: int = 64, patience: float = TURN, *, rests: bool = False
    ) -> None:
        self._free = at_once
        self._most = most
        self._patience = patience
        self._rests = rests
        self._waiting: dict[str, dict[str, deque[asyncio.Future[None]]]] = {}

    @asynccontextmanager
    async def turn(self, who: str, group: str | None = None) -> AsyncIterator[None]:
        """Wait for one's turn, and hold the place for the while.

        Raises
        ------
        CrowdedError
            if there is no room to wait in, or the turn does not come in time.
        """
        await self._come(who, who if group is None else group)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            yield
        finally:
            if self._rests:
                loop.call_later(loop.time() - begun, self._go)
            else:
                self._go()

    async def _come(self, who: str, group: str) -> None:
        if self._free:
            self._free -= 1
            return
        self._make_room(who, group)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        self._waiting.setdefault(group, {}).setdefault(who, deque()).append(future)
        late = loop.call_later(self._patience, self._send_away, who, group, future)
        try:
            await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._go()
            else:
                self._strike(who, group, future)
            raise
        finally:
            late.cancel()

    def _send_away(self, who: str, group: str, future: asyncio.Future[None]) -> None:
        """Let nobody wait longer than is of use."""
        if not future.done():
            future.set_exception(CrowdedError())
            self._strike(who, group, future)

    def _strike(self, who: str, group: str, future: asyncio.Future[None]) -> None:
        """Take somebody who waits no more out of the line, so that no place is held for nobody."""
        lines = self._waiting.get(group, {})
        if future in lines.get(who, ()):
            lines[who].remove(future)
            self._tidy(who, group)

    def _tidy(self, who: str, group: str) -> None:
        """Leave no line and no group in which nobody waits."""
        lines = self._waiting[group]
        if not lines[who]:
            del lines[who]
        if not lines:
            del self._waiting[group]

    def _make_room(self, who: str, group: str) -> None:
        """Where all places are taken, send away the last of those who are most."""
        sizes = {name: sum(map(len, lines.values())) for name, lines in self._waiting.items()}
        if sum(sizes.values()) < self._most:
            return
        crowd = max(sizes, key=lambda name: sizes[name])
        if sizes[crowd] <= sizes.get(group, 0) + 1:
            crowd = group  # no group is more than this one: it makes room itself
        lines = self._waiting.get(crowd, {})
        longest = max(lines, key=lambda name: len(lines[name]), default=who)
        if crowd == group and len(lines.get(longest, ())) <= len(lines.get(who, ())) + 1:
            raise CrowdedError
        last = lines[longest].pop()
        self._tidy(longest, crowd)
        if not last.done():
            last.set_exception(CrowdedError())

    def _go(self) -> None:
        """Give the place to the next, of whoever has waited longest for a turn of its kind."""
        while self._waiting:
            group = next(iter(self._waiting))
            lines = self._waiting.pop(group)
            who = next(iter(lines))
            line = lines.pop(who)
            future = line.popleft()
            if line:
                lines[who] = line
            if lines:
                self._waiting[group] = lines
            if not future.done():
                future.set_result(None)
                return
        self._free += 1


@dataclass(frozen=True)
class Doorkeeper:
    """Whose turn it is to have a passphrase looked at, which costs the work of a log-in.

    Browsers that a member has logged in with before have a way in of their own, so that no crowd of
    strangers can keep them out; strangers take turns by address, and there, once they have seen the
    page to log in on, one by one. All together they cost half of one processor at most.
    """

    known: Turnstile = field(default_factory=Turnstile)
    strangers: Turnstile = field(default_factory=lambda: Turnstile(rests=True))

    def turn(
        self, device: str | None, address: str, door: str | None = None
    ) -> AbstractAsyncContextManager[None]:
        """Return the wait of somebody by the device's signed name, or, without one, by address.

        ``door`` is the signed name of a browser that has seen the log-in: behind one address each
        of them has turns of its own, and all of them together those of one address.
        """
        if device is not None:
            return self.known.turn(device)
        network = network_of(address)
        return self.strangers.turn(door or network, network)


class Bucket:
    """What one may do at once, and how it grows back: ``most`` units, ``rate`` more a second."""

    def __init__(self, most: float, rate: float) -> None:
        self.most, self.rate = most, rate
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, who: str, units: float, now: float) -> float:
        """Return how many seconds until somebody may use so many units."""
        left, at = self._left.get(who, (self.most, now))
        left = min(self.most, left + (now - at) * self.rate)
        return max(0.0, (min(units, self.most) - left) / self.rate)

    def take(self, who: str, units: float, now: float) -> None:
        """Use so many units."""
        left, at = self._left.get(who, (self.most, now))
        self._left[who] = (min(self.most, left + (now - at) * self.rate) - units, now)


BINDING = frozenset({"ballot.cast", "relay.answer", "rules.accept", "agreement.sign", "permit"})
"""Acts that must go through even for whoever has just said a great deal."""

OVERHEAD = 1_024
"""What a record takes beside its words, in bytes, about."""


@dataclass
class Quota:
    """How much each member may write: bounds the work, locks nobody out.

    Acts come as 600 at once and five a second then; words as 4 MB at once and about as much a day.
    What binds a party has a measure of its own. Nobody's measure is another's.
    """

    acts: Bucket = field(default_factory=lambda: Bucket(600, 5))
    binding: Bucket = field(default_factory=lambda: Bucket(100, 0.5))
    size: Bucket = field(default_factory=lambda: Bucket(4 * 2**20, 50))

    def upload(self, who: str, now: float) -> int:
        """Count a copy to be checked as thirty acts, or return how many seconds it must wait."""
        wait = math.ceil(self.acts.wait(who, 30, now))
        if not wait:
            self.acts.take(who, 30, now)
        return wait

    def wait(self, who: str, kind: str, size: int, now: float) -> int:
        """Count an act, or return how many seconds it must wait."""
        used = (
            [(self.binding, 1.0)]
            if kind in BINDING
            else [(self.acts, 1.0), (self.size, float(size + OVERHEAD))]
        )
        wait = math.ceil(max(bucket.wait(who, units, now) for bucket, units in used))
        if not wait:
            for bucket, units in used:
                bucket.take(who, units, now)
        return wait


def scarce(path: Path, needed: int) -> bool:
    """Tell whether a disk has room for what binds and little else: words must wait then."""
    usage = shutil.disk_usage(path.parent)
    return usage.free - needed < min(16 * 2**20, usage.total // 10)


def plain_fields(form: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Return the fields whose names begin with a prefix, without it."""
    return {k.removeprefix(prefix): v for k, v in form.items() if k.startswith(prefix)}
