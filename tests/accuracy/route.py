"""A newcomer's way from twelve articles to a brief and a case: keys, lines, minutes.

A person is played by fixed rules, and timed as in field notes of such a sitting: 200 words are read
in a minute, a key of review takes 9 seconds, an edit or a command 20, a line written by hand 60.
The person first decides on the claims that wants and consents rest on, and reads the two pages;
then it reads what the draft proposes, decides on the other claims that the case uses, writes what
nobody can read from articles (what each side prefers, what is so today, the name of an outcome) and
asks ``check`` after each part. What the expert's key does not bear out is struck in the review, by
the key that strikes it beside the first of its claims. A figure is of this script on one invented
dispute and of no real person.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.accuracy.dispute import REFERENCE, Drafted, Row

from goodoffices.case.file import CaseFile
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.asking import rested_on
from goodoffices.folder.check import check
from goodoffices.folder.material import write_brief
from goodoffices.folder.striking import CaseUse, CaseUses, strikable

READ, KEY, EDIT, LINE = 60 / 200, 9, 20, 60
"""Seconds for a word read, a key of review, an edit or command, a line written by hand."""

MOST_PREFERRED = 5
"""Over how many options a side's preferences are written down."""


class Newcomer:
    """A person at a case, with what it cost so far."""

    def __init__(self, folder: Path, key: dict[str, Any], articles: Path) -> None:
        self.folder, self.key = folder, key
        self.seconds, self.keys, self.lines, self.sent_back, self.struck = 0.0, 0, 0, 0, 0
        start = time.process_time()
        self.drafted = Drafted(folder, key, articles)
        write_brief(folder, folder / "brief" / "short.html", short=True)
        self.machine = time.process_time() - start
        self.seconds += 5 * EDIT  # new, read, draft, review, brief

    def read(self, text: str) -> None:
        """Read a text."""
        self.seconds += READ * len(re.findall(r"[^\W\d_]{2,}", text))

    def reads_the_draft(self) -> None:
        """Read what was proposed, without the ids of its evidence."""
        text = (self.folder / "case.yaml").read_text("utf-8")
        own = [line for line in text.splitlines() if not line.startswith("#")]
        self.read(re.sub(r"evidence: ?\[[^\]]*\]|unreviewed: yes|- [A-Z]-\w+", "", "\n".join(own)))

    def decides(self, wanted: Iterable[str]) -> None:
        """Decide on claims, a key each; strike what rests on them wrongly, a key a line.

        What then bears nothing is passed over, and what bears an issue alone waits.
        """
        with DossierStore(self.folder) as store:
            known = store.dossier()
            uses = CaseUses(self.folder, known)
            for claim_id in wanted:
                claim = known.claim(claim_id)
                if claim is None or claim.status != "unreviewed":
                    continue
                before = self.struck
                while wrong := [u for u in strikable(uses.of(claim_id)) if not self.borne_out(u)]:
                    uses.strike(wrong[0])
                    self.struck += 1
                    self.presses()
                if self.struck == before or not all(u.gathers for u in uses.of(claim_id)):
                    store.decide(claim_id, "accepted", "NC", "2026-05-08T12:00:00Z")
                    self.presses()

    def presses(self) -> None:
        """Press a key of review."""
        self.keys += 1
        self.seconds += KEY

    def borne_out(self, use: CaseUse) -> bool:
        """Tell whether the expert's key bears a proposed line out."""
        held = CaseFile.open(self.folder).at(use.path or ())
        assert isinstance(held, dict)
        return self.drafted.bears_out(held["evidence"])

    def quoted(self) -> list[str]:
        """Return the claims that the case rests what sides want and answer on."""
        case = CaseFile.open(self.folder).case
        bases = [basis for party in case.parties for _text, basis in party.wants]
        bases += [basis for one in case.mediators for _given, basis in one.consent.values()]
        return list(dict.fromkeys(basis.evidence[0] for basis in bases if basis.evidence))

    def writes(self, lines: list[str], below: str) -> None:
        """Write lines by hand below a line of the case, and ask ``check``."""
        path = self.folder / "case.yaml"
        text = path.read_text("utf-8")
        assert below in text, below
        path.write_text(text.replace(below, "\n".join([below, *lines]), 1), "utf-8")
        self.lines += len(lines)
        self.seconds += LINE * len(lines)
        self.checks()

    def checks(self) -> None:
        """Ask what is wrong; being sent back costs an edit for each error."""
        errors = [f for f in check(self.folder) if f.severity == "error"]
        self.sent_back += bool(errors)
        self.seconds += EDIT * (1 + len(errors))

    def judges(self) -> None:
        """Write what is today, what each side prefers, and the names of two outcomes."""
        case = CaseFile.open(self.folder).case
        for party in case.parties:
            own = [option.id for option in party.options][:MOST_PREFERRED]
            others = [o.id for p in case.parties if p is not party for o in p.options][:2]
            wanted = [f"not {one}" for one in others] + own
            lines = ["    prefers:"]
            lines += [f"      - {{that: {one}, judged: NC}}" for one in wanted[:MOST_PREFERRED]]
            self.writes(lines, f"  {party.id}:\n    name: {party.name}")
        every = [p.options[0].id for p in case.parties if p.options]
        self.writes([f"status_quo: [{every[0]}]"], "infeasible:")
        self.writes([f"  Both step back: [{', '.join(every[:2])}]"], "outcomes:")


def figures(dispute: str = "dispute") -> list[Row]:
    """Return what the way costs on one of the disputes, by the name of its folder."""
    home = REFERENCE / dispute
    key = json.loads((home / "key.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        person = Newcomer(Path(folder) / "case", key, home / "articles")
        person.decides(person.quoted())
        short = write_brief(person.folder, person.folder / "brief" / "short.html", short=True)
        person.read(
            re.sub(r"<style>.*?</style>|<[^>]+>", " ", short.read_text("utf-8"), flags=re.S)
        )
        shown, keys = person.seconds / 60, person.keys
        person.reads_the_draft()
        person.decides(rested_on(person.folder))
        person.decides(rested_on(person.folder))  # what waited
        person.judges()
        write_brief(person.folder, person.folder / "brief" / "brief.html")
    return [
        ("route: CPU seconds from articles to short brief", person.machine, "<=10"),
        ("route: keys until a brief that can be shown", keys, "<=45"),
        ("route: minutes until a brief that can be shown", shown, "<=15"),
        ("route: keys in all", person.keys, "<=160"),
        ("route: lines written by hand", person.lines, "<=40"),
        ("route: proposed lines struck", person.struck, "<=20"),
        ("route: times sent back by check", person.sent_back, "<=1"),
        ("route: minutes of the whole case", person.seconds / 60, "<=60"),
    ]
