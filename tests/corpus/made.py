"""A small corpus for the tests: documents that are read, set aside, and unreadable."""

import json
import os
from pathlib import Path

PAIRS = (
    ("Iran", "Oman"),
    ("Russia", "Ukraine"),
    ("Egypt", "Ethiopia"),
    ("Serbia", "Kosovo"),
    ("Armenia", "Azerbaijan"),
)


def report(number: int) -> str:
    one, other = PAIRS[number % len(PAIRS)]
    return (
        f"{one} offered to mediate talks number {number} with {other}.\n\n"
        f"The foreign minister of {other} said the offer would be studied.\n"
    )


def corpus(folder: Path, count: int = 12) -> Path:
    """Write ``count`` reports, half as files in folders and half as lines, and others besides."""
    (folder / "a" / "b").mkdir(parents=True)
    for n in range(0, count, 2):
        (folder / "a" / "b" / f"{n}.txt").write_text(report(n))
    lines = [
        json.dumps(
            {"text": report(n), "url": f"https://news.example/{n}", "published": "2025-03-04"}
        )
        for n in range(1, count, 2)
    ]
    (folder / "feed.jsonl").write_text("\n".join([*lines, "{broken", lines[0]]) + "\n")
    (folder / "a" / "cats.txt").write_text("The cat sat on the mat and had talks with the dog.")
    (folder / "a" / "cup.txt").write_text("Brazil beat Germany by seven goals to one.")
    (folder / "a" / "empty.html").write_bytes(b"Iran Oman talks \x00\x01\x02\x03\x00\x00\xff")
    return folder


def dies(*_args: object, **_kwargs: object) -> None:
    """End the worker at once, as a system does that is out of memory."""
    os._exit(9)
