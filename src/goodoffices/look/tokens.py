"""Design tokens: sizes, faces and colours, told once as data, from which every sheet is made.

A sheet for the screen defines them and its rules name them (``var(--ink)``); in a figure that
stands alone their values stand in the rules themselves, and a PDF is handed them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from goodoffices.base.tables import plain_table

_DATA = plain_table("goodoffices.look", "tokens.yaml")
LIGHT: Mapping[str, str] = _DATA["light"]
DARK: Mapping[str, str] = _DATA["dark"]
PRINT: Mapping[str, str] = _DATA["print"]
FACES: Mapping[tuple[str, ...], Mapping[str, str]] = {
    tuple(languages.split()): faces for languages, faces in _DATA["faces"].items()
}
"""For each group of languages: its faces and the heights of its lines; the common ones first."""

_USED = re.compile(r"var\(--([\w-]+)\)")


def defined(values: Mapping[str, str]) -> str:
    """Return the declarations of some tokens."""
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def dark() -> str:
    """Return the rule that gives what is otherwise in the dark."""
    return f"@media (prefers-color-scheme: dark) {{ :root {{ {defined(DARK)} }} }}"


def rules() -> str:
    """Return the rules that define all tokens, for a sheet to begin with."""
    found = [f":root {{ color-scheme: light dark; {defined(LIGHT)} }}", dark()]
    for number, (languages, faces) in enumerate(FACES.items()):
        named = [f'[lang="{one}"]' for one in languages]
        selectors = named if number else [":root", *named]
        found.append(f"{', '.join(selectors)} {{ {defined(faces)} }}")
    found.append(f"@media print {{ :root {{ color-scheme: light; {defined(PRINT)} }} }}")
    return "\n".join(found)


def written_out(text: str, value: Callable[[str], str | None]) -> str:
    """Put values in place of tokens; one that has none stays."""
    return _USED.sub(lambda found: value(found[1]) or found[0], text)
