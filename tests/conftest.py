"""What all tests share: how long an example is thought of decides nothing; what coverage counts.

Counting the lines that tests reach doubles what they cost, so it is a command of its own, ``make
coverage``. Where the same lines run some hundred times it would cost more still: coverage is not
counted in tests that Hypothesis drives, nor in those that say ``no_cover`` of themselves, and what
only they reach stands in the report as not reached.

Files that take long begin first, so that at the end no worker is left alone with one of them.

numpy multiplies on one thread, as it does for whoever reads from the command line: the parser is
faster so, and two threads of each worker would get in each other's way.

Compiled modules are kept: the tests start some hundred processes that would compile them anew.

What gathering the tests makes lives to the end, and looking through it for garbage again and again
takes a third of the gathering and a share of every test: it is set aside once. Looking every 700
things made, as Python does, takes a twelfth of the reading tests; every 20,000 does as well.
"""

from __future__ import annotations

import gc
import os
import sys

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")
gc.disable()
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # is read when numpy is first imported
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


LONG = ("test_clean_clone", "test_mutants", "test_blocks", "browser", "desk", "faults", "trust")
"""Files, and folders of files, that begin first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and is_hypothesis_test(item.obj):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """Return when the file of a test has its turn; within one the order stays."""
    names = (item.path.stem, item.path.parent.name)
    return next((at for at, name in enumerate(LONG) if name in names), len(LONG))


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()
