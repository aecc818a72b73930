"""What a corpus costs: the slope of reading, a million articles, memory, the prefilter's speed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

ARTICLE = 31
"""Sentences of an ordinary news article."""

WORKER = """
import json, resource, time
from goodoffices.read.many.batch import read_batch
from goodoffices.read.many.sources import Source
from importlib.resources import files
report = (files("goodoffices.demo") / "report.txt").read_text("utf-8")
paragraphs = report.split("\\n\\n")
def batch(start, count):
    return [
        Source(f"{n}", f"Number {n}.\\n\\n{report}".encode()) for n in range(start, start + count)
    ]
read_batch(batch(0, 4), everything=True)
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
times = []
for start, count in ((100, 16), (200, 48)):
    clock = time.process_time()
    read_batch(batch(start, count), everything=True)
    times.append((count, time.process_time() - clock, peak()))
print(json.dumps(times))
"""


def figures() -> Iterator[dict[str, Any]]:
    """Yield the figures."""
    from goodoffices.read.clause.parse import parse
    from goodoffices.read.document.intake import text_document

    report = (files("goodoffices.demo") / "report.txt").read_text("utf-8")
    sentences = len(parse(text_document(report)).sentences)
    done = subprocess.run(
        [sys.executable, "-c", WORKER], capture_output=True, text=True, check=True
    )
    (few, short, _low), (many, long, peak) = json.loads(done.stdout)
    slope = (long - short) / (many - few) / sentences
    yield {
        "name": "corpus, slope of reading to tables",
        "value": round(1 / slope),
        "unit": "sentences/s/core",
        "aim": 200,
        "better": "higher",
    }
    yield {
        "name": f"corpus, a million articles of {ARTICLE} sentences, all read",
        "value": round(slope * ARTICLE * 1e6 / 3600, 1),
        "unit": "core-hours",
        "aim": 45,
        "better": "lower",
    }
    yield {
        "name": "corpus, memory of a worker at its height",
        "value": round(peak),
        "unit": "MB",
        "aim": 500,
        "better": "lower",
    }
    yield from _prefilter(report)


def _prefilter(report: str) -> Iterator[dict[str, Any]]:
    """Yield how many documents a second the prefilter looks at: kept ones, and those set aside."""
    from goodoffices.read.many.prefilter import left_out, raw_text

    other = (
        "The cat sat on the mat while the neighbours had a party in Paris and the council spoke "
        "of parking fees, schools and the new bridge over the river. "
    )
    kept, set_aside = report.encode(), (other * (len(report) // len(other))).encode()
    left_out(report)
    for name, data, count in (("kept", kept, 3000), ("set aside", set_aside, 3000)):
        start = time.process_time()
        for _ in range(count):
            left_out(raw_text(data))
        yield {
            "name": f"corpus, prefilter, documents {name} ({len(data)} bytes)",
            "value": round(count / (time.process_time() - start)),
            "unit": "documents/s/core",
            "aim": 5000,
            "better": "higher",
        }
