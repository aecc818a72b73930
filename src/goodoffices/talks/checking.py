"""Checking a copy that somebody uploads: in a process of its own, with an end to its time and size.

What is uploaded may be made to cost as much as can be, and one call that reads it holds the whole
interpreter. So the server hands it to a child that may take so many seconds of work and so much
memory, and reads back a short answer. Nothing of it touches the disk.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

SECONDS = 10
"""How much work a check may take, in seconds of the processor; as long again may it wait."""

MEMORY = 2**30
"""How much memory, in bytes of address space."""

_LINES, _LINE = 120, 400
"""How much of what was found is shown."""


class TooCostlyError(Exception):
    """A copy took more time or memory than a check may."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a page shows of a check: ``unreadable`` says why there is no verdict."""

    sound: bool = False
    checked: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    unreadable: str = ""


async def check(data: bytes, language: str) -> Checked:
    """Check a copy in a child process.

    Raises
    ------
    TooCostlyError
        if it takes more than a check may.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "goodoffices.talks.checking",
        language,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    try:
        answer, _errors = await asyncio.wait_for(child.communicate(data), 2 * SECONDS)
        told = json.loads(answer)
    except (TimeoutError, ValueError) as error:
        raise TooCostlyError from error
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()
    told |= {name: tuple(told[name]) for name in ("checked", "findings")}
    return Checked(**told)


def main(language: str) -> None:
    """Check what comes on standard input; write what a page shows of it as one line of JSON."""
    _bound()
    from goodoffices.base.errors import UnreadableInput
    from goodoffices.base.i18n import speaking
    from goodoffices.talks.verify import verify_bytes

    told: dict[str, Any] = {"sound": False, "checked": [], "findings": [], "unreadable": ""}
    with speaking(language):
        try:
            verdict = verify_bytes(sys.stdin.buffer.read(), "copy")
        except UnreadableInput as error:
            told["unreadable"] = error.findings[0].text[:_LINE]
        else:
            places = (
                f" ({f.place.line})" if f.place and f.place.line else "" for f in verdict.findings
            )
            lines = (
                f.text[:_LINE] + place for f, place in zip(verdict.findings, places, strict=True)
            )
            told["sound"] = verdict.sound
            told["checked"] = [line[:_LINE] for line in verdict.checked[:_LINES]]
            told["findings"] = list(lines)[:_LINES]
    sys.stdout.write(json.dumps(told))


def _bound() -> None:
    """Bound this process's work, memory and traces, where the system can."""
    with suppress(ImportError):
        import resource

        for kind, most in (
            (resource.RLIMIT_CPU, SECONDS),
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))
        os.nice(19)


if __name__ == "__main__":
    main(sys.argv[1])
