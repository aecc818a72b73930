"""What the words of a statement are spoken for or against, read from its clauses up.

A clause speaks against what it refuses, belittles or says will not be, and for what it wants,
promises, orders, praises or tells as how it shall be; what was and what others do speak for
nothing. A sentence takes the stance of its clauses; on a condition where what is granted or
refused hangs on something else. The families of words are data (``data/stances.yaml``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from goodoffices.evidence.across.wordings import family, listed, phrase, plain
from goodoffices.evidence.across.worth import named, worth

Stance = Literal["for", "against", "conditional", "unknown"]
Tone = Literal["for", "against"] | None

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_WRITTEN = re.compile(r"(?<=[.!?][”\"’])\s+|(?<=[.!?])\s+|\s+…\s+(?=[“\"A-Z])")
_CLAUSES = re.compile(
    r"(?<!\d),|,(?!\d)|[:;—–]|\s-\s|\b(?:but|yet)\b|\bbecause\b|\bor else\b"
    r"|\band (?=(?:we|i|they|he|she|it|you|nobody|that|never|now|then|there|will|would"
    r"|must|one|our|do|does|we)\b|(?:\w+ ){1,3}(?:is|are|will|would|must|should|can|shall|may)\b)"
)
_IF = re.compile(
    r"(?<!as )(?<!even )(?<!what )\bif\b(?! not\b| only\b| any\b| ever\b| at all\b"
    r"| there (?:is|are|must|has|have) (?:to be )?(?:one|any|some)\b)|\bunless\b"
    r"|\bprovid(?:ed|ing)\b(?= that| the| it| they| we| you| he| she| our|[,.]| \w+ \w+)"
    r"|\bonce (?=the|they|we|it|he|she|our|their|all|his)"
    r"|\bthe (?:moment|morning|day|hour|minute) (?:(?:that|when|on which) )?"
    r"(?=the|they|we|it|he|she|our|their)"
    r"|^should (?=[^?]*,)|\bwere (?=(?:the|they|we|it|he|she|our|their)\b)[^.]* to\b"
    r"|\bfor [^,]+ and (?:for )?nothing else\b"
    r"|\b(?:from|on) the day (?!(?:before|after|of)\b)"
    r"|\bnot before (?!\d|the end|next|spring|summer|autumn|winter)"
)
"""What opens a condition by grammar; what else ties one thing to another is a family."""
_WHEN = re.compile(r"\b(?:when|after)\b (?=\w+ \w+)")
_BEFORE = re.compile(r"\b(?:until|before|unless|except in (?:return|exchange) for)\b")
_TERM = re.compile(r"\b(?:until|before|without|unless|while|as long as|so long as)\b")
_COURTESY = re.compile(
    r"\bif [^,.;]*?\b(?:wish\w*|wants?|would like|(?:is|are) (?:willing|ready|prepared|able)|cares?"
    r"|chooses?|offers?|calls?|invites?|likes?|comes?|asks?|asked|needed|necessary|possible"
    r"|(?:that|this) is)\b"
    r"[^,.;]*(?:,|$)"
)
_WHATEVER = re.compile(r", (?:be it|whether|whatever|however) [^,;.]+,")
"""What a thing may be without changing what is said of it: "a halt, be it of a day or a week"."""
_GIVES = re.compile(
    r"\b(?:will|would|shall|could|can|may|might)\b(?! not\b)|\b(?:is|are|am) (?:theirs|possible"
    r"|welcome|fine|ready|willing|prepared|open)\b|\b(?:we|i) (?:sign|pay|come|go|lift|pay|leave)\b"
    r"|\bgoes\b|\byes\b"
)
_BARGAIN = re.compile(
    r"^let .+? and (?:then )?(?:it|they|he|she|you) (?:may|can|could)\b"
    r"|^[^,]+, and (?:the|our|they|everything|it|you) (?!must|should|give|hand|let|pay)\w+|"
    r"^(?:\w+ ){1,5}?.*\band (?:then )?(?:we|i) (?:will |can |shall )?\w+"
)
_LASTS = re.compile(
    r"\b(?:stays?|remains?|keep|keeps|continues?|goes on)\b [^.]*\b(?:as long as|while|until)\b"
)
"""What is to last, for however long: "the sanctions stay as long as they hold our men"."""
_NOT_BEFORE = re.compile(
    r"(?:but )?not (?:a day |a minute )?(?:before|earlier|until then|otherwise)"
)
_AND_A_DEAL = re.compile(
    r",? and (?:then )?(?:we|i|you|they) (?:can|could|will|may|have|are|am|shall) "
    r"(?:talk|sign|start|begin|agree|come|a deal|an agreement|go|listen|home|have|there|done)\b"
)
"""What follows from a thing that is only named: "five years, and we can talk"."""
_NEVER_HERE = re.compile(r"^not (?:while|as long as|so long as) (?:i|we)\b|^over my\b")
_EACH_FOR_EACH = re.compile(r"\b(?!all\b)(\w{3,}) for \1\b")
_CONTRAST = re.compile(
    r"\b(?:is|are) [^,;]+, not (?:ours|us|mine|me|our \w+)$"
    r"|^(?:we|i|our \w+) (?:am|are|is) [^,;]+, not "
)
"""What is somebody else's, or what a side is not: "the debt is theirs, not ours"."""
_SELF = re.compile(r"(^|^that |[,;] (?:and |but )?)(?:he|she|it|they) ")
_THEY_DID = re.compile(
    r"(?:they|he|she|you) (?:\w+ly |are |is |have |has )?\w+(?:ed|ing|[^s]s|said|ook)\b"
)
"""What others do, say or want, which is no stance of the speaker's."""
_HE_SAID = re.compile(r"^(?:he|she) (?:said|says|added|adds) (?:that )?")
_SAID_AS = {"was": "is", "were": "are", "had": "has", "could": "can", "might": "may"}
_SHIFTED = re.compile(rf"\b(?:{'|'.join(_SAID_AS)})\b")
"""The past in which a report tells what was said of the present."""
_HOLDS = {
    f"{verb.removesuffix('e')}ed": verb
    for verb in ("oppose", "favour", "favor", "want", "need", "resist", "contest", "object")
}
_HELD = re.compile(rf"((?:^|^that |[,;] (?:and |but )?)(?:he|she|it|they) )({'|'.join(_HOLDS)})\b")
"""What one holds as a report tells it: "they opposed a levy"."""
_OURS = re.compile(r"\b(?:we|i|us|our)\b")
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|none|neither|nor|(?<!for )nothing)\b")
_OTHERS = re.compile(r"\b(?:they|he|she|you)\b")
_SIMILE = re.compile(r"\b(?:is|are|be|was|were) (?:\w+ |a bit |a little )?like \w+ing\b")
"""What is told by a deed that it is like: "is like asking the fox to count"."""
_REFUSES = re.compile(
    r"\b(?:will|would|shall|can|could|may|must|should|ought|need) (?:not|never|hardly)\b"
    r"|\b(?:will|would) (?:in|under|at) no \w+\b"
    r"|\b(?:we|i) never (?:agreed|accepted|asked|signed|consented|gave|sold)\b"
    r"|\b(?:do|does) not (?!work\b|exist\b|mean\b|rain\b|listen\b|answer\b|seem\b)\w+"
    r"|^(?:we |i |you |please )?do not\b"
    r"|\b(?:is|are|am) not (?:going|ready|willing|prepared|interested|here to|about to|in a"
    r"|an?|the|our|your|for|theirs|his|acceptable|enough|good|serious|fair|worth|right|bound|on)\b"
    r"|\bit (?:is|was) not (?:theirs|his|hers|yours|for) "
    r"|\bthere (?:is|are|will be|can be|shall be|would be|is to be) (?:no|nothing|none)\b"
    r"|\b(?:nobody|no one|none of (?:us|our)|neither \w+|nothing in|not one|not a single"
    r"|not a|no \w+)(?: \w+){0,6}? (?:will|would|can|may|shall|should|must|binds?"
    r"|has been|have been|moves?|leaves?|goes)\b"
    r"|\b(?:nobody|no one|none|neither)(?: of \w+)? \w+s\b(?! (?:who|what|why|where)\b)"
    r"|\bno longer\b"
    r"|\b(?:we|i) (?:can|could|will|would|shall) .*\bwithout (?:an?|the|his|her|their|your)\b"
    r"|\b(?:is|are) not (?!finished|involved|concerned|closed|decided)"
    r"\w+(?:ed|ut|old|ought|ade|iven)\b"
)
_FRAGMENT_REFUSES = re.compile(
    r"^(?:no(?! one)|not|never|neither|nothing|none)\b(?! yet\b)|\bnever$|\bnobody$"
)
_LACKS = r"\b(?:have|has|had|see|sees|having) (?:absolutely )?no (?:\w+ )?(?:{})\b"
_SHALL_BE = re.compile(
    r"\b(?:will|would|shall|(?:is|are) to) (?:\w+ly |also |then |only |first )?be (?!in\b|at\b)"
    r"(?:\w+(?:ed|en|wn|ld|de|ought|aught|ept|ent|aid|one|ut|et|ozen|ung|ug|ilt|eld|old|ound)|ours|free|open|lifted)\b"
)
_SHALL = re.compile(
    r"(?:^|\b(?:we|i|our \w+|the \w+(?: \w+)?)) (?:will|shall)(?: also| then| never)?"
    r" (?!be\b|have\b|not\b)\w+|^(?:would|will) (?!be\b|have\b|not\b)\w+"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|shall|can|could|may|might"
    r"|must|should|i|we|they|he|she|it|you|who|said|left|came|went|took|got|fell|lost|ran|made|met"
    r"|\w+ed (?!by\b|to\b|in\b)\w+)\b|\b\w+s (?:the|an?|his|her|our|their|no|to|up|down|\d+)\b"
    r"|^\w+ed$|\b\w{3,}(?:ed|ll|cut)$"
)
_MAXIM = (
    r"^(?:an?|half|all|<number>) (?:[\w'-]+ ){0,5}?(?:is|are) "
    r"(?:(?:an?|another|(?:still|merely|just|only|nothing but) an?) .+"
    r"|(?!to\b|in\b|on\b|at\b|not\b|from\b|of\b|\w+ed\b)\w+(?: (?:for|of|on) .+)?)$"
)
_STILL = re.compile(r"^an? .*\b(\w{4,})\b.* is still (?:an? |in |under |the )?(?:\w+ )?\1\b")
"""What is no better for being changed: "a fence with a gate is still a fence"."""
_WOULD_BE = re.compile(r"\b(?:would|will) be (?:an?|another|like) ")
_A_UNIT = re.compile(
    r"\ban? (?:day|week|month|year|tonne|ton|head|second|minute|hour|family|boat)\b"
)
_MESSAGE = re.compile(
    r"^(?:my|our|the) .*?\b(?:message|advice|word|request|demand)\b.*? is (?:to )?"
)
_ECHO = re.compile(
    r"^(?!(?:and |but |so |then )?(?:is|are|was|were|do|does|did|has|have|had|will|would|shall"
    r"|should|can|could|may|might|must|if|or|am)\b)(?!.*\b(?:who|what|why|where|when|which|how|whose"
    r"|you|your)\b)"
)
_NUMBER = phrase("<number>")
_OF_WORTH: dict[int, Tone] = {1: "for", -1: "against", 0: None}


def spoken(text: str, *, reported: bool = False, about: str = "") -> Stance:
    """Return what some words are spoken for or against, as far as they say it.

    Of several sentences those count first that name what the stance is ``about``; and what has to
    come before anything else ("not before the fine is paid") is what they are for. In reported
    speech "he", "she", "it" and "they" at the head of a clause are the speaker's own.
    """
    words = plain(text)
    told = _told(words, about, reported=reported)
    if told == "unknown" and reported and (now := _now(words)) != words:
        return _told(now, about, reported=True)
    return told


def _now(words: str) -> str:
    """Return reported words as they were said: "two was in the treaty" with "is"."""
    words = _SHIFTED.sub(lambda found: _SAID_AS[found[0]], words)
    return _HELD.sub(lambda found: found[1] + _HOLDS[found[2]], words)


@lru_cache(maxsize=4096)
def _told(words: str, about: str, *, reported: bool) -> Stance:
    """Return the stance of plain words."""
    if reported:
        words = _SELF.sub(r"\1we ", words).replace(" would ", " will ")
    if not words.startswith("they "):
        words = _HE_SAID.sub("", words)
    sentences = _SENTENCES.split(words)
    named = _naming(about)
    if named:
        own = [one for one in sentences if named.search(one)]
        if any(_first(one, named) for one in own):
            return "for"
        if len(own) < len(sentences) and (told := _joined(own)) != "unknown":
            return told
    return _joined(sentences)


def taken(text: str, *, reported: bool = False, about: str = "") -> tuple[tuple[Stance, str], ...]:
    """Return every stance that some words take, each with the sentences or clauses that take it.

    One where the words as a whole have one; several where they are for one thing and against
    another ("six we could put up with; twenty-four we cannot").
    """
    whole = spoken(text, reported=reported, about=about)
    pieces, known = _WRITTEN.split(text), _naming(about)
    own = [one for one in pieces if known and known.search(one.casefold())]
    both = {"for", "against"} <= {spoken(one, reported=reported) for one in own or pieces}
    if whole != "unknown" and not both:
        return ((whole, text),)
    for parts in (own, pieces):
        found: dict[Stance, list[str]] = {}
        for part in parts:
            told = spoken(part, reported=reported)
            shares = [part] if told != "unknown" else _CLAUSES.split(part)
            for share in shares:
                if (one := spoken(share, reported=reported)) != "unknown":
                    found.setdefault(one, []).append(share.strip(" ,;:—–"))
        if found:
            return tuple((one, " … ".join(words)) for one, words in found.items())
    return ((whole, text),)


@lru_cache(maxsize=256)
def _naming(about: str) -> re.Pattern[str] | None:
    """Return the pattern of the words of a matter's name, whatever their endings."""
    stems = [word.rstrip("s") for word in re.findall(r"[^\W\d_]{4,}", about.casefold())]
    return re.compile(rf"\b(?:{'|'.join(stems)})") if stems else None


def _first(sentence: str, named: re.Pattern[str]) -> bool:
    """Tell whether a sentence grants nothing before what it names."""
    term = _BEFORE.search(sentence)
    return term is not None and bool(
        _NEGATED.search(sentence[: term.start()])
        and named.search(sentence, term.end())
        and not named.search(sentence[: term.start()])
    )


def _joined(sentences: list[str]) -> Stance:
    """Return the stance of sentences taken together."""
    found = [one for sentence in sentences if (one := _sentence(sentence))]
    if len(sentences) > 1 and sentences[0].endswith("?") and _ECHO.match(sentences[0]):
        found.insert(0, ("against", False))
    if not found:
        return "unknown"
    kinds = {one for one, _sure in found}
    if len(kinds) == 1:
        return found[0][0]
    first, sure = found[0]
    if sure and "conditional" not in kinds:
        return first
    if kinds in ({"for", "conditional"}, {"against", "conditional"}):
        ours = any(one == "conditional" and sure for one, sure in found)
        return "conditional" if ours or first == "against" else first
    return "unknown"


def refuses(text: str, *, first: bool = False) -> bool:
    """Tell whether some clause of a text, or its first, speaks against something."""
    clauses = _CLAUSES.split(plain(text))
    return any(
        _tone(clause, weighed=False) == "against" for clause in (clauses[:1] if first else clauses)
    )


def hangs(text: str) -> bool:
    """Tell whether a text has words of a condition."""
    return _condition(plain(text)) is not None


def _condition(words: str) -> re.Match[str] | None:
    """Return the first words that open a condition."""
    found = (_IF.search(words), family("conditions").search(words))
    return min((one for one in found if one), key=lambda one: one.start(), default=None)


@lru_cache(maxsize=4096)
def _sentence(sentence: str) -> tuple[Stance, bool] | None:
    """Return the stance of one sentence, and whether it settles that of what follows."""
    asked = sentence.strip().endswith("?")
    if asked and phrase("why not").search(sentence):
        return "for", False
    words = _A_UNIT.sub("each", _bare(sentence.strip()))
    if asked and not family("exclusion").search(words):
        return _asked(words)
    words = _WHATEVER.sub(" ", _COURTESY.sub(" ", words)).strip(" ,.!?;")
    if _NEVER_HERE.search(words):
        return "against", True
    if (hung := _hung(words)) is not None:
        return hung, hung == "conditional" and _OURS.search(words) is not None
    tones = [tone for clause in _CLAUSES.split(words) if (tone := _tone(clause.strip(" .!?;")))]
    if not tones:
        return None
    if len(set(tones)) == 1:
        return tones[0], _reckoned(words) or family("wishes").search(words) is not None
    return (tones[0], True) if tones[0] == "for" or _reckoned(words) else ("unknown", False)


def _asked(words: str) -> tuple[Stance, bool] | None:
    """Return the stance of a question: it belittles, or it has none."""
    return ("against", False) if family("belittling").search(words) else None


def _bare(words: str) -> str:
    """Return words in which double negatives and bounds no longer look like refusals."""
    words = family("unopposed").sub("agree", words)
    return family("bounds").sub("at most", words)


def _hung(words: str) -> Stance | None:
    """Return "conditional" where what is granted or refused hangs on something else."""
    if _EACH_FOR_EACH.search(words) or _NOT_BEFORE.fullmatch(words) or _bargained(words):
        return "conditional"
    at, lasts = _condition(words), _LASTS.search(words)
    if (lasts and not (at and at.start() < lasts.start())) or _awaits(words):
        return "for"
    if at:
        return "conditional" if _granted(words, at) else None
    when = _WHEN.search(words)
    if when and when.start() > 3 and _GIVES.search(words[: when.start()]):
        return "conditional"
    term = _TERM.search(words)
    if term and term.start() > 3 and _tone(words[: term.start()]) == "against":
        return "conditional"
    if term and _NEGATED.search(words, term.end()) and not _NEGATED.search(words[: term.start()]):
        return "for" if term[0] == "until" else None
    if family("orders").fullmatch(words.partition(" ")[0]):
        return _ordered(words)
    return "against" if _CONTRAST.search(words) else None


def _bargained(words: str) -> bool:
    """Tell whether a thing is only named with what follows from it: "three weeks, and we talk"."""
    deal = _AND_A_DEAL.search(words)
    return deal is not None and not (_VERB.search(words[: deal.start()]) or _NEGATED.match(words))


def _awaits(words: str) -> bool:
    """Tell whether there is nothing to discuss before something has come, which is asked for."""
    term = re.search(r"\b(?:before|until)\b", words)
    return term is not None and family("moot").search(words[: term.start()]) is not None


def _granted(words: str, at: re.Match[str]) -> bool:
    """Tell whether what stands beside a condition grants or refuses something."""
    main = words[: at.start()]
    if at.start() < 3:
        main = words[at.end() :].partition(",")[2] or words[at.end() :]
    if family("facts").search(main):
        return False
    granted = _GIVES.search(main) or any(_tone(clause) for clause in _CLAUSES.split(main))
    return bool(granted) or not _VERB.search(main)


def _ordered(words: str) -> Stance | None:
    """Return the stance of an order with what follows from it: "strike it and we sign"."""
    if _BARGAIN.match(words):
        return "conditional"
    return "against" if phrase("and you|they").search(words) else None


def _reckoned(words: str) -> bool:
    """Tell whether a figure is belittled by a sum: "fifteen is ten with a tip"."""
    left, verb, right = words.partition(" is ")
    return bool(verb and _NUMBER.match(left) and _NUMBER.match(right))


def _is_maxim(clause: str) -> bool:
    """Tell whether a clause defines what is proposed as something else, and nothing good.

    "A sealed truck is a blind truck": people put a proposal so in order to reject it.
    """
    if family("right", "support", "readiness").search(clause) or worth(clause) == 1:
        return False
    told = _maxims().search(clause) or _STILL.search(clause)
    return told is not None or _WOULD_BE.search(clause) is not None


@cache
def _maxims() -> re.Pattern[str]:
    numbers = "|".join(listed("number"))
    return re.compile(_MAXIM.replace("<number>", numbers))


@cache
def _lacking() -> re.Pattern[str]:
    """Return the pattern of what a side says it has none of."""
    return re.compile(_LACKS.format("|".join(listed("lacks"))))


def _tone(clause: str, *, weighed: bool = True) -> Tone:
    """Return what one clause is spoken for or against, or None.

    Of what is demanded ("the surrender of all guns") it is not ``weighed`` whether it is good.
    """
    clause = clause.strip(" .!?;,")
    if not clause or family("facts").search(clause):
        return None
    if _speaks_against(clause):
        return "against"
    if _NEGATED.search(clause):
        if family("right", "readiness").search(clause) and _sure(clause):
            return "for"
    elif _speaks_for(clause):
        return "for"
    if not weighed:
        return None
    found = worth(clause) or (0 if _VERB.search(clause) else named(clause))
    return _OF_WORTH[found]


def _sure(clause: str) -> bool:
    """Tell whether the negation of a clause leaves what it wants untouched."""
    return phrase("no|just alternative|no other|yes|not from").search(clause) is not None


def _speaks_against(clause: str) -> bool:
    """Tell whether a clause refuses, belittles, or says that something shall not be."""
    negated = re.search(r"\b(?:not|never|no|hardly) (?:\w+ )?", clause)
    told = family("belittling", "belittled_as").search(clause)
    if told and not (negated and negated.end() >= told.start() and negated.start() < told.start()):
        return True
    if family("refusals", "moot", "dead_letters", "harm", "contrasts", "exclusion").search(clause):
        return True
    if _reckoned(clause) or _is_maxim(clause) or _SIMILE.search(clause):
        return True
    if _lacking().search(clause) or _FRAGMENT_REFUSES.search(clause):
        return True
    return _REFUSES.search(clause) is not None


def _speaks_for(clause: str) -> bool:
    """Tell whether a clause wants, grants, orders, praises, or says how it shall be."""
    theirs = _THEY_DID.match(clause) is not None
    if family("support", "right").search(clause):
        return True
    if not theirs and family("readiness", "wishes").search(clause):
        return True
    if _SHALL_BE.search(clause) or _SHALL.search(clause):
        return True
    told = _MESSAGE.match(clause)
    if family("orders").match(clause, told.end() if told else 0):
        return True
    own = family("own_verbs").search(clause)
    if own and re.search(r"\b(?:we|i) (?:\w+ly )?$", clause[: own.start()]):
        return True
    if not _OTHERS.match(clause) and (
        family("settled_so").search(clause)
        or (family("settled").search(clause) and family("settled_by").search(clause))
    ):
        return True
    opens = _NUMBER.match(clause) or family("fragments").match(clause)
    return bool(opens) and not _VERB.search(clause)
