"""How fast the reader reads: sentences a second on one core, warm."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

PAGES = 30


def figures() -> Iterator[dict[str, Any]]:
    """Yield the speed of a full reading, that of the parser alone, and its share in reading."""
    import spacy

    from goodoffices.read import read_text
    from goodoffices.read.clause.parse import load, parse
    from goodoffices.read.document.intake import text_document

    report = (files("goodoffices.demo") / "report.txt").read_text("utf-8")
    sentences = len(parse(text_document(report)).sentences)
    whole = seconds(lambda: read_text(report))
    parser = seconds(lambda: parse(text_document(report)))
    meta = load().language.meta
    shipped = spacy.load(f"{meta['lang']}_{meta['name']}", exclude=["senter"])
    paragraphs = [part for part in report.split("\n\n") if part.strip()]
    library = seconds(lambda: list(shipped.pipe(paragraphs)))
    yield {
        "name": "reading, full",
        "value": round(sentences / whole),
        "unit": "sentences/s/core",
        "aim": 200,
        "better": "higher",
        "peer": {
            "parser as the library ships it": round(sentences / library),
            "ratio": round(library / whole, 2),
            "parser as it is used here": round(sentences / parser),
            "share": round(parser / whole, 2),
        },
    }


def seconds(work: Any) -> float:  # noqa: ANN401 - any callable without arguments
    """Return the processor time of one run, over many after one that warms up."""
    work()
    start = time.process_time()
    for _ in range(PAGES):
        work()
    return (time.process_time() - start) / PAGES
