"""What a word says of itself: its negation, its modal, its adverbs, the condition it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.done.governing import contents, quality
from goodoffices.read.done.hearsay import reporter
from goodoffices.read.done.settings import belied, settings
from goodoffices.read.done.signatures import (
    NEGATION,
    TO_COME,
    UNKNOWN,
    Signature,
    may_lead,
    signature,
    small,
)
from goodoffices.read.words import words

_NOT = frozenset({"not", "n't", "n’t"})
_HAS_TO = frozenset({"have", "to"})
_WITHIN = ("at", "on", "in", "under", "by", "from")
_EVERY = frozenset({"all", "every", "each", "everyone", "everybody", "everything"})
_BARRING = frozenset({"but", "except", "save", "bar"})
_ZERO = frozenset({"zero", "nil", "0"})


def own_signatures(scene: Scene, i: int, spared: set[int], below: int = -1) -> Iterator[Signature]:
    """Yield what a word says of itself: its negation, its modal, its adverbs and determiners.

    The word come from is left out: "there was no attack" denies once.
    """
    if i in spared:
        if inverted(scene, i):  # "should there be a truce" promises none
            yield UNKNOWN
        return
    denied, helped = denies(scene, i, below), modal(scene, i)
    if denied:  # "may not" leaves it open, "could not" and "will not" do not
        yield NEGATION
    if helped and not (denied and (helped[0] == TO_COME or _able(scene, i))):
        yield helped
    yield from _beside_words(scene, i)
    yield from settings(scene, i)
    if below < 0 and scene.token(i).lemma == "be":  # "had been due in Ankara for talks"
        due = (quality(scene, c) for c in scene.kids(i, "acomp"))
        yield from (found for found in due if found and found[0] == TO_COME)
    if not scene.verb(i):
        yield from _behind(scene, i)
        if _near_deed(scene, i) or _less_than(scene, i):
            yield NEGATION
        if below < 0 and _in_scare_quotes(scene, i):
            yield UNKNOWN
    found = _led(scene, i)
    if found and not (found == NEGATION and (denied or _denied_above(scene, i))):
        yield found
    dep = scene.token(i).dep
    if _only_then(scene, i):
        yield UNKNOWN
    opened = (dep in {"ROOT", "ccomp"} and inverted(scene, i)) or (
        dep == "ROOT" and "if" in scene.forms(i, "mark")
    )
    if opened or _conditioned(scene, i):
        yield UNKNOWN


def _denied_above(scene: Scene, i: int) -> bool:
    """Tell whether a participle hangs from what denies it: "was at no point shelled"."""
    if scene.token(i).dep not in {"acl", "advcl"}:
        return False
    near = islice(scene.above(i), 3)
    return any(scene.verb(head) and _adverse(scene, head) for _child, head in near)


def _behind(scene: Scene, i: int) -> Iterator[Signature]:
    """Yield what participles and adjectives behind a noun say: "an attack planned by Chad"."""
    for c in scene.kids(i, "acl"):
        token = scene.token(c)
        if token.tag != "VBN" or c < i or token.lemma == "agree":
            continue
        found = signature("attributes", token.lower)
        beside = scene.forms(c, "prt", "advmod")
        if found is None and beside:  # "called off", "ruled out"
            found = signature("verbs", token.lemma, beside)
            found = found if found and found[0] in "-f" else None
        if found:
            yield found
    for c in scene.kids(i, "appos"):  # "the raid: pure invention, says Chad"
        parted = scene.token(scene.parse.subtree(c)[0] - 1).text in {":", "–", "—", "-"}
        if parted and (found := quality(scene, c)) and found[0] == "-":
            yield found
    last = scene.token(scene.parse.subtree(i)[-1])
    if last.pos == "ADJ" and last.dep == "amod" and last.i > last.head:  # "an attack unlikely, …"
        found = quality(scene, last.i)
        if found:
            yield found


def _beside_words(scene: Scene, i: int) -> Iterator[Signature]:
    """Yield the signatures of a word's adverbs and adjectives."""
    for c in scene.kids(i, "advmod", "amod", "compound", "nmod", "det", "npadvmod"):
        token = scene.token(c)
        if token.dep not in {"advmod", "npadvmod"}:
            for at in (c, *scene.kids(c, "conj")):  # "alleged but unproven"
                yield from _attribute(scene, i, at)
            continue
        found = signature("adverbs", token.lower)
        for a in scene.kids(c, "advmod") if token.lower == "ever" else ():  # "hardly ever"
            found = NEGATION if signature("adverbs", scene.token(a).lower) == NEGATION else found
        if token.lower == "narrowly" and _averting(scene, i):
            continue  # "was narrowly averted" denies once
        if token.lower in {"rather", "sooner"} and "than" in scene.forms(i, "mark"):
            continue  # read with its "than"
        if found and not _just(scene, c) and not (token.lower in {"rather", "likely"} and c > i):
            yield found


def said_wrongly(scene: Scene, i: int) -> Iterator[Signature]:
    """Yield what a word's adverbs say of what it governs: "falsely claimed", "wrongly credited"."""
    for adverb in scene.forms(i, "advmod", "npadvmod"):
        if found := signature("adverbs of saying", adverb):
            yield found


def _attribute(scene: Scene, i: int, c: int) -> Iterator[Signature]:
    """Yield the signatures of an adjective before a noun, and of the adverb before that."""
    token = scene.token(c)
    forms = (token.lemma, token.lower, _hyphened(scene, c))
    if token.lower in small("failed and held") and _held(scene, i):
        return
    if token.tag == "VBN" and forms[2].partition("-")[0] in small("never done"):
        yield NEGATION
    if token.tag == "VBN" and scene.kids(c, "neg"):  # "the never held meeting"
        yield NEGATION
    if any(signature("adverbs of saying", a) for a in scene.forms(c, "advmod")):
        yield "-u"  # "the falsely reported raid"
    found = next(filter(None, (signature("attributes", f) for f in forms)), None)
    if found is None and contents(scene, i):  # "the mistaken belief", "the retracted report"
        found = quality(scene, c) if token.pos == "ADJ" else signature("accounts", token.lemma)
        found = found if found and found[0] == "-" else None
    a_little = token.lower == "little" and "a" in scene.forms(i, "det")
    for a in scene.kids(c, "amod"):  # "a fictitious Chadian shelling", hung from "Chadian"
        found = found or signature("attributes", scene.token(a).lemma)
    came = token.lower not in small("called so") and found and found[0] in "uf"
    if found and not a_little and not (came and _came(scene, i)):
        yield found


def _near_deed(scene: Scene, i: int) -> bool:
    """Tell whether a hyphen makes a deed none: "the near-invasion", "the non-meeting"."""
    tokens = scene.parse.tokens
    joined = i >= 2 and tokens[i - 1].text in {"-", "‑", "–"}
    joined = joined and tokens[i - 2].end == tokens[i - 1].start
    return joined and tokens[i - 2].lower in small("near deeds")


def _in_scare_quotes(scene: Scene, i: int) -> bool:
    """Tell whether a deed's name alone is quoted: the text keeps away from the "raid"."""
    quotation = scene.quotations.around(scene.token(i).start)
    return quotation is not None and quotation.words == 1


def _only_then(scene: Scene, i: int) -> bool:
    """Tell whether a verb hangs on what stands first: "only when it is paid does Chad leave"."""
    opens = scene.token(scene.parse.sentence_of(i).first).lower
    helped = (scene.token(c) for c in scene.kids(i, "aux"))
    subjects = scene.kids(i, "nsubj", "nsubjpass")
    present = any(t.lower in {"do", "does"} and subjects and t.i < subjects[0] for t in helped)
    return present and opens == "only"


def _less_than(scene: Scene, i: int) -> bool:
    """Tell whether something is said to be less one thing than another: "less a raid than …"."""
    tokens = scene.parse.tokens
    at = scene.parse.subtree(i)[0]
    opens = tokens[at].lower == "less" or (at > 0 and tokens[at - 1].lower == "less")
    article = {tokens[at].lower, tokens[at + 1].lower if at < i else ""} & {"a", "an"}
    after = tokens[i : scene.parse.sentence_of(i).last]
    return bool(opens and article) and any(t.lower == "than" for t in after)


def _held(scene: Scene, i: int) -> bool:
    """Tell whether what failed was held all the same: "met for failed talks"."""
    return scene.token(i).lemma in words("encounters")


def _just(scene: Scene, i: int) -> bool:
    """Tell whether an adverb says how short ago it was: "hardly had Chad signed when …"."""
    after = scene.token(i + 1).lower if i + 1 < len(scene.parse.tokens) else ""
    return scene.token(i).lower in {"hardly", "scarcely", "barely"} and after == "had"


def _averting(scene: Scene, i: int) -> bool:
    """Tell whether a verb itself says that something was not."""
    found = signature("verbs", scene.token(i).lemma)
    return found is not None and found[0] == "-"


def _hyphened(scene: Scene, i: int) -> str:
    """Return a word with what a hyphen joins to it: "so-called", "long-awaited", "called-off"."""
    tokens, first, last = scene.parse.tokens, i, i
    while first >= 2 and tokens[first - 1].text in {"-", "‑", "–"}:
        first -= 2
    if any(c == i + 2 for c in scene.kids(i, "prt")):
        last = i + 2 if tokens[i + 1].text in {"-", "‑", "–"} else i
    return "".join(t.lower for t in tokens[first : last + 1])


def _came(scene: Scene, i: int) -> bool:
    """Tell whether what was planned came: "the long-awaited talks began on Monday"."""
    token = scene.token(i)
    verb = scene.token(token.head)
    past = verb.tag == "VBD" or scene.lemmas(verb.i, "aux", "auxpass") & {"have", "be"}
    held = token.dep in {"nsubjpass", "dobj"} and verb.lemma in small("coming true")
    said = signature("subjects", verb.lemma, scene.lemmas(verb.i, "dobj", "advmod", "prt"))
    came = token.dep == "nsubj" and said == "+-"
    came = came and verb.lemma not in {"be", "get"}
    return bool((held or came) and past) and not modal(scene, verb.i)


def _led(scene: Scene, i: int) -> Signature | None:
    """Return the signature of several words right before a word: "all but", "by no means"."""
    first, tokens = scene.parse.sentence_of(i).first, scene.parse.tokens
    at = i - 1
    while at > first and scene.token(at).dep in {"aux", "auxpass", "amod", "det"}:
        at -= 1
    for end in {i, at + 1}:
        for opens in range(max(end - 4, first), end - 1):
            if may_lead(tokens[opens].lower) or tokens[opens + 1].lower == "-":
                said = " ".join(t.lower for t in tokens[opens:end])
                word, _blank, rest = said.replace(" - ", "-").partition(" ")
                if found := signature("led", word, {rest}):
                    return found
    return None


def denies(scene: Scene, i: int, below: int = -1) -> bool:
    """Tell whether a word is denied: by "not", by its subject or object, by "at no time"."""
    negations = [c for c in scene.kids(i, "neg", "preconj") if scene.token(c).lower in _NOT]
    if any(not _not_only(scene, c) for c in [*scene.kids(i, "neg"), *negations]):
        return True
    adverbs = scene.forms(i, "advmod")
    if "longer" in adverbs or (adverbs & {"yet", "still"} and scene.lemmas(i, "aux") >= _HAS_TO):
        return True
    if scene.forms(i, "det", "preconj") & {"no", "neither", "nor"}:
        return True
    if _naught(scene, i) or (below < 0 and belied(scene, i)):
        return True
    if not scene.verb(i):
        return _set_aside(scene, i)
    named = scene.kids(i, "nsubj", "nsubjpass", "dobj", "attr")
    return (
        any(_none(scene, c) for c in named if c != below)
        or any(_excepting(scene, c) for c in scene.kids(i, "nsubj") if c != below)
        or _with_none(scene, i, below)
        or _adverse(scene, i)
        or _neither(scene, i)
    )


def _set_aside(scene: Scene, noun: int) -> bool:
    """Tell whether a noun is named as what it is not about: "rain, not Chad's attack, …"."""
    if scene.token(noun).dep not in {"appos", "conj"}:
        return False
    opens = scene.parse.subtree(noun)[0]
    before = [t.lower for t in scene.parse.tokens[max(0, opens - 2) : opens]]
    return before[-1:] == ["not"] and before[:-1] != ["or"]


def _excepting(scene: Scene, noun: int) -> bool:
    """Tell whether a noun is all but somebody, of whom alone it is told: "everyone but Chad"."""
    token = scene.token(noun)
    every = token.lower in _EVERY or scene.forms(noun, "det", "predet") & _EVERY
    left_out = [
        n
        for at in (noun, token.head)
        for c in scene.kids(at, "cc", "prep")
        if scene.token(c).lower in _BARRING
        for n in (*scene.kids(c, "pobj"), *scene.kids(noun, "conj"))
    ]
    return bool(every) and any(scene.actors.at(n) for n in left_out) and not scene.actors.at(noun)


def _with_none(scene: Scene, i: int, below: int) -> bool:
    """Tell whether a verb's phrases name nobody: "met with nobody", "put its name to no treaty"."""
    objects = scene.kids(i, "dobj")
    anything = any(scene.token(o).lower == "anything" for o in objects)
    if (
        anything
        and below not in objects
        and "but" in {f for at in (i, *objects) for f in scene.forms(at, "prep", "cc")}
    ):
        return True  # "signed anything but a treaty"
    if scene.token(i).sentence not in scene.denying and not objects:
        return False
    for noun in scene.phrases(i, "with", "to", "on", "by", "against"):
        if noun == below:
            continue
        token = scene.token(noun)
        if token.lower in small("negative subjects") - {"few", "neither"}:
            return True
    return False


def _naught(scene: Scene, i: int) -> bool:
    """Tell whether a noun is counted as none: "zero attacks", "not one attack"."""
    return scene.token(i).sentence in scene.denying and any(
        scene.token(c).lower in _ZERO or scene.kids(c, "neg")
        for c in scene.kids(i, "nummod", "compound", "amod", "npadvmod")
        if scene.token(c).tag == "CD"
        or scene.token(c).lower in _ZERO
        or any(scene.token(n).lower in _ZERO for n in scene.kids(c, "nummod", "compound"))
    )


def _not_only(scene: Scene, i: int) -> bool:
    """Tell whether a "not" only leads on to more: "not only did Peru condemn it"."""
    after = scene.token(i + 1).lower if i + 1 < len(scene.parse.tokens) else ""
    return scene.token(i).lower in _NOT and after in {"only", "just", "merely", "simply", "solely"}


def _adverse(scene: Scene, i: int) -> bool:
    """Tell whether an adverb or a phrase denies a verb: "not once", "at no time"."""
    for at in (i, *scene.kids(i, "aux", "auxpass")):  # "not once did they …" hangs from "did"
        for c in scene.kids(at, "advmod", "npadvmod"):
            if scene.token(c).lower == "sooner":
                continue  # "no sooner had Chad signed than …"
            first = scene.parse.subtree(c)[0]  # "not even then had Chad …"
            if scene.token(first).lower in _NOT and first < c and not _not_only(scene, first):
                return True
            if scene.kids(c, "neg") or scene.token(c).lower in {"neither", "nor"}:
                return True
    if scene.token(i).sentence not in scene.denying:
        return False
    held = [n for at in (i, *scene.kids(i, "aux", "auxpass")) for n in scene.phrases(at, *_WITHIN)]
    occasions = (n for n in held if scene.token(n).lemma in words("occasions denied"))
    return any("no" in scene.forms(n, "det") for n in occasions)


def _neither(scene: Scene, i: int) -> bool:
    """Tell whether a verb stands behind "neither" or "nor"."""
    token = scene.token(i)
    if token.dep == "conj":
        return "nor" in scene.forms(token.head, "cc")
    if token.dep == "ROOT" and any(
        scene.token(c).lower == "nor" and c < i for c in scene.kids(i, "cc")
    ):
        return True  # "nor had Chad signed"
    preceding = scene.forms(i, "preconj")
    return "neither" in preceding or ("neither" in scene.forms(i, "cc") and not preceding)


def _none(scene: Scene, noun: int) -> bool:
    """Tell whether a noun names nobody and nothing: "no army", "none of them", "not one shell"."""
    token = scene.token(noun)
    if token.lower in small("negative subjects"):
        return True
    if scene.forms(noun, "det", "preconj", "nummod") & {"no", "neither"} or _naught(scene, noun):
        return True
    if "few" in scene.forms(noun, "amod") and not scene.kids(noun, "det", "poss"):
        return token.dep in {"nsubj", "nsubjpass"}
    if any(scene.forms(c, "det", "preconj") & {"no", "neither"} for c in scene.kids(noun, "poss")):
        return True
    before = scene.parse.subtree(noun)[0]
    opener = scene.token(before)
    return before < noun and opener.lower in words("denying openers")


def modal(scene: Scene, i: int) -> Signature | None:
    """Return the signature of a word's auxiliaries; "would" of a report only looks ahead."""
    auxiliaries = scene.kids(i, "aux")
    auxiliaries += [a for c in scene.kids(i, "aux", "auxpass") for a in scene.kids(c, "aux")]
    have = "have" in {scene.token(c).lemma for c in auxiliaries}
    for c in auxiliaries:
        token = scene.token(c)
        form = token.lower if token.lemma not in {"may", "might"} else token.lemma
        found = signature("auxiliaries", form)
        if found is None:
            continue
        if token.lower in {"would", "'d", "’d"} and have:
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
    return bool(scene.lemmas(i, "aux") & words("denied modals"))


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
            and not (c > i and _spoken_if(scene, i) and "only" not in {*_before(scene, c)})
        ):
            return True
        provided = scene.token(c).lower in {"provided", "providing"} and not scene.has_subject(c)
        if inverted(scene, c) or provided:
            return True
    return False


def _before(scene: Scene, i: int) -> list[str]:
    """Return the word before a clause, and those it opens with."""
    first = scene.parse.subtree(i)[0]
    return [t.lower for t in scene.parse.tokens[max(0, first - 1) : first + 2]]


def _spoken_if(scene: Scene, i: int) -> bool:
    """Tell whether a condition behind a word of saying is of what is said: "threatened … if"."""
    token = scene.token(i)
    said = signature("verbs", token.lemma) == "ru" or token.lemma in small("said on a condition")
    return said and token.tag in {"VBD", "VBZ", "VBP", "VBN"} and not modal(scene, i)


def inverted(scene: Scene, i: int) -> bool:
    """Tell whether a clause is a condition by its order: "had Chad …", "should Chad …"."""
    token = scene.token(i)
    if token.dep not in {"advcl", "ROOT", "ccomp", "csubj", "nsubj"}:
        return False
    subjects = scene.kids(i, "nsubj", "nsubjpass", "expl")
    if not subjects:
        opens = scene.parse.sentence_of(i).first in {i, *scene.kids(i, "advmod")}  # "even had …"
        return (
            token.dep in {"advcl", "csubj"} and opens and token.lower in {"were", "had", "should"}
        )
    starts = {scene.parse.subtree(s)[0] - 1 for s in subjects}
    for c in scene.kids(i, "aux", "auxpass"):
        t = scene.token(c)
        if t.lower in {"should", "had", "were"} and c in starts:
            return not _fronted(scene, c)
    return token.lower in {"were", "had"} and i in starts and not _fronted(scene, i)


def _fronted(scene: Scene, aux: int) -> bool:
    """Tell whether an auxiliary is inverted by what stands first: "no sooner had Chad …"."""
    return aux > 0 and scene.token(aux - 1).lower in small("inverting words")


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
    return any(denies(scene, at) for at in own_clause(scene, i))


def finite(scene: Scene, i: int) -> bool:
    """Tell whether a verb is finite, by itself or by what helps it."""
    helped = (scene.token(c).tag in FINITE | {"MD"} for c in scene.kids(i, "aux", "auxpass"))
    return scene.token(i).tag in FINITE or any(helped)
