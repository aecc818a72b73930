"""What an object says of a place is found once, and for itself alone."""

from __future__ import annotations

from goodoffices.base.once import once


class Row:
    def __init__(self, words: str) -> None:
        self.words, self.asked = words.split(), list[int]()

    @once
    def word(self, at: int) -> str | None:
        """Return a word of the row."""
        self.asked.append(at)
        return self.words[at] if at < len(self.words) else None


def test_each_place_is_looked_at_once_even_where_nothing_is_found() -> None:
    row = Row("a quay and a crane")
    assert [row.word(n) for n in (1, 4, 1, 9, 9)] == ["quay", "crane", "quay", None, None]
    assert row.asked == [1, 4, 9]


def test_no_object_answers_for_another() -> None:
    rows = [Row("one two"), Row("three four")]
    assert [row.word(0) for row in rows] == ["one", "three"]
    assert Row.word.__doc__ == "Return a word of the row."
