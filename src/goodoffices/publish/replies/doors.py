"""Every address of the reply server, and what happens behind it.

style.css         the look
policy            what is published and what is not
kept              what is kept about people, and for how long
mine/LINK         what one writer wrote: how it stands, agree, delete
confirm/LINK      whether an address is its writer's own
SLUG              the form; ?on=ID about a sentence, ?to=ID to another reply
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from goodoffices.base.durable import BusyError
from goodoffices.base.i18n import _
from goodoffices.look.dates import digits
from goodoffices.publish.replies import deciding, forgetting, letters
from goodoffices.publish.replies.gate import ReplyDoor, ReplyVisit
from goodoffices.publish.replies.keeping import ReplyKeeping
from goodoffices.publish.replies.keys import ReplyFormKey, kept_as
from goodoffices.publish.replies.limits import ReplyMeasure
from goodoffices.publish.replies.nouns import RepliesError
from goodoffices.publish.replies.page import BriefPage, BriefPages
from goodoffices.publish.replies.posting import (
    ManyRepliesError,
    ReplyPosting,
    SpentFormError,
    confirm,
    post,
)
from goodoffices.publish.replies.views import ReplyViews, plain_text, stylesheet

LONGEST_NAME = 80
LONGEST_ADDRESS = 254
TRAP = "website"
"""A field that people do not see: what fills it in is a robot."""

_PART = r"[^\s@<>()\[\]\\,;:\".]+"
_ADDRESS = re.compile(rf"{_PART}(?:\.{_PART})*@{_PART}(?:\.{_PART})+")
_FIELDS = ("name", "email", "text", "on", "to", "mine")


class ReplyDoors:
    """The doors of one site's replies.

    Parameters
    ----------
    kept
        the replies.
    views
        what makes pages.
    sending
        how much one source may send.
    """

    def __init__(self, kept: ReplyKeeping, views: ReplyViews, sending: ReplyMeasure) -> None:
        self.kept, self.views, self.sending = kept, views, sending
        self.site = views.site
        self.pages = BriefPages(kept.site)
        self.style = stylesheet()

    def doors(self) -> list[ReplyDoor]:
        """Return every address; what is not here is not there."""
        at = self.views.prefix
        return [
            ReplyDoor("GET", f"{at}style.css", self.look),
            ReplyDoor("GET", f"{at}policy", self.policy),
            ReplyDoor("GET", f"{at}kept", self.about),
            ReplyDoor("GET", f"{at}mine/{{link}}", self.mine),
            ReplyDoor("POST", f"{at}mine/{{link}}", self.act),
            ReplyDoor("GET", f"{at}confirm/{{link}}", self.confirming),
            ReplyDoor("POST", f"{at}confirm/{{link}}", self.confirmed),
            ReplyDoor("GET", f"{at}{{brief}}", self.form),
            ReplyDoor("POST", f"{at}{{brief}}", self.send),
        ]

    async def look(self, _visit: ReplyVisit) -> Response:
        """Give the stylesheet."""
        return plain_text(self.style, "text/css; charset=utf-8")

    async def policy(self, visit: ReplyVisit) -> Response:
        """Print what is published and what is not."""
        return self.views.page(
            visit, "policy.html", policy=self.kept.policy, kept=self.kept.settings
        )

    async def about(self, visit: ReplyVisit) -> Response:
        """Print what is kept about people."""
        return self.views.page(visit, "kept.html", kept=self.kept.settings)

    # the form

    async def form(self, visit: ReplyVisit) -> Response:
        """Show the form."""
        brief = self.pages.get(visit.params["brief"])
        if brief is None:
            return self.views.told(visit, "not found", 404)
        if brief.withdrawn:
            return self.views.told(visit, "not found", 410)
        asked = {name: visit.asked(name) for name in ("on", "to", "mine")}
        return self.shown(visit, brief, asked, {})

    def shown(
        self,
        visit: ReplyVisit,
        brief: BriefPage,
        given: Mapping[str, str],
        problems: Mapping[str, str],
        status: int = 200,
    ) -> Response:
        """Show the form with what was typed, and what is wrong at each field."""
        given = {name: given.get(name, "") for name in _FIELDS}
        mine = given["mine"] if self.kept.written_by(kept_as(given["mine"])) else ""
        return self.views.page(
            visit,
            "form.html",
            status,
            brief=brief,
            home=f"{self.site.pages}briefs/{brief.slug}/",
            given=given | {"mine": mine},
            problems=problems,
            sentence=brief.sentences.get(given["on"], ""),
            reply=brief.replies.get(given["to"]),
            key=self.kept.keys.form(brief.slug, int(visit.seconds)),
            kept=self.kept.settings,
            policy=self.kept.policy,
            trap=TRAP,
            longest_name=LONGEST_NAME,
        )

    async def send(self, visit: ReplyVisit) -> Response:
        """Keep a reply, or give the words back with what is wrong."""
        brief = self.pages.get(visit.params["brief"])
        if brief is None:
            return self.views.told(visit, "not found", 404)
        if brief.withdrawn:
            return self.views.told(visit, "not found", 410)
        given = {name: _tidy(visit.form.get(name, ""), name) for name in _FIELDS}
        form = self.kept.keys.read(visit.form.get("key", ""), brief.slug, int(visit.seconds))
        problems = self.problems(visit, brief, given, form)
        if problems:
            return self.shown(visit, brief, given, problems, 422)
        if not self.sending.take(visit.source, visit.seconds):
            return self.shown(visit, brief, given, {"form": _often()}, 429)
        posting, link, written = self.posting(visit, brief, given, form)
        try:
            job = post(self.kept.settings, posting, visit.at)
            new = await asyncio.wrap_future(self.kept.write(job))
        except SpentFormError:
            return self.shown(visit, brief, given, {"form": _spent()}, 409)
        except ManyRepliesError as error:
            words = _full() if error.full else _many()
            return self.shown(visit, brief, given, {"form": words}, 503 if error.full else 429)
        if new and written:
            await asyncio.to_thread(letters.send, self.kept, posting.id, written)
        return RedirectResponse(self.views.at(visit, f"mine/{link}"), 303)

    def problems(
        self, visit: ReplyVisit, brief: BriefPage, given: Mapping[str, str], form: ReplyFormKey
    ) -> dict[str, str]:
        """Return what is wrong, by field."""
        most = self.kept.settings.most_letters

        def number(value: int) -> str:
            return digits(value, visit.language)

        found = {}
        if not given["name"]:
            found["name"] = _("Write the name that is to stand above your reply.")
        elif len(given["name"]) > LONGEST_NAME:
            found["name"] = _("Write a shorter name: {most} signs at most.").format(
                most=number(LONGEST_NAME)
            )
        address = given["email"]
        if not address:
            found["email"] = _("Write your e-mail address. It is never published.")
        elif len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
            found["email"] = _("This is no e-mail address. One looks like name@example.org.")
        if not given["text"]:
            found["text"] = _("Write your reply first.")
        elif len(given["text"]) > most:
            found["text"] = _(
                "Your reply has {count} signs. Shorten it to {most}, or send it in two."
            ).format(count=number(len(given["text"])), most=number(most))
        if given["on"] and given["on"] not in brief.sentences:
            found["on"] = _("The sentence is no longer on the page. Choose another, or the whole.")
        if form.standing == "forged":
            found["form"] = _("This form could not be taken as it is. Send it once more.")
        elif form.standing == "late":
            found["form"] = _(
                "This page was open for longer than a day. Look at your words and send them "
                "once more."
            )
        return found

    def posting(
        self, visit: ReplyVisit, brief: BriefPage, given: Mapping[str, str], form: ReplyFormKey
    ) -> tuple[ReplyPosting, str, bytes]:
        """Return a reply on its way to the store, its writer's link, and a letter if one is due."""
        kept, keys = self.kept, self.kept.keys
        known = given["mine"] and kept.written_by(kept_as(given["mine"]))
        link = given["mine"] if known else keys.link(form.nonce)
        trapped = bool(visit.form.get(TRAP)) or form.standing == "early"
        marks = ["trap"] if trapped else []
        marks += [f"blocked: {w}" for w in kept.settings.found(given["name"], given["text"])]
        confirmation, letter = "", b""
        if kept.settings.confirm and not trapped:
            confirmation = keys.link(form.nonce, "confirm")
            address = f"{self.site.public}confirm/{confirmation}"
            letter = letters.letter(kept.settings, given["email"], brief.title, address)
        posting = ReplyPosting(
            brief=brief.slug,
            point=given["on"],
            answers=given["to"] if given["to"] in brief.replies else "",
            name=given["name"],
            text=given["text"],
            sealed=keys.seal(given["email"]),
            form=form.mark,
            digest=keys.digest(*(given[name] for name in _FIELDS)),
            link=kept_as(link),
            confirmation=kept_as(confirmation) if confirmation else None,
            letter=keys.seal(letter.decode()) if letter else None,
            source=visit.source,
            marks=tuple(marks),
            trapped=trapped,
        )
        return posting, link, letter

    # what one writer sees

    async def mine(self, visit: ReplyVisit) -> Response:
        """Show a writer what is kept under the link."""
        return self.own_page(visit, visit.params["link"])

    def own_page(self, visit: ReplyVisit, link: str, asked: str = "") -> Response:
        """Show what is kept under a link; the same page, whatever is not there."""
        replies = self.kept.written_by(kept_as(link))
        if not replies:
            return self.views.told(visit, "gone", 404)
        titles = {r.brief: page.title for r in replies if (page := self.pages.get(r.brief))}
        return self.views.page(
            visit,
            "mine.html",
            replies=replies,
            titles=titles,
            link=link,
            kept=self.kept.settings,
            policy=self.kept.policy,
            asked=asked,
        )

    async def act(self, visit: ReplyVisit) -> Response:
        """Do what a writer asks: agree to shorter words or not, delete one reply or all."""
        link, act, reply = visit.params["link"], visit.form.get("act"), visit.form.get("reply", "")
        mark = kept_as(link)
        if act in ("consent", "decline"):
            seen = visit.form.get("version", "")
            version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
            job = deciding.consented(mark, reply, version, act, visit.at)  # type: ignore[arg-type]
            if await asyncio.wrap_future(self.kept.write(job)) is None:
                return self.views.told(visit, "gone", 404)
        elif act in ("delete", "delete-all") and visit.form.get("sure") != "yes":
            return self.own_page(visit, link, asked=reply if act == "delete" else "all")
        elif act in ("delete", "delete-all"):
            gone = forgetting.delete(
                self.kept.database, mark, reply if act == "delete" else None, visit.at
            )
            if not await asyncio.wrap_future(self.kept.write(gone)):
                return self.views.told(visit, "gone", 404)
        late = await asyncio.to_thread(self.published)
        if act in ("delete", "delete-all"):
            left = bool(self.kept.written_by(mark))
            return self.views.page(visit, "deleted.html", link=link, left=left, late=late)
        return RedirectResponse(self.views.at(visit, f"mine/{link}"), 303)

    def published(self) -> bool:
        """Put on the site what is due; say whether something is left, which is tried again."""
        try:
            return bool(self.kept.publish())
        except (BusyError, RepliesError):
            return True  # what was done is done, and stays due

    async def confirming(self, visit: ReplyVisit) -> Response:
        """Ask whether the reply is its writer's own: a scanner of mail opens links too."""
        query = "SELECT 1 FROM replies WHERE confirmation=? AND state='unconfirmed'"
        link = visit.params["link"]
        if not self.kept.database.read(query, (kept_as(link),)):
            return self.views.told(visit, "gone", 404)
        return self.views.page(visit, "confirm.html", link=link, done=False)

    async def confirmed(self, visit: ReplyVisit) -> Response:
        """Take the confirmation."""
        link = visit.params["link"]
        if await asyncio.wrap_future(self.kept.write(confirm(link, visit.at))) is None:
            return self.views.told(visit, "gone", 404)
        return self.views.page(visit, "confirm.html", link=link, done=True)


def _tidy(text: str, name: str) -> str:
    """Return what was typed without what nobody means to send: edges, control signs, CR."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(s for s in text if s == "\n" or unicodedata.category(s) not in ("Cc", "Cs"))
    return kept.strip() if name == "text" else " ".join(kept.split())


def _often() -> str:
    return _("Much has come from your network just now. Your words are here: send again later.")


def _spent() -> str:
    return _(
        "This form was sent already, with other words, and those are kept. Send once more to send "
        "these as well."
    )


def _many() -> str:
    return _(
        "As many replies from your network are waiting as can be. Your words are here: send them "
        "again when some have been read."
    )


def _full() -> str:
    return _("No more replies can be kept just now. Your words are here: send them again later.")
