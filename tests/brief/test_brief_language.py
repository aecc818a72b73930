"""Every word of the page's own can be translated, as the whole sentence it is."""

import gettext
import re
from collections.abc import Iterator

import pytest
from lxml import html as lxml_html
from tests.brief import brief_sample as sample

from goodoffices import brief
from goodoffices.base import i18n
from goodoffices.base.errors import Finding
from goodoffices.conflict.outcomes import outcomes
from goodoffices.evidence.claims import Dossier
from goodoffices.look.markup import turned
from goodoffices.packages.result import packages


class Brackets(gettext.NullTranslations):
    """A language in which every message is itself in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟪{message}⟫"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟪{msgid1 if n == 1 else msgid2}⟫"


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    asked: list[str | None] = []

    def speak(language: str | None = None) -> gettext.NullTranslations:
        asked.append(language)
        return Brackets() if language == "eo" else gettext.NullTranslations()

    monkeypatch.setattr(i18n, "translations", speak)
    yield
    assert "eo" in asked


DATA = """
    //head | //body//*[@lang] | //code | //bdi | //mark | //s | //td[contains(@class,'yn')]
    | //*[@class='meta' or @class='name' or @class='label' or @class='value' or @class='small']
    | //svg[not(contains(@class, 'graph') or contains(@class, 'bar'))] | //ul[@class='rests']/li/a
"""
"""Parts of the page that hold what sources and people wrote, not what the page says itself."""

OUR_OWN = re.compile(r"[A-Za-z]{3,}")
NAMES = {"Nash", "GMR", "SMR", "SEQ"}


@pytest.mark.usefixtures("bracketed")
@pytest.mark.parametrize("full", [True, False])
def test_no_word_of_the_page_s_own_escapes_translation(full: bool) -> None:
    case, dossier = sample.case(), sample.dossier()
    if not full:
        dossier = Dossier(())
    page = brief.page(
        case,
        dossier,
        outcomes(case) if full else None,
        packages(case) if full else None,
        findings=[Finding("GO305", "x"), Finding("GO307", "y", severity="note")],
        language="eo",
    )
    tree = lxml_html.document_fromstring(page)
    for aside in tree.xpath(DATA):
        aside.drop_tree()
    text = " ".join(tree.itertext())
    while "⟪" in text:  # innermost first
        text, found = re.subn(r"⟪[^⟪⟫]*⟫", " ", text)
        if not found:
            break
    left = set(OUR_OWN.findall(text)) - NAMES
    assert left <= {"Southland", "Northland", "Marto"}  # names, and a month in Esperanto


def test_the_language_of_a_page_is_that_of_its_page_only() -> None:
    brief.page(sample.case(), sample.dossier(), language="fa")
    assert i18n._spoken.get() is None


def test_the_brief_speaks_persian_from_right_to_left() -> None:
    """What is the page's own is Persian; names and quotations stay as the case has them."""
    found = outcomes(sample.case())
    page = brief.page(
        sample.case(), sample.dossier(), found, packages(sample.case()), language="fa"
    )
    tree = lxml_html.fromstring(page)
    assert (tree.get("lang"), tree.get("dir")) == ("fa", "rtl")
    cells = [" ".join(cell.text_content().split()) for cell in tree.xpath("//td[@class='num']")]
    assert any(re.fullmatch("[۰-۹٫٬٪ –]+", cell) for cell in cells)
    assert not [cell for cell in cells if re.fullmatch(r"[-−]?[0-9][0-9., %–]*", cell)]
    for part in tree.xpath(DATA):
        tail = part.tail or ""
        part.getparent().text = (part.getparent().text or "") + tail
        part.drop_tree()
    headings = [" ".join(h.text_content().split()) for h in tree.xpath("//h2 | //th | //summary")]
    names = {*NAMES, *(party.name for party in sample.case().parties)}
    english = [h for h in headings if OUR_OWN.search(h) and not set(h.split()) & names]
    assert headings
    assert not english
    in_english = brief.page(sample.case(), sample.dossier(), found, language="en")
    assert 'bdi dir="rtl"' not in in_english


def test_a_sentence_that_begins_with_a_name_still_runs_from_right_to_left() -> None:
    assert turned("Chad \u0645\u06cc\u200c\u0631\u0648\u062f", "rtl") == ' dir="rtl"'
    assert turned("Chad leaves", "rtl") == ""
    assert turned("\u0686\u0627\u062f", "ltr") == ""
