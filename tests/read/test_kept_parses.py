"""Parses that are kept: the same as new ones, and anything else is parsed anew."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

import goodoffices
from goodoffices.folder.draft import draft
from goodoffices.folder.ingest import read_in
from goodoffices.folder.parses import NAME
from goodoffices.read.clause import kept, parse
from goodoffices.read.document.intake import text_document

PAGE = """\
Chad, Niger trade blame

N'DJAMENA, March 5 (Reuters) - Chad said on Monday that Niger had closed the canal.

MS. DEBY: We want the data of the dam. Niger will not share it.

Q: And Togo?

MS. DEBY: Togo offered to mediate between Chad and Niger. We accept Togo.
"""
OTHER = (
    "Le Tchad et le Niger ont parlé de la paix et du canal avec le Togo, qui ne veut pas de cela."
)


class Kept(dict[str, bytes]):
    """A keep in memory; each is taken as often as it is asked for."""

    def put(self, key: str, data: bytes) -> None:
        self[key] = data


@pytest.mark.parametrize("text", [PAGE, OTHER, "One."])
def test_a_kept_parse_is_the_parse(text: str) -> None:
    document = text_document(text, name="a.txt", published="2026-03-05")
    keep = Kept()
    with kept.keeping(keep):
        first, again = kept.parsed(document), kept.parsed(document)
    assert first == again == parse.parse(document)
    assert len(keep) == 1


def test_another_text_or_language_is_another_parse() -> None:
    keep = Kept()
    with kept.keeping(keep):
        kept.parsed(text_document(PAGE, name="a.txt"))
        kept.parsed(text_document(f"{PAGE}\nMore.", name="a.txt"))
    assert len(keep) == 2


def spoilt(data: bytes, key: str, value: object) -> bytes:
    plain = json.loads(zlib.decompress(data))
    plain["tokens"][key][0] = value
    return zlib.compress(json.dumps(plain).encode())


def test_what_was_not_written_here_is_passed_over() -> None:
    document = text_document(PAGE, name="a.txt")
    keep = Kept()
    with kept.keeping(keep):
        right = kept.parsed(document)
        (key,) = keep
        whole = keep[key]
        bad = [
            b"",
            b"{}",
            whole[:40],
            zlib.compress(b"[1, 2]"),
            zlib.compress(b" " * 50_000_000),
            spoilt(whole, "head", 10**6),
            spoilt(whole, "head", "x"),
            spoilt(whole, "end", 10**9),
            spoilt(whole, "text", 7),
        ]
        for data in bad:
            keep[key] = data
            assert kept.parsed(document) == right
            assert keep[key] == whole, "it was written anew"


def test_a_draft_parses_nothing_that_reading_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pipeline is broken here; without what was kept the draft needs it, and fails."""
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    folder = tmp_path / "case"
    goodoffices.new(folder, "The canal")
    read_in(folder, [tmp_path / "a.txt"])
    before = (folder / "case.yaml").read_bytes()

    def broken() -> None:
        raise AssertionError("the pipeline was loaded")

    monkeypatch.setattr(parse, "load", broken)
    assert draft(folder).parties
    drafted = (folder / "case.yaml").read_bytes()
    monkeypatch.undo()

    (folder / "case.yaml").write_bytes(before)
    for one in (folder / NAME).iterdir():
        one.unlink()
    draft(folder, again=True)
    assert (folder / "case.yaml").read_bytes() == drafted
    monkeypatch.setattr(parse, "load", broken)
    for one in (folder / NAME).iterdir():
        one.unlink()
    with pytest.raises(AssertionError, match="pipeline"):
        draft(folder, again=True)


def test_what_cannot_be_kept_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    folder = tmp_path / "case"
    goodoffices.new(folder, "The canal")
    (folder / NAME).write_text("no folder", "utf-8")
    assert read_in(folder, [tmp_path / "a.txt"]).pages == 1
