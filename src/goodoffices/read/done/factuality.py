"""Is it so? How a text vouches for what it tells: asserted, reported, negated, only thought of.

An act is weighed with what it stands under, and this composes: from its own word up to the root of
its sentence, each denial, modal, condition and governing word is a signature
(:mod:`~goodoffices.read.done.signatures`), and the chain of them is evaluated from the outside in.
A clause that is taken as given ("after …", "which …") ends the chain. What is negated or
hypothetical is kept with the claim and never counted as something that happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from goodoffices.evidence.claims import Modality
from goodoffices.read.clause.roles import Scene
from goodoffices.read.done.bygone import historical
from goodoffices.read.done.governing import (
    beside_words,
    carried,
    complete,
    contents,
    form,
    of_adjective,
    of_compound,
    open_subject,
    phrasal,
    predicate,
    put_behind,
    said_of_it,
    speech,
    speech_noun,
    unlisted,
)
from goodoffices.read.done.hearsay import Speech, reporter
from goodoffices.read.done.licence import of_any, shadowed, withheld, would_be
from goodoffices.read.done.polarity import (
    denied,
    denies,
    finite,
    inverted,
    modal,
    own_clause,
    own_signatures,
    said_wrongly,
)
from goodoffices.read.done.predication import of_object, of_subject
from goodoffices.read.done.prepositions import of_phrase, put_off
from goodoffices.read.done.retracted import taken_back
from goodoffices.read.done.settings import part_of_work, plain_present, prescribed, subjunctive
from goodoffices.read.done.signatures import (
    GUESS,
    NEGATION,
    REPORT,
    TRIED,
    UNKNOWN,
    Signature,
    SignedContext,
    Step,
    composed,
    signature,
    small,
)
from goodoffices.read.words import words

_RANKS = words("ranks")
_BARRING = frozenset({"except", "but", "save", "bar"})
_WAITING = frozenset({"provided", "providing", "pending", "failing", "barring"})
_DENYING = frozenset({"deny", "dispute", "doubt", "question", "contest", "gainsay"})
_ALL = frozenset({"everything", "all"})
_TAKEN_BACK: dict[str, Modality] = {"-": "negated", "u": "hypothetical"}


@dataclass(frozen=True, slots=True)
class Vouch:
    """How a clause is vouched for; ``speaker`` is the noun that reports it, where one does.

    ``guessed`` tells that it stands under a word of which the table knows nothing, ``shadowed``
    that a denial, a doubt or a plan stands before it that may be of it.
    """

    modality: Modality
    speaker: int | None = None
    cue: int | None = None
    guessed: bool = False
    shadowed: bool = False


def weigh(scene: Scene, i: int, *, resolved: bool = False, trying: bool = False) -> Vouch:
    """Return how the text vouches for the act told by a token.

    Parameters
    ----------
    scene : Scene
        The document's parse and actors.
    i : int
        The token that tells the act (a verb, an event noun, an adjective).
    resolved : bool
        Whether the clause's modal was already read as a promise, threat or demand.
    trying : bool
        Whether to try the act is to do it, as it is with mediation.
    """
    speech = reporter(scene, i)
    context = standing(scene, i, resolved=resolved)
    if context.tried and context.mark == "+" and not trying:
        context = replace(context, mark="u")
    modality = _modality(scene, i, context, speech, resolved=resolved)
    if modality in {"asserted", "reported"}:
        back = taken_back(scene, i, speech, reported=modality == "reported")
        modality = _TAKEN_BACK.get(back or "", modality)
    speaker, cue = speech or (None, None)
    dim = modality in {"asserted", "reported"} and not resolved and shadowed(scene, i)
    return Vouch(modality, speaker, cue, context.guessed, dim)


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
    context = composed(reversed(inside_out))
    if resolved or context.mark not in "+":
        return context
    found = withheld(scene, i, lambda at: standing(scene, at).mark)
    return context if found is None else context.under(found)


def _signatures(scene: Scene, i: int, *, resolved: bool) -> Iterator[Signature]:
    """Yield the signatures a token stands under, the nearest first."""
    spared = set(own_clause(scene, i)) if resolved else set()
    yield from own_signatures(scene, i, spared)
    beside = False
    for child, head in scene.above(i):
        if beside:  # a clause joined to an infinitive stands beside the clause that holds it
            beside = not finite(scene, head)
            continue
        step = _step(scene, child, head)
        if step is None:
            return
        signatures, on = step
        yield from said_wrongly(scene, head)
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
        found = found or open_subject(scene, head)
        return (found,) if found else (), "on"
    barred = scene.token(head).lower in _BARRING  # "no choice but to attack"
    if token.dep == "pcomp" and not barred and "to" in scene.lemmas(child, "aux"):
        return (UNKNOWN,), "stop"  # "calls for them to stop"
    if token.dep in {"acomp", "pobj", "pcomp"}:
        return (), "on"
    if _spliced(scene, child, head):
        return (), "past"
    if token.dep in {"compound", "nmod"} and (found := of_compound(scene, head)):
        return (found,), "on"
    if token.dep in {"appos", "compound", "nmod", "amod", "poss", "parataxis"}:
        return (), "past"
    return _governed(scene, child, head)


def _relative(scene: Scene, child: int, head: int) -> Step | None:
    """Read a relative clause: taken as given, but where it says a purpose or hangs on "any"."""
    own = scene.verb(head) and scene.kids(child, "mark")  # a clause that the parser hung as one
    if (verb := head if own else put_behind(scene, child, head)) is not None:
        step = _governed(scene, child, verb)
        return step if own else (step[0], "past")
    barred = scene.forms(child, "mark") & _BARRING  # "everything except sign"
    if barred or subjunctive(scene, child):  # "a message that the country use its influence"
        return (NEGATION if barred else UNKNOWN,), "on"
    if (
        scene.token(head).lemma == "time"
        and predicate(scene, head)
        and scene.token(child).pos != "X"
    ):
        return ((UNKNOWN,), "stop") if scene.token(head).dep == "attr" else None
    if scene.token(head).lemma == "time" and scene.token(head).dep == "attr":
        return (), "on"  # "it will be the first time that they have met"
    if found := said_of_it(scene, child, head) or _set_in(scene, child, head):
        return (found,), "on"
    if "to" in scene.lemmas(child, "aux"):
        return _of_noun(scene, child, head)
    if complete(scene, child) and signature("nouns", scene.token(head).lemma):  # "reports that …"
        return _of_noun(scene, child, head)
    anybody = scene.token(head).lower in small("anybody") or of_any(scene, child, head)
    anybody = anybody or bool(scene.forms(head, "det") & {"any", "no"})
    return ((UNKNOWN,), "stop") if anybody or would_be(scene, head) else None


def _set_in(scene: Scene, child: int, head: int) -> Signature | None:
    """Return what follows from a clause's being told in something: "a film in which Chad …"."""
    if scene.token(head).lower in {"closest", "nearest"}:
        return NEGATION  # "the closest they came to meeting"
    within = {
        scene.token(p).lower
        for p in scene.kids(child, "prep")
        for n in scene.kids(p, "pobj")
        if scene.token(n).tag == "WDT"
    }
    if not within & {"in", "under"} and "where" not in scene.forms(child, "advmod"):
        return None
    lemma = scene.token(head).lemma
    made = lemma in small("fictions") | small("plans") or part_of_work(scene, head)
    made = made or (lemma in small("works") and plain_present(scene, child))
    if made or signature("settings", "in", {lemma}) == UNKNOWN:
        return UNKNOWN
    return "f-" if lemma in small("texts") and plain_present(scene, child) else None


def _adverbial(scene: Scene, child: int, head: int) -> Step | None:
    """Read a clause beside another: a condition, a purpose, or what is given."""
    marks = scene.forms(child, "mark", "advmod")
    marks |= {scene.token(c).lower for c in scene.kids(child, "prep") if c < child}
    if marks >= {"so", "that"} and scene.token(head).lemma == "be" and scene.forms(head, "nsubj"):
        return ("+-",), "on"  # "it is not so that Chad attacked"
    as_though = marks >= {"as", "though"}
    if as_though or inverted(scene, child) or marks & words("conditions") - {"until"}:
        return (UNKNOWN,), "stop"
    if "to" in scene.lemmas(child, "aux"):
        return _purpose(scene, child, head)
    if marks & {"before", "until", "till"}:
        finite = scene.token(child).tag == "VBD" or any(
            scene.token(a).tag == "VBD" for a in scene.kids(child, "aux", "auxpass")
        )
        held = "+-" if marks & {"until", "till"} else "+"  # "did not leave until Chad attacked"
        return None if finite and standing(scene, head).mark in held else ((UNKNOWN,), "stop")
    if marks & {"than", *_BARRING}:
        before = scene.parse.tokens[scene.parse.sentence_of(child).first : child]
        just = any(f"{a.lower} {b.lower}" == "no sooner" for a, b in pairwise(before))
        return None if just else ((NEGATION,), "on")
    if scene.token(child).tag in {"VBG", "VBN"} and not marks:
        return _participle(scene, child, head)
    later = scene.token(child).tag in {"VBZ", "VBP", "VB", "VBN"}
    above = standing(scene, head)
    if later and (above.mark in "fu" or modal(scene, head)):
        return (UNKNOWN,), "stop"
    return ((), "stop") if marks or later else ((), "past")


def _purpose(scene: Scene, child: int, head: int) -> Step:
    """Read an infinitive beside a verb: "were Peru to attack", "summoned him to protest"."""
    if scene.token(head).lower == "were" and inverted(scene, head):
        return (UNKNOWN,), "stop"
    return (("+-",), "on") if _by_the_way(scene, child, head) else _infinitive(scene, head)


def _participle(scene: Scene, child: int, head: int) -> Step:
    """Read a participle beside a verb: what it governs, else as the clause it stands in."""
    complement = scene.token(child - 1).text != "," and child > head
    found = signature("verbs", scene.token(head).lemma, {*beside_words(scene, head), "ing"})
    complement = complement and scene.token(head).lemma != "be"  # "was in effect asking them"
    if not complement and found and found[0] == "-" and speech(scene, child):
        return (GUESS,), "on"  # "denied the reports, claiming that …": who claims it?
    return (found,) if complement and found else (), "on"


def _by_the_way(scene: Scene, child: int, head: int) -> bool:
    """Tell whether a purpose was reached by the act itself: "summoned the envoy to protest".

    Who travelled to mediate, or is in a town to mediate, is at it.
    """
    calls, done = scene.token(head).lemma in small("calling"), scene.token(child).lemma
    if done in small("done by going there"):
        there = scene.token(head).lemma == "be" and not scene.kids(head, "acomp", "attr")
        spots = (scene.token(n) for n in scene.phrases(head, "in", "at"))
        there = there and any(t.pos == "PROPN" or t.lemma in small("places") for t in spots)
        return calls or there or scene.token(head).lemma in small("journeys")
    return calls and done in small("done by the way")


def _infinitive(scene: Scene, head: int) -> Step:
    """Read an infinitive beside a verb: its complement where it takes one, else its purpose."""
    if not scene.verb(head):
        above = scene.token(scene.token(head).head)
        if scene.token(head).lower == "far" and above.lemma == "go":
            return ("+-",), "on"  # "went so far as to expel them"
        return ("f-" if scene.actors.at(head) else UNKNOWN,), "stop"
    if told := _told_together(scene, head):
        return (told,), "on"
    found = signature("verbs", scene.token(head).lemma, {*beside_words(scene, head), "to"})
    if found == "+-" and scene.token(head).lemma not in small("implicative"):
        found = TRIED
    return ((found,), "on") if found else ((UNKNOWN,), "stop")


def _told_together(scene: Scene, head: int) -> Signature | None:
    """Return what a verb says with its noun, or in the passive, of an infinitive behind it."""
    if scene.passive(head) and scene.token(head).lemma in small("implicative in the passive"):
        return "+-"  # "was made to leave"
    said = (phrasal(scene, head, o) for o in scene.kids(head, "dobj"))
    return next(filter(None, said), None)  # "took the trouble to write"


def _joined(scene: Scene, child: int, head: int) -> Step:
    """Read a word joined to another: both stand under the same."""
    token = scene.token(child)
    if not scene.verb(child):
        return (), "on" if not scene.verb(head) else "past"
    if by_word := _by_conjunction(scene, child, head):
        return by_word
    if subjunctive(scene, child):
        return (UNKNOWN,), "stop"  # "demands nothing but that he release them"
    if _bare(scene, child) and modal(scene, head):
        return (), "on"  # "would leave and officers take their place"
    if token.tag == "VBD" and _in_condition(scene, child, head):
        return (UNKNOWN,), "stop"
    own = scene.kids(child, "aux", "nsubj", "nsubjpass")
    if finite(scene, child) and scene.verb(head) and not finite(scene, head):
        whole = scene.kids(child, "nsubj", "nsubjpass") or token.tag in {"VBD", "VBZ"}
        return (), "beside" if whole else "past"  # "refused to sign and sent a letter"
    bare = token.tag in {"VB", "VBG"} and token.tag == scene.token(head).tag and not own
    links = [c for c in scene.kids(head, "cc") if c < child]
    if links and scene.token(links[-1]).lower == "or" and not own and denies(scene, head):
        bare = True  # "nobody met or praised them": either is denied
    but = scene.forms(head, "cc") & {"but", "yet"}
    return (), "on" if bare and not but else "past"


def _bare(scene: Scene, i: int) -> bool:
    """Tell whether a verb lacks the auxiliary that another's stands for: "take", "be taken"."""
    helped = scene.kids(i, "auxpass") if scene.token(i).tag == "VBN" else [i]
    base = bool(helped) and scene.token(helped[0]).tag in {"VB", "VBP"}
    return base and scene.token(helped[0]).lower not in {"are", "am"} and not scene.kids(i, "aux")


def _by_conjunction(scene: Scene, child: int, head: int) -> Step | None:
    """Return what a word that joins two verbs decides: "yield it or be shelled"."""
    links = scene.forms(head, "cc")
    if "but" in links and scene.token(head).lemma == "help":
        return ("u+",), "on"  # "could not help but leave"
    if "or" in links and _bidden(scene, head):
        return (UNKNOWN,), "stop"
    if "than" in links and child > head:  # "bit its tongue rather than condemn"
        return (NEGATION,), "past"
    if "but" in links and scene.forms(head, "dobj") & _ALL and scene.token(child).tag == "VB":
        return (NEGATION,), "past"  # "did everything but sign"
    noun = (
        scene.parse.subtree(child)[0] - 1
    )  # "laughed off rumours they had met", hung from "laugh"
    behind = noun >= 0 and scene.token(noun).head == head and scene.token(noun).dep == "dobj"
    if behind and contents(scene, noun) and scene.kids(child, "nsubj", "nsubjpass"):
        said = signature("nouns", scene.token(noun).lemma) or REPORT
        above, on = _governed(scene, noun, head)
        return (said, *above), on
    return None


def _bidden(scene: Scene, i: int) -> bool:
    """Tell whether a verb is an order: "yield the mine by noon"."""
    return scene.token(i).tag == "VB" and not scene.kids(i, "aux", "nsubj", "nsubjpass")


def _in_condition(scene: Scene, child: int, head: int) -> bool:
    """Tell whether a past joined to "would" goes on with the condition before it."""
    if not modal(scene, head):
        return False
    between = (c for c in scene.kids(head, "advcl") if head < c < child)
    return any(
        scene.token(c).tag == "VBD" and scene.forms(c, "mark") & words("conditions")
        for c in between
    )


def _of_noun(scene: Scene, child: int, head: int) -> Step | None:
    """Read a clause on a noun: "plans to sign", "reports that …"; a participle is given."""
    token, above = scene.token(child), scene.token(head)
    beside = {"to"} if "to" in scene.lemmas(child, "aux") else {"that"}
    found = carried(scene, head) or signature("nouns", above.lemma, beside)
    if "to" in scene.lemmas(child, "aux"):
        if scene.lemmas(head, "amod", "nummod") & _RANKS or above.lower in _RANKS:
            if scene.forms(child, "advmod") & {"still", "yet"}:
                return (NEGATION,), "stop"  # "the last of the five still to sign"
            return ("+-",), "on"  # "was the first country to recognise Palestine"
        announced = found is None and scene.actors.at(head) is not None
        return ("f-" if announced else found or UNKNOWN,), "on"
    if _seen(scene, child, head) or speech(scene, child):  # "posts claiming that …"
        return (), "on"
    if found and "being" in scene.forms(child, "auxpass"):
        return (found,), "on"  # "the risk of being arrested", hung without its "of"
    if token.tag in {"VBN", "VBG"} and not scene.kids(child, "mark", "nsubj", "nsubjpass"):
        none = scene.forms(head, "det") & {"any", "no"} or would_be(scene, head)
        none = none or (token.tag == "VBG" and prescribed(scene, head, above.head))
        if token.tag == "VBN" and token.lemma in small("carrying out"):
            return (), "on"  # "prevented the march staged by students"
        return ((UNKNOWN,), "stop") if none else None
    said = said_of_it(scene, child, head) or _refuted(scene, child, head)
    return (said or found or REPORT,), "on"


def _seen(scene: Scene, child: int, head: int) -> bool:
    """Tell whether a participle is what is seen or wanted: "hopes to see the envoy expelled"."""
    verb = scene.token(scene.token(head).head)
    if verb.lemma not in small("seeing") or scene.token(head).dep != "dobj":
        return False
    tag = scene.token(child).tag
    return tag == "VBN" or (tag == "VBG" and verb.lemma == "have")


def _refuted(scene: Scene, told: int, noun: int) -> Signature | None:
    """Return what a clause behind an account says of it: "the story that …, which was invented"."""
    behind = (at for at in (noun, *scene.parse.subtree(told)) if at != told)
    for c in (c for at in behind for c in scene.kids(at, "relcl") if c > told):
        predicates = scene.kids(c, "attr", "acomp")
        if scene.token(c).lemma == "be" and "there" in scene.forms(c, "expl"):
            return UNKNOWN if any(denies(scene, n) for n in predicates) else None
        found = signature("accounts", scene.token(c).lemma, beside_words(scene, c))
        found = found or next(filter(None, (predicate(scene, n) for n in predicates)), None)
        if found and found[0] in "-u":
            return found
    return None


def _governed(scene: Scene, child: int, head: int) -> Step:
    """Read a clause or a noun that a word governs: the word's signature decides."""
    token, above = scene.token(child), scene.token(head)
    if above.lower in _WAITING and (above.tag == "VBG" or token.dep == "ccomp"):
        return (UNKNOWN,), "stop"  # "provided that …", "pending talks"
    if scene.forms(child, "mark") & {"whether", "if"}:
        return (UNKNOWN,), "on"
    deed = token.dep in {"dobj", "nsubjpass"} and not scene.verb(child)
    if deed and above.lemma == "claim" and denied(scene, head):
        return (), "past"  # "nobody has claimed the attack"
    if above.pos in {"ADJ", "NOUN", "PROPN"}:
        told = REPORT if token.dep == "ccomp" else GUESS
        of_noun = above.pos != "ADJ" and (signature("nouns", above.lemma) or told)
        hope = open_subject(scene, above.head) if above.dep == "acomp" else None
        return (
            of_noun or hope or of_adjective(scene, child, head),
        ), "on"  # "chances are slim that"
    if found := _of_clause(scene, child, head):
        return (found,), "on"
    if above.lemma == "be":
        return _being(scene, child, head)
    if found := of_object(scene, child, head):
        return (found,), "on"
    beside = {*beside_words(scene, head), *form(scene, child)}
    if token.dep == "xcomp" and "to" in beside and scene.kids(head, "dobj"):
        beside.add("whom")  # "dared Chad to attack"
    if token.dep in {"dobj", "nsubjpass", "oprd", "dative"} and speech_noun(scene, child):
        beside.discard("that")
    found = signature("verbs", above.lemma, beside)
    if found in {None, "+-"} and token.dep == "ccomp" and scene.kids(child, "mark"):
        found = put_off(scene, head) or found  # "reports emerged that …"
    tries = "to" in form(scene, child)  # not "made an offer to Chad"
    return (_of_verb(scene, head, found, tries=tries) or unlisted(scene, child),), "on"


def _of_verb(scene: Scene, verb: int, found: Signature | None, *, tries: bool) -> str | None:
    """Return a verb's signature as its mood has it, and its infinitive where it ``tries``."""
    lemma = scene.token(verb).lemma
    if found == "++" and lemma in small("welcoming") and modal(scene, verb):
        return UNKNOWN  # "would welcome a ceasefire"
    if tries and lemma not in small("implicative") and found == "+-":
        return _told_together(scene, verb) or TRIED
    return found


def _spliced(scene: Scene, child: int, head: int) -> bool:
    """Tell whether a clause is only joined by a comma: "they will not go, they will not talk"."""
    if scene.token(child).dep != "ccomp" or child > head or not scene.verb(head):
        return False
    whole = all(scene.kids(at, "nsubj", "nsubjpass", "expl") for at in (child, head))
    if not whole or scene.kids(child, "mark") or inverted(scene, child):
        return False
    if scene.token(head).lemma in words("reporting verbs"):
        return False
    takes = signature("verbs", scene.token(head).lemma, {"that"})
    comma = any(scene.token(at).text in {",", ";"} for at in range(child + 1, head))
    return comma and takes not in {"ru", "uu", "++"}


def _of_clause(scene: Scene, child: int, head: int) -> Signature | None:
    """Return what the form of a clause decides, whatever the verb that governs it."""
    token, above = scene.token(child), scene.token(head)
    if prescribed(scene, child, head) or subjunctive(scene, child):
        return UNKNOWN
    if "to" in scene.lemmas(child, "aux") and _by_the_way(scene, child, head):
        return "+-"
    if above.lemma in _DENYING and scene.forms(head, "nsubj") & small("negative subjects"):
        return "++"  # "nobody denies that …"
    if above.lemma == "have" and token.dep in {"ccomp", "xcomp"}:
        if scene.kids(child, "nsubj"):  # "the manual has Chad attack", "had the man arrested"
            had = token.tag == "VBN" and not scene.kids(child, "aux")
            return "+-" if had else UNKNOWN
        if token.dep == "xcomp":
            return NEGATION if scene.forms(head, "advmod") & {"yet", "still"} else UNKNOWN
    return None


def _being(scene: Scene, child: int, head: int) -> Step:
    """Read a clause under "be": "it is not true that …", "is to visit", "is about to leave"."""
    token = scene.token(child)
    far = (c for c in scene.kids(head, "advmod") if scene.token(c).lower == "far")
    if scene.verb(child) and any("from" in scene.prepositions(c) for c in far):
        return (UNKNOWN,), "on"  # "it is far from certain that …"
    for c in scene.kids(head, "acomp", "attr", "prep", "oprd"):
        found = predicate(scene, c) if c != child else None
        hope = open_subject(scene, head) if found and token.dep == "ccomp" else None
        if found:  # "the danger is real that …"
            return (hope if hope and found[0] != "-" else found,), "on"
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


_STEPS: dict[str, Callable[[Scene, int, int], Step | None]] = {
    "relcl": _relative,
    "advcl": _adverbial,
    "nsubj": of_subject,
    "csubj": of_subject,
    "conj": _joined,
    "prep": of_phrase,
    "cc": of_phrase,
    "agent": of_phrase,
    "dative": of_phrase,
    "acl": _of_noun,
}
