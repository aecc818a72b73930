"""Whoever something is according to says it; laws, plans and needs say nothing."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text


def said(text: str) -> list[tuple[str | None, str]]:
    page = f"Chad and Togo met in Lorm.\n\n{text}"
    return [(s.speaker, s.text) for s in read_text(page, "2026-05-04").statements]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("The port is shut, according to Togo.", "togo", "The port is shut"),
        ("According to Togo, the port is shut.", "togo", "the port is shut"),
        ("The port is shut, according to the minister.", None, "The port is shut"),
        ("According to a report, the port is shut.", None, "the port is shut"),
        ("According to the letter, Togo will pay.", None, "Togo will pay"),
    ],
)
def test_who_or_what_tells_something_says_it(text: str, speaker: str | None, words: str) -> None:
    assert said(text) == [(speaker, words)]


@pytest.mark.parametrize(
    "text",
    [
        "According to the plan, the port will be shut.",
        "The port was shut according to the law.",
        "The pay is set according to need.",
        "According to the timetable, boats leave at ten.",
    ],
)
def test_what_things_are_only_done_by_says_nothing(text: str) -> None:
    assert said(text) == []
