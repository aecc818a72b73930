"""Every verb of mediation in every frame: a word that is added works in all of them."""

from __future__ import annotations

from lexicon_grid import Cell, cells
from reading import read


def right(cell: Cell) -> bool:
    """Tell whether a mediation is read with its code, its mediator and both sides."""
    return any(
        event.cameo == cell.cameo
        and event.mediator in {"norway", "kari-lund"}
        and {"chad", "libya"} <= {*event.actors, *event.recipients}
        for event in read(cell.text)[0]
    )


def test_most_words_work_in_every_frame() -> None:
    tried = list(cells())
    assert len(tried) > 70
    wrong = [cell.text for cell in tried if not right(cell)]
    assert len(wrong) <= 0.15 * len(tried), wrong
