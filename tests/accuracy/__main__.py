"""Print every measured figure of reading with its aim, one line each: ``python -m tests.accuracy``.

Each module beside this one measures one kind against published or own reference sets and has
``figures()``, which returns rows of name, value and aim, as tuples or as dictionaries. A figure
that misses its aim is marked, and the exit code is then 1.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path


def main() -> int:
    """Measure and print; return 1 where an aim is missed."""
    missed = 0
    for module in sorted(m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)])):
        if module.startswith("_"):
            continue
        kind = importlib.import_module(f"tests.accuracy.{module}")
        for figure in kind.figures():
            named = isinstance(figure, dict)
            name, value, aim = (figure[k] for k in ("name", "value", "aim")) if named else figure
            low = isinstance(aim, str) and aim.startswith("<=")
            bound = float(str(aim).lstrip("<>= "))
            good = value <= bound if low else value >= bound
            missed += not good
            sign = "at most" if low else "at least"
            note = "" if good else "   MISSED"
            print(f"{name:55} {value:8.3f}   aim {sign} {bound:g}{note}")
    return 1 if missed else 0


sys.exit(main())
