"""The command line of the talks: convene, serve, see a sample, verify a copy.

Kept apart from the other verbs as the talks are from everything that reads or publishes; the heavy
parts are imported only when a verb runs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.errors import UnreadableInput, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli import operating
from goodoffices.cli.options import PATH, as_json, print_json

if TYPE_CHECKING:
    from goodoffices.talks.chain import Receipt
    from goodoffices.talks.verify import CheckedAgainst, Verdict


@click.command(help=_("Convene talks on CASE into STORE, a new file outside it; print the links."))
@click.argument("case", type=PATH)
@click.argument("store", type=PATH)
@click.option(
    "--delegate", multiple=True, metavar="PARTY=NAME", help=_("A member of a delegation; repeat.")
)
@click.option(
    "--mediator", multiple=True, metavar="NAME", help=_("A member of the mediator's team.")
)
@click.option("--observer", multiple=True, metavar="NAME", help=_("An observer."))
@click.option("--plenary", is_flag=True, help=_("Open a room for all beside the private ones."))
@click.option(
    "--language", multiple=True, metavar="CODE", help=_("Of the text; the first is authentic.")
)
@click.option("--base", metavar="URL", help=_("Where the talks will be served."))
@click.option(
    "--paper-key", is_flag=True, help=_("Print words that can invite a lost mediator anew.")
)
def convene(
    case: Path,
    store: Path,
    *,
    delegate: tuple[str, ...],
    mediator: tuple[str, ...],
    observer: tuple[str, ...],
    plenary: bool,
    language: tuple[str, ...],
    base: str | None,
    paper_key: bool,
) -> None:
    """Convene talks on a case."""
    from goodoffices.base.files import existing
    from goodoffices.talks.fromcase import convene_case
    from goodoffices.talks.hosting import settings_of
    from goodoffices.talks.pages.app import utc
    from goodoffices.talks.pages.server import links
    from goodoffices.talks.sealing import new_passphrase

    hosting = settings_of(store.parent)
    base = base or (hosting.base if hosting else "http://127.0.0.1:8643")
    words = new_passphrase() if paper_key else None
    invitations = convene_case(
        existing(case),
        store,
        utc(),
        delegations=_delegations(delegate),
        mediators=mediator,
        observers=observer,
        plenary=plenary,
        languages=language or ("en",),
        paper_key=words,
    )
    for name, url in links(invitations, base):
        click.echo(f"{name}\t{url}")
    if not mediator and (told := _who_mediates(case)):
        click.echo(told, err=True)
    click.echo(
        _("Each link works once, within seven days. Give each to its person only."), err=True
    )
    if words is not None:
        click.echo(_("Paper key, shown once: {words}").format(words=words))
    elif sum(i.member.role == "mediator" for i in invitations) == 1:
        click.echo(
            _(
                "There is one mediator. Who loses that passphrase has lost the talks: invite a "
                "second one on the page Members, or convene with --mediator twice or --paper-key."
            ),
            err=True,
        )
    click.echo(_("Next: goodoffices talks serve {store}").format(store=store), err=True)


def _who_mediates(case: Path) -> str:
    """Say why none of the mediators that the case names was invited; empty where one was."""
    from goodoffices.case.file import load
    from goodoffices.talks.fromcase import agreed

    known = load(case)
    if not known.mediators or agreed(known):
        return ""
    names = ", ".join(one.name for one in known.mediators)
    return _(
        "The case does not settle on one mediator whom no side refuses ({names}), so none of them "
        "is invited: name yours with --mediator."
    ).format(names=names)


def _delegations(words: tuple[str, ...]) -> dict[str, list[str]] | None:
    """Read ``PARTY=NAME`` words; None where nobody is named."""
    found: dict[str, list[str]] = {}
    for word in words:
        party, equals, name = word.partition("=")
        if not (equals and party.strip() and name.strip()):
            raise UsageError(finding("GO917", word=word))
        found.setdefault(party.strip(), []).append(name.strip())
    return found or None


@click.group(help=_("Serve talks, or see a sample of them."))
def talks() -> None:
    """Hold the verbs of the talks."""


@talks.command(help=_("Serve the talks in STORE, or all tables of a class, until interrupted."))
@click.argument("store", type=PATH)
@click.option("--host", help=_("The address to serve on (default: 127.0.0.1, or as set up)."))
@click.option("--port", type=int, help=_("The port to serve on (default: 8643, or as set up)."))
@click.option("--certificate", type=PATH, help=_("A certificate, to serve beyond this computer."))
@click.option("--key", type=PATH, help=_("The certificate's key."))
@click.option("--behind-proxy", is_flag=True, help=_("A proxy before this encrypts."))
@click.option("--name", "names", multiple=True, help=_("A host name to answer to; repeat."))
@click.option("--base", metavar="URL", help=_("The address that people type, where it is another."))
def serve(
    store: Path,
    *,
    host: str | None,
    port: int | None,
    certificate: Path | None,
    key: Path | None,
    behind_proxy: bool,
    names: tuple[str, ...],
    base: str | None,
) -> None:
    """Serve talks."""
    from goodoffices.base.files import existing
    from goodoffices.classroom.setting import is_classroom, opened
    from goodoffices.talks.hosting import settings_of
    from goodoffices.talks.pages.server import Address, hosted
    from goodoffices.talks.pages.server import serve as serve_talks

    tell: Callable[[str], None] = click.echo
    store = existing(store)
    at = Address(
        host=host or "127.0.0.1",
        port=8643 if port is None else port,
        names=names,
        certificate=certificate,
        key=key,
        behind_proxy=behind_proxy,
        base=base,
    )
    hosting = settings_of(store.parent)
    if hosting is not None and not (host or names or certificate or behind_proxy or base):
        at = hosted(hosting, hosting.port if port is None else port)
    if is_classroom(store):
        from goodoffices.classroom.serving import serve_class

        raise SystemExit(serve_class(opened(store), at, tell))
    raise SystemExit(serve_talks(store, at, tell))


@talks.command(help=_("Start sample talks on this computer and print three links."))
@click.option("--port", default=0, help=_("The port to serve on (default: any free one)."))
def demo(port: int) -> None:
    """Serve sample talks until interrupted, then delete them."""
    from goodoffices.talks.pages.server import serve_demo

    raise SystemExit(serve_demo(port))


for verb in (
    operating.setup,
    operating.backup,
    operating.restore,
    operating.recover,
    operating.members,
    operating.close,
    operating.archive,
    operating.destroy,
):
    talks.add_command(verb)


@click.command(help=_("Check a copy of an agreement or of a log, offline."))
@click.argument("file", type=PATH)
@click.option("--receipt", multiple=True, type=PATH, help=_("A receipt that was kept; repeat."))
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="PARTY=KEY",
    help=_("A party's signing key as it was written down; repeat."),
)
@click.option(
    "--head",
    "heads",
    multiple=True,
    metavar="'8 GROUPS'",
    help=_("A receipt's head, or the agreement's hash, as it was written down; repeat."),
)
@as_json
def verify(
    file: Path,
    *,
    receipt: tuple[Path, ...],
    keys: tuple[str, ...],
    heads: tuple[str, ...],
    as_json: bool,
) -> None:
    """Check a copy: exit 0 if it is sound, 1 if not, 3 if it cannot be read."""
    from goodoffices.base.files import existing
    from goodoffices.talks.verify import CheckedAgainst
    from goodoffices.talks.verify import verify as check_copy

    compared = CheckedAgainst(tuple(map(_written_key, keys)), tuple(map(_written_head, heads)))
    verdict = check_copy(existing(file), [_receipt(path) for path in receipt], compared)
    if as_json:
        print_json(verdict.to_dict())
    else:
        for line in verdict.checked:
            click.echo(f"  {line}")
        for one in verdict.findings:
            click.echo(one.render())
        click.echo(_verdict(verdict, compared))
        click.echo(verdict.hash)
    raise SystemExit(0 if verdict.sound else 1)


def _verdict(verdict: Verdict, compared: CheckedAgainst) -> str:
    """Say what the check came to, and what it cannot say: whose the keys are."""
    if not verdict.sound:
        return _("Not sound.")
    if {s.party for s in verdict.signers} - {party for party, _key in compared.keys}:
        return _("Sound, as written and signed by these keys: compare them with the parties' own.")
    return _("Sound: as written and signed.")


def _written_key(word: str) -> tuple[str, str]:
    """Read ``PARTY=KEY`` as it was copied from a page or from paper."""
    party, _equals, key = word.partition("=")
    if not party.strip() or _hexadecimal(key) is None:
        raise UsageError(finding("GO919.key", word=word))
    return party.strip(), key


def _written_head(word: str) -> str:
    """Read a head in its eight groups of eight."""
    if _hexadecimal(word) is None:
        raise UsageError(finding("GO919.head", word=word))
    return word


def _hexadecimal(word: str) -> str | None:
    """Return the 64 figures of a key or a head, or None if they are not that."""
    plain = "".join(word.split()).lower()
    return plain if len(plain) == 64 and not set(plain) - set("0123456789abcdef") else None


def _receipt(path: Path) -> Receipt:
    """Read a receipt that a person kept."""
    from goodoffices.base.files import existing
    from goodoffices.talks.chain import read_receipt

    try:
        return read_receipt(json.loads(existing(path).read_text("utf-8")))
    except (ValueError, RecursionError):
        raise UnreadableInput(finding("GO918", path=path)) from None
