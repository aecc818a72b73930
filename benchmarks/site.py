"""How long a site of 1,000 briefs and 10,000 replies takes to build, and one brief's update.

The briefs are the shipped case's, each under another headline and by another author. Seconds are
the processor's, not the clock's.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.publish.many_briefs import reply, written
from tests.publish.site_world import SLUG, published, shipped

from goodoffices.publish import layout
from goodoffices.publish.build import build, build_brief, rebuild

BRIEFS, REPLIES = 1000, 10


def figures() -> Iterator[dict[str, Any]]:
    """Yield the seconds of a full build, of one brief and of one reply, and the largest page."""
    with tempfile.TemporaryDirectory() as folder:
        first, site = Path(folder) / "first", Path(folder) / "site"
        published(shipped(Path(folder) / "case"), first)
        record = layout.record(first, SLUG)
        assert record is not None
        written(site, record, BRIEFS, REPLIES)
        yield _figure("publish: build of 1,000 briefs and 10,000 replies", 60, lambda: build(site))
        path = layout.brief_folder(site, "brief-0007") / layout.RECORD
        path.write_text(json.dumps(record_of(path) | {"headline": "Another"}), "utf-8")
        yield _figure("publish: one brief's update", 2, lambda: build_brief(site, "brief-0007"))
        layout.write_replies(site, "brief-0008", [reply("brief-0008", n) for n in range(11)])
        yield _figure("publish: one reply accepted", 2, lambda: rebuild(site, "brief-0008"))
        drawn = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
        pages = (page.read_text("utf-8") for page in site.rglob("*.html"))
        largest = max(len(drawn.sub("", page).encode()) for page in pages)
        yield {
            "figure": "publish: largest page without figures, bytes",
            "value": largest,
            "aim": 150_000,
        }


def record_of(path: Path) -> dict[str, Any]:
    """Return a record as it is kept."""
    plain: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return plain


def _figure(name: str, aim: float, work: Callable[[], object]) -> dict[str, Any]:
    begun = time.process_time()
    work()
    return {"figure": name, "value": round(time.process_time() - begun, 2), "aim": aim}
