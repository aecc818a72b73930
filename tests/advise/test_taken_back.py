"""Whatever is taken back, or was only proposed, no line becomes surer than it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import goodoffices
from goodoffices.advise.questions import parts
from goodoffices.case.judged import Advised, Judged
from goodoffices.case.nouns import Basis, Case
from goodoffices.cli import demo

DOCS = Path(__file__).parents[2] / "docs" / "case-file.md"
PROPOSED = Basis(unreviewed=True)
SURE = ("certain", "impossible")
RICH = """
advice:
  ripeness:
    us: {stalemate: yes, way_out: yes, spokesperson: yes, deadline: {answer: yes, date: 2027}}
    iran: {stalemate: yes, way_out: yes, spokesperson: yes}
  needed: [channel, formula]
  mediation:
    russia:
      direct_party: no
      functions: {channel: yes, formula: yes}
      material_interest: yes
      criteria: {reach: 5}
      counsel:
        iran: {independent: yes, leaning: 0.5, accuracy: 0.9, prior: 0.4, failure_cost: 0.1,
               cost_listener: 0.3, cost_tough: 0.05, cost_soft: 0.4}
        us: {independent: no}
      trust: {ideal: 0.5, conflict_cost: 0.1, issue_weight: 1}
    oman: {functions: {channel: yes}, criteria: {reach: 2}}
  commitments:
    ease: {party: us, text: Ease, ratio: 0.1, detection: 0.9, delta: 0.9, withdrawal: 0.1,
           false_alarm: 0, counterpart: cap,
           inducement: {text: Fund, held_by: russia, until: 2027, without: {ratio: 9}}}
    cap: {party: iran, text: Cap, gain: 1, loss: 9, detection: 0.9, delta: 0.9, withdrawal: 0.1,
          false_alarm: 0}
    test: {party: iran, text: Test, cheat: 9, comply: 1, punished: 0, detection: 0.1, delta: 0.9,
           withdrawal: 0.1, false_alarm: 0}
  contested:
    level: {name: Level, party: iran, other: us, p: 0.5, cost: 0.1, other_cost: 0.1, later: 0.4,
            delta: 0.9, shares: [0.5, 0.9]}
  blockers:
    group: {name: Group, able: yes, worth: {caps-for-steps: 3, nuclear-only: 9}, walk_away: 5}
    other: {name: Other, able: yes, worth: 3, walk_away: 5}
    guards: {name: Guards, able: yes, party: iran}
"""
MEDIATORS = """
  oman: {name: Oman, consent: {us: yes, iran: yes, russia: yes}}
"""


@pytest.fixture(scope="module")
def rich(tmp_path_factory) -> Case:
    """The shipped case with a judgement for every part of the advice, none of them open."""
    folder = tmp_path_factory.mktemp("rich")
    text = (Path(demo.__file__).parents[1] / "demo" / "case.yaml").read_text("utf-8")
    text = text.partition("\n# What is judged so that advice")[0] + "\n"
    text = text.replace("answer: unknown,", "answer: yes,").replace(
        "\nissues:", MEDIATORS + "\nissues:"
    )
    (folder / "case.yaml").write_text(text + RICH, "utf-8")
    return goodoffices.load(folder).case


def statuses(case: Case) -> dict[str, str]:
    said = case.advice
    return {line.id: line.status for part in parts(case).values() for line in part(case, said)}


def less(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield a noun with one thing that it says taken back, or only proposed, each in turn."""
    if isinstance(value, Judged):
        yield path, replace(value, answer="unknown")
        yield f"{path} proposed", replace(value, basis=PROPOSED)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _less_of(value, field.name, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, tuple) and len(inner) == 2:  # an interval
                yield f"{path}.{key}", {k: v for k, v in value.items() if k != key}
            else:
                for name, changed in less(inner, f"{path}.{key}"):
                    yield name, {**value, key: changed}
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            for name, changed in less(inner, f"{path}.{place}"):
                yield name, (*value[:place], changed, *value[place + 1 :])


def _less_of(value: Any, field: str, path: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(value, field)
    if field == "basis":
        yield f"{path} proposed", replace(value, basis=PROPOSED)
    elif field in ("worth", "walk_away", "independent", "able") and inner is not None:
        gone = "unknown" if isinstance(inner, str) else None
        yield f"{path}.{field}", replace(value, **{field: gone})
    elif field in READ:
        for name, changed in less(inner, f"{path}.{field}"):
            yield name, replace(value, **{field: changed})


READ = {
    "ripeness",
    "candidates",
    "commitments",
    "contested",
    "blockers",
    "functions",
    "counsel",
    "trust",
    "numbers",
    "worths",
    "direct_party",
    "material_interest",
    "criteria",
}


def test_the_rich_case_is_sure_of_all_that_it_says(rich: Case) -> None:
    found = statuses(rich)
    fair = {name for name in found if name.startswith("blocker:group:") and "+" in name}
    open_ = {name for name, status in found.items() if status not in SURE}
    assert open_ <= {n for n in found if n.startswith("blocker:group:")} | fair
    assert len(found) > 20
    assert {"certain", "impossible"} <= set(found.values())


def test_no_line_becomes_surer_for_what_is_taken_back(rich: Case) -> None:
    before = statuses(rich)
    assert isinstance(rich.advice, Advised)
    tried = lost = 0
    for name, changed in less(rich.advice):
        after = statuses(replace(rich, advice=changed))
        tried += 1
        for key, status in after.items():
            if status in SURE:
                assert before.get(key) == status, (name, key)
        lost += after != before
    assert tried > 80
    assert lost > 60  # most of what is said decides something


def test_where_all_is_only_proposed_nothing_is_sure(rich: Case) -> None:
    proposed = marked(rich.advice)
    mediators = tuple(
        replace(m, consent={p: (answer, PROPOSED) for p, (answer, _b) in m.consent.items()})
        for m in rich.mediators
    )
    parties = tuple(
        replace(p, worth=replace(p.worth, basis=PROPOSED)) if p.worth else p for p in rich.parties
    )
    found = statuses(replace(rich, advice=proposed, mediators=mediators, parties=parties))
    assert {name for name, status in found.items() if status in SURE} == set()


def marked(value: Any) -> Any:
    """Return a noun with all that it says only proposed."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: PROPOSED if f.name == "basis" else marked(getattr(value, f.name))
            for f in fields(value)
        }
        return type(value)(**changed)
    if isinstance(value, dict):
        return {key: marked(inner) for key, inner in value.items()}
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return tuple(map(marked, value))
    return value


def test_the_documented_case_says_something_of_every_part() -> None:
    text = re.search(r"## The whole of it\n\n```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert text is not None
    for key in READ - {"candidates", "numbers", "worths"}:
        assert f"{key}:" in text[1]
