"""Every address of the results, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.desk.results.advice import advice_doors
from goodoffices.desk.results.compare import compare_doors
from goodoffices.desk.results.convene import convene_doors
from goodoffices.desk.results.graph import graph_doors
from goodoffices.desk.results.levers import levers_doors
from goodoffices.desk.results.outcomes import outcomes_doors
from goodoffices.desk.results.packages import packages_doors
from goodoffices.desk.results.reasons import reasons_doors
from goodoffices.desk.results.stress import stress_doors

if TYPE_CHECKING:
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.gate import DeskDoor


def results(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of what was computed; where an address fits two, the first is meant."""
    return [
        *outcomes_doors(answers),
        *graph_doors(answers),
        *reasons_doors(answers),
        *packages_doors(answers),
        *levers_doors(answers),
        *stress_doors(answers),
        *advice_doors(answers),
        *compare_doors(answers),
        *convene_doors(answers),
    ]
