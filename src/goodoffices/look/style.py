"""The common look: one stylesheet, what kinds of pages add to it, and the parts templates share.

A page takes :func:`stylesheet`, inline or as a file of its own, and the :func:`environment` of its
templates, so that ``{% from "look.html" import party, mark, band %}`` finds the parts.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from goodoffices.base.i18n import _, comma, n_, numerals
from goodoffices.look import tokens
from goodoffices.look.markup import anchor, clipped, direction, esc, excerpt

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from jinja2 import BaseLoader, Environment, Undefined

_OWN = files("goodoffices.look") / "templates"

Kind = Literal["sheet", "figures", "talks", "desk", "results", "site"]
"""The kinds of pages that have rules of their own besides the common ones."""


@cache
def stylesheet(*kinds: Kind) -> str:
    """Return the common rules and those of the kinds of page named, without their comments."""
    text = "\n".join((_OWN / f"{name}.css").read_text("utf-8") for name in ("look", *kinds))
    bare = re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()
    return f"{tokens.rules()}\n{bare}"


def style_source(style: str) -> str:
    """Return what a content policy calls an inline stylesheet by: ``'sha256-…'``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def loader(own: Traversable | Path) -> BaseLoader:
    """Return where Jinja finds a room's own templates and, after them, the shared parts."""
    from jinja2 import FunctionLoader

    def read(name: str) -> str | None:
        for folder in (own, _OWN):
            if (found := folder / name).is_file():
                return found.read_text("utf-8")
        return None

    return FunctionLoader(read)


@cache
def _left_out() -> type[Undefined]:
    """Return what a name that is not there is: nothing where it is a record's key, else a fault."""
    from jinja2 import ChainableUndefined, StrictUndefined

    class LeftOut(ChainableUndefined):
        __slots__ = ()

        def __new__(cls, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as Jinja has it
            if isinstance(named.get("obj"), Mapping):
                return super().__new__(cls)
            return StrictUndefined(*given, **named)

    return LeftOut


def numeral(value: object) -> str:
    """Return a cell of a table: a number with the digits of the language that is spoken."""
    return numerals(str(value))


def environment(own: Traversable | Path, *, sparse: bool = False, **known: object) -> Environment:
    """Return Jinja over a room's own templates: all that it prints is escaped.

    Every page knows the words of the interface and how text is written safely; ``known`` is what
    else its templates know. Where they print ``sparse`` records, which leave out what is empty,
    a key that is not in one prints nothing.

    Raises
    ------
    jinja2.UndefinedError
        when a template prints a name that nobody gave it.
    """
    from jinja2 import Environment, StrictUndefined

    made = Environment(
        autoescape=True,
        finalize=esc,
        undefined=_left_out() if sparse else StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=loader(own),
    )
    made.globals.update(
        _=_,
        n_=n_,
        comma=comma,
        anchor=anchor,
        clipped=clipped,
        excerpt=excerpt,
        direction=direction,
        len=len,
        numeral=numeral,
    )
    made.globals.update(known)
    return made
