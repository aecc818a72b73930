"""What a side says in words that name no stance: orders, deadlines, terms, how things will be.

"Cancel it", "let the islanders vote", "has until June to reopen the line", "would free them once
the fine is paid": each is a want of whoever says so, and many ask something of another side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from goodoffices.folder.proposals.phrases import (
    Phrase,
    acts_of,
    clause,
    joined,
    noun_phrase,
    plain,
    verb_phrase,
)
from goodoffices.folder.proposals.voices import BidKind, PageVoices
from goodoffices.read.said.complements import holds_on
from goodoffices.read.words import lists, table, words

_ORDERS = lists("bargaining.yaml", "orders")
_IDLE = _ORDERS["idle"]
_TERMS = _ORDERS["terms"]
_ALLOWING = _ORDERS["allowing"] | lists("bargaining.yaml", "verbs")["accept"]
_GIVEN = _ORDERS["given"]
_BEFORE_ORDERS = frozenset({"advmod", "cc", "intj", "punct", "npadvmod", "neg", "aux", "mark"})
_TOPS = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_OPENING = words("openings of orders")
_PEOPLE = frozenset({"PRON"})
_WOULD = frozenset({"would", "'d", "’d"})
_POINTING = words("pronouns of orders")
_TIMES = frozenset({"DATE", "TIME"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
_IDIOMS: dict[str, dict[str, tuple[BidKind | None, BidKind | None]]] = table("bargaining.yaml")[
    "idioms"
]
_LIST = lists("bargaining.yaml")
_NO_WILL = _LIST["no_will"]
_STAYING = _LIST["staying"]
_ANYBODY = _ORDERS["anybody"]
_RATHER = _LIST["rather"]
_NEEDED = lists("bargaining.yaml", "needed")["verbs"]
_DUE = _LIST["due"]
_GETTING = _ORDERS["getting"]
_MARKS = frozenset({"“", "”", '"', "‘", "’", "–", "—", ","})
_OPENS_A_NOUN = frozenset({"NOUN", "NUM", "DET", "ADJ", "PRON"})
_FRAGMENTS = lists("bargaining.yaml", "fragments")
_FIRSTS = _FRAGMENTS["firsts"]
_NO_TERMS = _FRAGMENTS["idle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a clause asks for: whose want it is, or of whom; the word it stands at, the act.

    ``heading`` is what a table is on where it says so; what is named around a line that stands
    ``alone`` is said of other lines.
    """

    side: str
    kind: BidKind
    at: int
    phrase: Phrase
    of: int | None = None
    by: str | None = None
    due: bool = False
    heading: str = ""
    alone: bool = False


def orders(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what is ordered or set as a term in a clause, none where it is neither."""
    if imperative(page, verb):
        yield from _ordered(page, verb)
        return
    yield from _deadline(page, verb)
    yield from _term(page, verb)
    yield from _idiom(page, verb)
    yield from _rather(page, verb)
    yield from _unwilling(page, verb)
    yield from _permitted(page, verb)
    yield from _needed(page, verb)
    yield from _due(page, verb)
    yield from _without(page, verb)
    yield from _fronted(page, verb)


def _fronted(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what opens a sentence and is what a side could do: "two weeks we can give"."""
    scene, side = page.scene, page.speaker(verb)
    own = [n for n in scene.subject(verb) if n < verb and scene.token(n).pos == "PRON"]
    if side is None or page.modal(verb) != "perhaps" or page.negative(verb) or not own:
        return
    first = scene.parse.sentence_of(verb).first
    words = [i for i in range(first, own[0]) if scene.token(i).text not in _MARKS]
    behind = scene.token(own[0] - 1)
    things = [i for i in words if scene.token(i).pos == "NOUN"]
    after = [n for n in scene.kids(verb, "dobj", "ccomp", "xcomp") if n > verb]
    after += [n for p in scene.kids(verb, "prep") for n in scene.kids(p, "pobj") if n > verb]
    bare = words and behind.pos == "NOUN" and scene.token(words[0]).pos in _OPENS_A_NOUN
    verbs = any(scene.verb(i) or _rules(page, i, verb) for i in words)
    if things and bare and not after and not verbs and page.holder(verb) == side:
        yield Order(side=side, kind="accept", at=verb, phrase=plain(scene, words))


def _rules(page: PageVoices, noun: int, verb: int) -> bool:
    """Tell whether a noun is what a clause behind a verb, in the same words, is of."""
    token = page.scene.token(noun)
    subject = token.dep in {"nsubj", "nsubjpass"} and token.head > verb
    return subject and page.voice(token.head) is page.voice(verb)


def imperative(page: PageVoices, verb: int) -> bool:
    """Tell whether a verb is an order within what a side says word for word."""
    scene, token = page.scene, page.scene.token(verb)
    quoted = verb in scene.quoted
    # "“let them come,” said Chad": what is said hangs below who says it
    top = token.dep == "xcomp" and quoted and token.head not in scene.quoted
    if token.tag not in {"VB", "VBP"} or not (top or token.dep in _TOPS):
        return False
    if scene.has_subject(verb) or token.lemma in _IDLE:
        return False
    said = page.voice(verb)
    told = quoted or (said is not None and said.kind == "direct")
    if not told and not _opens(page, verb):
        return False
    before = [c for c in scene.kids(verb) if c < verb]
    if any(
        scene.token(c).dep not in _BEFORE_ORDERS
        or (scene.token(c).dep != "punct" and scene.token(c).lower not in _OPENING)
        for c in before
    ):
        return False
    if token.dep == "conj":
        head = scene.token(token.head)
        return scene.verb(head.i) and imperative(page, head.i)
    return not any(scene.token(c).lower in {"you", "must"} for c in _under(page, verb))


def _opens(page: PageVoices, verb: int) -> bool:
    """Tell whether a verb opens what is said without marks: "Bring them back, she said"."""
    said, token = page.voice(verb), page.scene.token(verb)
    first = page.scene.parse.sentence_of(verb).first
    bare = token.tag == "VB" and verb - first < 2 and said is not None and said.kind == "indirect"
    return bare and token.text[0].isupper()


def _under(page: PageVoices, verb: int) -> Iterator[int]:
    """Yield the words of the conditions below a verb ("if you must")."""
    for c in page.scene.kids(verb, "advcl"):
        yield from page.scene.parse.subtree(c)


def _ordered(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield an order: "cancel it" asks another for it, "let them vote" says how it should be."""
    scene, side = page.scene, page.speaker(verb)
    if side is None:
        return
    if scene.token(verb).lemma == "let":
        for act in scene.kids(verb, "ccomp", "xcomp"):
            subjects = scene.kids(act, "nsubj", "nsubjpass")
            if not subjects or any(scene.token(n).lower in {"me", "'s", "’s"} for n in subjects):
                continue
            whole = joined(noun_phrase(scene, subjects[0]), verb_phrase(scene, act))
            ours = any(scene.token(n).lower == "us" for n in subjects)
            if not ours:
                yield Order(side=side, kind="want", at=verb, phrase=whole, of=act)
        return
    phrase = verb_phrase(scene, verb)
    if scene.kids(verb, "neg"):
        phrase = replace(phrase, text=f"not to {phrase.text}")
    if len(phrase.terms) > 1 or phrase.matters:
        yield Order(side=side, kind="want", at=verb, phrase=phrase, of=verb)


def _deadline(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what one side is given until a day to do: "has given Peru until May to sign"."""
    scene = page.scene
    if scene.token(verb).lemma not in _GIVEN or page.negative(verb):
        return
    days = [n for n in scene.kids(verb, "dobj", "npadvmod") if scene.token(n).ent in _TIMES]
    if not days and not any(scene.token(p).lower == "until" for p in scene.kids(verb, "prep")):
        return
    given = scene.token(verb).lemma != "have"
    whom = [*scene.objects(verb), *scene.kids(verb, "dative")] if given else scene.subject(verb)
    acts = scene.kids(verb, "advcl", "xcomp", "ccomp", "acl")
    acts += [act for n in days for act in scene.kids(n, "acl", "relcl")]
    if scene.passive(verb):
        whom = scene.kids(verb, "nsubjpass")
    other = page.side_of(whom)
    by = (page.holder(verb) if given else None) or page.speaker(verb)
    for act in acts if other else ():
        if not scene.infinitive(act):
            continue
        told = verb_phrase(scene, act)
        if by and by != other:
            yield Order(side=by, kind="want", at=verb, phrase=told)
        if other:
            yield Order(side=other, kind="demand", at=verb, phrase=told, by=by, due=True)


def _term(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a side makes its own word depend on: "we would sign once the fee is halved".

    What it says it will do if another does something is mostly a threat, and no term: "would",
    "could", an acceptance, or "provided" and "once" say that it is one.
    """
    scene, token = page.scene, page.scene.token(verb)
    if token.dep != "advcl" or page.negative(verb) or not scene.has_subject(verb):
        return
    head = token.head
    side = page.holder(head) or page.speaker(head)
    marks = scene.forms(verb, "mark", "advmod")
    when = "when" in marks or "after" in marks or "if" in marks
    opened = [c for c in scene.kids(verb) if scene.token(c).lower in {"when", "after", "if"}]
    only = "only" in marks or any("only" in scene.forms(c) for c in opened)
    firm = marks & _TERMS or (only and when)
    soft = "if" in marks and _yields(page, head) and page.speaker(head) is not None
    refused = marks & {"before", "until", "unless"} and page.negative(head)
    waiting = marks & {"until", "unless"}
    if side is None or not (firm or soft or refused or waiting):
        return
    if page.speaker(verb) is None and page.holder(head) is None:
        return
    said = page.voice(head)
    if said and said.kind == "direct" and scene.token(head).tag == "VBD":
        return  # "they waited until the truck had gone" is a tale
    if page.bygone(head) and page.bygone(verb):
        return  # "ruled it until he came to power"
    subjects = scene.kids(verb, "nsubj", "nsubjpass")
    if any(page.whose(n) == side or scene.token(n).pos in _PEOPLE for n in subjects):
        if firm and scene.token(verb).lemma in _GETTING:  # "would come only if it had a seat"
            for noun in scene.kids(verb, "dobj"):
                yield Order(side=side, kind="want", at=verb, phrase=noun_phrase(scene, noun))
        return
    told = clause(scene, verb)
    told = replace(told, text=told.text.removeprefix("only "))
    yield Order(side=side, kind="want", at=verb, phrase=told, of=verb)
    for more in scene.kids(verb, "conj"):  # "unless it lifts the ban and opens a ward"
        if scene.verb(more) and not scene.has_subject(more) and not page.negative(more):
            yield Order(side=side, kind="want", at=more, phrase=verb_phrase(scene, more), of=more)


def _idiom(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield a stance that a verb takes with a word beside it: "held out for", "live with"."""
    scene, given = page.scene, _IDIOMS.get(page.scene.token(verb).lemma)
    if not given or page.hangs(verb) == "if" or holds_on(scene, verb):
        return
    side = page.holder(verb)
    beside = {scene.token(c).lower: c for c in scene.kids(verb, "prep", "prt", "advmod", "dative")}
    for word, (told, denied) in given.items():
        kind = denied if page.negative(verb) else told
        if side is None or kind is None or word not in beside:
            continue
        held = beside[word]
        nouns = [*scene.kids(held, "pobj")]
        if not nouns and scene.token(held).dep != "prep":  # "hold out for", "put up with"
            nouns = [
                n
                for p in (*scene.kids(held, "prep"), *scene.kids(verb, "prep"))
                for n in scene.kids(p, "pobj")
                if p > held
            ]
        for noun in nouns[:1]:
            least = scene.forms(noun, "nummod", "quantmod", "amod", "det") & {"less", "fewer", "no"}
            least |= {scene.token(noun).lower}
            kind = "want" if kind == "accept" and least & {"less", "nothing"} else kind
            if not page.whose(noun) and scene.token(noun).lower not in _POINTING:
                yield Order(side=side, kind=kind, at=verb, phrase=noun_phrase(scene, noun), of=noun)


def _rather(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a side would rather have or do."""
    scene = page.scene
    if not scene.forms(verb, "advmod") & _RATHER or not scene.forms(verb, "aux") & _WOULD:
        return
    if (side := page.holder(verb)) and not page.negative(verb):
        yield Order(side=side, kind="want", at=verb, phrase=verb_phrase(scene, verb))


def _unwilling(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a side has no reason or intention to do."""
    scene, side = page.scene, page.holder(verb)
    if side is None or scene.token(verb).lemma not in {"have", "see", "find", "feel"}:
        return
    for noun in scene.kids(verb, "dobj"):
        if scene.token(noun).lemma not in _NO_WILL or "no" not in scene.forms(noun, "det"):
            continue
        for act in acts_of(scene, noun)[:1]:
            yield Order(side=side, kind="refuse", at=verb, phrase=verb_phrase(scene, act))


def _due(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a speaker says has to be ("the post has to go"), or it is time for."""
    scene, speaker, lemma = page.scene, page.speaker(verb), page.scene.token(verb).lemma
    if speaker is None or page.hangs(verb) == "if" or page.negative(verb):
        return
    if lemma == "be":
        yield from _left_to(page, verb, speaker)
        for time in scene.kids(verb, "attr"):
            acts = [*scene.kids(time, "acl", "relcl"), *scene.kids(verb, "ccomp")]
            for act in acts if scene.token(time).lemma in _DUE else ():
                if scene.has_subject(act):
                    told = clause(scene, act)
                    yield Order(side=speaker, kind="want", at=verb, phrase=told, of=act)
    nouns = scene.kids(verb, "nsubj")
    stays = lemma in _STAYING and scene.token(verb).tag in {"VBZ", "VBP", "VB"}
    stays = stays and page.modal(verb) != "shall"  # "the tugs will stay" is announced
    if stays and nouns and not page.whose(nouns[0]) and scene.token(nouns[0]).pos != "PRON":
        yield Order(side=speaker, kind="want", at=verb, phrase=clause(scene, verb))
        return
    if lemma != "have" or not nouns or page.whose(nouns[0]) == speaker:
        return
    for act in scene.kids(verb, "xcomp"):
        if scene.infinitive(act) and not scene.kids(verb, "dobj"):
            of = act if scene.passive(act) else None
            yield Order(side=speaker, kind="want", at=verb, phrase=clause(scene, verb), of=of)


def _left_to(page: PageVoices, verb: int, speaker: str) -> Iterator[Order]:
    """Yield what a speaker leaves to another: "it is now for the union to clear the bridge"."""
    scene = page.scene
    for act in scene.kids(verb, "advcl", "xcomp") if "it" in scene.forms(verb, "nsubj") else ():
        bound = "for" in scene.forms(act, "mark") and scene.infinitive(act)
        other = page.side_of(scene.kids(act, "nsubj"))
        if bound and other not in {None, speaker} and not scene.kids(verb, "acomp", "attr"):
            yield Order(side=speaker, kind="want", at=verb, phrase=clause(scene, act))
            told = verb_phrase(scene, act)
            yield Order(side=other or "", kind="demand", at=verb, phrase=told, by=speaker)


def _permitted(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a speaker lets anybody do: "those who can prove use may apply for a lease"."""
    scene, speaker = page.scene, page.speaker(verb)
    nouns = scene.kids(verb, "nsubj")
    anybody = any(
        {scene.token(n).lower, *scene.forms(n, "det")} & _ANYBODY and scene.token(n).tag != "EX"
        for n in nouns
    )
    may = "may" in scene.forms(verb, "aux") and "have" not in scene.forms(verb, "aux")
    if speaker and anybody and may and not page.negative(verb):
        told = clause(scene, verb)
        words = f"let {told.text.replace(' may ', ' ', 1)}"
        yield Order(side=speaker, kind="offer", at=verb, phrase=replace(told, text=words))


def _needed(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a speaker says is needed: "the release is needed"."""
    scene, lemma, speaker = page.scene, page.scene.token(verb).lemma, page.speaker(verb)
    if speaker is None or page.hangs(verb) == "if" or page.negative(verb):
        return
    things = scene.kids(verb, "nsubjpass") if lemma in _NEEDED and scene.passive(verb) else []
    for noun in things[:1]:
        if scene.token(noun).pos == "NOUN" and not scene.ids(noun):
            told = noun_phrase(scene, noun)
            yield Order(side=speaker, kind="want", at=verb, phrase=told, of=noun)


def _without(page: PageVoices, verb: int) -> Iterator[Order]:
    """Yield what a side will do nothing without: "without a guarantee Chad will not open it"."""
    scene = page.scene
    none = [n for n in scene.kids(verb, "attr") if "no" in scene.forms(n, "det")]
    if not (page.negative(verb) or none) or not page.modal(verb):
        return
    side = page.holder(verb) or page.speaker(verb)
    for p in [p for head in (verb, *none) for p in scene.kids(head, "prep")] if side else ():
        for noun in scene.kids(p, "pobj") if scene.token(p).lower == "without" else ():
            if scene.token(noun).pos == "NOUN" and scene.token(noun).lemma not in _NO_TERMS:
                told = noun_phrase(scene, noun)
                yield Order(side=side or "", kind="want", at=noun, phrase=told, of=noun)


def fragments(page: PageVoices) -> Iterator[Order]:
    """Yield the terms of quoted sentences without a verb: "forty lorries a day"."""
    scene = page.scene
    for sentence in scene.parse.sentences:
        words = [i for i in range(sentence.first, sentence.last) if i in page.scene.quoted]
        if not words or any(scene.token(i).tag in _FINITE for i in words):
            continue
        side = page.speaker(words[len(words) // 2])
        nouns = [i for i in words if scene.token(i).pos in {"NOUN", "NUM"}]
        if side is None or not nouns or any(scene.token(i).lemma in _NO_TERMS for i in nouns):
            continue
        if page.page.narrator.asks(words[0]) or any(scene.token(i).text == "?" for i in words):
            continue
        if any(scene.token(i).tag == "CD" or scene.token(i).lower in _FIRSTS for i in words[:4]):
            yield Order(side=side, kind="want", at=nouns[0], phrase=plain(scene, words))


def _yields(page: PageVoices, verb: int) -> bool:
    """Tell whether a clause says that a side gives something, rather than threatens."""
    scene = page.scene
    if page.negative(verb):
        return False
    told = {scene.token(c).lemma for c in (verb, *scene.kids(verb, "acomp"))}
    return bool(told & _ALLOWING)
