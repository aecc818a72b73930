"""The look: its tokens are whole in every scheme and can be read; its parts say what they are."""

import re
from importlib.resources import files

import pytest
from jinja2 import Environment, StrictUndefined

from goodoffices.look import audience, tokens
from goodoffices.look.markup import running
from goodoffices.look.sides import COLOURS, SHAPES, sides
from goodoffices.look.style import loader, style_source, stylesheet

SIDES = list(sides([(f"p{n}", f"Party {n}") for n in range(8)]).values())
EVERYTHING = stylesheet("sheet", "talks")


def schemes() -> dict[str, dict[str, str]]:
    return {
        "light": {**tokens.LIGHT},
        "dark": {**tokens.LIGHT, **tokens.DARK},
        "print": {**tokens.LIGHT, **tokens.PRINT},
    }


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_words_can_be_read_in_every_scheme(scheme: str) -> None:
    """WCAG 2: 4.5 : 1 for words, 3 : 1 for the edge of whatever is to be used."""
    colour = schemes()[scheme]
    parties = ("violet", "ochre", "teal", "slate", "rose", "brown")
    for ground in ("paper", "panel"):
        for name in ("ink", "dim", "link", "warn", *parties):
            assert contrast(colour[name], colour[ground]) >= 4.5, (name, ground)
        assert contrast(colour["edge"], colour[ground]) >= 3
    assert contrast(colour["ink"], colour["soft"]) >= 4.5
    assert contrast(colour["lit-ink"], colour["lit"]) >= 4.5
    assert contrast(colour["on-link"], colour["link"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_a_band_can_be_read(scheme: str) -> None:
    colour = schemes()[scheme]
    share = int(colour["aud-mix"].rstrip("%")) / 100

    def mixed(one: str, other: str) -> str:
        pairs = [(int(one[k : k + 2], 16), int(other[k : k + 2], 16)) for k in (1, 3, 5)]
        return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)

    names = ("violet", "ochre", "teal", "slate", "rose", "brown", "aud-mediator", "aud-table")
    for name in names:
        band = mixed(colour[name], colour["paper"])
        assert contrast(colour["on-aud"], band) >= 4.5, name


def test_every_token_that_is_used_is_defined() -> None:
    used = set(re.findall(r"var\((--[\w-]+)\)", EVERYTHING))
    defined = set(re.findall(r"(--[\w-]+):", EVERYTHING)) | {"--side"}
    assert used <= defined
    light, dark = (re.findall(r"--[\w-]+(?=: #)", part) for part in _root_blocks())
    assert set(light) - set(dark) == set()


def _root_blocks() -> tuple[str, str]:
    light = EVERYTHING[: EVERYTHING.index("@media")]
    dark = EVERYTHING[EVERYTHING.index("@media") :]
    return light, dark[: dark.index("}")]


def test_the_stylesheet_calls_nobody_and_mirrors_by_itself() -> None:
    assert "//" not in EVERYTHING
    assert not re.search(r"url\(|@import|@font-face", EVERYTHING)
    physical = r"(?:margin|padding|border)-(?:left|right|top|bottom)|(?<![-\w])(?:left|right):"
    assert not re.findall(physical, EVERYTHING)
    assert not re.findall(r"transition|animation", EVERYTHING)
    assert "/*" not in EVERYTHING
    assert EVERYTHING.count("{") == EVERYTHING.count("}")
    assert len(stylesheet()) < len(stylesheet("talks")) < len(EVERYTHING) < 40_000


def parts() -> Environment:
    own = files("goodoffices.talks.pages") / "templates"
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=loader(own),
    )


def shown(call: str, **context: object) -> str:
    source = '{% from "look.html" import party, mark, band %}{{ ' + call + " }}"
    return parts().from_string(source).render(**context).strip()


def test_a_party_is_a_shape_a_colour_and_a_name_and_no_two_are_alike() -> None:
    shape = '<span class="sh" aria-hidden="true">▲</span>'
    made = shown("party(side)", side=SIDES[1])
    assert made == f'<span class="party p1">{shape}<bdi>Party 1</bdi></span>'
    many = sides([(str(n), "") for n in range(len(SHAPES) * COLOURS)]).values()
    assert len({(s.shape, s.colour) for s in many}) == len(SHAPES) * COLOURS
    assert audience.MEDIATOR not in SHAPES


def test_marks_differ_by_shape_and_say_what_they_are() -> None:
    made = {
        shown(f'mark("{kind}", "said", {more})')
        for kind in ("quoted", "judged", "computed")
        for more in ('"GO"', 'href="#x"', "unreviewed=true")
    }
    assert len(made) == 9
    assert all('<span class="sr">said</span>' in mark for mark in made)
    assert 'class="mk j u"' in shown('mark("judged", "s", unreviewed=true)')
    assert "&lt;b&gt;" in shown('mark("judged", word)', word="<b>")


def test_a_band_says_who_reads_and_who_does_not() -> None:
    bands = [
        audience.mediators("R", "O"),
        audience.room(SIDES[0], "R", "O"),
        audience.room(SIDES[1], "R", "O"),
        audience.alone(SIDES[0], "R", "O"),
        audience.table(SIDES[:2], "R", "O"),
        audience.anyone("R", "O"),
    ]
    assert [a.shapes for a in bands] == ["■", "●■", "▲■", "●", "■●▲", "□"]
    assert len({a.colour for a in bands}) == len(bands)
    for a in bands:
        at_box, across = shown("band(a)", a=a), shown('band(a, "Who reads")', a=a)
        assert "<b>R</b> O" in at_box
        assert "<b>R</b> O" in across
        assert 'aria-label="Who reads"' in across
        assert f'class="aud full {a.colour}"' in across


def test_an_inline_stylesheet_is_named_by_its_hash() -> None:
    # printf 'a{}' | openssl dgst -sha256 -binary | base64
    assert style_source("a{}") == "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"


def test_words_of_both_scripts_run_as_a_page_from_the_right_does() -> None:
    page = "<p><bdi>Iran: talk با <bdi>x</bdi></bdi> <bdi>Iran و Oman؛ x</bdi></p>"
    assert running(page, "ltr") == page
    assert running(page, "rtl") == page.replace("<bdi>Iran: talk", '<bdi dir="rtl">Iran: talk')
