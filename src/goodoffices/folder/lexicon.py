"""The names a case knows: learnt from what people merged and edited, used at the next reading.

``lexicon.yaml`` in the case folder holds one name a line with the id of the actor it stands for; a
person may edit it. At the next reading an actor found under one of the names is that actor. It
changes only what is read then, never a claim that was decided on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from goodoffices.base.errors import CaseError, Place
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding
from goodoffices.case.file import text as yamltext
from goodoffices.evidence.claims import Actor, Dossier
from goodoffices.evidence.store.decisions import SAME, renamed
from goodoffices.read.words import words

NAME = "lexicon.yaml"
_HEAD = "# Names of this case and whose they are: name, colon, the actor's id. Edit as you like.\n"


def names(folder: Path | str) -> dict[str, str]:
    """Return the names that a case knows, each with its actor's id; none where there is no file.

    Raises
    ------
    CaseError
        GO202 and the like where the file is no YAML, GO334 where it holds something else.
    """
    path = Path(folder) / NAME
    if not path.exists():
        return {}
    text, findings = yamltext.decode(path.read_bytes(), str(path))
    tree = yamltext.parse(text, str(path))
    if found := [*findings, *tree.findings]:
        raise CaseError(found)
    known = yamltext.plain(tree.root)
    if known == "":
        return {}
    if not isinstance(known, dict) or not all(isinstance(v, str) and v for v in known.values()):
        raise CaseError(finding("GO334", Place(str(path))))
    return known


def applied(dossier: Dossier, known: Mapping[str, str]) -> Dossier:
    """Return a dossier in which each actor found under a known name is the one it stands for."""
    ids = {name.casefold(): actor for name, actor in known.items()}
    into = {}
    for actor in dossier.actors:
        called = (actor.name, *actor.aliases)
        meant = next((ids[name.casefold()] for name in called if name.casefold() in ids), actor.id)
        if meant != actor.id:
            into[actor.id] = meant
    return renamed(dossier, into) if into else dossier


def learnt(acts: Iterable[tuple[str, Mapping[str, object]]], dossier: Dossier) -> dict[str, str]:
    """Return the names that decisions teach.

    Parameters
    ----------
    acts
        ids of decided actors with the changes that were made.
    dossier
        the dossier before the decisions. Places that stand for a government teach nothing, nor
        do names that any government's office may have.
    """
    found: dict[str, str] = {}
    for claim_id, changes in acts:
        actor = dossier.claim(claim_id)
        if not isinstance(actor, Actor):
            continue
        if SAME in changes:
            called = {actor.name, *actor.aliases} - set(actor.metonyms)
            called = {name for name in called if not generic(name)}
            found |= dict.fromkeys(sorted(called), str(changes[SAME]))
        added = changes.get("aliases")
        if isinstance(added, list):
            found |= dict.fromkeys((a for a in added if a not in actor.aliases), actor.id)
    return found


def generic(name: str) -> bool:
    """Tell whether a name names no one by itself: every land has a Foreign Ministry."""
    found = [word for word in re.split(r"[^\w'’]+", name.casefold()) if word]
    return bool(found) and all(word in _generic() or word in words("offices") for word in found)


@cache
def _generic() -> frozenset[str]:
    """Return the words that any office or body may be called by."""
    lists = ("titles", "public offices", "government nouns", "organisation heads", "body nouns")
    return frozenset(
        word.casefold()
        for name in (*lists, "official nouns", "office modifiers")
        for word in words(name)
    )


def learn(folder: Path | str, new: Mapping[str, str]) -> tuple[str, ...]:
    """Add names at the end of the file, and return those added; what stands there stays."""
    known = {name.casefold() for name in names(folder)}
    added = [name for name in new if name.casefold() not in known]
    if added:
        path = Path(folder) / NAME
        before = path.read_text("utf-8") if path.exists() else _HEAD
        before += "" if before.endswith("\n") else "\n"
        lines = (f"{json.dumps(n, ensure_ascii=False)}: {new[n]}\n" for n in added)
        atomic_write(path, (before + "".join(lines)).encode())
    return tuple(added)
