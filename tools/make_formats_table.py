"""Make the table of formats in docs/reading.md from the formats' own records."""

import re
from pathlib import Path

from goodoffices.read.formats import formats

PAGE = Path(__file__).parents[1] / "docs" / "reading.md"
HEAD = "| source | becomes | limits, and what is told |\n|---|---|---|\n"


def table() -> str:
    """Return the table."""
    return HEAD + "".join(f"| {k.name} | {k.becomes} | {k.limits} |\n" for k in formats())


def main() -> None:
    """Write the table in place of the one that is there."""
    page = PAGE.read_text("utf-8")
    PAGE.write_text(re.sub(re.escape(HEAD) + r"(?:\|.*\n)*", lambda _old: table(), page), "utf-8")


if __name__ == "__main__":
    main()
