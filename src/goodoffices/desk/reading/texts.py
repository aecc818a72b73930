"""The sources on the desk: each in its own words, searched through, and words put to use.

Words that somebody selects have an address of their own: their page, from and up to. There stands
what rests on them, and forms that make them a claim, a want, the evidence of something, or the
place of a claim that lost its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from goodoffices.base.edtf import is_edtf
from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.brief.evidence import Ground, Quote
from goodoffices.brief.sources import Paragraph, Source
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.dossier import FoundWords, placed
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.listing import pager, tables
from goodoffices.desk.reading import words as wording
from goodoffices.desk.served import handed
from goodoffices.desk.views import DeskView
from goodoffices.evidence.claims import Claim
from goodoffices.evidence.selection import ClaimSelection
from goodoffices.evidence.snapshot import Document
from goodoffices.evidence.store import DossierStore
from goodoffices.evidence.store.rows import ENTITIES, kind_of

BESIDE = 40
"""Pages that the list beside a page shows."""

MOST_PLACES = 500
"""Places that a search tells at most."""


def texts(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the sources and of the words in them."""
    room = _Texts(answers)
    return [
        DeskDoor("GET", "/search", answers.page(room.search)),
        *tables(answers, "/search", room.search_rows),
        DeskDoor("GET", "/sources", answers.page(room.sources)),
        *tables(answers, "/sources", room.source_rows),
        DeskDoor("GET", "/sources/{source}.txt", handed(answers, room.plain_text)),
        DeskDoor("GET", "/sources/{source}.json", answers.plain(room.source_plain)),
        DeskDoor("GET", "/sources/{source}", answers.page(room.source)),
        DeskDoor("POST", "/sources/{source}/date", answers.act(room.date)),
        DeskDoor("GET", "/sources/{source}/words", answers.page(room.words)),
        DeskDoor("POST", "/sources/{source}/claim", answers.act(room.claim)),
        DeskDoor("POST", "/sources/{source}/want", answers.act(room.want)),
        DeskDoor("POST", "/sources/{source}/ground", answers.act(room.ground)),
    ]


class _Texts:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers
        self.bench = answers.bench

    def sources(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        pages = pager(request, len(view.read.dossier.documents))
        shown = view.read.dossier.documents[pages.first : pages.last]
        return "sources.html", {"documents": shown, "pager": pages}

    def source_rows(self, view: DeskView, _request: Request) -> Sequence[dict[str, Any]]:
        return [_source_row(view, document) for document in view.read.dossier.documents]

    def source(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        found = view.source(request.path_params["source"])
        if found is None:
            return None
        words = request.query_params.get("find", "").strip()
        places = list(islice(view.read.find(words, found.document.id), MOST_PLACES))
        claim = request.query_params.get("claim", "")
        return "source.html", {
            "source": found,
            "find": words,
            "places": places,
            "moved": view.claim(claim),
            "words_at": _words_at,
            "used": partial(_used, view),
            "quotes": list(_told(found)),
            "others": _beside(view, found.document),
            "count": len(view.read.dossier.documents),
        }

    def source_plain(self, view: DeskView, request: Request) -> dict[str, Any]:
        found = view.read.documents.get(request.path_params["source"])
        if found is None:
            return {}
        claims = view.read.on_page.get(found.id, ())
        row = _source_row(view, found)
        return row | {
            "text": found.snapshot.text,
            "claims": [_claim_place(c, found) for c in claims],
        }

    def plain_text(self, request: Request) -> Response:
        found = self.answers.view().read.documents.get(request.path_params["source"])
        if found is None:
            return self.answers.missing()
        data = found.snapshot.text.encode("utf-8", "replace")
        headers = {"content-disposition": f'attachment; filename="{found.id}.txt"'}
        return PlainTextResponse(data, headers=headers)

    def date(self, request: Request, form: Form) -> str:
        published = form.words("published")
        if not is_edtf(published):
            raise UsageError(finding("GO915", date=published or "—"))
        source = request.path_params["source"]
        with DossierStore(self.bench.folder) as store:
            store.give_date(source, published)
        return f"/sources/{quote(source)}"

    def search(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        words = request.query_params.get("q", "").strip()
        found = list(islice(view.read.find(words), MOST_PLACES + 1)) if words else []
        pages = pager(request, min(len(found), MOST_PLACES), 100)
        ids = view.chosen(ClaimSelection(about=words)) if words else ()
        return "search.html", {
            "asked": words,
            "places": found[pages.first : pages.last],
            "more": len(found) > MOST_PLACES,
            "pager": pages,
            "quotes": view.evidence.quotes(ids[:20]),
            "claims": len(ids),
            "words_at": _words_at,
        }

    def search_rows(self, view: DeskView, request: Request) -> Sequence[dict[str, Any]]:
        words = request.query_params.get("q", "").strip()
        return [
            {
                "source": place.source.id,
                "title": place.source.called,
                "start": place.start,
                "end": place.end,
                "before": place.before,
                "words": place.words,
                "after": place.after,
            }
            for place in islice(view.read.find(words), MOST_PLACES)
        ]

    def words(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]] | None:
        document = view.read.documents.get(request.path_params["source"])
        if document is None:
            return None
        form = Form(request.query_params.multi_items())
        place = _place(document, form)
        said = form.words("words")
        if said and " ".join(said.split()) != " ".join(place.words.split()):
            raise UsageError(finding("GO357.other", words=said[:80]))
        claims = view.read.resting(document.id, place.start, place.end)
        resting = [claim for claim in claims if kind_of(claim) not in ENTITIES or len(claims) < 4]
        moved = view.claim(form.words("claim"))
        return "words.html", {
            "place": place,
            "document": document,
            "resting": view.evidence.quotes(c.id for c in resting),
            "uses": wording.uses(view, claims),
            "moved": moved,
            "seen": view.read.last,
            "parts": wording.parts(view.material.case) if moved is None else [],
            "people": wording.people(view) if moved is None else [],
            "types": wording.TYPES,
        }

    def claim(self, request: Request, form: Form) -> str:
        view, document, place = self._chosen(request, form)
        made = wording.claim(view, document, place, form)
        wording.keep(self.bench, made)
        return f"/claims/{quote(made.id)}"

    def want(self, request: Request, form: Form) -> str:
        view, document, place = self._chosen(request, form)
        made = wording.claim_of_words(view, document, place, form)
        wording.add_want(self.answers, view, form, made)
        return f"/case/at/parties/{quote(form.words('party'))}#s-wants"

    def ground(self, request: Request, form: Form) -> str:
        view, document, place = self._chosen(request, form)
        made = wording.claim_of_words(view, document, place, form)
        wording.add_ground(self.answers, view, form.words("part"), made)
        at = urlencode({"start": place.start, "end": place.end})
        return f"/sources/{quote(document.id)}/words?{at}"

    def _chosen(self, request: Request, form: Form) -> tuple[DeskView, Document, FoundWords]:
        if not self.bench.by:
            raise UsageError(finding("GO355"))
        view = self.answers.view()
        document = view.read.documents.get(request.path_params["source"])
        if document is None:
            raise UsageError(finding("GO357.page"))
        return view, document, _place(document, form)


def _place(document: Document, form: Form) -> FoundWords:
    """Return the words that a form names, without the space at their ends."""
    text = document.snapshot.text
    start, end = form.number("start"), form.number("end")
    words = text[start:end] if 0 <= start < end <= len(text) else ""
    if not words.strip():
        raise UsageError(finding("GO357.none"))
    start += len(words) - len(words.lstrip())
    return placed(document, start, start + len(words.strip()))


def _words_at(place: FoundWords, claim: str = "") -> str:
    """Return the address of words at a place."""
    asked = {"start": place.start, "end": place.end} | ({"claim": claim} if claim else {})
    return f"/sources/{quote(place.source.id)}/words?{urlencode(asked)}"


def _told(source: Source) -> Iterator[Quote]:
    """Yield the claims with words on a page, in their order, each once; no names."""
    seen: dict[str, Quote] = {}
    for paragraph in (*source.paragraphs, *source.aside):
        for one in paragraph.claims:
            if seen.setdefault(one.id, one) is one:
                yield one


def _used(view: DeskView, paragraph: Paragraph) -> list[Ground]:
    """Return what in the case rests on a paragraph, each once."""
    return wording.uses(view, (c for q in paragraph.claims if (c := view.claim(q.id))))


def _beside(view: DeskView, document: Document) -> Sequence[Document]:
    """Return the pages that stand around a page in the list of all."""
    every = view.read.dossier.documents
    at = next(n for n, one in enumerate(every) if one.id == document.id)
    first = max(0, min(at - BESIDE // 3, len(every) - BESIDE))
    return every[first : first + BESIDE]


def _source_row(view: DeskView, document: Document) -> dict[str, Any]:
    claims = view.read.on_page.get(document.id, ())
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "language": document.language,
        "address": document.address,
        "rewritten_from": document.origin.name if document.origin else None,
        "claims": len(claims),
        "waiting": view.read.waiting_on.get(document.id, 0),
        "sha256": document.snapshot.sha256,
    }


def _claim_place(claim: Claim, document: Document) -> dict[str, Any]:
    return {
        "id": claim.id,
        "kind": kind_of(claim),
        "status": claim.status,
        "spans": [[s.start, s.end] for s in claim.spans if s.source == document.id],
    }
