"""Lines of a list or cells of a table that a page's form gives to a side: "What the union demands".

Each is wanted, offered, accepted or refused by that side, as the heading says; a line that opens
with a verb of its own ("Wants to keep them") says so itself. Whole sentences are read as sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from goodoffices.evidence.claims import Statement, in_list, listed, stood
from goodoffices.folder.proposals.orders import Order
from goodoffices.folder.proposals.phrases import plain, verb_phrase
from goodoffices.folder.proposals.stances import PageStances
from goodoffices.folder.proposals.voices import BidKind
from goodoffices.read.clause.roles import FINITE

_NO_WORDS = frozenset({"PUNCT", "SPACE", "SYM", "X"})
_OPENING: dict[str, BidKind] = {
    "want": "want",
    "demand": "want",
    "offer": "offer",
    "accept": "accept",
    "refuse": "refuse",
}
"""What the line wants that opens with a verb of its own."""


_LED: dict[str, BidKind] = {"want": "want", "against": "refuse"}


def listings(page: PageStances) -> Iterator[Order]:
    """Yield what stands in the lists and tables of sides, line by line."""
    for _actor, writer in page.scene.actors.writers:
        if not writer.listed:
            continue
        for sentence in page.scene.parse.sentences:
            if writer.start <= sentence.start < writer.end:
                words = _words(page, sentence.first, sentence.last)
                said = page.voice(words[0]) if words else None
                side = page.speaks(said) if said and listed(said) else None
                if side and (one := _line(page, words, side, writer.way)):
                    yield replace(one, heading=writer.about, alone=True)


def led_in(page: PageStances) -> Iterator[Order]:
    """Yield what stands in the lists that a sentence leads in ("Its conditions:"), line by line."""
    for sentence in page.scene.parse.sentences:
        words = _words(page, sentence.first, sentence.last)
        said = page.voice(words[0]) if words else None
        way = _LED.get(stood(said) or "") if said and in_list(said) else None
        side = page.speaks(said) if said and way else None
        if side and way and (one := _line(page, words, side, way)):
            yield replace(one, alone=True)


def _words(page: PageStances, first: int, last: int) -> list[int]:
    """Return the words of a line, without the number or mark that it has in its list."""
    words = [i for i in range(first, last) if page.scene.token(i).pos not in _NO_WORDS]
    marked = len(words) > 1 and page.scene.token(words[0]).text.isdecimal()
    behind = page.scene.token(words[0] + 1).text if marked else ""
    return words[1:] if behind in {".", ")"} else words


def _line(page: PageStances, words: list[int], side: str, kind: BidKind) -> Order | None:
    """Return what a line asks or gives, None where it is a whole sentence."""
    scene = page.scene
    if any(scene.token(i).tag in FINITE and scene.has_subject(i) for i in words):
        return None
    first = words[0]
    stance = _OPENING.get(page.stance(first) or "") if scene.verb(first) else None
    if stance:
        objects = [*scene.kids(first, "xcomp", "ccomp"), *scene.objects(first)]
        objects += scene.phrases(first, "for", "on", "to")
        told = plain(scene, _below(page, objects[0])) if objects else None
        return Order(side=side, kind=stance, at=first, phrase=told) if told else None
    top = next((i for i in words if scene.token(i).head == i), first)
    wanted = kind == "want" and scene.token(first).lower != "no"  # nobody "imposes no cut"
    acts = scene.token(top).tag == "VB"
    told = verb_phrase(scene, top) if acts else plain(scene, range(first, words[-1] + 1))
    if not acts:
        told = replace(told, head=scene.token(top).lemma)
    return Order(side=side, kind=kind, at=top, phrase=told, of=top if wanted else None)


def _below(page: PageStances, top: int) -> range:
    """Return the words of a phrase from its first to its last, without a "to" that opens it."""
    below = page.scene.parse.subtree(top)
    return range(min(below) + (page.scene.token(min(below)).lower == "to"), max(below) + 1)


def facing(
    statements: Iterable[Statement], speaker: Callable[[Statement], str | None]
) -> Iterator[tuple[str, str]]:
    """Yield whom a page's tables or lists of what each side holds set against each other."""
    pages: dict[str, dict[str, list[str]]] = {}
    for said in statements:
        side = speaker(said) if listed(said) else None
        if side and said.status != "rejected":
            pages.setdefault(said.spans[0].source, {}).setdefault(side, []).append(said.id)
    for sides in pages.values():
        told = {side: claims for side, claims in sides.items() if len(claims) > 1}
        for side, claims in told.items() if len(told) > 1 else ():
            yield from ((side, claim) for claim in claims)
