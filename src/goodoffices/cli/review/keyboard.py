"""Keys and lines from a terminal, or from a pipe for scripts; nothing from anything else."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from collections.abc import Iterator
from typing import Protocol

from goodoffices.base.errors import NeedsPerson
from goodoffices.base.findings import finding

_SPECIAL = re.compile(r"\x1b(?:[\[O][0-9;?]*.?|.?)", re.DOTALL)
"""What arrows, function keys and Alt send: never taken for the letters in it."""


class Keyboard(Protocol):
    """What a review is worked with. Keys and lines are empty at the end."""

    def single(self) -> contextlib.AbstractContextManager[None]:
        """Give single keys while the context lasts."""

    def key(self) -> str:
        """Return the next key."""

    def line(self, prompt: str) -> str:
        """Return the next line of words."""


class Terminal:
    """A person's keyboard: one key needs no return key; lines are edited as usual.

    The terminal gives single keys for as long as the review lasts, so that none pressed early is
    lost, and is set back at its end however that comes.
    """

    def __init__(self) -> None:
        self._typed = ""

    @contextlib.contextmanager
    def single(self) -> Iterator[None]:
        """Give single keys while the context lasts."""
        import termios
        import tty

        before = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin, termios.TCSADRAIN)
        self._before = before
        try:
            yield
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def key(self) -> str:
        """Return one key, an empty text at Ctrl-D; arrows and other such keys are passed over."""
        while True:
            if not self._typed:
                self._typed = os.read(sys.stdin.fileno(), 64).decode("utf-8", "replace")
                if not self._typed:
                    return ""
            special = _SPECIAL.match(self._typed)
            if special is None:
                break
            self._typed = self._typed[special.end() :]
        sign, self._typed = self._typed[:1], self._typed[1:]
        return "" if sign == "\x04" else sign

    def line(self, prompt: str) -> str:
        """Return a line; Ctrl-D takes the question back."""
        import termios
        import tty

        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)
        try:
            return input(prompt)
        except EOFError:
            return ""
        finally:
            tty.setcbreak(sys.stdin, termios.TCSADRAIN)


class Piped:
    """Keys in a pipe or a file: every character is a key, but line ends and blanks."""

    def single(self) -> contextlib.AbstractContextManager[None]:
        """Change nothing."""
        return contextlib.nullcontext()

    def key(self) -> str:
        """Return the next character that is a key."""
        while (sign := sys.stdin.read(1)).isspace():
            pass
        return sign

    def line(self, prompt: str) -> str:  # noqa: ARG002 - nobody sees it
        """Return the rest of the line, or the next one where nothing more stands on it."""
        return sys.stdin.readline().strip() or sys.stdin.readline().strip()


def keyboard() -> Keyboard:
    """Return the keyboard at hand.

    Raises
    ------
    NeedsPerson
        GO330 where standard input is neither a terminal nor piped keys.
    """
    if sys.stdin is not None and sys.stdin.isatty():
        return Terminal()
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        mode = 0
    if not (stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)):
        raise NeedsPerson(finding("GO330.no_terminal"))
    return Piped()
