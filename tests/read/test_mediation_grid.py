"""Every word of mediation in every frame, by sample: a new word works in all of them."""

from __future__ import annotations

from mediation_grid import mediation_cells, told, whole

from goodoffices.read import read_text


def test_words_of_mediation_work_in_every_frame() -> None:
    tried = [(cell, read_text(cell.text)) for cell in mediation_cells()]
    assert len(tried) > 20
    missed = [cell.text for cell, read in tried if told(cell, read) is None]
    wrong = [cell.text for cell, read in tried if not whole(cell, read)]
    assert len(missed) <= 0.12 * len(tried), missed
    assert len(wrong) <= 0.15 * len(tried), wrong
