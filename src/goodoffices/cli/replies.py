"""The command line of replies: set them up, serve them, moderate them, keep copies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.options import PATH, as_json, print_findings, print_json

if TYPE_CHECKING:
    from goodoffices.publish.nouns import SiteAuthor
    from goodoffices.publish.replies.keeping import ReplyKeeping
    from goodoffices.publish.replies.keys import AddressKey

_site = click.argument("site", type=PATH)
_key = click.option("--key", type=PATH, help=_("The file of the key that opens addresses."))

ACTS = (
    "next",
    "list",
    "show",
    "accept",
    "reject",
    "reject-rest",
    "shorten",
    "answer",
    "undo",
    "address",
    "log",
    "reasons",
)
"""What a moderator can do, in the order of the help."""


@click.group(help=_("Take replies to the briefs of SITE: set up, serve, copy."))
def replies() -> None:
    """Hold the verbs of whoever runs the server."""
    from goodoffices.base.needs import needs

    needs("talks")


@replies.command(help=_("Make the private folder beside SITE, and the key of the addresses."))
@_site
@click.option("--key", type=PATH, help=_("Where to write the key (default SITE.replies-key)."))
@click.option("--no-passphrase", is_flag=True, help=_("Leave the key's file without one."))
def setup(site: Path, key: Path | None, *, no_passphrase: bool) -> None:
    """Set up replies."""
    from goodoffices.publish.replies.keeping import set_up

    whole = site.absolute()
    key = key or whole.with_name(f"{whole.name}.replies-key")
    passphrase = None
    if not no_passphrase:
        words = _("A passphrase for the key (empty for none)")
        passphrase = click.prompt(
            words, hide_input=True, err=True, default="", confirmation_prompt=True
        )
    click.echo(set_up(site, key, passphrase or None))
    click.echo(key)
    click.echo(_("Keep the key elsewhere: without it nobody can read an address."), err=True)
    click.echo(_("Next: goodoffices replies serve {site}").format(site=site), err=True)


@replies.command(help=_("Take replies to the briefs of SITE until Ctrl-C, on this computer alone."))
@_site
@click.option("--port", type=click.IntRange(1, 65535), default=8644, show_default=True)
@click.option(
    "--behind-proxy", is_flag=True, help=_("Trust X-Forwarded-For of the server in front.")
)
def serve(site: Path, port: int, *, behind_proxy: bool) -> None:
    """Serve until Ctrl-C."""
    from goodoffices.publish.replies.serving import serve as serving

    raise SystemExit(serving(site, click.echo, port=port, forwarded=behind_proxy))


@replies.command(help=_("Delete what has been kept as long as the settings say."))
@_site
def sweep(site: Path) -> None:
    """Delete what is over."""
    with _open(site) as kept:
        swept = kept.sweep()
        _publish(kept)
    told = _(
        "deleted: {addresses} addresses, {letters} letters, {rejected} rejected replies, "
        "{unconfirmed} never confirmed"
    )
    click.echo(
        told.format(
            addresses=swept.addresses,
            letters=swept.letters,
            rejected=swept.rejected,
            unconfirmed=swept.unconfirmed,
        )
    )


@replies.command(help=_("Send the letters that could not be sent."))
@_site
@_key
def letters(site: Path, key: Path | None) -> None:
    """Send what is left."""
    from goodoffices.publish.replies.letters import send_rest

    with _open(site) as kept:
        gone, left = send_rest(kept, _address_key(kept, key))
    click.echo(_("{gone} sent, {left} left").format(gone=gone, left=left))
    raise SystemExit(1 if left else 0)


@replies.command(help=_("Copy all that is kept to FILE, which only the key opens."))
@_site
@click.argument("file", type=PATH)
def backup(site: Path, file: Path) -> None:
    """Write a copy."""
    with _open(site) as kept:
        size = kept.backup(file)
    click.echo(_("{file}: {size:,} bytes").format(file=file, size=size))


@replies.command(help=_("Put a copy back beside SITE, where no replies are set up."))
@click.argument("file", type=PATH)
@_site
@_key
def restore(file: Path, site: Path, key: Path | None) -> None:
    """Put a copy back."""
    from goodoffices.base.files import existing
    from goodoffices.publish.replies.keeping import put_back

    folder = put_back(existing(file), site, _opened(_default_key(site, key)))
    click.echo(folder)
    with _open(site) as kept:
        kept.sweep()
        _publish(kept)


@click.command(
    help=_(
        "Decide about replies to the briefs of SITE. ACT: next (one after the other), list, show, "
        "accept, reject, reject-rest, shorten, answer, undo, address, log or reasons."
    )
)
@_site
@click.argument("act", type=click.Choice(ACTS), default="next", metavar="[ACT]")
@click.argument("reply", required=False, metavar="[ID]")
@click.option("--by", metavar="INITIALS", default="", help=_("Who decides."))
@click.option("--reason", default="", help=_("Why: of the policy, or why an address is needed."))
@click.option("--text", default="", help=_("The shorter words, or the answer; - reads them."))
@click.option("--author", default="", metavar="ID", help=_("Which author answers."))
@click.option(
    "--all", "every", is_flag=True, help=_("List what is decided too, and what is folded.")
)
@click.option("--csv", "as_csv", is_flag=True, help=_("Print the log as CSV."))
@as_json
@_key
def moderate(
    site: Path,
    act: str,
    reply: str | None,
    *,
    by: str,
    reason: str,
    text: str,
    author: str,
    every: bool,
    as_csv: bool,
    as_json: bool,
    key: Path | None,
) -> None:
    """Moderate replies."""
    from goodoffices.base.needs import needs

    needs("talks")
    from goodoffices.cli import moderating
    from goodoffices.publish.replies.deciding import seat
    from goodoffices.publish.replies.nouns import now
    from goodoffices.publish.replies.policy import ReplyPolicy
    from goodoffices.publish.settings import read_settings

    if act == "reasons":
        moderating.print_reasons(ReplyPolicy(read_settings(site).reasons))
        return
    with _open(site) as kept:
        print_findings(kept.publish())
        if act == "log":
            click.echo(moderating.log(kept, as_csv=as_csv), nl=False)
        elif act == "list":
            found = kept.of_state(*_STATES) if every else kept.queue()
            rows = moderating.plain(found)
            print_json(rows) if as_json else click.echo(moderating.listed(rows), nl=False)
        elif act == "next":
            moderating.sit(kept, seat(by, now()))
        else:
            name, version = moderating.named(reply)
            if act == "show":
                one = kept.one(name)
                print_json(moderating.plain([one])[0]) if as_json else click.echo(
                    moderating.shown(one, kept)
                )
                return
            who = seat(by, now())
            if act == "address":
                opened = _address_key(kept, key)
                click.echo(kept.address(who, name, reason, opened))
                return
            words = sys.stdin.read() if text == "-" else text
            who_answers = _author(site, author) if act == "answer" else None
            asked = moderating.Asked(act, name, version, reason=reason, words=words)
            click.echo(moderating.done(kept, who, asked, who_answers))
            _publish(kept)


_STATES = ("unconfirmed", "waiting", "asked", "accepted", "rejected")


def _open(site: Path) -> ReplyKeeping:
    from goodoffices.publish.replies.keeping import ReplyKeeping

    return ReplyKeeping(site)


def _publish(kept: ReplyKeeping) -> None:
    """Put on the site what is due; what could not be makes the exit code 1."""
    problems = kept.publish()
    print_findings(problems)
    if problems:
        raise SystemExit(1)


def _default_key(site: Path, key: Path | None) -> Path:
    whole = site.absolute()
    return key or whole.with_name(f"{whole.name}.replies-key")


def _address_key(kept: ReplyKeeping, key: Path | None) -> AddressKey:
    return _opened(_default_key(kept.site, key))


def _opened(key: Path) -> AddressKey:
    """Open the key's file; ask for its passphrase where it has one."""
    from goodoffices.publish.replies.keys import address_key, locked

    words = None
    if locked(key):
        words = click.prompt(_("The key's passphrase"), hide_input=True, err=True)
    return address_key(key, words)


def _author(site: Path, author: str) -> SiteAuthor:
    """Return one of the site's authors; where there is one alone, nobody need be named.

    Raises
    ------
    UsageError
        GO639 where the site has no such author.
    """
    from goodoffices.publish.settings import read_settings

    known = {one.id: one for one in read_settings(site).authors}
    if not author and len(known) == 1:
        return next(iter(known.values()))
    if author not in known:
        near = (author, list(known))
        raise UsageError(finding("GO639", near=near, author=author, known=", ".join(known)))
    return known[author]
