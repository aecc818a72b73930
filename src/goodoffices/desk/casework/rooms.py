"""The addresses of the case and their handlers: pages, forms, undo, proposals, what if."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast, get_args
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from goodoffices.base.errors import CaseError, Finding, GoodOfficesError, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, n_
from goodoffices.case.file.edit import path_at
from goodoffices.case.file.text import Plain
from goodoffices.desk.answers import DeskAnswers, back
from goodoffices.desk.casework import acts, words
from goodoffices.desk.casework.follows import Consequence, Following
from goodoffices.desk.casework.grounds import TickList, tick_list
from goodoffices.desk.casework.lines import LineMaker
from goodoffices.desk.casework.next import next_in_case, waiting, waits
from goodoffices.desk.casework.pages import (
    JUDGEMENTS,
    UNGROUNDED,
    CasePage,
    FieldRefusal,
    PageMaker,
    rail,
)
from goodoffices.desk.casework.questions import Answer, PreferencesAsked, answered, asked
from goodoffices.desk.casework.spots import Spot, shown, spot, steps, written
from goodoffices.desk.casework.taken import FormTaker, is_id
from goodoffices.desk.casework.weighing import Heavier, WeighedWants, decided, weighed
from goodoffices.desk.edits import RefusedEditError
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.views import DeskView
from goodoffices.desk.work import Tell
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.draft import prepared
from goodoffices.folder.heldback import HeldBack, held_back

if TYPE_CHECKING:
    from goodoffices.case.file.edit import Path

Shown = tuple[str, dict[str, Any]]
"""A template and its values."""


def casework(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the case."""
    room = _Casework(answers)
    page, post = answers.page, room.posted
    return [
        DeskDoor("GET", "/case", page(room.place)),
        DeskDoor("GET", "/case/at/{place:path}", page(room.place)),
        DeskDoor("GET", "/case/add/{list:path}", page(room.adding)),
        DeskDoor("GET", "/case/if/{item:path}", page(room.what_if)),
        DeskDoor("POST", "/case/at/{place:path}", post(room.save)),
        DeskDoor("POST", "/case/add/{list:path}", post(room.add)),
        DeskDoor("POST", "/case/move/{item:path}", post(room.move)),
        DeskDoor("POST", "/case/take/{item:path}", post(room.take)),
        DeskDoor("POST", "/case/take-all/{list:path}", post(room.take_all)),
        DeskDoor("POST", "/case/answer/{place:path}", post(room.answer)),
        DeskDoor("POST", "/case/weigh/{place:path}", post(room.weigh)),
        DeskDoor("POST", "/case/remove/{item:path}", post(room.remove)),
        DeskDoor("POST", "/case/undo", post(room.undo)),
        DeskDoor("POST", "/case/propose", post(room.propose)),
    ]


@dataclass(frozen=True)
class _Sent:
    """A form that was sent: about which place, as the file has it now."""

    form: Form
    view: DeskView
    maker: PageMaker
    place: Spot

    @property
    def stale(self) -> bool:
        """Whether another hand changed the place since the form was shown."""
        return "was" in self.form and self.form["was"] != shown(self.place.value)

    def back(self, anchor: str, *, gone: bool = False) -> str:
        """Return the page that a button stood on; empty where that page went with what is gone."""
        place = spot(self.maker.held, self.form["from"]) if "from" in self.form else None
        own = self.place.path
        if place is None or (gone and place.path[: len(own)] == own):
            return ""
        section = next((str(step) for step in reversed(own[:-1]) if isinstance(step, str)), "")
        where = f"/case/at/{quote(place.address)}" if place.path else "/case"
        return f"{where}#{anchor or 's-' + quote(section)}"


class _Casework:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers
        self.bench = answers.bench
        self.visit = answers.visit
        self.following = Following(answers.bench.kept)

    # --- pages --------------------------------------------------------------------------------

    def place(self, view: DeskView, request: Request) -> Shown | None:
        held = self._held(view)
        place = spot(held, request.path_params.get("place", ""))
        if place is None or (place.holder and place.holder.form != "part" and place.value is None):
            return None
        maker = PageMaker(view, held, self.bench.by)
        return self._page(view, maker.page(place, about=request.query_params.get("about", "")))

    def adding(self, view: DeskView, request: Request) -> Shown | None:
        held = self._held(view)
        place = spot(held, request.path_params["list"])
        if place is None or place.form not in ("list", "keys"):
            return None
        maker = PageMaker(view, held, self.bench.by)
        return self._page(view, maker.adding(place, name=request.query_params.get("name", "")))

    def what_if(self, view: DeskView, request: Request) -> Shown | None:
        """Show what moving something would change; nothing is kept."""
        held = self._held(view)
        path = steps(request.path_params["item"])
        place = spot(held, written(path[:-1]))
        item = spot(held, written(path))
        if place is None or item is None or item.value is None:
            return None
        way = request.query_params.get("by", "up")
        act = acts.removed(item) if way == "gone" else acts.moved(place, _number(path), way)
        look = self._look(view, act)
        maker = PageMaker(view, held, self.bench.by)
        above = spot(held, written(path[:-2])) or place
        return self._page(view, maker.page(above), look=look, looked=item.address, way=way)

    def _look(self, view: DeskView, act: acts.Act) -> Consequence:
        file = self.bench.file()
        act(file)
        wrong = [f for f in file.findings if f.severity == "error"]
        if wrong:
            raise CaseError(wrong)
        return self.following.instead(view.material.case, file.case)

    def _page(
        self,
        view: DeskView,
        page: CasePage,
        *,
        look: Consequence | None = None,
        looked: str = "",
        way: str = "",
        refused: Mapping[str, str] | None = None,
    ) -> Shown:
        made = self.visit.made
        last = made[-1] if made else None
        follows = self.following.of(last) if last else None
        return "case.html", {
            "page": page,
            "rail": rail(self._held(view)),
            "last": last,
            "follows": follows,
            "look": look,
            "looked": looked,
            "way": way,
            "waiting": waiting(self._held(view)),
            "waits": waits(self._held(view)),
            "questions": self._questions(view, page),
            "weighed": self._weighed(view, page),
            "beside": self._beside(view, page),
            "refused": refused or {},
            "next": next_in_case(view.material.case, self._held(view)),
            "perhaps": () if page.place.path else self._perhaps(),
            "words": words,
        }

    def _perhaps(self) -> tuple[HeldBack, ...]:
        """Return what the last draft held back, for it rests on low claims alone."""
        with DossierStore(self.bench.folder) as store:
            return tuple(held_back(store))

    def _beside(self, view: DeskView, page: CasePage) -> tuple[TickList, str] | None:
        """Return what was read of the party that a page is about, and its id among actors."""
        path = page.place.path
        party = view.material.case.party(str(path[1])) if len(path) == 2 else None
        if party is None or path[0] != "parties" or not page.bare:
            return None
        found = tick_list(view.material.case, view.evidence, party.id, ())
        return found, party.actor or party.id

    def _questions(self, view: DeskView, page: CasePage) -> PreferencesAsked | None:
        """Return what may be asked of the party that a page is about."""
        path = page.place.path
        party = view.material.case.party(str(path[1])) if len(path) == 2 else None
        if party is None or path[0] != "parties" or page.new:
            return None
        acts_known = LineMaker(view.material.case, view.sides).acts
        return asked(view.material.case, party, acts_known, view.evidence)

    def _weighed(self, view: DeskView, page: CasePage) -> tuple[WeighedWants, ...]:
        """Return of which wants of the page's party it is asked which matters more."""
        path = page.place.path
        party = view.material.case.party(str(path[1])) if len(path) == 2 else None
        if party is None or path[0] != "parties" or page.new:
            return ()
        return tuple(weighed(view.material.results.file.tree, party))

    def _held(self, view: DeskView) -> Plain:
        held = view.material.results.file.at(())
        return held if held is not None else {}

    # --- forms --------------------------------------------------------------------------------

    def posted(self, do: Callable[[_Sent], str | Shown]) -> Callable[..., Any]:
        """Return the handler of a form: where it leads, or the page that says what is wrong."""

        async def handle(request: Request, form: Form) -> Response:
            with self.answers.for_whom(request):
                return await run_in_threadpool(self._answered, do, request, form)

        return handle

    def _answered(
        self, do: Callable[[_Sent], str | Shown], request: Request, form: Form
    ) -> Response:
        try:
            view = self.answers.view()
            held = self._held(view)
            params = request.path_params
            place = spot(held, next(iter(params.values()), ""))
            if place is None:
                return self.answers.missing()
            maker = PageMaker(view, held, self.bench.by)
            done = do(_Sent(form, view, maker, place))
        except GoodOfficesError as error:
            return self.answers.refused(error)
        if isinstance(done, str):
            return RedirectResponse(done, 303)
        answer = self.answers.shown(lambda _view, _request: done, request)
        if form.get("do") not in ("search", "look"):
            answer.status_code = 422
        return answer

    def save(self, sent: _Sent) -> str | Shown:
        """Save what a form says of a place."""
        place, form = sent.place, sent.form
        page = sent.maker.page(place)
        given, basis, grounds = _filled(form, page)
        refusal = FieldRefusal(
            values=given, basis=basis, grounds=grounds, about=form.get("about", "")
        )
        if form.get("do") == "search":
            return self._page(sent.view, sent.maker.page(place, refusal))
        if sent.stale:
            refusal.conflict = True
            return self._page(sent.view, sent.maker.page(place, refusal))
        if grounds:
            return self._page(sent.view, sent.maker.page(place, refusal))
        act = acts.saved(place, {**given, **basis})
        try:
            if form.get("do") == "look":
                look = self._look(sent.view, act)
                return self._page(sent.view, sent.maker.page(place, refusal), look=look)
            self.visit.change(page.heading, place.address, act)
        except CaseError as error:
            refusal.findings = _placed(error, sent)
            return self._page(sent.view, sent.maker.page(place, refusal))
        return _after(place, has_sections=bool(page.sections))

    def add(self, sent: _Sent) -> str | Shown:
        """Add something to a collection."""
        place, form = sent.place, sent.form
        if place.form not in ("list", "keys"):
            raise UsageError(finding("GO345", what=place.address))
        typed = " ".join(form.get("|name", "").split())
        page = sent.maker.adding(place, name=typed)
        given, basis, grounds = _filled(form, page)
        refusal = FieldRefusal(
            values=given, basis=basis, grounds=grounds, about=form.get("about", "")
        )

        def again(look: Consequence | None = None) -> Shown:
            return self._page(sent.view, sent.maker.adding(place, refusal, typed), look=look)

        if form.get("do") == "search" or grounds:
            return again()
        inner = sent.maker.inner(place, typed)
        name = typed
        if inner.holder and inner.holder.form == "keys" and is_id(inner.holder.inner[0]):
            name = acts.named(place, {**given, **({"name": typed} if typed else {})})
        act = acts.added(place, inner, {**given, **basis}, name)
        try:
            if form.get("do") == "look":
                return again(self._look(sent.view, act))
            self.visit.change(page.heading, place.address, act)
        except CaseError as error:
            refusal.findings = _placed(error, sent)
            return again()
        opened = spot(self.bench.file().at(()) or {}, written((*place.path, name)))
        if name and opened is not None and any(sent.maker.lines.sections(opened)):
            return f"/case/at/{quote(opened.address)}"
        return _after(inner)

    def move(self, sent: _Sent) -> str | Shown:
        """Move something in its list, tie it, or say that its order is not known."""
        place = self._above(sent)
        act = acts.moved(place, _number(sent.place.path), sent.form.get("by", ""))
        self._unchanged(sent.form, place)
        said = {
            "tie": _("As important as the one above"),
            "unsure": _("Not known which matters more"),
        }.get(sent.form.get("by", ""), _("Moved"))
        landed = _landed(sent.place, sent.form.get("by", ""))
        self.visit.change(said, landed.address, act)
        return sent.back("here") or _after(landed, anchor="here")

    def take(self, sent: _Sent) -> str:
        """Take a proposal into the case."""
        if not self.bench.by:
            raise UsageError(finding("GO368"))
        self.visit.change(
            _("Taken into the case"), sent.place.address, acts.taken(sent.place, self.bench.by)
        )
        return sent.back("next") or _after(sent.place, anchor="next")

    def take_all(self, sent: _Sent) -> str:
        """Take all proposals of a section into the case, as one edit."""
        if not self.bench.by:
            raise UsageError(finding("GO368"))
        self._unchanged(sent.form, sent.place)
        lines = [line for line in sent.maker.lines.lines(sent.place) if line.proposed]
        places = [p for line in lines if (p := spot(sent.maker.held, line.address)) is not None]
        count = len(places)
        said = n_("{count} taken into the case", "{count} taken into the case", count)
        self.visit.change(
            said.format(count=count), sent.place.address, acts.all_taken(places, self.bench.by)
        )
        return sent.back("next") or _after(sent.place, anchor="next")

    def answer(self, sent: _Sent) -> str | Shown:
        """Write the answer to a question about what a party prefers."""
        form, place = sent.form, sent.place
        party = sent.maker.case.party(str(place.path[-1])) if len(place.path) == 2 else None
        option, answer = form.get("option", ""), form.get("answer", "")
        known = {one.id for one in sent.maker.case.options}
        if party is None or option not in known or answer not in get_args(Answer):
            raise UsageError(finding("GO345", what=option or place.address))
        if not self.bench.by:
            raise UsageError(finding("GO368"))
        basis = _basis(form) | {"judged": self.bench.by}
        if answer != "unknown" and not (basis["evidence"] or basis["because"]):
            missing = finding("GO370.reason")
            told = " ".join(filter(None, (missing.text, missing.help)))
            return self._page(sent.view, sent.maker.page(place), refused={option: told})
        given = {key: value for key, value in basis.items() if value is not None}
        act = answered(party, option, cast("Answer", answer), given)
        self.visit.change(_("An answer of what it prefers"), place.address, act)
        return f"/case/at/{quote(place.address)}#next"

    def weigh(self, sent: _Sent) -> str:
        """Write which of two wants of a party matters more."""
        form, place = sent.form, sent.place
        party = sent.maker.case.party(str(place.path[-1])) if len(place.path) == 2 else None
        heavier = form.get("heavier", "")
        asked_now = weighed(self.bench.file().tree, party) if party is not None else ()
        asked_pair = form.get("one", ""), form.get("other", "")
        pair = next((one for one in asked_now if (one.one, one.other) == asked_pair), None)
        if party is None or pair is None or heavier not in get_args(Heavier):
            raise UsageError(finding("GO345", what=asked_pair[0] or place.address))
        if not self.bench.by:
            raise UsageError(finding("GO368"))
        act = decided(party, pair, cast("Heavier", heavier))
        self.visit.change(_("An answer of what matters more"), place.address, act)
        return f"/case/at/{quote(place.address)}#s-prefers"

    def remove(self, sent: _Sent) -> str:
        """Take something away; a proposal is refused so, and not proposed again."""
        if sent.place.value is None:
            raise UsageError(finding("GO345", what=sent.place.address))
        self._unchanged(sent.form, sent.place)
        proposal = isinstance(sent.place.value, dict) and "unreviewed" in sent.place.value
        said = _("Refused") if proposal else _("Taken away")
        self.visit.change(said, sent.place.address, acts.removed(sent.place))
        anchor = "next" if proposal else ""
        return sent.back(anchor, gone=True) or _after(sent.place, anchor=anchor)

    def undo(self, sent: _Sent) -> str:
        """Undo the last edit of this visit, and go back to where the button stood."""
        last = self.visit.undo()
        if "back" in sent.form:
            return back(sent.form)
        place = spot(self.bench.file().at(()) or {}, last.address)
        return _after(place) if place is not None else "/case"

    def propose(self, sent: _Sent) -> str:
        """Begin to read what the sources propose; its page says how far that is, and stops it."""
        again = sent.form.get("again") == "yes"

        def do(tell: Tell) -> None:
            propose = prepared(self.bench.folder, tell)
            self.visit.outside(_("Proposed from what was read"), "", lambda: propose(again=again))

        what = _("Propose from what was read")
        return self.answers.begun(f"propose {again}", what, "/case", do)

    @staticmethod
    def _above(sent: _Sent) -> Spot:
        place = spot(sent.maker.held, written(sent.place.path[:-1]))
        if place is None or sent.place.value is None:
            raise UsageError(finding("GO345", what=sent.place.address))
        return place

    @staticmethod
    def _unchanged(form: Form, place: Spot) -> None:
        """Refuse a button of a page that shows what is there no more."""
        if "was" in form and form["was"] != shown(place.value):
            raise UsageError(finding("GO369", what=place.address))


def _filled(
    form: Form, page: CasePage
) -> tuple[dict[str, Plain | None], dict[str, Plain | None], tuple[str, ...]]:
    """Return what was filled in, what it rests on, and what is missing of that."""
    given = FormTaker(form).of(page.fields)
    if page.basis is None:
        return given, {}, ()
    basis = _basis(form) | {"unreviewed": None}
    part, there = page.place.part, page.place.value
    now = there if isinstance(there, dict) else {}
    untouched = all(now.get(key) == value for key, value in {**given, **basis}.items())
    if part is None or part.name in UNGROUNDED or given.get("answer") == "unknown" or untouched:
        return given, basis, ()
    if basis["evidence"] or (basis["judged"] and (part.name not in JUDGEMENTS or basis["because"])):
        return given, basis, ()
    missing = finding("GO370.reason" if part.name in JUDGEMENTS else "GO370.initials")
    return given, basis, (" ".join(filter(None, (missing.text, missing.help))),)


def _basis(form: Form) -> dict[str, Plain | None]:
    """Return what a form says that a judgement rests on: claims ticked, initials, a reason."""
    ticked: list[Plain] = [
        name.partition("|")[2] for name in form if name.startswith("evidence|") and form[name]
    ]
    return {
        "evidence": ticked or None,
        "judged": form.get("judged", "").strip() or None,
        "because": " ".join(form.get("because", "").split()) or None,
    }


def _placed(error: CaseError, sent: _Sent) -> list[tuple[Path, Finding]]:
    """Return findings with the path of what each is about."""
    tree = error.file.tree if isinstance(error, RefusedEditError) else None
    return [(path_at(tree, f.place) if tree else sent.place.path, f) for f in error.findings]


def _landed(place: Spot, way: str) -> Spot:
    """Return where an item stands once it was moved."""
    at = _number(place.path)
    to = {"up": at - 1, "down": at + 1}.get(way, int(way) if way.isdecimal() else at)
    return replace(place, path=(*place.path[:-1], to))


def _after(place: Spot, *, has_sections: bool = False, anchor: str = "") -> str:
    """Return the page that shows a place after an edit of it, at its section or where it stands."""
    path = place.path
    if not path or (len(path) == 1 and place.part is None and not place.form):
        return "/case"
    if has_sections:
        return f"/case/at/{quote(place.address)}"
    if len(path) <= 2:
        return f"/case/at/{quote(written(path[:1]))}" + (f"#{anchor}" if anchor else "")
    anchored = -2 if place.key is None else -1
    anchor = anchor or f"s-{quote(str(path[anchored]))}"
    return f"/case/at/{quote(written(path[:anchored]))}#{anchor}"


def _number(path: tuple[str | int, ...]) -> int:
    last = str(path[-1]) if path else ""
    return int(last) if last.isdecimal() else -1
