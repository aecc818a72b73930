"""Whether words tell what happened and who did it: a tale, and neither a demand nor a plan.

Two sides who tell one happening each in their own way need no word of blame: "the light was green";
"the barge came on a red light". What tells a tale is a past whose doer is not the speaker; a page
sets two of them beside each other where one follows the other, behind words of harm of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from goodoffices.evidence.across.opposed import Sides
from goodoffices.evidence.claims import Dossier, Statement, waits

Beside = frozenset[frozenset[str]]
"""The ids of statements that a page sets beside each other, as pairs."""
NEAR = 700
"""How far apart, in characters, two tales may begin."""
TOLD = 900
"""How far before the first the page may tell the harm."""
_HARM = re.compile(
    r"\b(?:dead|die[sd]?|deaths?|kill\w*|injur\w+|wound\w+|burn\w*|fires?|blaze|s[aiu]nk|drown\w*|flood\w*"
    r"|collaps\w+|derail\w+|crash\w*|blast|explo\w+|struck|hit|ramm\w+|sh[oe]ts?|shooting|shell\w*|attack\w*"
    r"|burst|spill\w*|spilt|broke\w*|lost|loss\w*|damag\w+|wreck\w*|cut|clash\w*|scuffle|riot\w*"
    r"|stabb\w+|torn"
    r"|poison\w*|missing|accident|collision|collided|ruin\w*|spoil\w*|spoilt|rotted|thaw\w*|stolen|theft"
    r"|ended|failed|failure|walked out|rupture|leak\w*|victims?|funerals?|buried|ambulances?)\b",
    re.IGNORECASE,
)

_CLAUSES = re.compile(
    r"(?<!\d)[,;:.!?—–]|\b(?:and|but|when|because|until|then|while|as|who|that)\b"
)
_PAST = re.compile(
    r"\b(?:"
    r"was|were|had|did|went|came|took|got|fell|lost|ran|made|met|left|gave|"
    r"told|said|saw|knew|sent|kept|let|put|cut|shut|hit|set|hurt|cost|broke|"
    r"began|drank|drove|ate|flew|forgot|fought|found|held|hid|lay|lit|paid|"
    r"read|rode|rose|rang|sang|sank|sat|shook|shot|slept|spoke|spent|stole|"
    r"stood|struck|swam|swore|threw|tore|woke|wore|won|wrote|blew|bit|bled|"
    r"bought|brought|built|burnt|burst|caught|chose|clung|crept|dealt|dug|drew|"
    r"fed|felt|fled|flung|froze|grew|heard|hung|kneeled|knelt|laid|led|leapt|"
    r"lent|lied|meant|mistook|overtook|rebuilt|sold|shone|shrank|slid|slung|spat|"
    r"spilt|split|spoilt|sprang|stuck|stung|swept|swung|taught|thought|understood|"
    r"undid|went|withdrew|withheld|wound|wrung"
    r"|(?!need|indeed|speed|feed|seed|hundred)[a-z]{2,}ed)\b"
)
_NO_TALE = re.compile(
    r"\b(?:will|would|shall|should|must|can|could|may|might|is|are|to|if|be|been|being)\b"
    r"|\b(?:have|has) \w+"
)
_OURS = re.compile(r"^\W*(?:we|i|us)\b")
_ASKED = re.compile(
    r"\b(?:asked|wanted|demanded|proposed|offered|hoped|agreed|accepted|refused|promised|needed|said|told)\b"
)


def tells(words: str) -> bool:
    """Tell whether some clause of a text tells what others did, or what befell, in the past."""
    plain = " ".join(words.casefold().replace("’", "'").split())
    plain = plain.strip("\"“”'‘ ")
    for clause in _CLAUSES.split(plain):
        if not clause or _OURS.match(clause) or _ASKED.search(clause):
            continue
        found = _PAST.search(clause)
        if found and found.start() > 1 and not _NO_TALE.search(clause, 0, found.start()):
            return True
    return False


def versions(dossier: Dossier, sides: Sides) -> Beside:
    """Return the pairs of statements in which two sides tell one happening, each in its own way."""
    texts = {d.id: d.snapshot.text for d in dossier.documents}
    pages: dict[str, list[Statement]] = {}
    for one in dossier.statements:
        quoted = one.kind != "indirect" and one.spans and one.cue
        if quoted and one.status != "rejected" and not waits(one) and sides.of(one) is not None:
            pages.setdefault(one.spans[0].source, []).append(one)
    return frozenset(
        frozenset((first.id, second.id))
        for page, told in pages.items()
        for first, second in _following(told)
        if sides.of(first) != sides.of(second)
        and _HARM.search(
            texts.get(page, ""), max(0, first.sentence.start - TOLD), first.sentence.start
        )
    )


def _following(told: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield the tales of a page of which one follows the other, close by; each once."""
    told.sort(key=lambda s: s.spans[0].start)
    taken: set[str] = set()
    for first, second in pairwise(told):
        near = second.sentence.start - first.sentence.start <= NEAR
        if near and first.id not in taken and tells(first.text) and tells(second.text):
            taken.add(second.id)
            yield first, second
