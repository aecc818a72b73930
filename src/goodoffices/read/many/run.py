"""A corpus read to a folder: batches out to the workers, parts and ledger written as they return.

Only this process writes. At most a few batches a worker are under way, so memory does not grow with
the corpus. A run that was stopped, however roughly, is taken up by the same command.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from goodoffices.base.errors import GoodOfficesError, Place
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding
from goodoffices.base.needs import needs
from goodoffices.base.notebook import html_table
from goodoffices.evidence.words import corpus_heads, corpus_rows
from goodoffices.read.many.batch import Batch, read_batch
from goodoffices.read.many.engines import Engine, started
from goodoffices.read.many.ledger import Ledger
from goodoffices.read.many.parquet import parquet
from goodoffices.read.many.sources import CorpusDocument, sources

DOCUMENTS = 32
"""How many documents make a batch."""
BYTES = 2 * 1024 * 1024
"""A batch is sent off, however few documents it has, when it holds this much."""
WAITING = 3
"""How many batches a worker are under way at once."""
KILLED = "KilledWorker"
"""What Dask calls the loss of several workers over one batch."""
LEFT_OUT = "left-out.jsonl"


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """What became of the documents.

    ``counts`` are by status and reason, over all runs into the folder; ``copies`` were met twice in
    this run, ``before`` were done by an earlier one.
    """

    counts: dict[tuple[str, str], int]
    copies: int = 0
    before: int = 0

    def of(self, status: str) -> int:
        """Return how many documents have a status."""
        return sum(n for (s, _reason), n in self.counts.items() if s == status)

    def _repr_html_(self) -> str:
        """Show in a notebook what became of the documents."""
        rows = corpus_rows(self.counts, self.copies, self.before)
        return html_table(f"CorpusSummary({self.of('read')} read)", corpus_heads(), rows)


def read_corpus(
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    engine: Engine = "processes",
    workers: int = 0,
    scheduler: str | None = None,
    everything: bool = False,
    published: str | None = None,
    tell: Callable[[Batch], None] = lambda _batch: None,
) -> CorpusSummary:
    """Read the documents of files and folders into Parquet tables in a folder.

    Parameters
    ----------
    paths
        files, folders of pages, JSONL files of documents.
    out
        the folder; a run that was stopped there is taken up.
    engine
        where the work is done: ``here``, in ``processes``, or by ``dask``.
    workers
        how many processes; 0 means one for each processor.
    scheduler
        the address of a Dask scheduler; None starts one on this machine.
    everything
        whether to read also what names no two actors or no word of diplomacy.
    published
        the date (EDTF) of those that do not bring one.
    tell
        called with each batch as it is kept.

    Returns
    -------
    CorpusSummary
        how many documents were read, set aside and left out, and why.

    Raises
    ------
    UsageError
        GO925 where a library is missing, GO143, GO144 or GO146 where the folder is not for this
        run, GO147 where no scheduler answers.
    """
    needs("read")
    needs("scale")
    workers = workers or os.cpu_count() or 1
    with Ledger(Path(out)) as ledger, started(engine, workers, scheduler) as executor:
        read = partial(read_batch, everything=everything, published=published)
        run = _Run(ledger, partial(executor.submit, read), tell, everything=everything)
        run.all(sources(paths), workers * WAITING)
        ledger.add(Batch(parts={table: parquet(table, []) for table in ledger.missing()}))
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in ledger.left_out())
        atomic_write(Path(out) / LEFT_OUT, "".join(lines).encode("utf-8", "surrogateescape"))
        return CorpusSummary(ledger.counts(), run.copies, run.before)


class _Run:
    """One run: what is under way, and what was met before."""

    def __init__(
        self,
        ledger: Ledger,
        submit: Callable[[list[CorpusDocument]], Future[Batch]],
        tell: Callable[[Batch], None],
        *,
        everything: bool,
    ) -> None:
        self.ledger, self.submit, self.tell, self.everything = ledger, submit, tell, everything
        self.way: dict[Future[Batch], list[CorpusDocument]] = {}
        self.met: set[bytes] = set()
        self.copies = self.before = 0

    def all(self, documents: Iterable[CorpusDocument], most: int) -> None:
        """Read everything; at most so many batches are under way."""
        for batch in self._batches(documents):
            self.way[self.submit(batch)] = batch
            while len(self.way) >= most:
                self._returned()
        while self.way:
            self._returned()

    def _batches(self, documents: Iterable[CorpusDocument]) -> Iterator[list[CorpusDocument]]:
        """Gather what is not done yet, by number and size."""
        batch: list[CorpusDocument] = []
        size = 0
        for document in documents:
            if self._done(document.key):
                continue
            batch.append(document)
            size += len(document.source.data)
            if len(batch) >= DOCUMENTS or size >= BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _done(self, key: bytes) -> bool:
        """Tell whether a document was read before or is a copy of one under way."""
        if key in self.met:
            self.copies += 1
            return True
        self.met.add(key)
        status = self.ledger.status(key)
        again = status is None or (status == "set aside" and self.everything)
        self.before += not again
        return not again

    def _returned(self) -> None:
        """Wait for a batch and keep what came of it."""
        for future in wait(self.way, return_when=FIRST_COMPLETED).done:
            batch = self.way.pop(future)
            try:
                result = future.result()
            except Exception as error:
                if isinstance(error, BrokenExecutor) or type(error).__name__ == KILLED:
                    raise _died(batch) from None
                raise
            self.ledger.add(result)
            self.tell(result)


def _died(batch: list[CorpusDocument]) -> GoodOfficesError:
    """Say that a worker was killed, and over which documents."""
    name = batch[0].name
    return GoodOfficesError(finding("GO148", Place(name), count=len(batch), name=name))
