"""Moderating in the terminal: what waits, one after the other, and each act by itself.

Whatever a reader wrote is shown and never obeyed: signs that act unseen are shown by their code.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

import click

from goodoffices.base.errors import GoodOfficesError, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, n_
from goodoffices.base.spreadsheet import to_csv
from goodoffices.base.unseen import visible
from goodoffices.cli.options import print_findings
from goodoffices.cli.review.keyboard import Keyboard, keyboard
from goodoffices.look.markup import clipped
from goodoffices.publish.nouns import SiteAuthor
from goodoffices.publish.replies import deciding
from goodoffices.publish.replies.deciding import ModeratorSeat, QueuedReply
from goodoffices.publish.replies.keeping import ReplyKeeping
from goodoffices.publish.replies.nouns import ReaderReply, now
from goodoffices.publish.replies.page import BriefPages
from goodoffices.publish.replies.policy import ReplyPolicy
from goodoffices.publish.settings import read_settings

LOG = ("at", "by", "act", "brief", "reply", "reason")
"""The columns of the log of decisions."""


@dataclass(frozen=True)
class Asked:
    """An act that a moderator asks for; ``version`` is what was seen, None for whatever is."""

    act: str
    reply: str
    version: int | None = None
    _: KW_ONLY
    reason: str = ""
    words: str = ""


def named(reply: str | None) -> tuple[str, int | None]:
    """Read an id as it is shown, ``R-7Q3K5VX2@3`` or without what was seen.

    Raises
    ------
    UsageError
        GO635 where none is given.
    """
    name, _at, version = (reply or "").strip().partition("@")
    if not name or (version and not (version.isascii() and version.isdigit())):
        raise UsageError(finding("GO635", id=reply or "…"))
    return name.upper(), int(version) if version else None


def done(
    kept: ReplyKeeping, who: ModeratorSeat, asked: Asked, author: SiteAuthor | None = None
) -> str:
    """Do an act; return the line that says so.

    Raises
    ------
    RepliesError
        where it does not fit, or somebody else has decided.
    """
    reply, version = asked.reply, asked.version
    if asked.act == "reject-rest":
        count = kept.do(deciding.reject_rest(who, reply, asked.reason, kept.policy))
        return n_("{count} reply rejected", "{count} replies rejected", count).format(count=count)
    if author is not None:
        made = kept.do(deciding.answer(who, reply, author, asked.words))
    elif asked.act == "reject":
        made = kept.do(deciding.reject(who, reply, version, asked.reason, kept.policy))
    elif asked.act == "shorten":
        made = kept.do(deciding.shorten(who, reply, version, asked.words))
    else:
        job = {"accept": deciding.accept, "undo": deciding.undo}[asked.act]
        made = kept.do(job(who, reply, version))
    return _("{id}: {state} ({by})").format(id=mark(made), state=_state(made.state), by=who.by)


def mark(reply: ReaderReply) -> str:
    """Return the id of a reply with the version that is seen."""
    return f"{reply.id}@{reply.version}"


def _state(state: str) -> str:
    return {
        "unconfirmed": _("not confirmed yet"),
        "waiting": _("waiting"),
        "asked": _("waiting for its writer’s consent"),
        "accepted": _("accepted"),
        "rejected": _("rejected"),
    }[state]


def plain(found: Sequence[ReaderReply | QueuedReply]) -> list[dict[str, Any]]:
    """Return replies as plain values."""
    rows = []
    for one in found:
        reply = one.reply if isinstance(one, QueuedReply) else one
        rows.append(
            {
                "id": mark(reply),
                "brief": reply.brief,
                "name": reply.name,
                "text": reply.text,
                "state": reply.state,
                "written": reply.written,
                "point": reply.point,
                "answers": reply.answers,
                "short": reply.short,
                "marks": list(reply.marks),
                "by": reply.by,
                "reason": reply.reason,
                "folded": one.folded if isinstance(one, QueuedReply) else 0,
            }
        )
    return rows


def listed(rows: Sequence[dict[str, Any]]) -> str:
    """Return a line for each reply."""
    lines = []
    for row in rows:
        told = "" if row["state"] == "waiting" else f"  [{_state(row['state'])}]"
        told += "".join(f"  [{visible(m)}]" for m in row["marks"])
        words = visible(clipped(row["text"], 60))
        lines.append(f"{row['id']:<13} {row['brief']}  {visible(row['name'])}: {words}{told}")
        if row["folded"]:
            lines.append(f"{'':13} {_folded(row['folded'])}")
    lines.append(n_("{count} reply", "{count} replies", len(rows)).format(count=len(rows)))
    return "\n".join(lines) + "\n"


def _folded(count: int) -> str:
    return n_(
        "and {count} more from the same source", "and {count} more from the same source", count
    ).format(count=count)


def shown(reply: ReaderReply, kept: ReplyKeeping, folded: int = 0) -> str:
    """Return a reply whole, with what it is about."""
    page = BriefPages(kept.site).get(reply.brief)
    about = page.sentences.get(reply.point, "") if page and reply.point else ""
    answered = page.replies.get(reply.answers) if page and reply.answers else None
    lines = [
        f"{mark(reply)}  {_state(reply.state)}{f' ({reply.by})' if reply.by else ''}",
        _("brief    {brief}").format(brief=visible(page.title) if page else reply.brief),
    ]
    if about:
        lines.append(_("about    “{words}”").format(words=visible(clipped(about, 300))))
    if answered:
        words = visible(clipped(answered.text, 200))
        lines.append(_("answers  {name}: {words}").format(name=visible(answered.name), words=words))
    lines.append(_("from     {name}, {at}").format(name=visible(reply.name), at=reply.written))
    lines += [_("mark     {what}").format(what=_marked(told)) for told in reply.marks]
    if reply.reason:
        lines.append(
            _("reason   {reason}").format(
                reason=f"{reply.reason}: {kept.policy.told(reply.reason)}"
            )
        )
    lines += ["", textwrap.indent(visible(reply.text), "  ")]
    if reply.short:
        lines += ["", _("shorter:"), textwrap.indent(visible(reply.short), "  ")]
    if folded:
        lines += ["", _folded(folded)]
    return "\n".join(lines)


def _marked(told: str) -> str:
    """Say what is odd about a reply."""
    if told == "trap":
        return _("caught in a trap for robots")
    if told == "declined":
        return _("its writer did not agree to shorter words")
    return _("blocked word: {word}").format(word=visible(told.removeprefix("blocked: ")))


def log(kept: ReplyKeeping, *, as_csv: bool) -> str:
    """Return the log of decisions; nothing about a reader is in it."""
    rows = kept.decisions()
    if as_csv:
        return to_csv([LOG, *rows])
    return "".join("  ".join(filter(None, row)) + "\n" for row in rows)


def print_reasons(policy: ReplyPolicy) -> None:
    """Print the reasons of a site's policy."""
    wide = max(14, *map(len, policy.keys))
    for key, words in policy.sentences().items():
        click.echo(f"{key:<{wide}} {words}")


def sit(kept: ReplyKeeping, who: ModeratorSeat) -> None:
    """Show what waits, one after the other, and do what the keys say."""
    keys, passed, last = keyboard(), set[str](), None
    with keys.single():
        while (turn := _next(kept, who, passed)) is not None:
            click.echo("\n" + shown(turn.reply, kept, turn.folded))
            click.echo(_keys())
            key = keys.key() or "q"
            if key == "q":
                break
            try:
                if key == "z" and last is not None:
                    click.echo(done(kept, _now(who), Asked("undo", last)))
                    passed.discard(last)
                    last = None
                elif key == "n":
                    passed.add(turn.reply.id)
                elif (asked := _asked(key, turn.reply, keys, kept.policy)) is not None:
                    click.echo(done(kept, _now(who), asked))
                    last = turn.reply.id
                    if key == "w":
                        _answer(kept, _now(who), turn.reply, keys)
                print_findings(kept.publish())
            except GoodOfficesError as error:
                print_findings(error.findings)
    left = len(kept.of_state("waiting"))
    click.echo(n_("{count} reply waits", "{count} replies wait", left).format(count=left))


def _now(who: ModeratorSeat) -> ModeratorSeat:
    return ModeratorSeat(who.by, now())


def _keys() -> str:
    return _(
        "[a] accept  [w] accept and answer  [r] reject  [R] reject all of this source  "
        "[s] shorten  [n] next  [z] undo the last  [q] end"
    )


def _next(kept: ReplyKeeping, who: ModeratorSeat, passed: set[str]) -> QueuedReply | None:
    """Return the next reply that nobody else is reading, and keep it for this moderator."""
    for turn in kept.queue(_now(who)):
        if turn.reply.id in passed:
            continue
        if kept.do(deciding.lease(_now(who), turn.reply.id)) == who.by:
            return turn
    return None


def _asked(key: str, reply: ReaderReply, keys: Keyboard, policy: ReplyPolicy) -> Asked | None:
    """Return the act that a key stands for, asking for what it needs; None for no act."""
    if key in ("a", "w"):
        return Asked("accept", reply.id, reply.version)
    if key in ("r", "R"):
        print_reasons(policy)
        reason = keys.line(_("reason: ")).strip()
        act = "reject" if key == "r" else "reject-rest"
        return Asked(act, reply.id, reply.version, reason=reason) if reason else None
    if key == "s":
        words = keys.line(_("the shorter words: ")).strip()
        return Asked("shorten", reply.id, reply.version, words=words) if words else None
    return None


def _answer(kept: ReplyKeeping, who: ModeratorSeat, reply: ReaderReply, keys: Keyboard) -> None:
    """Ask which author answers what, and put it below."""
    known = {author.id: author for author in read_settings(kept.site).authors}
    name = next(iter(known)) if len(known) == 1 else ""
    while name not in known:
        name = keys.line(_("author ({known}): ").format(known=", ".join(known))).strip()
        if not name:
            return
        if name not in known:
            print_findings([finding("GO639", author=name, known=", ".join(known))])
    if words := keys.line(_("answer: ")).strip():
        click.echo(done(kept, who, Asked("answer", reply.id, words=words), known[name]))
