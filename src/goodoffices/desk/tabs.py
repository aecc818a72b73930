"""The tabs of the desk: the parts of a case, each at its address, in the order of the chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.base.i18n import _


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the case: its address, its name, its key after ``g``, and other addresses."""

    path: str
    words: str
    key: str
    also: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Tell whether a page's address is within this part."""
        roots = (self.path, *self.also)
        return any(path == root or path.startswith(f"{root.rstrip('/')}/") for root in roots)


def tabs(path: str) -> Iterator[tuple[Tab, bool]]:
    """Yield every part of the case, and whether the page at an address is within it."""
    every = (
        Tab("/sources", _("Sources"), "s", ("/search", "/timeline", "/people", "/positions")),
        Tab("/claims", _("Claims"), "d"),
        Tab("/review", _("Review"), "r"),
        Tab("/case", _("The case"), "c"),
        Tab("/outcomes", _("Outcomes"), "a", ("/levers", "/stress", "/progress")),
        Tab("/packages", _("Packages"), "p"),
        Tab("/advice", _("Advice"), "m"),
        Tab("/brief", _("Brief"), "b", ("/convene",)),
    )
    yield Tab("/", _("Overview"), "o"), path == "/"
    for tab in every:
        yield tab, tab.holds(path)
