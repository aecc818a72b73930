"""A dispute of the size that two pages must hold: three parties, five issues, twelve articles.

All of it is made up. Names of options, levels and wants are as long as people write them, and no
outcome has a name, which is what takes the most room.
"""

from __future__ import annotations

from fractions import Fraction

from tests.brief import brief_sample as sample

from goodoffices.case.nouns import (
    Basis,
    Case,
    CaseIssue,
    IssueValue,
    Mediator,
    Option,
    Package,
    Party,
    Worth,
)
from goodoffices.evidence.claims import Actor, Dossier, Statement

PARTIES = {
    "uplands": "The Republic of Uplands",
    "delta": "Delta",
    "fishers": "United Movement of the River Fishers",
}
OPTIONS = {
    "uplands": ("Build the upper barrage without waiting for a survey", "Take part in the talks"),
    "delta": ("Close the border crossing at Three Bridges to lorries", "Take part in the talks"),
    "fishers": ("Keep the sluice occupied and its keepers held", "Take part in the talks"),
}
ISSUES = {
    "The line in the estuary": ("the median line", "a zone fished by both", "a line from the spit"),
    "Where the cable lands": ("a station on the spit", "a station on each bank", "no landing"),
    "The weapons of the armed wing": ("kept", "stored under watch", "handed over"),
    "Licences for foreign boats": ("as before the quarrel", "shared by a quota", "none at all"),
    "The thirty-one keepers": ("held for trial", "released on bail", "set free"),
}
SENTENCES = (
    "that the barrage would be built whatever the others might say of it in the coming months",
    "that the crossing would be closed by the end of the month unless the survey is published",
    "that nobody would leave the sluice before the grounds are open to those who live from them",
    "that a commission of both governments could look at the licences of foreign boats",
)


def dossier() -> Dossier:
    """Return twelve articles, with four statements each."""
    documents, statements = [], []
    for number in range(12):
        said = ". ".join(f"The spokesman said {words}, {number}" for words in SENTENCES)
        page = sample.document(
            f"Article {number} about the quarrel on the river\n\n{said}.",
            title=f"Article {number} about the quarrel on the river",
            outlet=f"The River Post of Harbour {number}",
            language="en",
            published=f"2026-04-{number + 10}",
        )
        documents.append(page)
        for k, words in enumerate(SENTENCES):
            speaker = f"speaker-{k % 3}"
            text = f"{words}, {number}"
            statements.append(sample.statement(page, text, speaker, f"Speaker {k % 3}"))
    actors = tuple(
        Actor(
            id=f"speaker-{k}",
            name=("Aurelia Montefiore-Lund", "Konrad Abendroth", "Ismene Karydis")[k],
            kind="person",
            role="minister of foreign affairs and of the river",
            affiliation=party,
            spans=sample.mentions(documents[0], "spokesman"),
        )
        for k, party in enumerate(PARTIES)
    )
    return Dossier(tuple(documents), actors=actors, statements=tuple(statements))


def _worth(party: int) -> Worth:
    ids = [f"i{n}" for n in range(len(ISSUES))]
    values = {
        issue: {f"v{v}": Fraction((v * 50 + 50 * party + 30 * n) % 110) for v in range(3)}
        for n, issue in enumerate(ids)
    }
    weights = {issue: Fraction(1 + (n + party) % 4) for n, issue in enumerate(ids)}
    return Worth(weights=weights, values=values, walk_away=Fraction(100), basis=Basis(judged="AB"))


def case(found: Dossier | None = None) -> Case:
    """Return the case upon them."""
    said: tuple[Statement, ...] = (found or dossier()).statements
    parties = []
    for number, (party, name) in enumerate(PARTIES.items()):
        others = [p for p in PARTIES if p != party]
        talks = " and ".join(f"{other}.talk" for other in others)
        options = tuple(
            Option(id=f"{party}.{act}", party=party, text=text, basis=Basis((said[number].id,)))
            for act, text in zip(("act", "talk"), OPTIONS[party], strict=True)
        )
        prefers = (
            *sample.prefers(f"not {others[0]}.act", basis=Basis(judged="AB", reason="so it seems")),
            *sample.prefers(f"{party}.talk iff ({talks})"),
            *sample.prefers(f"{party}.act if {others[1]}.act"),
        )
        wants = tuple(
            (f"{words[5:].capitalize()}", Basis((said[4 * k + number].id,)))
            for k, words in enumerate(SENTENCES[:3])
        )
        parties.append(
            Party(
                id=party,
                name=name,
                actor=party,
                options=options,
                prefers=prefers,
                wants=wants,
                worth=_worth(number),
            )
        )
    consents = ("yes", "no", "unknown")
    mediators = tuple(
        Mediator(
            id=f"m{k}",
            name=name,
            consent={
                party: (consents[(k + n) % 3], Basis((said[k].id,)))  # type: ignore[dict-item]
                for n, party in enumerate(PARTIES)
            },
            interest=(("It lends to both governments and builds the cable", Basis(judged="AB")),),
        )
        for k, name in enumerate(("Union of the Coastal States", "Portland", "Emirate of Qasr"))
    )
    issues = tuple(
        CaseIssue(
            id=f"i{n}",
            name=name,
            values=tuple(IssueValue(f"v{v}", text) for v, text in enumerate(levels)),
            today=f"v{n % 3}",
        )
        for n, (name, levels) in enumerate(ISSUES.items())
    )
    package = Package(
        "p", "A quota, two stations and weapons under watch", {f"i{n}": "v1" for n in range(5)}
    )
    return Case(
        id="estuary",
        title="The barrage, the cable and the fishing grounds of the Great Estuary",
        parties=tuple(parties),
        mediators=mediators,
        issues=issues,
        packages=(package,),
        status_quo=frozenset({"uplands.act", "delta.act", "fishers.act"}),
        as_of="2026-05-08",
        author="AB",
    )
