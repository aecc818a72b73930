"""The codes of the advice, with their long answers; part of ``codes``."""

from __future__ import annotations

from goodoffices.base.i18n import _

ADVICE: dict[str, str] = {
    "GO801": _(
        "A stress test counts in how many preference profiles an outcome holds: -n says how many "
        "are looked at, --seed which ones. Both are whole numbers."
    ),
    "GO802": _("Work can be spread over 1 to 256 processes of this computer: --workers 2."),
    "GO803": _(
        "--scheduler hands the work to a Dask cluster, for which this installation lacks the "
        "library. Install the extra “scale”, or count on this computer."
    ),
    "GO804": _(
        "The Dask scheduler could not be reached: nothing listens at the address, or it speaks "
        "another version. Nothing was counted."
    ),
    "GO805": _(
        "The conflict has too many states to be decided anew for every preference profile (512 at "
        "most where pairs of outcomes are unknown or said one by one), or so many doubts about so "
        "many states that their shares would not fit into memory. Leave out options that decide "
        "little, or say more of what is known."
    ),
    "GO806": _(
        "Levers are looked for by deciding many changed conflicts; beyond 4,096 states that takes "
        "too long. Leave out options that do not matter to the question."
    ),
    "GO807": _(
        "Costs are counted in exchanges of neighbours: 6, 2.5 or 1/3, never below 0. An exchange "
        "itself costs more than 0, or the search for the cheapest changes would not end."
    ),
    "GO808": _(
        "An option that could be brought in stands under the id that it would have, party.option: "
        "the party is one of the case, which would control it, and no option has that id yet."
    ),
    "GO809": _(
        "A statement about a new option goes at a place of a party's own order: 1 is above all "
        "that is written, 2 just above the second statement, and so on to just below the last. A "
        "ranking made by hand, or by weights, counts as one statement."
    ),
    "GO810": _(
        "A new option doubles the outcomes and adds moves to the party that would control it. This "
        "is worked out where moves follow from options, and not where outcomes are merged, moves "
        "are barred, or moves are listed one by one."
    ),
    "GO820": _(
        "What cheating gains over what being found out costs may be said in one of three ways: "
        "ratio; gain and loss; or cheat, comply and punished. With more than one it would not be "
        "known which holds."
    ),
    "GO821": _(
        "Crises of the past are counted since a year and by at most two tags more. Each tag leaves "
        "fewer crises, and of few cases no share can be told."
    ),
    "GO822": _(
        "goodoffices advise CASE --explain METHOD prints the formula, the inputs and the source of "
        "one method, and what it gave for the case. The methods are listed where the name is none."
    ),
    "GO823": _(
        "The counterpart of an obligation is what the other side promises in return for it, so "
        "that it can be told which of the two gives way first."
    ),
}
