"""The words of a clause as a line of a case: a verb with what it is done to, a noun with its kind.

A phrase keeps the words of its source, in their order, without what hangs on them loosely: relative
clauses, conditions, dates, adverbs. What was said in the first person is told in the third.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from goodoffices.read.clause.roles import WHO
from goodoffices.read.words import lists, table

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene
    from goodoffices.read.clause.tokens import Token

LONGEST = 14
"""How many words a phrase may have; a longer one is cut before a clause or a preposition."""
FEW_MORE = 6
"""How many more it may have where it cannot be cut so."""

_LOOSE = frozenset({"relcl", "advcl", "appos", "parataxis", "discourse", "intj", "dep", "preconj"})
_JOINED = frozenset({"cc", "conj"})
_ABOUT_A_VERB = frozenset(
    {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "aux", "auxpass", "neg", "mark", "punct"}
    | {"advmod", "npadvmod", "ccomp", "agent"}
)
_THIRD = {"our": "their", "ours": "theirs", "my": "their", "mine": "theirs", "us": "them"}
_THIRD |= {"me": "them", "we": "they", "i": "they", "am": "are", "ourselves": "themselves"}
_MUST = frozenset({"must", "should", "has", "ought"})
_CLITICS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "are"}
_STANDING = frozenset({"it", "them", "they"})
_PEOPLE = frozenset({"PERSON", "NORP"})
_TIMES = frozenset({"DATE", "TIME"})
_OPENING = frozenset(
    {"DET", "ADP", "PRON", "SCONJ", "CCONJ", "ADV", "NUM", "ADJ", "VERB", "AUX", "PART"}
)
_COUNTS = frozenset({"", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
_FULL = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
_LIST = lists("bargaining.yaml")
_ADDING = _LIST["adding"]
_STOPS = frozenset({":", ";", "—"})
_MARKS = frozenset({"HYPH", ",", ":", ".", "``", "''", "-LRB-", "-RRB-", "POS"})
_HANGING = frozenset({"IN", "TO", "DT", "CC", "PRP$"})
_PLURAL = frozenset({"NNS", "NNPS"})
_INNER = frozenset({"of"})
"""Prepositions before which no phrase is cut: "the head" is nobody without "of the guard"."""
_DONE_TO = ("dobj", "nsubjpass")
_NOUNS_ONLY = _LIST["nouns_only"]
_EMPTY = _LIST["empty"]
_OPEN_NOUNS = _LIST["open_nouns"]
_ANY = frozenset({"any", "every", "anything", "everything", "nothing", "no"})
_FRAMES = _LIST["frames"]
KINDS = _LIST["kinds"]
"""Adjectives that are the matter, whatever stands behind them."""
_NAMED = frozenset({"GPE", "PERSON", "NORP"})
_WHERE = _LIST["where"]
UNITS = _LIST["units"]
"""Nouns in which amounts are told."""
_SIGNS = {
    "$": "dollar",
    "us$": "dollar",
    "€": "euro",
    "£": "pound",
    "%": "percent",
    "cent": "percent",
}
_LEFT = re.compile(r"\s*,\s*(?=[,;])|(?<=,)\s*,|,\s*,|\s+(?=[,;])")
_WHITHER = _LIST["whither"] | _LIST["foremost"]
_SPANS = lists("bargaining.yaml", "spans_of_time")
_UNITS = _SPANS["units"]
_LASTING = _SPANS["lasting"]
_BY_WHEN = _SPANS["by_when"]
_PASSING = _SPANS["passing"]
_THEY = re.compile(r"^they\b", re.IGNORECASE)
_QUOTES = re.compile(r"[“”\"]")
_SPACE = re.compile(r"\s+")
_EDGES = " ,;:.!?–—-\"'“”‘’()"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase: its words, the lemma of its head, what it is about (lemmas), and its matters.

    ``matters`` are of its nouns those that stand for themselves: of "landing fees" the fees;
    ``numbers`` its numbers, as written, ``units`` what those measure in. ``verbal`` where its head
    is a verb. ``at`` is the place of its head, where it has just one.
    """

    text: str
    head: str
    terms: frozenset[str]
    matters: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    verbal: bool = False
    units: frozenset[str] = frozenset()
    at: int | None = None

    def about(self, other: Phrase, text: str) -> Phrase:
        """Return it in other words, as what is about all that another phrase is about as well."""
        return replace(
            self,
            text=text,
            terms=self.terms | other.terms,
            matters=self.matters | other.matters,
            numbers=self.numbers | other.numbers,
            units=self.units | other.units,
        )


def noun_phrase(scene: Scene, noun: int) -> Phrase:
    """Return a noun with what belongs to it, and those joined to it; of an idea, what it is of."""
    framed = scene.token(noun).lemma in _FRAMES
    inner = scene.phrases(noun, "of", "for", "to") if framed else []
    acts = scene.kids(noun, "acl") if framed else []
    for act in acts[:1]:  # "the crews' demand to reopen the pier"
        if scene.infinitive(act) and not scene.passive(act):
            return promised(scene, act)
    if inner:
        return noun_phrase(scene, inner[0])
    return _phrase(scene, noun, _kept(scene, noun, _LOOSE))


def lasting(scene: Scene, verb: int, noun: int, *, wanted: bool = False) -> Phrase:
    """Return a noun as :func:`noun_phrase` does, with how long its verb says, or until when.

    With what else follows at once where it is ``wanted``: of "wants a say in the fund" the fund.
    """
    kept = _kept(scene, noun, _LOOSE)
    which = [c for c in scene.kids(noun, "relcl") if wanted and _which(scene, noun, c)]
    if which:  # "a north where children go to school": without it nobody knows what
        kept = sorted({*kept, *(i for c in which for i in scene.parse.subtree(c))})
    added = [p for p in scene.kids(verb, "prep") if wanted and p == kept[-1] + 1]
    added = [p for p in added if scene.token(p).lower in _ADDING and not _timed(scene, p)]
    if added and scene.token(noun).lemma not in _FRAMES:
        more = [
            i
            for p in added
            for i in (p, *(k for n in scene.kids(p) for k in _kept(scene, n, _LOOSE)))
        ]
        return _phrase(scene, noun, [*kept, *more])
    times = [
        i
        for p in scene.kids(verb, "prep")
        if p > noun and _timed(scene, p) and not _dated(scene, p, "prep")
        for i in scene.parse.subtree(p)
    ]
    told = _phrase(scene, noun, kept) if which else noun_phrase(scene, noun)
    if not times or scene.token(noun).lemma in _FRAMES:
        return told
    return _phrase(scene, noun, [*_kept(scene, noun, _LOOSE), *times])


def _which(scene: Scene, noun: int, clause: int) -> bool:
    """Tell whether a clause without a comma says what "a" thing is."""
    one = scene.forms(noun, "det") & {"a", "an"}
    return bool(one) and not any(scene.token(i).text == "," for i in range(noun, clause))


def verb_phrase(scene: Scene, verb: int) -> Phrase:
    """Return what is done, as "close the crossing": the plain verb and what it is done to."""
    done_to = scene.objects(verb)[:1] if scene.passive(verb) else []
    own = [i for i in _kept(scene, verb, _ABOUT_A_VERB | _LOOSE | _JOINED) if i != verb]
    fronted = [p for p in scene.kids(verb, "prep") if p < verb]  # "of the bond she remarked"
    own = [i for i in own if not any(i in scene.parse.subtree(p) for p in fronted)]
    own += [i for i in scene.kids(verb, "advmod") if scene.token(i).lower in _WHITHER]
    own += [i for n in scene.kids(verb, "npadvmod") if n > verb for i in _often(scene, n)]
    own = [i for i in sorted(own) if scene.token(i).lower != "that" or i > verb + 1]
    if not own:
        own = [i for c in scene.kids(verb, "ccomp") for i in _kept(scene, c, _LOOSE)]
    which = [i for i in own if scene.token(i).dep == "dobj" and scene.token(i).lower in WHO]
    if which and which[0] < verb:  # "a rise that it will not pay"
        things = [n for n in scene.objects(verb) if n not in which]
        own = sorted({*own, *(i for n in things for i in _kept(scene, n, _LOOSE))} - {*which})
    for noun in done_to:
        own = [*_kept(scene, noun, _LOOSE), *(i for i in own if i > verb)]
    told = _phrase(scene, verb, own)
    lemma = scene.token(verb).lemma
    family = {kin(lemma)} if lemma in _KIN and lemma not in _NOUNS_ONLY else set()
    words = _THEY.sub("them", told.text) if done_to else told.text
    return replace(
        told,
        text=f"{lemma} {words}".strip(),
        terms=told.terms | {lemma},
        matters=told.matters | family,
        verbal=True,
    )


def promised(scene: Scene, verb: int) -> Phrase:
    """Return what is promised, as an act, or that it will not be done: "not close the crossing"."""
    told = verb_phrase(scene, verb)
    return replace(told, text=f"not {told.text}") if scene.kids(verb, "neg") else told


def enacted(scene: Scene, verb: int) -> Phrase:
    """Return what is to be done, as an act: of "all men reinstated" to reinstate all men."""
    told = verb_phrase(scene, verb)
    nouns = [] if scene.passive(verb) else scene.kids(verb, "nsubj")
    if not nouns or not participle(scene, verb):
        return told
    thing = noun_phrase(scene, nouns[0])
    rest = told.text.removeprefix(told.head).strip()
    return told.about(thing, f"{told.head} {thing.text} {rest}".strip())


def participle(scene: Scene, verb: int) -> bool:
    """Tell whether a clause says how something should be: "all men reinstated".

    The parser may take the participle for a past: "wants the six trains restored".
    """
    token = scene.token(verb)
    past = token.tag == "VBD" and token.dep == "ccomp" and token.head < verb
    return token.tag == "VBN" or (past and not scene.kids(verb, "mark", "aux"))


def joined(noun: Phrase, act: Phrase) -> Phrase:
    """Return somebody or something with what it is wanted to do: "the families to go home"."""
    return replace(noun.about(act, f"{noun.text} to {act.text}"), verbal=False, at=None)


def predicate(scene: Scene, verb: int) -> Phrase:
    """Return what something is said to be ("quiet on the spit"), without its verb."""
    tops = scene.kids(verb, "attr", "acomp", "prep")
    kept = sorted(i for top in tops for i in _kept(scene, top, _LOOSE))
    return _phrase(scene, tops[0], kept)


def clause(scene: Scene, verb: int) -> Phrase:
    """Return a clause with its subject, without what opens it."""
    kept = _kept(scene, verb, _LOOSE | _JOINED | {"mark"})
    if len(kept) > 1 and scene.token(kept[0]).lower == "that":
        kept = kept[1:]
    return _phrase(scene, verb, kept)


def parts(scene: Scene, verb: int) -> list[int]:
    """Return the tokens of a clause as :func:`clause` has them."""
    return _kept(scene, verb, _LOOSE | _JOINED | {"mark"})


def reworded(scene: Scene, head: int, words: Sequence[int], forms: Mapping[int, str]) -> Phrase:
    """Return some words of a clause, some of them in another form."""
    return _phrase(scene, head, words, forms)


def _kept(scene: Scene, top: int, left_out: frozenset[str]) -> list[int]:
    """Return the tokens of a phrase: its head's subtree without what hangs loosely."""
    kept = [top]
    for at in kept:  # the list grows while it is gone through
        for child in scene.parse.children(at):
            dep = scene.token(child).dep
            out = dep in (left_out if at == top else _LOOSE) and not tells_which(scene, child)
            out = out or (dep == "prep" and scene.token(child).lower == "according")  # who says so
            out = out or (scene.token(child).lower == "long" and "as" in scene.forms(child))
            out = out or (dep == "acl" and bool(scene.asking(child)))
            out = out or (dep == "conj" and scene.verb(child) and scene.has_subject(child))
            if not out and not _dated(scene, child, dep) and not _bracketed(scene, child):
                kept.append(child)
    return sorted(kept)


def acts_of(scene: Scene, noun: int) -> list[int]:
    """Return the acts that a noun is about: "the right to build", "the idea of building"."""
    acts = [a for a in scene.kids(noun, "acl", "relcl") if scene.infinitive(a)]
    return acts + [a for p in scene.kids(noun, "prep") for a in scene.kids(p, "pcomp")]


def tells_which(scene: Scene, child: int) -> bool:
    """Tell whether a clause says what an open noun means: "any step that would harm trade".

    So do the infinitives of "taking steps to help": without them nobody knows which.
    """
    token = scene.token(child)
    noun = child
    if token.dep == "relcl":
        noun = token.head
    elif token.dep == "advcl" and scene.infinitive(child):
        noun = max((n for n in scene.objects(token.head) if n < child), default=child)
    if noun == child or any(scene.token(i).text == "," for i in range(noun, child)):
        return False
    open_ = scene.token(noun).lemma in _OPEN_NOUNS or bool(scene.forms(noun, "det") & _ANY)
    return open_ and scene.verb(child)


def _bracketed(scene: Scene, child: int) -> bool:
    """Tell whether a word stands in brackets, as the letters of a name do, or is a bracket."""
    token = scene.token(child)
    last = len(scene.parse.tokens) - 1
    beside = {scene.token(i).text for i in (max(child - 1, 0), min(child + 1, last))}
    return token.text in {"(", ")"} or (token.dep == "appos" and beside == {"(", ")"})


def _often(scene: Scene, noun: int) -> list[int]:
    """Return the tokens of "every month", "a year"."""
    return list(scene.parse.subtree(noun)) if _rate(scene, noun) else []


def _rate(scene: Scene, noun: int) -> bool:
    """Tell whether a noun of time says how often or for how much of it: "a year", "each month"."""
    if scene.forms(noun, "det") & {"every", "each"}:
        return True
    bare = len(scene.parse.subtree(noun)) == 2
    return (
        bare and scene.token(noun).lemma in _UNITS and bool(scene.forms(noun, "det") & {"a", "an"})
    )


def _dated(scene: Scene, child: int, dep: str) -> bool:
    """Tell whether what hangs from a word says no more than when.

    For how long, how often and until when ("of three years", "a month", "before 2030") says more.
    """
    if dep not in {"prep", "npadvmod"}:
        return False
    if not _timed(scene, child):
        return False
    below = scene.parse.subtree(child)
    said = {scene.token(i).lower for i in below}
    if dep == "npadvmod":
        inside = scene.token(scene.token(child).head).pos == "ADJ"  # "a ten-year-old dispute"
        return not inside and not _rate(scene, child)
    if scene.token(child).lower in _BY_WHEN:
        return bool(said & _PASSING)
    lasts = any(
        scene.token(i).lemma in _UNITS and scene.forms(i, "nummod", "det") - {"the", "this", "that"}
        for i in below
    )
    return not (lasts and scene.token(child).lower in _LASTING) or bool(said & _PASSING)


def _timed(scene: Scene, child: int) -> bool:
    """Tell whether a short phrase is of time."""
    below = scene.parse.subtree(child)
    return len(below) < 6 and any(scene.token(i).ent in {"DATE", "TIME"} for i in below)


def plain(scene: Scene, words: Sequence[int]) -> Phrase:
    """Return words as they stand."""
    return _phrase(scene, words[0], words)


def _phrase(
    scene: Scene, head: int, kept: Sequence[int], forms: Mapping[int, str] | None = None
) -> Phrase:
    about = _short(scene, kept)  # what stands behind a colon is no word of it, but tells of what
    cut = list(_short(scene, _unbroken(scene, head, kept)))
    while len(cut) > 1 and cut[-1] != head and _hangs(scene, cut[-1]):
        cut.pop()
    meant = {i: noun for i in cut if (noun := standing_for(scene, i)) is not None}
    whole = {i: _kept(scene, noun, _LOOSE | _JOINED)[:LONGEST] for i, noun in meant.items()}
    words = sorted({*about, *cut, *(i for own in whole.values() for i in own)})
    texts = {i: written(scene.token(k) for k in own) for i, own in whole.items()} | dict(
        forms or {}
    )
    return Phrase(
        written((scene.token(i) for i in cut), texts),
        scene.token(head).lemma,
        frozenset(terms(scene.token(i) for i in words)),
        frozenset(matters(scene, words)),
        frozenset(scene.token(i).lower for i in words if scene.token(i).tag == "CD"),
        scene.verb(head),
        frozenset(u for i in words if (u := unit(scene.token(i)))),
        head,
    )


def _hangs(scene: Scene, last: int) -> bool:
    """Tell whether a phrase cannot end with a word."""
    return scene.token(last).tag in _HANGING or scene.token(last).lower in {"not", "n't", "n’t"}


def standing_for(scene: Scene, pronoun: int) -> int | None:
    """Return the thing that "it" or "them" stands for, where the words before name just one.

    What is done to something stands nearest; people and sides are left to those who know them.
    """
    token = scene.token(pronoun)
    said = pronoun in scene.quoted  # whoever speaks of "it" names it inside the quotation
    done_to_them = token.dep in _DONE_TO and (said or token.lower != "it")
    if token.lower not in _STANDING or (scene.ids(pronoun) and not done_to_them):
        return None
    must = bool(scene.forms(token.head, "aux") & _MUST)  # "it must come down"
    if token.lower == "it" and token.dep not in {*_DONE_TO, "pobj"} and not must:
        return None
    many = token.lower != "it"
    first = scene.parse.sentences[token.sentence].first
    inside = [i for i in range(first, pronoun) if _may_mean(scene, i, pronoun, many=many)]
    done_to = [i for i in inside if scene.token(i).dep in _DONE_TO]
    if len(done_to) == 1 or len(inside) == 1:
        return (done_to or inside)[0]
    if inside or not token.sentence:
        return None
    before = scene.parse.sentences[token.sentence - 1]
    there = [i for i in range(before.first, before.last) if _may_mean(scene, i, pronoun, many=many)]
    done_to = [i for i in there if scene.token(i).dep in _DONE_TO]
    found = done_to if many else (done_to or there)
    return found[0] if len(found) == 1 else None


def _may_mean(scene: Scene, noun: int, pronoun: int, *, many: bool) -> bool:
    """Tell whether a pronoun may stand for a noun: of its number, no side, no person, no day."""
    token = scene.token(noun)
    if token.dep not in {*_DONE_TO, "nsubj"} or token.pos not in {"NOUN", "PROPN"}:
        return False
    plural = token.tag in _PLURAL or bool(scene.kids(noun, "conj"))
    own = scene.token(pronoun).head == token.head and token.dep == "nsubj"
    outside = pronoun in scene.quoted and noun not in scene.quoted and bool(scene.ids(pronoun))
    return (
        plural == many
        and not outside
        and not own
        and token.ent not in _PEOPLE | _TIMES
        and token.lemma not in _EMPTY
        and scene.actors.at(noun) is None
    )


def _short(scene: Scene, kept: Sequence[int]) -> Sequence[int]:
    """Cut a long phrase where a clause or a preposition begins that belongs to no noun before it.

    Marks are no words, nor are the parts of "one-on-one".
    """
    words = [i for i in kept if scene.token(i).tag not in _MARKS]
    if len(words) <= LONGEST:
        return kept
    longest = kept.index(words[LONGEST])
    cuts = [
        n
        for n, i in enumerate(kept)
        if 4 <= n <= longest and (_begins(scene, i) or scene.token(i).text in {",", ";"})
    ]
    if cuts:
        return kept[: cuts[-1]]
    return kept if len(words) <= LONGEST + FEW_MORE else kept[:longest]


def _begins(scene: Scene, at: int) -> bool:
    """Tell whether a preposition begins something without which the words before it are whole.

    "The head" is nobody without "of the guard", but six years are six years.
    """
    token = scene.token(at)
    counted = bool(scene.kids(token.head, "nummod")) or scene.token(token.head).tag == "CD"
    return token.dep == "prep" and (token.lower not in _INNER or counted)


def _unbroken(scene: Scene, head: int, kept: Sequence[int]) -> Sequence[int]:
    """Return words up to a colon, or to where a thing follows unjoined behind a clause left out.

    Of "raise the dues, hoping to break the strike, the use of vans" nobody knows what is used.
    """
    opened = [i for i in range(min(kept, default=head), head) if scene.token(i).text == ":"]
    kept = [i for i in kept if not opened or i > opened[-1]]
    for n, (one, other) in enumerate(pairwise(kept), 1):
        between = range(one + 1, other)
        stops = one >= head and any(scene.token(i).text in _STOPS for i in (*between, other))
        if stops and len([i for i in kept[:n] if scene.token(i).pos in _FULL]) > 1:
            return kept[:n]
        clause = any(scene.token(i).dep in {"advcl", "relcl"} and scene.verb(i) for i in between)
        if clause and one >= head and scene.token(other).pos in {"DET", "NOUN", "PROPN", "ADJ"}:
            return kept[:n]
    return kept


def written(tokens: Iterable[Token], meant: Mapping[int, str] | None = None) -> str:
    """Write tokens as a text: one space where there was any, the first person told as a third.

    ``meant`` are the words that stand in place of some tokens. A word that is no name begins small.
    """
    parts: list[str] = []
    end: int | None = None
    for token in tokens:
        if end is not None and token.start > end:
            parts.append(" ")
        mine = token.pos not in {"NOUN", "PROPN"}  # but a mine is one
        word = (meant or {}).get(token.i) or (mine and _THIRD.get(token.lower)) or token.text
        if whole := _CLITICS.get(token.lower.replace("’", "'")):
            parts.append(f" {whole}" if parts else "")  # "’re on strike" is "on strike"
            end = token.end
            continue
        small = token.pos in _OPENING and word[1:].islower() and token.ent in _COUNTS
        parts.append(word.lower() if small or len(word) == 1 else word)
        end = token.end
    text = _LEFT.sub("", "".join(parts))  # what a clause that was left out stood between
    text = text.strip(_EDGES)
    if text.count("“") != text.count("”") or text.count('"') % 2:
        text = _QUOTES.sub("", text)  # a quotation that ends elsewhere
    return _SPACE.sub(" ", text).strip(_EDGES)


def terms(tokens: Iterable[Token]) -> set[str]:
    """Return what words are about: lemmas of nouns, numbers, adjectives and verbs."""
    return {
        token.lemma
        for token in tokens
        if token.pos in {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}
        and token.lemma not in _EMPTY
        and (len(token.lemma) > 2 or token.tag == "CD")
    }


def unit(token: Token) -> str | None:
    """Return the unit of an amount that a word is: "metre", "dollar" also for its sign."""
    word = _SIGNS.get(token.lower, token.lemma)
    return word if word in UNITS else None


def matters(scene: Scene, kept: Iterable[int]) -> set[str]:
    """Return the matters that words are about: of their nouns, and of verbs of a known matter.

    Names are none. Where something is ("the gauges at the dam"), and what it is done with, is the
    matter only where nothing else is.
    """
    return {word for _i, word in matters_at(scene, kept)}


def matters_at(scene: Scene, kept: Iterable[int]) -> list[tuple[int, str]]:
    """Return the matters that words are about, each with the place of the word that names it."""
    told = [scene.token(i) for i in kept]
    here = {token.lemma for token in told}
    own = [t for t in told if t.lemma not in _EMPTY and len(t.lemma) > 2 and _stands(t)]
    inside = {token.i for token in told}  # of a noun alone its own preposition says nothing
    nearer = [t for t in own if t.head not in inside or not _only_where(scene, t)]
    return [(t.i, of_kind(scene, t.i) or _meant(t.lemma, here)) for t in nearer or own]


def of_kind(scene: Scene, noun: int) -> str | None:
    """Return the matter that an adjective makes of any noun: a nuclear programme, deal or site."""
    told = scene.lemmas(noun, "amod", "compound") & KINDS
    return kin(min(told)) if told else None


def _stands(token: Token) -> bool:
    """Tell whether a word can name a matter by itself."""
    if token.tag == "CD" or token.ent in _NAMED:
        return False
    noun = token.pos in {"NOUN", "PROPN"} and token.dep != "compound"
    return noun or (token.pos == "VERB" and token.lemma in _KIN and token.lemma not in _NOUNS_ONLY)


def _only_where(scene: Scene, token: Token) -> bool:
    """Tell whether a noun only says where, or with what."""
    return token.dep == "pobj" and scene.token(token.head).lower in _WHERE


def _meant(lemma: str, here: set[str]) -> str:
    """Return the matter that a word is about beside others: a release of water is none of men."""
    beside = _BESIDE.get(lemma)
    return kin(beside[0]) if beside and here & beside[1] else kin(lemma)


def kin(lemma: str) -> str:
    """Return the matter that a word is about (a family of ``bargaining.yaml``), or itself."""
    return _KIN.get(lemma, lemma)


_KIN: dict[str, str] = {
    word: family for family, words in table("bargaining.yaml")["kin"].items() for word in words
}
_BESIDE: dict[str, tuple[str, frozenset[str]]] = {
    word: (meant["is"], frozenset(meant["beside"]))
    for word, meant in table("bargaining.yaml")["beside"].items()
}
