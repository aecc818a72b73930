"""Advice on the desk: what a mediator should look at, and the questions, answered on the spot.

An answer is a judgement: it lands in the case file in place, with the initials of whoever gives it
and their reason, and the advice is worked out anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from goodoffices.advise.questions import Question, ranked
from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.brief.counsel import sheet
from goodoffices.case.judged import Advised, Judged
from goodoffices.desk.casework.spots import written
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.served import cited, number, table

if TYPE_CHECKING:
    from goodoffices.advise.advice import Advice
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.case.file import CaseFile
    from goodoffices.case.nouns import Case, Mediator
    from goodoffices.case.options import Basis
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView

METHOD = "Lines of advice, each by its named method (docs/advice.md)"

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:\s*(?:\.\.|–|-|to)\s*(\d+(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing judged of every mediator: what, and for each the answer with what it rests on."""

    what: str
    answers: tuple[tuple[str, Basis | None], ...]


def side_by_side(case: Case) -> list[Trait]:
    """Return what is judged of the mediators, side by side; nobody is ranked."""
    judged = case.advice or Advised()
    found = []
    for party in case.parties:
        own = tuple(_consent(mediator, party.id) for mediator in case.mediators)
        found.append(Trait(_("{party} consents").format(party=party.name), own))
    needed = judged.needed
    for function in needed:
        text = _("It can bring: {function}").format(function=function)
        found.append(Trait(text, _traits(case, judged, lambda c, f=function: c.functions.get(f))))
    found.append(
        Trait(_("It is itself a side"), _traits(case, judged, lambda c: c.direct_party)),
    )
    found.append(
        Trait(_("It has a stake of its own"), _traits(case, judged, lambda c: c.material_interest))
    )
    return found


def _consent(mediator: Mediator, party: str) -> tuple[str, Basis | None]:
    if mediator.party == party:
        return _("is this party"), None
    answer, basis = mediator.consent.get(party, ("unknown", None))
    return _word(answer), basis


def _traits(case: Case, judged: Advised, of: Any) -> tuple[tuple[str, Basis | None], ...]:  # noqa: ANN401
    found = []
    for mediator in case.mediators:
        candidate = judged.candidates.get(mediator.id)
        one: Judged | None = of(candidate) if candidate else None
        found.append((_word(one.answer if one else "unknown"), one.basis if one else None))
    return tuple(found)


def _word(answer: str) -> str:
    return {
        "yes": _("yes"),
        "no": _("no"),
        "conditional": _("on terms of its own"),
        "unknown": _("not known"),
    }[answer]


def answered(question: Question, given: Mapping[str, str], by: str) -> Callable[[CaseFile], None]:
    """Return the edit that writes an answer into an opened case file.

    Parameters
    ----------
    given
        ``answer``, ``because``, and for a judgement with a date ``date``.

    Raises
    ------
    UsageError
        GO383 where the answer, the initials or the reason is missing, or is none of its kind.
    """
    answer, because = given.get("answer", "").strip(), given.get("because", "").strip()
    if not by:
        raise UsageError(finding("GO383.by"))
    if not because and question.answering != "review":
        raise UsageError(finding("GO383.because"))

    def do(file: CaseFile) -> None:
        if question.answering == "review":
            _reviewed(file, question, answer, by)
        elif question.answering == "judged":
            _judged(file, question, answer, given)
            _based(file, question.place, by, because, whole=True)
        else:
            value = _word_of(answer) if question.answering == "word" else _number_of(answer)
            file.set(question.place, value)
            _based(file, _owner(question.place), by, because, whole=False)

    return do


def _word_of(answer: str) -> str:
    if answer not in ("yes", "no", "conditional"):
        raise UsageError(finding("GO383.answer", answer=answer or "…"))
    return answer


def _number_of(answer: str) -> str:
    """Return a number or an interval as the case file writes it."""
    found = _NUMBER.fullmatch(answer)
    if found is None or (found[2] and float(found[1]) > float(found[2])):
        raise UsageError(finding("GO383.number", answer=answer or "…"))
    return f"{found[1]}..{found[2]}" if found[2] else found[1]


def _judged(file: CaseFile, question: Question, answer: str, given: Mapping[str, str]) -> None:
    """Write a judgement's answer, and when it was so."""
    file.set((*question.place, "answer"), _word_of(answer))
    dated = question.place[:2] == ("advice", "ripeness")
    if dated and (date := given.get("date", "").strip()):
        file.set((*question.place, "date"), date)


def _reviewed(file: CaseFile, question: Question, answer: str, by: str) -> None:
    """Let what was proposed stand, somebody answering for it."""
    if answer != "yes" or not isinstance(file.at(question.place), dict):
        raise UsageError(finding("GO383.answer", answer=answer or "…"))
    file.set((*question.place, "unreviewed"), "no")
    file.set((*question.place, "judged"), by)


def _owner(place: tuple[str, ...]) -> tuple[str, ...]:
    """Return what bears the initials of a number: its judgement, not the list it stands in."""
    if place[0] == "parties":
        return place[:5] if "issues" in place else place[:3]
    return place[:-2] if "worths" in place else place[:-1]


def _based(file: CaseFile, place: tuple[str, ...], by: str, because: str, *, whole: bool) -> None:
    """Write who judged, and why; of a judgement with several numbers, beside who judged others."""
    there = file.at(place)
    held = there if isinstance(there, dict) else {}
    old_by, old_because = str(held.get("judged", "")), str(held.get("because", ""))
    if not whole and old_by and by not in re.split(r",\s*", old_by):
        by = f"{old_by}, {by}"
    if not whole and old_because:
        because = f"{old_because}; {because}"
    file.set((*place, "judged"), by)
    file.set((*place, "because"), because)
    if str(held.get("unreviewed", "no")) in ("yes", "true"):
        file.set((*place, "unreviewed"), "no")


def advice_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of the advice."""
    room = _AdvicePages(answers)
    return [
        DeskDoor("GET", "/advice", answers.page(room.page)),
        DeskDoor("GET", "/advice.json", answers.plain(room.plain)),
        DeskDoor("GET", "/advice.csv", table(answers, "advice", room.cells)),
        DeskDoor("POST", "/advice/answer", answers.act(room.answer)),
    ]


class _AdvicePages:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers
        self.bench = answers.bench

    def page(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        material = view.material
        changed = request.query_params.get("changed", "")
        return "advice.html", {
            "sheet": sheet(material.counsel),
            "asked": material.counsel.asked if material.counsel else (),
            "traits": side_by_side(material.case),
            "changed": number(changed, 0, 999, 0) if changed else None,
            "day": material.made or "",
            "cite": cited(view, request, "/advice", _("what a mediator should look at"), METHOD),
        }

    def answer(self, _request: Request, form: Form) -> str:
        """Write an answer into the case, and say how many lines of advice it changed."""
        before = self.answers.view().material
        place = tuple(form.get("place", "").split("."))
        asked = ranked(before.case, before.case.advice or Advised())
        question = next((q for q in asked if q.place == place and q.answering), None)
        if question is None:
            raise UsageError(finding("GO345", what=form.get("place", "")))
        said = _("Answered: {question}").format(question=question.text)
        self.answers.visit.change(said, written(place), answered(question, form, self.bench.by))
        count = _changed(before.counsel, self.answers.view().material.counsel)
        return f"/advice?changed={count}#questions"

    def plain(self, view: DeskView, _request: Request) -> dict[str, Any]:
        return view.material.counsel.to_dict() if view.material.counsel else {}

    def cells(self, view: DeskView, _request: Request) -> Iterator[Sequence[Cell]] | None:
        advice = view.material.counsel
        return _rows(advice) if advice else None


def _rows(advice: Advice) -> Iterator[Sequence[Cell]]:
    yield ["topic", "about", "status", "text", "flips", "method", "inputs", "evidence", "missing"]
    for line in advice.lines:
        lists = (line.inputs, line.evidence, line.missing)
        said = line.topic, line.about, line.status, line.text, line.flips, line.method
        yield [*said, *("; ".join(one) for one in lists)]


def _changed(before: Advice | None, after: Advice | None) -> int:
    """Count the lines whose status is another."""
    old = {line.key: line.status for line in before.lines} if before else {}
    new = {line.key: line.status for line in after.lines} if after else {}
    return sum(old.get(key) != new.get(key) for key in {**old, **new})
