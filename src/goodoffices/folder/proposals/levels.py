"""A clause as a way to settle a matter: what is to be, in few words, or nothing where it is none.

"The five pilots would be fined" settles something, and is told as "the five pilots fined"; "they
have sixty-three", "one does not negotiate a map", "should fighting come over the line" and "they
shall not exclude that …" settle nothing: they tell how things are, what holds of all things, on
what something hangs, or what is only thought and said.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.evidence.across.matters import stem
from goodoffices.folder.proposals.amounts import amounts
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.phrases import noun_phrase, parts, reworded, verb_phrase
from goodoffices.folder.proposals.voices import PageVoices
from goodoffices.read.words import table, words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_WORDS = table("bargaining.yaml")
_SETTLING = _WORDS["settling"]
_IDLE = frozenset(_SETTLING["idle"]) | frozenset(_WORDS["no_levels"])
_STANCES = frozenset(v for k in ("want", "demand", "offer") for v in _WORDS["verbs"][k])
_STATES = frozenset(_SETTLING["states"])
_FITTING = frozenset(_SETTLING["fitting"])
_FILLING = frozenset(_SETTLING["filling"])
_DAYS = frozenset(_WORDS["days"])
_WHITHER = frozenset(_WORDS["whither"]) | {"from", "before", "under"}
_STAYING = frozenset(_WORDS["staying"])
_MODALS = frozenset(_WORDS["must"]) | frozenset(_WORDS["perhaps"]) | frozenset(_WORDS["shall"])
_ABLE = frozenset({"can", "ca"})
_BOUND = frozenset({"must", "should", "ought", "have"})
_OPEN_TO = _BOUND | frozenset(_WORDS["perhaps"])
_INVERTED = frozenset({"should", "had", "were"})
_OWED = frozenset({"have", "need", "get"})
_NO_TERMS = frozenset(_SETTLING["marks"])
_SUBJECTS = ("nsubj", "nsubjpass")
_PERSONS = words("persons of levels")
_POINTING = frozenset(_SETTLING["pointing"])
_ASKING = words("openings of no levels")
_NONE = re.compile(r"\b(?:no|nobody|nothing|none|neither|nor|never|not)\b", re.IGNORECASE)
_LEAST = re.compile(r"\ba single\b", re.IGNORECASE)
"""What is only said of what is not to be: "ask us to give up a single rifle"."""
_SELF_TOLD = re.compile(r"^(?:no|not|none|nobody|nothing|neither|never)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
_ANY = re.compile(r"^(?:any|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^(?:their|its|his|her|our|the|a|an|this|that|these|those)\s+", re.I)
_PLURAL = frozenset({"NNS", "NNPS"})
_HARD = re.compile(r"(?:s|x|z|ch|sh|o)$")
_CONSONANT_Y = re.compile(r"(?<=[^aeiou])y$")
_DANGLING = words("small words at an end")


def level(page: PageVoices, bid: Bid) -> str:
    """Return the words of a bid as a way to settle something; empty where it is none."""
    if bid.kind in {"matter", "done"}:
        return ""
    text, at = bid.phrase.text, bid.phrase.at
    if at is None or bid.point or not page.scene.verb(at):
        return _of_noun(bid)
    if text.removeprefix("not ").split(" ")[0] == bid.phrase.head:
        return _of_act(page, bid, at)
    return _of_clause(page, bid, at)


def _of_noun(bid: Bid) -> str:
    """Return a thing that is wanted, offered or refused; what is refused is told with a "no"."""
    text = bid.phrase.text
    if text.split(" ")[0].casefold() in _ASKING | _POINTING | _PERSONS:
        return ""
    if not any(w.casefold() not in _DAYS and not w.isdigit() for w in _WORD.findall(text)):
        return ""
    if bid.kind != "refuse" or bid.phrase.verbal or _SELF_TOLD.match(text):
        return "" if text.casefold().startswith("any ") else text
    return f"no {_ANY.sub('', text)}" if _ANY.match(text) else f"not {text}"


def _of_act(page: PageVoices, bid: Bid, verb: int) -> str:
    """Return an act; one that is refused is named with its "not", unless its words deny it."""
    scene, text = page.scene, bid.phrase.text
    if bid.phrase.head == "be" or not bid.phrase.terms - {bid.phrase.head}:
        return ""  # "walk off", "pay for it": nobody knows what
    going_on = bid.phrase.head in _STATES and scene.token(verb).tag == "VBG"
    if going_on or bid.phrase.head in _IDLE | _STAYING:
        return ""  # "is holding five men" tells how things are
    if bid.phrase.head == "see" and not text.startswith("not "):  # "would like to see"
        seen = text.partition(" ")[2]
        return seen if bid.kind == "want" and seen.split(" ")[0].lower() not in _PERSONS else ""
    if _to_whom(scene, verb, text):
        return ""
    if _NONE.search(text) or not (bid.kind == "refuse" or _LEAST.search(text)):
        return text
    return f"not {text}"


def _to_whom(scene: Scene, verb: int, text: str) -> bool:
    """Tell whether nobody knows to whom something is done: "carry it through"."""
    told = set(_WORD.findall(text.casefold())) & (_PERSONS | _POINTING | _ASKING)
    return any(scene.token(n).lower in told for n in scene.kids(verb, "dobj", "nsubjpass"))


def _of_clause(page: PageVoices, bid: Bid, verb: int) -> str:
    """Return what a clause says is to be, shortly; empty where it tells what is, or a remark."""
    scene = page.scene
    nouns = scene.kids(verb, *_SUBJECTS)
    wished = bid.kind != "say" and not _helpers(scene, verb)
    if wished and scene.token(verb).tag in {"VBN", "VBG"}:  # "wants that pond emptied"
        return bid.phrase.text
    if not nouns:
        return _there(page, bid, verb) if scene.kids(verb, "expl") else ""
    if bid.kind == "say" and scene.token(verb).lemma in _STANCES and not page.negative(verb):
        return _wished(scene, verb)
    if _inverted(scene, verb, nouns[0]) or (bid.kind == "say" and _hung(scene, verb)):
        return ""
    return _given(scene, verb, nouns[0]) or _said(page, bid, verb, nouns[0])


def _said(page: PageVoices, bid: Bid, verb: int, noun: int) -> str:
    """Return what a clause with a subject says is to be, by how its verb is helped."""
    scene, owed = page.scene, _owing(page.scene, verb)
    act = verb if owed is None else owed
    if scene.token(act).lemma in _IDLE or scene.forms(act, "ccomp"):
        return ""
    if owed is not None or _bare(scene, verb):
        return _meant(page, bid, act, noun, of=verb)
    modal = _modals(scene, verb)
    if "have" in scene.lemmas(verb, "aux", "auxpass"):  # "the quay has stayed closed"
        lasts = scene.token(verb).lemma in _STAYING and not modal and _known(scene, noun)
        return _told(page, bid, verb, noun) if lasts else ""
    if modal:
        return _meant(page, bid, act, noun, of=verb)
    return _told(page, bid, verb, noun) if _stands(page, bid, verb, noun) else ""


def _meant(page: PageVoices, bid: Bid, verb: int, noun: int, *, of: int) -> str:
    """Return what a clause says must, should, would or may be."""
    scene = page.scene
    said = scene.kids(verb, "acomp", "attr")
    if scene.token(verb).lemma == "be" and said and not scene.passive(verb):
        if scene.lemmas(verb, "acomp", "attr") & _FITTING:
            thing = noun_phrase(scene, noun).text
            return "" if _pronoun(scene, noun) or page.negative(verb) else thing
        bound = scene.forms(of, "aux") & _OPEN_TO or of != verb or _bare(scene, verb)
        if not bound and not bid.phrase.numbers:
            return ""  # "the house would be dark"
    elif _lasts(scene, verb) and of == verb and not scene.forms(verb, "aux") & _BOUND:
        return ""  # "the money will last until June"
    if scene.forms(of, "aux") & _ABLE and not (scene.passive(verb) or bid.phrase.numbers):
        return ""  # "from there one can see"
    return _told(page, bid, verb, noun)


def _stands(page: PageVoices, bid: Bid, verb: int, noun: int) -> bool:
    """Tell whether a clause in the present says what is to be: "the bulls come home first".

    What is said of no known thing ("a road does not climb") holds of all, and settles nothing.
    """
    scene, token = page.scene, page.scene.token(verb)
    if token.tag not in {"VBZ", "VBP"} and not scene.forms(verb, "auxpass") & {"is", "are"}:
        return False
    if not _known(scene, noun) or scene.kids(verb, "neg"):
        return False
    if _lasts(scene, verb):
        return False
    if token.lemma in _STAYING:
        return True
    if page.voice(verb) is None and bid.kind == "say":
        return False
    owned = _pronoun(scene, noun) or page.whose(noun) is not None
    return bool(bid.phrase.numbers) if owned else True


def _told(page: PageVoices, bid: Bid, verb: int, noun: int) -> str:
    """Return a clause without its helping verbs; an act without the side that it is of."""
    scene = page.scene
    named = _pronoun(scene, noun) or page.whose(noun) is not None
    if named and scene.passive(verb) and _pronoun(scene, noun):
        return ""  # "they would be freed"
    if scene.token(noun).lower in _POINTING | _ASKING | {"you", "one"}:
        return ""
    own = set(scene.parse.subtree(noun))
    own |= {i for i in scene.kids(verb, "neg", "preconj") if i < noun}  # "not a cork will move"
    being = scene.token(verb).lemma == "be" and not scene.passive(verb)
    lone = named and not (scene.passive(verb) or being or bid.kind == "want")
    lone = lone or _pronoun(scene, noun)
    if lone and being:
        return ""  # "they would be off the wells"
    if lone and scene.token(verb).lemma in _STAYING:
        return ""  # how long a side stays firm
    words = _words(scene, verb, own, subject=not lone)
    negative = any(i not in own for i in scene.kids(verb, "neg"))
    forms = {} if scene.passive(verb) else {verb: _form(scene, verb, noun, bare=lone)}
    if being:
        words = [i for i in words if i != verb]
        forms = {}
    if negative and not lone:
        first = next((i for i in words if i not in own), verb)
        does = "" if not forms else "do " if _many(scene, noun) else "does "
        forms = {
            first: f"{does}not {scene.token(verb).lemma if forms else scene.token(first).text}"
        }
    text = reworded(scene, verb, words, forms).text
    if lone and negative and not _NONE.search(text):
        text = f"not {text}"
    return "" if len(text.split()) < 2 or (lone and _to_whom(scene, verb, text)) else text


def _words(scene: Scene, verb: int, own: Collection[int], *, subject: bool) -> list[int]:
    """Return the tokens of a clause from its subject on, without helping verbs and fillers."""
    out = set(scene.kids(verb, "aux", "auxpass", "neg", "mark", "ccomp", "advcl")) - set(own)
    kept = [i for i in parts(scene, verb) if i not in out]
    first = min(own)
    beside = {
        k for i in kept for k in scene.kids(i, "conj") if scene.verb(k) and scene.has_subject(k)
    }
    cut = {i for k in beside for i in scene.parse.subtree(k)}
    told = [i for i in kept if i >= first and i not in cut and scene.token(i).lower not in _FILLING]
    told = [i for i in told if i not in own]
    return [*sorted(i for i in own if i not in out), *told] if subject else told


def _form(scene: Scene, verb: int, noun: int, *, bare: bool) -> str:
    """Return a verb in the present, as its subject has it; ``bare`` where it has none."""
    lemma = scene.token(verb).lemma
    if bare or _many(scene, noun):
        return lemma
    if lemma == "have":
        return "has"
    if _CONSONANT_Y.search(lemma):
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if _HARD.search(lemma) else f"{lemma}s"


def _lasts(scene: Scene, verb: int) -> bool:
    """Tell whether a verb is of a state; to "come back" is to go somewhere."""
    going = scene.forms(verb, "prt", "advmod", "prep") & _WHITHER
    return scene.token(verb).lemma in _STATES and not (going or scene.passive(verb))


def _many(scene: Scene, noun: int) -> bool:
    """Tell whether a subject is of several."""
    token = scene.token(noun)
    counted = (scene.forms(noun, "nummod") | {token.lower}) - {"one", "1"}
    counted = {one for one in counted if amounts(one)}
    return token.tag in _PLURAL or bool(scene.kids(noun, "conj")) or bool(counted)


def _there(page: PageVoices, bid: Bid, verb: int) -> str:
    """Return what there would be, or must not be: "there would be one nurse to ten beds"."""
    scene = page.scene
    nouns = scene.kids(verb, "attr", "dobj")
    if not (nouns and (_modals(scene, verb) or bid.kind != "say")):
        return ""
    if page.negative(verb) and bid.kind != "refuse":
        return ""
    first = min(scene.parse.subtree(nouns[0]))
    out = set(scene.kids(verb, "ccomp", "advcl"))
    return reworded(
        scene, verb, [i for i in parts(scene, verb) if i >= first and i not in out], {}
    ).text


def _wished(scene: Scene, verb: int) -> str:
    """Return what somebody whom nobody knows as a side is told to want or offer."""
    nouns = scene.kids(verb, "dobj")
    if nouns:
        text = noun_phrase(scene, nouns[0]).text
        return "" if _pronoun(scene, nouns[0]) else text
    acts = [a for a in scene.kids(verb, "xcomp") if scene.infinitive(a)]
    return verb_phrase(scene, acts[0]).text if acts else ""


def _given(scene: Scene, verb: int, noun: int) -> str:
    """Return what is said to be what somebody can give: "three hundred is what we can carry"."""
    if scene.token(verb).lemma != "be" or scene.kids(verb, "neg") or _pronoun(scene, noun):
        return ""
    below = [i for i in scene.parse.subtree(verb) if i > verb]
    what = next((i for i in below if scene.token(i).lower in {"what", "all"}), None)
    giving = [i for i in below if scene.verb(i) and what is not None and i > what]
    if not giving or any(scene.token(i).tag in {"VBD", "VBN"} for i in giving):
        return ""
    idle = all(scene.token(i).lemma == "be" for i in giving)
    return "" if idle else noun_phrase(scene, noun).text


def _inverted(scene: Scene, verb: int, noun: int) -> bool:
    """Tell whether a clause is a condition by its order: "should fighting come over the line"."""
    helped = scene.kids(verb, "aux", "auxpass")
    return any(i < noun and scene.token(i).lower in _MODALS | _INVERTED for i in helped)


def _hung(scene: Scene, verb: int) -> bool:
    """Tell whether a clause says when, why or whether: of another one it is no part to settle."""
    marks = scene.forms(verb, "mark", "advmod")
    return bool(marks & _NO_TERMS) or (scene.token(verb).dep == "advcl" and not marks & {"until"})


def _owing(scene: Scene, verb: int) -> int | None:
    """Return the act that "has to", "had got to" or "needs to" says is owed."""
    if scene.token(verb).lemma not in _OWED or scene.kids(verb, "dobj"):
        return None
    acts = [a for a in scene.kids(verb, "xcomp", "ccomp") if scene.infinitive(a)]
    return acts[0] if len(acts) == 1 else None


def _helpers(scene: Scene, verb: int) -> set[int]:
    return set(scene.kids(verb, "aux", "auxpass"))


def _modals(scene: Scene, verb: int) -> set[int]:
    """Return the modal verbs of a clause."""
    return {
        i
        for i in scene.kids(verb, "aux")
        if scene.token(i).lower in _MODALS and scene.token(i).lemma not in {"have", "need", "go"}
    }


def _bare(scene: Scene, verb: int) -> bool:
    """Tell whether a clause has its verb bare: "that each be heard"."""
    helped = [scene.token(i) for i in sorted(_helpers(scene, verb))]
    if helped and helped[0].lower == "to":
        return True
    return helped[0].lower == "be" if helped else scene.token(verb).tag == "VB"


def _known(scene: Scene, noun: int) -> bool:
    """Tell whether a subject is some known thing, or counted; of "a road" all roads are meant."""
    token = scene.token(noun)
    if token.pos not in {"NOUN", "PROPN"}:
        return token.lower in {"they", "we"}
    said = scene.forms(noun, "det")
    if said & words("words before known things"):
        return True
    counted = scene.kids(noun, "nummod", "poss")
    return bool(counted) or token.pos == "PROPN" or "not" in scene.forms(noun, "neg", "preconj")


def _pronoun(scene: Scene, noun: int) -> bool:
    return scene.token(noun).lower in _PERSONS


def worded(page: PageVoices, bid: Bid) -> Bid:
    """Return a bid with its words as a way to settle something."""
    tokens = level(page, bid).split()
    while tokens and tokens[-1].casefold() in _DANGLING:
        tokens.pop()
    if not tokens or tokens[0].casefold() in _ASKING:
        return bid
    if len(tokens) < 2 and not _named_thing(page, bid):
        return bid
    return replace(bid, level=" ".join(tokens))


def _named_thing(page: PageVoices, bid: Bid) -> bool:
    """Tell whether a lone word is a thing that a side wants or not ("guidelines"), no number."""
    at = bid.phrase.at
    return bid.kind != "say" and at is not None and page.scene.token(at).pos == "NOUN"


def bare_word(text: str, name: str) -> bool:
    """Tell whether a level is no more than the name of its matter: "titles", of Title."""
    own = {stem(word) for word in _POSSESSIVE.sub("", text).casefold().split()}
    return len(own) == 1 and own <= {stem(word) for word in name.casefold().split()}


def denied_in(text: str) -> bool:
    """Tell whether a level is that something is not to be."""
    return _NONE.search(text) is not None
