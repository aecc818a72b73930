"""A clause's history: its words draft by draft, each answer to those alone who may see it."""

from __future__ import annotations

from pathlib import Path

from tests.talks.world import DiskWorld, clause
from tests.trust.caller import House


def test_the_words_are_marked_and_answers_stay_where_they_were_given(tmp_path: Path) -> None:
    house = House(DiskWorld(tmp_path))
    act = house.world.done
    for words in ("At [3.67 | 5] per cent.", "At [3.67 | 5] per cent.", "At 4 per cent."):
        act("Mona", "text.draft", title="T", clauses=[clause(words), clause("Other.", number="2")])
    act("Ben", "text.answer", draft=3, clause="1", answer="words", words="zaqbens words")
    act("Ada", "text.answer", draft=3, clause="1", answer="live")
    act("Mona", "text.draft", title="T", clauses=[clause("Other.", number="2")])
    path = "/history?clause=1"
    for who, sees in (("Ada", False), ("Ben", True), ("Mona", True), ("Otto", False)):
        page = house.get(who, path)
        assert page.status == 200
        assert ("zaqbens" in page.text) == sees, who
        assert [f"Draft {n}<" in page.text for n in (1, 2, 3, 4)] == [True, False, True, True]
        assert page.text.count("<ins>") >= 1
        assert "The clause was dropped." in page.text
    assert "can live with it" in house.get("Ada", path).text
    assert "can live with it" not in house.get("Ben", path).text
    assert house.get("Ada", "/history?clause=9").status == 404
    assert house.get("Ada", "/history").status == 404
    assert 'href="/history?clause=2"' in house.get("Ada", "/text").text
    house.close()
