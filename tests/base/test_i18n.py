"""Every message can be translated as the whole sentence it is."""

import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from goodoffices.base import i18n
from goodoffices.base.errors import Finding


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small catalogue of another language, chosen by the environment."""
    catalogue = Catalog(locale="eo")
    catalogue.add("  help: {help}", "  helpo: {help}")
    catalogue.add(("{count} note", "{count} notes"), ("{count} noto", "{count} notoj"))
    folder = tmp_path / "eo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{i18n.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    monkeypatch.setenv("LANGUAGE", "eo")
    i18n.translations.cache_clear()
    gettext._translations.clear()  # type: ignore[attr-defined]
    yield
    i18n.translations.cache_clear()


@pytest.mark.usefixtures("esperanto")
def test_the_environment_chooses_the_language() -> None:
    assert Finding("GO901", "x", help="y").render().endswith("  helpo: y")
    assert i18n.n_("{count} note", "{count} notes", 1) == "{count} noto"
    assert i18n.n_("{count} note", "{count} notes", 2) == "{count} notoj"


def test_a_language_without_a_catalogue_reads_as_written() -> None:
    assert i18n.translations("tlh").gettext("a sentence") == "a sentence"


@pytest.mark.parametrize(
    ("language", "leftwards"),
    [
        *(
            (code, True)
            for code in [
                "ar",
                "ckb",
                "fa",
                "he",
                "ks",
                "ps",
                "sd",
                "ug",
                "ur",
                "yi",
                "dv",
                "az-Arab",
                "fa_AF",
            ]
        ),
        *((code, False) for code in ["en", "ku", "zh-TW"]),
        *((code, None) for code in ("tlh", "", "x" * 90, "../en")),
    ],
)
def test_which_way_a_language_runs(language: str, leftwards: bool | None) -> None:
    assert i18n.runs_leftwards(language) is leftwards


def test_a_number_in_a_persian_sentence_has_persian_digits() -> None:
    """Counts, shares and intervals do; ids, dates and names keep their own."""
    with i18n.speaking("fa"):
        said = i18n._("Nash’s").__class__("{a} {b:,} {c} {d} {e} {f}")
        shown = said.format(a=12, b=3456, c="12.5 %", d="S64", e="2025-03-05", f=True)
        assert shown == "۱۲ ۳٬۴۵۶ ۱۲٫۵ ٪ S64 2025-03-05 True"
        assert i18n.numerals("1,234") == "۱٬۲۳۴"
        assert i18n.numerals("2025-03") == "2025-03"
    with i18n.speaking("en"):
        assert i18n._("Nash’s").format() == "Nash’s"
        assert i18n.numerals("1,234") == "1,234"
