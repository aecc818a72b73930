"""What changed in a case: claims, judgements, and what follows from them, in words.

A case at one time is *remembered* as plain values: its claims, what is judged in it, what would
hold, what could be signed, what was asked. Two of these are compared: two folders, two commits or
dates of one that is kept with git, or the case as it is and as it was at its last brief.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodoffices.advise.questions import chosen, ranked
from goodoffices.base.exact import written
from goodoffices.base.i18n import _, catalogues, n_, speaking
from goodoffices.brief.compose import Material, fingerprint
from goodoffices.brief.evidence import Evidence
from goodoffices.brief.holding import Selection
from goodoffices.brief.shortparts import Cited, ShortLine, Truth
from goodoffices.conflict.words.acts import capital, listed, statement
from goodoffices.conflict.words.names import title
from goodoffices.look.markup import anchor, clipped

if TYPE_CHECKING:
    from goodoffices.case.nouns import Case
    from goodoffices.conflict.graph import GraphModel
    from goodoffices.packages.result import Packages

MEMORY = "remembered.json"
"""Where a case's briefs remember what they told, in the folder ``brief``."""

KEPT = 12
"""How many briefs are remembered."""

MOST_KEPT = 400
"""Outcomes that hold, and packages that could be signed, of which it is remembered which."""


@dataclass(frozen=True, kw_only=True)
class WordsThen:
    """What is told of a case at one time in one language: as of :class:`Remembered`."""

    judged: Mapping[str, tuple[str, str]]
    holds: Mapping[str, str] | None
    signed: Mapping[str, str] | None
    asked: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """A case at one time.

    ``claims`` are (kind, status, words) by id; ``judged`` (what it is about, what is judged) by
    where it stands; ``holds`` names by the options taken, or under an empty key how many where
    there are many; ``signed`` packages in words by their choices; ``asked`` questions; all in
    ``language``, and in the ``others`` by their codes. ``made`` is the day, ``digest`` the
    fingerprint of all inputs.
    """

    digest: str
    made: str
    claims: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    judged: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    holds: Mapping[str, str] | None = None
    signed: Mapping[str, str] | None = None
    asked: tuple[str, ...] = ()
    language: str = "en"
    others: Mapping[str, WordsThen] = field(default_factory=dict)

    def told_in(self, language: str) -> Remembered | None:
        """Return the same in the words of another language; None where they were not kept."""
        if language == self.language:
            return self
        if (words := self.others.get(language)) is None:
            return None
        return replace(
            self,
            judged=words.judged,
            holds=words.holds,
            signed=words.signed,
            asked=words.asked,
            language=language,
            others={},
        )


def remembered(material: Material) -> Remembered:
    """Return what is to be remembered of a case as it stands, in the language that is spoken."""
    evidence = Evidence(material.case, material.dossier)
    claims = {
        claim.id: (evidence.quote(claim.id).kind, claim.status, clipped(evidence.text(claim), 160))
        for claim in material.dossier.claims
    }
    conflict = material.outcomes.conflict if material.outcomes else None
    return Remembered(
        digest=fingerprint(material.case, material.dossier),
        made=material.made or "",
        claims=claims,
        judged=dict(_judged(material.case, conflict)),
        holds=_holds(material),
        signed=signed(material.packages),
        asked=material.advice.questions if material.advice else (),
        language=material.language,
    )


def in_every_language(material: Material) -> Remembered:
    """Return what is to be remembered of a case, in its page's language and in all others.

    The next brief may be made in any of them.
    """
    others: dict[str, WordsThen] = {}
    for language in catalogues():
        if language != material.language:
            with speaking(language):
                now = remembered(material)
                others[language] = WordsThen(
                    judged=now.judged, holds=now.holds, signed=now.signed, asked=_asked(material)
                )
    with speaking(material.language):
        return replace(remembered(material), others=others)


def _asked(material: Material) -> tuple[str, ...]:
    """Return what is to be asked first, in the language that is spoken."""
    if material.advice is None or material.case.advice is None:
        return ()
    first = chosen(ranked(material.case, material.case.advice))
    return tuple(question.text for question in first)


def _holds(material: Material) -> dict[str, str] | None:
    if material.outcomes is None:
        return None
    selection = Selection(material.outcomes)
    conflict = selection.conflict
    if len(selection.held) > MOST_KEPT:
        return {"": f"{len(selection.held):,}"}  # so many tell nobody anything one by one
    return {
        ",".join(conflict.taken(state)) or conflict.label(state): title(conflict, state)
        for state in selection.held
    }


def signed(found: Packages | None) -> dict[str, str] | None:
    """Return the packages that could be signed and better today, or all that could be, in words."""
    if found is None:
        return None
    chosen = found.better_than_today if found.today else found.pareto
    return {
        json.dumps(dict(package), sort_keys=True): found.negotiation.describe(package)
        for solution in chosen[:MOST_KEPT]
        for package in solution.packages[:1]
    }


def _judged(case: Case, conflict: GraphModel | None) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield all that people judged: where it stands, what it is about, and what it says."""
    called = {issue.id: issue.name for issue in case.issues}
    for party in case.parties:
        name = party.name
        for text, _basis in party.wants:
            yield f"want {party.id} {text}", (_("{party} wants").format(party=name), text)
        for option in party.options:
            yield f"option {option.id}", (_("{party} can").format(party=name), option.text)
        for number, preference in enumerate(party.prefers, 1):
            said = statement(conflict, preference.condition) if conflict else preference.source
            about = _("{party} prefers, in place {number}").format(party=name, number=number)
            yield f"prefers {party.id} {number}", (about, said)
        if party.worth is not None:
            about = _("{party} leaves below").format(party=name)
            yield f"walk-away {party.id}", (about, str(party.worth.walk_away))
            for issue, weight in party.worth.weights.items():
                about = _("weight of {issue} for {party}").format(
                    issue=called.get(issue, issue), party=name
                )
                yield f"weight {party.id} {issue}", (about, str(weight))
    for mediator in case.mediators:
        for party_id, (answer, _basis) in mediator.consent.items():
            party_ = case.party(party_id)
            about = _("{party} on mediation by {mediator}").format(
                party=party_.name if party_ else party_id, mediator=mediator.name
            )
            yield f"consent {mediator.id} {party_id}", (about, answer)
    for issue_ in case.issues:
        values = listed([value.text for value in issue_.values], "/")
        yield f"issue {issue_.id}", (issue_.name, values)
    if case.status_quo is not None:
        yield "status quo", (_("Today"), ", ".join(sorted(case.status_quo)))


# -- two of them compared ------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What changed: what follows, in words, and the judgements and claims behind it."""

    follows: tuple[str, ...]
    judgements: tuple[str, ...]
    new: tuple[tuple[str, str], ...]
    withdrawn: tuple[tuple[str, str], ...]
    decided: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.follows or self.judgements or self.new or self.withdrawn or self.decided)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)

    def sections(self) -> list[tuple[str, list[str]]]:
        """Return what there is to tell, under its headings."""
        claims = "{id}  “{words}”"
        told = [
            (_("What follows"), list(self.follows)),
            (_("Judged otherwise"), list(self.judgements)),
            (_("New claims"), [claims.format(id=i, words=w) for i, w in self.new]),
            (_("Withdrawn claims"), [claims.format(id=i, words=w) for i, w in self.withdrawn]),
            (_("Reviewed claims"), [claims.format(id=i, words=w) for i, w in self.decided]),
        ]
        return [(head, lines) for head, lines in told if lines]


_FRACTION = re.compile(r"-?[0-9]+/[1-9][0-9]*")
_GONE = frozenset({"rejected"})
_TELLING = frozenset({"statement", "event", "relation"})


def changed_since(last: Remembered, material: Material) -> Changes:
    """Return what changed since a brief, in the language of the page.

    A brief that an older version made is remembered in its own language alone, and compared in it.
    """
    then = last.told_in(material.language)
    with speaking(material.language if then else last.language):
        now = remembered(material)
        return compared(then, now) if then else compared(last, replace(now, asked=last.asked))


def compared(old: Remembered, new: Remembered) -> Changes:
    """Return what changed from one to the other."""
    was = {i: c for i, c in old.claims.items() if c[1] not in _GONE}
    now = {i: c for i, c in new.claims.items() if c[1] not in _GONE}
    seen = [
        (i, c[2])
        for i, c in now.items()
        if i in was and was[i][1] != c[1] and c[1] in ("accepted", "corrected")
    ]
    return Changes(
        follows=tuple(_follows(old, new)),
        judgements=tuple(_otherwise(old.judged, new.judged)),
        new=tuple((i, c[2]) for i, c in now.items() if i not in was and c[0] in _TELLING),
        withdrawn=tuple((i, c[2]) for i, c in was.items() if i not in now and c[0] in _TELLING),
        decided=tuple(seen),
    )


def _otherwise(
    old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]
) -> Iterator[str]:
    """Say which judgements are others: those that changed, that are new, and that are gone."""
    for key, (about, said) in new.items():
        if key not in old:
            yield _("{about}: {said} (new)").format(about=about, said=_number(said))
        elif tuple(old[key])[1] != said:
            text = _("{about}: {said} (before: {before})")
            before = _number(tuple(old[key])[1])
            yield text.format(about=about, said=_number(said), before=before)
    for key, (about, said) in old.items():
        if key not in new:
            yield _("{about}: {said} (no longer)").format(about=about, said=_number(said))


def _number(said: str) -> str:
    """Return a number, which is kept as an exact fraction, as people write it."""
    return written(Fraction(said)) if _FRACTION.fullmatch(said) else said


def _follows(old: Remembered, new: Remembered) -> Iterator[str]:
    """Say what follows: outcomes, packages and questions."""
    if old.holds is not None and new.holds is not None and "" in {**old.holds, **new.holds}:
        before, now = (h.get("", f"{len(h):,}") for h in (old.holds, new.holds))
        if before != now:
            told = _("Other outcomes would hold: {now} where there were {before}.")
            yield told.format(now=now, before=before)
    elif old.holds is not None and new.holds is not None:
        for key, name in old.holds.items():
            if key not in new.holds:
                yield _("“{name}” holds no longer.").format(name=name)
        for key, name in new.holds.items():
            if key not in old.holds:
                yield _("“{name}” would hold now.").format(name=name)
    elif old.holds is None and new.holds is not None:
        names = listed([_("“{name}”").format(name=name) for name in list(new.holds.values())[:3]])
        told = _("It can now be told what would hold: {names}.").format(names=names or _("nothing"))
        many = _("It can now be told what would hold: {count} outcomes.")
        yield many.format(count=new.holds[""]) if "" in new.holds else told
    elif old.holds is not None:
        yield _("It can no longer be told what would hold: see what to check.")
    yield from packages_changed(old.signed, new.signed)
    yield from (
        _("Answered: {question}").format(question=q) for q in old.asked if q not in new.asked
    )
    yield from (
        _("New to ask: {question}").format(question=q) for q in new.asked if q not in old.asked
    )


def packages_changed(old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Iterator[str]:
    """Say which packages could be signed now, and which no longer (:func:`signed`)."""
    if new is None:
        return
    came = [words for key, words in new.items() if key not in (old or {})]
    went = [words for key, words in (old or {}).items() if key not in new]
    for words, one, many in (
        (came, _("A package became acceptable: {package}."), "came"),
        (went, _("A package is acceptable no longer: {package}."), "went"),
    ):
        if len(words) == 1:
            yield one.format(package=words[0])
        elif words:
            text = (
                n_(
                    "{count} package became acceptable, first: {package}.",
                    "{count} packages became acceptable, first: {package}.",
                    len(words),
                )
                if many == "came"
                else n_(
                    "{count} package is acceptable no longer, first: {package}.",
                    "{count} packages are acceptable no longer, first: {package}.",
                    len(words),
                )
            )
            yield text.format(count=f"{len(words):,}", package=words[0])


def as_lines(changes: Changes, shown: Iterable[str] = ()) -> tuple[ShortLine, ...]:
    """Return changes as the two pages show them: what follows first.

    Parameters
    ----------
    shown
        ids of claims that the annex has, which lines may lead to.
    """
    there = set(shown)

    def line(text: str, truth: Truth, link: str = "", *, lead: str = "") -> ShortLine:
        refs: tuple[Cited, ...] = ()
        unseen = truth == "quoted"
        return ShortLine(text=text, truth=truth, link=link, lead=lead, refs=refs, unreviewed=unseen)

    lines = [line(text, "computed") for text in changes.follows[:3]]
    lines += [line(capital(clipped(text, 160)), "judged") for text in changes.judgements[:2]]
    if changes.new:
        first, words = changes.new[0]
        count = len(changes.new)
        lead = n_("{count} new claim.", "{count} new claims, such as:", count).format(count=count)
        lines.append(
            line(
                clipped(words, 110),
                "quoted",
                anchor("c", first) if first in there else "",
                lead=lead,
            )
        )
    if changes.withdrawn:
        count = len(changes.withdrawn)
        text = n_("{count} claim was withdrawn.", "{count} claims were withdrawn.", count)
        lines.append(line(text.format(count=count), "judged"))
    if changes.decided:
        count = len(changes.decided)
        text = n_("{count} claim was reviewed.", "{count} claims were reviewed.", count)
        lines.append(line(text.format(count=count), "judged"))
    return tuple(lines)


# -- what briefs remember ------------------------------------------------------------------------


def recall(folder: Path) -> list[Remembered]:
    """Return what a case's briefs remember, the oldest first; nothing where that cannot be read."""
    path = folder / "brief" / MEMORY
    try:
        data = json.loads(path.read_text("utf-8"))
        return [_from_plain(one) for one in data]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return []


def _from_plain(data: Mapping[str, Any]) -> Remembered:
    return Remembered(
        digest=str(data["digest"]),
        made=str(data["made"]),
        claims={k: (str(a), str(b), str(c)) for k, (a, b, c) in data["claims"].items()},
        judged={k: (str(a), str(b)) for k, (a, b) in data["judged"].items()},
        holds=data["holds"],
        signed=data["signed"],
        asked=tuple(data["asked"]),
        language=str(data.get("language") or "en"),
        others={str(code): _words(one) for code, one in (data.get("others") or {}).items()},
    )


def _words(data: Mapping[str, Any]) -> WordsThen:
    return WordsThen(
        judged={k: (str(a), str(b)) for k, (a, b) in data["judged"].items()},
        holds=data["holds"],
        signed=data["signed"],
        asked=tuple(data["asked"]),
    )


def since(memory: list[Remembered], now: Remembered) -> Remembered | None:
    """Return the last brief that was made from anything else; None where there is none."""
    return next((one for one in reversed(memory) if one.digest != now.digest), None)


def keep(folder: Path, memory: list[Remembered], now: Remembered) -> None:
    """Remember a brief; one that was made from the same inputs is remembered once."""
    from goodoffices.base.files import atomic_write

    if memory and memory[-1].digest == now.digest:
        return
    kept = [asdict(one) for one in [*memory, now][-KEPT:]]
    path = folder / "brief" / MEMORY
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic_write(path, json.dumps(kept, ensure_ascii=False, indent=0).encode())
