"""Is the moment ripe? The sheet, how old its answers are, windows and deadlines, and hints.

An answer counts only while it is fresh: where the case sets ``stale_months``, one that may be older
than that by ``as_of``, or bears no date, counts as unknown. An opportunity or a deadline is told
beside ripeness and is no part of it. What analysis and dossier show is given as a hint beside the
question, never as the answer: what a side *perceives* is not computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.advise.corners import Status
from goodoffices.advise.lines import Line, nothing_said
from goodoffices.advise.mediators import sides
from goodoffices.advise.sheets import Ripe, answer_of, ripeness
from goodoffices.advise.standing import acting_for
from goodoffices.base.edtf import older, passed
from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.i18n import _
from goodoffices.case.judgements import OCCASIONS, RIPENESS, Advised, Judged
from goodoffices.case.nouns import Case, Party
from goodoffices.evidence.claims import Dossier

if TYPE_CHECKING:
    from goodoffices.conflict.outcomes import Outcomes

METHOD = "ripeness"
OCCASION = "occasions"
HINT = "hints"
Hint = tuple[str, tuple[str, ...]] | None
"""What is shown, with the claims behind it."""

MOST_OPTIONS = 12
"""With more options than this the conflict is not decided for the sake of a hint."""


def current(case: Case, said: Advised) -> tuple[Mapping[str, Mapping[str, Judged]], list[str]]:
    """Return the answers with those that are too old, or undated, made unknown; and which."""
    if said.stale_months is None:
        return said.ripeness, []
    stale: list[str] = []
    sheet: dict[str, dict[str, Judged]] = {}
    for party, own in said.ripeness.items():
        sheet[party] = dict(own)
        for item, judged in own.items():
            open_ = item in OCCASIONS or judged.answer == "unknown"
            if not open_ and older(judged.date, case.as_of, said.stale_months) != "no":
                stale.append(f"{party}.{item}")
                sheet[party][item] = replace(judged, answer="unknown")
    return sheet, stale


def moment(case: Case, said: Advised) -> Iterator[Line]:
    """Yield the sheet of ripeness, then opportunities and deadlines."""
    yield sheet(case, said)
    sure, perhaps = sides(case, said)
    for occasion in OCCASIONS:
        if any(occasion in own for own in said.ripeness.values()):
            yield _occasion(case, said, occasion, [*sure, *perhaps])


def sheet(case: Case, said: Advised) -> Line:
    """Say whether the moment is ripe."""
    sure, perhaps = sides(case, said)
    if not sure and not perhaps:
        return nothing_said("ripeness", _("whose ripeness it is: it has no parties"), METHOD)
    answers, stale = current(case, said)
    found = ripeness(sure, answers, perhaps)
    names = {p.id: p.name for p in case.parties}
    told = [_whole(found, names), *_old(said, case, stale, names)]
    if perhaps:
        text = _("Whether these are sides of the dispute is not said: {parties}.")
        told.append(text.format(parties=", ".join(names[p] for p in perhaps)))
    judged = {
        f"{p}.{i}": said.ripeness.get(p, {}).get(i) for p in (*sure, *perhaps) for i in RIPENESS
    }
    waiting = [key for key, j in judged.items() if j is not None and j.basis.unreviewed]
    proposed = [p for p in case.parties if p.basis.unreviewed and p.id in perhaps]
    if waiting:
        text = _("Proposed by the machine and not reviewed, so not counted: {items}.")
        told.append(text.format(items=_listed([_pair(key) for key in waiting], names)))
    evidence = dict.fromkeys(c for j in judged.values() if j is not None for c in j.basis.evidence)
    return Line(
        "ripeness",
        "",
        found.status,
        " ".join(told),
        METHOD,
        tuple(f"advice.ripeness.{key} = {_written(j)}" for key, j in judged.items()),
        tuple(evidence),
        _("any one of these turning out otherwise"),
        tuple(f"{p}.{i}" for p, i in found.missing),
        (*(f"parties.{p.id}" for p in proposed), *(f"advice.ripeness.{key}" for key in waiting)),
        "ripeness",
    )


def _pair(key: str) -> tuple[str, str]:
    party, _dot, item = key.partition(".")
    return party, item


def _written(judged: Judged | None) -> str:
    if judged is None:
        return "unknown"
    return f"{judged.answer} ({judged.date})" if judged.date else judged.answer


def _items() -> dict[str, str]:
    return {
        "stalemate": _("a hurting stalemate"),
        "way_out": _("a way out"),
        "spokesperson": _("somebody who can speak for it"),
    }


def _listed(keys: list[tuple[str, str]], names: Mapping[str, str]) -> str:
    return "; ".join(f"{names.get(p, p)}: {_items()[item]}" for p, item in keys)


def _whole(found: Ripe, names: Mapping[str, str]) -> str:
    if found.status == "certain":
        return _("Every side sees a hurting stalemate and a way out, and can be spoken for.")
    if found.status == "impossible":
        text = _("Not ripe. Missing: {missing}.")
        return text.format(missing=_listed(list(found.blocking), names))
    text = _("Not known. Nobody has said: {missing}.")
    return text.format(missing=_listed(list(found.missing), names))


def _old(said: Advised, case: Case, stale: list[str], names: Mapping[str, str]) -> Iterator[str]:
    """Say which answers are too old to count, or may be."""
    if not stale:
        return
    keys = [_pair(key) for key in stale]
    if case.as_of is None:
        text = _("The case has no as_of, so no answer can be told to be fresh: {items}.")
        yield text.format(items=_listed(keys, names))
        return
    text = _(
        "Undated, or perhaps older than {months} months by {date}, so to be asked again: {items}."
    )
    yield text.format(months=said.stale_months, date=case.as_of, items=_listed(keys, names))


def questions(party: str) -> dict[str, str]:
    """Return what to ask of a side, by item."""
    asked = {
        "stalemate": _("Does {party} see that it cannot win, and is it hurting?"),
        "way_out": _("Does {party} see a way out?"),
        "spokesperson": _("Is there somebody who can speak for {party} and bind it?"),
    }
    return {item: text.format(party=party) for item, text in asked.items()}


# -- opportunities and deadlines ---------------------------------------------------------------


def open_now(case: Case, judged: Judged | None) -> Status:
    """Return whether an opportunity is open, or a deadline still ahead, by ``as_of``."""
    answer = answer_of(judged)
    if judged is None or answer == "unknown":
        return "unknown"
    if answer == "no":
        return "impossible"
    over = passed(judged.date, case.as_of)
    return {"yes": "impossible", "no": "certain", "unknown": "unknown"}[over]  # type: ignore[return-value]


def _occasion(case: Case, said: Advised, occasion: str, parties: list[str]) -> Line:
    names = {p.id: p.name for p in case.parties}
    judged = {p: said.ripeness.get(p, {}).get(occasion) for p in parties}
    found = {p: open_now(case, j) for p, j in judged.items()}
    order: tuple[Status, ...] = ("certain", "unknown", "impossible")
    status = next(s for s in order if s in found.values()) if found else "unknown"
    told = [_of_party(names[p], judged[p], s) for p, s in found.items()]
    head = {
        "opportunity": _("A window of opportunity: {each}."),
        "deadline": _("A deadline: {each}. It presses, and makes no moment ripe."),
    }[occasion]
    present = [j for j in judged.values() if j is not None]
    evidence = dict.fromkeys(c for j in present for c in j.basis.evidence)
    about = {"opportunity": _("opportunity"), "deadline": _("deadline")}[occasion]
    missing = tuple(f"{p}.{occasion}" for p, s in found.items() if s == "unknown")
    waiting = tuple(
        f"advice.ripeness.{p}.{occasion}"
        for p, j in judged.items()
        if j is not None and j.basis.unreviewed
    )
    return Line(
        "ripeness",
        about,
        status,
        head.format(each="; ".join(told)),
        OCCASION,
        tuple(f"advice.ripeness.{p}.{occasion} = {_written(j)}" for p, j in judged.items()),
        tuple(evidence),
        _("another date"),
        missing if status == "unknown" else (),
        waiting,
        f"occasion:{occasion}",
    )


def _of_party(name: str, judged: Judged | None, status: Status) -> str:
    """Say of one side whether there is one, and until when."""
    date = judged.date if judged is not None else None
    reason = judged.basis.reason if judged is not None else None
    if judged is not None and judged.basis.unreviewed:
        text = _("{party}: proposed and not reviewed")
    elif judged is None or judged.answer == "unknown":
        text = _("{party}: not known, to be asked")
    elif judged.answer == "no":
        text = _("{party}: none")
    elif date is None:
        text = _("{party}: yes, but until when is not said")
    elif status == "impossible":
        text = _("{party}: until {date}, which is over")
    elif status == "certain":
        text = _("{party}: until {date}")
    else:
        text = _("{party}: until {date}; whether that is over cannot be told")
    return text.format(party=name, date=date) + (f" ({reason})" if reason else "")


# -- hints -------------------------------------------------------------------------------------


def hints(case: Case, said: Advised, dossier: Dossier | None) -> Iterator[Line]:
    """Yield what analysis and dossier show of what nobody has said, beside the question."""
    answers, _stale = current(case, said)
    sure, perhaps = sides(case, said)
    decided, seen = _outcomes(case), _way_out(case)
    for party in (p for p in case.parties if p.id in (*sure, *perhaps)):
        asked = [i for i in RIPENESS if answer_of(answers.get(party.id, {}).get(i)) == "unknown"]
        for item in asked:
            found: Hint = None
            if item == "stalemate":
                found = _stuck(decided, party)
            elif item == "spokesperson":
                found = _spokesperson(dossier, party)
            elif party.worth is not None:
                found = seen
            if found is not None:
                about = _("{party}, {item}").format(party=party.name, item=_items()[item])
                ident = f"hint:{party.id}.{item}"
                flips = _("an answer to: {question}")
                flips = flips.format(question=questions(party.name)[item])
                yield Line(
                    "ripeness", about, "unknown", found[0], HINT, (item,), found[1], flips, id=ident
                )


def _outcomes(case: Case) -> Outcomes | None:
    """Decide the conflict, where it is written, small, and known in all its preferences."""
    from goodoffices.conflict.outcomes import outcomes

    if case.status_quo is None or len(case.options) > MOST_OPTIONS:
        return None
    try:
        found = outcomes(case)
    except GoodOfficesError:
        return None
    return found if found.attitudes is None else None


def _stuck(found: Outcomes | None, party: Party) -> Hint:
    """From the conflict: whether a side can better today by a move of its own."""
    if found is None or not party.ranks or party.id not in found.conflict.parties:
        return None
    today = found.conflict.status_quo
    if today is None:
        return None
    text = (
        _(
            "As its preferences are written, no move of its own betters today for it; whether it "
            "hurts is not told by that."
        )
        if found.stable["Nash"][found.conflict.parties.index(party.id), today]
        else _(
            "As its preferences are written, it can still better today by a move of its own, "
            "which speaks against a stalemate."
        )
    )
    return text, ()


def _way_out(case: Case) -> Hint:
    """From the worths: whether there is anything that all could sign."""
    from goodoffices.packages.result import packages

    try:
        zone = packages(case).zone
    except GoodOfficesError:  # a worth is missing, or there are too many packages to be weighed
        return None
    text = (
        _(
            "As worths are written, there are packages worth more than no deal to every party; "
            "whether it sees one is not told by that."
        )
        if zone
        else _("As worths are written, no package is worth more than no deal to every party.")
    )
    return text, ()


def _spokesperson(dossier: Dossier | None, party: Party) -> Hint:
    """From the dossier: who is reported to have spoken for a side."""
    if dossier is None:
        return None
    own = acting_for(dossier, party.actor or party.id)
    said = [s for s in dossier.statements if s.speaker in own and s.status != "rejected"]
    if not said:
        return None
    names = list(dict.fromkeys(dossier.actor_name(s.speaker) for s in said))
    text = _(
        "Reported to have spoken for it: {names}. Whether they can bind it is not told by that."
    )
    return text.format(names=", ".join(names[:5])), tuple(s.id for s in said[:5])
