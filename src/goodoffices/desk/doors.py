"""Every address of the desk: the doors of its parts, put together."""

from __future__ import annotations

from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.bench import Bench
from goodoffices.desk.casework.rooms import casework
from goodoffices.desk.front import front
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.keys import keys_doors
from goodoffices.desk.reading import reading
from goodoffices.desk.results.doors import results
from goodoffices.desk.working import working


def doors(bench: Bench) -> list[DeskDoor]:
    """Return every door of a case's desk."""
    return doors_of(DeskAnswers(bench))


def doors_of(answers: DeskAnswers) -> list[DeskDoor]:
    """Return every door of a desk, over its answers."""
    return [
        *front(answers),
        *reading(answers),
        *casework(answers),
        *results(answers),
        *working(answers),
        *keys_doors(answers),
    ]
