"""The public names: what is promised, no more, and light to import."""

import subprocess
import sys

import pytest

import goodoffices

PUBLIC = {
    "Case",
    "CaseError",
    "CaseFolder",
    "Conflict",
    "Dossier",
    "Finding",
    "GoodOfficesError",
    "NeedsPerson",
    "Negotiation",
    "Outcomes",
    "Packages",
    "Snapshot",
    "Span",
    "UnreadableInput",
    "UsageError",
    "__version__",
    "count_origins",
    "dossier_schema",
    "load",
    "merge",
    "new",
    "opposed",
    "outcomes",
    "packages",
    "read_bytes",
    "read_corpus",
    "read_text",
    "witnesses",
}

HEAVY = ("numpy", "spacy", "babel", "numba", "pydantic", "lxml", "trafilatura", "apsw", "yaml")


def test_public_names_are_pinned() -> None:
    assert set(goodoffices.__all__) == PUBLIC


def test_every_public_name_is_there_and_documented() -> None:
    for name in PUBLIC - {"__version__"}:
        assert getattr(goodoffices, name).__doc__, name


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        goodoffices.no_such_name  # noqa: B018


def test_nothing_heavy_is_imported_until_it_is_used() -> None:
    code = f"import sys, goodoffices.cli.main; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("first", ["import goodoffices.packages.result", "goodoffices.packages"])
def test_packages_is_called_and_is_a_room_whichever_was_met_first(first: str) -> None:
    code = (
        "import goodoffices; "
        f"{first}; "
        "from goodoffices.packages.negotiation import Negotiation; "
        "import goodoffices.packages.frontier; "
        "print(goodoffices.packages.frontier.__name__, callable(goodoffices.packages))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["goodoffices.packages.frontier", "True"]
