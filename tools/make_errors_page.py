"""Make docs/errors.md from the codes, so that page and ``goodoffices explain`` agree."""

from pathlib import Path

from goodoffices.base.findings import entries

HEAD = """# Findings, and what to do about them

Every finding says what, where and what to do next; its code leads here, and
`goodoffices explain GO901` prints the same in the terminal. This page is made by `make docs`.
"""


def main() -> None:
    """Write the page."""
    parts = [
        HEAD,
        *(
            f"## {code}\n\n{answer}\n"
            for code, answer in sorted((c, e.answer) for c, e in entries().items())
        ),
    ]
    (Path(__file__).parents[1] / "docs" / "errors.md").write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
