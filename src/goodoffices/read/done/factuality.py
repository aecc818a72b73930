"""Is it so? How a text vouches for what it tells: asserted, reported, negated, only thought of.

An act is weighed with what it stands under, and this composes: from its own word up to the root of
its sentence, each denial, modal, condition and governing word is a signature
(:mod:`~goodoffices.read.done.signatures`), and the chain of them is evaluated from the outside in.
A clause that is taken as given ("after …", "which …") ends the chain. What is negated or
hypothetical is kept with the claim and never counted as something that happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goodoffices.evidence.claims import Modality
from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.done.governing import (
    beside_words,
    carried,
    complete,
    form,
    of_adjective,
    of_compound,
    phrasal,
    predicate,
    quality,
    said_of_account,
    said_of_it,
    speech,
    speech_noun,
    unlisted,
)
from goodoffices.read.done.hearsay import Speech, reporter
from goodoffices.read.done.polarity import (
    denied,
    denies,
    inverted,
    modal,
    own_clause,
    own_signatures,
)
from goodoffices.read.done.settings import prescribed, subjunctive
from goodoffices.read.done.signatures import (
    GUESS,
    NEGATION,
    REPORT,
    UNKNOWN,
    Signature,
    SignedContext,
    composed,
    opening,
    signature,
    small,
)
from goodoffices.read.words import words

_LONG = frozenset({"year", "decade", "century", "generation"})
_RANKS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "sole"}
)
_BARRING = frozenset({"except", "but", "save", "bar"})
_WAITING = frozenset({"provided", "providing", "pending", "failing", "barring"})
_DENYING = frozenset({"deny", "dispute", "doubt", "question", "contest", "gainsay"})
_ALL = frozenset({"everything", "all"})
_ABOUT = frozenset(
    {"about", "of", "on", "against", "over", "to", "into", "towards", "toward", "at"}
)
"""Prepositions behind an unlisted word that say what it is about, not how or when it was done."""
_LINKS = frozenset(
    [
        "as",
        "of",
        "for",
        "about",
        "to",
        "on",
        "against",
        "with",
        "over",
        "in",
        "that",
        "from",
        "into",
        "at",
        "out",
        "off",
        "away",
    ]
)
"""Prepositions by which a word governs what its signature is about."""
Step = tuple[tuple[Signature, ...], str]
"""What a step adds, and whether the head's own words count ("on"), not ("past"), or all ends."""


@dataclass(frozen=True, slots=True)
class Vouch:
    """How a clause is vouched for; ``speaker`` is the noun that reports it, where one does.

    ``guessed`` tells that it stands under a word of which the table knows nothing.
    """

    modality: Modality
    speaker: int | None = None
    cue: int | None = None
    guessed: bool = False


def weigh(scene: Scene, i: int, *, resolved: bool = False) -> Vouch:
    """Return how the text vouches for the act told by a token.

    Parameters
    ----------
    scene : Scene
        The document's parse and actors.
    i : int
        The token that tells the act (a verb, an event noun, an adjective).
    resolved : bool
        Whether the clause's modal was already read as a promise, threat or demand.
    """
    speech = reporter(scene, i)
    context = standing(scene, i, resolved=resolved)
    modality = _modality(scene, i, context, speech, resolved=resolved)
    speaker, cue = speech or (None, None)
    return Vouch(modality, speaker, cue, context.guessed)


def _modality(
    scene: Scene, i: int, context: SignedContext, speech: Speech | None, *, resolved: bool
) -> Modality:
    if context.mark == "-":
        return "negated"
    if context.mark == "u":
        return "hypothetical"
    if not resolved and historical(scene, i):
        return "historical"
    if context.mark == "f" or (resolved and will(scene, i)):
        return "future"
    return "reported" if speech is not None or context.reported else "asserted"


def standing(scene: Scene, i: int, *, resolved: bool = False) -> SignedContext:
    """Return the context a token stands in, by all the signatures it stands under."""
    if _asked(scene, i):
        return SignedContext("u")
    if _tallied(scene, i):
        return SignedContext("-")
    inside_out = list(_signatures(scene, i, resolved=resolved))
    return composed(reversed(inside_out))


def _finite(scene: Scene, i: int) -> bool:
    """Tell whether a verb is finite, by itself or by what helps it."""
    helped = (scene.token(c).tag in FINITE | {"MD"} for c in scene.kids(i, "aux", "auxpass"))
    return scene.token(i).tag in FINITE or any(helped)


def _signatures(scene: Scene, i: int, *, resolved: bool) -> Iterator[Signature]:
    """Yield the signatures a token stands under, the nearest first."""
    spared = set(own_clause(scene, i)) if resolved else set()
    yield from own_signatures(scene, i, spared)
    beside = False
    for child, head in scene.above(i):
        if beside:  # a clause joined to an infinitive stands beside the clause that holds it
            beside = not _finite(scene, head)
            continue
        step = _step(scene, child, head)
        if step is None:
            return
        signatures, on = step
        yield from signatures
        if on == "stop":
            return
        beside = on == "beside"
        if on != "on":
            continue
        yield from own_signatures(scene, head, spared, child)


def _step(scene: Scene, child: int, head: int) -> Step | None:
    """Return what the step from a word to its head adds; None where nothing above counts."""
    token = scene.token(child)
    rule = _STEPS.get(token.dep)
    if rule is not None:
        return rule(scene, child, head)
    if token.dep == "attr":  # "among the measures under study are sanctions"
        found = next(filter(None, (predicate(scene, c) for c in scene.kids(head, "prep"))), None)
        return (found,) if found else (), "on"
    if token.dep in {"acomp", "pobj", "pcomp"}:
        return (), "on"
    if token.dep in {"compound", "nmod"} and (found := of_compound(scene, head)):
        return (found,), "on"
    if token.dep in {"appos", "compound", "nmod", "amod", "poss", "parataxis"}:
        return (), "past"
    return _governed(scene, child, head)


def _relative(scene: Scene, child: int, head: int) -> Step | None:
    """Read a relative clause: taken as given, but where it says a purpose or hangs on "any"."""
    if scene.verb(head) and scene.kids(child, "mark"):  # a clause that the parser hung as one
        return _governed(scene, child, head)
    if scene.forms(child, "mark") & _BARRING:
        return (NEGATION,), "on"  # "everything except sign"
    if (
        scene.token(head).lemma == "time"
        and predicate(scene, head)
        and scene.token(child).pos != "X"
    ):
        return ((UNKNOWN,), "stop") if scene.token(head).dep == "attr" else None
    if found := said_of_it(scene, child, head):
        return (found,), "on"
    if "to" in scene.lemmas(child, "aux"):
        return _of_noun(scene, child, head)
    if complete(scene, child) and signature("nouns", scene.token(head).lemma):  # "reports that …"
        return _of_noun(scene, child, head)
    if scene.forms(head, "det") & {"any", "no"}:
        return (UNKNOWN,), "stop"
    return None


def _adverbial(scene: Scene, child: int, head: int) -> Step | None:
    """Read a clause beside another: a condition, a purpose, or what is given."""
    marks = scene.forms(child, "mark", "advmod", "prep")
    as_though = marks >= {"as", "though"}
    if as_though or inverted(scene, child) or marks & words("conditions") - {"until"}:
        return (UNKNOWN,), "stop"
    if purpose(scene, child):
        if scene.token(head).lower == "were" and inverted(scene, head):
            return (UNKNOWN,), "stop"  # "were Peru to attack, …"
        return _infinitive(scene, head)
    if marks & {"before", "until", "till"}:
        finite = scene.token(child).tag == "VBD"
        return None if finite and standing(scene, head).mark == "+" else ((UNKNOWN,), "stop")
    if marks & {"than", *_BARRING}:
        before = {scene.token(c).lower for c in scene.kids(head, "advmod") if c < child}
        return None if "sooner" in before and denies(scene, head) else ((NEGATION,), "on")
    if scene.token(child).tag in {"VBG", "VBN"} and not marks:
        complement = scene.token(child - 1).text != "," and child > head
        found = signature("verbs", scene.token(head).lemma, {*beside_words(scene, head), "ing"})
        return (found,) if complement and found else (), "on"
    later = scene.token(child).tag in {"VBZ", "VBP", "VB", "VBN"}
    above = standing(scene, head)
    if later and above.mark in "fu":
        return (UNKNOWN,), "stop"
    return ((), "stop") if marks or later else ((), "past")


def _infinitive(scene: Scene, head: int) -> Step:
    """Read an infinitive beside a verb: its complement where it takes one, else its purpose."""
    if not scene.verb(head):
        above = scene.token(scene.token(head).head)
        if scene.token(head).lower == "far" and above.lemma == "go":
            return ("+-",), "on"  # "went so far as to expel them"
        return ("f-" if scene.actors.at(head) else UNKNOWN,), "stop"
    found = signature("verbs", scene.token(head).lemma, {*beside_words(scene, head), "to"})
    if found:
        return (found,), "on"
    return (UNKNOWN,), "stop"


def _subject(scene: Scene, child: int, head: int) -> Step | None:
    """Read what is said of an event that is the subject: "took place", "is false"."""
    marks = scene.forms(child, "mark", "advmod") & words("conditions")
    if inverted(scene, head) or (scene.verb(child) and (marks or inverted(scene, child))):
        return (UNKNOWN,), "stop"
    if waits := _outstanding(scene, head):
        return (waits,), "past"
    beside = beside_words(scene, head)
    said = signature("subjects", scene.token(head).lemma, beside)
    also = scene.kids(head, "conj")  # "fell victim to the storm and did not happen"
    if any(denies(scene, c) and signature("subjects", scene.token(c).lemma) == "+-" for c in also):
        return (NEGATION,), "on"
    if scene.token(head).lemma == "be" or said is None:
        for c in scene.kids(head, "acomp", "attr", "prep", "oprd", "xcomp", "advmod"):
            found = predicate(scene, c)
            if found:
                return (found,), "on"
        asked = scene.token(head).lemma == "do" and child > head
        if asked or (scene.token(head).lemma == "be" and scene.token(child).dep == "csubj"):
            return (), "on"  # "at no time did Oman mediate", the verb taken for a noun
    found = said_of_account(scene, child, head)
    if found or (said and scene.token(head).lemma != "be"):
        return (found or said or "+-",), "on"
    given = scene.forms(child, "det") & {"the", "this", "that", "these", "those"}
    bare = scene.token(child).tag == "VBG" or not scene.verb(child)
    if not given and bare and modal(scene, head):  # "an attack would be folly"
        return (UNKNOWN,), "stop"
    return None


def _outstanding(scene: Scene, i: int) -> Signature | None:
    """Return the signature of what is still to be done: "has yet to be", "remains to be signed"."""
    i = scene.token(i).head if scene.token(i).dep == "aux" else i
    open_still = scene.forms(i, "advmod") & {"yet", "still"}
    if open_still and scene.lemmas(i, "aux") >= {"have", "to"}:
        return NEGATION
    infinitives = [c for c in scene.kids(i, "xcomp") if "to" in scene.lemmas(c, "aux")]
    if not infinitives:
        return None
    if scene.token(i).lemma == "be" and any("have" in scene.lemmas(c, "aux") for c in infinitives):
        return UNKNOWN  # "was to have come on Monday"
    bare = (
        scene.token(c).lemma == "be" and not scene.kids(c, "acomp", "attr") for c in infinitives
    )
    if scene.token(i).lemma == "be" and scene.kids(i, "neg") and any(bare):
        return NEGATION  # "was not to be"
    if scene.token(i).lemma in {"have", "be"} and open_still:
        return NEGATION
    return UNKNOWN if scene.token(i).lemma == "remain" else None


def _joined(scene: Scene, child: int, head: int) -> Step:
    """Read a word joined to another: both stand under the same."""
    token = scene.token(child)
    if not scene.verb(child):
        return (), "on" if not scene.verb(head) else "past"
    if "than" in scene.forms(head, "cc") and child > head:  # "bit its tongue rather than condemn"
        return (NEGATION,), "past"
    own = scene.kids(child, "aux", "nsubj", "nsubjpass")
    if _finite(scene, child) and scene.verb(head) and not _finite(scene, head):
        return (), "beside" if scene.kids(child, "nsubj", "nsubjpass") else "past"
    if "but" in scene.forms(head, "cc") and scene.forms(head, "dobj") & _ALL and token.tag == "VB":
        return (NEGATION,), "past"  # "did everything but sign"
    bare = token.tag in {"VB", "VBG"} and token.tag == scene.token(head).tag and not own
    but = scene.forms(head, "cc") & {"but", "yet"}
    return (), "on" if bare and not but else "past"


def _prepositional(scene: Scene, child: int, head: int) -> Step | None:
    """Read a phrase: "without signing", "far from attacking", "fear of war", "after the war"."""
    token, above = scene.token(child), scene.token(head)
    word = token.lower
    if opening(word) == "-":
        return (NEGATION,), "on"
    if grants(token):
        return _granted_step(scene, child)
    if short := _short_of(scene, child, head):
        return (short,), "past"
    if "instead" in scene.forms(child, "advmod"):
        return (), "past"
    if above.pos in {"VERB", "AUX"}:
        return _verb_phrase(scene, child, head)
    found = signature("nouns", above.lemma) if above.pos not in {"ADV", "ADJ"} else None
    found = quality(scene, head) if above.pos == "ADJ" else found
    if above.pos == "NOUN":
        found = carried(scene, head) or found
    if found == "++" and above.dep == "nsubj" and modal(scene, above.head):
        return (UNKNOWN,), "stop"  # "the cost of an attack would be high"
    if found and word in _LINKS:
        return (found,), "on"
    of_noun = word == "of" and above.pos not in {"ADV", "ADJ"}
    return ((GUESS,), "on") if of_noun else ((), "past")


def _short_of(scene: Scene, child: int, head: int) -> Signature | None:
    """Return the signature of a distance: "far from", "instead of", "within hours of"."""
    word, above = scene.token(child).lower, scene.token(head)
    holder = scene.token(above.head)
    apart = "far" in scene.forms(child, "advmod") or above.lower in {"instead", "far", "lieu"}
    if apart and word in {"of", "from"}:
        return NEGATION
    if above.lower in {"close", "near"} and holder.lemma == "come":
        return NEGATION
    if above.lower in {"contrary", "counter"} and word == "to":
        return NEGATION
    if above.lower in {"away", "removed"} and word == "from" and scene.kids(child, "pcomp"):
        return UNKNOWN  # "days away from signing"
    nowhere = "nowhere" in scene.forms(child, "advmod") | scene.forms(head, "advmod")
    if word == "near" and above.lemma == "be" and not nowhere:
        return UNKNOWN  # "were near a deal"
    within = word == "of" and above.dep == "pobj" and holder.lower == "within"
    moved = scene.token(holder.head).lemma in {"come", "be", "get", "go", "move", "bring"}
    return UNKNOWN if within and moved else None


def _verb_phrase(scene: Scene, child: int, head: int) -> Step | None:
    """Read a phrase under a verb: "refrained from attacking", "called for talks"."""
    word, lemma = scene.token(child).lower, scene.token(head).lemma
    clause = bool(scene.kids(child, "pcomp"))
    if word == "by" or scene.token(child).dep == "agent":
        return None
    objects = (
        phrasal(scene, head, o) for o in scene.kids(head, "dobj") if clause or word in _LINKS
    )
    found = next(filter(None, objects), None)
    beside = {word, *(("ing",) if clause else ()), *beside_words(scene, head)}
    found = found or signature("verbs", lemma, beside)
    if found and (clause or word in _LINKS):
        return (found,), "on"
    if clause:
        return (UNKNOWN if word in _ABOUT else GUESS,), "on"
    return (), "past"


def _granted_step(scene: Scene, child: int) -> Step | None:
    """Read what "after" takes as given, and what is still to come "before" something."""
    word = scene.token(child).lower
    nouns = scene.kids(child, "pobj", "pcomp")
    if any(scene.forms(n, "det") & {"any"} for n in nouns):
        return (UNKNOWN,), "stop"
    if word in {"before", "until"} and scene.kids(child, "pcomp"):
        return (UNKNOWN,), "stop"
    return None


def _of_noun(scene: Scene, child: int, head: int) -> Step | None:
    """Read a clause on a noun: "plans to sign", "reports that …"; a participle is given."""
    token, above = scene.token(child), scene.token(head)
    beside = {"to"} if "to" in scene.lemmas(child, "aux") else {"that"}
    found = carried(scene, head) or signature("nouns", above.lemma, beside)
    if "to" in scene.lemmas(child, "aux"):
        if scene.lemmas(head, "amod", "nummod") & _RANKS:
            return ("+-",), "on"  # "was the first country to recognise Palestine"
        announced = found is None and scene.actors.at(head) is not None
        return ("f-" if announced else found or UNKNOWN,), "on"
    if speech(scene, child):  # "posts claiming that …", "pictures said to show …"
        return (), "on"
    if token.tag in {"VBN", "VBG"} and not scene.kids(child, "mark", "nsubj"):
        return ((UNKNOWN,), "stop") if scene.forms(head, "det") & {"any", "no"} else None
    return (found or REPORT,), "on"


def _governed(scene: Scene, child: int, head: int) -> Step:
    """Read a clause or a noun that a word governs: the word's signature decides."""
    token, above = scene.token(child), scene.token(head)
    if above.lower in _WAITING and (above.tag == "VBG" or token.dep == "ccomp"):
        return (UNKNOWN,), "stop"  # "provided that …", "pending talks"
    if scene.forms(child, "mark") & {"whether", "if"}:
        return (UNKNOWN,), "on"
    if above.pos == "ADJ":
        return (of_adjective(scene, child, head),), "on"
    if above.pos in {"NOUN", "PROPN"}:
        found = signature("nouns", above.lemma)
        return (found or (REPORT if token.dep == "ccomp" else GUESS),), "on"
    if found := _of_clause(scene, child, head):
        return (found,), "on"
    if above.lemma == "be":
        return _being(scene, child, head)
    if found := _of_object(scene, child, head):
        return (found,), "on"
    beside = {*beside_words(scene, head), *form(scene, child)}
    if token.dep == "xcomp" and "to" in beside and scene.kids(head, "dobj"):
        beside.add("whom")  # "dared Chad to attack"
    if token.dep in {"dobj", "nsubjpass", "oprd", "dative"} and speech_noun(scene, child):
        beside.discard("that")
    found = signature("verbs", above.lemma, beside)
    return (found or unlisted(scene, child),), "on"


def _of_clause(scene: Scene, child: int, head: int) -> Signature | None:
    """Return what the form of a clause decides, whatever the verb that governs it."""
    token, above = scene.token(child), scene.token(head)
    if prescribed(scene, child, head) or subjunctive(scene, child):
        return UNKNOWN
    if above.lemma in _DENYING and scene.forms(head, "nsubj") & small("negative subjects"):
        return "++"  # "nobody denies that …"
    if above.lemma == "have" and token.dep in {"ccomp", "xcomp"}:
        if scene.kids(child, "nsubj"):
            return UNKNOWN  # "the manual has Chad attack"
        if token.dep == "xcomp":
            return NEGATION if scene.forms(head, "advmod") & {"yet", "still"} else UNKNOWN
    return None


def _of_object(scene: Scene, child: int, head: int) -> Signature | None:
    """Return what a verb with all that stands beside it says of its object, where that decides."""
    if scene.token(child).dep not in {"dobj", "nsubjpass"}:
        return None
    if phrasal(scene, head, child):
        return "+-"  # told with the noun already
    also = scene.kids(head, "conj") if scene.token(child).dep == "nsubjpass" else ()
    if any(denies(scene, c) and signature("verbs", scene.token(c).lemma) == "+-" for c in also):
        return NEGATION  # "was drafted and never signed"
    if names := scene.kids(head, "oprd"):  # "called the attack a crime"
        return predicate(scene, names[0]) or "++"
    if any(quality(scene, n) == NEGATION for n in scene.phrases(head, "as")):
        return NEGATION  # "branded as lies the reports"
    return said_of_account(scene, child, head)


def _being(scene: Scene, child: int, head: int) -> Step:
    """Read a clause under "be": "it is not true that …", "is to visit", "is about to leave"."""
    token = scene.token(child)
    for c in scene.kids(head, "acomp", "attr", "prep", "oprd"):
        found = predicate(scene, c) if c != child else None
        if found:
            return (found,), "on"
    if token.dep == "xcomp" or "to" in scene.lemmas(child, "aux"):
        return ("f-",), "on"
    if token.dep == "ccomp":  # "the plan is that …"
        if scene.lemmas(head, "csubj") & small("mattering"):
            return (UNKNOWN,), "on"  # "what matters is that both sides agree"
        nouns = (signature("nouns", n) for n in scene.lemmas(head, "nsubj"))
        return (next(filter(None, nouns), "+-"),), "on"
    return ("+-",), "on"


def _asked(scene: Scene, i: int) -> bool:
    """Tell whether a token stands in a question, or in an order that is quoted."""
    sentence = scene.parse.sentence_of(i)
    last = scene.token(sentence.last - 1)
    tail = [t.text for t in scene.parse.tokens[max(sentence.first, last.i - 2) : sentence.last]]
    if "?" in tail:
        return True
    token = scene.token(i)
    if token.tag != "VB" or scene.kids(i, "aux", "nsubj", "nsubjpass") or i not in scene.quoted:
        return False
    return token.dep in {"ROOT", "ccomp"} or i == sentence.first


def _tallied(scene: Scene, i: int) -> bool:
    """Tell whether a sentence counts what it tells as none: "envoys expelled so far: none."."""
    sentence = scene.parse.sentence_of(i)
    tail = [t.lower for t in scene.parse.tokens[sentence.last - 3 : sentence.last]]
    return len(tail) == 3 and tail[0] == ":" and tail[1] in {"none", "zero", "nil", "0"}


def negated(scene: Scene, i: int) -> bool:
    """Tell whether a clause, or what carries it, says that the act was not done."""
    return standing(scene, i).mark == "-" or denied(scene, i)


def grants(token: Token) -> bool:
    """Tell whether a preposition opens what is taken as given: "after", "despite"."""
    return token.dep == "prep" and token.lower in words("granting words")


def purpose(scene: Scene, i: int) -> bool:
    """Tell whether a verb is an infinitive of purpose ("met them to end the war")."""
    dep, holder = scene.token(i).dep, scene.token(scene.token(i).head).lemma
    if "to" not in scene.lemmas(i, "aux"):
        return False
    if dep == "advcl":
        return holder not in {"call", "appeal", "agree", "refuse", "return"}
    return dep in {"acl", "relcl"} and holder not in words("deeds")


def will(scene: Scene, i: int) -> bool:
    """Tell whether a clause tells of the future ("will visit", "is to visit next week")."""
    for at in own_clause(scene, i):
        if scene.lemmas(at, "aux") & {"will", "shall"}:
            return True
        if any(scene.token(c).text in words("future") for c in scene.kids(at, "aux")):
            return True
        if scene.token(at).dep == "xcomp":
            above = scene.token(scene.token(at).head)
            if above.lemma in {"be", "go", "plan", "schedule", "intend"} and above.tag != "VBD":
                return True
    return False


def historical(scene: Scene, i: int) -> bool:
    """Tell whether an act is remembered: "last year's invasion", "a year since …"."""
    if any(_bygone(scene, at) for at in own_clause(scene, i)):
        return True
    for child, head in scene.above(i):
        if scene.token(head).lemma in small("remembrance"):
            return True
        word = scene.token(child)
        since = "since" in scene.forms(child, "mark") or (word.dep, word.lower) == ("prep", "since")
        if since and _spans(scene, head):
            return True
    return False


def _bygone(scene: Scene, i: int) -> bool:
    """Tell whether a word is said to be of former times: "former", "last year's", "years ago"."""
    if scene.lemmas(i, "amod", "nmod") & words("bygone"):
        return True
    for c in scene.kids(i, "prep", "advmod"):  # "long before the quarrel"
        before = scene.token(c).lower in {"before", "ago", "earlier"}
        if before and ("long" in scene.forms(c, "advmod") or scene.lemmas(c, "npadvmod") & _LONG):
            return True
    for c in scene.kids(i, "advmod", "npadvmod", "poss", "compound", "nmod"):
        lemma = scene.token(c).lemma
        if lemma == "ago" and scene.lemmas(c, "npadvmod") & _LONG:
            return True
        if lemma in _LONG and scene.lemmas(c, "amod") & words("bygone"):
            return True
    return False


def _spans(scene: Scene, head: int) -> bool:
    """Tell whether a clause counts the time since something ("a year has passed since …")."""
    nouns = [head, *scene.kids(head, "nsubj", "dobj", "attr", "npadvmod")]
    return any(scene.token(n).lemma in _LONG | {"anniversary"} for n in nouns)


_STEPS: dict[str, Callable[[Scene, int, int], Step | None]] = {
    "relcl": _relative,
    "advcl": _adverbial,
    "nsubj": _subject,
    "csubj": _subject,
    "conj": _joined,
    "prep": _prepositional,
    "agent": _prepositional,
    "dative": _prepositional,
    "acl": _of_noun,
}
