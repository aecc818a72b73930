"""Which rows of a corpus's table of events tell one event: rows are reports, not events.

The same rule as for a few pages (:func:`goodoffices.evidence.across.happenings.happenings`), over
columns of some 40 bytes a row. Dated reports are gone through by what they share, in the order of
the parts; undated ones are one event only where they have one origin and the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodoffices.evidence.across.happenings import day, key, words_of
from goodoffices.evidence.claims import Event
from goodoffices.evidence.groups import Groups
from goodoffices.evidence.snapshot import Span
from goodoffices.read.many.columns import CorpusColumns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WRITTEN = "happenings.parquet"
"""The table that says of each row of events which event it tells, and how well that is borne."""
_SEEN = "id document spans type actors recipients mediator stage modality date"


class CorpusEvents:
    """The rows of a corpus's events by number, and which of them are one event."""

    def __init__(self, folder: Path, corpus: CorpusColumns, pages: Groups, origins: Groups) -> None:
        """Read the events; ``pages`` joins documents of one text, ``origins`` those of one."""
        import numpy as np
        import pyarrow.parquet as pq  # type: ignore[import-untyped]

        self._open = pq.ParquetFile
        self.parts = sorted((folder / "events").glob("*.parquet"))
        self.places = _Places(corpus)
        shared: list[NDArray[np.uint64]] = []
        days: list[NDArray[np.int64]] = []
        numbers: list[NDArray[np.int64]] = []
        for rows in self._rows():
            seen = [self._seen(row, pages, origins) for row in rows]
            shared.append(np.array([one[0] for one in seen], dtype=np.uint64))
            days.append(np.array([one[1] for one in seen], dtype=np.int64))
            numbers.append(np.array([one[2] for one in seen], dtype=np.int64))
        empty = np.zeros(0, dtype=np.int64)
        self.days = np.concatenate([empty, *days])
        self.pages = np.concatenate([empty, *numbers])
        self.origins = np.array([origins.of(int(n)) for n in self.pages], dtype=np.int64)
        self.of = _joined(np.concatenate([empty.astype(np.uint64), *shared]), self.days)

    @property
    def rows(self) -> int:
        """How many reports of events there are; a text in two files reports once."""
        return len(self.of)

    @property
    def number(self) -> int:
        """How many events they tell."""
        import numpy as np

        return len(np.unique(self.of))

    def _rows(self) -> Iterator[list[dict[str, Any]]]:
        for path in self.parts:
            with self._open(path) as part:
                yield part.read(columns=_SEEN.split()).to_pylist()

    def _seen(self, row: dict[str, Any], pages: Groups, origins: Groups) -> tuple[int, int, int]:
        """Return what a row shares with others of its event, its day or 0, and its page."""
        row["spans"] = tuple(Span(**span) for span in row["spans"])
        page = self.places.of(row.pop("document"))
        event = Event(trigger=row["spans"][0], **row)
        when = day(event.date)
        like = [sorted(k) if isinstance(k, frozenset) else k for k in key(event)]
        if when is None:
            like += [event.date, origins.of(page), words_of(event)]
        digest = blake2b(repr(like).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "little"), when.toordinal() if when else 0, pages.of(page)

    def write(self, folder: Path) -> None:
        """Write the table, part by part, and put it in place whole."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        reports, origins = (_different(self.of, of) for of in (self.pages, self.origins))
        numbers = ["happening", "reports", "origins"]
        schema = pa.schema(
            [(n, pa.string()) for n in ("event", "document")] + [(n, pa.int64()) for n in numbers]
        )
        unfinished = folder / f".{WRITTEN}.part"
        start = 0
        with pq.ParquetWriter(unfinished, schema, compression="zstd") as writer:
            for path in self.parts:
                with self._open(path) as part:
                    names = part.read(columns=["id", "document"])
                rows = slice(start, start + names.num_rows)
                start = rows.stop
                of = self.of[rows]
                columns = [
                    names.column("id"),
                    names.column("document"),
                    of,
                    reports[of],
                    origins[of],
                ]
                writer.write_table(pa.table(columns, schema=schema))
        unfinished.replace(folder / WRITTEN)


class _Places:
    """Documents by id; ids are 35 bits, so of a million two may share one, and then the first."""

    def __init__(self, corpus: CorpusColumns) -> None:
        import numpy as np

        marks = [_mark(id_) for _start, ids in corpus.ids() for id_ in ids]
        every = np.array(marks, dtype=np.uint64)
        self.order = np.argsort(every, kind="stable")
        self.ordered = every[self.order]

    def of(self, document: str) -> int:
        """Return the number of a document."""
        import numpy as np

        return int(self.order[int(np.searchsorted(self.ordered, np.uint64(_mark(document))))])


def _mark(document: str) -> int:
    return int.from_bytes(blake2b(document.encode(), digest_size=8).digest(), "little")


def _joined(shared: NDArray[np.uint64], days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of each row's event, the lowest row that tells it."""
    import numpy as np

    of = np.arange(len(shared), dtype=np.int64)
    order = np.argsort(shared, kind="stable")
    ordered = shared[order]
    edges = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1], [True]]))
    for start, end in pairwise(edges) if len(shared) else ():
        spans: dict[tuple[int, int], int] = {}
        for row in map(int, order[start:end]):
            of[row] = _placed(row, int(days[row]), spans)
    return of


def _placed(row: int, at: int, spans: dict[tuple[int, int], int]) -> int:
    """Return the event that a row joins: the first whose days all lie within a day of its own.

    ``spans`` are the events so far by their first and last day; no two have the same. Undated rows
    that share all else have day 0, and are one.
    """
    near = [(at, at), (at - 1, at - 1), (at + 1, at + 1), (at, at + 1), (at - 1, at)]
    fits = [span for span in near if span in spans]
    if not fits:
        spans[at, at] = row
        return row
    first = min(fits, key=lambda span: spans[span])
    event = spans.pop(first)
    spans[min(at, first[0]), max(at, first[1])] = event
    return event


def _different(of: NDArray[np.int64], what: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many different values stand beside each number of ``of``, by that number."""
    import numpy as np

    pairs = np.unique(np.stack([of, what]), axis=1)
    return np.bincount(pairs[0], minlength=len(of)) if len(of) else of
