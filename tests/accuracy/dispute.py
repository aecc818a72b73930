"""What a first draft finds of an invented dispute, against an expert's key.

A proposed line is the key's where it rests on a claim of the same page whose words overlap those
that the key names, for the same party. The draft's rules were written with this dispute in view:
these figures say what still works, not how good it is elsewhere.
"""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import goodoffices
from goodoffices.case import file as casefile
from goodoffices.case.nouns import Case, Mediator, Party
from goodoffices.evidence.claims import Claim, Dossier
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.draft import draft
from goodoffices.folder.ingest import read_in

DISPUTE = Path(__file__).parents[1] / "reference" / "dispute"
Row = tuple[str, float, float | str]


def plain(text: str) -> list[str]:
    """Return the words of a text without accents, case and marks."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'"))
    kept = (c if c.isalnum() or c == "'" else " " for c in text if not unicodedata.combining(c))
    return "".join(kept).casefold().split()


def share(words: str, claim: Claim) -> float:
    """Return which share of some words stands in a claim's own, or in its sentence."""
    spans = [*claim.spans, *([s] if (s := getattr(claim, "sentence", None)) else [])]
    there = set(plain(" ".join(span.exact for span in spans)))
    asked = plain(words)
    return sum(word in there for word in asked) / max(len(asked), 1)


class Drafted:
    """The draft of the dispute, and how its lines stand to the key."""

    def __init__(self, folder: Path, key: dict[str, Any], articles: Path) -> None:
        goodoffices.new(folder, "The dispute")
        read_in(folder, [articles])
        draft(folder)
        self.case: Case = casefile.load(folder)
        with DossierStore(folder) as store:
            self.dossier: Dossier = store.dossier()
        self.key = key
        names = {d.id: Path(d.name or "").name for d in self.dossier.documents}
        self.files = {id_: name.partition("#")[0] for id_, name in names.items()}

    def named(self, party: dict[str, Any], name: str) -> bool:
        """Tell whether a name is one of the key's party."""
        names = {" ".join(plain(n)) for n in (party["name"], *party.get("aliases", []))}
        return " ".join(plain(name)) in names | {n.removeprefix("the ") for n in names}

    def called(self, known: dict[str, Any], part: Party | Mediator) -> bool:
        """Tell whether a part of the case is one of the key's, by any name the pages give it."""
        actor = next((a for a in self.dossier.actors if a.id == part.actor), None)
        return any(self.named(known, n) for n in (part.name, *(actor.aliases if actor else ())))

    def party(self, name: str) -> str | None:
        """Return the id of the drafted party that the key calls so."""
        known = next(p for p in self.key["parties"] if p["name"] == name)
        return next((p.id for p in self.case.parties if self.called(known, p)), None)

    def rests(self, evidence: Iterable[str], wanted: dict[str, Any]) -> bool:
        """Tell whether some of the evidence holds the key's words, on its page."""
        for claim_id in evidence:
            claim = self.dossier.claim(claim_id)
            if claim and claim.spans and share(wanted["words"], claim) >= 0.6:
                page = self.files.get(claim.spans[0].source, "")
                if page.startswith(wanted["file"][:2]):
                    return True
        return False

    def places(self, item: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield every place that the key names for an item."""
        evidence = item.get("evidence")
        yield from evidence if isinstance(evidence, list) else [evidence] if evidence else []
        yield from item.get("also", [])

    def lines(self, kind: str, party: str | None) -> Iterator[tuple[str, ...]]:
        """Yield the evidence of each drafted line of a party."""
        found = self.case.party(party or "")
        if found and kind == "wants":
            yield from (basis.evidence for _text, basis in found.wants)
        if found and kind == "options":
            yield from (option.basis.evidence for option in found.options)

    def found(self, kind: str) -> tuple[int, int]:
        """Return how many of the key's wants or options are drafted, of how many."""
        hits = 0
        for item in self.key[kind]:
            lines = list(self.lines(kind, self.party(item["party"])))
            hits += any(self.rests(e, place) for e in lines for place in self.places(item))
        return hits, len(self.key[kind])

    def consents(self) -> tuple[int, int, int]:
        """Return how many stated answers are right, of how many, and how many are wrong."""
        right = stated = wrong = 0
        for known in self.key["mediators"]:
            mine = [m for m in self.case.mediators if self.called(known, m)]
            for name, said in known["consent"].items():
                party = self.party(name)
                given = (
                    mine[0].consent.get(party or "", ("unknown", None))[0] if mine else "unknown"
                )
                stated += said["answer"] != "unknown"
                right += said["answer"] != "unknown" and given == said["answer"]
                wrong += given not in ("unknown", said["answer"])
        return right, stated, wrong

    def issues(self) -> tuple[int, float]:
        """Return how many core issues are drafted, and the share of levels of those found."""
        hits, levels = 0, []
        for known in (i for i in self.key["issues"] if i["core"]):
            best = 0
            for issue in self.case.issues:
                places = [p for p in known["evidence"] if self.rests(issue.basis.evidence, p)]
                best = max(best, len(places))
            hits += best > 0
            if best:
                levels.append(best / len(known["evidence"]))
        return hits, sum(levels) / max(len(levels), 1)

    def dated(self) -> int:
        """Return how many articles are dated as the key says.

        A feed has several entries and a letter what it quotes: one of them bears the key's date.
        """
        dates: dict[str, set[str]] = {}
        for document in self.dossier.documents:
            dates.setdefault(self.files[document.id], set()).add((document.published or "")[:10])
        return sum((a["published"] or "") in dates.get(a["file"], ()) for a in self.key["articles"])


def figures() -> list[Row]:
    """Return every figure with its aim."""
    key = json.loads((DISPUTE / "key.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        drafted = Drafted(Path(folder) / "case", key, DISPUTE / "articles")
    known = key["parties"]
    parties, mediators = drafted.case.parties, drafted.case.mediators
    right = sum(any(drafted.called(k, party) for k in known) for party in parties)
    real = sum(any(drafted.called(k, one) for k in key["mediators"]) for one in mediators)
    answers, stated, wrong = drafted.consents()
    issues, levels = drafted.issues()
    options, wants = drafted.found("options"), drafted.found("wants")
    proposed = sum(len(p.options) for p in drafted.case.parties)
    wanted = sum(len(p.wants) for p in drafted.case.parties)
    return [
        ("dispute: articles rightly dated or undated", drafted.dated(), 12),
        ("dispute: parties found, of 3", right, 3),
        ("dispute: proposed parties that are none", len(parties) - right, "<=0"),
        ("dispute: mediators found, of 3", real, 3),
        ("dispute: proposed mediators that are none", len(mediators) - real, "<=0"),
        (f"dispute: consents right, of {stated}", answers, 7),
        ("dispute: consents wrong", wrong, "<=0"),
        ("dispute: core issues found, of 6", issues, 5),
        ("dispute: share of their levels", levels, 0.7),
        (f"dispute: options found, of {options[1]} ({proposed} proposed)", options[0], 10),
        (f"dispute: wants found, of {wants[1]} ({wanted} proposed)", wants[0], 10),
    ]
