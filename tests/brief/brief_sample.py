"""A small dispute made by hand: two reports, claims that nest and cross, a case upon them."""

import re
from dataclasses import replace
from fractions import Fraction

from goodoffices.base.files import sha256
from goodoffices.case.conditions import parse
from goodoffices.case.nouns import (
    Basis,
    Case,
    CaseIssue,
    IssueValue,
    Mediator,
    Option,
    Package,
    Party,
    Preference,
    Worth,
)
from goodoffices.evidence.claims import Actor, Dossier, Event, Issue, Relation, Statement
from goodoffices.evidence.snapshot import Document, Origin, Snapshot, Span, Zone, short_id

REPORT = """Isle offers to carry messages

Northland and Southland fell out over the river in 2024.

Isle has offered to mediate between Northland and Southland. “We will talk if the dam is opened,” \
minister Ada Holm of Northland said. A person close to the court of Southland said that the dam \
would stay shut. Southland did not shell the bridge. A war might follow.

Original source: www.example.org

About the author: Bo Lind writes about rivers. Read more at <b>our</b> site."""

PERSIAN = "سخنگو گفت: «ما آماده گفت‌وگو هستیم.»"


def document(text: str, zones: list[tuple[str, str]] | None = None, **known: object) -> Document:
    """Return a document whose paragraphs are in the zones named; all are body where none are."""
    snapshot = Snapshot(sha256(text.encode("utf-8", "surrogatepass")), text)
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)]
    kinds = [k for k, _words in zones] if zones else ["body"] * len(paragraphs)
    cut = tuple(Zone(k, a, b) for k, (a, b) in zip(kinds, paragraphs, strict=True))  # type: ignore[arg-type]
    return Document(snapshot, cut, **known)  # type: ignore[arg-type]


def report() -> Document:
    kinds = ["title", "standfirst", "body", "source_line", "author_box"]
    made = document(
        REPORT,
        [(k, "") for k in kinds],
        name="report.txt",
        title="Isle offers to carry messages",
        language="en",
        outlet="The Weir",
        address="https://weir.example/isle",
    )
    place = REPORT.index("www.example.org")
    span = made.snapshot.span(place, place + len("www.example.org"))
    return replace(made, origin=Origin("Example Wire", "www.example.org", span))


def span(of: Document, words: str) -> Span:
    start = of.snapshot.text.index(words)
    return of.snapshot.span(start, start + len(words))


def mentions(of: Document, *names: str) -> tuple[Span, ...]:
    text = of.snapshot.text
    return tuple(
        of.snapshot.span(m.start(), m.end()) for n in names for m in re.finditer(re.escape(n), text)
    )


def statement(
    of: Document, words: str, speaker: str | None, name: str, **known: object
) -> Statement:
    found = span(of, words)
    claim = short_id("S", of.snapshot.text_sha256, found.start, found.end)
    kind = known.pop("kind", "indirect")
    return Statement(
        id=claim,
        spans=(found,),
        kind=kind,
        speaker=speaker,
        speaker_name=name,
        cue="said",
        sentence=found,
        **known,
    )  # type: ignore[arg-type]


def event(
    of: Document,
    words: str,
    type_: str,
    who: tuple[str, ...],
    whom: tuple[str, ...] = (),
    **known: object,
) -> Event:
    found = span(of, words)
    claim = short_id("E", of.snapshot.text_sha256, found.start, found.end, type_)
    return Event(
        id=claim, spans=(found,), type=type_, actors=who, recipients=whom, trigger=found, **known
    )  # type: ignore[arg-type]


def dossier() -> Dossier:
    first = report()
    second = document(PERSIAN, name="fa.txt", title="سخن", language="fa", published="2025-03-04")
    actors = (
        Actor(id="northland", name="Northland", kind="state", spans=mentions(first, "Northland")),
        Actor(id="southland", name="Southland", kind="state", spans=mentions(first, "Southland")),
        Actor(id="isle", name="Isle", kind="state", spans=mentions(first, "Isle")),
        Actor(
            id="ada-holm",
            name="Ada Holm",
            kind="person",
            spans=mentions(first, "Ada Holm"),
            role="minister",
            affiliation="northland",
        ),
    )
    statements = (
        statement(
            first,
            "We will talk if the dam is opened",
            "ada-holm",
            "Ada Holm",
            kind="direct",
            status="accepted",
        ),
        statement(
            first,
            "that the dam would stay shut",
            None,
            "A person close to the court",
            unnamed="person_familiar",
            affiliation="southland",
        ),
        statement(second, "ما آماده گفت‌وگو هستیم", None, "سخنگو", kind="direct"),
    )
    events = (
        event(
            first,
            "Northland and Southland fell out over the river in 2024",
            "REJECT",
            ("northland",),
            ("southland",),
            date="2024",
            date_text="in 2024",
        ),
        event(
            first,
            "Isle has offered to mediate between Northland and Southland",
            "AGREE",
            ("isle",),
            ("northland", "southland"),
            cameo="039",
            mediator="isle",
            stage="offered",
        ),
        event(
            first,
            "Southland did not shell the bridge",
            "ASSAULT",
            ("southland",),
            modality="negated",
        ),
        event(first, "A war might follow", "ASSAULT", (), modality="hypothetical"),
    )
    crossing = span(first, "Northland and Southland. “We will talk if the dam")
    relations = (
        Relation(
            id="R-CR055",
            spans=(crossing,),
            type="adversary",
            subject="northland",
            object="southland",
        ),
    )
    issues = (
        Issue(
            id="dam",
            name="The dam",
            spans=mentions(first, "the dam"),
            parties=("northland", "southland"),
        ),
    )
    return Dossier(
        (first, second),
        actors=actors,
        statements=statements,
        events=events,
        issues=issues,
        relations=relations,
    )


def prefers(*sources: str, basis: Basis | None = None) -> tuple[Preference, ...]:
    given = basis or Basis(judged="AK", reason="so it seems")
    return tuple(Preference(parse(s), s, given) for s in sources)


def case(found: Dossier | None = None) -> Case:
    known = found or dossier()
    wish, refusal = known.statements[0], known.statements[1]
    worth = {
        "north": Worth(
            weights={"dam": Fraction(2), "toll": Fraction(1)},
            values={
                "dam": {"shut": Fraction(0), "open": Fraction(30)},
                "toll": {"none": Fraction(10), "some": Fraction(1, 3)},
            },
            walk_away=Fraction(20),
            basis=Basis(judged="AK"),
        ),
        "south": Worth(
            weights={"dam": Fraction(1), "toll": Fraction(3)},
            values={
                "dam": {"shut": Fraction(30), "open": Fraction(0)},
                "toll": {"none": Fraction(0), "some": Fraction(20)},
            },
            walk_away=Fraction(15),
            basis=Basis(judged="AK"),
        ),
    }
    north = Party(
        id="north",
        name="Northland",
        options=(
            Option(
                id="north.talk", party="north", text="Talk to Southland", basis=Basis(judged="AK")
            ),
            Option(
                id="north.levy",
                party="north",
                text="Levy the ferries",
                moves="forward",
                basis=Basis(judged="AK"),
            ),
        ),
        prefers=(
            *prefers("south.open", basis=Basis((wish.id,))),
            *prefers("north.talk if south.open"),
        ),
        actor="northland",
        country=None,
        wants=(("The dam opened", Basis((wish.id,))),),
        worth=worth["north"],
        basis=Basis(("northland",)),
    )
    south = Party(
        id="south",
        name="Southland",
        options=(
            Option(
                id="south.open", party="south", text="Open the dam", basis=Basis(unreviewed=True)
            ),
        ),
        prefers=prefers("not north.levy", "not south.open"),
        actor="southland",
        country=None,
        wants=(("The dam kept shut", Basis((refusal.id, "S-GONE0"))), ("Peace", Basis())),
        worth=worth["south"],
    )
    isle = Mediator(
        id="isle",
        name="Isle",
        actor="isle",
        party=None,
        consent={"north": ("yes", Basis((wish.id,))), "south": ("unknown", Basis())},
        interest=(("A quiet river", Basis(judged="AK")),),
        basis=Basis((known.events[1].id,)),
    )
    issues = (
        CaseIssue(
            id="dam",
            name="The dam",
            values=(IssueValue("shut", "Shut"), IssueValue("open", "Open")),
            today="shut",
            basis=Basis(("dam",)),
        ),
        CaseIssue(
            id="toll",
            name="The toll",
            values=(IssueValue("none", "No toll"), IssueValue("some", "A toll")),
            today="none",
            basis=Basis(judged="AK"),
        ),
    )
    return Case(
        id="river",
        title="The river dispute",
        parties=(north, south),
        mediators=(isle,),
        issues=issues,
        status_quo=frozenset(),
        as_of="2025-03",
        author="AK",
        summary="A river, a dam, two states.",
        packages=(Package("swap", "The swap", {"dam": "open", "toll": "some"}),),
        notes=("A note of the author.",),
        names={"north.talk,south.open": "Talks over an open dam"},
    )
