"""How well actors are given their countries, against the PLOVER gold standard records.

Each record names the words of the source and the target of an event and their country code. A
phrase is right when the country read from its words is the code's; codes that are no country (IGO,
NGO, IMG, ISM) are right when the phrase holds an organisation without a country.
"""

from __future__ import annotations

import json
from pathlib import Path

from goodoffices.read.clause.parse import parse
from goodoffices.read.document.intake import text_document
from goodoffices.read.who.actors import find_actors
from goodoffices.read.who.index import ActorIndex

GOLD = Path(__file__).parent.parent / "reference" / "reading" / "plover_gsr_cameo.jsonl"

SPELLED = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
"""The gold's own spellings of three ISO codes."""

NO_COUNTRY = {"IGO", "NGO", "IMG", "ISM"}


def records() -> list[dict]:
    """Return the gold's records."""
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def read_code(index: ActorIndex, first: int, last: int) -> str | None:
    """Return the code that is read from a phrase's tokens."""
    country = index.country_of(first, last)
    if country is not None:
        return country
    kinds = {index.get(actor).kind for _first, _last, actor in index.within(first, last)}
    return "IGO" if kinds & {"igo", "organisation", "group"} else None


def judged() -> list[tuple[str, str | None, str, str]]:
    """Return (code in the gold, code read, phrase, text) of each phrase found in its text."""
    result = []
    for record in records():
        document = text_document(record["text"])
        tree = parse(document)
        index = find_actors(document, tree)
        for phrase in record["expected"]["source"] + record["expected"]["target"]:
            at = record["text"].find(phrase["text"])
            if at < 0:
                continue
            place = tree.covering(at, at + len(phrase["text"]))
            code = SPELLED.get(phrase["code"], phrase["code"])
            expected = "IGO" if code in NO_COUNTRY else code
            result.append((expected, read_code(index, *place), phrase["text"], record["text"]))
    return result


def figures() -> list[tuple[str, float, float | str]]:
    """Return precision and recall, each with its aim."""
    found = judged()
    right = sum(expected == read for expected, read, *_ in found)
    given = sum(read is not None for _, read, *_ in found)
    return [
        (f"actors: phrase to country, precision, of {given}", right / given, 0.97),
        (f"actors: phrase to country, recall, of {len(found)}", right / len(found), 0.90),
    ]


if __name__ == "__main__":
    for expected, read, phrase, text in judged():
        if expected != read:
            print(f"{expected} {read} | {phrase} | {text}")
    print(*figures(), sep="\n")
