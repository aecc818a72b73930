"""Every address of the desk: the doors of its parts, put together."""

from __future__ import annotations

from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.bench import Bench
from goodoffices.desk.casework import casework
from goodoffices.desk.front import front
from goodoffices.desk.gate import DeskDoor
from goodoffices.desk.reading import reading
from goodoffices.desk.results import results


def doors(bench: Bench) -> list[DeskDoor]:
    """Return every door of a case's desk."""
    answers = DeskAnswers(bench)
    return [*front(answers), *reading(answers), *casework(answers), *results(answers)]
