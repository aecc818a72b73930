"""Which packages could be signed: the result of ``packages``, with its table, words and JSON."""

from __future__ import annotations

from goodoffices.case.nouns import Case
from goodoffices.packages.bargain import Bargain, from_case
from goodoffices.packages.efficient import EfficientPackages, Gap, Solution
from goodoffices.packages.words import summary as words

__all__ = ["Gap", "Packages", "Solution", "packages"]


class Packages(EfficientPackages):
    """The efficient packages of a negotiation; everything is worked out when it is asked for.

    Attributes
    ----------
    negotiation
        what was analysed.
    frontier
        the efficient vectors of worths, exact.
    """

    @property
    def summary(self) -> str:
        """What was found, in plain sentences."""
        return words.summary(self)

    def rows(self) -> list[dict[str, str]]:
        """Return what could be signed as rows of a table, one for each division of worths.

        Where nothing could be signed, the rows are the efficient packages that fall short.
        """
        return words.rows(self)

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON; ``exact`` holds the worths as fractions."""
        return words.plain(self)

    def _repr_html_(self) -> str:
        """Show the efficient packages as a table, the first few hundred of them."""
        return words.html(self)

    def __repr__(self) -> str:
        """Say in one line what was found."""
        return (
            f"Packages({self.negotiation.name!r}: {self.outcomes:,} packages, "
            f"{len(self.frontier.points):,} efficient, {len(self.zone):,} of them in the zone)"
        )


def packages(negotiation: Bargain | Case) -> Packages:
    """Find the efficient packages and the bargaining solutions among them.

    Parameters
    ----------
    negotiation
        a negotiation, or a case whose parties have worths.

    Raises
    ------
    CaseError
        where a case misses worths that are needed; every one is named.
    """
    if isinstance(negotiation, Case):
        negotiation = from_case(negotiation)
    return Packages.of(negotiation)
