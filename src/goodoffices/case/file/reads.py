"""What the readers of parts of a case ask of whoever reads the whole: to look names up."""

from __future__ import annotations

from typing import Protocol

from goodoffices.case.conditions import Condition
from goodoffices.case.file.text import Entry, Node, Scalar
from goodoffices.case.nouns import Option, Rule


class Reads(Protocol):
    """Looks names up in the case; ``options`` are those that there are.

    ``also`` is an option that is known beside them.
    """

    options: dict[str, None]

    def condition(self, scalar: Scalar, also: str = "") -> Condition | None:
        """Read a condition."""

    def rules(self, node: Node | None, also: str = "") -> tuple[Rule, ...]:
        """Read what cannot be."""

    def option_at(self, node: Node) -> str | None:
        """Look an option up."""

    def party_at(self, node: Node) -> str | None:
        """Look a party up."""

    def option(self, party: str, entry: Entry) -> Option:
        """Read an option of a party."""
