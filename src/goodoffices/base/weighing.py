"""What marks add to the log odds of something, by tables of weights that come with the package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def weight_table(package: str, name: str) -> Any:  # noqa: ANN401 - weights by mark, or tables of them
    """Return a table of weights of a package's data, read once per process."""
    return json.loads(files(package).joinpath("data", name).read_text("utf-8"))


def log_odds(weights: Mapping[str, float], marks: Iterable[str]) -> float:
    """Return how likely something is by its marks: what they add to the weight of the empty one.

    They are added in one order, so that the same marks give the same number to the last digit.
    """
    return weights[""] + sum(weights.get(one, 0.0) for one in sorted(marks))
