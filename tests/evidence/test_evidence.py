"""Snapshots and spans: exact words at exact places, orphaned and never moved; origins."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goodoffices.base.files import sha256
from goodoffices.evidence.snapshot import (
    CONTEXT,
    Document,
    Origin,
    Snapshot,
    Span,
    Zone,
    origin_groups,
    short_id,
)


def snapshot(text: str) -> Snapshot:
    return Snapshot(sha256(text.encode("utf-8", "surrogatepass")), text)


TEXTS = st.text(st.characters(codec=None), min_size=1, max_size=200)


@given(TEXTS, st.data())
def test_a_span_is_its_slice_and_holds(text: str, data: st.DataObject) -> None:
    shot = snapshot(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = shot.span(start, end)
    assert span.exact == text[start:end]
    assert text[: span.start].endswith(span.prefix)
    assert text[span.end :].startswith(span.suffix)
    assert len(span.prefix) <= CONTEXT
    assert shot.holds(span)


@given(TEXTS, st.data())
def test_any_change_of_the_text_orphans_its_spans(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    new = data.draw(st.text(max_size=3))
    changed = text[:at] + new + text[at + data.draw(st.integers(0, 3)) :]
    assume(changed != text)
    assert not snapshot(changed).holds(snapshot(text).span(0, len(text)))


@pytest.mark.parametrize(
    "change",
    [
        {"start": 5, "end": 9},
        {"exact": "Iron"},
        {"end": 3},
        {"prefix": "x"},
        {"suffix": "x"},
        {"source": "D-00000"},
        {"start": -4, "end": 0, "exact": ""},
    ],
)
def test_a_look_alike_does_not_hold(change: dict[str, object]) -> None:
    shot = snapshot("Iran Iran Iran")
    span = shot.span(0, 4)
    assert shot.holds(span)
    assert not shot.holds(replace(span, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99), (99, 100)])
def test_no_words_are_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words at"):
        snapshot("text").span(start, end)


def test_ids_are_made_from_what_they_stand_for() -> None:
    first, second = snapshot("a"), snapshot("b")
    assert first.id == snapshot("a").id
    assert first.id != second.id
    assert first.id == replace(first, sha256="0" * 64).id  # the page's bytes do not matter
    assert short_id("S", "ab", "c") != short_id("S", "a", "bc")
    assert short_id("S", 1) == short_id("S", "1")


@given(st.lists(st.text(), max_size=3))
def test_ids_can_be_said(parts: list[str]) -> None:
    letter, _dash, digits = short_id("S", *parts).partition("-")
    assert letter == "S"
    assert len(digits) == 7
    assert not set(digits) & set("ILOU")
    assert digits == digits.upper()


def test_hashes_are_the_standard_ones() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256(b"") == empty
    assert Snapshot("x", "").text_sha256 == empty


def test_zones() -> None:
    document = Document(snapshot("ab cd"), (Zone("title", 0, 2), Zone("body", 3, 5)))
    assert [document.zone_at(i) for i in range(6)] == ["title", "title", None, "body", "body", None]
    assert document.id == document.snapshot.id


def page(number: int, origin: str | None = None, **facts: str) -> Document:
    span = Span("D", 0, 1, "x")
    found = None if origin is None else Origin(*origin.split("|"), span)
    return Document(snapshot(f"page {number}"), origin=found, **facts)


def grouped(*documents: Document) -> list[list[int]]:
    groups = origin_groups(documents)
    ids = [d.id for d in documents]
    found: dict[int, list[int]] = {}
    for page_id, group in groups.items():
        found.setdefault(group, []).append(ids.index(page_id))
    return sorted(found.values())


def test_pages_rewritten_from_one_outlet_are_one_origin() -> None:
    assert grouped(
        page(0, "Middle East Eye|www.middleeasteye.net"),
        page(1, "middleeasteye.net|https://middleeasteye.net/news/1", outlet="Another"),
        page(2, outlet="Middle East Eye"),
        page(3, address="https://www.middleeasteye.net/x"),
        page(4, outlet="Reuters"),
        page(5),
        page(6),
    ) == [[0, 1, 2, 3], [4], [5], [6]]


def test_a_page_can_join_two_groups() -> None:
    assert grouped(
        page(0, outlet="Eye"), page(1, address="eye.example"), page(2, "Eye|eye.example")
    ) == [[0, 1, 2]]


def test_two_pages_of_one_outlet_are_one_origin() -> None:
    assert grouped(page(0, outlet="Eye"), page(1, outlet=" EYE ")) == [[0, 1]]
    assert origin_groups([]) == {}
