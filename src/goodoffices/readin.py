"""Reading in: pages into a case's dossier, one after the other, each kept or told why not.

What cannot be read is a finding; the rest of the batch goes on. A page that was read before is
known by its text and not added twice, and what people decided about it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from goodoffices.claims import Dossier, merge
from goodoffices.edtfdate import is_edtf
from goodoffices.errors import Finding, UnreadableInput, UsageError
from goodoffices.i18n import _
from goodoffices.paths import existing

PAGES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"})
"""Endings that are taken from a folder; a file named by itself is tried whatever its ending."""


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What came of a batch: the dossier of the pages that were read, and what was left out."""

    dossier: Dossier
    unread: tuple[Finding, ...] = ()

    @property
    def pages(self) -> int:
        """How many different pages were read."""
        return len(self.dossier.documents)


def pages(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Yield the files meant: each named one, and the pages of each named folder, in name order.

    Raises
    ------
    UsageError
        where there is nothing of that name, or a folder without pages.
    """
    for path in map(existing, paths):
        if not path.is_dir():
            yield path
            continue
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in PAGES and p.is_file())
        if not found:
            text = _("the folder {path} holds no page").format(path=path)
            hint = _("Pages end in {endings}.").format(endings=", ".join(sorted(PAGES)))
            raise UsageError(Finding("GO904", text, help=hint))
        yield from found


def read_all(paths: Iterable[str | Path], published: str | None = None) -> ReadIn:
    """Read pages into one dossier, without a case.

    ``published`` is an EDTF date that holds for every page named, where the person knows it.
    """
    return _gather(_read(paths, published))


def read_in(
    folder: str | Path, paths: Iterable[str | Path], published: str | None = None
) -> ReadIn:
    """Read pages into the dossier of a case folder, each kept as soon as it is read."""
    from goodoffices.dossier import DossierStore

    existing(Path(folder) / "case.yaml")
    with DossierStore(Path(folder)) as store:

        def kept() -> Iterator[tuple[Path, Dossier | UnreadableInput]]:
            for path, found in _read(paths, published):
                yield path, found
                if isinstance(found, Dossier):
                    added = store.add(found, [path.read_bytes()])
                    told.extend(added.findings)

        told: list[Finding] = []
        batch = _gather(kept())
    return ReadIn(batch.dossier, (*batch.unread, *told))


def _read(
    paths: Iterable[str | Path], published: str | None
) -> Iterator[tuple[Path, Dossier | UnreadableInput]]:
    """Yield what each page holds, or why it cannot be read."""
    from goodoffices.read import read_path

    _dated(published)
    for path in progress(list(pages(paths))):
        try:
            yield path, read_path(path, published=published)
        except UnreadableInput as error:
            yield path, error


def _gather(found: Iterable[tuple[Path, Dossier | UnreadableInput]]) -> ReadIn:
    """Join what was read, and collect what was not."""
    read: list[Dossier] = []
    unread: list[Finding] = []
    for _path, one in found:
        if isinstance(one, Dossier):
            read.append(one)
        else:
            unread += one.findings
    return ReadIn(merge(read), tuple(unread))


def _dated(published: str | None) -> None:
    """Refuse a date that is none."""
    if published is not None and not is_edtf(published):
        text = _("{date} is no date").format(date=published)
        hint = _("Write it as EDTF, for instance 2025-03-05, 2025-03 or 2025.")
        raise UsageError(Finding("GO915", text, help=hint))


def progress(paths: list[Path]) -> Iterator[Path]:
    """Yield the paths, with a bar on the terminal's error stream while it takes long."""
    import sys

    if len(paths) < 3 or not sys.stderr.isatty():
        yield from paths
        return
    import click

    with click.progressbar(paths, file=sys.stderr, label=_("reading")) as bar:
        yield from bar
