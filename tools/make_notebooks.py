"""Run the notebooks, cell by cell, and keep what each shows: run after a change of what they use.

A notebook is plain JSON (nbformat 4.5); its code cells share their names and run in order, and the
value of a cell's last line is what it shows. No server and no kernel are needed for that.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook with the outputs that its code cells have when they are run."""
    made, names, count = copy.deepcopy(notebook), {"__name__": "notebook"}, 0
    for cell in made["cells"]:
        if cell["cell_type"] != "code":
            continue
        count += 1
        cell["execution_count"] = count
        cell["outputs"] = list(_outputs("".join(cell["source"]), names, count))
    return made


def _outputs(source: str, names: dict[str, Any], count: int) -> Iterator[dict[str, Any]]:
    """Run one cell and yield what it prints and what it shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        yield {"output_type": "stream", "name": "stdout", "text": text}
    if value is not None:
        yield {
            "output_type": "execute_result",
            "execution_count": count,
            "metadata": {},
            "data": _shown(value),
        }


def _shown(value: object) -> dict[str, list[str]]:
    """Return a value as a notebook keeps it: as text, and as HTML or SVG where it has that."""
    kinds = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}
    data = {"text/plain": repr(value).splitlines(keepends=True)}
    for kind, method in kinds.items():
        if callable(show := getattr(value, method, None)):
            data[kind] = str(show()).splitlines(keepends=True)
    return data


def written(notebook: dict[str, Any]) -> str:
    """Return a notebook as it stands in its file."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    """Run every notebook and write it anew where something changed."""
    for path in NOTEBOOKS:
        text = path.read_text("utf-8")
        made = written(executed(json.loads(text)))
        if made != text:
            path.write_text(made, "utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
