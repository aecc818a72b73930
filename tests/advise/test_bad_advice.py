"""Whatever stands in the part ``advice``: findings with their places, or advice, never a fault."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import goodoffices
from goodoffices.base.errors import CaseError

DOCS = Path(__file__).parents[2] / "docs" / "case-file.md"
_text = re.search(r"## The whole of it\n\n```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
assert _text is not None
WHOLE: dict[str, Any] = yaml.load(_text[1], Loader=yaml.BaseLoader)
STRANGE = st.sampled_from(
    [
        "",
        "maybe",
        "-1",
        "0",
        "2",
        "2..1",
        "1e9",
        "0..1",
        "-5..5",
        "yes",
        "unknown",
        [],
        {},
        ["a"],
        {"a": "b"},
        {"text": "x"},
        "1/0",
        "2025",
        "us",
        "relief",
        "9" * 30,
    ]
)


def _paths(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(node, dict):
        found += [p for key, inner in node.items() for p in _paths(inner, (*path, key))]
    elif isinstance(node, list):
        found += [p for k, inner in enumerate(node) for p in _paths(inner, (*path, k))]
    return found


PATHS = _paths(WHOLE["advice"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("strange")


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(PATHS), STRANGE | st.none()), min_size=1, max_size=3))
def test_strange_judgements_are_told_or_advised_on(
    folder: Path, changes: list[tuple[tuple[Any, ...], Any]]
) -> None:
    case = copy.deepcopy(WHOLE)
    for path, value in changes:
        _put(case["advice"], path, value)
    (folder / "case.yaml").write_text(yaml.safe_dump(case, sort_keys=False), "utf-8")
    try:
        opened = goodoffices.load(folder)
    except CaseError as wrong:
        placed = [bool(finding.place and finding.text) for finding in wrong.findings]
    else:
        placed = [bool(line.text) for line in opened.advise().lines]
    assert all(placed)
    assert placed


def _put(node: Any, path: tuple[Any, ...], value: Any) -> None:
    """Set what stands at a path, or take it away; nothing where the path is gone already."""
    for step in path[:-1]:
        if not isinstance(node, dict | list) or (isinstance(node, dict) and step not in node):
            return
        if isinstance(node, list) and (not isinstance(step, int) or step >= len(node)):
            return
        node = node[step]
    last = path[-1]
    if isinstance(node, dict) and isinstance(last, str):
        if value is None:
            node.pop(last, None)
        else:
            node[last] = value
    elif isinstance(node, list) and isinstance(last, int) and last < len(node):
        node[last] = "" if value is None else value
