"""What stands behind reported words but is the report's own: asides, results, what others say.

"Chad said it would leave, prompting Libya to protest, without giving a date" reports four words.
Each kind is looked for by one word that opens it, so that most contents cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.read.clause.roles import FINITE, WHO, Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.said.sayers import goes_on_with, is_cue, is_told, joined_up
from goodoffices.read.words import words

Range = tuple[int, int]

_BESIDE = frozenset({"while", "whilst", "whereas", "though", "although"})
_WHEN = words("openings of tails")
_PARTING = frozenset({",", "–", "—", "--", "-"})
_CLOSING = frozenset({"”", '"', "’", "»", "''", "’’"})
_CREDIT = 8
"""So many tokens at most tell at the end who passes words on, and when."""


def report_own(scene: Scene, verb: int, places: Sequence[Range]) -> set[int]:
    """Return the tokens of some contents that the report says for itself, or another says.

    Parameters
    ----------
    scene, verb
        The page, and the token of the cue.
    places
        Where the contents stand, as ranges of tokens.
    """
    own: set[int] = set()
    for n, (first, last) in enumerate(places):
        own.update(_summed_up(scene, first, last))
        own.update(_passed_on(scene, first, last))
        if (
            first > verb
            and n
            and places[n - 1][1] <= verb
            and _behind_cue(scene, verb, first, last)
        ):
            own.update(range(first, last))
        for top in _tops(scene, verb, first + (n == 0), last):
            own.update(j for j in scene.parse.subtree(top) if top <= j or j >= first)
    return own


def _tops(scene: Scene, verb: int, first: int, last: int) -> Iterator[int]:
    """Yield the heads of what is the report's own in a stretch."""
    for i in range(first, last):
        token = scene.token(i)
        if i in scene.quoted:
            continue
        if _is_own(scene, verb, token):
            yield i
        if token.lower in _WHEN and scene.token(i - 1).text in _CLOSING and i > verb:
            yield from _behind_quote(scene, i, last)


def _is_own(scene: Scene, verb: int, token: Token) -> bool:
    """Tell whether what hangs from a word, and the word itself, is the report's or another's."""
    if token.tag == "VBG" and (_is_result(scene, token.i) or goes_on_with(scene, token) == verb):
        return True
    if token.lower == "without":
        return _says_nothing(scene, token.i)
    if token.lower == "with":
        return token.i > verb and _others_share(scene, token.i)
    if token.dep == "conj":
        return joined_up(scene, token) == verb or _others_verdict(scene, token.i)
    if token.dep == "relcl":
        return _others_clause(scene, token.i)
    if token.dep != "advcl" or token.i < verb:
        return False
    return _others_word(scene, token.i) or _came_before(scene, token.i)


def _others_share(scene: Scene, i: int) -> bool:
    """Tell whether "with" opens what another says besides: ", with Libya calling for talks"."""
    if scene.token(i - 1).text != ",":
        return False
    verbs = (c for c in scene.kids(i, "pcomp") if scene.token(c).tag == "VBG")
    return any(is_cue(scene.token(c)) and scene.kids(c, "nsubj", "nsubjpass") for c in verbs)


def _passed_on(scene: Scene, first: int, last: int) -> range:
    """Return the words that say who passes it on, at the end: ", the agency reported on Friday"."""
    for verb in range(last - 1, max(first, last - _CREDIT), -1):
        token = scene.token(verb)
        if token.tag not in FINITE or not is_cue(token) or verb in scene.quoted:
            continue
        if scene.parse.subtree(verb)[-1] < last - 1 or any(c > verb for c in _told(scene, verb)):
            return range(0)
        who = scene.kids(verb, "nsubj")
        opens = scene.parse.subtree(who[0])[0] if who else first
        return (
            range(opens, last) if opens > first and scene.token(opens - 1).text == "," else range(0)
        )
    return range(0)


def _told(scene: Scene, verb: int) -> list[int]:
    """Return what a verb says by itself."""
    return scene.kids(verb, "dobj", "ccomp", "xcomp", "acomp", "advcl")


def _behind_cue(scene: Scene, verb: int, first: int, last: int) -> bool:
    """Tell whether words behind a cue that what is said stands before are the report's own.

    Who the speaker is ("…, said X, the envoy of Chad"), to what he answers ("…, X said, asked
    whether …") and what was meanwhile ("…, X said, as mediators pressed for an end").
    """
    if scene.token(first - 1).text != "," or scene.quoted & set(range(first, last)):
        return False
    opener = scene.token(first)
    for subject in scene.kids(verb, "nsubj") if verb >= 0 else ():
        for c in scene.kids(subject, "appos") if subject > verb else ():
            place = scene.parse.subtree(c)
            if place[0] <= first and place[-1] + 1 >= last:
                return True
    if opener.lower in words("speaking asides"):
        return not scene.has_subject(first)
    clause = scene.token(opener.head)
    meanwhile = opener.lower == "as" and opener.dep == "mark" and clause.dep == "advcl"
    return meanwhile and scene.has_subject(clause.i)


def _came_before(scene: Scene, i: int) -> bool:
    """Tell whether a clause tells what led to words of what will be: ", after it was shot at"."""
    below = scene.parse.subtree(i)
    set_off = scene.token(below[0]).lower == "after" and scene.token(below[0] - 1).text == ","
    helped = {scene.token(c).tag for c in scene.kids(i, "aux", "auxpass")}
    past = scene.token(i).tag == "VBD" or "VBD" in helped
    above = scene.token(i).head
    return set_off and past and any(scene.token(c).tag == "MD" for c in scene.kids(above, "aux"))


def _summed_up(scene: Scene, first: int, last: int) -> range:
    """Return the words that sum up what was said: ", a step that Chad refused", "– a notion …"."""
    for i in range(first + 1, last - 2):
        parted = scene.token(i).text in _PARTING and i not in scene.quoted
        if not parted or scene.token(i + 1).lower not in {"a", "an"}:
            continue
        noun = next((j for j in range(i + 2, min(i + 5, last)) if scene.token(j).pos == "NOUN"), -1)
        summing = noun > 0 and scene.token(noun).lemma in words("summing nouns")
        if summing and i + 1 not in scene.quoted:
            return range(i, last)
    return range(0)


def _is_result(scene: Scene, i: int) -> bool:
    """Tell whether a participle says what came of it: ", prompting Chad to protest"."""
    set_off = scene.token(i - 1).text == ","
    return set_off and scene.token(i).lemma in words("reported results")


def _says_nothing(scene: Scene, i: int) -> bool:
    """Tell whether "without" opens what somebody did not say: "without giving details"."""
    below = [scene.token(c) for c in scene.kids(i, "pcomp", "pobj")]
    if scene.token(i).dep == "mark":
        below.append(scene.token(scene.token(i).head))
    return any(t.tag == "VBG" and t.lemma in words("not said", "keeping silent") for t in below)


def _others_clause(scene: Scene, i: int) -> bool:
    """Tell whether a clause set off is somebody else's word: ", which Chad said could fail"."""
    token = scene.token(i)
    below = scene.parse.subtree(i)
    if token.lemma not in words("cue clause") or scene.token(below[0] - 1).text != ",":
        return False
    who = [s for s in scene.kids(i, "nsubj") if scene.token(s).lower not in WHO]
    opens = scene.token(below[0]).lower in WHO
    return opens and bool(who and scene.kids(i, "ccomp")) and is_told(scene, i)


def _others_word(scene: Scene, i: int) -> bool:
    """Tell whether a clause beside what is said is another's: ", while Libya denied it"."""
    if not scene.forms(i, "mark") & _BESIDE:
        return False
    feels = {scene.token(c).lower for c in scene.kids(i, "acomp")} & words("cue adjectives")
    if not is_cue(scene.token(i)) and not (feels and scene.token(i).lemma == "be"):
        return False
    if scene.kids(i, "neg") or not is_told(scene, i):
        return False
    told = scene.kids(i, "dobj", "ccomp", "xcomp", "prep", "acomp")
    subjects = scene.kids(i, "nsubj")
    human = any(scene.ids(s) or scene.token(s).lemma in words("human nouns") for s in subjects)
    return bool(told) and human and not any(scene.token(s).pos == "PRON" for s in subjects)


def _others_verdict(scene: Scene, i: int) -> bool:
    """Tell whether a clause joined to what is said is another's: "… and an envoy called it …"."""
    token = scene.token(i)
    if token.tag != "VBD" or token.lemma not in words("cue as", "cue called", "cue object"):
        return False
    subjects = scene.kids(i, "nsubj")
    fresh = any(scene.token(scene.parse.subtree(s)[0]).lower in {"a", "an"} for s in subjects)
    people = words("official nouns", "diplomat nouns", "analyst nouns", "human nouns")
    human = any(scene.token(s).lemma in people for s in subjects)
    return fresh and human and bool(scene.kids(i, "dobj"))


def _behind_quote(scene: Scene, i: int, last: int) -> Iterator[int]:
    """Yield the clause that tells when it was said, behind words that end in quotation marks."""
    token = scene.token(i)
    top = token.head if token.dep in {"mark", "advmod"} else i
    verb = scene.token(top)
    clause = top != i and verb.dep == "advcl" and (verb.tag in FINITE or is_told(scene, top))
    if clause and scene.parse.subtree(top)[0] == i and scene.parse.subtree(top)[-1] + 1 >= last:
        yield top
