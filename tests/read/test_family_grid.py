"""Every word of the lexicon in every frame, by sample: a new word works in all of them."""

from __future__ import annotations

from family_grid import cells, right

from goodoffices.read import read_text


def test_most_words_of_every_family_work_in_every_frame() -> None:
    tried = list(cells())
    assert len(tried) > 30
    wrong = [cell.text for cell in tried if not right(cell, read_text(cell.text))]
    assert len(wrong) <= 0.2 * len(tried), wrong


def test_weather_illness_markets_and_games_do_nothing_to_states() -> None:
    figures = [
        "An earthquake killed nine people in Chad on Monday.",
        "Chad was hit by a cyclone.",
        "The rouble surrendered its gains against the dollar in Moscow.",
        "Ghana's captain was shown a yellow card after attacking Senegal's goalkeeper.",
        "Kenya takes into account the wishes of Chad.",
        "Ghana took in good heart the words of the envoys of Chad.",
        "Wildfires have displaced villagers in Greece and Turkey.",
    ]
    told = {text: [e.type for e in read_text(text).events] for text in figures}
    assert not any(told.values()), told
