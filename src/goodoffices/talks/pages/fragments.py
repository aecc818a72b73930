"""Records as they were written into pages before, so that a page writes only what is new.

A fragment is used again only where the event and everything else it depends on are equal to what it
was written from. Each room has a shelf of its own: how much is said in one room does not make the
pages of another slower.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from markupsafe import Markup

from goodoffices.talks.nouns import TalksEvent

A_SHELF = 2**18
"""How many characters of fragments are kept of a room, those that were written last."""


class Fragments:
    """The fragments of one talks."""

    def __init__(self) -> None:
        self._shelves: dict[str, OrderedDict[Any, tuple[TalksEvent, Any, Markup]]] = {}
        self._sizes: dict[str, int] = {}
        self._lock = Lock()

    def written(
        self, event: TalksEvent, shown: tuple[Any, ...], write: Callable[[], Markup]
    ) -> Markup:
        """Return a record's fragment; ``shown`` is all that it depends on besides the event."""
        key = (event.seq, shown[:3])
        shelf = self._shelves.get(event.room)
        known = shelf.get(key) if shelf is not None else None
        if known is not None and known[1] == shown and known[0] == event:
            return known[2]
        made = write()
        with self._lock:
            shelf = self._shelves.setdefault(event.room, OrderedDict())
            before = shelf.pop(key, None)
            size = self._sizes.get(event.room, 0) + len(made) - (len(before[2]) if before else 0)
            shelf[key] = event, shown, made
            while size > A_SHELF and len(shelf) > 1:
                size -= len(shelf.popitem(last=False)[1][2])
            self._sizes[event.room] = size
        return made
