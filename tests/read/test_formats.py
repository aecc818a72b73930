"""The formats by their records: each whole, none told for another, and told to people."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tools.make_formats_table import PAGE, table

from goodoffices.cli.main import verbs
from goodoffices.folder.ingest import read_in
from goodoffices.read import formats as package
from goodoffices.read.formats import endings, formats, is_source, media_types
from goodoffices.read.formats.format import Format


@pytest.mark.parametrize("kind", formats(), ids=lambda kind: kind.name)
def test_a_format_says_how_it_is_told_kept_and_described(kind: Format) -> None:
    assert kind.endings or (kind.container and kind.told_by is not None)
    assert all(e.startswith(".") and e == e.lower() for e in (*kind.endings, *kind.shared))
    assert kind.becomes
    assert kind.limits
    assert kind.container or kind.media_types or kind.name == "OPML"


def test_one_format_is_whatever_no_other_is() -> None:
    assert [kind.told_by is None for kind in formats()] == [True] + [False] * (len(formats()) - 1)


def test_no_ending_and_no_media_type_belongs_to_two() -> None:
    assert len(endings()) == sum(len(kind.endings) for kind in formats())
    assert len(media_types()) == sum(len(kind.media_types) for kind in formats())


def test_help_and_docs_name_every_format() -> None:
    words = " ".join(CliRunner().invoke(verbs, ["read", "--help"]).output.split())
    assert all(kind.name in words for kind in formats())
    assert table() in PAGE.read_text("utf-8"), "run make docs"


def test_of_endings_that_say_little_the_content_decides(tmp_path: Path) -> None:
    for name, data, reads in (
        ("feed.xml", b"<rss version='2.0'></rss>", True),
        ("map.xml", b"<svg></svg>", False),
        ("list.json", b'[{"title": "A", "issued": {}}]', True),
        ("settings.json", b'{"colour": "red"}', False),
        ("note.md", b"Iran", False),
    ):
        (tmp_path / name).write_bytes(data)
        assert is_source(tmp_path / name) is reads, name
    assert not is_source(tmp_path / "none.xml")


def test_the_format_that_contributors_are_shown_is_found_and_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page's example is put beside the formats, and nothing else is done."""
    page = PAGE.parent / "contributing" / "add-an-input-format.md"
    (tmp_path / "srt.py").write_text(
        page.read_text("utf-8").split("```python\n")[1].split("```")[0]
    )
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    caches = (formats, endings, media_types)
    for cached in caches:
        cached.cache_clear()
    try:
        for folder in ("in", "case"):
            (tmp_path / folder).mkdir()
        (tmp_path / "case" / "case.yaml").write_text("case: a\ntitle: A\n")
        cue = "1\n00:00:01,000 --> 00:00:02,000\n"
        (tmp_path / "in" / "a.srt").write_text(f"{cue}Iran met Oman.\n")
        (document,) = read_in(tmp_path / "case", [tmp_path / "in"]).dossier.documents
        assert document.snapshot.text == "Iran met Oman.\n"
        (kept,) = (tmp_path / "case" / "sources").glob("*.srt")
        assert kept.read_text() == f"{cue}Iran met Oman.\n"
        assert "SRT" in CliRunner().invoke(verbs, ["read", "--help"]).output
    finally:
        for cached in caches:
            cached.cache_clear()
        sys.modules.pop(f"{package.__name__}.srt", None)
