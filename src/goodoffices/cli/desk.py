"""The command line of the desk: a case in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.base.i18n import _
from goodoffices.cli.options import PATH, case_folder


@click.command(help=_("Open CASE in the browser, on this computer alone."))
@case_folder
@click.option("--port", type=click.IntRange(1, 65535), help=_("Serve at this port."))
@click.option("--by", metavar="INITIALS", default="", help=_("Who decides and judges."))
@click.option("--lang", default="en", help=_("The language of the pages, as in BCP 47."))
@click.option("--site", type=PATH, help=_("Moderate the replies to the briefs of this site too."))
@click.option("--no-browser", is_flag=True, help=_("Print the address, and open nothing."))
def desk(
    case: Path, port: int | None, by: str, lang: str, site: Path | None, *, no_browser: bool
) -> None:
    """Serve the desk until Ctrl-C."""
    from goodoffices.base.needs import needs

    needs("talks")
    from goodoffices.desk.serving import serve

    serve(case, click.echo, port=port or 0, by=by, language=lang, browser=not no_browser, site=site)
