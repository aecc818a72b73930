"""Pages in Persian, Arabic and Russian: kept, zoned, names found, and what is not read is said."""

import pytest

from goodoffices.cli.review.view import RLI, rendered
from goodoffices.read import read_text

PAGES = {
    "fa": "ایران در ۱۴ اسفند پیشنهاد روسیه را پذیرفت. سازمان ملل متحد و عمان آماده کمک هستند. "
    "کرملین و ایالات متحده چیزی نگفتند.",
    "ar": "أعلنت روسيا أنها وافقت على التوسط بين الولايات المتحدة وإيران. وقال الكرملين إن "
    "الأمم المتحدة وسلطنة عمان مستعدة للمساعدة.",
    "ru": "Россия согласилась стать посредником между США и Ираном, сообщил Кремль. ООН и Оман "
    "готовы помочь.",
}


@pytest.mark.parametrize("language", list(PAGES))
def test_names_are_found_and_what_is_not_read_is_said(language: str) -> None:
    text = PAGES[language]
    dossier = read_text(text)
    page = dossier.documents[0]
    assert page.snapshot.text == text
    assert page.language == language
    assert page.zones
    ids = {actor.id for actor in dossier.actors}
    assert {"russia", "united-states", "iran", "oman", "united-nations"} <= ids
    russia = dossier.claim("russia")
    assert russia is not None
    assert len(russia.metonyms) == 1  # type: ignore[union-attr]
    assert (dossier.statements, dossier.events) == ((), ())
    assert "GO151" in {finding.code for finding in dossier.findings}
    assert all(page.snapshot.holds(span) for claim in dossier.claims for span in claim.spans)


@pytest.mark.parametrize("language", list(PAGES))
def test_such_a_page_is_reviewed_in_its_own_direction(language: str) -> None:
    dossier = read_text(PAGES[language])
    items = list(dossier.claims)
    assert len(items) == len(dossier.actors)
    shown = "\n".join(rendered(dossier, item, 140) for item in items if item)
    assert (RLI in shown) == (language != "ru")
    assert ("۱۴" in shown) == (language == "fa")
