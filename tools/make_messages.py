"""Bring the catalogues up to date with the words in the code, and compile them.

What is translated are the talks' pages and refusals, the desk, what is published and replied, the
brief, and the sentences of the methods that stand in these; a message that is new stands in the
catalogue without a translation, and the
tests name it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from goodoffices.base.findings import entries
from goodoffices.case.file.keys import PARTS

PACKAGE = Path(__file__).parents[1] / "src" / "goodoffices"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
TRANSLATED = {
    "talks": METHODS,
    "desk": METHODS,
    "base": [("findings.py", "python"), ("share.py", "python")],
    "publish": METHODS,
    "brief": METHODS,
    "look": METHODS,
    "conflict/words": METHODS,
    "conflict/levers": [("words.py", "python"), ("goal_words.py", "python")],
    "conflict/stress": [("words.py", "python")],
    "packages/words": METHODS,
    "advise/words": METHODS,
    "evidence": [("words.py", "python")],
    "folder": [("changes.py", "python"), ("heldback.py", "python"), ("check/gaps.py", "python")],
}
"""The rooms whose words are translated, and which of their files."""

READ = ("GO151", "GO152", "GO153", "GO154", "GO155", "GO160", "GO161", "GO162", "GO163")
"""What the reading of a page finds, which the desk tells."""

TRANSLATED_CODES = ("GO2", "GO3", "GO70", "GO71", *READ)
"""Of the catalogue of findings, those that are translated: of cases, of the desk, of the talks."""

OPTIONS = {"**.html": {"extensions": "jinja2.ext.i18n"}}
KEYWORDS = {"_": None, "n_": (1, 2), "ngettext": (1, 2)}


def words(rooms: Mapping[str, list[tuple[str, str]]] = TRANSLATED) -> Catalog:
    """Return every message of the rooms that are translated."""
    found = Catalog(project="Good Offices", charset="utf-8", fuzzy=False)
    for room, files in rooms.items():
        for _file, _line, message, comments, _context in extract_from_dir(
            PACKAGE / room, files, OPTIONS, KEYWORDS
        ):
            found.add(message, auto_comments=comments)
    for part in PARTS.values():
        found.add(part.meaning)  # what a thing of the case is, where it has no name
    for code, entry in entries().items():
        for message in entry.messages.values() if code.startswith(TRANSLATED_CODES) else ():
            found.add(message.text)
            if message.help:
                found.add(message.help)
    return found


def catalogues() -> list[Path]:
    """Return the catalogues there are."""
    return sorted(PACKAGE.glob("locale/*/LC_MESSAGES/goodoffices.po"))


def main() -> None:
    """Update and compile each catalogue."""
    for path in catalogues():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        catalogue.update(words(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, sort_output=True, width=100, no_location=True)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    main()
