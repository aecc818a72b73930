"""Events in time: which way each points, and the rows of their table.

PLOVER sorts acts into four quarters, by word or deed and by cooperation or conflict. Cooperation
stands above the line and conflict below; deeds are filled and words hollow. What is only denied or
imagined is told in the table, struck out, and counted nowhere. What bears no date has no place on
the axis and stands beside it. An event that several reports tell is one row and one mark, with each
report's own words and how many origins they have.

Halterman, Bagozzi, Beger, Schrodt & Scarborough (2023), *PLOVER and POLECAT*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.base.i18n import _, comma, n_
from goodoffices.brief.evidence import Evidence, Quote
from goodoffices.evidence.across.happenings import Happening
from goodoffices.evidence.claims import Event, waits
from goodoffices.evidence.words import tally
from goodoffices.look import dates
from goodoffices.look.markup import sentence

WORDS_TOGETHER = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
DEEDS_TOGETHER = frozenset({"COOPERATE", "AID", "RETREAT", "YIELD"})
WORDS_APART = frozenset({"REQUEST", "DEMAND", "ACCUSE", "REJECT", "THREATEN", "DISAPPROVE"})
DEEDS_APART = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event: a row of the table, and a mark of the figure.

    ``quote`` are the words of its first report, ``others`` those of the further ones, each with its
    date where that is another; ``told`` says how many reports and origins there are.
    """

    number: int
    event: Event
    quote: Quote
    others: tuple[tuple[Quote, str], ...]
    told: str
    date: str
    bounds: tuple[float, float] | None
    who: str
    whom: str
    mediator: str
    reporter: str

    @property
    def joint(self) -> bool:
        """Whether its actors did it with one another."""
        return len(self.event.actors) > 1 and set(self.event.actors) == set(self.event.recipients)

    @property
    def up(self) -> bool | None:
        """True for cooperation, False for conflict, None where the type is neither."""
        if self.event.type in WORDS_TOGETHER | DEEDS_TOGETHER or self.wish:
            return True
        return False if self.event.type in WORDS_APART | DEEDS_APART else None

    @property
    def wish(self) -> bool:
        """Whether it is an appeal or a wish for cooperation or talks, and so no conflict.

        PLOVER's REQUEST takes both these (CAMEO's root 02, appeal) and demands; only the code
        tells them apart.
        """
        return self.event.type == "REQUEST" and (self.event.cameo or "02")[:2] in ("02", "03")

    @property
    def deed(self) -> bool:
        """Whether it was done and not only said."""
        return self.event.type in DEEDS_TOGETHER | DEEDS_APART

    @property
    def struck(self) -> bool:
        """Whether the report denies or only imagines it."""
        return self.event.modality in ("negated", "hypothetical")

    @property
    def ahead(self) -> bool:
        """Whether it is yet to come."""
        return self.event.modality == "future"

    @property
    def quarter(self) -> str:
        """Say which way it points."""
        if self.up is None:
            return _("neither")
        return {
            (True, False): _("cooperation, in words"),
            (True, True): _("cooperation, in deeds"),
            (False, False): _("conflict, in words"),
            (False, True): _("conflict, in deeds"),
        }[self.up, self.deed]

    @property
    def standing(self) -> str:
        """Say how far the report vouches for it; empty where it plainly asserts it."""
        if waits(self.event):
            return _("read with little confidence: not counted")
        return {
            "reported": _("as reported by others"),
            "negated": _("denied: not counted"),
            "hypothetical": _("only imagined: not counted"),
            "future": _("yet to come"),
            "historical": _("background"),
        }.get(self.event.modality, "")


def rows(evidence: Evidence, language: str, used: Iterable[str] = ()) -> list[Row]:
    """Return the events, the dated ones by date and then the others as they stand in the text.

    What waits for a person is told only where it is ``used``: the case rests something on it.
    """
    told = list(evidence.witnesses.happenings)
    named = frozenset(used)
    told += [
        Happening(reports=(event,), pages=1, origins=1)
        for event in evidence.dossier.events
        if waits(event) and event.id in named
    ]
    found = []
    for happening in told:
        reach = dates.bounds(happening.event.date)
        found.append((reach is None, reach or (0.0, 0.0), happening))
    found.sort(key=lambda item: item[:2])
    return [
        _row(number, happening, evidence, language)
        for number, (_undated, _reach, happening) in enumerate(found, 1)
    ]


def _row(number: int, happening: Happening, evidence: Evidence, language: str) -> Row:
    event = happening.event
    return Row(
        number=number,
        event=event,
        quote=evidence.quote(event.id),
        others=tuple(
            (
                evidence.quote(other.id),
                dates.said(other.date, language) if other.date and other.date != event.date else "",
            )
            for other in happening.reports[1:]
        ),
        told=tally(happening.pages, happening.origins),
        date=dates.said(event.date, language) if event.date else "",
        bounds=dates.bounds(event.date),
        who=comma().join(evidence.names(event.actors)),
        whom=comma().join(evidence.names(event.recipients)),
        mediator=evidence.name(event.mediator),
        reporter=evidence.name(event.attributed_to),
    )


def counts(events: Sequence[Row]) -> Markup:
    """Say in a sentence how many events there are, which way they point, and what is left out."""
    counted = [row for row in events if not row.struck and not waits(row.event)]
    up = sum(row.up is True for row in counted)
    down = sum(row.up is False for row in counted)
    struck = sum(row.struck for row in events)
    undated = sum(row.bounds is None for row in counted)
    text = _("Acts of cooperation: {up}; of conflict: {down}. Without a date: {undated}.")
    said = sentence(text, up=up, down=down, undated=undated)
    if not struck:
        return said
    more = n_(
        "{struck} more is denied or only imagined and is not counted.",
        "{struck} more are denied or only imagined and are not counted.",
        struck,
    )
    return Markup("{} {}").format(said, sentence(more, struck=struck))
