"""The negotiation, as people hold it: a bargaining problem with what can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Self

from goodoffices.base.files import AnyPath, write_json
from goodoffices.case.nouns import Case
from goodoffices.packages import bargain, result
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.forms import json

if TYPE_CHECKING:
    from goodoffices.packages.games import CoalitionGame
    from goodoffices.packages.signing import Signing


class Negotiation(Bargain):
    """What could be settled, and what it would be worth to each party that must sign."""

    @classmethod
    def of(cls, data: Bargain) -> Self:
        """Return a bargaining problem with its verbs."""
        return cls(**{field.name: getattr(data, field.name) for field in fields(data)})

    @classmethod
    def from_case(cls, case: Case) -> Self:
        """Make the negotiation that a case describes; those who have a worth must sign.

        Raises
        ------
        CaseError
            with every finding at once.
        """
        return cls.of(bargain.from_case(case))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], name: str = "", text: str | None = None) -> Self:
        """Read a negotiation from its plain JSON form; see :func:`~.forms.json.from_dict`.

        Raises
        ------
        CaseError
            with every finding at once.
        """
        return cls.of(json.from_dict(data, name, text))

    def to_dict(self) -> dict[str, Any]:
        """Return the plain JSON form; read again it is the same negotiation."""
        return json.to_dict(self)

    def save(self, path: AnyPath) -> None:
        """Write the plain JSON form, which ``goodoffices.load`` opens again.

        Raises
        ------
        GoodOfficesError
            GO906 where the system refuses.
        """
        write_json(path, self.to_dict())

    def signing(self, at_least: int | None = None, vetoes: Sequence[str] = ()) -> Signing:
        """Return which packages enough parties would sign; see :mod:`~.signing`."""
        from goodoffices.packages.signing import signing

        return signing(self, at_least, vetoes)

    def game(self) -> CoalitionGame:
        """Return what coalitions are worth, as was stated; see :mod:`~.games`.

        Raises
        ------
        UsageError
            GO516 where nothing was stated.
        """
        from goodoffices.packages.games import CoalitionGame

        return CoalitionGame.of(self.parties, self.coalitions)

    def packages(self) -> result.Packages:
        """Return which packages are efficient, and those that bargaining solutions name."""
        return result.packages(self)
