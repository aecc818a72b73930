"""What a page of the case shows: a form with its fields, the sections under it, what follows.

A page is about one place of the file. Where a form was refused, it shows what was typed, with what
is wrong at its field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.case.file import keys
from goodoffices.case.file.edit import Path
from goodoffices.case.file.keys import PARTS, WHOLE
from goodoffices.case.file.text import Plain
from goodoffices.desk.casework import words
from goodoffices.desk.casework.fields import FieldMaker, FormField
from goodoffices.desk.casework.grounds import TickList, tick_list
from goodoffices.desk.casework.known import KnownNames
from goodoffices.desk.casework.lines import CaseSection, LineMaker
from goodoffices.desk.casework.spots import Spot, shown, spot, written
from goodoffices.desk.casework.taken import body, form_keys

if TYPE_CHECKING:
    from goodoffices.desk.views import DeskView

JUDGEMENTS = frozenset(
    {
        "preference",
        "weight",
        "step",
        "comparison",
        "unknown",
        "view",
        "worth",
        "pair",
        "red_line",
        "judged",
        "consent",
        "cost",
        "counsel",
        "trust",
        "obligation",
        "contested",
        "blocker",
    }
)
"""The parts that need evidence, or initials and a reason; others need evidence or initials."""

FIRST = frozenset({"parties", "mediators", "issues"})
"""The sections that the page of the whole case shows even where nothing stands in them."""

UNGROUNDED = frozenset({"issue_worth", "candidate", "levers"})
"""The parts that may rest on what the part around them rests on."""


@dataclass(frozen=True, kw_only=True)
class BasisFields:
    """What a judgement rests on, as a form shows it."""

    judged: str
    because: str
    ticks: TickList
    reason_needed: bool
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """One page of the case: where it is, its form, its sections."""

    place: Spot
    heading: str
    above: tuple[tuple[str, str], ...]
    action: str
    digest: str
    fields: tuple[FormField, ...] = ()
    basis: BasisFields | None = None
    sections: tuple[CaseSection, ...] = ()
    section: CaseSection | None = None
    name: FormField | None = None
    problems: tuple[Finding, ...] = ()
    now: tuple[tuple[str, str], ...] = ()
    new: bool = False
    send: str = ""
    proposed: bool = False

    @property
    def bare(self) -> bool:
        """Whether the form stands folded above what the place holds."""
        written_down = bool(self.place.value) and not self.new
        wrong = (
            self.problems or self.now or any(one.problems for f in self.fields for one in f.every())
        )
        return written_down and bool(self.sections) and not wrong


@dataclass(kw_only=True)
class FieldRefusal:
    """What a form that was not taken had in it, and why."""

    values: Mapping[str, Plain | None]
    basis: Mapping[str, Plain | None] = field(default_factory=dict)
    name: str = ""
    findings: Sequence[tuple[Path, Finding]] = ()
    grounds: tuple[str, ...] = ()
    about: str = ""
    conflict: bool = False


class PageMaker:
    """Makes the pages of one case as it stands."""

    def __init__(self, view: DeskView, held: Plain, by: str) -> None:
        self.view, self.held, self.by = view, held, by
        self.case = view.material.case
        self.lines = LineMaker(self.case, view.sides)

    def page(self, place: Spot, refusal: FieldRefusal | None = None, about: str = "") -> CasePage:
        """Return the page of a place that is there or may be."""
        part = place.part
        if part is None and place.form in ("list", "keys") and not self._simple(place):
            return CasePage(
                place=place,
                heading=self._heading(place),
                above=self._above(place),
                action="",
                digest=shown(place.value),
                section=self.lines.section(place, self._holder(place)),
            )
        made = self._form(place, refusal, about)
        return replace(
            made,
            action=f"/case/at/{place.address}" if place.path else "/case/at/",
            sections=tuple(self._sections(place)),
        )

    def _sections(self, place: Spot) -> Iterable[CaseSection]:
        """Return what stands under a place; of the whole case, what it begins with or holds."""
        for section in self.lines.sections(place):
            if place.path or section.lines or section.name in FIRST:
                yield section

    def adding(self, place: Spot, refusal: FieldRefusal | None = None, name: str = "") -> CasePage:
        """Return the page that adds to a collection, under a name that is chosen or to be given."""
        inner = self.inner(place, name)
        about = ""
        made = self._form(inner, refusal, about)
        key = inner.holder.inner[0] if inner.holder and inner.holder.form == "keys" else None
        field_ = None
        if key is not None and not (key in (keys.ID, keys.VALUE_ID) and inner.part):
            field_ = self._name(place, name)
        heading = words.adding(self._about(place))
        return replace(
            made,
            heading=f"{self._heading(inner)}" if name and field_ and field_.choices else heading,
            above=(*self._above(place), (place.address, self._heading(place))),
            action=f"/case/add/{place.address}",
            digest=shown(place.value),
            name=field_,
            new=True,
            send=heading,
        )

    def inner(self, place: Spot, name: str = "") -> Spot:
        """Return the place where something new in a collection would stand."""
        count = len(place.value) if isinstance(place.value, list) else 0
        found = spot(self.held, f"{place.address}/{count}")
        if found is None:
            raise UsageError(finding("GO345", what=place.address))
        step: str | int = count if found.holder and found.holder.form == "list" else name
        return replace(found, path=(*place.path, step), value=None)

    # --- the form -----------------------------------------------------------------------------

    def _form(self, place: Spot, refusal: FieldRefusal | None, about: str) -> CasePage:
        part = place.part
        every = form_keys(place.shape, place.value)
        now = body(every, place.value)
        filled = now if refusal is None else _but_empty({**now, **refusal.values})
        maker = FieldMaker(KnownNames(self.case, place.path))
        name = part.name if part else self._about(place)
        fields = maker.of(every, filled, name)
        findings: list[Finding] = []
        if refusal is not None:
            fields, findings = _told(place, fields, refusal.findings)
        return CasePage(
            place=place,
            heading=self._heading(place),
            above=self._above(place),
            action="",
            digest=shown(place.value),
            fields=tuple(fields),
            basis=self._basis(place, now, refusal, about),
            problems=tuple(findings),
            now=self._now(place, fields, now) if refusal and refusal.conflict else (),
            proposed=now.get("unreviewed") in ("yes", "true"),
        )

    def _basis(
        self, place: Spot, now: Mapping[str, Plain], refusal: FieldRefusal | None, about: str
    ) -> BasisFields | None:
        part = place.part
        if part is None or not part.grounded:
            return None
        filled = refusal.basis if refusal is not None else now
        ticked = filled.get("evidence") or []
        ids = [t for t in (ticked if isinstance(ticked, list) else [ticked]) if isinstance(t, str)]
        known = KnownNames(self.case, place.path)
        judged = filled.get("judged") or ""
        if refusal is None and not judged and not ids and part.name not in UNGROUNDED:
            judged = self.by
        about = refusal.about if refusal is not None else about
        return BasisFields(
            judged=str(judged),
            because=str(filled.get("because") or ""),
            ticks=tick_list(self.case, self.view.evidence, known.party, ids, about),
            reason_needed=part.name in JUDGEMENTS,
            problems=refusal.grounds if refusal is not None else (),
        )

    def _now(
        self, place: Spot, fields: Iterable[FormField], now: Mapping[str, Plain]
    ) -> tuple[tuple[str, str], ...]:
        """Return what the file says at each field, to set beside what was typed."""
        said = {one.name: one.label or self._heading(place) for one in fields}
        said |= {key: words.label("", key) for key in keys.BASIS_KEYS}
        return tuple((label, _flat(now[name])) for name, label in said.items() if name in now) or (
            (self._heading(place), _("Nothing stands there any more.")),
        )

    def _name(self, place: Spot, typed: str) -> FormField:
        """Return the field for the name under which something new stands."""
        base = FormField(name="|name", kind="line", label=_("Name"), required=True, value=typed)
        offered = self.lines.offered(place)
        if offered is None:
            return base
        return replace(base, kind="pick", label=_("About"), choices=tuple(offered))

    # --- names --------------------------------------------------------------------------------

    def _heading(self, place: Spot) -> str:
        if not place.path:
            return self.case.title
        above = self._holder(place)
        if above is not None and isinstance(place.path[-1], str) and place.key is not None:
            return words.heading(f"{above.name}.{place.path[-1]}")
        part = place.part
        now = place.value if isinstance(place.value, dict) else {}
        for key in ("name", "text"):
            if isinstance(now.get(key), str):
                return str(now[key])
        if place.holder is not None and place.holder.form == "keys" and place.path[-1]:
            return str(self.lines._named(place).striptags())  # noqa: SLF001 - the same room
        return _(part.meaning) if part else str(place.path[-1])

    def _about(self, place: Spot) -> str:
        above = self._holder(place)
        return f"{above.name}.{place.path[-1]}" if above and place.path else "case"

    def _holder(self, place: Spot) -> keys.CasePart | None:
        if place.key is None or place.holder is None:
            return None
        return PARTS[place.holder.names]

    def _above(self, place: Spot) -> tuple[tuple[str, str], ...]:
        """Return the pages that a place stands under, from the top, but for lists in a part."""
        found = []
        for length in range(1, len(place.path)):
            one = spot(self.held, written(place.path[:length]))
            if one is not None and (one.part is not None or length == 1):
                found.append((one.address, self._heading(one)))
        return tuple(found)

    @staticmethod
    def _simple(place: Spot) -> bool:
        """Tell whether a collection is filled in on one form."""
        from goodoffices.desk.casework.fields import kind_of

        return bool(kind_of(place.shape, place.value))


def rail(case_held: Plain) -> list[tuple[str, str, int | None]]:
    """Return the sections of the whole case: address, heading, how much stands there."""
    found = []
    for key in PARTS[WHOLE].keys:
        one = spot(case_held, key.name)
        if one is None or (PageMaker._simple(one) and key.name != "status_quo"):  # noqa: SLF001 - its own
            continue
        count = len(one.value) if isinstance(one.value, dict | list) else 0
        if key.name != "parties":
            single = one.part is not None
            found.append((key.name, words.heading(f"case.{key.name}"), None if single else count))
    return found


def _told(
    place: Spot, fields: list[FormField], findings: Sequence[tuple[Path, Finding]]
) -> tuple[list[FormField], list[Finding]]:
    """Put findings at their fields; return those that no field has."""
    left: list[Finding] = []
    problems: dict[str, list[str]] = {}
    names = {one.name for f in fields for one in f.every()}
    for path, problem in findings:
        depth = len(place.path)
        inside = [str(step) for step in path[depth:]]
        told = " ".join(filter(None, (problem.text, problem.help)))
        while inside and "/".join(inside) not in names:
            inside.pop()
        at = "/".join(inside)
        if path[: depth - 1] != place.path[:-1] and path[:depth] != place.path:
            left.append(problem)
        elif at in names:
            problems.setdefault(at, []).append(told)
        elif fields and path[:depth] == place.path:
            problems.setdefault(fields[0].name, []).append(told)
        else:
            left.append(problem)
    return [_with(one, problems) for one in fields], left


def _with(one: FormField, problems: Mapping[str, list[str]]) -> FormField:
    return replace(
        one,
        problems=tuple(problems.get(one.name, ())),
        inner=tuple(_with(inner, problems) for inner in one.inner),
    )


def _but_empty(values: Mapping[str, Plain | None]) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value is not None}


def _flat(value: Any) -> str:  # noqa: ANN401 - any plain value
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(inner)}" for key, inner in value.items())
    return ", ".join(map(_flat, value)) if isinstance(value, list) else str(value or "")
