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


def mixed(folder: Path) -> Path:
    """Write a file of every kind of source, good ones and bad ones, and two that hold the same."""
    from tests.read import made_files as files

    folder.mkdir(parents=True, exist_ok=True)
    pages = [
        (f"https://news.example/2025/03/0{n}/x", "text/html", f"<p>{report(n)}</p>".encode())
        for n in range(1, 6)
    ]
    archive = files.warc([*pages, pages[0], ("https://x.example/a.png", "image/png", b"\x89PNG")])
    cut = archive[: len(archive) // 2] + b"\x00" * 40 + archive[len(archive) // 2 + 40 :]
    line = b"From a@b.example Wed Mar  5 10:00:00 2025\n"
    other = files.letter().replace(b"Muscat", b"Doha")
    attached = [
        ("part.txt", "text/plain", report(7).encode()),
        ("torn.pdf", "application/pdf", b"%PDF-1.7 torn"),
        ("map.png", "image/png", b"\x89PNG"),
    ]
    made = {
        "one.pdf": files.pdf([files.FIRST, ""]),
        "cup.pdf": files.pdf(["Brazil beat Germany by seven goals to one."]),
        "bad.pdf": b"%PDF-1.7 nothing of the kind",
        "picture.pdf": files.pdf([""]),
        "one.docx": files.docx(),
        "bomb.docx": files.zip_bomb(),
        "one.eml": files.letter(attach=attached),
        "box.mbox": line + files.letter() + b"\n" + line + other,
        "a.rss": files.RSS,
        "again.rss": files.RSS.replace(b"Example Wire</title>", b"Example Wire</title> "),
        "bad.rss": b"<rss><channel></channel></rss>",
        "one.atom": files.ATOM,
        "feeds.opml": files.OPML,
        "one.warc.gz": archive,
        "torn.warc.gz": cut,
        "plain.warc": files.warc(pages[:2], gzip=False),
        "none.warc": b"WARC/1.0\r\nnothing",
        "refs.bib": files.BIBTEX,
        "refs.ris": files.RIS,
        "refs.json": files.CSL,
        "settings.json": b'{"theme": "dark"}',
        "wire.xml": files.RSS,
        "page.html": f"<html><body><p>{report(9)}</p></body></html>".encode(),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return folder
