"""What a case has to choose from: its parties, options, issues with levels, outcomes with names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.case.file.edit import Path

if TYPE_CHECKING:
    from goodoffices.case.nouns import Case

Choice = tuple[str, str]
"""What is written, and the words it is shown in."""


@dataclass(frozen=True)
class KnownNames:
    """What can be chosen at a place of the file: ``path`` leads there."""

    case: Case
    path: Path = ()

    def options(self) -> Iterator[tuple[Choice, str]]:
        """Yield each option with the name of its party, those a party imagines too."""
        names = {party.id: party.name for party in self.case.parties}
        for option in self.case.options:
            yield (option.id, option.text or option.id), names[option.party]
        seeing = self.case.party(str(self.path[1])) if self._within("parties", "sees") else None
        for option in seeing.sees.imagined if seeing and seeing.sees else ():
            yield (option.id, option.text), names.get(option.party, option.party)
        terms = self.case.levers
        for new in terms.new if terms and self._levers() else ():
            yield (new.option.id, new.option.text), names.get(new.option.party, "")

    def ids(self, sections: str) -> list[Choice]:
        """Return what an id of some sections of the file may be."""
        return [choice for name in sections.split() for choice in self._section(name)]

    def levels(self, issue: str) -> list[Choice]:
        """Return the levels of an issue; none where it is settled at a number."""
        found = next((one for one in self.case.issues if one.id == issue), None)
        return [(value.id, value.text) for value in found.values] if found else []

    def outcomes(self) -> list[Choice]:
        """Return the outcomes that have a name."""
        return [(name, name) for name in self.case.names.values()]

    @property
    def issue(self) -> str:
        """The issue that the place is about, if it is about one."""
        for before, step in zip(self.path, self.path[1:], strict=False):
            if before == "issues":
                return str(step)
        return ""

    @property
    def party(self) -> str:
        """The party that the place is about, if it is about one."""
        for before, step in zip(self.path, self.path[1:], strict=False):
            if before in ("parties", "ripeness", "counsel", "consent", "orders"):
                return str(step)
        return ""

    def _section(self, name: str) -> list[Choice]:
        case = self.case
        match name:
            case "parties":
                return [(party.id, party.name) for party in case.parties]
            case "mediators":
                return [(mediator.id, mediator.name) for mediator in case.mediators]
            case "issues":
                return [(issue.id, issue.name) for issue in case.issues]
            case "packages":
                return [(package.id, package.name) for package in case.packages]
            case "commitments":
                kept = case.advice.commitments if case.advice else ()
                return [(one.id, one.text) for one in kept]
            case _:
                return self.levels(self.issue)

    def _within(self, first: str, third: str) -> bool:
        return len(self.path) > 2 and self.path[0] == first and self.path[2] == third

    def _levers(self) -> bool:
        return bool(self.path) and self.path[0] == "levers"
