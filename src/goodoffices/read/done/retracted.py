"""What is taken back: "Posts said that troops had shelled the town. They had not".

An act that only somebody reports may be denied by what stands right behind it: the next sentence,
or a clause joined to it by ";" or "but". Where the text itself says that it was not so ("the claim
is false", "no such raid took place", "she has not been expelled"), it was not. Where others say so
of what was nobody's testimony, a paper's or a rumour's, nobody knows. What a party reports and
another denies stays reported: that is the dispute.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.read.clause.roles import Scene
from goodoffices.read.done.governing import predicate, said_of_account, speech_noun
from goodoffices.read.done.hearsay import Speech
from goodoffices.read.done.polarity import denies
from goodoffices.read.done.signatures import signature, small
from goodoffices.read.words import words

_POINTING = frozenset({"that", "this", "it", "none", "neither", "nothing"})
_DEFINITE = words("definite words") | {"all"}
_PERSONS = words("pronouns that take up")
_SAME = frozenset({"kind", "sort"})
_HELPING = frozenset({"do", "have", "be"})
_OBJECTS = ("dobj", "ccomp", "xcomp", "acomp", "attr", "oprd", "prep", "agent")


@dataclass(frozen=True, slots=True)
class _Denial:
    """A clause that may take back what was told, and whether somebody else says it."""

    verb: int
    attributed: bool


def taken_back(scene: Scene, i: int, speech: Speech | None, *, reported: bool) -> str | None:
    """Return "-" where what follows denies an act, "u" where others deny nobody's testimony."""
    for denial in _behind(scene, i):
        others = _refused(scene, denial.verb)
        if not others and not _denied(scene, i, denial.verb, reported=reported):
            continue
        if not (others or denial.attributed):
            return "-"
        if reported and _nobodys(scene, speech):
            return "u"
    return None


def _behind(scene: Scene, i: int) -> list[_Denial]:
    """Return the clauses right behind an act that may take it back."""
    sentence, parse = scene.parse.sentence_of(i), scene.parse
    found = [
        _Denial(t.i, attributed=False)
        for t in parse.tokens[i + 1 : sentence.last]
        if scene.verb(t.i)
        and t.dep in {"ROOT", "conj", "ccomp", "parataxis"}
        and _set_off(scene, t.i)
    ]
    after = sentence.index + 1
    if after < len(parse.sentences) and parse.sentences[after].zone == sentence.zone:
        one = parse.sentences[after]
        root = next((t.i for t in parse.tokens[one.first : one.last] if t.dep == "ROOT"), None)
        if root is not None and scene.verb(root):
            said = scene.kids(root, "ccomp") if _says(scene, root) else []
            found.append(_Denial(root, attributed=False))
            found += [_Denial(c, attributed=True) for c in said]
    return found


def _set_off(scene: Scene, i: int) -> bool:
    """Tell whether a clause stands behind a semicolon, a dash or a "but"."""
    first = scene.parse.subtree(i)[0] if scene.token(i).dep != "ROOT" else None
    if first is None:
        subjects = scene.kids(i, "nsubj", "nsubjpass", "expl")
        first = scene.parse.subtree(subjects[0])[0] if subjects else i
    before = scene.token(first - 1).lower if first else ""
    return before in {";", "—", "–", "but", ":", "-"}


def _says(scene: Scene, i: int) -> bool:
    return scene.token(i).lemma in words("reporting verbs") and bool(scene.subject(i))


def _nobodys(scene: Scene, speech: Speech | None) -> bool:
    """Tell whether what is reported is nobody's testimony: a paper's, a rumour's, a user's."""
    if speech is None or speech[0] is None:
        return True
    noun = scene.token(speech[0])
    return noun.lemma in small("hearsay") or not scene.ids(speech[0])


def _denied(scene: Scene, i: int, verb: int, *, reported: bool) -> bool:
    """Tell whether a clause says of an act told before it that it was not."""
    plain = signature("verbs", scene.token(i).lemma) in {None, "+-"} or not scene.verb(i)
    if (reported or plain) and _did_not_happen(scene, i, verb):
        return True
    if not reported:
        return False
    return _untrue(scene, verb) or _not_done(scene, i, verb) or _something_else(scene, verb)


def _did_not_happen(scene: Scene, i: int, verb: int) -> bool:
    """Tell whether a clause says "that never happened", "no such raid took place"."""
    for noun in scene.kids(verb, "nsubj", "nsubjpass", "attr"):
        such = "such" in scene.forms(noun, "amod", "det", "predet")
        if such and "no" in scene.forms(noun, "det"):
            deed = scene.token(noun).lemma in small("deeds named again") | words("encounters")
            return deed or scene.token(noun).lemma == scene.token(i).lemma
    subjects = scene.kids(verb, "nsubj", "nsubjpass")
    pointing = any(scene.token(s).lower in _POINTING for s in subjects)
    if not pointing or scene.token(verb).lemma not in small("happening"):
        return False
    if any(scene.token(s).lower in {"none", "neither", "nothing"} for s in subjects):
        return any(scene.phrases(s, "of") for s in subjects)
    bare = not scene.kids(verb, "dobj") or scene.lemmas(verb, "dobj") == {"place"}
    return bare and denies(scene, verb)


def _untrue(scene: Scene, verb: int) -> bool:
    """Tell whether a clause calls what was said untrue: "the claim is false", "it was a lie"."""
    subjects = scene.kids(verb, "nsubj", "nsubjpass")
    accounts = [s for s in subjects if _account(scene, s)]
    if accounts or any(scene.token(s).lower in {"that", "this", "it"} for s in subjects):
        known = small("untruths") if not accounts else None
        for c in scene.kids(verb, "acomp", "attr", "prep", "oprd", "xcomp"):
            found = predicate(scene, c)
            if found is None or (known is not None and scene.token(c).lemma not in known):
                continue
            if found[1 if denies(scene, verb) else 0] == "-":
                return True
    if any(said_of_account(scene, s, verb) == "-u" for s in accounts):
        return not denies(scene, verb)
    return False


def _refused(scene: Scene, verb: int) -> bool:
    """Tell whether somebody calls an account false: "both called the report false", "denied it"."""
    for o in (o for o in scene.kids(verb, "dobj") if _account(scene, o)):
        names = scene.kids(verb, "oprd")
        names += scene.phrases(verb, "as") if not names else []
        if any((predicate(scene, n) or "+")[0] == "-" for n in names):
            return True
        if said_of_account(scene, o, verb) == "-u" and not denies(scene, verb):
            return True
    return False


def _something_else(scene: Scene, verb: int) -> bool:
    """Tell whether a clause says what it was instead: "it was only a parade"."""
    if scene.token(verb).lemma != "be" or "it" not in scene.forms(verb, "nsubj"):
        return False
    nouns = scene.kids(verb, "attr")
    words_before = scene.forms(verb, "advmod") | {
        f for n in nouns for f in scene.forms(n, "advmod")
    }
    return bool(nouns) and bool(words_before & {"only", "merely", "just", "really"})


def _account(scene: Scene, noun: int) -> bool:
    """Tell whether a noun is an account told before: "the report", "both stories"."""
    known = scene.forms(noun, "det", "predet", "amod") & _DEFINITE
    return bool(known) and (speech_noun(scene, noun) or scene.token(noun).lemma in small("hearsay"))


def _not_done(scene: Scene, i: int, verb: int) -> bool:
    """Tell whether a clause says "it had not", "did nothing of the kind", "was not expelled"."""
    subjects = scene.kids(verb, "nsubj", "nsubjpass")
    if scene.token(verb).lemma == "do":
        for o in scene.kids(verb, "dobj"):
            none = scene.token(o).lower == "nothing"
            if none and any(scene.token(n).lemma in _SAME for n in scene.phrases(o, "of")):
                return True
            if scene.token(o).lemma == "thing" and "no" in scene.forms(o, "det"):
                return True
    if not denies(scene, verb):
        return False
    pronouns = [s for s in subjects if scene.token(s).lower in _PERSONS]
    if pronouns and scene.token(verb).lemma in _HELPING:
        return not any(c > verb for c in scene.kids(verb, *_OBJECTS))  # "it had not"
    if scene.forms(verb, "advmod", "prep") & {"since", "again", "longer", "anymore"}:
        return False
    same = scene.verb(i) and scene.token(verb).lemma == scene.token(i).lemma
    objects = [scene.token(o) for o in scene.kids(verb, "dobj")]
    again = all(o.pos == "PRON" or o.lemma in scene.lemmas(i, "dobj") for o in objects)
    return same and again and bool(pronouns or _shared(scene, i, verb))


def _shared(scene: Scene, i: int, verb: int) -> bool:
    """Tell whether two verbs have a noun in common as subject or object."""
    roles = ("nsubj", "nsubjpass", "dobj")
    return bool(scene.lemmas(i, *roles) & scene.lemmas(verb, "nsubj", "nsubjpass"))
