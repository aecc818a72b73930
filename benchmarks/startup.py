"""How long a person waits: for help, for one page read cold, for a small conflict."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

CHICKEN = {
    "name": "chicken",
    "decision_makers": [{"name": "A", "options": ["a"]}, {"name": "B", "options": ["b"]}],
    "option_order": ["a", "b"],
    "states": ["NN", "YN", "NY", "YY"],
    "preferences": {"A": [[2], [1], [3], [4]], "B": [[3], [1], [2], [4]]},
}


def figures() -> Iterator[dict[str, Any]]:
    """Yield each figure with its aim; the peer of a start is that of bare Python."""
    bare = seconds("-c", "pass")
    with tempfile.TemporaryDirectory() as folder:
        conflict, page = Path(folder) / "conflict.json", Path(folder) / "page.txt"
        conflict.write_text(json.dumps(CHICKEN), "utf-8")
        page.write_bytes((files("goodoffices.demo") / "report.txt").read_bytes())
        for name, words, aim in (
            ("help", ["--help"], 0.25),
            ("outcomes of a small conflict, cold", ["outcomes", str(conflict)], 0.3),
            ("one page read, cold", ["read", str(page), "--json"], 3.0),
        ):
            took = seconds("-m", "goodoffices", *words)
            yield {
                "name": name,
                "value": round(took, 3),
                "unit": "s",
                "aim": aim,
                "better": "lower",
                "peer": {"bare python": round(bare, 3), "ratio": round(took / bare, 1)},
            }


def seconds(*words: str, runs: int = 5) -> float:
    """Return the median time of a run of this Python, after one that warms the disk."""
    took = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - start)
    return median(took[1:])
