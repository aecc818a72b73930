"""Print every figure as one line of JSON: ``python -m benchmarks [module …]``."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys

import benchmarks


def main(wanted: list[str]) -> None:
    found = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__))
    for name in wanted or [n for n in found if not n.startswith("_")]:
        module = importlib.import_module(f"benchmarks.{name}")
        for figure in getattr(module, "figures", lambda: ())():
            print(json.dumps(figure), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
