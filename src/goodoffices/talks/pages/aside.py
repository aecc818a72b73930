"""What is done beside the loop: in turns, a few at a time, so that it keeps nobody else waiting.

Python computes in one thread at a time. Were every page written in a thread of its own, whoever
asks for many large pages would have the most threads, and the loop that answers everybody would
wait for all of them. So a few threads write pages, by turns from member to member.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from goodoffices.talks.pages.limits import Turnstile

T = TypeVar("T")

AT_ONCE = 2
"""How many pages are written at a time; the others wait, one turn a member."""

_WAITING = 2_000
"""How many may wait; more than connections there can be."""


A_PASS = 10
"""How many requests are begun in one pass of the loop; a crowd that comes at once is begun pass by
pass, and what is ready meanwhile is done in between."""


class Pace:
    """Lets requests begin a few in each pass of the loop, in the order they came."""

    def __init__(self, each: int = A_PASS) -> None:
        self._each = each
        self._begun = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def begin(self) -> None:
        """Go on at once, or in one of the next passes."""
        loop = asyncio.get_running_loop()
        if not self._begun:
            loop.call_soon(self._next, loop)
        if self._begun < self._each:
            self._begun += 1
            return
        waiter: asyncio.Future[None] = loop.create_future()
        self._waiting.append(waiter)
        await waiter

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin another pass: first with those that wait."""
        self._begun = 0
        while self._waiting and self._begun < self._each:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)
                self._begun += 1
        if self._begun:
            loop.call_soon(self._next, loop)


@dataclass
class Aside:
    """The threads that a hall's pages are written in, and the way back to its loop."""

    turns: Turnstile = field(default_factory=lambda: Turnstile(AT_ONCE, _WAITING))
    _lines: WeakKeyDictionary[asyncio.AbstractEventLoop, _Line] = field(
        default_factory=WeakKeyDictionary
    )

    async def do(self, who: str, job: Callable[[], T]) -> T:
        """Do some work off the loop when it is somebody's turn; return what came of it."""
        async with self.turns.turn(who):
            return await asyncio.to_thread(job)

    async def kept(self, future: Future[T]) -> T:
        """Wait for what another thread does; many that are done together wake the loop once."""
        loop = asyncio.get_running_loop()
        line = self._lines.setdefault(loop, _Line(loop))
        waiter: asyncio.Future[None] = loop.create_future()
        future.add_done_callback(lambda _future: line.arrived(waiter))
        try:
            await waiter
        except asyncio.CancelledError:
            future.cancel()
            raise
        return future.result()


class _Line:
    """Those of one loop who wait and whose work is done, until the loop comes to them."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._done: deque[asyncio.Future[Any]] = deque()
        self._lock = Lock()
        self._called = False

    def arrived(self, waiter: asyncio.Future[None]) -> None:
        """Take note, in whatever thread, that somebody's work is done."""
        self._done.append(waiter)
        with self._lock:
            if self._called:
                return
            self._called = True
        self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        with self._lock:
            self._called = False
        while self._done:
            waiter = self._done.popleft()
            if not waiter.done():
                waiter.set_result(None)
