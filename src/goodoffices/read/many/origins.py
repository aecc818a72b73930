"""How many origins a corpus's reports have, and how many events they tell, over its tables.

The same rule as for a few pages (:func:`goodoffices.evidence.across.copies.origins`), and the same
answer: one text met twice is one report; reports are one origin where they name the same outlet or
agency, or where one copies the other. Copies are looked for band by band and measured on the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.needs import needs
from goodoffices.base.notebook import html_table
from goodoffices.evidence.across.copies import copied
from goodoffices.evidence.across.minhash import BANDS
from goodoffices.evidence.groups import Groups
from goodoffices.evidence.words import origin_heads, origin_rows
from goodoffices.read.many.columns import CorpusColumns, columns
from goodoffices.read.many.events import CorpusEvents
from goodoffices.read.many.ledger import NAME, Ledger

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WRITTEN = "origins.parquet"
"""The table that says of each document which origin it has and which pages are its copies."""
MOST = 200
"""With how many others of one band a document is compared at most; told where it is reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """How many reports, origins and events a corpus has.

    ``documents`` are the rows of the table, ``reports`` the different texts among them, ``texts``
    the reports with copies and rewrites joined, ``origins`` those that are one source joined.
    ``unmeasured`` is how many pairs looked alike and were left unmeasured, beyond :data:`MOST`.
    ``told`` are the rows of the table of events, ``events`` the events that these tell.
    """

    documents: int
    reports: int
    texts: int
    origins: int
    unmeasured: int = 0
    told: int = 0
    events: int = 0

    def _repr_html_(self) -> str:
        """Show the counts in a notebook."""
        rows = origin_rows(self.documents, self.reports, self.texts, self.origins, self.events)
        return html_table("OriginCount", origin_heads(), rows)


def count_origins(folder: str | Path) -> OriginCount:
    """Count the origins of a corpus and its events, and write which document and row is of which.

    Parameters
    ----------
    folder
        where :func:`goodoffices.read.many.run.read_corpus` put its tables. ``origins.parquet`` is
        written there: ``document`` (id), ``origin`` and ``copies`` (numbers, the same for
        documents of one origin, or that are copies); and ``happenings.parquet``: ``event`` and
        ``document`` (ids), ``happening`` (a number, the same for reports of one event), and how
        many ``reports`` and ``origins`` that has.

    Raises
    ------
    UsageError
        GO925 where a library is missing, GO139 where there is no corpus in the folder, GO144 where
        a run is writing to it.
    """
    needs("scale")
    folder = Path(folder)
    if not (folder / NAME).is_file():
        raise UsageError(finding("GO139", folder=folder))
    with Ledger(folder), columns(folder) as corpus:
        texts = Groups(corpus.count)
        _join_equal(corpus, texts)
        reports = texts.number
        pages = Groups(corpus.count, texts)
        unmeasured = _join_copies(corpus, texts)
        origins = Groups(corpus.count, texts)
        for number in range(corpus.count):
            origins.join(number, corpus.named.of(number))
        _write(folder, corpus, texts, origins)
        events = CorpusEvents(folder, corpus, pages, origins)
        events.write(folder)
        return OriginCount(
            documents=corpus.count,
            reports=reports,
            texts=texts.number,
            origins=origins.number,
            unmeasured=unmeasured,
            told=events.rows,
            events=events.number,
        )


def _join_equal(corpus: CorpusColumns, texts: Groups) -> None:
    """Join what is the same text to the letter."""
    for same in _alike(corpus.hashes):
        for other in same[1:]:
            texts.join(int(same[0]), int(other))


def _join_copies(corpus: CorpusColumns, texts: Groups) -> int:
    """Join what is a copy of another, and return how many pairs were left unmeasured."""
    import numpy as np

    signed = np.flatnonzero(corpus.signed)
    unmeasured = 0
    for band in range(BANDS):
        for places in _alike(corpus.band(band)[signed]):
            unmeasured += _compare([int(n) for n in signed[places]], corpus, texts)
    return unmeasured


def _compare(alike: list[int], corpus: CorpusColumns, texts: Groups) -> int:
    """Measure documents of one band against each other, as far as they are not yet one."""
    unmeasured = 0
    for number, one in enumerate(alike):
        measured = 0
        for other in alike[:number]:
            if texts.of(one) == texts.of(other):
                continue
            if measured == MOST:
                unmeasured += 1
                continue
            measured += 1
            if copied(corpus.runs(one), corpus.runs(other)):
                texts.join(one, other)
    return unmeasured


def _alike(values: NDArray[np.uint64]) -> Iterator[NDArray[np.int64]]:
    """Yield the places of each value that stands at two places or more, in order."""
    import numpy as np

    order = np.argsort(values, kind="stable")
    ordered = values[order]
    edges = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1], [True]]))
    for start in np.flatnonzero(np.diff(edges) > 1):
        yield order[edges[start] : edges[start + 1]]


def _write(folder: Path, corpus: CorpusColumns, texts: Groups, origins: Groups) -> None:
    """Write the table of origins, part by part, and put it in place whole."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    schema = pa.schema([("document", pa.string()), ("origin", pa.int64()), ("copies", pa.int64())])
    unfinished = folder / f".{WRITTEN}.part"
    with pq.ParquetWriter(unfinished, schema, compression="zstd") as writer:
        for start, ids in corpus.ids():
            numbers = range(start, start + len(ids))
            columns_ = [ids, [origins.of(n) for n in numbers], [texts.of(n) for n in numbers]]
            writer.write_table(pa.table(columns_, schema=schema))
    unfinished.replace(folder / WRITTEN)
