"""Case files half written, cut or with the wrong kind of thing in them: told, never a fault."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.case.samples import HEAD, WHOLE

import goodoffices
from goodoffices.base.errors import GoodOfficesError
from goodoffices.folder.check import check
from goodoffices.folder.load import CaseFolder

SOUND = f"""\
{HEAD}parties:
  us:
    name: US
    options: {{press: Press, relief: Ease}}
    prefers: [not iran.limit, us.relief]
    worth:
      walk_away: 20
      issues:
        fuel: {{weight: 40, values: {{low: 0, high: 100}}}}
        post: {{weight: 60, values: {{shut: 100, open: 0}}}}
  iran:
    name: Iran
    options: {{limit: Limit}}
    prefers: [us.relief]
    worth:
      issues: {{fuel: {{weight: 50, values: {{low: 100, high: 0}}}}}}
mediators:
  oman: {{name: Oman, consent: {{us: yes, iran: unknown}}}}
issues:
  fuel: {{name: Fuel, today: high, values: {{low: Low, high: High}}}}
  post: {{name: Post, values: {{shut: Shut, open: Open}}}}
infeasible:
  - us.press and us.relief
status_quo: [us.press]
outcomes:
  A deal: [iran.limit, us.relief]
packages:
  first: {{fuel: low, post: shut}}
"""

WRITTEN = (
    *("", "x", "0", "-1", "1e999", ".nan", "9" * 30, "true", "null", "[]", "{}", "[a, b]"),
    *("{a: b}", "[[[]]]", "2025-13-45", "*a", "&a x", "!!python/name:os", '"', "|", "- ", "? "),
    *(
        "\t",
        "\x00",
        "🕊",
        "<<: x",
        "not a and (b",
        "us.press",
        "fuel",
        "1/0",
        "20..10",
        "{order: []}",
    ),
    *("[" * 200, "{fuel: {}}", "{fuel: {weight: 1}}", "{fuel: {values: {low: 1}}}"),
)
EDIT = st.tuples(
    st.floats(0, 1),
    st.sampled_from(["drop", "twice", "in", "out", "value", "line", "swap"]),
    st.sampled_from(WRITTEN),
)


def torn(text: str, edits: list[tuple[float, str, str]]) -> str:
    lines = text.split("\n")
    for share, how, written in edits:
        at = min(int(share * len(lines)), len(lines) - 1)
        line = lines[at]
        key, colon, _value = line.partition(":")
        lines[at : at + 1] = {
            "drop": [],
            "twice": [line, line],
            "in": [f"  {line}"],
            "out": [line[1:]],
            "value": [f"{key}{colon} {written}"],
            "line": [line, f"{' ' * (len(line) - len(line.lstrip()))}{written}"],
            "swap": [f"{line}{written}"],
        }[how] or [""]
    return "\n".join(lines)


def gone_through(folder: Path, text: str) -> None:
    """Do what people do with a case; whatever is wrong with it is told as findings."""
    (folder / "case.yaml").write_bytes(text.encode())
    opened = (
        goodoffices.load(folder) if not any(f.severity == "error" for f in check(folder)) else None
    )
    if not isinstance(opened, CaseFolder):
        return
    for ask in (opened.outcomes, opened.packages, lambda: opened.brief(folder / "brief")):
        try:
            ask()
        except GoodOfficesError:  # told
            continue


@given(st.sampled_from([SOUND, WHOLE]), st.lists(EDIT, min_size=1, max_size=3))
@settings(max_examples=150)
def test_a_torn_case_is_told(text: str, edits: list[tuple[float, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        gone_through(Path(folder), torn(text, edits))


@pytest.mark.parametrize(
    ("was", "instead"),
    [
        ("fuel: {weight: 40, values: {low: 0, high: 100}}", "fuel: {values: {low: 0, high: 100}}"),
        ("fuel: {weight: 40, values: {low: 0, high: 100}}", "fuel: {weight: 40, values: {}}"),
        ("values: {shut: 100, open: 0}", "values: [shut, open]"),
        ("today: high", "today: middling"),
        ("fuel: {weight: 40, values: {low: 0, high: 100}}", "fuel: {weight: x, values: {low: 0}}"),
        ("values: {low: 100, high: 0}", "values: {low: 100}"),
    ],
)
def test_a_worth_half_written_is_told(was: str, instead: str, tmp_path: Path) -> None:
    assert was in SOUND
    (tmp_path / "case.yaml").write_text(SOUND.replace(was, instead))
    told = check(tmp_path)
    assert any(f.place is not None and f.severity in {"error", "warning"} for f in told)
