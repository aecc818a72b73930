"""The tabs of the desk: the parts of a case, each at its address, in the order of the chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodoffices.base.i18n import _


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the case: its address, its name, and the other addresses that belong to it."""

    path: str
    words: str
    also: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Tell whether a page's address is within this part."""
        roots = (self.path, *self.also)
        return any(path == root or path.startswith(f"{root.rstrip('/')}/") for root in roots)


def tabs(path: str) -> Iterator[tuple[Tab, bool]]:
    """Yield every part of the case, and whether the page at an address is within it."""
    every = (
        Tab("/sources", _("Sources"), ("/search", "/timeline", "/people", "/positions")),
        Tab("/claims", _("Claims")),
        Tab("/review", _("Review")),
        Tab("/case", _("The case")),
        Tab("/outcomes", _("Outcomes"), ("/levers", "/stress", "/progress")),
        Tab("/packages", _("Packages")),
        Tab("/advice", _("Advice")),
        Tab("/brief", _("Brief"), ("/convene",)),
    )
    yield Tab("/", _("Overview")), path == "/"
    for tab in every:
        yield tab, tab.holds(path)
