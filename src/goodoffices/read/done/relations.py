"""How actors stand to each other: partners, adversaries, who supports or invaded whom.

Relations are read from words that name one ("Iran's ally Syria", "backed by Iran", "a member of
the European Union") and from events that leave one behind (an invasion, a signed agreement). The
object is an actor, or the issue that stands for nameless others ("its support for proxies").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from goodoffices.evidence.claims import UNREAL, Event, Relation
from goodoffices.evidence.snapshot import Document, short_id
from goodoffices.read.clause.acting import doers
from goodoffices.read.clause.parse import Parse
from goodoffices.read.clause.roles import Ids, Scene, without
from goodoffices.read.clause.tokens import Token
from goodoffices.read.done.factuality import weigh
from goodoffices.read.words import words

Named = tuple[str, Ids, Ids, str]
"""A relation that a word names: its type, the subjects, the objects, the rule."""


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
        named = _at(scene, token)
        if named is None or (modality := weigh(scene, token.i).modality) in UNREAL:
            continue
        kind, subjects, objects, rule = named
        sentence = scene.parse.sentence_of(token.i)
        for subject, other in product(subjects, objects):
            if subject != other:
                place = (token.start, kind, subject, other)
                yield Relation(
                    id=short_id("R", document.snapshot.text_sha256, *place),
                    spans=(document.snapshot.span(sentence.start, sentence.end),),
                    type=kind,
                    subject=subject,
                    object=other,
                    modality=modality,
                    rule=rule,
                )


def _at(scene: Scene, token: Token) -> Named | None:
    """Return the relation that a token names."""
    i, lemma = token.i, token.lemma
    if token.pos in {"VERB", "ADJ"}:
        backs = lemma in words("backing verbs") or lemma.endswith("-backed")
        return _backed(scene, token) if backs else None
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    if lemma in words("partners"):
        return _noun(scene, i, "partner")
    if lemma in words("adversaries"):
        return _noun(scene, i, "adversary")
    if lemma in words("parts"):
        whole, subjects = scene.all_ids(scene.phrases(i, "of")), _is(scene, i)
        return ("part_of", subjects, whole[:1], "member") if whole and subjects else None
    return _backing(scene, i) if lemma in words("backing nouns") else None


def _is(scene: Scene, noun: int) -> Ids:
    """Return whom a noun is said of: "X is a …", "X, a …", "the … X", "X as a …"."""
    token = scene.token(noun)
    if token.dep == "attr" and scene.verb(token.head):
        return doers(scene, scene.subject(token.head))
    if token.dep == "appos":
        return scene.ids(token.head)
    named = scene.all_ids(c for c in scene.kids(noun, "appos") if scene.ids(c))
    if named or token.dep == "compound":
        return named or scene.ids(token.head)
    preposition = scene.token(token.head)
    if token.dep != "pobj" or preposition.lower != "as":
        return ()
    above = preposition.head
    return doers(scene, scene.subject(above) if scene.verb(above) else scene.kids(above, "poss"))


def _noun(scene: Scene, i: int, kind: str) -> Named | None:
    """Read "Iran's ally Syria", "Syria, an ally of Iran", "Iran and Syria are partners"."""
    owners = scene.all_ids(scene.kids(i, "poss", "compound", "amod", "nmod"))
    owners = owners or scene.all_ids(scene.phrases(i, "of", "with", "to"))
    pair, sides = scene.pair(i), _is(scene, i)
    if len(pair) > 1:
        return kind, pair[:1], pair[1:], "noun"
    if owners and sides:
        return kind, sides, owners[:1], "noun"
    if len(sides) < 2 and not owners and scene.token(i).tag == "NNS":
        sides = _two_before(scene, i)
    return (kind, sides[:1], sides[1:], "noun") if len(sides) > 1 else None


def _two_before(scene: Scene, i: int) -> Ids:
    """Return the two sides a sentence speaks of, where "as partners" names nobody."""
    if scene.token(scene.token(i).head).lower != "as":
        return ()
    named = scene.named(scene.parse.sentence_of(i).first, i)
    return named if len(named) == 2 else ()


def _backing(scene: Scene, i: int) -> Named | None:
    """Read "Iran's support for Hezbollah", "its support for adversarial proxies"."""
    who = scene.all_ids(scene.kids(i, "poss", "compound", "amod"))
    for noun in scene.phrases(i, "for", "of"):
        nameless = ("proxies",) if scene.token(noun).lemma in words("proxies") else ()
        whom = scene.ids(noun) or nameless
        if who and whom:
            return "supports", who[:1], whom, "backing"
    return None


def _backed(scene: Scene, token: Token) -> Named | None:
    """Read "rebels backed by Rwanda", "the Iran-backed Houthis", "Iran arms the Houthis"."""
    if token.dep == "amod":
        beside = scene.kids(token.i, "npadvmod", "compound", "nmod", "amod", "advmod")
        who = scene.all_ids(beside)
        whom = without(scene.ids(token.head), who)
    elif token.pos == "VERB":
        who = doers(scene, scene.subject(token.i))
        whom = scene.all_ids(scene.objects(token.i))
    else:
        return None
    groups = tuple(w for w in whom if (a := scene.actors.get(w)) and a.kind in {"group", "state"})
    if who and groups and set(who) != set(groups):
        return "supports", who[:1], groups, "backed"
    return None


def _left(parse: Parse, events: Iterable[Event]) -> Iterator[Relation]:
    """Yield the relations that events leave behind."""
    for event in events:
        kind = _kind(parse, event)
        if kind is None or not event.actors or event.modality in UNREAL | {"future"}:
            continue
        subject = event.actors[0]
        for other in event.recipients:
            if other != subject:
                yield Relation(
                    id=short_id("R", event.id, kind, subject, other),
                    spans=event.spans,
                    type=kind,
                    subject=subject,
                    object=other,
                    modality=event.modality,
                    rule="event",
                    confidence=event.confidence,
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
