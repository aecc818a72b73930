"""Make docs/case.schema.json and the tables of docs/case-file.md from the table of keys."""

from pathlib import Path

from goodoffices.case.file.schema import printed, tables

DOCS = Path(__file__).parents[1] / "docs"
HEADING = "## Every key\n"
HEAD = """
What a key may hold is shown as it is written: `[…]` is a list, `{…: …}` are keys with values. A key
in bold must be there. Beside the keys of most parts may stand
[what they rest on](#what-a-judgement-rests-on). These tables are made by `make docs`.

"""


def page() -> str:
    """Return the page with the tables in place of those that are there."""
    text = (DOCS / "case-file.md").read_text("utf-8")
    return text.split(HEADING)[0] + HEADING + HEAD + tables()


def main() -> None:
    """Write both."""
    (DOCS / "case.schema.json").write_text(printed(), "utf-8")
    (DOCS / "case-file.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
