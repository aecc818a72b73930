"""What a draft holds back: lines that rest on claims of the low band alone, until a person accepts.

They stand in no case file. They are kept beside the claims, so that the desk can show them: once a
person has accepted what one rests on, a draft proposes it like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Literal

from goodoffices.base.i18n import _
from goodoffices.evidence.claims import waits
from goodoffices.evidence.store import DossierStore

HeldKind = Literal["party", "want", "option", "mediator", "consent", "issue"]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A line that is not proposed: its kind, whose it is (a name), its words, its claims' ids."""

    kind: HeldKind
    whose: str
    text: str
    claims: tuple[str, ...]

    def said(self) -> str:
        """Say it in a line."""
        form = {
            "party": _("{whose} as a party"),
            "want": _("{whose} wants: {text}"),
            "option": _("{whose} can: {text}"),
            "mediator": _("{whose} as a mediator"),
            "consent": _("{whose} answers {text}"),
            "issue": _("issue: {text}"),
        }[self.kind]
        return form.format(whose=self.whose, text=self.text)


def keep(store: DossierStore, lines: Iterable[HeldBack]) -> None:
    """Keep what the last draft held back, in place of what the one before did."""
    store.hold_back(json.dumps(asdict(line), ensure_ascii=False) for line in lines)


def held_back(store: DossierStore) -> Iterator[HeldBack]:
    """Yield what the last draft held back and still waits for a person."""
    dossier = store.dossier()
    for kept in store.held_back():
        body = json.loads(kept)
        line = HeldBack(**body | {"claims": tuple(body["claims"])})
        if any(waits(claim) for claim in map(dossier.claim, line.claims) if claim):
            yield line
