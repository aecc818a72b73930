"""What several reports hold together, in words."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.base.i18n import _, n_


def tally(reports: int, origins: int) -> str:
    """Say “3 reports, 2 origins”."""
    number = n_("{count} report", "{count} reports", reports).format(count=reports)
    of = n_("{count} origin", "{count} origins", origins).format(count=origins)
    return _("{reports}, {origins}").format(reports=number, origins=of)


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
        reasons="; ".join(reasons[difference] for difference in differences)
    )
