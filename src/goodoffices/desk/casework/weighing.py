"""Which of two wants matters more to a party: the draft's questions, answered where it prefers.

The draft writes them above a party's wants. An answer lets the one stand above the other, among the
wants and among the preferences that rest on the same claims, and takes the question away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from goodoffices.case.file import CaseFile
from goodoffices.case.file.comments import every_comment
from goodoffices.case.nouns import Party
from goodoffices.desk.casework import acts
from goodoffices.folder.notes import which_matters

if TYPE_CHECKING:
    from goodoffices.case.file.text import Tree

Heavier = Literal["one", "other", "alike", "unknown"]


@dataclass(frozen=True, slots=True)
class WeighedWants:
    """Two wants of a party of which the draft asks which matters more.

    ``ordered`` says that a preference of the party stands for each of them.
    """

    one: str
    other: str
    ordered: bool


def weighed(tree: Tree | None, party: Party) -> Iterator[WeighedWants]:
    """Yield what the draft asks of a party's wants that people have taken into the case."""
    known = {text: basis for text, basis in party.wants if not basis.unreviewed}
    for comment in every_comment(tree) if tree is not None else ():
        name, one, other = which_matters(comment) or ("", "", "")
        if name == party.name and one in known and other in known:
            places = [_place(party, known[text].evidence) for text in (one, other)]
            yield WeighedWants(one, other, None not in places and places[0] != places[1])


def _place(party: Party, evidence: Iterable[str]) -> int | None:
    """Return the place of the first preference that rests on any of some claims."""
    claims = set(evidence)
    found = (n for n, one in enumerate(party.prefers) if claims & set(one.basis.evidence))
    return next(found, None)


def decided(party: Party, pair: WeighedWants, heavier: Heavier) -> acts.Act:
    """Return the act that writes which of two wants matters more."""
    path = ("parties", party.id)
    bases = dict(party.wants)
    wants = [text for text, _basis in party.wants]
    order = wants.index(pair.one), wants.index(pair.other)
    places = _place(party, bases[pair.one].evidence), _place(party, bases[pair.other].evidence)

    def do(file: CaseFile) -> None:
        asked = (party.name, pair.one, pair.other)
        file.uncomment((*path, "wants"), lambda comment: which_matters(comment) == asked)
        if heavier in ("one", "other"):
            _above(file, (*path, "wants"), order, heavier)
        if not pair.ordered or places[0] is None or places[1] is None:
            return
        prefers = (*path, "prefers")
        if heavier in ("one", "other"):
            _above(file, prefers, (places[0], places[1]), heavier)
        elif heavier == "alike":
            first, later = sorted((places[0], places[1]))
            acts.to(file, prefers, later, first + 1)
            acts.tie(file, prefers, first + 1)
        else:
            acts.unsure(file, prefers, places[0], places[1])

    return do


def _above(file: CaseFile, path: tuple[str, ...], at: tuple[int, int], heavier: str) -> None:
    """Let the heavier of two items of a list stand above the other, if it does not."""
    heavy, light = at if heavier == "one" else at[::-1]
    if heavy > light:
        acts.to(file, path, heavy, light)
