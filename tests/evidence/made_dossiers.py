"""Dossiers made by hand for tests: a U.S.–Iran report and an invented river dispute."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from goodoffices.base.files import sha256
from goodoffices.evidence.claims import Actor, Dossier, Event, Issue, Statement
from goodoffices.evidence.snapshot import Document, Snapshot, Span, Zone, short_id


class Page:
    """A text, with claims whose places are found by their words."""

    def __init__(self, text: str, name: str = "report.txt", **facts: Any) -> None:
        self.snapshot = Snapshot(sha256(text.encode()), text)
        self.document = Document(self.snapshot, (Zone("body", 0, len(text)),), name=name, **facts)

    def at(self, words: str) -> Span:
        start = self.snapshot.text.index(words)
        return self.snapshot.span(start, start + len(words))

    def id(self, letter: str, words: str) -> str:
        return short_id(letter, self.snapshot.text_sha256, letter, self.at(words).start, words)

    def actor(self, id_: str, name: str, kind: Any = "state", **more: Any) -> Actor:
        return Actor(
            id=id_, name=name, kind=kind, spans=(self.at(more.pop("words", name)),), **more
        )

    def said(self, speaker: str | None, words: str, **more: Any) -> Statement:
        span = self.at(words)
        return Statement(
            id=self.id("S", words),
            spans=(span,),
            kind="indirect",
            speaker=speaker,
            speaker_name=speaker or "a source",
            cue="said",
            sentence=span,
            **more,
        )

    def event(self, type_: str, words: str, actors: Any, recipients: Any, **more: Any) -> Event:
        span = self.at(words)
        return Event(
            id=self.id("E", words),
            spans=(span,),
            type=type_,
            actors=tuple(actors),
            recipients=tuple(recipients),
            trigger=span,
            **more,
        )

    def issue(self, id_: str, name: str, words: str, *parties: str) -> Issue:
        return Issue(id=id_, name=name, spans=(self.at(words),), parties=parties)


OFFER = """\
Moscow, undated. Russia agreed to mediate between the United States and Iran, the Kremlin said.
Dmitry Peskov said that all problems should be resolved through negotiations. Washington imposed
sanctions on Tehran in February. The White House withdrew from the agreement in 2018. Esmaeil
Baghaei said that offers to help with the nuclear programme were welcome. Russia invaded Ukraine.
A diplomat said that talks on the nuclear programme would begin soon.
"""


def offer(**facts: Any) -> Dossier:
    """Russia's offer to mediate."""
    page = Page(OFFER, **facts)
    us = page.actor("united-states", "United States", country="USA")
    return Dossier(
        (page.document,),
        actors=(
            page.actor("russia", "Russia", country="RUS"),
            us,
            page.actor("iran", "Iran", country="IRN"),
            page.actor("ukraine", "Ukraine", country="UKR"),
            page.actor("dmitry-peskov", "Dmitry Peskov", "person", affiliation="russia"),
            page.actor(
                "esmaeil-baghaei",
                "Esmaeil Baghaei",
                "person",
                words="Esmaeil\nBaghaei",
                affiliation="iran",
            ),
        ),
        statements=(
            page.said("dmitry-peskov", "all problems should be resolved through negotiations"),
            page.said(
                "esmaeil-baghaei",
                "offers to help with the nuclear programme were welcome",
                issues=("nuclear-programme",),
            ),
            page.said(
                None,
                "talks on the nuclear programme would begin soon",
                unnamed="diplomat",
                issues=("nuclear-programme",),
            ),
        ),
        events=(
            page.event(
                "AGREE",
                "Russia agreed to mediate between the United States and Iran",
                ["russia"],
                ["united-states", "iran"],
                mediator="russia",
                stage="accepted",
            ),
            page.event(
                "SANCTION", "Washington imposed\nsanctions on Tehran", ["united-states"], ["iran"]
            ),
            page.event(
                "RETREAT",
                "withdrew from the agreement",
                ["united-states"],
                ["iran"],
                modality="historical",
            ),
            page.event("ASSAULT", "Russia invaded Ukraine", ["russia"], ["ukraine"]),
        ),
        issues=(
            page.issue(
                "nuclear-programme",
                "nuclear programme",
                "nuclear programme",
                "united-states",
                "iran",
            ),
        ),
    )


RIVER = """\
The Upper Bank front and the Lower Bank front share the river Sel. Mediator Oda, a retired judge,
asked both to meet. The Upper Bank front accepted her mediation. The Lower Bank front refused it.
The dam must be opened in spring, the Lower Bank front said on Monday.
The dam must not be opened in spring, the Lower Bank front said on Friday.
"""


def river() -> Dossier:
    """An invented dispute over a dam, with clear answers to a mediator."""
    page = Page(RIVER, "river.txt", published="2030-04-02", outlet="The Sel Courier")
    upper = page.actor("upper-bank", "The Upper Bank front", "group")
    return Dossier(
        (page.document,),
        actors=(
            upper,
            replace(
                upper,
                id="lower-bank",
                name="Lower Bank front",
                spans=(page.at("Lower Bank front"),),
            ),
            page.actor("oda", "Oda", "person"),
        ),
        statements=(
            page.said("lower-bank", "The dam must be opened in spring", issues=("dam",)),
            page.said(
                "lower-bank",
                "The dam must not be opened in spring",
                issues=("dam",),
                modality="negated",
            ),
        ),
        events=(
            page.event(
                "REQUEST",
                "asked both to meet",
                ["oda"],
                ["upper-bank", "lower-bank"],
                mediator="oda",
                stage="offered",
            ),
            page.event(
                "AGREE",
                "The Upper Bank front accepted her mediation",
                ["upper-bank"],
                ["oda"],
                mediator="oda",
                stage="accepted",
            ),
            page.event(
                "REJECT",
                "The Lower Bank front refused it",
                ["lower-bank"],
                ["oda"],
                mediator="oda",
                stage="refused",
            ),
        ),
        issues=(page.issue("dam", "the dam", "dam", "upper-bank", "lower-bank"),),
    )
