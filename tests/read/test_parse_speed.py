"""The faster matrix product changes nothing that is read, and is taken only on one thread.

Nor does it matter to who asks for the parser's command line that reading leaves it out.
"""

import json
import os
import subprocess
import sys
from importlib import metadata

import pytest

TELL = """
import json, sys
if sys.argv[1] == "numpy first":
    import numpy
from importlib.resources import files
from goodoffices.read import read_text
from goodoffices.read.clause.parse import load
report = (files("goodoffices.demo") / "report.txt").read_text("utf-8")
blis = load().language.get_pipe("ner").model.ops.use_blis
drawn = [name for name in ("spacy.cli", "weasel") if name in sys.modules]
import spacy
version = spacy.info(silent=True)["spacy_version"]
print(json.dumps([blis, drawn, version, read_text(report).to_dict()]))
"""


def told(how: str, **environment: str) -> tuple[bool, dict]:
    clean = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", TELL, how],
        env=clean | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    blis, drawn, version, dossier = json.loads(done.stdout)
    assert drawn == []
    assert version == metadata.version("spacy")
    return blis, dossier


@pytest.fixture(scope="module")
def fast() -> tuple[bool, dict]:
    return told("plain")


def test_numpy_multiplies_on_one_thread(fast: tuple[bool, dict]) -> None:
    assert not fast[0]


def test_several_threads_leave_it_to_the_parser_and_read_the_same(
    fast: tuple[bool, dict],
) -> None:
    blis, dossier = told("plain", OPENBLAS_NUM_THREADS="2")
    assert blis
    assert dossier == fast[1]
    assert dossier["events"]


def test_numpy_imported_before_is_left_alone(fast: tuple[bool, dict]) -> None:
    blis, dossier = told("numpy first")
    assert blis
    assert dossier == fast[1]


CHANGED = """
import json, sys
from goodoffices.read.clause import parse
parse.STAND_INS = tuple(json.loads(sys.argv[1]))
from goodoffices.read import read_text
read = read_text("Chad shelled Libya. “We will not talk,” the Libyan minister said.")
import spacy
print(json.dumps([
    "weasel" in sys.modules,
    spacy.info(silent=True)["spacy_version"],
    [e.type for e in read.events],
    len(read.statements),
]))
"""


@pytest.mark.parametrize(
    ("stand_ins", "whole"),
    [
        (["spacy.cli"], True),  # one is missing
        (["spacy.cli", "spacy.cli.info", "spacy.absent"], False),  # one is never asked for
    ],
)
def test_a_parser_that_takes_other_commands_is_imported_whole(
    stand_ins: list[str], *, whole: bool
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHANGED, json.dumps(stand_ins)],
        capture_output=True,
        text=True,
        check=True,
    )
    drawn, version, events, statements = json.loads(done.stdout)
    assert (drawn, version) == (whole, metadata.version("spacy"))
    assert (events, statements) == (["ASSAULT"], 1)
