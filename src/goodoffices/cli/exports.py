"""The command line of exports: a dossier in the forms that other programs read."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.options import PATH, case_folder, open_folder

_FORMATS = ("csv", "xlsx", "jsonl", "annotations", "graphml", "gexf", "cameo", "plover", "bibtex")


@click.command(help=_("Give out what was found in CASE, in the form another program reads."))
@case_folder
@click.option("--format", "form", type=click.Choice(_FORMATS), required=True, help=_("The form."))
@click.option("-o", "--output", type=PATH, help=_("Where to write it (needed for xlsx)."))
@click.option("--all", "everything", is_flag=True, help=_("Also what people rejected."))
def export(case: Path, form: str, output: Path | None, *, everything: bool) -> None:
    """Export a dossier."""
    from goodoffices.base.files import atomic_write
    from goodoffices.evidence.export import kept, texts

    dossier = kept(open_folder(case).dossier, everything=everything)
    if form == "xlsx":
        from goodoffices.base.spreadsheet import write_xlsx
        from goodoffices.evidence.export.rows import to_sheets

        if output is None:
            raise UsageError(finding("GO923"))
        write_xlsx(output, to_sheets(dossier))
    elif output is not None:
        # Spreadsheets tell UTF-8 by its mark only; what else reads CSV passes it over.
        encoding = "utf-8-sig" if form == "csv" else "utf-8"
        atomic_write(output, texts()[form](dossier).encode(encoding))
    else:
        click.echo(texts()[form](dossier), nl=False)
    if output is not None:
        click.echo(output)
