"""Figures that stand alone: as an SVG with its rules in it, and as a PNG.

On a page a figure takes colours and sizes from the page's stylesheet, light or dark. Taken out, as
a file or on paper, it carries the rules itself, with the light colours written out.
"""

from __future__ import annotations

import re
from functools import cache

from goodoffices.base.needs import needs
from goodoffices.look.style import stylesheet
from goodoffices.look.tokens import LIGHT, written_out

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SVG = re.compile(r"<svg\b([^>]*)>")
_VIEW = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')

FACES = (
    "Helvetica, Arial, 'Segoe UI', 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', "
    "'Open Sans', 'Nimbus Sans', FreeSans, Ubuntu, Cantarell, Roboto, sans-serif"
)
"""Faces by name, for an engine that knows of none for *sans-serif* and would leave words out."""

SCALE = 2
"""Pixels of a PNG for each unit of a figure."""


def _written_out(text: str) -> str:
    """Put the light values in place of tokens."""
    return written_out(text, lambda name: LIGHT.get(name, "sans-serif"))


@cache
def rules() -> str:
    """Return the rules of figures in the light colours, a party's for each of them."""
    whole = stylesheet("figures")
    sides = re.findall(r"\.p(\d) \{ --side: var\(--(\w+)", whole)
    colours = {number: LIGHT[name] for number, name in sides}

    def plain(text: str, side: str = "#000") -> str:
        text = text.replace("var(--side)", side).replace("var(--side, var(--ink))", side)
        return _written_out(text)

    found = []
    common = stylesheet()
    figures = whole[len(common) :]
    written = [(rule, False) for rule in _RULE.findall(common)]
    for (selectors, body), ours in [*written, *((rule, True) for rule in _RULE.findall(figures))]:
        chosen = [s.strip() for s in selectors.split(",")]
        drawn = [s for s in chosen if ":" not in s and (ours or re.match(r"svg\b", s))]
        if not drawn or "@" in selectors:
            continue
        if "--side" not in body:
            found.append(f"{','.join(drawn)}{{{plain(body)}}}")
            continue
        for number, colour in colours.items():
            own = [f".p{number} {s.removeprefix('svg ')}" for s in drawn]
            own += [f".p{number}{s}" for s in drawn if s.startswith(".")]
            found.append(f"{','.join(own)}{{{plain(body, colour)}}}")
    return "\n".join(found)


def alone(figure: str) -> str:
    """Return a figure as an SVG file that needs nothing else: its words stay words.

    Links within it led to places of the page; taken out, they lead nowhere and are left out.
    """
    opening = _SVG.search(figure)
    size = _VIEW.search(figure)
    if opening is None or size is None:
        raise ValueError(figure[:80])
    attributes = re.sub(r' (?:width|height|xmlns)="[^"]*"', "", opening[1])
    named = f' xmlns="http://www.w3.org/2000/svg" width="{size[1]}" height="{size[2]}"'
    ground = f'<rect width="{size[1]}" height="{size[2]}" fill="#fff"/>'
    body = re.sub(r"<(/?)a\b( [^>]*)?>", _as_group, figure[opening.end() :])
    return _written_out(f"<svg{named}{attributes}><style>{rules()}</style>{ground}{body}")


def _as_group(found: re.Match[str]) -> str:
    """Return a group in place of a link, with its classes."""
    kept = re.findall(r' class="[^"]*"', found[2] or "")
    return f"<{found[1]}g{''.join(kept)}>"


def with_faces(svg: str) -> str:
    """Return an SVG whose rules name faces for *sans-serif*; what its words say stays."""
    rules, end, body = svg.rpartition("</style>")
    body = body.replace('font-family="sans-serif"', f'font-family="{FACES}"')
    return rules.replace("sans-serif", FACES) + end + body


def to_png(figure: str) -> bytes:
    """Return a figure as a PNG.

    Raises
    ------
    UsageError
        GO925 where what draws it is not installed.
    """
    needs("print")
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=with_faces(alone(figure)), zoom=SCALE))
