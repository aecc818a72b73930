"""How actors stand to each other: partners, adversaries, who supports or invaded whom.

Relations are read from words that name one ("Iran's ally Syria", "backed by Iran", "a member of
the European Union") and from events that leave one behind (an invasion, a signed agreement). The
object is an actor, or the issue that stands for nameless others ("its support for proxies").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from goodoffices.evidence.claims import Confidence, Event, Relation
from goodoffices.evidence.snapshot import Document, short_id
from goodoffices.read.clause.parse import Parse
from goodoffices.read.clause.roles import Ids, Scene
from goodoffices.read.done.factuality import weigh
from goodoffices.read.words import words

Found = tuple[str, Ids, Ids, int, str]
"""Type, subjects, objects, the token that names the relation, the rule."""


def find_relations(
    document: Document, scene: Scene, events: Iterable[Event]
) -> tuple[Relation, ...]:
    """Return how a document's actors stand to each other; each relation once, with all its words.

    Parameters
    ----------
    document : Document
        The source.
    scene : Scene
        Its parse and its actors.
    events : iterable of Event
        The events found in it.
    """
    kept: dict[tuple[str, str, str], Relation] = {}
    for relation in (*_named(document, scene), *_left(scene.parse, events)):
        key = _key(relation)
        known = kept.get(key)
        if known is None:
            kept[key] = relation
        else:
            spans = tuple(dict.fromkeys((*known.spans, *relation.spans)))
            kept[key] = replace(known, spans=spans)
    return tuple(kept.values())


def _key(relation: Relation) -> tuple[str, str, str]:
    """Return what makes two relations the same; partners have no order."""
    sides = (relation.subject, relation.object)
    if relation.type in {"partner", "adversary", "agreement_with"}:
        sides = (min(sides), max(sides))
    return (relation.type, *sides)


def _named(document: Document, scene: Scene) -> Iterator[Relation]:
    """Yield the relations that a word names."""
    for token in scene.parse.tokens:
        for kind, subjects, objects, at, rule in _at(scene, token.i):
            modality = weigh(scene, at).modality
            if modality in {"negated", "hypothetical"}:
                continue
            sentence = scene.parse.sentence_of(at)
            for subject in subjects:
                for other in objects:
                    if subject != other:
                        place = (scene.token(at).start, kind, subject, other)
                        yield Relation(
                            short_id("R", document.snapshot.text_sha256, *place),
                            (document.snapshot.span(sentence.start, sentence.end),),
                            kind,
                            subject,
                            other,
                            modality,
                            rule,
                            _CONFIDENCE[rule],
                        )


_CONFIDENCE: dict[str, Confidence] = {
    "noun": "medium",
    "backing": "medium",
    "backed": "medium",
    "member": "medium",
    "event": "medium",
}


def _at(scene: Scene, i: int) -> Iterator[Found]:
    """Yield the relations that a token names."""
    token = scene.token(i)
    lemma = token.lemma
    if token.pos in {"NOUN", "PROPN"}:
        for kind in ("partner", "adversary"):
            if lemma in words("partners" if kind == "partner" else "adversaries"):
                yield from _noun(scene, i, kind, "noun")
        if lemma in words("parts"):
            whole = scene.all_ids(scene.phrases(i, "of"))
            subjects = _is(scene, i)
            if whole and subjects:
                yield "part_of", subjects, whole[:1], i, "member"
        elif lemma in words("backing nouns"):
            yield from _backing(scene, i)
    elif token.pos in {"VERB", "ADJ"} and (
        lemma in words("backing verbs") or lemma.endswith("-backed")
    ):
        yield from _backed(scene, i)


def _is(scene: Scene, noun: int) -> Ids:
    """Return whom a noun is said of: "X is a …", "X, a …", "the … X", "X as a …"."""
    token = scene.token(noun)
    if token.dep == "attr" and scene.verb(token.head):
        return scene.all_ids(scene.subject(token.head))
    if token.dep == "appos":
        return scene.ids(token.head)
    named = scene.all_ids(c for c in scene.kids(noun, "appos") if scene.ids(c))
    if named or token.dep == "compound":
        return named or scene.ids(token.head)
    as_one = scene.token(token.head)
    if token.dep == "pobj" and as_one.lower == "as":
        above = as_one.head
        return (
            scene.all_ids(scene.subject(above))
            if scene.verb(above)
            else scene.all_ids(scene.kids(above, "poss"))
        )
    return ()


def _noun(scene: Scene, i: int, kind: str, rule: str) -> Iterator[Found]:
    """Read "Iran's ally Syria", "Syria, an ally of Iran", "Iran and Syria are partners"."""
    owners = scene.all_ids(c for c in scene.kids(i, "poss", "compound", "amod", "nmod"))
    owners = owners or scene.all_ids(scene.phrases(i, "of", "with", "to"))
    pair = scene.pair(i)
    sides = _is(scene, i)
    if len(pair) > 1:
        yield kind, pair[:1], pair[1:], i, rule
    elif owners and sides:
        yield kind, sides, owners[:1], i, rule
    elif len(sides) > 1:
        yield kind, sides[:1], sides[1:], i, rule
    elif scene.token(i).tag == "NNS" and not owners:
        told = _told(scene, i)
        if len(told) > 1:
            yield kind, told[:1], told[1:], i, rule


def _told(scene: Scene, i: int) -> Ids:
    """Return the two sides a sentence speaks of, where "as partners" names nobody."""
    as_one = scene.token(scene.token(i).head)
    if as_one.lower != "as":
        return ()
    sentence = scene.parse.sentence_of(i)
    found = scene.named(sentence.first, i)
    return found if len(found) == 2 else ()


def _backing(scene: Scene, i: int) -> Iterator[Found]:
    """Read "Iran's support for Hezbollah", "its support for adversarial proxies"."""
    who = scene.all_ids(c for c in scene.kids(i, "poss", "compound", "amod"))
    for noun in scene.phrases(i, "for", "of"):
        whom = scene.ids(noun)
        if not whom and scene.token(noun).lemma in words("proxies"):
            whom = ("proxies",)
        if who and whom:
            yield "supports", who[:1], whom, i, "backing"
            return


def _backed(scene: Scene, i: int) -> Iterator[Found]:
    """Read "rebels backed by Rwanda", "the Iran-backed Houthis", "Iran arms the Houthis"."""
    token = scene.token(i)
    if token.dep == "amod":
        who = scene.all_ids(scene.kids(i, "npadvmod", "compound", "nmod", "amod", "advmod"))
        whom = scene.ids(token.head)
        whom = tuple(w for w in whom if w not in who)
    elif token.pos == "VERB":
        who = scene.all_ids(scene.subject(i))
        whom = scene.all_ids(scene.objects(i))
    else:
        return
    groups = tuple(w for w in whom if (a := scene.actors.get(w)) and a.kind in {"group", "state"})
    if who and groups and set(who) != set(groups):
        yield "supports", who[:1], groups, i, "backed"


def _left(parse: Parse, events: Iterable[Event]) -> Iterator[Relation]:
    """Yield the relations that events leave behind."""
    for event in events:
        if event.modality in {"negated", "hypothetical", "future"}:
            continue
        kind = _kind(parse, event)
        if kind is None or not event.recipients:
            continue
        subject = event.actors[0] if event.actors else None
        for other in event.recipients:
            if subject is not None and other != subject:
                yield Relation(
                    short_id("R", event.id, kind, subject, other),
                    event.spans,
                    kind,
                    subject,
                    other,
                    event.modality,
                    "event",
                    event.confidence,
                )


def _kind(parse: Parse, event: Event) -> str | None:
    """Return the relation that an event leaves behind, or None."""
    if event.cameo == "057":
        return "agreement_with"
    if event.type not in {"ASSAULT", "RETREAT", "SANCTION"}:
        return None
    tokens = parse.covering(event.trigger.start, event.trigger.end)
    lemma = parse.tokens[tokens[0]].lemma if tokens else ""
    if lemma in words("invading words"):
        return "invaded"
    return "withdrew_from" if lemma in words("withdrawing words") else None
