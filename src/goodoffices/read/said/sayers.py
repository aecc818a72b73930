"""Who says it, where the parse hung a verb of saying too low: whose "adding" it is.

A participle behind a comma goes on with the report and not with what is reported: "Chad wants the
port back, accusing Libya of delay" accuses by Chad's mouth. The small parser hangs it from the verb
next to it; here it is given to the verb that reports.
"""

from __future__ import annotations

from goodoffices.read.clause.roles import FINITE, Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.named import is_title
from goodoffices.read.words import words

_MEANWHILE = frozenset({"while", "whilst"})
_DOWN = frozenset(
    {"ccomp", "xcomp", "conj", "advcl", "acl", "pcomp", "relcl", "prep", "pobj", "dobj"}
)
_SAID = frozenset({"ccomp", "xcomp", "dobj", "prep", "pcomp", "oprd"})
_NOW = frozenset({"VBZ", "VBP"})
_SAYING = words("plain sayings")
_QUOTING = frozenset({"quote", "cite"})
_STEPS = 8


def is_cue(token: Token) -> bool:
    """Tell whether a verb is one of those that report, in whatever pattern."""
    kinds = ("cue clause", "cue object", "cue to", "cue as", "cue called", "cue wanting")
    lists = any(token.lemma in words(kind) for kind in kinds)
    return lists or any(entry.startswith(f"{token.lemma} ") for entry in words("cue prepositions"))


def is_told(scene: Scene, i: int) -> bool:
    """Tell whether a verb tells by itself: it is finite, or made so by "had" and "was"."""
    token = scene.token(i)
    helped = any(scene.token(c).tag in FINITE for c in scene.kids(i, "aux", "auxpass"))
    return token.tag in FINITE or helped


def goes_on_with(scene: Scene, token: Token) -> int | None:
    """Return the reporting verb that a participle goes on with, or None.

    "said the deal was dead, accusing Chad", "had stated that they agreed adding that …", "told
    them it was over, while urging …".
    """
    if token.tag != "VBG" or token.i in scene.quoted or scene.has_subject(token.i):
        return None
    if not _set_off(scene, token) or not is_cue(token):
        return None
    for step, (child, head) in enumerate(scene.above(token.i)):
        if step > _STEPS or scene.token(child).dep not in _DOWN:
            return None
        above = scene.token(head)
        reports = is_cue(above) and head < token.i and head not in scene.quoted
        if above.lemma in words("cue not speech", "cue told") and not _reported(scene, head):
            continue  # "agreed on a truce adding that …" adds by whoever reports it
        if scene.passive(head) and scene.token(head).dep in _SAID:
            continue  # "said they were worried while hoping …" hopes by whoever says it
        within = child == token.i or scene.token(child).dep in _SAID
        if reports and within and is_told(scene, head) and not _modal(scene, head):
            inside = any(scene.token(c).lower == "that" for c in scene.kids(head, "nsubj"))
            return None if inside else head
    return None


def _set_off(scene: Scene, token: Token) -> bool:
    """Tell whether a participle is set off from what stands before it."""
    if not token.i:
        return False
    before = scene.token(token.i - 1)
    if before.text == "," or before.lower in _MEANWHILE:
        return True
    clauses = scene.kids(token.i, "ccomp")
    if token.lemma in _SAYING and token.dep in {"advcl", "acl"}:
        speaks = token.dep == "acl" and _speaks(scene, token.head)
        return bool(clauses) and not speaks  # "will not take it saying the union is not fit"
    return token.lemma == "add" and any(scene.marked(c) for c in clauses)


def _speaks(scene: Scene, noun: int) -> bool:
    """Tell whether a noun may itself say something: "a letter saying that …"."""
    told = words("human nouns", "document nouns", "issued documents", "noun cues", "media nouns")
    return bool(scene.ids(noun)) or scene.token(noun).lemma in told or is_title(scene.token(noun))


def _reported(scene: Scene, i: int) -> bool:
    """Tell whether a clause or an infinitive hangs from a verb."""
    return bool(scene.kids(i, "ccomp", "xcomp"))


def _modal(scene: Scene, i: int) -> bool:
    return any(scene.token(c).tag == "MD" for c in scene.kids(i, "aux"))


def joined_up(scene: Scene, token: Token) -> int | None:
    """Return the reporting verb that a later one is equal to, by their tenses.

    "said he would wait and had urged them to go", "says that it is ready and told them so":
    what is said has another tense than the verb that the parser joined to it.
    """
    if token.dep != "conj" or token.i in scene.quoted or scene.has_subject(token.i):
        return None
    had = any(scene.token(c).lower in {"had", "has", "have"} for c in scene.kids(token.i, "aux"))
    if not (had or token.tag in FINITE) or not is_cue(token):
        return None
    first = token.head
    if scene.token(first).dep != "ccomp" or first > token.i:
        return None
    above = scene.token(scene.token(first).head)
    told = above.i < first and is_cue(above) and is_told(scene, above.i)
    if not told or above.i in scene.quoted:
        return None
    helped = {scene.token(c).tag for c in scene.kids(first, "aux", "auxpass")}
    if had:
        return above.i if "MD" in helped else None
    past = token.tag == above.tag == "VBD"
    now = scene.token(first).tag in _NOW or bool(helped & (_NOW | {"MD"}))
    return above.i if past and now else None


def going_on(scene: Scene, token: Token) -> tuple[int, ...]:
    """Return X of "X wants the port, accusing …", "quoted X, …, posting that" and the like."""
    quoted = _quoted(scene, token)
    if quoted:
        return quoted
    source = _according_to(scene, token)
    if source is not None:
        return (source,)
    verb = goes_on_with(scene, token) or joined_up(scene, token)
    return tuple(scene.subject(verb)) if verb is not None else ()


def _according_to(scene: Scene, token: Token) -> int | None:
    """Return X of "the port is shut, according to X, adding that …"."""
    if token.tag != "VBG" or not is_cue(token) or scene.token(token.i - 1).text != ",":
        return None
    first = scene.parse.sentence_of(token.i).first
    for i in range(token.i - 2, max(first, token.i - 14), -1):
        if scene.verb(i):
            return None if scene.token(i).lower != "according" else _source(scene, i)
    return None


def _source(scene: Scene, i: int) -> int | None:
    return next((g for c in (i, i + 1) for g in scene.kids(c, "pobj")), None)


def _quoted(scene: Scene, token: Token) -> tuple[int, ...]:
    """Return X of "the agency quoted X, the negotiator, posting that …"."""
    if token.tag != "VBG" or scene.has_subject(token.i):
        return ()
    for step, (_child, head) in enumerate(scene.above(token.i)):
        above = scene.token(head)
        if step > _STEPS:
            return ()
        if above.lemma in _QUOTING and head < token.i:
            whom = [c for c in scene.kids(head, "dobj") if head < c < token.i]
            return tuple(whom[:1])
        if is_told(scene, head):
            return ()
    return ()
