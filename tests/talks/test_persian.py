"""The talks in Persian: every word of the pages and refusals, right to left, and told in the
language of whoever asks."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tests.talks.world import DiskWorld
from tests.trust.caller import House
from tools import make_messages

from goodoffices.base import i18n

CATALOGUES = make_messages.catalogues()


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s|\{\w+\}", text))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-3])
def test_every_message_is_translated_with_its_places(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in make_messages.words():
        if not message.id:
            continue
        known = catalogue.get(message.id)
        assert known is not None, f"run make messages: {message.id}"
        assert known.string, message.id
        assert all(known.string), message.id
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = known.string if isinstance(known.string, tuple) else (known.string,)
        for string in strings:
            assert _places(string) == _places(ids[-1]), message.id
        said = compiled.ngettext(*ids, 5) if len(ids) == 2 else compiled.gettext(*ids)
        assert said in strings, f"run make messages: {message.id}"


def test_there_is_a_persian_catalogue() -> None:
    assert "fa" in {path.parts[-3] for path in CATALOGUES}


def test_lists_are_parted_as_the_language_does() -> None:
    for language, comma, semicolon in (("fa", "، ", "؛ "), ("en", ", ", "; "), ("fr", ", ", "; ")):
        with i18n.speaking(language):
            assert (i18n.comma(), i18n.comma("; ")) == (comma, semicolon)


def test_pages_and_refusals_are_in_the_askers_language(tmp_path: Path) -> None:
    house = House(DiskWorld(tmp_path))
    persian = {"accept_language": "fa-IR,fa;q=0.9,en;q=0.5"}
    page = house.send("Ada", "GET", "/room", **persian)
    assert '<html lang="fa" dir="rtl">' in page.text
    assert "اتاق شما با میانجی" in page.text
    header = page.text.partition("</header>")[0].partition("<header")[2]
    assert "، <bdi>" in header
    assert ", " not in re.sub(r"<[^>]*>", "", header)
    assert '<html lang="en" dir="ltr">' in house.get("Ben", "/room").text
    empty = {"text": " ", "leave": "no", "key": "1"}
    refused = house.send("Ada", "POST", "/room/messages", empty, **persian)
    assert refused.status == 409
    assert "لطفاً نخست چیزی بنویسید" in refused.text
    in_english = house.send("Ada", "POST", "/room/messages", empty)
    assert "please write something first" in in_english.text
    form = {"draft": "1", "clause": "1", "answer": "accept", "key": "2"}
    worded_by_the_rules = house.send("Ada", "POST", "/text/answers", form, **persian)
    assert worded_by_the_rules.status == 409
    assert "پیش‌نویس" in worded_by_the_rules.text.partition("<main")[2]
    assert "draft" not in worded_by_the_rules.text.partition("<main")[2].partition("<footer")[0]
    house.close()
