"""Questions about what a party prefers: of each option that its preferences do not speak of yet.

Each is answered with one button: it would rather have that so, rather not, or it is not known. The
claims that may say so stand beside: those on which both a want of the party and the option rest,
then what the party says in words of the option, then what the option rests on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from goodoffices.base.i18n import _
from goodoffices.case.conditions import parse
from goodoffices.case.file import CaseFile
from goodoffices.case.file.text import Plain
from goodoffices.case.nouns import Case, Party
from goodoffices.conflict.words.acts import NamedActs, capital, statement
from goodoffices.desk.casework.changes import fresh
from goodoffices.evidence.selection import people

if TYPE_CHECKING:
    from goodoffices.brief.evidence import Evidence, Quote
    from goodoffices.case.options import Option
    from goodoffices.desk.casework.acts import Act

Answer = Literal["yes", "no", "unknown"]

ASKED = 3
"""Questions that stand on a page at once."""

BESIDE = 3
"""Claims that stand beside a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceQuestion:
    """Whether a party would rather have an option taken; ``says``: the claims that it wants so."""

    option: str
    words: str
    says: frozenset[str]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class PreferencesAsked:
    """The questions of a party that come first, and how many come after them."""

    first: tuple[PreferenceQuestion, ...]
    more: int


def asked(case: Case, party: Party, acts: NamedActs, evidence: Evidence) -> PreferencesAsked:
    """Return what may be asked of a party; nothing where it ranks outcomes in another way."""
    if party.ordering.ranks or party.basis.unreviewed:
        return PreferencesAsked((), 0)
    conditions = [one.condition for one in party.prefers]
    for unsure in party.ordering.unknown:
        conditions += [unsure.first.condition, unsure.second.condition]
    spoken = {one.name for condition in conditions for one in condition.names()}
    wanted = {claim for _text, basis in party.wants for claim in basis.evidence}
    left = [o for o in case.options if o.id not in spoken]
    left = [option for option in left if not option.basis.unreviewed]
    left.sort(key=lambda o: (not wanted & set(o.basis.evidence), o.party == party.id))
    said = _said_by(party, evidence) if left else {}
    first = tuple(_question(party, o, wanted, said, acts, evidence) for o in left[:ASKED])
    return PreferencesAsked(first, len(left) - len(first))


def _question(
    party: Party,
    option: Option,
    wanted: set[str],
    said: Mapping[str, frozenset[str]],
    acts: NamedActs,
    evidence: Evidence,
) -> PreferenceQuestion:
    said_so = {s.id for s in evidence.dossier.statements}
    says = [c for c in option.basis.evidence if c in wanted and c in said_so]
    own = _words(option.text)
    close = sorted((c for c in said if own & said[c]), key=lambda c: -len(own & said[c]))
    beside = dict.fromkeys((*says, *close[:BESIDE], *option.basis.evidence))
    text = _("Would {party} rather have this so? {act}.")
    act = capital(statement(acts, parse(option.id)))
    return PreferenceQuestion(
        option=option.id,
        words=text.format(party=party.name, act=act),
        says=frozenset(says),
        quotes=tuple(evidence.quote(claim) for claim in list(beside)[:BESIDE]),
    )


def _said_by(party: Party, evidence: Evidence) -> dict[str, frozenset[str]]:
    """Return the telling words of each claim that an actor's name stands in as who says or does."""
    actor = party.actor or party.id
    return {
        claim.id: _words(evidence.text(claim))
        for claim in evidence.dossier.claims
        if claim.status != "rejected" and claim.id[:2] in ("S-", "E-") and actor in people(claim)
    }


def _words(text: str) -> frozenset[str]:
    """Return the words of a text that are long enough to tell something."""
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3)


def answered(party: Party, option: str, answer: Answer, basis: Mapping[str, Plain]) -> Act:
    """Return the act that writes an answer as the last of a party's preferences."""

    def do(file: CaseFile) -> None:
        path = ("parties", party.id)
        if answer == "unknown":
            both: list[Plain] = [option, f"not {option}"]
            file.append((*path, "unknown"), fresh("unknown", {"between": both, **basis}))
        else:
            that = option if answer == "yes" else f"not {option}"
            file.append((*path, "prefers"), fresh("preference", {"that": that, **basis}))

    return do
