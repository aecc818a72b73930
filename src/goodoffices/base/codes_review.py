"""What the codes of reviewing mean."""

from __future__ import annotations

from goodoffices.base.i18n import _

REVIEW: dict[str, str] = {
    "GO330": _(
        "Review needs a person at a terminal, or keys through a pipe, and the initials of whoever "
        "decides: goodoffices review CASE --by AK. Without them nothing is decided."
    ),
    "GO331": _(
        "An edit does not fit the item: a field it does not have, a date that is no EDTF, a word "
        "that is none of those a field may hold, or an actor or issue that the dossier lacks."
    ),
    "GO332": _(
        "A merge does not fit: the other must exist, be of the same kind, and not be the item "
        "itself or one that was merged into it."
    ),
    "GO333": _(
        "The page no longer says an item's words at their place. It can be rejected or left "
        "unsure, but not accepted: there is nothing to hold it against."
    ),
    "GO334": _(
        "The case's lexicon.yaml holds something else than names with the ids of their actors. "
        "Write one name a line: “Mr Witkoff”: steve-witkoff. It is used at the next reading."
    ),
}
