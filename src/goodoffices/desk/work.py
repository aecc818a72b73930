"""Long work on the desk: begun on a press, told as it goes on, stopped when somebody says so.

Each piece of work runs in a thread of its own and tells how far it is; where it was asked to stop,
telling ends it. What came of it stays with the desk until the desk is closed.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from goodoffices.base.errors import Finding, GoodOfficesError, UsageError
from goodoffices.base.findings import finding

AT_ONCE = 3
"""Pieces of work that may run beside each other."""

KEPT = 40
"""Finished pieces that are remembered."""

Tell = Callable[[int, int, str], None]
"""How work says how far it is: how many are done, of how many, and what it is at."""

WorkState = Literal["running", "stopping", "done", "stopped", "failed"]

_Result = TypeVar("_Result")


class WorkStopped(Exception):  # noqa: N818 - no error: somebody said so
    """Ends work that somebody stopped."""


@dataclass(kw_only=True)
class LongWork:
    """One piece of work.

    Attributes
    ----------
    what
        what is done, in words.
    then
        the desk's page that shows what came of it.
    done, of, at
        how many parts are done, of how many (0: not known yet), and what it is at.
    """

    id: str
    key: str
    what: str
    then: str
    state: WorkState = "running"
    done: int = 0
    of: int = 0
    at: str = ""
    findings: tuple[Finding, ...] = ()
    result: Any = None
    begun: float = field(default_factory=time.monotonic)
    ended: float | None = None

    @property
    def going(self) -> bool:
        """Whether it still runs."""
        return self.state in ("running", "stopping")

    @property
    def seconds_left(self) -> int | None:
        """About how long it will take yet, in seconds; None where that cannot be told."""
        if not (self.going and self.done and self.of):
            return None
        spent = time.monotonic() - self.begun
        return round(spent * (self.of - self.done) / self.done)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        plain = {name: getattr(self, name) for name in ("id", "what", "then", "state", "at")}
        return {
            **plain,
            "done": self.done,
            "of": self.of,
            "seconds_left": self.seconds_left,
            "findings": [f.text for f in self.findings],
        }


class Works:
    """The long work of one desk."""

    def __init__(self) -> None:
        self._pieces: dict[str, LongWork] = {}
        self._lock = threading.Lock()

    def begin(self, key: str, what: str, then: str, do: Callable[[Tell], Any]) -> LongWork:
        """Begin a piece of work, or return the one of the same ``key`` that runs already.

        Parameters
        ----------
        do
            is handed a :data:`Tell` and must call it often enough that it can be stopped.

        Raises
        ------
        UsageError
            GO380 where too much runs already.
        """
        with self._lock:
            going = [piece for piece in self._pieces.values() if piece.going]
            same = next((piece for piece in going if piece.key == key), None)
            if same is not None and same.state == "running":
                return same
            if len(going) >= AT_ONCE:
                raise UsageError(finding("GO380", count=len(going)))
            piece = LongWork(id=f"w{secrets.token_hex(4)}", key=key, what=what, then=then)
            self._pieces[piece.id] = piece
            self._forget()
        context = copy_context()  # so that it speaks the page's language
        runs = threading.Thread(target=context.run, args=(self._run, piece, do), daemon=True)
        runs.start()
        return piece

    def _forget(self) -> None:
        finished = [one for one in self._pieces.values() if not one.going]
        for piece in finished[: max(0, len(finished) - KEPT)]:
            del self._pieces[piece.id]

    def _run(self, piece: LongWork, do: Callable[[Tell], Any]) -> None:
        def tell(done: int, of: int, at: str = "") -> None:
            if piece.state == "stopping":
                raise WorkStopped
            piece.done, piece.of, piece.at = done, of, at

        try:
            result = do(tell)
        except WorkStopped:
            self._ends(piece, "stopped")
        except GoodOfficesError as error:
            self._ends(piece, "failed", findings=error.findings)
        except Exception as error:  # noqa: BLE001 - told on the page instead of lost in a thread
            told = finding("GO381", what=piece.what, kind=type(error).__name__)
            self._ends(piece, "failed", findings=[told])
        else:
            self._ends(piece, "done", result)

    def _ends(
        self,
        piece: LongWork,
        state: WorkState,
        result: object = None,
        findings: Sequence[Finding] = (),
    ) -> None:
        with self._lock:
            piece.result, piece.findings = result, tuple(findings)
            piece.ended = time.monotonic()
            piece.state = state

    def stop(self, id_: str) -> LongWork | None:
        """Ask a piece of work to stop; it does so the next time it tells how far it is."""
        with self._lock:
            piece = self._pieces.get(id_)
            if piece is not None and piece.state == "running":
                piece.state = "stopping"
        return piece

    def get(self, id_: str) -> LongWork | None:
        """Return a piece of work, or None."""
        return self._pieces.get(id_)

    def running(self, key: str) -> LongWork | None:
        """Return the piece of work of a key that runs, or None."""
        return next((p for p in self.listed() if p.key == key and p.state == "running"), None)

    def listed(self) -> list[LongWork]:
        """Return what runs and what was done, the latest first."""
        return list(reversed(self._pieces.values()))
