"""Tables of words that come with the package: YAML whose scalars stay text."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def plain_table(package: str, *path: str) -> Any:  # noqa: ANN401 - plain values, as the file has them
    """Return a table of a package's data, read once per process; "on" and "no" are words there."""
    import yaml

    text = files(package).joinpath("data", *path).read_text("utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - builds plain values only
