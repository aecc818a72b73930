"""What a statement's own words say of its speaker's stance: for, against, on a condition.

The cue counts first: what is "rejected" is spoken against, what is "called for" is spoken for, and
what is "denied" is a matter of fact and no stance. After a cue that says nothing ("said"), the
words themselves are read clause by clause: refusals, demands, readiness. Tone is never read. Where
words point both ways the stance is unknown, and a person may judge it.
"""

from __future__ import annotations

import re
from typing import Literal

from goodoffices.evidence.claims import Statement

Stance = Literal["for", "against", "conditional", "unknown"]


def _any(words: str) -> re.Pattern[str]:
    """Return a pattern for any of some words or stems, divided by commas."""
    return re.compile(r"\b(?:" + "|".join(w.strip() for w in words.split(",")) + ")", re.IGNORECASE)


_CUE_FOR = _any(
    r"accept\w*, welcom\w+, back(?:s|ed|ing)?\b, support\w*, endors\w+, prais\w+, hail\w*"
    r", applaud\w*, agree\w*, offer\w*, promis\w+, pledg\w+, vow\w*, propos\w+"
    r", call\w* (?:up)?on, call\w* for, demand\w*, urg(?:e|es|ed|ing)\b, ask\w* for, want\w*"
    r", seek\w*, sought, insist\w*, favou?r\w*, prefer\w*, commit\w*, volunteer\w*"
    r", undert\w+, recommend\w*, advocat\w+, appeal\w*, reaffirm\w*, defend\w*, plead\w*"
    r", push\w* for, press\w* for, argu\w+ for"
    r", (?:hold|held|stand|stood|stick|stuck)\w* (?:to|by), implor\w+, exhort\w*, thank\w*"
    r", express\w* (?:support|hope|readiness|willingness)"
)
_CUE_AGAINST = _any(
    r"reject\w*, refus\w+, oppos\w+, dismiss\w*, condemn\w*, denounc\w+, criticis\w+"
    r", criticiz\w+, turn\w* down, rul\w+ out, warn\w* (?:\w+ ){0,2}against, deplor\w+"
    r", regret\w*, object\w* to, resist\w*, declin\w+, slam\w*, blast\w*, protest\w*"
    r", lament\w*, decr(?:y|ied|ies), caution\w* against, argu\w+ against"
    r", express\w* (?:concern|regret|opposition|dismay)"
)
_CUE_PROMISE = _any(r"promis\w+, pledg\w+, vow\w*, offer\w*, agree\w*, undert\w+, commit\w*")
_CUE_OF_FACT = _any(
    r"den(?:y|ies|ied|ying)\b, refut\w+, disput(?:e|ed|es|ing)\b, accus\w+, blam\w+"
    r", report\w*"
)
_CLAIMS = re.compile(
    r"^\W*(?:the|any|that|all|these|those|his|her|their|its)?\s*(?:\w+\s)?"
    r"(?:charge|accusation|claim|allegation|report|rumou?r)s?\b",
    re.IGNORECASE,
)

_REFUSAL = _any(
    r"reject(?:s|ed)?\b, refus(?:e|es|ed)\b, oppos(?:e|es|ed)\b, rul(?:e|es|ed) out"
    r", unacceptable, out of the question, turn(?:s|ed)? down, object to"
    r", no need (?:of|for|to), no place for, there (?:will|can|shall) be no\b, no deal\b"
    r", never (?:again|accept|agree|sign|sit|talk|give), not a single, not one\b"
    r", nobody will, no one will"
    r", (?:is|are) no (?:\w+ )?(?:offer|border|answer|solution|way|substitute|basis|reason)"
    r", (?:is|are) not (?:an?|the|our|for)?\b, too little, too much, worthless, will never"
    r", (?:is|are|was|were|be|stands?|stood) (?:\w+ly )?(?:against|opposed to)\b, say no\b"
    r", (?:answer|reply) is no\b, no question of, nothing to discuss, (?:would|will) not hear of"
    r", (?:is|are|was|were) no (?:\w+ )?(?:right|place|room|need|use)\b, not with us\b, never\W*$"
    r", never will, (?:is|are|was|were) impossible, not acceptable"
)
_NOT_WILLING = _any(
    r"(?:will|would|shall|do|does|did|can|could|must|should|may)(?: not|n[’']t) \w+"
    r", cannot \w+, won[’']t \w+, (?:is|are) not (?:ready|willing|prepared|going)\b"
    r", no longer \w+"
)
_FAVOUR = _any(
    r"support(?:s|ed)?\b, welcom(?:e|es|ed)\b, accept(?:s|ed)?\b, agree(?:s|d)?\b"
    r", endors(?:e|es|ed)\b"
    r", (?:is|are|was|were|am|be|stands?) (?:ready|willing|prepared|open) to, in favou?r of"
    r", is welcome, (?:no|without) (?:objection|reserve), answer is yes, sa(?:y|id) yes"
    r", door is open, glad (?:of|to)\b, is open to, belongs? to, stand(?:s)? by, stood by"
    r", (?:now|today) (?:I|we) say, (?:I|we) (?:now|today) say, (?:at|the) most\b, at least\b"
    r", (?:would|will) (?:go|come|be brought|be taken|be put) (?:before|on trial|to court)"
    r", (?:we|he|she|they|I) (?:am|are|is|was|were) (?:\w+ly |all )?for\b"
    r", would welcome, is the (?:only|best|right) way, (?:is|are|was|were) acceptable"
    r", (?:can|could) (?:live with|accept|agree)"
    r", (?:will|would|shall) (?:stay|remain|go on|continue|be (?:tried|held|kept|built|paid))"
)
_DEMAND = _any(
    r"demand(?:s|ed)?\b, want(?:s|ed)?\b, need(?:s|ed)? to\b, must\b, should\b"
    r", ha(?:s|ve) to\b, ought to\b, call(?:s|ed)? for, ask(?:s|ed)? for, insist(?:s|ed)?\b"
    r", let us\b, it is time\b, deserves?\b, condemn\b, appeal to\b, propos(?:e|es|ed)\b"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|on (?:one )?condition|as long as"
    r"|in (?:return|exchange) for"
    r"|only (?:if|when|after|once|beside|with|under|together))\b",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(
    r"\bno \w+ (?:without|before|until|unless)\b"
    r"|\b(?:not|nothing|never|n[’']t)\b[^.;]* (?:until|before)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^[^.;]*?\b(?:until|as long as|so long as)\b[^.;]+\b(?:nothing|no|not|never|cannot)\b",
    re.IGNORECASE,
)
"""What has to come first: "until they are freed there is nothing else to talk about"."""
_ANSWERED = re.compile(r"\banswer is (?:yes|no)\b", re.IGNORECASE)
_COMMITS = re.compile(
    r"(?<!n’t )(?<!n't )\b(?:will|would|shall|could|can)\b(?! not\b|n[’']t)", re.IGNORECASE
)
_UNDONE = re.compile(
    r"\b(?:not|never|n[’']t)\s+(?:\w+\s)?(?:refus|reject|oppos|object)\w*"
    r"|\b(?:not|never|n[’']t)\s+(?:ruled? out|turn(?:ed)? down)",
    re.IGNORECASE,
)
_BOUNDED = re.compile(
    r"\b(?:and|but),? no (?:more|less|further|fewer|later|longer)\b"
    r"|\bno (?:more|less|fewer) than\b",
    re.IGNORECASE,
)
"""A figure that is a side's own, as the most or the least."""
_UNOBJECTED = re.compile(
    r"\bno (?:objections?|quarrel|difficulty|problem)\b|\bnothing against\b"
    r"|\b(?:not|n[’']t) (?:stand in (?:its|the|their|his|her) way|object|oppose|hinder|prevent)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no|cannot|nobody|none|neither)\b|n[’']t\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[;:,.!?—–]|\b(?:and|but|yet)\b")


def stance(statement: Statement) -> Stance:
    """Return what a statement's own words say of its speaker's stance."""
    if statement.modality == "negated":
        return "unknown"
    text = statement.text
    led = _led(statement)
    if _CUE_OF_FACT.match(led):
        return "unknown"
    if _CUE_AGAINST.match(led):
        return "unknown" if _CLAIMS.match(text) else "against"
    if _CUE_PROMISE.match(led) and _NOT_WILLING.search(text):
        return "unknown"
    if _CUE_FOR.match(led):
        return "conditional" if _CONDITION.search(text) and not _demands(led) else "for"
    return _of_words(text)


def _demands(led: str) -> bool:
    """Tell whether a cue demands, so that an "until" in its words is a term and no condition."""
    return re.match(r"(?:demand|urg|call|insist|ask|appeal|want|press)", led) is not None


def _led(statement: Statement) -> str:
    """Return the cue with what stands between it and its words: "turned down", "called for"."""
    cue = statement.cue_span
    if cue is None:
        return ""
    sentence, behind = statement.sentence, [s.start for s in statement.spans if s.start >= cue.end]
    end = min(behind, default=cue.end)
    words = sentence.exact[cue.start - sentence.start : end - sentence.start]
    return " ".join(words.lower().split()) or statement.cue.lower()


def _of_words(text: str) -> Stance:
    """Return the stance of words that no cue judges, clause by clause."""
    plain = _UNOBJECTED.sub("agree", _BOUNDED.sub(" at most", _UNDONE.sub(" ", text)))
    found: list[Stance] = []
    for clause in _CLAUSES.split(plain):
        if _REFUSAL.search(clause) or _NOT_WILLING.search(clause):
            found.append("against")
        elif _FAVOUR.search(clause) and (not _NOT.search(clause) or _ANSWERED.search(clause)):
            found.append("for")
        elif _DEMAND.search(clause):
            found.append("against" if _NOT.search(clause) else "for")
    if _FIRST.match(text):
        return "for"
    if _EXCHANGE.search(text):
        return "conditional"
    if _CONDITION.search(text) and not _ANSWERED.search(text):
        return "conditional" if "for" in found or _COMMITS.search(plain) else "unknown"
    kinds = set(found)
    if len(kinds) == 1:
        return found[0]
    first = _CLAUSES.split(plain)[0]
    return "for" if kinds and _DEMAND.search(first) and not _NOT.search(first) else "unknown"
