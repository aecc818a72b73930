"""Reading in: pages into a case's dossier, one after the other, each kept or told why not.

What cannot be read is a finding; the rest of the batch goes on. A page that was read before is
known by its text and not added twice, and what people decided about it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.base.edtf import is_edtf
from goodoffices.base.errors import Finding, Place, UnreadableInput, UsageError
from goodoffices.base.fetch import is_address
from goodoffices.base.files import existing
from goodoffices.base.findings import finding
from goodoffices.base.needs import needs
from goodoffices.evidence.across.copies import copies, rewrites
from goodoffices.evidence.claims import Dossier, merge
from goodoffices.evidence.snapshot import Original, origin_groups
from goodoffices.evidence.store.decisions import folded
from goodoffices.evidence.surnames import surnames
from goodoffices.read.formats import endings, is_source, media_types
from goodoffices.read.formats.format import SourceBytes

if TYPE_CHECKING:
    from goodoffices.evidence.snapshot import Document
    from goodoffices.read.formats.format import InputPiece
    from goodoffices.read.who.gazetteer import Learnt

Named = Path | str | SourceBytes
"""What is read in: a file, an address, or bytes that are here already."""

MOST_TAUGHT = 200
"""From how many sources states are learnt that no list knows."""

HELD = 1 << 25
"""How many bytes of sources that were opened for it are held until they are read; the others are
closed and opened again. A dozen articles take a hundredth of it."""

Watch = Callable[[list[Named]], Iterable[Named]]
"""Gives what it is given, one by one; whoever shows progress looks on."""


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What came of a batch: the dossier of the pages that were read, and what was left out."""

    dossier: Dossier
    unread: tuple[Finding, ...] = ()

    @property
    def pages(self) -> int:
        """How many different pages were read."""
        return len(self.dossier.documents)


def pages(paths: Iterable[Named]) -> Iterator[Named]:
    """Yield what is meant: each file or address named, and the pages of each folder, by name.

    Bytes that are here already are meant themselves.

    Raises
    ------
    UsageError
        where there is nothing of that name, or a folder without pages.
    """
    for named in paths:
        if isinstance(named, SourceBytes):
            yield named
            continue
        if is_address(named):
            yield str(named)
            continue
        path = existing(named)
        if not path.is_dir():
            yield path
            continue
        found = sorted(p for p in path.rglob("*") if is_source(p))
        if not found:
            raise UsageError(finding("GO904", path=path, endings=", ".join(endings())))
        yield from found


def read_all(paths: Iterable[Named], published: str | None = None, watch: Watch = iter) -> ReadIn:
    """Read pages into one dossier, without a case.

    ``published`` is an EDTF date that holds for every page named, where the person knows it.
    """
    order: list[str] = []
    batch = _gather(_read(paths, published, watch, order), order)
    return replace(batch, dossier=folded(batch.dossier, surnames(batch.dossier)))


def read_in(
    folder: str | Path,
    paths: Iterable[Named],
    published: str | None = None,
    watch: Watch = iter,
) -> ReadIn:
    """Read pages into the dossier of a case folder, each kept as soon as it is read."""
    from goodoffices.evidence.store import DossierStore
    from goodoffices.folder import lexicon
    from goodoffices.folder.parses import keeping_parses

    existing(Path(folder) / "case.yaml")
    known = lexicon.names(folder)
    with DossierStore(Path(folder)) as store:

        def kept() -> Iterator[tuple[Original, Dossier | UnreadableInput]]:
            for original, read in _read(paths, published, watch, order, there):
                found = lexicon.applied(read, known) if isinstance(read, Dossier) else read
                yield original, found
                if isinstance(found, Dossier):
                    added = store.add(found, [original])
                    told.extend(added.findings)

        told: list[Finding] = []
        order: list[str] = []
        there = store.dossier().documents
        with keeping_parses(folder):
            batch = _gather(kept(), order)
    return ReadIn(batch.dossier, (*batch.unread, *told))


def _read(
    paths: Iterable[Named],
    published: str | None,
    watch: Watch,
    order: list[str],
    before: Sequence[Document] = (),
) -> Iterator[tuple[Original, Dossier | UnreadableInput]]:
    """Yield what each piece of each source holds, as it was found, or why it cannot be read.

    Undated pages come last; ``order`` is given the ids of all as they were named. States that no
    list knows are learnt from all pages, with those that were read ``before``.
    """
    from goodoffices.read.formats.format import InputPiece
    from goodoffices.read.library import library
    from goodoffices.read.who.unlisted import unlisted

    dated(published)
    needs("read")
    undated: list[InputPiece] = []
    days: list[str] = []
    every = list(pages(paths))
    known = library(every)
    # what they point to is read before them
    every.sort(key=lambda named: isinstance(named, Path) and named in known.files)
    opened: dict[int, list[InputPiece | UnreadableInput]] = {}
    near = (one for one in _near(every) if one[1] not in known.files)
    learnt = unlisted(chain(before, _taught(near, published, opened)))
    for number, named in enumerate(watch(every)):
        if isinstance(named, Path) and named in known.files:
            found = known.pieces(named, published)
        else:
            there = opened.pop(number) if number in opened else _pieces(named, published)
            found = map(known.described, there)
        for piece in found:
            if isinstance(piece, InputPiece):
                order.append(piece.document.id)
                if piece.document.published is None:
                    undated.append(piece)
                    continue
                days.append(piece.document.published)
            yield from _read_one(piece, learnt)
    for piece in undated:  # a dateline without a year may be of the others' year
        yield from _read_one(_in_year(piece, days), learnt)


def _near(every: Sequence[Named]) -> Iterator[tuple[int, Named]]:
    """Yield the first sources that are here, each with its number: they tell of states."""
    here = (one for one in enumerate(every) if isinstance(one[1], SourceBytes | Path))
    yield from islice(here, MOST_TAUGHT)


def _taught(
    near: Iterable[tuple[int, Named]],
    published: str | None,
    opened: dict[int, list[InputPiece | UnreadableInput]],
) -> Iterator[Document]:
    """Yield the documents of sources one by one; what is small stays ``opened`` for the reading."""
    room = HELD
    for number, named in near:
        size = 0
        held: list[InputPiece | UnreadableInput] = []
        for piece in _pieces(named, published):
            if isinstance(piece, UnreadableInput):
                held.append(piece)
                continue
            size += len(piece.data) + len(piece.document.snapshot.text)
            if size <= room:
                held.append(piece)
            else:
                held.clear()
            yield piece.document
        if size <= room:
            opened[number] = held
            room -= size


def _read_one(
    piece: InputPiece | UnreadableInput, learnt: Learnt
) -> Iterator[tuple[Original, Dossier | UnreadableInput]]:
    """Yield what a piece holds, knowing the states that the pages taught."""
    from goodoffices.read import read_pieces
    from goodoffices.read.who.gazetteer import knowing

    with knowing(learnt):
        found = list(read_pieces([piece]))
    for read in found:
        yield _original(piece), read


def _in_year(piece: InputPiece, days: Sequence[str]) -> InputPiece:
    """Return a page dated by its dateline, where the year is the one of the pages beside it."""
    from goodoffices.read.document.published import in_year_of

    document = in_year_of(piece.document, days)
    if document is None:
        return piece
    place = Place(document.name or document.id)
    told = finding("GO137", place, severity="note", date=document.published)
    return replace(piece, document=document, findings=(*piece.findings, told))


def _original(piece: InputPiece | UnreadableInput) -> Original:
    """Return a piece's bytes as they are kept."""
    if isinstance(piece, UnreadableInput):
        return Original(b"")
    return Original(piece.data, media_types().get(piece.document.snapshot.media_type, "bin"))


def _pieces(named: Named, published: str | None) -> Iterator[InputPiece | UnreadableInput]:
    """Yield the pieces of a file, of bytes, or of the page at an address."""
    from goodoffices.read.formats.pieces import pieces, read_file

    if isinstance(named, SourceBytes):
        yield from pieces(replace(named, published=named.published or published))
        return
    if isinstance(named, Path):
        yield from read_file(named, published)
        return
    from goodoffices.base.fetch import fetch

    try:
        page = fetch(named)
    except UnreadableInput as error:
        yield error
        return
    told = page.findings
    for piece in pieces(SourceBytes(data=page.data, name=page.address, published=published)):
        if isinstance(piece, UnreadableInput):
            yield piece
        else:
            yield replace(piece, findings=(*told, *piece.findings))
            told = ()


def _gather(
    found: Iterable[tuple[Original, Dossier | UnreadableInput]], order: Sequence[str]
) -> ReadIn:
    """Join what was read in its order, and collect what was not."""
    read: list[Dossier] = []
    unread: list[Finding] = []
    for _original, one in found:
        if isinstance(one, Dossier):
            read.append(one)
        else:
            unread += one.findings
    places = {name: i for i, name in reversed(list(enumerate(order)))}
    read.sort(key=lambda one: min((places.get(d.id, 0) for d in one.documents), default=0))
    whole = merge(read)
    return ReadIn(replace(whole, findings=(*whole.findings, *_shared(whole))), tuple(unread))


def _shared(dossier: Dossier) -> Iterator[Finding]:
    """Say which pages are possibly one source, by the quotations that they share."""
    names = {d.id: d.name or d.id for d in dossier.documents}
    known = origin_groups(dossier.documents, copies(dossier.documents))
    for shared in rewrites(dossier.documents):
        if known[shared.one] != known[shared.other]:
            place = Place(names[shared.other])
            one = Path(names[shared.one]).name
            yield finding("GO162", place, severity="warning", other=one)


def dated(published: str | None) -> None:
    """Refuse a date that is none."""
    if published is not None and not is_edtf(published):
        raise UsageError(finding("GO915", date=published))
