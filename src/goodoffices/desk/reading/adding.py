"""Pages come into the case: files, words that were pasted, one address.

They are read while a page says how far it is.

Nothing is fetched before somebody presses, and then that one page alone. What comes in is read as
by the command line; what cannot be read is told, and the rest goes on.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from goodoffices.base.errors import Finding, GoodOfficesError, UsageError
from goodoffices.base.fetch import is_address
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, comma, n_
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import MOST_UPLOAD, DeskDoor, Form
from goodoffices.desk.views import DeskView
from goodoffices.desk.work import Tell
from goodoffices.evidence.store import DossierStore

if TYPE_CHECKING:
    from goodoffices.folder.ingest import Named

KEPT = 12
"""How many readings are remembered while the desk is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskReading:
    """What came of one reading: the pages that are new, those known before, what to know.

    ``given`` is what was typed, kept where no page came of it.
    """

    id: str
    names: tuple[str, ...]
    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    stopped: bool = False
    given: Mapping[str, str] = field(default_factory=dict)


def adding(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors by which pages come in."""
    room = _Adding(answers)
    return [
        DeskDoor("GET", "/sources/add", answers.page(room.ask)),
        DeskDoor("POST", "/sources/add", room.add, MOST_UPLOAD),
        DeskDoor("GET", "/sources/added/{reading}", answers.page(room.added)),
    ]


class _Adding:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers
        self.folder = answers.bench.folder
        self.readings: dict[str, DeskReading] = {}
        self.turn = threading.Lock()

    def ask(self, _view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        return "add.html", {}

    async def add(self, request: Request, form: Form) -> Response:
        """Begin to read what a form brings, or give it back with what is wrong at its field."""
        with self.answers.for_whom(request):
            try:
                return RedirectResponse(self._begun(form), 303)
            except GoodOfficesError as error:
                values = {"given": _given(form), "wrong": _wrong(form, error)}
                answer = await run_in_threadpool(
                    self.answers.shown, lambda _view, _request: ("add.html", values), request
                )
                answer.status_code = 422
                return answer

    def _begun(self, form: Form) -> str:
        from goodoffices.folder.ingest import dated

        published = form.words("published") or None
        dated(published)
        sent = list(_sent(form, published))
        if not sent:
            raise UsageError(finding("GO356.nothing"))
        id_ = secrets.token_hex(4)
        told = [_named(one) for one in sent]
        what = n_("Reading {count} page: {names}", "Reading {count} pages: {names}", len(sent))
        what = what.format(count=len(sent), names=comma().join(told[:3]) + (" …" * (len(told) > 3)))
        read = _Reading(self, id_, sent, published, _given(form))
        return self.answers.begun(f"read {id_}", what, f"/sources/added/{id_}", read.run)

    def added(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        found = self.readings.get(request.path_params["reading"])
        if found is None:
            return None
        documents = view.read.documents
        return "added.html", {
            "reading": found,
            "new": [documents[id_] for id_ in found.new if id_ in documents],
            "known": [documents[id_] for id_ in found.known if id_ in documents],
            "given": found.given,
        }

    def keep(self, reading: DeskReading) -> None:
        """Remember what came of a reading, and forget the oldest."""
        self.readings[reading.id] = reading
        for old in list(self.readings)[:-KEPT]:
            del self.readings[old]


class _Reading:
    """One reading on its way; readings wait for one another."""

    def __init__(
        self,
        room: _Adding,
        id_: str,
        sent: Sequence[Named],
        published: str | None,
        given: Mapping[str, str],
    ) -> None:
        self.room, self.id, self.sent, self.published = room, id_, sent, published
        self.given = given

    def run(self, tell: Tell) -> None:
        """Read what was sent, telling before each page which it is."""
        from goodoffices.folder.ingest import read_in

        while not self.room.turn.acquire(timeout=0.3):
            tell(0, len(self.sent), _("another reading is not done yet"))
        before = self._pages()
        findings: tuple[Finding, ...] = ()
        seen: tuple[str, ...] = ()
        stopped = True
        try:
            found = read_in(self.room.folder, self.sent, self.published, self._watch(tell))
            findings = (*found.unread, *found.dossier.findings)
            seen = tuple(document.id for document in found.dossier.documents)
            stopped = False
        finally:
            after = self._pages()
            new = tuple(page for page in after if page not in before)
            reading = DeskReading(
                id=self.id,
                names=tuple(map(_named, self.sent)),
                new=new,
                known=tuple(page for page in seen if page in before),
                given={} if new or seen else self.given,
                findings=tuple(dict.fromkeys(findings)),
                stopped=stopped,
            )
            self.room.keep(reading)
            self.room.turn.release()

    def _pages(self) -> dict[str, None]:
        with DossierStore(self.room.folder) as store:
            return dict.fromkeys(store.pages())

    def _watch(self, tell: Tell) -> Any:  # noqa: ANN401 - what reading takes
        def watched(named: list[Named]) -> Iterator[Named]:
            for number, one in enumerate(named):
                tell(number, len(named), _named(one))
                yield one
            tell(len(named), len(named), "")

        return watched


def _sent(form: Form, published: str | None) -> Iterable[Named]:
    """Yield what a form brings: files, words that were pasted, an address."""
    from goodoffices.read.document.metadata import Facts
    from goodoffices.read.formats.format import SourceBytes

    for file in form.files:
        yield SourceBytes(data=file.data, name=file.name, published=published)
    words = form.get("text", "")
    address = form.words("address")
    if words.strip():
        if address and not is_address(address):
            raise UsageError(finding("GO356.address", address=address))
        title = form.words("title") or None
        yield SourceBytes(
            data=words.replace("\r\n", "\n").encode(),
            name=title or _("pasted words"),
            published=published,
            address=address or None,
            facts=Facts(title=title, address=address or None, outlet=form.words("outlet") or None),
            text=True,
        )
    if fetched := form.words("fetch"):
        if not is_address(fetched):
            raise UsageError(finding("GO356.address", address=fetched))
        yield fetched


FIELDS = ("text", "title", "outlet", "address", "fetch", "published")
"""The fields of the three forms that can be filled in again; files cannot."""


def _given(form: Form) -> dict[str, str]:
    """Return what was typed, and in which form."""
    of = next((name for name in ("text", "fetch") if name in form), "files")
    return {"of": of} | {name: form.get(name, "") for name in FIELDS}


def _wrong(form: Form, error: GoodOfficesError) -> dict[str, str]:
    """Return what is wrong, by the field that it stands at."""
    given = _given(form)
    own = "fetch" if given["of"] == "fetch" else "address" if given["text"].strip() else "text"
    found = {}
    for one in error.findings:
        name = {"GO915": "published", "GO356": own}.get(one.code, given["of"])
        found[name] = " ".join(filter(None, (one.text, one.help)))
    return found


def _named(one: Named) -> str:
    return one.name if not isinstance(one, Path | str) else str(one)
