"""What stands in a part of the case, section by section and line by line, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from goodoffices.base.i18n import _, comma
from goodoffices.brief.wants import in_words
from goodoffices.case.conditions import ConditionError, parse
from goodoffices.case.file import keys
from goodoffices.case.file.keys import CasePart
from goodoffices.case.file.text import Plain
from goodoffices.case.nouns import Case, Option
from goodoffices.conflict.words.acts import capital, statement
from goodoffices.desk.casework import words
from goodoffices.desk.casework.fields import kind_of
from goodoffices.desk.casework.known import Choice, KnownNames
from goodoffices.desk.casework.spots import Spot, fitting, part_of, shown, written
from goodoffices.look.markup import esc, sentence
from goodoffices.look.sides import Side

WAYS = ("prefers", "weights", "ranking", "pairs")
"""The keys in which a party ranks outcomes, of which it has one."""

KEYS = {
    "party.wants": "n",
    "party.options": "o",
    "party.prefers": "p",
    "party.worth": "w",
    "case.parties": "p",
    "case.issues": "i",
    "case.mediators": "m",
}
"""The single keys that add to a section."""

FEW = 10
"""How many names are offered with a link each, before they are offered to choose from."""

_CONDITIONS = ("that", "better", "than", "from", "to")


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """One thing that a section says: where, in words, what it rests on."""

    address: str
    words: Markup
    judged: str = ""
    because: str = ""
    evidence: tuple[str, ...] = ()
    digest: str = ""
    proposed: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSection:
    """A collection of the case: its lines, whether their order counts, what may be added.

    ``single`` is a section that is one part, which is there or is not.
    """

    address: str
    name: str
    heading: str
    adding: str
    digest: str = ""
    key: str = ""
    lines: tuple[SectionLine, ...] = ()
    ordered: bool = False
    offered: tuple[Choice, ...] = ()
    single: bool = False
    full: bool = False
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _CaseActs:
    """What the parties of a case can do, where no conflict is made of it yet."""

    parties: tuple[str, ...]
    party_names: tuple[str, ...]
    options: tuple[Option, ...]

    @property
    def known(self) -> frozenset[str]:
        return frozenset(option.id for option in self.options)


@dataclass(frozen=True)
class LineMaker:
    """Says what the sections of a case hold."""

    case: Case
    sides: Mapping[str, Side]

    @cached_property
    def acts(self) -> _CaseActs:
        """Who can do what."""
        parties = self.case.parties
        names = tuple(party.name for party in parties)
        return _CaseActs(tuple(party.id for party in parties), names, self.case.options)

    def sections(self, place: Spot) -> Iterator[CaseSection]:
        """Yield the sections of a part, in the order of the table of keys."""
        part = place.part
        if part is None:
            return
        body = place.value if isinstance(place.value, dict) else {}
        ways = [way for way in WAYS if way in part.names and body.get(way)]
        for key in part.keys:
            if key in keys.BASIS or kind_of(key.shape, body.get(key.name)):
                continue
            of_order = key.name in WAYS and "prefers" in part.names
            if of_order and key.name != (ways or ["prefers"])[0] and key.name not in ways:
                continue
            inner = Spot((*place.path, key.name), key.shape, body.get(key.name), key)
            yield self.section(inner, part, others=() if ways else _other_ways(part, inner))

    def section(
        self, place: Spot, part: CasePart | None, others: tuple[tuple[str, str], ...] = ()
    ) -> CaseSection:
        """Return the section that stands at a place."""
        about = f"{part.name}.{place.path[-1]}" if part else str(place.path[-1])
        form = place.form
        single = form in ("part", "") and not isinstance(place.value, list)
        return CaseSection(
            address=place.address,
            name=str(place.path[-1]),
            heading=words.heading(about),
            adding=words.adding(about),
            key=KEYS.get(about, ""),
            digest=shown(place.value),
            lines=tuple(self.one(place) if single else self.lines(place)),
            ordered=place.path[-1] in ("prefers", "ranking"),
            offered=_few(self.offered(place) or ()),
            single=single,
            full=single and place.value not in (None, ""),
            others=others if place.path[-1] == "prefers" else (),
        )

    def offered(self, place: Spot) -> list[Choice] | None:
        """Return the names under which something may yet be added; None where they are free."""
        shape = fitting(place.shape, place.value if place.value else {})
        key = shape.inner[0] if shape.form == "keys" else None
        known = KnownNames(self.case, place.path)
        held = place.value if isinstance(place.value, dict) else {}
        if key is keys.OPTION:
            every = [(o, f"{party}: {said}") for (o, said), party in known.options()]
        elif key is not None and key.choices:
            every = [(one, words.word(one)) for one in key.choices]
        elif key is not None and key.names:
            every = known.ids(key.names)
        else:
            return None
        return [one for one in every if one[0] not in held]

    def one(self, place: Spot) -> Iterator[SectionLine]:
        """Yield the one line of a section that is a single part."""
        if place.value not in (None, ""):
            yield self.line(place)

    def lines(self, place: Spot) -> Iterator[SectionLine]:
        """Yield the lines of a list, or of keys with values."""
        shape = fitting(place.shape, place.value)
        value = place.value
        if isinstance(value, str) and value and shape.form == "":
            shape = next(s for s in (place.shape, *place.shape.inner) if s.form == "list")
            value = [value]
        if isinstance(value, list) and shape.form == "list":
            for at, item in enumerate(value):
                yield self.line(Spot((*place.path, at), shape.inner[0], item, None, shape))
        elif isinstance(value, dict) and shape.form == "keys":
            for name, item in value.items():
                yield self.line(Spot((*place.path, name), shape.inner[1], item, None, shape))

    def line(self, place: Spot) -> SectionLine:
        """Say what stands at one place."""
        part = part_of(place.shape, place.value)
        body = _body(part, place.value)
        evidence = body.get("evidence", [])
        return SectionLine(
            address=place.address,
            words=self.said(place, part, body),
            digest=shown(place.value),
            judged=_text(body.get("judged")),
            because=_text(body.get("because")),
            evidence=tuple(evidence if isinstance(evidence, list) else [_text(evidence)]),
            proposed=_text(body.get("unreviewed")) in ("yes", "true"),
            nested=part is None and isinstance(place.value, dict),
        )

    # --- in words -----------------------------------------------------------------------------

    def said(self, place: Spot, part: CasePart | None, body: Mapping[str, Plain]) -> Markup:
        """Say what stands at a place, whatever it is."""
        named = self._named(place)
        if part is None:
            return _joined(named, self._value(place, place.value))
        if part.name in ("comparison", "unknown"):
            return self._compared(body)
        if part.name in ("red_line", "pair"):
            return self._value(place, body.get("when"))
        if part.name == "issue_worth":
            return _joined(named, self._weighed(place, body))
        if part.name == "worth":
            return _joined(named, esc(comma("; ")).join(self._worth(place, part, body)))
        if part.name in ("weights", "view", "levers", "advice", "candidate"):
            return _joined(named, self._every(place, part, body))
        first = part.keys[0].name
        if named and part.grounded and first in ("name", "text") and body.get(first):
            return esc(_text(body[first]))
        return _joined(named, self._key(first, body.get(first)))

    def _compared(self, body: Mapping[str, Plain]) -> Markup:
        """Say which outcomes are better, as good, or that it is not known."""
        if body.get("between"):
            return self._two(_("{a} or {b}: which one is not known"), body["between"])
        if body.get("equal"):
            return self._two(_("{a} is as good as {b}"), body["equal"])
        two = [body.get("better", ""), body.get("than", "")]
        return self._two(_("{a} rather than {b}"), two)

    def _named(self, place: Spot) -> Markup:
        """Return what the last step of the path means, where it says something."""
        step, holder = place.path[-1], place.holder
        if isinstance(step, int) or holder is None:
            return Markup("")
        if holder.form == "part":
            return esc(words.label(holder.names, step))
        key = holder.inner[0]
        if key is keys.OPTION:
            return self._condition(step)
        if key.choices:
            return esc(words.word(step))
        known = KnownNames(self.case, place.path)
        if key.names:
            return esc(dict(known.ids(key.names)).get(step, step))
        return esc(step)

    def _key(self, name: str, value: Plain | None) -> Markup:
        if name in _CONDITIONS:
            return self._condition(value)
        said = _text(value)
        return esc(words.word(said) if name == "answer" else said)

    def _every(self, place: Spot, part: CasePart, body: Mapping[str, Plain]) -> Markup:
        """Say the plain values of a part, one after the other."""
        told = [
            _joined(esc(words.label(part.name, key.name)), self._value(place, body[key.name]))
            for key in part.keys
            if key not in keys.BASIS and key.name in body and kind_of(key.shape)
        ]
        return esc(comma("; ")).join(told)

    def _weighed(self, place: Spot, body: Mapping[str, Plain]) -> Markup:
        """Say what an issue weighs, and what each of its levels is worth."""
        worths = self._value(place, body.get("values") or body.get("curve"))
        if body.get("weight"):
            return sentence(_("weighs {weight}; {levels}"), weight=body["weight"], levels=worths)
        return worths

    def _worth(self, place: Spot, part: CasePart, body: Mapping[str, Plain]) -> Iterator[Markup]:
        """Yield where a party walks away, and what each issue is worth to it."""
        yield self._every(place, part, body)
        issues = body.get("issues")
        if isinstance(issues, dict):
            inside = next(key for key in part.keys if key.name == "issues")
            yield from (
                line.words
                for line in self.lines(
                    Spot((*place.path, "issues"), inside.shape, issues, inside, place.shape)
                )
            )

    def _value(self, place: Spot, value: Plain | None) -> Markup:
        """Say any value."""
        if isinstance(value, list):
            return esc(comma()).join(self._item(item) for item in value) or esc(_("nothing"))
        if isinstance(value, dict):
            issues = {issue.id: issue for issue in self.case.issues}
            told = []
            for name, inner in value.items():
                issue = issues.get(name)
                level = {v.id: v.text for v in issue.values} if issue else {}
                own = dict(KnownNames(self.case, place.path).levels(_issue(place)))
                shown = level.get(_text(inner), _text(inner)) or self._value(place, inner)
                called = issue.name if issue else own.get(name, name)
                told.append(esc(shown) if name == "name" else _joined(esc(called), esc(shown)))
            return esc(comma()).join(told)
        return esc(_text(value))

    def _item(self, value: Plain) -> Markup:
        if not isinstance(value, str):
            return esc(comma()).join(map(self._item, value))
        known = {option.id for option in self.case.options}
        return self._condition(value) if value in known else esc(value)

    def _two(self, told: str, value: Plain | None) -> Markup:
        both = value if isinstance(value, list) else []
        a, b = (self._condition(one) for one in (*both, "", "")[:2])
        return sentence(told, a=a, b=b)

    def _condition(self, value: Plain | None) -> Markup:
        """Say a condition in the options' own words; what is no condition as it is written."""
        if isinstance(value, list):
            return Markup(" = ").join(map(self._condition, value))
        said = _text(value)
        if said == "rest":
            return esc(_("all others"))
        if said in self.case.names.values() or not said:
            return esc(said)
        try:
            condition = parse(said)
        except ConditionError:
            return esc(said)
        if any(name.name not in self.acts.known for name in condition.names()):
            return in_words(condition, self.case, self.sides)
        return esc(capital(statement(self.acts, condition)))


def _few(offered: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return what is offered, each with its own link; where that is much, none."""
    return tuple(offered) if len(offered) <= FEW else ()


def _other_ways(part: CasePart, place: Spot) -> tuple[tuple[str, str], ...]:
    """Return the other ways in which a party may rank outcomes: where to begin with each."""
    if "prefers" not in part.names:
        return ()
    above = place.path[:-1]
    return (
        (written((*above, "weights")), _("by weights of options")),
        (written((*above, "ranking")), _("outcome by outcome")),
        (written((*above, "pairs")), _("by comparing two at a time")),
    )


def _issue(place: Spot) -> str:
    return KnownNames(Case(id="", title=""), place.path).issue


def _body(part: CasePart | None, value: Plain | None) -> Mapping[str, Plain]:
    if isinstance(value, dict):
        return value if part else {}
    return {part.keys[0].name: value} if part and value is not None else {}


def _joined(name: Markup, said: Markup) -> Markup:
    if not name or not said:
        return name or said
    return Markup("<bdi>{}</bdi>: <bdi>{}</bdi>").format(name, said)


def _text(value: Plain | None) -> str:
    return value if isinstance(value, str) else ""
