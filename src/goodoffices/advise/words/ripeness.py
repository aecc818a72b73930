"""Is the moment ripe? The sheet with how old its answers are, windows and deadlines, and hints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from goodoffices.advise.lines import Line, evidence
from goodoffices.advise.mediators import sides
from goodoffices.advise.ripeness import (
    Ripeness,
    current,
    decided,
    open_now,
    ripeness,
    speakers_for,
    stuck,
    way_out,
)
from goodoffices.advise.status import Status, answer_of
from goodoffices.advise.words.lines import untold
from goodoffices.base.i18n import _, comma
from goodoffices.case.judged import OCCASIONS, RIPENESS, Advised, Judged
from goodoffices.case.nouns import Case
from goodoffices.conflict.words.acts import called
from goodoffices.evidence.claims import Dossier

MOST_NAMED = 5
"""How many of those who spoke for a side are named, and of their statements cited."""

_Item = tuple[str, str]
"""A party and what is asked of it."""


def lines(case: Case, judgements: Advised) -> Iterator[Line]:
    """Yield the sheet of ripeness, then opportunities and deadlines."""
    sure, perhaps = sides(case, judgements)
    parties = [*sure, *perhaps]
    if not parties:
        yield untold("ripeness", _("whose ripeness it is: it has no parties"), "ripeness")
    else:
        yield _sheet(case, judgements, sure, perhaps)
    for occasion in OCCASIONS:
        if any(occasion in own for own in judgements.ripeness.values()):
            yield _occasion(case, judgements, occasion, parties)


def questions(party: str) -> dict[str, str]:
    """Return what to ask of a side, by item."""
    texts = {
        "stalemate": _("Does {party} see that it cannot win, and is it hurting?"),
        "way_out": _("Does {party} see a way out?"),
        "spokesperson": _("Is there somebody who can speak for {party} and bind it?"),
    }
    return {item: text.format(party=called(party)) for item, text in texts.items()}


def sheet_items() -> dict[str, str]:
    """Return what each item of the sheet asks about a side."""
    return {
        "stalemate": _("a hurting stalemate"),
        "way_out": _("a way out"),
        "spokesperson": _("somebody who can speak for it"),
    }


def _named(items: Sequence[_Item], names: Mapping[str, str]) -> str:
    return comma("; ").join(
        f"{names.get(party, party)}: {sheet_items()[item]}" for party, item in items
    )


def _written(judged: Judged | None) -> str:
    if judged is None:
        return "unknown"
    return f"{judged.answer} ({judged.date})" if judged.date else judged.answer


# -- the sheet ---------------------------------------------------------------------------------


def _sheet(case: Case, judgements: Advised, sure: list[str], perhaps: list[str]) -> Line:
    """Say whether the moment is ripe."""
    answers, stale = current(case, judgements)
    result = ripeness(sure, answers, perhaps)
    names = {p.id: p.name for p in case.parties}
    sentences = [_whole(result, names), *_old(case, judgements, stale, names)]
    if perhaps:
        text = _("Whether these are sides of the dispute is not said: {parties}.")
        sentences.append(text.format(parties=comma().join(names[p] for p in perhaps)))
    judged = {
        (p, i): judgements.ripeness.get(p, {}).get(i) for p in (*sure, *perhaps) for i in RIPENESS
    }
    waiting = [key for key, answer in judged.items() if answer and answer.basis.unreviewed]
    if waiting:
        text = _("Proposed by the machine and not reviewed, so not counted: {items}.")
        sentences.append(text.format(items=_named(waiting, names)))
    return Line(
        topic="ripeness",
        status=result.status,
        text=" ".join(sentences),
        method="ripeness",
        inputs=tuple(f"advice.ripeness.{p}.{i} = {_written(j)}" for (p, i), j in judged.items()),
        evidence=evidence(j.basis for j in judged.values() if j),
        flips=_("any one of these turning out otherwise"),
        missing=tuple(f"{p}.{i}" for p, i in result.missing),
        unreviewed=(
            *(f"parties.{p.id}" for p in case.parties if p.basis.unreviewed and p.id in perhaps),
            *(f"advice.ripeness.{p}.{i}" for p, i in waiting),
        ),
        id="ripeness",
    )


def _whole(result: Ripeness, names: Mapping[str, str]) -> str:
    if result.status == "certain":
        return _("Every side sees a hurting stalemate and a way out, and can be spoken for.")
    if result.status == "impossible":
        return _("Not ripe. Missing: {missing}.").format(missing=_named(result.blocking, names))
    text = _("Not known. Nobody has said: {missing}.")
    return text.format(missing=_named(result.missing, names))


def _old(
    case: Case, judgements: Advised, stale: list[_Item], names: Mapping[str, str]
) -> Iterator[str]:
    """Say which answers are too old to count, or may be."""
    if stale and case.as_of is None:
        text = _("The case has no as_of, so no answer can be told to be fresh: {items}.")
        yield text.format(items=_named(stale, names))
    elif stale:
        text = _(
            "Undated, or perhaps older than {months} months by {date}, so to be asked again: "
            "{items}."
        )
        months = judgements.stale_months
        yield text.format(months=months, date=case.as_of, items=_named(stale, names))


# -- opportunities and deadlines ---------------------------------------------------------------


def _occasion(case: Case, judgements: Advised, occasion: str, parties: list[str]) -> Line:
    names = {p.id: p.name for p in case.parties}
    judged = {p: judgements.ripeness.get(p, {}).get(occasion) for p in parties}
    statuses = {p: open_now(case, answer) for p, answer in judged.items()}
    order: tuple[Status, ...] = ("certain", "unknown", "impossible")
    status: Status = next((s for s in order if s in statuses.values()), "unknown")
    about, text = {
        "opportunity": (_("opportunity"), _("A window of opportunity: {each}.")),
        "deadline": (
            _("deadline"),
            _("A deadline: {each}. It presses, and makes no moment ripe."),
        ),
    }[occasion]
    each = comma("; ").join(_of_party(names[p], judged[p], s) for p, s in statuses.items())
    unknown = [p for p, s in statuses.items() if s == "unknown"] if status == "unknown" else []
    return Line(
        topic="ripeness",
        about=about,
        status=status,
        text=text.format(each=each),
        method="occasions",
        inputs=tuple(f"advice.ripeness.{p}.{occasion} = {_written(j)}" for p, j in judged.items()),
        evidence=evidence(j.basis for j in judged.values() if j),
        flips=_("another date"),
        missing=tuple(f"{p}.{occasion}" for p in unknown),
        unreviewed=tuple(
            f"advice.ripeness.{p}.{occasion}"
            for p, answer in judged.items()
            if answer and answer.basis.unreviewed
        ),
        id=f"occasion:{occasion}",
    )


def _of_party(name: str, judged: Judged | None, status: Status) -> str:
    """Say of one side whether there is one, and until when."""
    if judged is None:
        return _("{party}: not known, to be asked").format(party=name)
    if judged.basis.unreviewed:
        text = _("{party}: proposed and not reviewed")
    elif judged.answer == "unknown":
        text = _("{party}: not known, to be asked")
    elif judged.answer == "no":
        text = _("{party}: none")
    elif judged.date is None:
        text = _("{party}: yes, but until when is not said")
    else:
        text = {
            "impossible": _("{party}: until {date}, which is over"),
            "certain": _("{party}: until {date}"),
        }.get(status, _("{party}: until {date}; whether that is over cannot be told"))
    reason = f" ({judged.basis.reason})" if judged.basis.reason else ""
    return text.format(party=name, date=judged.date) + reason


# -- hints -------------------------------------------------------------------------------------


def hints(case: Case, judgements: Advised, dossier: Dossier | None) -> Iterator[Line]:
    """Yield what analysis and dossier show of what nobody has said, beside the question."""
    answers, _stale = current(case, judgements)
    sure, perhaps = sides(case, judgements)
    outcomes, zone = decided(case), way_out(case)
    for party in (p for p in case.parties if p.id in (*sure, *perhaps)):
        speakers = speakers_for(dossier, party)
        texts = {
            "stalemate": _stuck(stuck(outcomes, party)),
            "way_out": _way_out(zone) if party.worth else None,
            "spokesperson": _spokesperson(n for n in speakers.values() if n != party.name),
        }
        for item, text in texts.items():
            if text and answer_of(answers.get(party.id, {}).get(item)) == "unknown":
                flips = _("an answer to: {question}")
                yield Line(
                    topic="ripeness",
                    about=_("{party}, {item}").format(party=party.name, item=sheet_items()[item]),
                    text=text,
                    method="hints",
                    inputs=(item,),
                    evidence=tuple(speakers)[:MOST_NAMED] if item == "spokesperson" else (),
                    flips=flips.format(question=questions(party.name)[item]),
                    id=f"hint:{party.id}.{item}",
                )


def _stuck(result: bool | None) -> str | None:
    """From the conflict: whether a side can better today by a move of its own."""
    if result is None:
        return None
    if result:
        return _(
            "As its preferences are written, no move of its own betters today for it; whether it "
            "hurts is not told by that."
        )
    return _(
        "As its preferences are written, it can still better today by a move of its own, "
        "which speaks against a stalemate."
    )


def _way_out(result: bool | None) -> str | None:
    """From the worths: whether there is anything that all could sign."""
    if result is None:
        return None
    if result:
        return _(
            "As worths are written, there are packages worth more than no deal to every party; "
            "whether it sees one is not told by that."
        )
    return _("As worths are written, no package is worth more than no deal to every party.")


def _spokesperson(speakers: Iterable[str]) -> str | None:
    """From the dossier: who is reported to have spoken for a side."""
    names = list(dict.fromkeys(speakers))[:MOST_NAMED]
    text = _(
        "Reported to have spoken for it: {names}. Whether they can bind it is not told by that."
    )
    return text.format(names=comma().join(names)) if names else None
