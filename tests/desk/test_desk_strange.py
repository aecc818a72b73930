"""The desk on cases that are empty, broken or strange, asked for everything in strange ways.

Whatever a case or a form holds, no page and no act ends in a fault of the program.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from tests.desk.desk_world import served

from goodoffices.desk.gate import COOKIE, DeskDoor, DeskGate, Form

LONG = "x" * 400
FARSI = "ی" * 300

STRANGE = {
    "nothing": b"",
    "cut off": b"case: [\n  x: {",
    "no text": b"\xff\xfe\x00\x01case",
    "a list": b"- a\n- b\n",
    "bare parts": b"""case: z
title: Z
parties:
  a: {name: A}
  b: {name: B}
issues: {n: {name: N}}
mediators: {m: {name: M}}
advice: {}
packages: {}
""",
    "long words": f"""case: long
title: {LONG}
summary: {FARSI}
parties:
  a: {{name: "{LONG}", options: {{o: {{text: "{LONG}"}}}}, prefers: [b.o]}}
  b: {{name: "{FARSI}", options: {{o: {{text: "{FARSI}"}}}}, prefers: [a.o]}}
  c: {{name: "<script>alert(1)</script>"}}
""".encode(),
}
"""Case files of every kind that is not as one expects, and none at all."""

PLACES = {
    "place": "parties/a",
    "list": "parties/a/prefers",
    "item": "parties/a/prefers/0",
    "state": "S1",
    "form": "html",
}

QUERY = (
    "?q=%00&find=%ff&at=99999999999&start=-1&end=9&page=x&which=all&concept=zz&judgement=a:99&way=up"
    "&to=S9&item=zz&claim=zz&with=zz&about=%F0%9F%98%80&pair=77&n=-1&doubt=zz&name=%2F%2e%2e"
)

FORM = {
    "by": "up",
    "was": "x",
    "decision": "accept",
    "claim": "x",
    "answer": "yes",
    "option": "x",
    "place": "a.b",
    "start": "1",
    "end": "2",
    "party": "a",
    "do": "save",
    "to": "S1",
    "part": "x",
    "text": LONG,
    "published": "zz",
    "|name": "نام/y~z",
    "n": "5",
}

READ = ("bare parts", "long words")
"""Those that are cases, whose every page is asked for strangely too."""


def at(path: str) -> str:
    return re.sub(r"\{(\w+)(?::path)?\}", lambda m: PLACES.get(m[1], "x"), path)


@pytest.mark.parametrize("kind", [*STRANGE, "no file"])
def test_nothing_ends_in_a_fault_whatever_the_case_is(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "case.yaml"
    if kind in STRANGE:
        file.write_bytes(STRANGE[kind])
    with served(tmp_path) as desk:
        for door in desk.gate.doors:
            path = at(door.path)
            if door.method == "GET":
                asked = [path, path + QUERY] if kind in READ else [path]
                answers = [desk.get(one) for one in asked]
            else:
                answers = [desk.post(path, form) for form in (FORM, {})[: 1 + (kind in READ)]]
            for answer in answers:
                assert answer.status < 500, (door.method, path, answer.text[:200])
                assert "Traceback" not in answer.text
        if kind in STRANGE and kind not in READ:
            assert file.read_bytes() == STRANGE[kind]


def test_a_fault_of_the_program_is_told_in_words() -> None:
    async def broken(_request: Request, _form: Form) -> Response:
        raise ZeroDivisionError("the case's own words")

    told: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        told.append(message)

    gate = DeskGate([DeskDoor("GET", "/", broken)], 1, "k")
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:1"), (b"cookie", f"{COOKIE}=k".encode())],
    }
    asyncio.run(gate(scope, None, send))  # type: ignore[arg-type]
    assert told[0]["status"] == 500
    body = bytes(told[1]["body"])  # type: ignore[arg-type]
    assert b"by a fault of the program (ZeroDivisionError)" in body
    assert b"own words" not in body
