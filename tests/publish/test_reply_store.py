"""Replies as they are kept: states, turns, bounds, deletion, copies; each fault told clearly."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.publish.reply_world import (
    AT,
    by,
    kept_replies,
    made_site,
    no_pages,
    posted,
    posting,
    public_replies,
)

from goodoffices.publish.nouns import SiteAuthor
from goodoffices.publish.replies import deciding, forgetting
from goodoffices.publish.replies import keys as keys_of_replies
from goodoffices.publish.replies.deciding import in_turns
from goodoffices.publish.replies.keeping import ReplyKeeping, put_back, set_up
from goodoffices.publish.replies.keys import (
    EARLIEST,
    LATEST,
    ServerKeys,
    address_key,
    kept_as,
    make_keys,
    server_keys,
)
from goodoffices.publish.replies.nouns import (
    NEXT,
    ReaderReply,
    RepliesError,
    after,
    later,
    published,
)
from goodoffices.publish.replies.posting import (
    MOST_TRAPPED,
    ManyRepliesError,
    SpentFormError,
    confirm,
    post,
)
from goodoffices.publish.replies.settings import DEFAULT, ReplySettings, read_settings

GO = SiteAuthor(id="go", name="GO")


def code(error: pytest.ExceptionInfo[RepliesError]) -> str:
    return error.value.findings[0].code


def test_nothing_appears_before_a_person_has_decided(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        reply = posted(kept)
        assert kept.publish() == []
        assert public_replies(kept.site) == []
        kept.do(deciding.accept(by(), reply, 1))
        kept.publish()
        (shown,) = public_replies(kept.site)
        assert shown["text"] == "One report is thin ground."
        assert (shown["by_author"], shown["shortened"], shown["answers"]) == (False, False, "")
        assert "source" not in shown
        assert "sealed" not in str(shown)


def test_an_answer_is_marked_and_goes_and_comes_with_what_it_answers(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        reply = posted(kept)
        with pytest.raises(RepliesError) as early:
            kept.do(deciding.answer(by(), reply, GO, "Not yet."))
        assert code(early) == "GO637"
        kept.do(deciding.accept(by(), reply, 1))
        kept.do(deciding.answer(by(), reply, GO, "Not in what was read."))
        kept.publish()
        first, second = sorted(public_replies(kept.site), key=lambda r: r["by_author"])
        assert (second["answers"], second["by_author"], second["name"]) == (reply, True, "GO")
        assert not first["by_author"]
        kept.do(deciding.undo(by(), reply, 2))
        kept.publish()
        assert public_replies(kept.site) == []
        kept.do(deciding.accept(by(), reply, 3))
        kept.publish()
        assert len(public_replies(kept.site)) == 2


def test_a_readers_reply_to_a_deleted_one_stands_by_itself() -> None:
    values = {"brief": "b", "name": "n", "text": "t", "state": "accepted"}
    lone = ReaderReply(id="R-2", answers="R-1", written="2", **values)  # type: ignore[arg-type]
    answer = ReaderReply(id="R-3", answers="R-1", author="go", written="1", **values)  # type: ignore[arg-type]
    assert published([answer, lone]) == [lone]


def test_shorter_words_appear_only_after_consent_to_those_words(tmp_path: Path) -> None:
    link = kept_as("mine")
    with kept_replies(tmp_path) as kept:
        reply = posted(kept, "You count seven efficient packages. I get twelve.", link=link)
        with pytest.raises(RepliesError) as longer:
            kept.do(deciding.shorten(by(), reply, 1, "x" * 80))
        assert code(longer) == "GO643"
        kept.do(deciding.shorten(by(), reply, 1, "You count seven."))
        kept.publish()
        assert public_replies(kept.site) == []
        with pytest.raises(RepliesError) as stale:
            kept.do(deciding.consented(link, reply, 1, "consent", AT))
        assert code(stale) == "GO636"
        assert kept.do(deciding.consented(kept_as("other"), reply, 2, "consent", AT)) is None
        kept.do(deciding.consented(link, reply, 2, "consent", AT))
        kept.publish()
        (shown,) = public_replies(kept.site)
        assert (shown["text"], shown["shortened"]) == ("You count seven.", True)


def test_who_does_not_agree_is_read_again_and_the_moderator_is_told(tmp_path: Path) -> None:
    link = kept_as("mine")
    with kept_replies(tmp_path) as kept:
        reply = posted(kept, "You count seven efficient packages.", link=link)
        kept.do(deciding.shorten(by(), reply, 1, "You count seven."))
        kept.do(deciding.consented(link, reply, 2, "decline", AT))
        found = kept.one(reply)
        assert (found.state, found.short, found.marks) == ("waiting", "", ("declined",))
        kept.do(deciding.accept(by(), reply, 3))
        assert kept.one(reply).shown == "You count seven efficient packages."


def test_no_decision_is_lost_between_moderators(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept, ReplyKeeping(kept.site, no_pages) as other:
        reply = posted(kept)
        kept.do(deciding.reject(by("AB"), reply, 1, "off-topic"))
        with pytest.raises(RepliesError) as late:
            other.do(deciding.accept(by("CD"), reply, 1))
        assert code(late) == "GO636"
        assert "AB" in str(late.value)
        with pytest.raises(RepliesError) as unseen:
            other.do(deciding.accept(by("CD"), reply, None))
        assert code(unseen) == "GO637"
        assert kept.one(reply).state == "rejected"


def test_a_reply_that_is_being_read_is_not_shown_to_others(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        first, second = posted(kept), posted(kept)
        assert kept.do(deciding.lease(by("AB"), first)) == "AB"
        assert kept.do(deciding.lease(by("CD"), first)) == "AB"
        assert [t.reply.id for t in kept.queue(by("CD"))] == [second]
        assert [t.reply.id for t in kept.queue(by("AB"))] == [first, second]
        much_later = deciding.ModeratorSeat("CD", later(AT, seconds=deciding.LEASE))
        assert len(kept.queue(much_later)) == 2


def test_sources_take_turns_and_a_flood_is_one_line(tmp_path: Path) -> None:
    settings = ReplySettings(most_of_one=10_000)
    with kept_replies(tmp_path) as kept:
        flood = [posting(f"flood {n}", source=b"flood") for n in range(500)]
        for job in [kept.write(post(settings, one, AT)) for one in flood]:
            job.result()
        lone = posted(kept, source=b"lone")
        trapped = posted(kept, trapped=True, marks=("trap",))
        turns = kept.queue()
        assert [t.reply.id for t in turns][:2] == [flood[0].id, lone]
        assert len(turns) == 5
        assert turns[3].folded == 497
        assert turns[-1].reply.id == trapped
        assert kept.do(deciding.reject_rest(by(), flood[3].id, "advertising")) == 500
        assert [t.reply.id for t in kept.queue()] == [lone, trapped]
        assert in_turns([]) == []


def test_what_was_decided_once_is_alone_afterwards(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        ids = [posted(kept, source=b"one") for _number in range(3)]
        for reply in ids[:2]:
            kept.do(deciding.accept(by(), reply, 1))
            assert kept.one(reply).source == b""
            kept.do(deciding.undo(by(), reply, 2))
        assert len(kept.queue()) == 3
        assert kept.do(deciding.reject_rest(by(), ids[0], "abuse")) == 1
        assert [kept.one(reply).state for reply in ids] == ["rejected", "waiting", "waiting"]


def test_one_source_and_the_whole_have_bounds(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        for _number in range(10):
            posted(kept, source=b"one")
        with pytest.raises(ManyRepliesError) as many:
            posted(kept, source=b"one")
        assert not many.value.full
        posted(kept, source=b"another")
        small = ReplySettings(most_megabytes=1)
        words = "word " * 900
        many_sources = [number.to_bytes(8, "big") for number in range(1_000)]
        jobs = [post(small, posting(words, source=source), AT) for source in many_sources]
        with pytest.raises(ManyRepliesError) as full:
            [kept.do(job) for job in jobs]
        assert full.value.full
        assert kept.database.size() <= 1.1 * 2**20
        kept.do(post(ReplySettings(), posting("still"), AT))


def test_nearly_full_lets_in_whom_nobody_has_heard_of(tmp_path: Path) -> None:
    small = ReplySettings(most_megabytes=1, most_of_one=1_000)
    with kept_replies(tmp_path) as kept:
        flood = [post(small, posting("word " * 900, source=b"flood"), AT) for _n in range(999)]
        with pytest.raises(ManyRepliesError):
            [kept.do(job) for job in flood]
        assert kept.database.size() < 0.9 * 2**20
        kept.do(post(small, posting(source=b"somebody"), AT))


def test_what_traps_caught_has_a_measure_of_its_own(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        for job in [
            kept.write(post(kept.settings, posting(trapped=True), AT)) for _n in range(MOST_TRAPPED)
        ]:
            job.result()
        with pytest.raises(ManyRepliesError):
            posted(kept, trapped=True)
        posted(kept)


def test_the_same_form_is_one_reply(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        first = posting()
        again = posting(form=first.form)
        assert kept.do(post(kept.settings, first, AT))
        assert not kept.do(post(kept.settings, again, AT))
        with pytest.raises(SpentFormError):
            kept.do(post(kept.settings, posting("other words", form=first.form), AT))
        assert len(kept.of_state("waiting")) == 1
        kept.do(forgetting.delete(kept.database, first.link, None, AT))
        assert not kept.do(post(kept.settings, again, AT))
        assert kept.of_state("waiting") == []


def test_deleting_takes_everything_of_a_writer_and_nothing_of_others(tmp_path: Path) -> None:
    link = kept_as("mine")
    with kept_replies(tmp_path) as kept:
        mine = [posted(kept, f"canary {n}", link=link) for n in range(2)]
        other = posted(kept)
        for reply in (*mine, other):
            kept.do(deciding.accept(by(), reply, 1))
        kept.do(deciding.answer(by(), mine[0], GO, "An answer to canary 0."))
        kept.publish()
        assert kept.do(forgetting.delete(kept.database, kept_as("guess"), None, AT)) == 0
        assert kept.do(forgetting.delete(kept.database, link, other, AT)) == 0
        assert kept.do(forgetting.delete(kept.database, link, mine[1], AT)) == 1
        assert kept.do(forgetting.delete(kept.database, link, None, AT)) == 1
        kept.publish()
        assert [r["id"] for r in public_replies(kept.site)] == [other]
        assert kept.written_by(link) == []
        assert kept.database.read("SELECT reply FROM addresses") == [(other,)]
        assert kept.database.read("SELECT count(*) FROM writers") == [(1,)]
        folder = kept.place.folder
    whole = b"".join(p.read_bytes() for p in folder.iterdir())
    assert b"canary" not in whole


def test_what_is_over_is_deleted_and_nothing_else(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        accepted, rejected, waiting = posted(kept), posted(kept), posted(kept)
        unconfirmed = posted(kept, confirmation=kept_as("c"), letter=b"sealed")
        kept.do(deciding.accept(by(), accepted, 1))
        kept.do(deciding.reject(by(), rejected, 1, "abuse"))
        assert kept.sweep(later(AT, days=6)) == forgetting.SweptReplies()
        assert kept.sweep(later(AT, days=7)).unconfirmed == 1
        with pytest.raises(RepliesError):
            kept.one(unconfirmed)
        assert kept.sweep(later(AT, days=89)) == forgetting.SweptReplies()
        swept = kept.sweep(later(AT, days=90))
        assert (swept.rejected, swept.addresses) == (1, 3)
        assert {r.id for r in kept.replies("us-iran")} == {accepted, waiting}
        assert kept.database.read("SELECT * FROM addresses") == []


def test_a_confirmation_is_taken_once_by_its_link(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        reply = posted(kept, confirmation=kept_as("the link"))
        assert kept.queue() == []
        with pytest.raises(RepliesError):
            kept.do(deciding.accept(by(), reply, 1))
        assert kept.do(confirm("another", AT)) is None
        assert kept.do(confirm("the link", AT)) == reply
        assert kept.do(confirm("the link", AT)) == reply
        assert [t.reply.id for t in kept.queue()] == [reply]


def test_an_address_is_shown_to_whoever_has_the_key_and_says_why(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        reply = posted(kept, sealed=kept.keys.seal("reader@mail.example"))
        key = address_key(tmp_path / "key")
        with pytest.raises(RepliesError) as why:
            kept.address(by(), reply, " ", key)
        assert code(why) == "GO641"
        assert kept.decisions() == []
        assert kept.address(by(), reply, "asked for sources", key) == "reader@mail.example"
        ((_at, who, act, _brief, _reply, reason),) = kept.decisions()
        assert (who, act, reason) == ("AB", "address", "")
        assert kept.database.read("SELECT why FROM shown") == [("asked for sources",)]
        make_keys(tmp_path / "other-key", None)
        with pytest.raises(RepliesError) as other:
            kept.address(by(), reply, "curious", address_key(tmp_path / "other-key"))
        assert code(other) == "GO634"
        kept.sweep(later(AT, days=90))
        with pytest.raises(RepliesError) as gone:
            kept.address(by(), reply, "too late", key)
        assert code(gone) == "GO641"


def test_the_key_lies_elsewhere_under_a_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_of_replies, "COST", (1, 8192))
    site = made_site(tmp_path)
    for inside in (site / "key", tmp_path / "site.replies" / "key"):
        with pytest.raises(RepliesError) as error:
            set_up(site, inside, None)
        assert code(error) == "GO634"
    keys = make_keys(tmp_path / "locked", "correct horse")
    assert address_key(tmp_path / "locked", "correct horse").open(keys.seal("a@b.example"))
    for wrong in ("wrong", None):
        with pytest.raises(RepliesError) as refused:
            address_key(tmp_path / "locked", wrong)
        assert code(refused) == "GO634"
    (tmp_path / "nothing").write_text("{}")
    with pytest.raises(RepliesError):
        address_key(tmp_path / "nothing")


def test_sealed_addresses_have_one_length(tmp_path: Path) -> None:
    keys = make_keys(tmp_path / "key", None)
    assert len(keys.seal("a@b.example")) == len(keys.seal(f"{'a' * 240}@b.example"))


def test_everything_private_is_its_owners_alone(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept:
        posted(kept)
        folder = kept.place.folder
        (folder / "settings.yaml").chmod(0o644)
    with ReplyKeeping(tmp_path / "site", no_pages) as kept:
        kept.do(lambda c: None)
        kept.publish()
        kept.backup(tmp_path / "copy")
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for path in (*folder.iterdir(), tmp_path / "key", tmp_path / "copy"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_a_form_key_is_good_for_its_brief_and_its_time(tmp_path: Path) -> None:
    keys = ServerKeys(b"f" * 32, b"l" * 32, b"p" * 32)
    key = keys.form("us-iran", 1_000_000)
    assert keys.read(key, "us-iran", 1_000_000 + EARLIEST).standing == "good"
    assert keys.read(key, "us-iran", 1_000_000 + EARLIEST - 1).standing == "early"
    assert keys.read(key, "us-iran", 1_000_001 + LATEST).standing == "late"
    assert keys.read(key, "us-iran", 999_999).standing == "late"
    for forged in ("", "x", key[:-1], key[:-2] + "AA", "BAAA" + key[4:], key + "A", "é" * 40):
        assert keys.read(forged, "us-iran", 1_000_010).standing == "forged"
    assert keys.read(key, "another", 1_000_010).standing == "forged"
    assert ServerKeys(b"g" * 32, b"l" * 32, b"p" * 32).read(key, "us-iran", 1).standing == "forged"
    nonce = keys.read(key, "us-iran", 1_000_010).nonce
    assert keys.link(nonce) == keys.link(nonce) != keys.link(nonce, "confirm")


def test_a_copy_opens_with_the_key_alone_and_is_put_back_whole(tmp_path: Path) -> None:
    kept = kept_replies(tmp_path)
    with kept:
        reply = posted(kept, "canary words", name="Canary Name")
        kept.do(deciding.accept(by(), reply, 1))
        waiting = posted(kept, "canary waits")
        kept.backup(tmp_path / "copy")
        with pytest.raises(RepliesError) as again:
            kept.backup(tmp_path / "copy")
        assert code(again) == "GO644"
        with pytest.raises(RepliesError):
            kept.backup(kept.site / "copy")
    assert b"anary" not in (tmp_path / "copy").read_bytes()
    key = address_key(tmp_path / "key")
    other = made_site(tmp_path / "elsewhere")
    put_back(tmp_path / "copy", other, key)
    with ReplyKeeping(other, no_pages) as back:
        assert {r.id: r.state for r in back.replies("us-iran")} == {
            reply: "accepted",
            waiting: "waiting",
        }
        back.publish()
    assert [r["id"] for r in public_replies(other)] == [reply]
    with pytest.raises(RepliesError):
        put_back(tmp_path / "copy", other, key)
    (tmp_path / "none").write_bytes(b"none")
    with pytest.raises(RepliesError):
        put_back(tmp_path / "none", made_site(tmp_path / "third"), key)


def test_acts_lead_only_where_they_may() -> None:
    states = ("unconfirmed", "waiting", "asked", "accepted", "rejected")
    acts = ("confirm", "accept", "reject", "shorten", "consent", "decline", "undo")
    for state in states:
        reply = ReaderReply(id="R-1", brief="b", name="n", text="t", state=state, written="1")
        for act in acts:
            if (state, act) in NEXT:
                assert after(reply, act) == NEXT[state, act]
            else:
                with pytest.raises(RepliesError):
                    after(reply, act)
    assert {s for (s, a), to in NEXT.items() if to == "accepted"} == {"waiting", "asked"}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("keep_adresses: 3", "GO632"),
        ("keep_addresses: 0", "GO632"),
        ("keep_addresses: yes", "GO632"),
        ("confirm: 1", "GO632"),
        ("confirm: true", "GO632"),
        ("blocked: pills", "GO632"),
        ("blocked: ['']", "GO632"),
        ("letters: {from: a@b.example, server: 'mail.example:25'}", "GO632"),
        ("letters: {to: a@b.example}", "GO632"),
        ("[1", "GO632"),
        ("- 1", "GO632"),
    ],
)
def test_settings_that_cannot_be_are_told(tmp_path: Path, said: str, wrong: str) -> None:
    (tmp_path / "settings.yaml").write_text(said)
    with pytest.raises(RepliesError) as error:
        read_settings(tmp_path / "settings.yaml")
    assert code(error) == wrong


def test_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(DEFAULT)
    assert read_settings(path) == ReplySettings()
    path.write_text(
        "confirm: true\nletters: {from: a@b.example, server: '127.0.0.1:25'}\nblocked: [Pílls]"
    )
    settings = read_settings(path)
    assert settings.letters_server == "127.0.0.1:25"
    assert settings.found("Cheap PI\u200bLLS") == ["Pílls"]
    assert settings.found("ordinary words") == []


def test_what_is_not_set_up_or_broken_is_told(tmp_path: Path) -> None:
    with pytest.raises(RepliesError) as none:
        set_up(tmp_path / "none", tmp_path / "key", None)
    assert code(none) == "GO631"
    site = made_site(tmp_path)
    with pytest.raises(RepliesError) as bare:
        ReplyKeeping(site, no_pages)
    assert code(bare) == "GO631"
    set_up(site, tmp_path / "key", None)
    with pytest.raises(RepliesError) as again:
        set_up(site, tmp_path / "another", None)
    assert code(again) == "GO631"
    keys = tmp_path / "site.replies" / "keys.json"
    whole = keys.read_bytes()
    keys.write_text("{}")
    with pytest.raises(RepliesError) as broken:
        server_keys(keys)
    assert code(broken) == "GO633"
    keys.write_bytes(whole)
    (tmp_path / "site.replies" / "replies.db").write_bytes(b"no database at all, but longer" * 99)
    with pytest.raises(RepliesError) as damaged:
        ReplyKeeping(site, no_pages)
    assert code(damaged) == "GO633"


def test_what_is_deleted_is_gone_from_every_page_and_feed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodoffices.publish.build.REPLIES_ROOM", 2_000)
    kept_replies(tmp_path).database.close()
    link = kept_as("mine")
    with ReplyKeeping(tmp_path / "site") as kept:
        for number in range(6):
            text = f"Canaryword {number}. {'word ' * 200}"
            reply = posted(kept, text, link=link, source=b"%d" % number)
            kept.do(deciding.accept(by(), reply, 1))
        assert kept.publish() == []
        folder = kept.site / "briefs" / "us-iran"
        pages = sorted(folder.rglob("index.html"))
        assert len(pages) > 3, "further pages of replies"
        for kind in ("index.html", "replies.atom", "replies.feed.json", "replies.json"):
            assert any("Canaryword" in p.read_text("utf-8") for p in folder.rglob(kind)), kind
        kept.do(forgetting.delete(kept.database, link, None, AT))
        assert kept.publish() == []
        left = [p for p in kept.site.rglob("*") if p.is_file() and b"Canaryword" in p.read_bytes()]
        assert left == []


def test_a_page_that_cannot_be_made_stays_due(tmp_path: Path) -> None:
    site = made_site(tmp_path)
    set_up(site, tmp_path / "key", None)
    broken = [True]

    def rebuild(_site: Path, _slug: str) -> None:
        if broken[0]:
            raise KeyError("canary words")

    with ReplyKeeping(site, rebuild) as kept:
        reply = posted(kept)
        kept.do(deciding.accept(by(), reply, 1))
        (problem,) = kept.publish()
        assert problem.code == "GO645"
        assert "canary" not in problem.render()
        broken[0] = False
        assert kept.publish() == []
        assert kept.database.read("SELECT * FROM due") == []
    assert len(public_replies(site)) == 1
