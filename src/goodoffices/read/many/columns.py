"""What counting origins needs of a corpus, in columns that stay small: some 60 bytes a document.

The tables are read part by part. Of each document its text's hash, the outlets and agency it names
and where it stands are kept; the bands of its signature go to a file of their own beside the tables
for the time of the count, and the texts stay where they are until two have to be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from goodoffices.evidence.across.copies import runs
from goodoffices.evidence.across.minhash import BANDS, PERMUTATIONS, ROWS
from goodoffices.evidence.groups import Groups
from goodoffices.evidence.snapshot import Document, Origin, Snapshot, Span, Zone, origin_marks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SEEN = ["snapshot.text_sha256", "outlet", "address", "origin", "signature", "agency"]
_ROOM = ".count-"
_TEXTS = 512
"""How many texts' runs are kept at once while copies are compared."""
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


class CorpusColumns:
    """The documents of a corpus by number, in the order of the parts; see :func:`columns`."""

    def __init__(self, folder: Path, room: Path) -> None:
        import numpy as np
        import pyarrow.parquet as pq  # type: ignore[import-untyped]

        self._open = pq.ParquetFile
        self.parts = sorted((folder / "documents").glob("*.parquet"))
        sizes = []
        for path in self.parts:
            with pq.ParquetFile(path) as part:
                sizes.append(part.metadata.num_rows)
        self.starts: NDArray[np.int64] = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        self.count = int(self.starts[-1])
        self.hashes: NDArray[np.uint64] = np.zeros(self.count, dtype=np.uint64)
        self.signed: NDArray[np.bool_] = np.zeros(self.count, dtype=np.bool_)
        self.named = Groups(self.count)
        """The documents that name the same outlet or agency, joined."""
        shape = (BANDS, max(1, self.count))
        self._bands: Any = np.memmap(room / "bands", np.uint64, "w+", shape=shape)
        self.runs = lru_cache(_TEXTS)(self._runs)
        self._scan()

    def _scan(self) -> None:
        """Go through all parts once."""
        import numpy as np

        known: dict[str, int] = {}
        for start, path in zip(self.starts, self.parts, strict=False):
            with self._open(path) as part:
                rows = part.read(columns=_SEEN).to_pylist()
            for number, row in enumerate(rows, int(start)):
                digest = bytes.fromhex(row["snapshot"]["text_sha256"])[:8]
                self.hashes[number] = int.from_bytes(digest, "little")
                for mark in _marks(row):
                    self.named.join(known.setdefault(mark, number), number)
                if row["signature"] is not None:
                    self.signed[number] = True
                    values = np.frombuffer(row["signature"], dtype="<u4")
                    self._bands[:, number] = _mixed(values)

    def band(self, number: int) -> NDArray[np.uint64]:
        """Return one band of all documents' signatures."""
        import numpy as np

        return np.array(self._bands[number, : self.count])

    def _runs(self, number: int) -> frozenset[str]:
        """Return the runs of one document's words, from its text."""
        return runs(self.document(number))

    def document(self, number: int) -> Document:
        """Return a document as far as telling copies needs it."""
        import numpy as np

        at = int(np.searchsorted(self.starts, number, side="right")) - 1
        row = self._part(at)[number - int(self.starts[at])]
        zones = tuple(Zone(**z) for z in row["zones"])
        return Document(Snapshot(row["snapshot"]["sha256"], row["snapshot"]["text"]), zones)

    def _part(self, at: int) -> list[dict[str, Any]]:
        return _texts(str(self.parts[at]))

    def ids(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the ids of the documents of each part, with the number of its first."""
        for start, path in zip(self.starts, self.parts, strict=False):
            with self._open(path) as part:
                yield int(start), part.read(columns=["id"]).column("id").to_pylist()


@lru_cache(16)
def _texts(path: str) -> list[dict[str, Any]]:
    """Return the texts of one part."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as part:
        table = part.read(columns=["snapshot.sha256", "snapshot.text", "zones"])
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


@contextmanager
def columns(folder: Path) -> Iterator[CorpusColumns]:
    """Open a corpus's columns for the time of a count."""
    for stray in folder.glob(f"{_ROOM}*"):  # of a count that was killed
        rmtree(stray)
    with TemporaryDirectory(prefix=_ROOM, dir=folder) as room:
        yield CorpusColumns(folder, Path(room))


def _marks(row: dict[str, Any]) -> Iterator[str]:
    """Yield by what a document's origin is known."""
    origin = row["origin"]
    where = Origin(origin["name"], origin["address"], Span("", 0, 0, "")) if origin else None
    snapshot = Snapshot("", "")
    document = Document(snapshot, outlet=row["outlet"], address=row["address"], origin=where)
    yield from (f"outlet {mark}" for mark in origin_marks(document))
    if row["agency"]:
        yield f"agency {row['agency']}"


def _mixed(values: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return a number for each band of a signature, the same for the same band."""
    import numpy as np

    assert len(values) == PERMUTATIONS  # noqa: S101 - the tables are of this version
    rows = values[: BANDS * ROWS].reshape(BANDS, ROWS).astype(np.uint64)
    mixed = np.zeros(BANDS, dtype=np.uint64)
    for column, factor in enumerate(_MIX):
        mixed = (mixed ^ rows[:, column]) * np.uint64(factor)
        mixed ^= mixed >> np.uint64(29)
    return mixed
