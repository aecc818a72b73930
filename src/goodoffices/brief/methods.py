"""The methods in plain words, and where they come from."""

from __future__ import annotations

from goodoffices.base.i18n import _


def paragraphs() -> list[tuple[str, str]]:
    """Return each method's name and what it does, in plain words."""
    reading = _(
        "Reports are cut into zones; only title, standfirst and body can become claims. A claim "
        "keeps the exact words it rests on, at their place in an unchanging copy of the source. "
        "What the software reads is unreviewed until a person decides. A date is never guessed."
    )
    outcomes = _(
        "An outcome is a combination of what the parties do or leave. Each party ranks all "
        "outcomes by its preferences, the most important first. An outcome holds if no party "
        "wants to leave it. Nash: no party can move to anything it ranks higher. GMR: every "
        "such move can be answered so that the mover gains nothing. SMR: and the mover cannot "
        "escape the answer. SEQ: and those who answer gain by answering."
    )
    packages = _(
        "A package settles every issue. Its worth to a party is the sum, over the issues, of "
        "weight times value. A package is efficient if no other gives one party more and none "
        "less. The Nash solution has the largest product of gains over the walk-aways; "
        "Kalai–Smorodinsky the most even share of what each could gain at best; max–min the "
        "largest smallest gain. All are computed exactly; one party’s worths are compared with "
        "another’s only where a solution’s definition does so."
    )
    limits = _(
        "It is no forecast and gives no probabilities. It says what would follow if the "
        "judgements written here were right; change one, and the page changes."
    )
    return [
        (_("Reading"), reading),
        (_("Outcomes"), outcomes),
        (_("Packages"), packages),
        (_("What this is not"), limits),
    ]


REFERENCES: tuple[str, ...] = tuple(
    """\
Fang, L., Hipel, K. W. & Kilgour, D. M. (1993). Interactive Decision Making: The Graph Model for \
Conflict Resolution. Wiley.
Xu, H., Hipel, K. W., Kilgour, D. M. & Fang, L. (2018). Conflict Resolution Using the Graph Model. \
Springer.
Howard, N. (1971). Paradoxes of Rationality. MIT Press.
Fraser, N. M. & Hipel, K. W. (1979). Solving complex conflicts. IEEE Transactions on Systems, Man, \
and Cybernetics 9(12).
Nash, J. F. (1950). The bargaining problem. Econometrica 18(2).
Kalai, E. & Smorodinsky, M. (1975). Other solutions to Nash’s bargaining problem. \
Econometrica 43(3).
Keeney, R. L. & Raiffa, H. (1976). Decisions with Multiple Objectives. Wiley.
Raiffa, H. (1982). The Art and Science of Negotiation. Harvard University Press.
Halterman, A., Bagozzi, B. E., Beger, A., Schrodt, P. A. & Scarborough, G. I. (2023). PLOVER and \
POLECAT: A new political event ontology and dataset.
ISO 8601-2:2019, Extended Date/Time Format.""".splitlines()
)
"""Works as their field cites them; not translated."""
