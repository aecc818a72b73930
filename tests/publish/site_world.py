"""A site for tests: the shipped case, published; and what is asked of every file of a site."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from goodoffices.case import file as casefile
from goodoffices.publish.publishing import PublishAsk, PublishedBrief, publish

SLUG = "us-iran-2025"
LET_OUT = PublishAsk(unreviewed=True)


def shipped(folder: Path) -> Path:
    """Write the shipped case into a folder."""
    from goodoffices.cli import demo

    demo.run(folder)
    return folder


def copied(case: Path, to: Path) -> Path:
    """Copy a case folder, to be changed."""
    shutil.copytree(case, to)
    return to


def edited(case: Path, old: str, new: str) -> None:
    """Put other words into a case's file; what is replaced must be there."""
    path = case / "case.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    casefile.load(case)


def settled(site: Path, more: str = "") -> None:
    """Write a whole site.yaml."""
    site.mkdir(parents=True, exist_ok=True)
    (site / "site.yaml").write_text(
        "name: The Weir\naddress: https://weir.example/briefs\nlicence: CC BY 4.0\n"
        "languages: [en, fa]\nauthors:\n"
        "  go:\n    name: GO\n    biography: GO wrote the demonstration.\n"
        "    orcid: 0000-0002-1825-0097\n    links: {Home: https://go.example/}\n"
        f"  ann:\n    name: Ann Reed\n{more}",
        "utf-8",
    )


def published(case: Path, site: Path, ask: PublishAsk = LET_OUT) -> PublishedBrief:
    return publish(case, site, ask)


def every_file(site: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a site, by its path."""
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def read_out(site: Path) -> Iterator[tuple[str, str]]:
    """Yield all that can be read in each file of a site: of a PDF or a Word file, its words."""
    for name, data in every_file(site).items():
        if name.endswith(".pdf"):
            from io import BytesIO

            from pypdf import PdfReader

            reader = PdfReader(BytesIO(data))
            told = " ".join(page.extract_text() for page in reader.pages)
            yield name, f"{told} {dict(reader.metadata or {})}"
        elif name.endswith(".docx"):
            with zipfile.ZipFile(site / name) as inner:
                parts = [inner.read(part).decode("utf-8", "replace") for part in inner.namelist()]
            yield name, re.sub(r"<[^>]+>", "", " ".join(parts)) + " ".join(parts)
        else:
            yield name, data.decode("utf-8")
