"""The codes of the advice, with their long answers; part of ``codes``."""

from __future__ import annotations

from goodoffices.i18n import _

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
        "The conflict has too many states to be decided anew for every preference profile. Leave "
        "out options that decide little."
    ),
    "GO806": _(
        "Levers are looked for by deciding many changed conflicts; beyond 4,096 states that takes "
        "too long. Leave out options that do not matter to the question."
    ),
    "GO807": _("Costs are counted in exchanges of neighbours: numbers above 0, --max-cost 6."),
}
