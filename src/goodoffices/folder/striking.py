"""Lines of a case that a person strikes: what the machine proposed and somebody refuses.

A line goes with the draft's own notes above it and with whatever else the machine proposed that
names it; what a person wrote stays, and so do the claims that the line rested on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from goodoffices.base.errors import CaseError
from goodoffices.base.findings import finding
from goodoffices.brief.evidence import Evidence
from goodoffices.case.file import CaseFile
from goodoffices.case.file.edit import Path, path_at
from goodoffices.case.nouns import Basis, Case
from goodoffices.evidence.claims import Dossier
from goodoffices.folder.notes import forget
from goodoffices.look.markup import anchor

_YES = ("yes", "true")


def strike(file: CaseFile, path: Path) -> None:
    """Take something out of a case, and what the machine proposed that names it."""
    before = {(f.code, f.text) for f in file.findings if f.severity == "error"}
    held = file.at(path)
    if isinstance(held, dict) and held.get("unreviewed") in _YES:
        forget(file, path)
    file.remove(path)
    for _again in range(50):
        wrong = [
            f for f in file.findings if f.severity == "error" and (f.code, f.text) not in before
        ]
        paths = (_proposal(file, path_at(file.tree, f.place)) for f in wrong)
        inner = next(filter(None, paths), None)
        if inner is None:
            return
        file.remove(inner)


def _proposal(file: CaseFile, path: Path) -> Path | None:
    """Return the innermost proposal around a path, or a key that names what is gone."""
    for length in range(len(path), 0, -1):
        held = file.at(path[:length])
        if isinstance(held, dict) and held.get("unreviewed") in _YES:
            return path[:length]
        if length > 1 and path[length - 2] == "consent":
            return path[:length]
    return None


@dataclass(frozen=True, slots=True)
class CaseUse:
    """Something that the case says and a claim bears.

    ``path`` is where it stands in the file, of what a person may strike with a key: the wants,
    options and issues that nobody answers for yet. ``alone`` are the claims that bear nothing else.
    An issue ``gathers`` all that is said of it: one claim more or less changes little there.
    """

    words: str
    path: Path | None = None
    alone: frozenset[str] = frozenset()
    gathers: bool = False


def strikable(uses: Sequence[CaseUse]) -> list[CaseUse]:
    """Return the lines that a key strikes of those on a claim: 1 the first, 9 at most."""
    return [use for use in uses if use.path is not None][:9]


class CaseUses:
    """What of a case rests on which claim, while a person strikes some of it."""

    def __init__(self, case: FilePath | str, dossier: Dossier) -> None:
        self.dossier = dossier
        self._file = CaseFile.open(case)
        self._before: list[tuple[str, str]] = []
        self._found = self._uses()

    def __contains__(self, claim: str) -> bool:
        return claim in self._found

    def of(self, claim: str) -> tuple[CaseUse, ...]:
        """Return what rests on a claim, what may be struck first."""
        return self._found.get(claim, ())

    def strike(self, use: CaseUse) -> None:
        """Strike a line, and keep the file without it.

        Raises
        ------
        CaseError
            GO221 where another hand changed the file since.
        """
        if use.path is None:
            return
        before = self._file.text
        strike(self._file, use.path)
        self._kept(before)
        self._before.append((before, self._file.digest))

    def put_back(self) -> None:
        """Give the file back as it was before the last line was struck.

        Raises
        ------
        CaseError
            GO221 or GO365 where another hand changed the file since.
        """
        before, after = self._before[-1]
        if self._file.digest != after:
            raise CaseError(finding("GO365", said=self._file.path.name))
        now = self._file.text
        self._file.put_back(before)
        self._kept(now)
        self._before.pop()

    def _kept(self, before: str) -> None:
        """Write the file; where that cannot be, leave it as it was."""
        try:
            self._file.save()
        except CaseError:
            self._file.put_back(before)
            raise
        self._found = self._uses()

    def _uses(self) -> dict[str, tuple[CaseUse, ...]]:
        """Return by claim what rests on it."""
        case = self._file.case
        paths = {place: path for place, path, basis in _proposed(case) if basis.unreviewed}
        known = Evidence(case, self.dossier).uses
        issues = {anchor("issue", issue.id) for issue in case.issues}
        borne = Counter(claim for g in self._file.grounds for claim in g.basis.evidence)
        found: dict[str, tuple[CaseUse, ...]] = {}
        for claim, grounds in known.items():
            uses = (
                CaseUse(g.text, paths.get(g.place), _alone(g.basis, borne), g.place in issues)
                for g in grounds
            )
            found[claim] = tuple(sorted(uses, key=lambda use: use.path is None))
        return found


def _alone(basis: Basis, borne: Counter[str]) -> frozenset[str]:
    """Return the claims that bear one thing alone."""
    return frozenset(claim for claim in basis.evidence if borne[claim] <= 1)


def _proposed(case: Case) -> Iterator[tuple[str, Path, Basis]]:
    """Yield each want, option and issue: its place on the page, its path in the file, its basis."""
    for party in case.parties:
        own: Path = ("parties", party.id)
        for number, (_text, basis) in enumerate(party.wants):
            yield anchor("want", party.id, number + 1), (*own, "wants", number), basis
        for option in party.options:
            name = option.id.partition(".")[2] or option.id
            yield anchor("option", option.id), (*own, "options", name), option.basis
    for issue in case.issues:
        yield anchor("issue", issue.id), ("issues", issue.id), issue.basis
