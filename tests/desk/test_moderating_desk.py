"""Moderating on the desk: what waits, decisions, and what two moderators do at once."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from tests.desk.desk_world import ServedDesk
from tests.desk.test_desk import shipped_case
from tests.publish.reply_world import made_site, posted, public_replies

from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.bench import Bench
from goodoffices.desk.doors import doors_of
from goodoffices.desk.gate import DeskGate
from goodoffices.desk.moderating import moderating
from goodoffices.publish.replies import deciding
from goodoffices.publish.replies.keeping import ReplyKeeping, set_up
from goodoffices.publish.replies.nouns import RepliesError


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moderated") / "case"
    shipped_case(folder)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[ReplyKeeping]:
    site = made_site(tmp_path)
    set_up(site, tmp_path / "key", None)
    with ReplyKeeping(site) as one:
        yield one


@contextlib.contextmanager
def moderated(case: Path, site: Path, by: str = "AB") -> Iterator[ServedDesk]:
    """The desk of a case and of its site's replies."""
    bench = Bench(case, by)
    answers = DeskAnswers(bench)
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        gate = DeskGate([*doors_of(answers), *moderating(answers, site)], port)
        config = uvicorn.Config(gate, log_level="critical", lifespan="off", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield ServedDesk(port, gate, bench)
        finally:
            server.should_exit = True
            thread.join(20)


def test_a_reply_is_read_accepted_answered_and_taken_back(case: Path, kept: ReplyKeeping) -> None:
    hostile = "<script>alert(1)</script>"
    reply = posted(kept, f"Was it denied? {hostile}", name=hostile)
    with moderated(case, kept.site) as desk:
        page = desk.get("/replies").text
        assert "1 reply waits" in page
        assert hostile not in page
        assert re.search(r'href="/replies"[^>]* aria-current="page"', page)
        assert public_replies(kept.site) == []
        seen = {"version": "1"}
        assert desk.post(f"/replies/{reply}", seen | {"act": "accept"}).status == 303
        answer = {"act": "answer", "author": "go", "words": "Not in what was read."}
        assert desk.post(f"/replies/{reply}", answer).status == 303
        assert [r["by_author"] for r in public_replies(kept.site)].count(True) == 1
        assert "Appears" in desk.get("/replies").text
        assert "act" in desk.get("/replies/log.csv").text
        assert "denied" not in desk.get("/replies/log.csv").text
        assert desk.post(f"/replies/{reply}", {"version": "2", "act": "undo"}).status == 303
        assert public_replies(kept.site) == []


def test_what_somebody_else_decided_is_not_written_over(case: Path, kept: ReplyKeeping) -> None:
    reply = posted(kept)
    with moderated(case, kept.site) as desk:
        who = deciding.ModeratorSeat("CD", "2026-11-29T09:00:00Z")
        kept.do(deciding.reject(who, reply, 1, "abuse"))
        late = desk.post(f"/replies/{reply}", {"version": "1", "act": "accept"})
        assert late.status == 400
        assert "has changed since you saw it" in late.text
        assert "CD" in late.text
        assert kept.one(reply).state == "rejected"
        assert desk.post(f"/replies/{reply}", {"act": "accept"}).status == 400
        assert desk.post(f"/replies/{reply}", {"version": "2", "act": "undo"}).status == 303


def test_rejecting_shortening_and_a_flood(case: Path, kept: ReplyKeeping) -> None:
    for number in range(6):
        posted(kept, f"flood {number}", source=b"flood")
    lone = posted(kept, "You count seven efficient packages. I get twelve.")
    with moderated(case, kept.site) as desk:
        page = desk.get("/replies").text
        assert "Reject it with 3 more of its source" in page
        folded = re.findall(r'action="/replies/(R-\w+)"', page.partition("with 3 more")[0])[-1]
        wrong = desk.post(f"/replies/{folded}", {"act": "reject-rest", "reason": "dull"})
        assert "the policy has no reason" in wrong.text
        rest = {"act": "reject-rest", "reason": "repeated"}
        assert desk.post(f"/replies/{folded}", rest).status == 303
        assert [t.reply.id for t in kept.queue()] == [lone]
        short = {"version": "1", "act": "shorten", "words": "You count seven."}
        assert desk.post(f"/replies/{lone}", short).status == 303
        assert "Waits for its writer’s consent" in desk.get("/replies").text


def test_nobody_decides_without_initials_or_the_key(case: Path, kept: ReplyKeeping) -> None:
    reply = posted(kept)
    with moderated(case, kept.site, by="") as desk:
        assert "write yours" in desk.get("/replies").text
        refused = desk.post(f"/replies/{reply}", {"version": "1", "act": "accept"})
        assert "needs the initials" in refused.text
        assert desk.post(f"/replies/{reply}", {"act": "accept"}, Cookie="").status == 403
        assert desk.get("/replies", Cookie="").status == 403
    assert kept.one(reply).state == "waiting"


def test_a_site_without_replies_is_told(case: Path, tmp_path: Path) -> None:
    with pytest.raises(RepliesError) as error:
        moderating(DeskAnswers(Bench(case, "AB")), made_site(tmp_path))
    assert error.value.findings[0].code == "GO631"
