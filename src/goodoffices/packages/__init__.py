"""Which packages could be signed: the efficient ones, the fair ones, and what could be traded.

The room and its one verb share a name that people know: ``goodoffices.packages(case)`` calls
:func:`goodoffices.packages.result.packages`, whichever of the two was imported first.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodoffices.case.nouns import Case
    from goodoffices.packages.bargain import Bargain
    from goodoffices.packages.result import Packages


class _Room(ModuleType):
    """A room that can be called as its verb."""

    def __call__(self, negotiation: Bargain | Case) -> Packages:
        """Find the efficient packages and the bargaining solutions among them."""
        from goodoffices.packages.result import packages

        return packages(negotiation)


sys.modules[__name__].__class__ = _Room
