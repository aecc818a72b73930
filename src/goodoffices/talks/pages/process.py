"""The process that serves: it leaves no words in a core dump, and stops soon when it is told to.

A page that is open at the desk holds a stream that never ends by itself; when the server is told to
stop, by Ctrl-C, SIGTERM or a closed terminal, the streams end first, and so does the process, with
its own exit code.
"""

from __future__ import annotations

import ctypes
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import uvicorn

PATIENCE = 3
"""How long requests that are under way may take to end, in seconds."""

_TOLD = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_PR_SET_DUMPABLE = 4
_M_ARENA_MAX = -8


def leave_no_dump() -> None:
    """Keep what is in memory out of core dumps, and away from other processes of this user."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_together() -> None:
    """Have the C library keep what threads ask for in two places, not in eight for each core.

    What a bad minute took is given back more readily then, and the process stays smaller.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end what follows as Ctrl-C does, tidying up included."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # what is told to be ignored, as by nohup, still is
    heard = [told for told in _TOLD if signal.getsignal(told) != signal.SIG_IGN]
    before = {told: signal.signal(told, stop) for told in heard}
    try:
        yield
    finally:
        for told, handler in before.items():
            signal.signal(told, handler)


class TalksServer(uvicorn.Server):
    """uvicorn's server, which ends the streams when it is to stop; ``closing`` does that."""

    def __init__(self, config: uvicorn.Config, closing: Callable[[], None]) -> None:
        super().__init__(config)
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, and let the streams end."""
        self._closing()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, and let the streams end."""
        self._closing()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at a closed terminal too."""
        with super().capture_signals():
            hangup = getattr(signal, "SIGHUP", None)
            main = threading.current_thread() is threading.main_thread()
            heard = main and hangup and signal.getsignal(hangup) != signal.SIG_IGN
            before = signal.signal(hangup, self.handle_exit) if heard and hangup else None
            try:
                yield
            finally:
                if before is not None and hangup is not None:
                    signal.signal(hangup, before)
