"""Moderating on the desk: what waits, in turns, and what each decision says was seen.

It stands there where the desk was opened with a site. The forms carry the version that is on the
screen, so that a decision which somebody else has taken meanwhile is not written over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from goodoffices.base.errors import GoodOfficesError, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.base.spreadsheet import to_csv
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.tabs import Tab, tabs
from goodoffices.desk.views import DeskView
from goodoffices.publish.nouns import SiteAuthor
from goodoffices.publish.replies import deciding
from goodoffices.publish.replies.keeping import ReplyKeeping
from goodoffices.publish.replies.nouns import ReaderReply, now
from goodoffices.publish.replies.page import BriefPages
from goodoffices.publish.settings import read_settings

LOG = ("at", "by", "act", "brief", "reply", "reason")
MOST = 50
"""How many decided replies are listed, the latest first."""


def moderating(answers: DeskAnswers, site: Path) -> list[DeskDoor]:
    """Return the doors of moderation, and give the desk its tab.

    Raises
    ------
    RepliesError
        GO631 where no replies are set up for the site.
    """
    room = _Moderation(answers, ReplyKeeping(site))

    def with_replies(path: str) -> Iterator[tuple[Tab, bool]]:
        yield from tabs(path)
        own = Tab("/replies", _("Replies"), "y")
        yield own, own.holds(path)

    answers.tabs = with_replies
    return [
        DeskDoor("GET", "/replies", answers.page(room.queue)),
        DeskDoor("GET", "/replies/log.csv", room.log),
        DeskDoor("POST", "/replies/{reply}", answers.act(room.decide)),
    ]


class _Moderation:
    """The handlers."""

    def __init__(self, answers: DeskAnswers, kept: ReplyKeeping) -> None:
        self.answers, self.kept = answers, kept
        self.pages = BriefPages(kept.site)

    def queue(self, _view: DeskView, _request: Request) -> tuple[str, dict[str, Any]]:
        by = self.answers.bench.by
        who = deciding.seat(by, now()) if by else None
        decided = self.kept.of_state("asked", "accepted", "rejected")
        latest = sorted(decided, key=lambda r: (r.decided, r.id), reverse=True)[:MOST]
        return "moderating.html", {
            "turns": self.kept.queue(who),
            "decided": latest,
            "about": self.about,
            "brief": self.brief,
            "policy": self.kept.policy,
            "authors": read_settings(self.kept.site).authors,
        }

    def brief(self, reply: ReaderReply) -> str:
        """Return the headline of the brief that a reply is about."""
        page = self.pages.get(reply.brief)
        return page.title if page else reply.brief

    def about(self, reply: ReaderReply) -> str:
        """Return the words that a reply points at or answers."""
        page = self.pages.get(reply.brief)
        if page is None:
            return ""
        answered = page.replies.get(reply.answers)
        return answered.text if answered else page.sentences.get(reply.point, "")

    async def log(self, _request: Request, _form: Form) -> Response:
        return Response(
            to_csv([LOG, *self.kept.decisions()]),
            media_type="text/csv; charset=utf-8",
            headers={"content-disposition": 'attachment; filename="decisions.csv"'},
        )

    def decide(self, request: Request, form: Form) -> str:
        """Do what a form asks, then put on the site what it changed there."""
        who = deciding.seat(self.answers.bench.by, now())
        reply, act, words = request.path_params["reply"], form.get("act", ""), form.get("words", "")
        seen = form.get("version", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
        if act == "reject":
            self.kept.do(
                deciding.reject(who, reply, version, form.get("reason", ""), self.kept.policy)
            )
        elif act == "reject-rest":
            self.kept.do(deciding.reject_rest(who, reply, form.get("reason", ""), self.kept.policy))
        elif act == "shorten":
            self.kept.do(deciding.shorten(who, reply, version, words))
        elif act == "answer":
            self.kept.do(deciding.answer(who, reply, self.author(form.get("author", "")), words))
        else:
            job = deciding.undo if act == "undo" else deciding.accept
            self.kept.do(job(who, reply, version))
        if problems := self.kept.publish():
            raise GoodOfficesError(problems)
        return "/replies"

    def author(self, author: str) -> SiteAuthor:
        """Return one of the site's authors.

        Raises
        ------
        UsageError
            GO639 where there is no such author.
        """
        known = {one.id: one for one in read_settings(self.kept.site).authors}
        if author not in known:
            raise UsageError(finding("GO639", author=author, known=", ".join(known)))
        return known[author]
