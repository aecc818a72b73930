"""The fenced blocks of the documentation, and how each kind is run.

    console   lines that begin with ``$`` are run by the shell, in the page's own folder; the lines
              below one are what it prints, where a line ``…`` stands for any lines
    python    run; the blocks of a page share their names
    yaml      read as YAML; a whole case (it has ``case:``) is read as a case without an error
    json      read as JSON
    toml      read as TOML
    text      a drawing, a formula or a form: not run

A comment on the line before says what is special: ``<!-- fails -->`` exits with a code that is not
0, ``<!-- serves -->`` is stopped once it has answered, ``<!-- elsewhere -->`` asks for what no test
has (a network, a person at the keys): of its commands only that verb and options exist is checked,
and Python is compiled and not run.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import yaml

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
"""Those of the README are run from a clean clone, by ``test_clean_clone.py``."""
_BLOCK = re.compile(r"^( *)(?:<!-- (\w+) -->\n *)?```(\w*)\n(.*?)^\1```$", re.M | re.S)
KINDS = ("console", "python", "yaml", "json", "toml", "text")


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    kind: str
    how: str
    body: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text("utf-8")
    for match in _BLOCK.finditer(text):
        body = re.sub(rf"^{match[1]}", "", match[4], flags=re.M)
        yield Block(page, text.count("\n", 0, match.start()) + 1, match[3], match[2] or "", body)


def indented(page: Path) -> list[int]:
    """The lines on which an indented block begins: nobody could tell what kind it is."""
    lines = re.sub(r"^( *)```.*?^\1```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    found, listed, before = [], False, ""
    for number, line in enumerate(lines.split("\n"), 1):
        if re.match(r"\s*([-*]|\d+\.) ", line):
            listed = True
        elif line and not line.startswith(" "):
            listed = False
        if line.startswith("    ") and not before.strip() and not listed:
            found.append(number)
        before = line
    return found


def run_page(page: Path, folder: Path) -> None:
    """Run every block of a page in a folder, one after the other."""
    names: dict[str, Any] = {"__name__": "page"}
    with contextlib.chdir(folder):
        for block in blocks(page):
            try:
                run(block, names)
            except BaseException as error:
                error.add_note(f"in the block at {block}:\n{block.body}")
                raise


def run(block: Block, names: dict[str, Any]) -> None:
    """Run one block by its kind."""
    assert block.kind in KINDS, f"{block}: a block of no known kind: “{block.kind}”"
    if block.kind == "python":
        program = compile(block.body, str(block), "exec")
        with contextlib.redirect_stdout(io.StringIO()):
            if block.how != "elsewhere":
                exec(program, names)
    elif block.kind == "json":
        json.loads(block.body)
    elif block.kind == "toml":
        tomllib.loads(block.body)
    elif block.kind == "yaml":
        read_yaml(block.body)
    elif block.kind == "console":
        for command, printed in commands(block.body):
            told = run_command(command, block.how)
            assert_prints(told, printed, command)


def read_yaml(body: str) -> None:
    """Read YAML; where it is a whole case, read that too."""
    from goodoffices.case.file.casefile import CaseFile

    values = yaml.load(body, yaml.BaseLoader)
    if isinstance(values, dict) and "case" in values and "parties" in values:
        Path("as-shown").mkdir(exist_ok=True)
        path = Path("as-shown/case.yaml")
        path.write_text(body, "utf-8")
        errors = [f.render() for f in CaseFile.open(path).findings if f.severity == "error"]
        assert not errors


def commands(body: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines it is shown to print."""
    command, printed = "", list[str]()
    for line in body.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, printed
            command, printed = line[2:], []
        elif command.endswith("\\"):
            command = f"{command[:-1]} {line.strip()}"
        else:
            printed.append(line)
    if command:
        yield command, printed


def run_command(command: str, how: str) -> str:
    """Run a command as its block says; return what it printed."""
    if how == "elsewhere":
        exists(command)
        return ""
    words = shlex.split(command, comments=True)
    if words[0] == "goodoffices" and not how and not re.search(r"[|<>;&$*~]", command):
        return in_this_process(words)
    shell = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    shell["HOME"] = str(Path.cwd())
    call = f'goodoffices() {{ "{sys.executable}" -m goodoffices "$@"; }}; {command}'
    if how == "serves":
        port = free_port()
        return serves(f"{call} --port {port}", shell, port)
    done = subprocess.run(
        ["bash", "-c", call],
        env=shell,
        input="",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode != 0) == (how == "fails"), f"$ {command}\n{done.stdout}{done.stderr}"
    return done.stdout


def serves(call: str, shell: dict[str, str], port: int) -> str:
    """See that a server comes up, answers and stays; then stop it and all it started."""
    with subprocess.Popen(
        ["bash", "-c", call],
        env=shell,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as server:
        try:
            until = time.monotonic() + 60
            answered = False
            while server.poll() is None and not answered and time.monotonic() < until:
                time.sleep(0.05)
                answered = answers(port)
            stays = server.poll() is None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
        told = server.communicate()[0]
    assert answered, f"$ {call}\n{told}"
    assert stays, f"$ {call}\n{told}"
    return told


def answers(port: int) -> bool:
    """Ask for the first page of a port of this computer; tell whether there was an answer."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        asking.request("GET", "/")
        return asking.getresponse().status < 500
    except OSError:
        return False
    finally:
        asking.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def in_this_process(words: list[str]) -> str:
    """Run a command of ours without starting Python anew."""
    from goodoffices.cli.main import main

    code: str | int | None = None
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = words
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as stop:
        code = stop.code
    finally:
        sys.argv = before
    assert not code, f"$ {shlex.join(words)}\n{out.getvalue()}{err.getvalue()}"
    return out.getvalue()


def exists(command: str) -> None:
    """See that a command of ours has the verb and the options that are shown."""
    from goodoffices.cli.main import verbs

    words = shlex.split(command, comments=True)
    if words[0] != "goodoffices":
        return
    verb: click.Command | None = verbs
    context = click.Context(verbs)
    for word in words[1:]:
        if isinstance(verb, click.Group):
            verb = verb.get_command(context, word)
            assert verb is not None, f"$ {command}: no verb {word}"
        elif word.startswith("-"):
            options = {o for p in verb.params for o in (*p.opts, *p.secondary_opts)}
            assert word.split("=")[0] in options, f"$ {command}: no option {word}"


def assert_prints(told: str, shown: list[str], command: str) -> None:
    """See that what was printed is what is shown; ``…`` stands for any lines."""
    if not any(line.strip() for line in shown):
        return
    parts = [re.escape(line.rstrip()).replace(r"\ ", r"\ +") for line in shown if line.strip()]
    pattern = "\n".join(".*?" if part == re.escape("…") else part for part in parts)
    lines = [re.sub(r"\s+$", "", line) for line in told.splitlines() if line.strip()]
    assert re.search(pattern, "\n".join(lines), re.S), (
        f"$ {command}\nshows\n{chr(10).join(shown)}\nprints\n{told}"
    )
