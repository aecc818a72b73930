"""What is handed on: an archive and a wheel with all that belongs in them, installed and run."""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import goodoffices

ROOT = Path(__file__).parents[1]
LISTED = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a checkout")


def run(*command: str | Path, cwd: Path) -> str:
    here = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=here, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive, so that nothing is missing from either."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    source = folder / archive.name.removesuffix(".tar.gz")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    listed = run(*LISTED, "src/goodoffices", cwd=ROOT).split()
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("goodoffices/")}
    assert held == {name.removeprefix("src/") for name in listed}


def test_the_version_is_told_once() -> None:
    version = re.escape(goodoffices.__version__)
    assert re.search(rf"^version: {version}$", (ROOT / "CITATION.cff").read_text("utf-8"), re.M)
    first = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert first is not None
    assert first[1] == goodoffices.__version__


def test_the_demo_runs_from_the_wheel_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", "clean", cwd=tmp_path)
    python = tmp_path / "clean" / "bin" / "python"
    where = run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=tmp_path)
    install = (sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-compile")
    run(*install, "--no-deps", "--no-index", wheel, cwd=tmp_path)
    # the libraries that are installed here, and nothing of this checkout
    Path(where.strip(), "libraries.pth").write_text("\n".join(site.getsitepackages()), "utf-8")
    verb = tmp_path / "clean" / "bin" / "goodoffices"
    at = run(python, "-c", "import goodoffices; print(goodoffices.__file__)", cwd=tmp_path)
    assert at.startswith(where.strip())
    assert run(verb, "--version", cwd=tmp_path).split()[-1] == goodoffices.__version__
    told = run(verb, "demo", "shipped", cwd=tmp_path)
    brief = (tmp_path / "shipped" / "brief" / "brief.html").read_text("utf-8")
    assert re.search(r"^Open .*shipped/brief/brief\.html$", told, re.M)
    assert goodoffices.__version__ in brief
    assert "GO204" in run(verb, "explain", "GO204", cwd=tmp_path)
    assert "elmira" in run(verb, "example", cwd=tmp_path)
