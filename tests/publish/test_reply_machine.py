"""What is published is always exactly what was accepted and not deleted, whatever happens."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings, stateful
from hypothesis import strategies as st
from tests.publish.reply_world import AT, by, kept_replies, no_pages, posting, public_replies

from goodoffices.publish.nouns import SiteAuthor
from goodoffices.publish.replies import deciding, forgetting, rows
from goodoffices.publish.replies.keeping import ReplyKeeping
from goodoffices.publish.replies.keys import kept_as
from goodoffices.publish.replies.nouns import RepliesError
from goodoffices.publish.replies.posting import post

BRIEFS = ("us-iran", "elmira")


@dataclass
class Written:
    """A reply as the model knows it."""

    id: str
    brief: str
    writer: int
    text: str
    answers: str = ""
    state: str = "waiting"
    version: int = 1
    short: str = ""
    author: bool = False
    below: list[str] = field(default_factory=list)


class Moderation(stateful.RuleBasedStateMachine):
    """Readers, two moderators, restarts; the model beside them is a plain dictionary."""

    @stateful.initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.kept = kept_replies(Path(self.folder.name), *BRIEFS)
        self.known: dict[str, Written] = {}
        self.number = 0

    def teardown(self) -> None:
        if hasattr(self, "kept"):
            self.kept.database.close()
            self.folder.cleanup()

    def pick(self, data: Any, *states: str) -> Written | None:
        fitting = [w for w in self.known.values() if not states or w.state in states]
        return data.draw(st.sampled_from(fitting)) if fitting else None

    @stateful.rule(brief=st.sampled_from(BRIEFS), writer=st.integers(0, 2), data=st.data())
    def write(self, brief: str, writer: int, data: Any) -> None:
        self.number += 1
        shown = [w for w in self.known.values() if w.brief == brief and w.state == "accepted"]
        to = data.draw(st.sampled_from(["", *(w.id for w in shown)]))
        one = posting(
            f"canary {self.number} and more", brief=brief, link=kept_as(str(writer)), answers=to
        )
        job = post(self.kept.settings, one, AT)
        self.kept.do(job)
        self.kept.do(job)  # the same form, sent twice
        self.known[one.id] = Written(one.id, brief, writer, one.text, to)

    @stateful.rule(data=st.data(), act=st.sampled_from(["accept", "reject", "shorten", "undo"]))
    def decide(self, data: Any, act: str) -> None:
        known = self.pick(data)
        if known is None:
            return
        seen = data.draw(st.sampled_from([known.version, known.version - 1, None]))
        job = {
            "accept": lambda: deciding.accept(by(), known.id, seen),
            "reject": lambda: deciding.reject(by(), known.id, seen, "abuse"),
            "shorten": lambda: deciding.shorten(by(), known.id, seen, "canary short"),
            "undo": lambda: deciding.undo(by(), known.id, seen),
        }[act]()
        to = {
            "accept": {"waiting": "accepted", "asked": "accepted"},
            "reject": {"waiting": "rejected", "asked": "rejected"},
            "shorten": {} if known.author else {"waiting": "asked"},
            "undo": {"accepted": "waiting", "rejected": "waiting", "asked": "waiting"},
        }[act].get(known.state)
        if to is None or seen == known.version - 1:
            with pytest.raises(RepliesError):
                self.kept.do(job)
            return
        self.kept.do(job)
        known.state, known.version = to, known.version + 1
        known.short = "canary short" if act == "shorten" else ""

    @stateful.rule(data=st.data(), agrees=st.booleans(), owner=st.booleans())
    def agree(self, data: Any, agrees: bool, owner: bool) -> None:
        known = self.pick(data, "asked")
        if known is None:
            return
        link = kept_as(str(known.writer) if owner else "stranger")
        act = "consent" if agrees else "decline"
        done = self.kept.do(deciding.consented(link, known.id, known.version, act, AT))
        assert (done is not None) == owner
        if owner:
            known.state, known.version = ("accepted" if agrees else "waiting"), known.version + 1
            known.short = known.short if agrees else ""

    @stateful.rule(data=st.data())
    def answer(self, data: Any) -> None:
        known = self.pick(data, "accepted")
        if known is None:
            return
        go = SiteAuthor(id="go", name="GO")
        made = self.kept.do(deciding.answer(by(), known.id, go, "An answer."))
        self.known[made.id] = Written(
            made.id, made.brief, -1, made.text, known.id, "accepted", author=True
        )

    @stateful.rule(data=st.data(), every=st.booleans())
    def delete(self, data: Any, every: bool) -> None:
        known = self.pick(data)
        if known is None or known.author:
            return
        link = kept_as(str(known.writer))
        self.kept.do(forgetting.delete(self.kept.database, link, None if every else known.id, AT))
        gone = {known.id}
        if every:
            gone = {w.id for w in self.known.values() if w.writer == known.writer}
        gone |= {w.id for w in self.known.values() if w.author and w.answers in gone}
        self.known = {name: w for name, w in self.known.items() if name not in gone}

    @stateful.rule()
    def restart(self) -> None:
        self.kept.database.close()
        self.kept = ReplyKeeping(self.kept.site, no_pages)

    @stateful.invariant()
    def what_is_public_is_what_was_accepted_and_not_deleted(self) -> None:
        if not hasattr(self, "kept"):
            return
        assert self.kept.publish() == []
        accepted = {w.id: w for w in self.known.values() if w.state == "accepted"}
        # an author's answer stands only where what it answers does, and so on up
        stands = {n: w for n, w in accepted.items() if not w.author or w.answers in accepted}
        for brief in BRIEFS:
            expected = {
                (n, w.short or w.text, w.answers if w.answers in stands else "", bool(w.short))
                for n, w in stands.items()
                if w.brief == brief
            }
            found = public_replies(self.kept.site, brief)
            told = {(r["id"], r["text"], r["answers"], r["shortened"]) for r in found}
            assert told == expected
            assert len(found) == len(expected)
        waiting = {w.id for w in self.known.values() if w.state == "waiting"}
        assert {r.id for r in self.kept.of_state("waiting")} == waiting


Moderation.TestCase.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, derandomize=True
)
TestModeration = Moderation.TestCase


@pytest.mark.no_cover
@pytest.mark.parametrize("fault", ["the site does not follow", "a version is not looked at"])
def test_the_machine_catches_what_it_must(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    if fault == "the site does not follow":
        monkeypatch.setattr(rows, "due", lambda _connection, _brief: None)
    else:
        seen = deciding._seen
        monkeypatch.setattr(deciding, "_seen", lambda c, reply, _version: seen(c, reply, None))
    many = settings(max_examples=200, deadline=None, derandomize=True, phases=[Phase.generate])
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        stateful.run_state_machine_as_test(Moderation, settings=many)
