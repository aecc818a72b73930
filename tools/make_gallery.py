"""Draw the pictures of docs/gallery.md anew: of published conflicts, and of the shipped case."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from goodoffices.conflict import examples
from goodoffices.conflict.words.paper import to_svg

FOLDER = Path(__file__).parents[1] / "docs" / "gallery"


def graphs() -> Iterator[tuple[str, str]]:
    """Yield the state graphs, each with the name of its file."""
    elmira = examples.load("elmira")
    yield "elmira.svg", to_svg(elmira)
    yield "elmira-uniroyal.svg", to_svg(elmira, "Uniroyal")


def main() -> None:
    """Write them all."""
    from goodoffices.cli import demo
    from goodoffices.folder.material import write_figures

    shown = (FOLDER.parent / "gallery.md").read_text("utf-8")
    FOLDER.mkdir(exist_ok=True)
    for name, picture in graphs():
        (FOLDER / name).write_text(picture, "utf-8")
    with tempfile.TemporaryDirectory() as made:
        case, figures = Path(made) / "case", Path(made) / "figures"
        demo.run(case)
        for path in write_figures(case, figures, language="en"):
            if f"(gallery/demo-{path.name})" in shown:
                (FOLDER / f"demo-{path.name}").write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
