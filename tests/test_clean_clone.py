"""A stranger's first minute: a clean clone, ``make demo``, and the README's own commands.

The clone gets an environment of its own that sees the libraries already installed here, so that
this runs offline; everything of ours comes from what is committed, and a file that was forgotten is
missed here.
"""

import os
import re
import shutil
import site
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None or shutil.which("make") is None,
    reason="needs git, make and a checkout",
)


def sh(command: str, cwd: Path, **env: str) -> str:
    # A make that runs these tests would otherwise speak through the one that is tested.
    here = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=cwd,
        env=here | env,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert run.returncode == 0, f"$ {command}\n{run.stdout}\n{run.stderr}"
    return run.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean") / "goodoffices"
    sh(f"git clone --quiet --no-hardlinks {ROOT} {folder}", ROOT)
    sh(f"{sys.executable} -m venv .venv", folder)
    libraries = Path(
        sh(".venv/bin/python -c 'import site; print(site.getsitepackages()[0])'", folder).strip()
    )
    # Libraries from here, but not this checkout itself: its own editable link stays behind.
    for entry in site.getsitepackages():
        (libraries / "installed-here.pth").write_text(f"{entry}\n", "utf-8")
    return folder


def made(clone: Path) -> None:
    """See that the demonstration was made there: by the first test, or now."""
    if not (clone / "demo" / "brief" / "brief.html").exists():
        sh("make demo", clone)


def test_make_demo_runs_the_main_job_twice_from_a_clean_clone(clone: Path) -> None:
    told = sh("make demo", clone)
    brief = Path(re.search(r"^Open (.+)$", told, re.MULTILINE)[1])  # type: ignore[index]
    assert brief.is_file()
    assert clone in brief.parents
    where = sh(".venv/bin/python -c 'import goodoffices; print(goodoffices.__file__)'", clone)
    assert str(clone) in where
    assert sh("make demo", clone).splitlines()[1:] == told.splitlines()[1:]
    shown = (clone / "README.md").read_text("utf-8").split("$ make demo\n")[1].split("```")[0]
    as_shown = [line for line in told.splitlines() if not line.startswith("Open ")]
    assert [line for line in shown.splitlines() if not line.startswith("Open ")] == as_shown


def console_blocks(page: Path) -> list[str]:
    """The commands of a page's console blocks, in order."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_the_commands_of_the_readme_run_as_written(clone: Path) -> None:
    commands = console_blocks(clone / "README.md")
    assert any(command.startswith("make demo") for command in commands)
    assert any(command.startswith("goodoffices ") for command in commands)
    made(clone)
    for command in commands:
        if not command.startswith(("make test", "make demo")):
            sh(command, clone, PATH=f"{clone}/.venv/bin:{os.environ['PATH']}")


def test_the_python_of_the_readme_runs_as_written(clone: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (clone / "README.md").read_text("utf-8"), re.DOTALL)
    assert blocks
    made(clone)
    for block in blocks:
        (clone / "readme.py").write_text(block, "utf-8")
        sh(".venv/bin/python readme.py", clone)
