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
    code = (
        "import sys, click; from goodoffices.cli.main import verbs; "
        "context = click.Context(verbs); "
        "found = [verbs.get_command(context, verb) for verb in verbs.list_commands(context)]; "
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
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


NEGOTIATION = {
    "parties": ["north", "south"],
    "issues": [{"name": "border", "values": ["as-is", "moved"]}],
    "utilities": {
        "north": {"weights": {"border": 2}, "values": {"border": {"as-is": 1, "moved": "1/4"}}},
        "south": {"weights": {"border": "1..3"}, "values": {"border": {"as-is": 0, "moved": 1}}},
    },
}
CONFLICT = {
    "decision_makers": {"A": ["swerve-a"], "B": ["swerve-b"]},
    "states": ["NN", "YN", "NY", "YY"],
    "preferences": {"A": [3, 4, 2, 1], "B": [2, 4, 3, 1]},
}


@pytest.mark.parametrize(
    ("noun", "data", "verb"),
    [
        (goodoffices.Negotiation, NEGOTIATION, "packages"),
        (goodoffices.Conflict, CONFLICT, "outcomes"),
    ],
)
def test_nouns_are_made_in_code_asked_saved_and_opened_again(tmp_path, noun, data, verb) -> None:
    made = noun.from_dict(data)
    answer = getattr(made, verb)()
    assert "<table" in answer._repr_html_()
    made.save(tmp_path / "made.json")
    again = goodoffices.load(tmp_path / "made.json")
    assert type(again) is noun
    assert again.to_dict() == made.to_dict()
    assert getattr(again, verb)().to_dict() == answer.to_dict()
