"""What an event is called, and what several reports hold together, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodoffices.base.i18n import _, comma, n_


def tally(reports: int, origins: int) -> str:
    """Say “3 reports, 2 origins”."""
    number = n_("{count} report", "{count} reports", reports).format(count=reports)
    of = n_("{count} origin", "{count} origins", origins).format(count=origins)
    return _("{reports}, {origins}").format(reports=number, origins=of)


def event_heads() -> list[str]:
    """Return the heads of a table of events and of how many reports tell each."""
    return [_("event"), _("date"), _("as it is told"), _("reports"), _("origins")]


def corpus_heads() -> list[str]:
    """Return the heads of a table of what became of a corpus's documents."""
    return [_("status"), _("reason"), _("documents")]


def corpus_rows(
    counts: Mapping[tuple[str, str], int], copies: int, before: int
) -> Iterator[list[str]]:
    """Yield how many documents have each status, for each reason."""
    for (status, reason), count in sorted(counts.items()):
        yield [status, reason, str(count)]
    yield [_("copies of others"), "", str(copies)]
    yield [_("done by an earlier run"), "", str(before)]


def origin_rows(
    documents: int, reports: int, texts: int, origins: int, events: int
) -> list[list[str]]:
    """Return what a corpus has, each with how many of it."""
    counted = {
        _("documents"): documents,
        _("reports, each text once"): reports,
        _("texts, copies joined"): texts,
        _("origins"): origins,
        _("events"): events,
    }
    return [[what, str(count)] for what, count in counted.items()]


def origin_heads() -> list[str]:
    """Return the heads of a table of what a corpus has."""
    return [_("what"), _("how many")]


def what_differs(differences: Sequence[str], dates: tuple[str | None, str | None]) -> str:
    """Say what differs between two opposed statements, or that nothing is found to."""
    if not differences:
        return _("said or reported on one day, and nothing is found to differ: a contradiction")
    one, other = (date or _("undated") for date in dates)
    reasons = {
        "dates": _("the dates differ ({one}; {other})").format(one=one, other=other),
        "undated": _("when each was said is not known to the day ({one}; {other})").format(
            one=one, other=other
        ),
        "hedged": _("one is hedged"),
        "condition": _("one is under a condition"),
        "reversed": _("one says itself that the position changed"),
        "unnamed": _("a speaker is not named"),
    }
    return _("no contradiction is claimed: {reasons}").format(
        reasons=comma("; ").join(reasons[difference] for difference in differences)
    )


def happening_words() -> dict[str, str]:
    """Return what each type of event is called, and each way in which one is told."""
    return {
        "asserted": _("plainly told"),
        "reported": _("as reported by others"),
        "negated": _("denied"),
        "hypothetical": _("only imagined"),
        "future": _("yet to come"),
        "historical": _("background"),
        "AGREE": _("agrees"),
        "CONSULT": _("meets or talks"),
        "SUPPORT": _("supports"),
        "CONCEDE": _("concedes"),
        "COOPERATE": _("cooperates"),
        "AID": _("helps"),
        "RETREAT": _("withdraws"),
        "YIELD": _("gives way"),
        "REQUEST": _("asks for something"),
        "DEMAND": _("demands"),
        "ACCUSE": _("accuses"),
        "REJECT": _("refuses"),
        "THREATEN": _("threatens"),
        "DISAPPROVE": _("disapproves"),
        "PROTEST": _("protests"),
        "SANCTION": _("sanctions"),
        "MOBILIZE": _("mobilises"),
        "COERCE": _("coerces"),
        "ASSAULT": _("attacks"),
    }
