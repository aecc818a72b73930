"""Is the moment ripe? Three-valued, without a score, and of no answer that is too old.

*Ripeness* (Zartman): per party, a hurting stalemate, a way out, and somebody who can speak for it;
ripe only where all are so for all. Contested as a forecast (Schrodt, Yilmaz & Gerner 2003): it is a
list of questions. An answer counts only while it is fresh: where the case sets ``stale_months``,
one that may be older than that by ``as_of``, or bears no date, counts as unknown. An opportunity or
a deadline is told beside ripeness and is no part of it.

What analysis and dossier show is a hint beside the question, never the answer: what a side
*perceives* is not computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.advise.standing import acting_for
from goodoffices.advise.status import OF_ANSWER, Status, all_of, answer_of
from goodoffices.base.edtf import older, passed
from goodoffices.base.errors import GoodOfficesError
from goodoffices.case.judged import OCCASIONS, RIPENESS, Advised, Judged
from goodoffices.case.nouns import Case, Party
from goodoffices.evidence.claims import Dossier

if TYPE_CHECKING:
    from goodoffices.conflict.outcomes import Outcomes

Sheet = Mapping[str, Mapping[str, Judged]]
"""Party → item → what was answered."""

MOST_OPTIONS = 12
"""With more options than this the conflict is not decided for the sake of a hint."""


@dataclass(frozen=True, slots=True)
class Ripeness:
    """Whether all is there, what is not (``blocking``), and what nobody has said (``missing``)."""

    status: Status
    blocking: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]


def ripeness(parties: Sequence[str], sheet: Sheet, perhaps: Sequence[str] = ()) -> Ripeness:
    """Return whether the moment is ripe: no before unknown before yes.

    Parameters
    ----------
    perhaps
        parties of which it is not known whether they are sides: what one of them lacks blocks
        nothing for sure, and nothing is ripe for sure without it.
    """
    answers = {
        (party, item): answer_of(sheet.get(party, {}).get(item))
        for party in (*parties, *perhaps)
        for item in RIPENESS
    }
    sure = all_of(*(OF_ANSWER[a] for (party, _item), a in answers.items() if party in parties))
    whole = all_of(*(OF_ANSWER[answer] for answer in answers.values()))
    return Ripeness(
        "unknown" if whole == "impossible" != sure else whole,
        tuple(key for key, answer in answers.items() if answer == "no"),
        tuple(key for key, answer in answers.items() if answer == "unknown"),
    )


def current(case: Case, judgements: Advised) -> tuple[Sheet, list[tuple[str, str]]]:
    """Return the sheet with what is too old, or undated, made unknown; and which that is."""
    if judgements.stale_months is None:
        return judgements.ripeness, []
    stale: list[tuple[str, str]] = []
    sheet: dict[str, dict[str, Judged]] = {}
    for party, own in judgements.ripeness.items():
        sheet[party] = dict(own)
        for item, judged in own.items():
            still_open = item in OCCASIONS or judged.answer == "unknown"
            if not still_open and older(judged.date, case.as_of, judgements.stale_months) != "no":
                stale.append((party, item))
                sheet[party][item] = replace(judged, answer="unknown")
    return sheet, stale


def open_now(case: Case, judged: Judged | None) -> Status:
    """Return whether an opportunity is open, or a deadline still ahead, by ``as_of``."""
    answer = answer_of(judged)
    if judged is None or answer != "yes":
        return OF_ANSWER[answer]
    after: dict[str, Status] = {"yes": "impossible", "no": "certain", "unknown": "unknown"}
    return after[passed(judged.date, case.as_of)]


# -- hints -------------------------------------------------------------------------------------


def decided(case: Case) -> Outcomes | None:
    """Decide the conflict, where it is written, small, and known in all its preferences."""
    from goodoffices.conflict.outcomes import outcomes

    if case.status_quo is None or len(case.options) > MOST_OPTIONS:
        return None
    try:
        result = outcomes(case)
    except GoodOfficesError:
        return None
    return result if result.attitudes is None else None


def stuck(outcomes: Outcomes | None, party: Party) -> bool | None:
    """Tell whether no move of its own betters today for a side; None where that is not known."""
    if outcomes is None or not party.ranks or party.id not in outcomes.conflict.parties:
        return None
    today = outcomes.conflict.status_quo
    if today is None:
        return None
    return bool(outcomes.stable["Nash"][outcomes.conflict.parties.index(party.id), today])


def way_out(case: Case) -> bool | None:
    """Tell whether any package is worth more than no deal to all; None where that is not known."""
    from goodoffices.packages.result import packages

    try:
        return bool(packages(case).zone)
    except GoodOfficesError:  # a worth is missing, or there are too many packages to be weighed
        return None


def speakers_for(dossier: Dossier | None, party: Party) -> dict[str, str]:
    """Return who is reported to have spoken for a side: a statement's id → its speaker's name."""
    if dossier is None:
        return {}
    own = acting_for(dossier, party.actor or party.id)
    return {
        s.id: dossier.actor_name(s.speaker)
        for s in dossier.statements
        if s.speaker in own and s.status != "rejected"
    }
