"""What two sides say of the same happening, side by side: each blames the other, or one denies.

A statement blames where it accuses, or says that another side, by its name, did or broke something;
it denies where its cue or its words do. What a side says of another is a charge too where that one
denies just it: "the claim", "it is false", or the same deed in its own words. Two such statements
of two sides are set beside each other where one of them names the other's side and both are told
close together in one page, or share most of what they speak of; or where each tells what happened
(:mod:`.tales`) right after the other. Whose account is true is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from goodoffices.evidence.across.opposed import LINKING, MOST_PAIRS, OVERLAP, Sides
from goodoffices.evidence.across.tales import OTHERWISE, Beside, versions
from goodoffices.evidence.across.witnesses import Borne, Witnesses
from goodoffices.evidence.claims import Dossier, Statement, waits

AccountKind = Literal["blame", "denial", "versions"]

BESIDE = 700
"""How far apart, in characters, two tales may be of which neither names the other's side."""
CLOSE = 1200
"""How far apart, in characters, two statements of one page may be and still tell one thing."""
FEWEST_SHARED = 2
REBUTS = 450
"""How far behind a charge, in characters, "the charge" that is denied may still be that one."""
LATEST = "9999"
"""Where a page without a date stands among the reports of one thing: last."""

_ACCUSES = re.compile(r"\b(?:accus|blam|charg|denounc|condemn)\w*", re.IGNORECASE)
_HOLDS = re.compile(r"\b(?:responsible|accountable|answerable|liable|culpable)\b", re.IGNORECASE)
"""What one side holds another after the cue "held"."""
_FAULT = re.compile(
    r"\b(?:to blame|at fault|(?:is|are|was|were|be) (?:\w+ )?(?:responsible|guilty|behind)"
    r"|(?:it|that) was (?:the )?\w+(?: \w+){0,2} (?:that|who)"
    r"|answer for|fault (?:of|lies)|did this|their doing|brought (?:this|it) (?:about|on)"
    r"|brought (?:the|these|this) \w+ (?:about|down)"
    r"|culprits?|(?:it|them|him|her)sel(?:f|ves) to (?:blame|thank)|blood (?:is )?on (?:its|their)"
    r"|(?:the|its|their) (?:doing|handiwork)|the work of|at (?:its|their) (?:own )?door"
    r"|that is why|why there (?:is|was) no|answerable for"
    r"|(?:responsibility|guilt|blame|fault) (?:for [^.;,]+ )?(?:lies|lay|rest(?:s|ed)"
    r"|falls|fell|belong(?:s|ed))"
    r"|(?:failure|collapse|breakdown) (?:of [^.;,]+ )?(?:is|was) (?:theirs|his|hers|made|due|caused"
    r"|[\w’']+[’']s)"
    r"|on (?:his|her|its|their|your|whose|the) conscience"
    r"|(?:deaths?|lives|life|dead) on (?:his|her|its|their) account"
    r"|started (?:it|this)|made this happen"
    r"|look (?:\w+ ){0,4}(?:at home|closer to home|in the mirror)|culprit|(?:its|their) doorstep"
    r"|is what (?:killed|broke|ended|sank|wrecked|started)|(?:its|their) own (?:fault|work|making)"
    r"|knows? (?:very well |full well )?(?:who|what) (?:did|started|sent|gave|fired|killed))\b",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"\b(?:broke|broken|breaks|breached|violat\w+|attack\w*|fired|shelled|bomb\w*|ramm\w+|killed|shot"
    r"|cut|burn\w*|destroy\w*|sabotag\w+|started|began|provok\w+|walked (?:out|away)"
    r"|left (?:the|before|early|first|by)|ended|stormed|shut"
    r"|seized|abducted|kidnapp\w+|massacred|murder\w*|looted|sank|sunk|refused|rejected|blocked"
    r"|closed|crossed"
    r"|ruin\w*|spoil\w*|spoilt|derail\w*|scuttl\w+|undermin\w+|abandon\w*|betray\w*|buried|quit"
    r"|skipp\w+|neglect\w*|ignored|bungl\w+|botch\w+|let (?:down|slip)|overlooked|reneg\w+"
    r"|got up and (?:left|went)|left (?:while|without|us|them|as)|pulled out|stood (?:us|them) up"
    r"|never (?:came|turned up|showed up|answered|paid)|sent (?:us|them) \w+ \w+ with"
    r"|drove (?:them|us|it) (?:off|out|away)|wreck\w*|break\w* (?:its|their) (?:word|promise)"
    r"|went back on|tamper\w*"
    r"|threw|tore|collapsed|failed|to fail|dropped|withheld|withdrew|turned (?:on|its back)"
    r"|hit|struck"
    r"|beat|flooded|cheated|misled|deceived|raided|occupied|set fire|dragged"
    r"|invad\w+|ambush\w*|armed|arming|hid|hiding|poison\w*|stole|stolen|lied|wrecked|torpedoed|stalled)\b",
    re.IGNORECASE,
)
_VIOLENT = re.compile(
    r"\b(?:open(?:ed|ing) (?:fire|up)|boarded|blew|blown|mined|laid|planted|torched|smashed|shoved"
    r"|chased|sprayed|gassed|charged at|starved|staged|faked|forged|leaked|dumped|polluted|spilled"
    r"|spilt|diverted|drained|emptied|overloaded|pushed|drowned|trampled|clubbed|stabbed|hacked"
    r"|came over|came (?:in|down) (?:over|on|upon)|drove (?:at|into|over)|waited until"
    r"|went (?:for|at) (?:us|our|him|her|them)|moved (?:its|their|his|her) \w+|refused to"
    r"|would not (?:open|read|sign|listen|talk|move|look|hear|let|so much)"
    r"|never (?:looked|checked|told|warned|repaired|asked)"
    r"|(?:is|are|was|were|lies|lie) dead|died|bled)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:they|them|their|those|whoever|somebody|someone|people who|he|she|his|her|who|it)\b",
    re.IGNORECASE,
)
_OURSELVES = re.compile(r"\b(?:we|I)\b|\b[Oo]ur \w+ (?:were|was|did|had)\b")
_OUR_OWN = re.compile(
    r"\b(?:we|our \w+|I|nobody|no one|none of us|not one of us)\b[^.;:!?]*"
    r"(?:\b(?:not|never|no|none|nothing|neither)\b|n[’']t\b)|^\W*(?:nobody|no one|nothing)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w+|disput(?:e|ed|es|ing)|contest\w*"
    r"|rebut\w*|repudiat\w+)\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:not true|untrue|false|lie|lies|baseless|unfounded|fabricat\w+|nonsense|invention"
    r"|invented|fiction|propaganda|slander|ha[ds] no part|no part in|no such thing"
    r"|nothing to do with|not our doing|no hand in|hoax|myth|fairy tale|made up|invent\w*"
    r"|groundless|bogus|absurd|smears?|concoct\w+|without (?:any )?(?:foundation|basis|merit))\b",
    re.IGNORECASE,
)
_THE_CHARGE = re.compile(
    r"(?:(?:the|this|that|these|those|all|such|any|its|their|[\w’']+[’']s?) )*(?:\w+ )?"
    r"(?:charges?|accusations?|claims?|allegations?|reports?|accounts?|version|assertions?)\b"
    r"(?! (?:on|about|of|that|to|for)\b)"
    r"|(?:any|all|its) (?:\w+ )?(?:involvement|role|wrongdoing|responsibility|part|hand|link)\b"
    r"|(?:doing|having done) (?:so|it|that|this|any)\b"
    r"|(?:it|this|that) (?:is|was) (?:so|true|the case)\b",
    re.IGNORECASE,
)
"""What is denied without being told again: "the charge", "any involvement", "doing so"."""
_IT_IS = re.compile(
    r"\W*(?:that )?(?:all (?:of )?)?(?:it|this|that|these|those|they)\b", re.IGNORECASE
)
_POINTS = re.compile(r"\b(?:it|this|that|these|those|they|them|any\w*)\b", re.IGNORECASE)
BRIEF = 8
"""How many words at most a denial has that points at the charge and repeats one word of it."""
_NOT_DONE = re.compile(
    r"\b(?:should|must|ought|would|will|could|may|might|wants?|wanted|needs? to|had to|has to)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_NOT = re.compile(r"\b(?:not|never|nobody|no one|none|nothing|neither)\b|n[’']t\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[;:,.!?—–]|\b(?:and|but|while)\b")
_CLAIM = re.compile(
    r"\b(?:charges?|accusations?|claims?|allegations?|reports?|account|version|it|that|any|having|\w+ing)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[\s“\"'‘]*(?:(?:it|that) was )?(?:the )?", re.IGNORECASE)
_PAST = re.compile(
    r"(?: (?:government|side|delegation|army|minister|people))?(?: that| who)?(?: \w+ly)? "
    r"(?:\w+ed|came|went|left|had|did|has|have|was|were|took|made|broke|brought|sent|kept"
    r"|let|put|gave|said|wanted|knew|chose|began|stood|sat|ran|shut|cut|drove|told|asked)\b"
)
_ASKS = re.compile(r"\?\W*$")
"""Words that end in a question give no account: "did they burn it?", an interviewer asks."""
_EACH_OTHER = re.compile(
    r"\W*(?:each\s+other|one\s+another|the\s+other|blame|accusations|recriminations|barbs|allegations)\b",
    re.IGNORECASE,
)
_RETURNS = re.compile(r"(?:accus|blam|charg|trad|swapp|exchang)\w*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Two statements of two sides about one happening.

    ``sides`` are the sides' actor ids in the order of the statements. ``kind`` is ``blame`` where
    each blames the other, ``denial`` where the second only denies what the first says, ``versions``
    where each tells what happened in its own way.
    """

    sides: tuple[str, str]
    kind: AccountKind
    statements: tuple[Statement, Statement]
    borne: tuple[Borne, Borne]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as ``goodoffices contradictions --json`` prints them."""
        return {
            "sides": self.sides,
            "kind": self.kind,
            "speakers": [s.speaker or s.speaker_name for s in self.statements],
            "statements": [
                asdict(statement) | asdict(borne)
                for statement, borne in zip(self.statements, self.borne, strict=True)
            ],
        }


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement, its side, the other sides it names, and whether it blames or denies.

    ``alike`` are its reports on all pages, itself among them; ``tells`` where it begins with what
    another side did; ``tale`` where it tells in one's own words what somebody else did. What only
    ``mentions`` another side, or says "not", counts where it is denied, or denies such a mention.
    """

    statement: Statement
    side: str
    names: frozenset[str]
    blames: bool
    denies: bool
    words: frozenset[str]
    alike: tuple[Statement, ...]
    tells: bool = False
    tale: bool = False
    mentions: bool = False


def accounts(dossier: Dossier) -> Iterator[Accounts]:
    """Yield the pairs of statements in which two sides tell one happening against each other."""
    witnesses = Witnesses(dossier)
    beside = versions(dossier, Sides(dossier))
    told = list(_told(dossier, witnesses, frozenset().union(*beside)))
    texts = dossier.texts
    every = [
        set_against
        for number, one in enumerate(told)
        for other in told[number + 1 :]
        if one.side != other.side and (set_against := _set_against(one, other, texts))
    ]
    pairs = [
        (one, other) if one.blames or not other.blames else (other, one)
        for one, other in every
        if _against(one, other) or _versions(one, other, beside)
    ]
    pairs.sort(key=lambda pair: (*_weakness(*pair), _distance(*pair)))
    seen: list[tuple[_Told, _Told]] = []
    for first, second in (_beside(*pair) for pair in pairs):
        if len(seen) >= MOST_PAIRS or any(_again((first, second), p, witnesses) for p in seen):
            continue
        seen.append((first, second))
        yield Accounts(
            sides=(first.side, second.side),
            kind=_kind(first, second, beside),
            statements=(first.statement, second.statement),
            borne=(witnesses.of(first.statement), witnesses.of(second.statement)),
        )


def _weakness(first: _Told, second: _Told) -> tuple[bool, bool, bool]:
    """Return how little two accounts tell.

    Only that they blame each other; that not each does; that one but "rejected the charge".
    """
    told = [t.statement for t in (first, second)]
    bare = any(map(_returned, told))
    denied = any(s.kind == "indirect" and _DENIES.match(s.cue) for s in told)
    return bare, not (first.blames and second.blames), denied


def _kind(first: _Told, second: _Told, beside: Beside) -> AccountKind:
    """Return how two accounts stand to each other."""
    if (first.blames and second.blames) or _versions(first, second, beside, mutual=True):
        return "blame"
    tales = not (first.blames or first.denies or second.denies)
    return "versions" if tales and _versions(first, second, beside) else "denial"


def _versions(one: _Told, other: _Told, beside: Beside, *, mutual: bool = False) -> bool:
    """Tell whether some page sets two tales of what happened beside each other.

    Where it is ``mutual``, the page says so itself: they blame each other.
    """
    pairs = (frozenset((a.id, b.id)) for a in one.alike for b in other.alike)
    return any(beside.get(pair, False) if mutual else pair in beside for pair in pairs)


def _again(pair: tuple[_Told, _Told], told: tuple[_Told, _Told], witnesses: Witnesses) -> bool:
    """Tell whether two sides' accounts are told already: by pages of one origin, or of one thing.

    Of one page only one pair of two sides is told. Of one thing are the accounts that share most
    words with those told, each with its side's; in pages of one origin, fewer.
    """
    mine, theirs = ({one.side: one for one in both} for both in (pair, told))
    if mine.keys() != theirs.keys():
        return False
    pages = [{one.statement.spans[0].source for one in both} for both in (pair, told)]
    if pages[0] == pages[1]:
        return True
    groups = [{witnesses.groups.get(page) for page in sources} for sources in pages]
    alike = OVERLAP if groups[0] != groups[1] else OVERLAP / 2
    return all(
        len(one.words & theirs[side].words) >= alike * len(one.words | theirs[side].words)
        for side, one in mine.items()
    )


def _told(dossier: Dossier, witnesses: Witnesses, tales: frozenset[str]) -> Iterator[_Told]:
    """Yield the statements of sides that blame, deny or tell one of some tales, each once."""
    sides, names, counted = Sides(dossier), _Names(dossier), set[str]()
    mutual = _mutual(dossier, sides)
    first = {d.id: (d.published or LATEST, d.name or "") for d in dossier.documents}
    for statement in dossier.statements:
        side = sides.of(statement)
        gone = statement.status == "rejected" or waits(statement)
        gone = gone or _ASKS.search(statement.text) is not None
        if side is None or gone or statement.id in counted:
            continue
        reports = witnesses.alike(statement)
        alike = tuple(sorted(reports, key=lambda s: first.get(s.sentence.source, (LATEST, ""))))
        counted.update(s.id for s in alike)
        each = mutual.get(statement.id, frozenset())
        others = each | frozenset(names.sides_in(statement.text, sides)) - {side}
        blames = bool(each) or _blames(statement, others)
        denies = _denying(statement)
        tells = names.first(statement.text, others, sides)
        tale = statement.kind == "direct" and (_telling(statement.text) or _disowning(statement))
        past = any(s.id in tales for s in alike)
        mentions = not (blames or denies or tells or tale or past)
        if others or not mentions or _NOT.search(statement.text):
            words = frozenset(w.lower() for w in _WORD.findall(statement.text))
            told = _Told(statement, side, others, blames, denies, words, alike, tells, tale)
            yield replace(told, mentions=mentions)


def _mutual(dossier: Dossier, sides: Sides) -> dict[str, frozenset[str]]:
    """Return, by statement, the other sides with which it is made of each other.

    "A and B accused each other of the raid", "each blamed the other", "traded blame".
    """
    joint: dict[tuple[str, int, int], list[Statement]] = {}
    for statement in dossier.statements:
        if statement.spans and _returned(statement):
            told = statement.spans[0]
            joint.setdefault((told.source, told.start, told.end), []).append(statement)
    return {
        one.id: frozenset(filter(None, (sides.of(o) for o in both))) - {sides.of(one) or ""}
        for both in joint.values()
        for one in both
    }


def _returned(statement: Statement) -> bool:
    """Tell whether a statement only blames whoever blames its speaker."""
    blame = _RETURNS.match(statement.cue) and _EACH_OTHER.match(statement.text)
    return blame is not None


class _Names:
    """The names of a dossier's actors, looked for in a text."""

    def __init__(self, dossier: Dossier) -> None:
        self.ids: dict[str, str] = {}
        for actor in dossier.actors:
            if actor.status != "rejected":
                written = (span.exact for span in actor.spans if span.exact[:1].isupper())
                for name in (actor.name, *actor.aliases, *written):
                    self.ids.setdefault(name, actor.id)
        longest = sorted(self.ids, key=lambda name: -len(name))
        self.pattern = (
            re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b") if longest else None
        )

    def sides_in(self, text: str, sides: Sides) -> Iterator[str]:
        """Yield the sides that a text names, by their people too: "Somali militiamen"."""
        for match in self.pattern.finditer(text) if self.pattern else ():
            first, _, rest = match[0].partition(" ")
            names = (match[0], first) if rest.islower() else (match[0],)
            yield from filter(None, (sides.of_actor(self.ids.get(name)) for name in names))

    def first(self, text: str, others: frozenset[str], sides: Sides) -> bool:
        """Tell whether a text begins with what one of some sides did ("Zambia came to …")."""
        start = _OPENING.match(text)
        match = self.pattern.match(text, start.end() if start else 0) if self.pattern else None
        named = sides.of_actor(self.ids[match[0]]) if match else None
        return bool(match and named in others and _PAST.match(text, match.end()))


def _set_against(one: _Told, other: _Told, texts: dict[str, str]) -> tuple[_Told, _Told] | None:
    """Return two statements as blaming, where the page sets one account against the other.

    Each begins with what the other's side did, or blames it, and the page says between them that
    this is "another account"; or one denies what the other says of its side. None where either
    gives no account.
    """
    if _rebutted(one, other):
        return replace(one, blames=True), other
    if _rebutted(other, one):
        return one, replace(other, blames=True)
    if one.mentions or other.mentions:
        return None
    both = (one.blames or one.tells) and (other.blames or other.tells)
    mutual = other.side in one.names and one.side in other.names
    if not (both and mutual) or (one.blames and other.blames):
        return one, other
    first, second = sorted(_beside(one, other), key=lambda t: t.statement.sentence.start)
    if not _near(first.statement, second.statement):
        return one, other
    text = texts.get(first.statement.sentence.source, "")
    between = text[first.statement.spans[0].end : second.statement.sentence.end]
    if not OTHERWISE.search(between):
        return one, other
    return replace(one, blames=True), replace(other, blames=True)


def _rebutted(told: _Told, denial: _Told) -> bool:
    """Tell whether a denial denies right what another side says of its speaker's.

    It tells the same again in words of its own, or stands right behind it and points at it.
    """
    if denial.side not in told.names or told.blames or told.denies or denial.blames:
        return False
    if _NOT_DONE.search(told.statement.text):
        return False
    told, denial = _beside(told, denial)
    first, second = told.statement, denial.statement
    behind = first.sentence.source == second.sentence.source
    behind = behind and first.spans[0].start < second.spans[0].start
    behind = behind and second.spans[0].start - first.spans[0].end <= REBUTS
    cue, text = _DENIES.match(second.cue), second.text
    charge, false = _THE_CHARGE.search(text), _FALSE.search(text)
    if behind and (charge if cue else false and (charge or _IT_IS.match(text))):
        return True
    if behind and false and _FALSE.sub("", text).strip() in {"", "a", "an"}:
        return True  # "dismissed that as a lie"
    if not denial.denies and not (behind and _NOT.search(text)):
        return False
    sides = tuple((told.side + "-" + denial.side).split("-"))
    shared = {word for word in _stems(told) & _stems(denial) if not word.startswith(sides)}
    few = behind and len(text.split()) <= BRIEF and _POINTS.search(text.removeprefix("that "))
    return len(shared) >= (1 if few else FEWEST_SHARED + (not behind))


def _stems(told: _Told) -> set[str]:
    return {_ENDING.sub("", word) for word in told.words - LINKING} - {""}


def _blames(statement: Statement, others: frozenset[str]) -> bool:
    """Tell whether a statement lays something to another's charge."""
    if _DENIES.match(statement.cue):
        return False
    holds = statement.cue.casefold() in {"hold", "holds", "held", "holding"}
    if _ACCUSES.match(statement.cue) or (holds and _HOLDS.search(statement.text)):
        return bool(others) and not _EACH_OTHER.match(statement.text)
    if _FAULT.search(statement.text):
        return True
    deeds = (c for c in _CLAUSES.split(statement.text) if _DEED.search(c) and not _NOT.search(c))
    return bool(others) and any(deeds)


def _telling(text: str) -> bool:
    """Tell whether words tell what others did, by "they", "whoever" or a noun."""
    told = (c for c in _CLAUSES.split(text) if _DEED.search(c) or _VIOLENT.search(c))
    return any(not _OURSELVES.search(c) for c in told) and bool(_OTHERS.search(text))


def _disowning(statement: Statement) -> bool:
    """Tell whether words say that it was not one's own side: "we do not own a gun"."""
    return bool(_OUR_OWN.search(statement.text))


def _denying(statement: Statement) -> bool:
    """Tell whether a statement denies what is said of its side: by its cue, or a deed undone."""
    if _DENIES.match(statement.cue):
        return bool(_CLAIM.search(statement.text) or _FALSE.search(statement.text))
    if _FALSE.search(statement.text):
        return True
    return any(_DEED.search(c) and _NOT.search(c) for c in _CLAUSES.split(statement.text))


def _against(one: _Told, other: _Told) -> bool:
    """Tell whether two statements are two sides' accounts of one happening."""
    if _side_by_side(one, other):
        return True
    if not (one.blames or other.blames):
        return False
    accused = other.side in one.names and one.blames, one.side in other.names and other.blames
    if not any(accused):
        return False
    one, other = _beside(one, other)
    return (
        _near(one.statement, other.statement) or len(one.words & other.words) >= FEWEST_SHARED + 1
    )


def _side_by_side(one: _Told, other: _Told) -> bool:
    """Tell whether two tales of which one blames stand next to each other, though none is named.

    "They shot first", one says; "we own no gun", the other says right behind it.
    """
    one, other = _beside(one, other)
    first, second = one.statement, other.statement
    close = first.sentence.source == second.sentence.source and _gap(first, second) <= BESIDE
    others = [_telling(t.statement.text) or t.blames for t in (one, other)]
    return close and one.tale and other.tale and any(others) and (one.blames or other.blames)


def _beside(one: _Told, other: _Told) -> tuple[_Told, _Told]:
    """Return two accounts as the page tells them that has both, where one does."""
    for first in one.alike:
        for second in other.alike:
            if first.sentence.source == second.sentence.source:
                return replace(one, statement=first), replace(other, statement=second)
    return one, other


def _near(one: Statement, other: Statement) -> bool:
    """Tell whether two statements are told close together in one page."""
    return one.sentence.source == other.sentence.source and _gap(one, other) <= CLOSE


def _gap(one: Statement, other: Statement) -> int:
    return abs(one.sentence.start - other.sentence.start)


def _distance(one: _Told, other: _Told) -> int:
    """Return how far apart two statements are told; on other pages, further than on any."""
    one, other = _beside(one, other)
    same = one.statement.sentence.source == other.statement.sentence.source
    return _gap(one.statement, other.statement) if same else CLOSE * 1000
