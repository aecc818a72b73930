"""Conflicts from the literature, encoded afresh, each with its source and its published result.

``load("elmira")`` gives the conflict; its file beside this one names the publication and, under
``published``, the equilibria that are given there, which the tests hold us to. Where the
publication was not at hand, it gives under ``recorded`` what another program's records say.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding

if TYPE_CHECKING:
    from goodoffices.conflict.model import Conflict


def names() -> tuple[str, ...]:
    """Return the names of the examples there are."""
    entries = (entry.name for entry in (files("goodoffices") / "examples").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in entries if name.endswith(".json")))


def cases() -> tuple[str, ...]:
    """Return the names of the cases there are beside them, each a whole ``case.yaml``."""
    entries = (entry.name for entry in (files("goodoffices") / "examples").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in entries if name.endswith(".yaml")))


def case_text(name: str) -> str:
    """Return a case as it is written; its name is one of :func:`cases`."""
    return (files("goodoffices") / "examples" / f"{name}.yaml").read_text("utf-8")


def read(name: str) -> dict[str, Any]:
    """Return an example as it is written: the plain JSON form, with source and result.

    Raises
    ------
    UsageError
        where there is no such example.
    """
    if name not in names():
        near = (name, names())
        raise UsageError(finding("GO413.example", name=name, names=", ".join(names()), near=near))
    example: dict[str, Any] = json.loads(
        (files("goodoffices") / "examples" / f"{name}.json").read_text("utf-8")
    )
    return example


def load(name: str) -> Conflict:
    """Return an example as a conflict."""
    from goodoffices.conflict.model import Conflict

    return Conflict.from_dict(read(name), f"{name}.json")
