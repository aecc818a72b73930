"""Is it so? How a text vouches for what it tells: asserted, reported, negated, only thought of.

An act is weighed with what it stands under, and this composes: from its own word up to the root of
its sentence, each denial, modal, condition and governing word is a signature
(:mod:`~goodoffices.read.done.signatures`), and the chain of them is evaluated from the outside in.
A clause that is taken as given ("after …", "which …") ends the chain. What is negated or
hypothetical is kept with the claim and never counted as something that happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from goodoffices.evidence.claims import Modality
from goodoffices.read.clause.roles import Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.done.signatures import (
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

Speech = tuple[int | None, int]
"""Who says so (a noun, or None where nobody is named), and the word of saying."""

_LONG = frozenset({"year", "decade", "century", "generation"})
_RANKS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "sole"}
)
_NOT = frozenset({"not", "n't", "n’t"})
_LINKS = frozenset(
    [
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


@dataclass(frozen=True, slots=True)
class Vouch:
    """How a clause is vouched for; ``speaker`` is the noun that reports it, where one does."""

    modality: Modality
    speaker: int | None = None
    cue: int | None = None


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
    return Vouch(_modality(scene, i, speech, resolved=resolved), *(speech or (None, None)))


def _modality(scene: Scene, i: int, speech: Speech | None, *, resolved: bool) -> Modality:
    context = standing(scene, i, resolved=resolved)
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
    inside_out = list(_signatures(scene, i, resolved=resolved))
    return composed(reversed(inside_out))


def _signatures(scene: Scene, i: int, *, resolved: bool) -> Iterator[Signature]:
    """Yield the signatures a token stands under, the nearest first."""
    spared = set(own_clause(scene, i)) if resolved else set()
    yield from _own(scene, i, spared)
    for child, head in scene.above(i):
        step = _step(scene, child, head)
        if step is None:
            return
        signatures, on = step
        yield from signatures
        if on == "stop":
            return
        if on == "past":
            continue
        yield from _own(scene, head, spared, child)


# --- what stands at a word itself ---------------------------------------------------------------


def _own(scene: Scene, i: int, spared: set[int], below: int = -1) -> Iterator[Signature]:
    """Yield what a word says of itself: its negation, its modal, its adverbs and determiners.

    The word come from is left out: "there was no attack" denies once.
    """
    if i in spared:
        return
    denied, modal = _denied(scene, i, below), _modal(scene, i)
    if denied:  # "may not" leaves it open, "could not" and "will not" do not
        yield NEGATION
    if modal and not (denied and (modal[0] == "f" or _able(scene, i))):
        yield modal
    for c in scene.kids(i, "advmod", "amod", "compound", "nmod", "det", "npadvmod"):
        token = scene.token(c)
        kind = "adverbs" if token.dep in {"advmod", "npadvmod"} else "adjectives"
        word = token.lower if kind == "adverbs" else token.lemma
        found = signature(kind, word)
        if found and not (kind == "adverbs" and word in {"instead", "rather", "likely"} and c > i):
            yield found
    if _conditioned(scene, i) or (scene.token(i).dep == "ROOT" and inverted(scene, i)):
        yield UNKNOWN


def _denied(scene: Scene, i: int, below: int = -1) -> bool:
    """Tell whether a word is denied: by "not", by its subject or object, by "at no time"."""
    negations = [c for c in scene.kids(i, "neg", "preconj") if scene.token(c).lower in _NOT]
    if any(not _not_only(scene, c) for c in [*scene.kids(i, "neg"), *negations]):
        return True
    if "longer" in scene.forms(i, "advmod"):
        return True
    if scene.forms(i, "det", "preconj") & {"no", "neither", "nor"}:
        return True
    if not scene.verb(i):
        return False
    named = scene.kids(i, "nsubj", "nsubjpass", "dobj", "attr")
    return (
        any(_none(scene, c) for c in named if c != below)
        or _adverse(scene, i)
        or _neither(scene, i)
    )


def _not_only(scene: Scene, i: int) -> bool:
    """Tell whether a "not" only leads on to more: "not only did Peru condemn it"."""
    after = scene.token(i + 1).lower if i + 1 < len(scene.parse.tokens) else ""
    return scene.token(i).lower in _NOT and after in {"only", "just", "merely", "simply", "solely"}


def _adverse(scene: Scene, i: int) -> bool:
    """Tell whether an adverb or a phrase denies a verb: "not once", "at no time"."""
    for at in (i, *scene.kids(i, "aux", "auxpass")):  # "not once did they …" hangs from "did"
        for c in scene.kids(at, "advmod", "npadvmod"):
            if scene.kids(c, "neg") or scene.token(c).lower in {"neither", "nor"}:
                return True
            if at != i and scene.token(c).lower in {"never", "hardly", "scarcely", "nowhere"}:
                return True
    occasions = (n for n in scene.phrases(i) if scene.token(n).lemma in words("occasions"))
    return any("no" in scene.forms(n, "det") for n in occasions)


def _neither(scene: Scene, i: int) -> bool:
    """Tell whether a verb stands behind "neither" or "nor"."""
    token = scene.token(i)
    if token.dep == "conj":
        return "nor" in scene.forms(token.head, "cc")
    preceding = scene.forms(i, "preconj")
    return "neither" in preceding or ("neither" in scene.forms(i, "cc") and not preceding)


def _none(scene: Scene, noun: int) -> bool:
    """Tell whether a noun names nobody and nothing: "no army", "none of them", "not one shell"."""
    token = scene.token(noun)
    if token.lower in small("negative subjects"):
        return True
    if scene.forms(noun, "det", "preconj", "nummod") & {"no", "neither"}:
        return True
    if any(scene.forms(c, "det", "preconj") & {"no", "neither"} for c in scene.kids(noun, "poss")):
        return True
    before = scene.parse.subtree(noun)[0]
    opener = scene.token(before)
    return before < noun and opener.lower in {"no", "neither", "not", "none"}


def _modal(scene: Scene, i: int) -> Signature | None:
    """Return the signature of a word's auxiliaries; "would" of a report only looks ahead."""
    auxiliaries = scene.kids(i, "aux")
    for c in auxiliaries:
        token = scene.token(c)
        form = token.lower if token.lemma not in {"may", "might"} else token.lemma
        found = signature("auxiliaries", form)
        if found is None:
            continue
        if token.lower in {"would", "'d", "’d"} and "have" in scene.lemmas(i, "aux"):
            return UNKNOWN
        if token.lower in {"would", "should"} and not _reports(scene, i):
            return UNKNOWN
        return found
    if "to" in scene.lemmas(i, "aux") and _headline(scene, i):
        return "f-"
    return None


def _reports(scene: Scene, i: int) -> bool:
    """Tell whether a clause is what somebody said, so that "would" is its "will"."""
    return reporter(scene, i) is not None


def _able(scene: Scene, i: int) -> bool:
    """Tell whether a denied modal denies all: "could not", "cannot"; "may not" leaves it open."""
    return bool(scene.lemmas(i, "aux") & {"can", "could", "ca", "will", "wo", "would", "shall"})


def _headline(scene: Scene, i: int) -> bool:
    """Tell whether an infinitive is what a headline announces ("Peru to sever ties with Chile")."""
    token = scene.token(i)
    if token.tag != "VB" or not scene.kids(i, "nsubj", "nsubjpass"):
        stands = token.dep in {"relcl", "acl"} and scene.token(token.head).dep == "ROOT"
        if not stands or scene.verb(token.head):
            return False
        sentence = scene.parse.sentence_of(i)
        inside = scene.parse.tokens[sentence.first : sentence.last]
        return not any(t.tag in {"VBD", "VBZ", "VBP", "MD"} and t.head != i for t in inside)
    beside = token.dep == "ccomp" and not scene.kids(i, "mark") and token.head > i
    return token.dep == "ROOT" or beside


def _conditioned(scene: Scene, i: int) -> bool:
    """Tell whether a clause hangs on a condition: "if …", "unless …", "should Chad …"."""
    if not scene.verb(i):
        return False
    for c in scene.kids(i, "advcl", "nsubj", "csubj"):
        marks = scene.forms(c, "mark", "advmod")
        if (
            scene.verb(c)
            and marks & words("conditions") - {"until", "lest"}
            and "even" not in marks
        ):
            return True
        provided = scene.token(c).lower in {"provided", "providing"} and not scene.has_subject(c)
        if inverted(scene, c) or provided:
            return True
    return False


def inverted(scene: Scene, i: int) -> bool:
    """Tell whether a clause is a condition by its order: "had Chad …", "should Chad …"."""
    token = scene.token(i)
    if token.dep not in {"advcl", "ROOT", "ccomp", "csubj", "nsubj"}:
        return False
    subjects = scene.kids(i, "nsubj", "nsubjpass")
    if not subjects:
        opens = scene.parse.sentence_of(i).first == i
        return (
            token.dep in {"advcl", "csubj"} and opens and token.lower in {"were", "had", "should"}
        )
    first = scene.parse.subtree(subjects[0])[0]
    for c in scene.kids(i, "aux", "auxpass"):
        t = scene.token(c)
        if t.lower in {"should", "had", "were"} and c == first - 1:
            return True
    return token.lower in {"were", "had"} and i == first - 1


# --- the step from a word to what it hangs from -------------------------------------------------

Step = tuple[tuple[Signature, ...], str]
"""What a step adds, and whether the head's own words count ("on"), not ("past"), or all ends."""


def _step(scene: Scene, child: int, head: int) -> Step | None:
    """Return what the step from a word to its head adds; None where nothing above counts."""
    token = scene.token(child)
    rule = _STEPS.get(token.dep)
    if rule is not None:
        return rule(scene, child, head)
    if token.dep == "attr":  # "among the measures under study are sanctions"
        found = next(filter(None, (_predicate(scene, c) for c in scene.kids(head, "prep"))), None)
        return (found,) if found else (), "on"
    if token.dep in {"acomp", "pobj", "pcomp"}:
        return (), "on"
    if token.dep in {"appos", "compound", "nmod", "amod", "poss", "parataxis"}:
        return (), "past"
    return _governed(scene, child, head)


def _relative(scene: Scene, child: int, head: int) -> Step | None:
    """Read a relative clause: taken as given, but where it says a purpose or hangs on "any"."""
    if "to" in scene.lemmas(child, "aux"):
        return _of_noun(scene, child, head)
    if scene.kids(child, "mark") and _speech_noun(scene, head):  # "reports that …"
        return _of_noun(scene, child, head)
    if scene.forms(head, "det") & {"any", "no"}:
        return (UNKNOWN,), "stop"
    return None


def _adverbial(scene: Scene, child: int, head: int) -> Step | None:
    """Read a clause beside another: a condition, a purpose, or what is given."""
    marks = scene.forms(child, "mark", "advmod", "prep")
    if inverted(scene, child) or marks & words("conditions") - {"until"}:
        return (UNKNOWN,), "stop"
    if purpose(scene, child):
        if scene.token(head).lower == "were" and inverted(scene, head):
            return (UNKNOWN,), "stop"  # "were Peru to attack, …"
        return _infinitive(scene, head)
    if marks & {"before", "until", "till"}:
        finite = scene.token(child).tag == "VBD"
        return None if finite and standing(scene, head).mark == "+" else ((UNKNOWN,), "stop")
    if marks & {"than"}:
        return (NEGATION,), "on"
    if scene.token(child).tag in {"VBG", "VBN"} and not marks:
        complement = scene.token(child - 1).text != "," and child > head
        found = signature("verbs", scene.token(head).lemma, {*_beside(scene, head), "ing"})
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
    found = signature("verbs", scene.token(head).lemma, {*_beside(scene, head), "to"})
    if found:
        return (found,), "on"
    return (UNKNOWN,), "stop"


def _subject(scene: Scene, child: int, head: int) -> Step | None:
    """Read what is said of an event that is the subject: "took place", "is false"."""
    marks = scene.forms(child, "mark", "advmod") & words("conditions")
    if inverted(scene, head) or (scene.verb(child) and (marks or inverted(scene, child))):
        return (UNKNOWN,), "stop"
    beside = _beside(scene, head)
    said = signature("subjects", scene.token(head).lemma, beside)
    if scene.token(head).lemma == "be" or said is None:
        for c in scene.kids(head, "acomp", "attr", "prep", "oprd", "xcomp", "advmod"):
            found = _predicate(scene, c)
            if found:
                return (found,), "on"
        if scene.token(head).lemma == "be" and scene.token(child).dep == "csubj":
            return (), "on"
    if said and scene.token(head).lemma != "be":
        return (said,), "on"
    return None


def _predicate(scene: Scene, c: int) -> Signature | None:
    """Return the signature of a predicate: "is false", "is out of the question", "is a lie"."""
    token = scene.token(c)
    if token.dep == "prep":
        nouns = [n for p in (c, *scene.kids(c, "prep")) for n in scene.kids(p, "pobj")]
        nouns += [n for noun in tuple(nouns) for n in scene.phrases(noun, "under", "on", "in")]
        found = (signature("adjectives", scene.token(n).lemma) for n in nouns)
        return next((f for f in found if f), None)
    word = token.lemma if token.pos != "VERB" else token.lower
    return signature("adjectives", word) or signature("adjectives", token.lower)


def _joined(scene: Scene, child: int, head: int) -> Step:
    """Read a word joined to another: both stand under the same."""
    token = scene.token(child)
    if not scene.verb(child):
        return (), "on" if not scene.verb(head) else "past"
    own = scene.kids(child, "aux", "nsubj", "nsubjpass")
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
    apart = "far" in scene.forms(child, "advmod")
    if (apart or above.lower in {"instead", "far", "lieu"}) and word in {"of", "from"}:
        return (NEGATION,), "past"
    if above.lower in {"close", "near"} and scene.token(above.head).lemma == "come":
        return (NEGATION,), "past"
    if above.pos in {"VERB", "AUX"}:
        return _verb_phrase(scene, child, head)
    kind = "adjectives" if above.pos == "ADJ" else "nouns"
    found = signature(kind, above.lemma) if above.pos != "ADV" else None
    if found and word in _LINKS:
        return (found,), "on"
    return (), "on" if word == "of" and kind == "nouns" and above.pos != "ADV" else "past"


def _verb_phrase(scene: Scene, child: int, head: int) -> Step | None:
    """Read a phrase under a verb: "refrained from attacking", "called for talks"."""
    word, lemma = scene.token(child).lower, scene.token(head).lemma
    clause = bool(scene.kids(child, "pcomp"))
    if word == "by" or scene.token(child).dep == "agent":
        return None
    found = signature("verbs", lemma, {word, *(("ing",) if clause else ())})
    found = found or signature("verbs", lemma, _beside(scene, head))
    if found and (clause or word in _LINKS):
        return (found,), "on"
    return (), "on" if clause else "past"


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
    found = signature("nouns", above.lemma, beside)
    if "to" in scene.lemmas(child, "aux"):
        if scene.lemmas(head, "amod", "nummod") & _RANKS:
            return ("+-",), "on"  # "was the first country to recognise Palestine"
        announced = found is None and scene.actors.at(head) is not None
        return ("f-" if announced else found or UNKNOWN,), "on"
    if token.tag in {"VBN", "VBG"} and not scene.kids(child, "mark"):
        return ((UNKNOWN,), "stop") if scene.forms(head, "det") & {"any", "no"} else None
    return (found or REPORT,), "on"


def _governed(scene: Scene, child: int, head: int) -> Step:
    """Read a clause or a noun that a word governs: the word's signature decides."""
    token, above = scene.token(child), scene.token(head)
    if above.lower in {"provided", "providing"} and token.dep == "ccomp":
        return (UNKNOWN,), "stop"
    if above.pos == "ADJ":
        return (signature("adjectives", above.lemma) or "+-",), "on"
    if above.pos in {"NOUN", "PROPN"}:
        found = signature("nouns", above.lemma)
        return (found or (REPORT if token.dep == "ccomp" else "+-"),), "on"
    beside = {*_beside(scene, head), *_form(scene, child)}
    if above.lemma == "be":
        return _being(scene, child, head)
    if above.lemma == "have" and token.dep == "xcomp":
        still = scene.forms(head, "advmod") & {"yet", "still"}
        return (("-+" if still else UNKNOWN),), "on"
    if token.dep in {"dobj", "nsubjpass", "oprd", "dative"} and _speech_noun(scene, child):
        beside.discard("that")
    found = signature("verbs", above.lemma, beside)
    if found is None:
        return ("ru" if token.dep == "ccomp" and scene.kids(child, "mark") else "+-",), "on"
    return (found,), "on"


def _speech_noun(scene: Scene, i: int) -> bool:
    """Tell whether a noun is something said ("the claim was rejected")."""
    return signature("nouns", scene.token(i).lemma) in {"ru", "r-"}


def _being(scene: Scene, child: int, head: int) -> Step:
    """Read a clause under "be": "it is not true that …", "is to visit", "is about to leave"."""
    token = scene.token(child)
    for c in scene.kids(head, "acomp", "attr", "prep", "oprd"):
        found = _predicate(scene, c) if c != child else None
        if found:
            return (found,), "on"
    if token.dep == "xcomp" or "to" in scene.lemmas(child, "aux"):
        return ("f-",), "on"
    return ("+-",), "on"


def _form(scene: Scene, child: int) -> set[str]:
    """Return a complement's form: "to" of an infinitive, "ing", "that" of a finite clause."""
    token = scene.token(child)
    if not scene.verb(child):
        return set()
    if "to" in scene.lemmas(child, "aux"):
        return {"to"}
    if token.tag == "VBG" and not scene.kids(child, "aux"):
        return {"ing"}
    return {"that"} if token.dep == "ccomp" else set()


def _beside(scene: Scene, i: int) -> set[str]:
    """Return the particles and small words that stand beside a verb."""
    found: set[str] = set()
    for c in scene.kids(i, "prt", "advmod", "acomp", "prep", "dobj", "ccomp", "oprd"):
        word = scene.token(c).lower
        found.add(word)
        if scene.token(c).dep == "prep":
            found |= {f"{word} {scene.token(n).lower}" for n in scene.kids(c, "pobj")}
    return found


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


# --- questions that other readers ask -----------------------------------------------------------


def own_clause(scene: Scene, i: int) -> list[int]:
    """Return the token and the verbs that carry it: "did not hold talks" carries "talks"."""
    carriers = [i]
    for child, head in scene.above(i):
        dep = scene.token(child).dep
        if dep not in {"dobj", "nsubjpass", "attr", "acomp", "xcomp", "pobj", "prep", "compound"}:
            break
        carriers.append(head)
        if scene.verb(head) and scene.token(head).dep != "xcomp":
            break
    return carriers


def denied(scene: Scene, i: int) -> bool:
    """Tell whether a clause itself says "not"; what is said above it is left out of account."""
    return any(_denied(scene, at) for at in own_clause(scene, i))


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


# --- who says so --------------------------------------------------------------------------------


def reporter(scene: Scene, i: int) -> Speech | None:
    """Return who reports a clause: (noun or None, the word that says so), or None."""
    root = i
    for child, head in scene.above(i):
        dep, lemma = scene.token(child).dep, scene.token(head).lemma
        reports = lemma in words("reporting verbs")
        accuses = dep == "prep" and lemma in words("accusing verbs")
        if accuses or (reports and dep in {"ccomp", "parataxis"}):
            return next(iter(scene.subject(head)), None), head
        if reports and dep == "xcomp" and scene.passive(head):
            return None, head
        root = head
    for c in (root, *scene.kids(root)):
        nouns = _source(scene, c) if c < i or scene.token(c).lower == "according" else ()
        if nouns:
            return nouns[0], c
    return None


def _source(scene: Scene, i: int) -> Sequence[int]:
    """Return the source that "according to" names, or who says so in a clause set beside."""
    token = scene.token(i)
    if token.lower == "according":
        return [noun for to in scene.kids(i, "prep") for noun in scene.kids(to, "pobj")]
    reports = token.dep in {"parataxis", "ccomp"} and token.lemma in words("reporting verbs")
    return scene.subject(i) if reports else ()
