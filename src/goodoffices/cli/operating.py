"""The command line of an operator's whole life: set up, copy, put back, recover, close, destroy.

What needs nobody's key works on the file alone, also while it is served (backup, archive). What is
done in a mediator's name asks for seat and passphrase, and needs the server to be stopped; while it
runs, the same is on its pages.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.options import PATH

if TYPE_CHECKING:
    from goodoffices.talks.hosting import Hosting
    from goodoffices.talks.keyring import Session
    from goodoffices.talks.nouns import Member
    from goodoffices.talks.office import Office

_store = click.argument("store", type=PATH)
_seat = click.option("--seat", help=_("Your seat; asked for where it is not given."))


@click.command(help=_("Write into FOLDER what serves talks beyond this computer, and check it."))
@click.argument("folder", type=PATH)
@click.option("--name", help=_("The name people type, as talks.example."))
@click.option("--certificate", type=PATH, help=_("A certificate of your own."))
@click.option("--key", type=PATH, help=_("The certificate's key."))
@click.option(
    "--proxy", type=click.Choice(["caddy", "nginx"]), help=_("A proxy in front that encrypts.")
)
@click.option("--onion", is_flag=True, help=_("An onion service, for Tor Browser."))
@click.option("--port", default=8643, show_default=True, help=_("The port of this server."))
@click.option("--check", is_flag=True, help=_("Check what was set up; asks the address itself."))
def setup(
    folder: Path,
    *,
    name: str | None,
    certificate: Path | None,
    key: Path | None,
    proxy: str | None,
    onion: bool,
    port: int,
    check: bool,
) -> None:
    """Write the files, print the next steps, or check that people come in."""
    from goodoffices.talks.hosting import Hosting, set_up, settings_of

    if check:
        found = settings_of(folder)
        if found is None:
            raise UsageError(finding("GO709.settings", file=folder))
        raise SystemExit(_checked(found, folder))
    ways = [bool(certificate and key), proxy is not None, onion]
    if sum(ways) != 1:
        raise click.UsageError(_("Say one of: --certificate with --key, --proxy, --onion."))
    if name is None and not onion:
        raise UsageError(finding("GO710.name"))
    way = proxy or ("onion" if onion else "certificate")
    scheme, host = ("http", name or "NAME.onion") if onion else ("https", name)
    at = f":{port}" if way == "certificate" and port != 443 else ""
    hosting = Hosting(
        way=way,  # type: ignore[arg-type]  # one of the choices above
        base=f"{scheme}://{host}{at}",
        port=port,
        certificate=str(certificate.resolve()) if certificate else None,
        key=str(key.resolve()) if key else None,
    )
    if way == "certificate":
        from goodoffices.talks.pages.server import hosted

        hosted(hosting, port).ready()
    store = folder / "my.talks"
    if onion and name is None:
        _onion_first(folder, hosting, store)
        return
    for path in set_up(folder, hosting, store):
        click.echo(path)
    for line in _steps(hosting, folder, store):
        click.echo(line, err=True)


def _onion_first(folder: Path, hosting: Hosting, store: Path) -> None:
    """Write Tor's part alone: the name is made by Tor when it first reads it."""
    from goodoffices.talks.hosting import SETTINGS, set_up

    paths = set_up(folder, hosting, store)
    (folder / SETTINGS).unlink()
    for path in paths:
        if path.name != SETTINGS:
            click.echo(path)
    for line in (
        _("1. Append {file} to /etc/tor/torrc and restart Tor.").format(file=folder / "torrc"),
        _("2. Read the name: cat /var/lib/tor/goodoffices-talks/hostname"),
        _("3. goodoffices talks setup {folder} --onion --name THAT.onion").format(folder=folder),
    ):
        click.echo(line, err=True)


def _steps(hosting: Hosting, folder: Path, store: Path) -> Iterator[str]:
    """Say what is still to be done, in order."""
    first = {
        "certificate": _("1. Let port {port} through the firewall; renew the certificate in time."),
        "caddy": _(
            "1. Put {folder}/Caddyfile in the place of /etc/caddy/Caddyfile and reload Caddy."
        ),
        "nginx": _("1. Copy {folder}/nginx.conf into /etc/nginx/conf.d and reload nginx."),
        "onion": _("1. Tor is set up already, if it gave you this name."),
    }[hosting.way]
    yield first.format(port=hosting.port, folder=folder)
    yield _("2. goodoffices convene CASE {store}").format(store=store)
    yield _("3. goodoffices talks serve {store}, or install goodoffices-talks.service").format(
        store=store
    )
    yield _("4. goodoffices talks setup {folder} --check").format(folder=folder)


def _checked(hosting: Hosting, folder: Path) -> int:
    """Look at the files, then ask the address as a browser would; 1 where something is wrong."""
    from goodoffices.talks.pages.server import hosted

    wrong = 0
    hosted(hosting, hosting.port).ready()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.stat().st_mode & 0o077:
            click.echo(_("others can read {file}: chmod 600 {file}").format(file=path))
            wrong = 1
    told = _answered(hosting)
    click.echo(told or _("{base} answers, and only under its name.").format(base=hosting.base))
    return 1 if told else wrong


def _answered(hosting: Hosting) -> str | None:
    """Ask the address for its first page; return what is wrong, or None."""
    import http.client
    import ssl
    from urllib.parse import urlsplit

    if hosting.way == "onion":
        where, secure, host = ("127.0.0.1", hosting.port), False, hosting.name
    else:
        address = urlsplit(hosting.base)
        where, secure = (hosting.name, address.port or 443), True
        host = address.netloc
    try:
        for named in (host, "other.invalid"):
            context = ssl.create_default_context()
            connection = (
                http.client.HTTPSConnection(*where, timeout=10, context=context)
                if secure
                else http.client.HTTPConnection(*where, timeout=10)
            )
            connection.request("GET", "/", headers={"Host": named})
            answer = connection.getresponse()
            # what serves other pages under other names, as many proxies do, is not asked about
            talks = answer.status == 200 and b'name="passphrase"' in answer.read()
            connection.close()
            if named == host and not talks:
                return _("{base} answers {status}, and not as talks do.").format(
                    base=hosting.base, status=answer.status
                )
            if named != host and talks:
                return _("{base} answers under any name.").format(base=hosting.base)
    except (OSError, http.client.HTTPException) as error:
        return _("{base} does not answer: {why}").format(base=hosting.base, why=error)
    return None


@click.command(help=_("Copy the talks in STORE, served or not, to a new file TARGET."))
@_store
@click.argument("target", type=PATH)
def backup(store: Path, target: Path) -> None:
    """Copy talks while they are served."""
    from goodoffices.base.files import existing
    from goodoffices.talks.keeping import back_up
    from goodoffices.talks.pages.app import utc

    size = back_up(existing(store), target, utc())
    click.echo(_("{target}: {size:,} bytes, whole.").format(target=target, size=size))
    click.echo(
        _("It is locked like the talks themselves. To put it back: {command}").format(
            command=f"goodoffices talks restore {target} {store}"
        ),
        err=True,
    )


@click.command(help=_("Put COPY back as the talks in STORE; what is there is set aside."))
@click.argument("copy", type=PATH)
@click.argument("store", type=PATH, required=False)
@click.option(
    "--nobody-since",
    is_flag=True,
    help=_("Nobody joined, was invited anew or was removed since the copy: passphrases stay."),
)
@click.option("--moved", is_flag=True, help=_("COPY is today's own file, only moved; no STORE."))
def restore(copy: Path, store: Path | None, *, nobody_since: bool, moved: bool) -> None:
    """Put a copy back, or say that a file was only moved."""
    from goodoffices.base.files import existing
    from goodoffices.talks import keeping
    from goodoffices.talks.pages.app import utc

    if moved == (store is not None):
        raise click.UsageError(_("Name COPY and STORE, or one file with --moved."))
    if store is None:
        keeping.moved(existing(copy))
        click.echo(_("{file} is taken for the newest there is.").format(file=copy))
        return
    done = keeping.restore(existing(copy), store, utc(), unchanged=nobody_since)
    for path in done.aside:
        click.echo(_("set aside: {file}").format(file=path), err=True)
    click.echo(
        _(
            "{store} is as the copy was. Log-ins have ended; {kept} passphrases are kept, and "
            "{ended} people must be invited anew by a mediator. Every page says so."
        ).format(store=store, kept=done.kept, ended=done.ended)
    )


@click.command(help=_("Invite a mediator anew by the paper key, when the passphrase is lost."))
@_store
@click.option("--mediator", "named", metavar="NAME", help=_("Which one (default: the first)."))
@click.option("--base", metavar="URL", help=_("Where the talks are served."))
def recover(store: Path, *, named: str | None, base: str | None) -> None:
    """Let a mediator in again who lost the passphrase."""
    from goodoffices.base.files import existing
    from goodoffices.talks.nouns import Refusal, TalksError
    from goodoffices.talks.pages.app import utc
    from goodoffices.talks.words import sentence

    words = click.prompt(_("The paper key's words"), hide_input=True, err=True)
    with _opened(existing(store)) as office:
        keys = office.by_paper(words)
        if keys is None:
            raise TalksError(finding("GO710.paper"))
        answer = office.recover(keys, named, utc()).result()
        if isinstance(answer, Refusal):
            raise TalksError(finding("GO710.refused", why=sentence(answer)))
        _print_link(store, base, answer[1])


@click.command(help=_("Show who takes part; remove, invite anew, or call a head by name."))
@_store
@_seat
@click.option("--remove", metavar="NAME", help=_("End a member's part, and what its keys open."))
@click.option("--invite-anew", metavar="NAME", help=_("End its passphrase and print a new link."))
@click.option("--head", metavar="NAME", help=_("Call a delegate to be head of its delegation."))
@click.option("--base", metavar="URL", help=_("Where the talks are served."))
def members(
    store: Path,
    *,
    seat: str | None,
    remove: str | None,
    invite_anew: str | None,
    head: str | None,
    base: str | None,
) -> None:
    """Do with members what the page Members does."""
    from goodoffices.base.files import existing
    from goodoffices.talks.nouns import Refusal
    from goodoffices.talks.pages.app import utc

    with _as_mediator(existing(store), seat) as (office, session):
        if remove is not None:
            _told(office.remove(session, _number(office, session, remove), utc()).result())
        if head is not None:
            number = _number(office, session, head)
            party = office.view(session).state.members[number].party
            fields = {"party": party or "", "member": number}
            _told(office.act(session, "head.call", fields, os.urandom(8).hex(), utc()).result())
        if invite_anew is not None:
            number = _number(office, session, invite_anew)
            answer = office.renew(session, number, utc()).result()
            _told(answer)
            if not isinstance(answer, Refusal):
                _print_link(store, base, answer[1])
        state = office.view(session).state
        for member in state.members.values():
            click.echo(f"{member.id}\t{member.name}\t{_place(member, dict(state.parties))}")


def _place(member: Member, parties: dict[str, str]) -> str:
    """Say what a member is, for one line of the list."""
    if member.party is None:
        return _("mediator") if member.role == "mediator" else _("observer")
    place = parties.get(member.party, member.party)
    return _("{party}, head").format(party=place) if member.head else place


@click.command(help=_("Close the talks in STORE: from then on they are read and not written."))
@_store
@_seat
def close(store: Path, *, seat: str | None) -> None:
    """Close talks, which is written on the table."""
    from goodoffices.base.files import existing
    from goodoffices.talks.pages.app import utc

    with _as_mediator(existing(store), seat) as (office, session):
        _told(office.act(session, "talks.close", {}, os.urandom(8).hex(), utc()).result())
    click.echo(_("Closed. Next: goodoffices talks archive {store} FOLDER").format(store=store))


@click.command(help=_("Write what you may see of STORE into FOLDER, to be read without a server."))
@_store
@click.argument("folder", type=PATH)
@_seat
def archive(store: Path, folder: Path, *, seat: str | None) -> None:
    """Write an archive, also while the talks are served."""
    from goodoffices.base.files import existing
    from goodoffices.talks.archive import archived
    from goodoffices.talks.nouns import TalksError
    from goodoffices.talks.office import Office
    from goodoffices.talks.pages.app import utc
    from goodoffices.talks.store import Store

    reading = Store(existing(store), reading=True)
    try:
        office = Office(reading)
        session = office.look(*_asked(seat), utc())
        if session is None:
            raise TalksError(finding("GO710.seat"))
        for path in archived(office, session, folder):
            click.echo(path)
    finally:
        reading.close()
    click.echo(_("This folder lies open: whoever has it can read it."), err=True)


@click.command(help=_("Destroy the talks in STORE, with all that stands beside it."))
@_store
@click.option("--yes", is_flag=True, help=_("Do not ask."))
def destroy(store: Path, *, yes: bool) -> None:
    """Destroy a talks file, and say what that does not destroy."""
    from goodoffices.base.files import existing
    from goodoffices.talks.keeping import destroy as destroy_talks

    store = existing(store)
    if not yes:
        typed = click.prompt(_("Type {name} to destroy it").format(name=store.name), err=True)
        if typed != store.name:
            raise click.Abort
    for path in destroy_talks(store):
        click.echo(_("destroyed: {file}").format(file=path))
    for line in _left():
        click.echo(line, err=True)


def _left() -> Iterator[str]:
    """Say what is beyond this command."""
    yield _("Not destroyed, for this program cannot reach it:")
    yield _("- copies and backups made of the file, here or elsewhere, and snapshots of the disk;")
    yield _("- archives, logs, agreements and receipts that members took home;")
    yield _("- what a flash disk or a journalling file system keeps of blocks written over;")
    yield _("- what members wrote down, and their passphrases, which open any copy that is left.")


# what the verbs share ----------------------------------------------------------------------------


@contextmanager
def _opened(store: Path) -> Iterator[Office]:
    """Open talks to write in them; refused while they are served."""
    from goodoffices.talks.pages.server import office_of

    office = office_of(store)
    try:
        yield office
    finally:
        office.store.close()


@contextmanager
def _as_mediator(store: Path, seat: str | None) -> Iterator[tuple[Office, Session]]:
    """Log a mediator in for one command, and out again."""
    from goodoffices.talks.nouns import TalksError
    from goodoffices.talks.pages.app import utc

    with _opened(store) as office:
        entered = office.enter(*_asked(seat), utc())
        secret = entered.result() if entered is not None else None
        session = office.session(secret, utc()) if secret is not None else None
        if session is None:
            raise TalksError(finding("GO710.seat"))
        try:
            if session.member.role != "mediator":
                raise TalksError(finding("GO710.mediator"))
            yield office, session
        finally:
            office.end(session.member.id, session.id).result()


def _asked(seat: str | None) -> tuple[str, str]:
    """Ask for what a member logs in with; the passphrase is not shown."""
    seat = seat or click.prompt(_("Seat"), err=True)
    return seat.strip().lower(), click.prompt(_("Passphrase"), hide_input=True, err=True)


def _number(office: Office, session: Session, named: str) -> str:
    """Return the number of the member of some name, or with that number."""
    from goodoffices.talks.nouns import TalksError

    known = office.view(session).state.members
    found = [m.id for m in known.values() if named in (m.name, m.id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise TalksError(
            finding("GO710.several", count=len(found), name=named, names=", ".join(found))
        )
    names = ", ".join(m.name for m in known.values())
    raise TalksError(finding("GO710.who", name=named, names=names))


def _told(answer: object) -> None:
    """Go on, or say why it was refused."""
    from goodoffices.talks.nouns import Refusal, TalksError
    from goodoffices.talks.words import sentence

    if isinstance(answer, Refusal):
        raise TalksError(finding("GO710.refused", why=sentence(answer)))


def _print_link(store: Path, base: str | None, token: bytes) -> None:
    """Print an invitation's link, which is shown once."""
    from goodoffices.talks.convening import token_text
    from goodoffices.talks.hosting import settings_of

    hosting = settings_of(store.parent)
    base = base or (hosting.base if hosting else "http://127.0.0.1:8643")
    click.echo(f"{base.rstrip('/')}/invitation/{token_text(token)}")
