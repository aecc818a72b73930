"""How fast the exact frontier of packages is found, beside NegMAS on the same domain.

NegMAS is AGPL: it is never imported here. It runs as a program of its own, in an environment made
for it in a temporary folder where a package index can be reached, or in the one whose Python
``NEGMAS_PYTHON`` names. Where neither is there, the figure stands without its peer.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

from goodoffices.case.nouns import CaseIssue, IssueValue, Pair, Worth
from goodoffices.packages.negotiation import Negotiation
from goodoffices.packages.result import packages

PEER = """
import json, sys, time
from negmas import make_issue
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import pareto_frontier

domain = json.load(open(sys.argv[1]))
issues = [make_issue(i["values"], i["name"]) for i in domain["issues"]]
names = [i["name"] for i in domain["issues"]]
ufuns = [
    LinearAdditiveUtilityFunction(
        values={n: u["values"][n] for n in names}, weights=u["weights"], issues=issues)
    for u in (domain["utilities"][p] for p in domain["parties"])
]
start = time.perf_counter()
points, _ = pareto_frontier(ufuns, issues=issues)
print(json.dumps({"seconds": time.perf_counter() - start, "points": len(points)}))
"""


def figures() -> Iterator[dict[str, Any]]:
    """Yield the time of the frontier and all four solutions, for three sizes."""
    for name, negotiation, aim in (
        ("packages: 2 parties, 10^12, all solutions", random_negotiation(2, 12), 0.1),
        ("packages: 3 parties, 10^9, all solutions", random_negotiation(3, 9), 1.0),
        ("packages: 2 parties, 10^6 with pairs", with_pairs(random_negotiation(2, 6)), 1.0),
    ):
        took = seconds(lambda chosen=negotiation: solve(chosen))
        yield figure(name, round(took, 4), "s", aim, "lower")
    yield beside_negmas(random_negotiation(2, 6))


def solve(negotiation: Negotiation) -> int:
    """Find the frontier and the four solutions; return how many points it has."""
    found = packages(negotiation)
    assert found.nash
    assert found.kalai_smorodinsky
    assert found.egalitarian_gain
    assert found.utilitarian
    return len(found.frontier.points)


def beside_negmas(negotiation: Negotiation) -> dict[str, Any]:
    """Compare the frontier alone at 10^6 packages, both in this run."""
    took = seconds(lambda: packages(negotiation).frontier)
    name = "packages: 10^6, frontier, times faster than NegMAS"
    peer = negmas(negotiation)
    if peer is None:
        return figure(name, None, "ratio", 1000, "higher") | {"seconds": round(took, 5)}
    ratio = round(peer["seconds"] / took)
    points = {"goodoffices": len(packages(negotiation).frontier.points), "negmas": peer["points"]}
    return figure(name, ratio, "ratio", 1000, "higher") | {
        "peer": {"negmas": round(peer["seconds"], 3), "goodoffices": round(took, 5)},
        "points": points,
    }


def figure(name: str, value: float | None, unit: str, aim: float, better: str) -> dict[str, Any]:
    """Lay out one figure."""
    return {"name": name, "value": value, "unit": unit, "aim": aim, "better": better, "peer": None}


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median time of a run, after one that compiles and warms up."""
    took = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return median(took[1:])


# --- domains --------------------------------------------------------------------------------------


def random_negotiation(parties: int, issues: int, values: int = 10, seed: int = 7) -> Negotiation:
    """Draw weights to 3 decimals that come to 1, and worths to 3 decimals."""
    rnd = random.Random(seed)
    ids = tuple(f"party{k}" for k in range(parties))
    matters = tuple(
        CaseIssue(
            id=f"i{k}",
            name=f"i{k}",
            values=tuple(IssueValue(f"v{j}", f"v{j}") for j in range(values)),
        )
        for k in range(issues)
    )

    def worth() -> Worth:
        cuts = [0, *sorted(rnd.sample(range(1, 1000), issues - 1)), 1000]
        weights = {
            i.id: Fraction(b - a, 1000) for i, a, b in zip(matters, cuts, cuts[1:], strict=False)
        }
        each = {
            i.id: {v.id: Fraction(rnd.randint(0, 1000), 1000) for v in i.values} for i in matters
        }
        return Worth(weights=weights, values=each, walk_away=Fraction(3, 10))

    return Negotiation(
        name="random",
        parties=ids,
        party_names=ids,
        issues=matters,
        worths={p: worth() for p in ids},
    )


def with_pairs(negotiation: Negotiation, seed: int = 7) -> Negotiation:
    """Tie all issues into one ring of pairs, so that every combination has to be listed."""
    rnd = random.Random(seed)
    ids = [issue.id for issue in negotiation.issues]

    def pairs() -> tuple[Pair, ...]:
        return tuple(
            Pair(
                {first: f"v{rnd.randrange(10)}", second: f"v{rnd.randrange(10)}"},
                Fraction(rnd.randint(-100, 100), 1000),
            )
            for first, second in zip(ids, [*ids[1:], ids[0]], strict=True)
            for _ in range(10)
        )

    worths = {p: replace(w, pairs=pairs()) for p, w in negotiation.worths.items()}
    return replace(negotiation, worths=worths)


def plain(negotiation: Negotiation) -> dict[str, Any]:
    """Write a negotiation as floats, in the plain JSON form."""
    return {
        "parties": list(negotiation.parties),
        "issues": [{"name": i.id, "values": [v.id for v in i.values]} for i in negotiation.issues],
        "utilities": {
            p: {
                "weights": {i: float(w) for i, w in worth.weights.items()},
                "values": {
                    i: {v: float(x) for v, x in values.items()}
                    for i, values in worth.values.items()
                },
            }
            for p, worth in negotiation.worths.items()
        },
    }


# --- the peer -------------------------------------------------------------------------------------


def negmas(negotiation: Negotiation) -> dict[str, Any] | None:
    """Run NegMAS on a domain; None where it is not to be had."""
    with tempfile.TemporaryDirectory() as folder:
        python = os.environ.get("NEGMAS_PYTHON") or environment(Path(folder) / "negmas")
        if python is None:
            return None
        domain, program = Path(folder) / "domain.json", Path(folder) / "peer.py"
        domain.write_text(json.dumps(plain(negotiation)), "utf-8")
        program.write_text(PEER, "utf-8")
        run = subprocess.run(
            [python, program, domain], capture_output=True, text=True, check=False, timeout=600
        )
        if run.returncode:
            print(run.stderr, file=sys.stderr)
            return None
        answer: dict[str, Any] = json.loads(run.stdout)
        return answer


def environment(folder: Path) -> str | None:
    """Make an environment with NegMAS; None where no package index answers."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet", "--retries", "0", "--timeout", "10"]
    try:
        done = subprocess.run(
            [*install, "negmas"], capture_output=True, text=True, check=False, timeout=900
        )
    except subprocess.TimeoutExpired:
        return None
    return python if done.returncode == 0 else None


if __name__ == "__main__":
    for line in figures():
        print(json.dumps(line))
