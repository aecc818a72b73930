"""Whether words tell what happened and who did it: a tale, and neither a demand nor a plan.

Two sides who tell one happening each in their own way need no word of blame: "the light was green";
"the barge came on a red light". What tells a tale is a past whose doer is not the speaker; a page
sets two of them beside each other where one follows the other, behind words of harm of its own, or
where it says itself that they blame each other, or see it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from goodoffices.evidence.across.opposed import Sides
from goodoffices.evidence.claims import Dossier, Statement, waits

Beside = Mapping[frozenset[str], bool]
"""The ids of statements that a page sets beside each other, as pairs; each with whether the page
says that the two blame each other."""
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

_MUTUAL = re.compile(
    r"\b(?:(?:trad|exchang|swapp)\w+ (?:\w+ ){0,2}(?:accusations?|blame|barbs"
    r"|recriminations?|charges)"
    r"|(?:blam|accus)\w+ (?:each other|one another|the other)"
    r"|(?:(?:each|both) (?:\w+ ){0,3}|hold\w* )(?:blam|accus|hold)\w* (?:each|the) other"
    r"|(?:each|one) other (?:responsible|to blame)|each (?:\w+ ){0,3}(?:a|its own) culprit"
    r"|(?:fingers?|blame) at (?:each other|one another)|finger-pointing"
    r"|mutual (?:blame|accusations?)"
    r"|(?:two|different|differing|conflicting|rival|competing|opposite|contradictory)"
    r" (?:accounts?|versions?|stories|explanations?))\b",
    re.IGNORECASE,
)
"""How a page says that two sides blame each other."""
OTHERWISE = re.compile(
    r"\b(?:(?:other|another|different|opposite|own|rival) (?:way (?:a?round|about)|account|version"
    r"|story|view|explanation)|the opposite|the reverse|the other way|countered|retorted"
    r"|shot back|hit back|(?:(?:sees?|saw|tells?|told|put|puts|has|had) (?:it|this|that|things)"
    r" (?:\w+ ){0,2}(?:otherwise|differently))|not so,|so has|so does"
    r"|threw (?:the|that|this) (?:\w+ )?back|turned (?:the|that|this) (?:\w+ )?round"
    r"|in turn|for (?:his|her|its|their) part|by contrast|on the contrary|none of it|would not hear"
    r"|not hear of|put the blame|laid the blame|blamed|pointed (?:the|a|their) finger)",
    re.IGNORECASE,
)
"""What a page says between two accounts that it sets against each other."""
_PERFECT = re.compile(
    r"\b(?:has|have|had) (?:\w+ly |now |never |not )?(?:\w+ed|\w+en|paid|put|let|cut|sent|left|kept"
    r"|made|built|held|told|lost|shut|set|done|gone|run|spent|sold|stood)\b"
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
    texts = dossier.texts
    pages: dict[str, list[Statement]] = {}
    for one in dossier.statements:
        quoted = one.kind != "indirect" and one.spans and one.cue
        if quoted and one.status != "rejected" and not waits(one) and sides.of(one) is not None:
            pages.setdefault(one.spans[0].source, []).append(one)
    found: dict[frozenset[str], bool] = {}
    for page, told in pages.items():
        text = texts.get(page, "")
        for first, second in _following(told, text):
            if sides.of(first) != sides.of(second):
                found[frozenset((first.id, second.id))] = _mutual(first, text)
    return found


def _mutual(first: Statement, text: str) -> bool:
    """Tell whether a page says before an account that two sides blame each other."""
    start = first.sentence.start
    return _MUTUAL.search(text, max(0, start - TOLD), start) is not None


def _set_against(first: Statement, second: Statement, text: str) -> bool:
    """Tell whether a page sets two accounts that follow each other against each other.

    Both tell of harm that it told before; or it says that they differ, and each tells what others
    did, be it in the perfect.
    """
    start = first.sentence.start
    harm = _HARM.search(text, max(0, start - TOLD), start) is not None
    if harm and tells(first.text) and tells(second.text):
        return True
    between = (
        text[first.spans[-1].end : second.spans[0].start]
        + text[second.spans[-1].end : second.sentence.end]
    )
    differs = _mutual(first, text) or (harm and OTHERWISE.search(between))
    return bool(differs) and all(tells(s.text) or _has_done(s.text) for s in (first, second))


def _has_done(words: str) -> bool:
    """Tell whether some clause tells what others have done: "they have taken our money"."""
    plain = " ".join(words.casefold().replace("’", "'").split()).strip("\"“”'‘ ")
    clauses = (c for c in _CLAUSES.split(plain) if c and not _OURS.match(c))
    return any((found := _PERFECT.search(c)) and found.start() > 1 for c in clauses)


def _following(told: list[Statement], text: str) -> Iterator[tuple[Statement, Statement]]:
    """Yield the tales of a page of which one follows the other, close by; each once."""
    told.sort(key=lambda s: s.spans[0].start)
    taken: set[str] = set()
    for first, second in pairwise(told):
        near = second.sentence.start - first.sentence.start <= NEAR
        if near and first.id not in taken and _set_against(first, second, text):
            taken.add(second.id)
            yield first, second
