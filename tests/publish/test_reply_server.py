"""The reply server: what comes in and what does not, in two languages and without script."""

from __future__ import annotations

import html
import json
import re
import socket
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from tests.publish.reply_server import ServedReplies, served_replies
from tests.publish.reply_world import (
    SENTENCES,
    by,
    kept_replies,
    no_pages,
    public_replies,
)

from goodoffices.base import punctual
from goodoffices.publish.nouns import numbered
from goodoffices.publish.replies import deciding, limits
from goodoffices.publish.replies.gate import HEADERS
from goodoffices.publish.replies.keeping import ReplyKeeping
from goodoffices.publish.replies.keys import address_key, kept_as
from goodoffices.publish.replies.letters import send_rest
from goodoffices.publish.replies.nouns import RepliesError
from goodoffices.publish.replies.policy import REASONS, reasons
from goodoffices.publish.replies.serving import application


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedReplies]:
    with kept_replies(tmp_path) as kept, served_replies(kept) as one:
        yield one


def only(served: ServedReplies) -> str:
    """The id of the one reply that waits."""
    (turn,) = served.kept.queue()
    return turn.reply.id


def test_every_door_and_every_wrong_one_has_the_same_strict_headers(served: ServedReplies) -> None:
    values = {"link": served.send().link, "brief": "us-iran"}
    seen = set()
    for door in served.gate.doors:
        path = re.sub(r"\{(\w+)\}", lambda m: values[m[1]], door.path)
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            found = served.ask(method, path, {} if method == "POST" else None)
            seen.add(found.status)
            assert {name: found.headers.get(name) for name in HEADERS} == dict(HEADERS)
            assert set(found.headers) - set(HEADERS) <= {
                "content-type",
                "content-length",
                "location",
                "connection",
            }
            if method not in ("GET", "HEAD", "POST"):
                assert found.status == 404
    assert seen <= {200, 303, 404, 422}
    for path in ("/", "/reply", "/reply/", "/reply/none", "/reply/../x", "/reply/mine/guess"):
        found = served.ask("GET", path)
        assert (found.status, found.headers["x-frame-options"]) == (404, "DENY")
        assert "site.replies" not in found.text


def test_a_reply_is_kept_and_its_writer_gets_a_link(served: ServedReplies) -> None:
    sent = served.send(
        "  One report is thin ground.\r\nWas it denied? \x00\x07 ", name=" A  reader "
    )
    assert sent.status == 303
    reply = served.kept.one(only(served))
    assert reply.text == "One report is thin ground.\nWas it denied?"
    assert (reply.name, reply.state, reply.marks) == ("A reader", "waiting", ())
    mine = served.get(f"mine/{sent.link}")
    assert "Waits for a person to read it." in mine.text
    assert "reader@example.org" not in mine.text
    links = served.kept.database.read("SELECT link FROM writers")
    assert links == [(kept_as(sent.link),)]


def test_what_is_wrong_stands_at_its_field_with_what_was_typed(served: ServedReplies) -> None:
    found = served.send("x" * 5_001, name="", email="reader@", on="s-gone")
    assert found.status == 422
    assert "Nothing was sent yet." in found.text
    for name in ("name", "email", "text", "on"):
        assert f'id="{name}-wrong"' in found.text
        assert re.search(rf'id="{name}"[^>]*aria-describedby="[^"]*{name}-wrong"', found.text)
    assert 'value="reader@"' in found.text
    assert "x" * 5_001 in found.text
    assert served.kept.queue() == []
    key = re.search(r'name="key" value="([^"]+)"', found.text)
    assert key is not None
    served.ahead[0] += 10
    form = {"name": "A", "email": "a@b.example", "text": "t", "key": key[1]}
    assert served.post("us-iran", form).status == 303


@pytest.mark.parametrize(
    "address", ["a", "a@b", "a b@c.example", "a@b..example", "<a@b.example>", "@b.c"]
)
def test_what_is_no_address_is_told(served: ServedReplies, address: str) -> None:
    found = served.send(email=address)
    assert found.status == 422
    assert 'id="email-wrong"' in found.text


def test_the_sentence_it_points_at_is_shown_and_kept(served: ServedReplies) -> None:
    on = numbered(SENTENCES)[1].id
    page = served.get(f"us-iran?on={on}")
    assert f"<p>{SENTENCES[1]}</p>" in page.text
    assert f'value="{on}" lang="en" selected' in page.text
    assert "<blockquote" not in served.get("us-iran?on=s-none").text
    served.send(on=on)
    assert served.kept.one(only(served)).point == on


def test_a_reader_can_answer_a_reply_that_appears_and_no_other(served: ServedReplies) -> None:
    served.send("The first.")
    first = only(served)
    served.send("Answers one that waits.", to=first)
    served.kept.do(deciding.accept(by(), first, 1))
    served.kept.publish()
    assert "The first." in served.get(f"us-iran?to={first}").text
    served.send("Answers one that appears.", to=first)
    answers = {t.reply.text: t.reply.answers for t in served.kept.queue()}
    assert answers == {"Answers one that waits.": "", "Answers one that appears.": first}


def test_pages_speak_the_language_that_is_asked_for(served: ServedReplies) -> None:
    assert '<html lang="en" dir="ltr">' in served.get("us-iran").text
    persian = served.get("us-iran", Accept_Language="fa-IR,fa;q=0.9,en;q=0.5")
    assert '<html lang="fa" dir="rtl">' in persian.text
    assert "فرستادن برای ناظران" in persian.text
    assert "۵۰۰۰" in persian.text
    chosen = served.get("us-iran?lang=en", Accept_Language="fa")
    assert '<html lang="en"' in chosen.text
    assert 'action="/reply/us-iran?lang=en"' in chosen.text
    form = served.form(name="")
    wrong = served.post("us-iran?lang=fa", form)
    assert "نامی را بنویسید" in wrong.text
    served.ahead[0] += 10
    sent = served.post("us-iran?lang=fa", served.form() | {"key": form["key"]})
    assert sent.headers["location"].endswith("?lang=fa")
    assert "منتظر است" in served.get(f"mine/{sent.link}?lang=fa").text
    assert "۱۴۰۵" in served.get(f"mine/{sent.link}?lang=fa").text or time.gmtime().tm_year > 2026


def test_the_same_form_sent_again_is_one_reply_and_one_link(served: ServedReplies) -> None:
    form = served.form()
    served.ahead[0] += 10
    first, again = served.post("us-iran", form), served.post("us-iran", form)
    assert (first.status, again.status) == (303, 303)
    assert first.link == again.link
    assert len(served.kept.queue()) == 1
    other = served.post("us-iran", form | {"text": "Other words."})
    assert other.status == 409
    assert "Other words." in other.text
    assert len(served.kept.queue()) == 1


def test_a_form_key_that_is_not_the_servers_or_too_old_is_not_taken(served: ServedReplies) -> None:
    form = served.form()
    for key in ("", "x" * 56, form["key"][:-4] + "AAAA"):
        refused = served.post("us-iran", form | {"key": key})
        assert refused.status == 422
        assert form["text"] in refused.text
    served.ahead[0] += 25 * 3600
    late = served.post("us-iran", form)
    assert "longer than a day" in late.text
    assert served.kept.queue() == []


def test_robots_are_marked_and_told_what_everybody_is_told(served: ServedReplies) -> None:
    fast = served.post("us-iran", served.form("Too fast."))
    served.ahead[0] += 10
    filled = served.send("Fills in all.", website="http://pills.example")
    person = served.send("A person.")
    assert {fast.status, filled.status, person.status} == {303}
    pages = [served.get(f"mine/{a.link}").text for a in (fast, filled, person)]
    assert all("Waits for a person to read it." in page for page in pages)
    assert all("trap" not in page and "caught" not in page for page in pages)
    turns = served.kept.queue()
    assert [t.reply.text for t in turns] == ["A person.", "Too fast."]
    assert (turns[1].reply.marks, turns[1].folded) == (("trap",), 1)
    hidden = re.search(
        r'<div class="away" aria-hidden="true">.*?</div>', served.get("us-iran").text
    )
    assert hidden is not None
    assert 'tabindex="-1"' in hidden[0]
    assert 'type="hidden"' not in hidden[0]


def test_blocked_words_are_told_to_the_moderators_alone(tmp_path: Path) -> None:
    kept_replies(tmp_path).database.close()
    settings = tmp_path / "site.replies" / "settings.yaml"
    settings.write_text("blocked: [pills]")
    with ReplyKeeping(tmp_path / "site", no_pages) as kept, served_replies(kept) as served:
        sent = served.send("Buy P\u0131\u200dILLS, PILLS!")
        (turn,) = kept.queue()
        assert turn.reply.marks == ("blocked: pills",)
        assert "blocked" not in served.get(f"mine/{sent.link}").text
        kept.do(deciding.accept(by(), turn.reply.id, 1))
        kept.publish()
        assert "blocked" not in str(public_replies(kept.site))


def test_words_stay_words_on_every_page(served: ServedReplies) -> None:
    hostile = '<script>alert(1)</script>"><img src=x> javascript:alert(1) \u202egnp.exe'
    sent = served.send(f"{hostile} http://pills.example", name=hostile[:70])
    pages = [
        served.get(f"mine/{sent.link}").text,
        served.send(hostile, name=hostile, email=hostile).text,
        served.get(f"us-iran?on={hostile[:9]}&mine=<script>").text,
    ]
    for page in pages:
        assert "<script" not in page
        assert "<img" not in page
        assert "\u202e" not in page
        assert "pills.example" not in re.sub(r">[^<]*<", "><", page), "a link is followed"
    assert html.escape("<script>alert(1)</script>") in pages[0]


def test_the_policy_and_what_is_kept_are_printed(served: ServedReplies) -> None:
    policy, kept = served.get("policy").text, served.get("kept").text
    assert list(reasons()) == list(REASONS)
    for words in reasons().values():
        assert words in policy
        assert words in served.get("us-iran").text
    assert "90 days" in kept
    assert "90 days after the decision" in kept


OWN_POLICY = """
languages: [en, fa]
reasons:
  off-topic:
  house-rule: {en: It breaks the rule of the house., fa: قاعدهٔ خانه را می‌شکند.}
"""


def test_a_policy_of_its_own_is_the_one_that_is_printed_chosen_from_and_logged(
    served: ServedReplies,
) -> None:
    kept, settings = served.kept, served.kept.site / "site.yaml"
    first = served.send("First.", name="A")
    kept.do(deciding.reject(by(), kept.queue()[0].reply.id, 1, "abuse", kept.policy))
    settings.write_text(settings.read_text("utf-8") + OWN_POLICY, "utf-8")
    assert kept.policy.keys == ("off-topic", "house-rule")
    for path in ("policy", "us-iran"):
        page, persian = served.get(path).text, served.get(f"{path}?lang=fa").text
        assert "It breaks the rule of the house." in page
        assert "It is not about the brief or a reply to it." in page
        assert "It advertises something." not in page
        assert "قاعدهٔ خانه را می‌شکند." in persian
    second = served.send("Second.", name="B")
    waits = kept.queue()[0].reply
    with pytest.raises(RepliesError) as refused:
        deciding.reject(by(), waits.id, 1, "abuse", kept.policy)
    assert "off-topic, house-rule" in str(refused.value)
    kept.do(deciding.reject(by(), waits.id, 1, "house-rule", kept.policy))
    assert {row[-1] for row in kept.decisions()} >= {"abuse", "house-rule"}
    assert "the rule of the house" in served.get(f"mine/{second.link}").text
    assert "attacks or threatens" in served.get(f"mine/{first.link}").text
    settings.write_text("reasons: [", "utf-8")
    assert "rule of the house" in served.get("policy").text


def test_only_forms_of_this_site_are_taken(served: ServedReplies) -> None:
    form = served.form()
    served.ahead[0] += 10
    for headers in (
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": f"http://127.0.0.1.evil.example:{served.port}"},
    ):
        assert served.post("us-iran", form, **headers).status == 403
    assert served.kept.queue() == []
    assert served.ask("GET", "/reply/us-iran", Host="evil.example").status == 421
    good = {"Sec_Fetch_Site": "same-origin", "Origin": "null"}
    assert served.post("us-iran", form, **good).status == 303


def test_what_is_too_large_or_no_form_is_refused(served: ServedReplies) -> None:
    assert served.post("us-iran", b"text=" + b"x" * 70_000).status == 413
    assert served.post("us-iran", b"{}", Content_Type="application/json").status == 415
    assert served.post("us-iran", b"&".join([b"a=1"] * 30)).status == 400
    assert served.post("us-iran", "é=1".encode()).status == 400
    assert served.post("us-iran", b"text=%ff").status == 400
    assert served.kept.queue() == []


def test_a_slow_request_is_over_in_time(
    served: ServedReplies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(punctual, "PATIENCE", 0.2)
    head = (
        "POST /reply/us-iran HTTP/1.1\r\nHost: {}\r\nContent-Length: 99\r\nContent-Type: {}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as slow:
        kind = "application/x-www-form-urlencoded"
        slow.sendall(head.format(served.host, kind).encode() + b"text=")
        assert slow.recv(100).startswith(b"HTTP/1.1 408")


def test_one_source_is_slowed_and_others_are_not(tmp_path: Path) -> None:
    with kept_replies(tmp_path) as kept, served_replies(kept, forwarded=True) as served:
        form = served.form()
        served.ahead[0] += 10

        def sent(address: str) -> int:
            fresh = kept.keys.form("us-iran", int(time.time() + served.ahead[0]) - 9)
            answer = served.post("us-iran", form | {"key": fresh}, X_Forwarded_For=address)
            return answer.status

        one = "203.0.113.9, 198.51.100.1"
        assert [sent(one) for _n in range(12)] == [303] * 10 + [429] * 2
        assert sent("192.0.2.7, 198.51.100.1") == 429
        assert sent("198.51.100.2") == 303
        assert [sent(f"2001:db8:1:2::{n:x}") for n in range(11)] == [303] * 10 + [429]
        served.gate.asking = limits.ReplyMeasure(20, 0.001)
        asked = [served.get("policy", X_Forwarded_For=one).status for _n in range(25)]
        assert asked == [200] * 20 + [429] * 5
        assert served.get("policy", X_Forwarded_For="198.51.100.3").status == 200
        whole = b"".join(p.read_bytes() for p in kept.place.folder.iterdir())
        assert b"198.51.100" not in whole
        assert b"2001:db8" not in whole


def test_a_source_is_another_one_tomorrow() -> None:
    from starlette.requests import Request

    sources = limits.Sources(forwarded=False)
    asked = Request({"type": "http", "client": ("192.0.2.1", 1), "headers": []})
    first = sources.of(asked, 0)
    assert sources.of(asked, limits.DAY - 1) == first
    assert sources.of(asked, limits.DAY + 1) != first


def test_a_measure_forgets_whom_it_has_not_heard_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_SOURCES", 10)
    measure = limits.ReplyMeasure(2, 1)
    for number in range(50):
        measure.take(b"%d" % number, 0)
    assert len(measure._left) == 10
    assert [measure.take(b"x", at) for at in (0, 0, 0, 0.5, 1.1)] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_a_writer_deletes_by_the_link_after_being_asked(served: ServedReplies) -> None:
    link = served.send("canary one").link
    second = served.send("canary two", mine=link)
    assert second.link == link
    other = served.send("of somebody else")
    for turn in served.kept.queue():
        served.kept.do(deciding.accept(by(), turn.reply.id, 1))
    served.kept.publish()
    assert len(public_replies(served.kept.site)) == 3
    first = served.kept.written_by(kept_as(link))[0].id
    asked = served.post(f"mine/{link}", {"act": "delete", "reply": first})
    assert "This cannot be undone." in asked.text
    assert len(served.kept.written_by(kept_as(link))) == 2
    stranger = served.post(f"mine/{other.link}", {"act": "delete", "reply": first, "sure": "yes"})
    assert stranger.status == 404
    gone = served.post(f"mine/{link}", {"act": "delete", "reply": first, "sure": "yes"})
    assert "They are gone from the page" in gone.text
    assert "What is left of yours" in gone.text
    assert len(public_replies(served.kept.site)) == 2
    rest = served.post(f"mine/{link}", {"act": "delete-all", "sure": "yes"})
    assert "What is left of yours" not in rest.text
    assert [r["text"] for r in public_replies(served.kept.site)] == ["of somebody else"]
    assert served.get(f"mine/{link}").status == 404
    assert served.post(f"mine/{link}", {"act": "delete-all", "sure": "yes"}).status == 404


def test_a_writer_agrees_to_shorter_words_on_the_page(served: ServedReplies) -> None:
    link = served.send("You count seven efficient packages. I get twelve.").link
    reply = only(served)
    served.kept.do(deciding.shorten(by(), reply, 1, "You count seven."))
    page = served.get(f"mine/{link}").text
    assert "may it appear in these shorter words" in page
    asked = {"reply": reply, "act": "consent"}
    assert served.post(f"mine/{link}", asked | {"version": "1"}).status == 409
    assert served.post(f"mine/{link}", asked | {"version": "x"}).status == 409
    assert served.post("mine/guess", asked | {"version": "2"}).status == 404
    assert public_replies(served.kept.site) == []
    assert served.post(f"mine/{link}", asked | {"version": "2"}).status == 303
    assert [r["text"] for r in public_replies(served.kept.site)] == ["You count seven."]
    assert "shortened with your consent" in served.get(f"mine/{link}").text


def asking(folder: Path, letters: str, address: str = "https://briefs.example/") -> ReplyKeeping:
    """Replies that ask for a confirmation."""
    kept_replies(folder).database.close()
    if address:
        told = folder / "site" / "site.yaml"
        told.write_text(f"{told.read_text()}address: {address}\n")
    settings = folder / "site.replies" / "settings.yaml"
    settings.write_text(f"confirm: true\nletters: {{from: replies@briefs.example, {letters}}}\n")
    return ReplyKeeping(folder / "site", no_pages)


def test_one_letter_asks_whether_a_reply_is_its_writers(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with asking(tmp_path, f"folder: {out}") as kept, served_replies(kept) as served:
        sent = served.send(email="reader@mail.example")
        assert "open the letter" in served.get(f"mine/{sent.link}").text
        assert kept.queue() == []
        (path,) = out.iterdir()
        assert path.stat().st_mode & 0o077 == 0
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert (letter["To"], letter["From"]) == ("reader@mail.example", "replies@briefs.example")
        link = re.search(r"https://briefs\.example/reply/(confirm/\S+)", letter.get_content())
        assert link is not None
        assert kept.database.read("SELECT * FROM letters") == []
        assert served.get(link[1]).status == 200
        assert kept.queue() == [], "a scanner of mail opens links too"
        assert "it is yours" in served.post(link[1]).text
        assert len(kept.queue()) == 1
        assert served.get(link[1]).status == 404
        assert served.get("confirm/guess").status == served.post("confirm/guess").status == 404
        assert served.post("us-iran", served.form()).status == 303
        assert len(list(out.iterdir())) == 1, "nothing is sent for what a trap caught"


def test_a_letter_that_cannot_be_sent_is_kept_sealed_and_sent_later(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with asking(tmp_path, f"folder: {out}") as kept, served_replies(kept) as served:
        assert served.send(email="reader@mail.example").status == 303
        assert len(kept.database.read("SELECT * FROM letters")) == 1
        key = address_key(tmp_path / "key")
        assert send_rest(kept, key) == (0, 1)
        out.mkdir()
        assert send_rest(kept, key) == (1, 0)
        assert b"reader@mail.example" in next(out.iterdir()).read_bytes()


def test_letters_need_an_address_to_lead_to(tmp_path: Path) -> None:
    with (
        asking(tmp_path, f"folder: {tmp_path}", address="") as kept,
        pytest.raises(RepliesError) as error,
    ):
        application(kept)
    assert error.value.findings[0].code == "GO632"


def test_letters_go_to_a_mail_server_of_this_computer(tmp_path: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    server = f"server: '127.0.0.1:{port}'"
    with asking(tmp_path, server) as kept, served_replies(kept) as served:
        assert served.send().status == 303
        assert len(kept.database.read("SELECT * FROM letters")) == 1


def test_a_disk_that_fails_is_told_and_nothing_is_said_to_be_kept(
    served: ServedReplies, capfd: pytest.CaptureFixture[str]
) -> None:
    form = served.form("canary words")
    served.ahead[0] += 10
    served.kept.database._writer.execute("PRAGMA query_only=ON")
    refused = served.post("us-iran", form)
    assert refused.status == 503
    assert "Nothing was kept" in refused.text
    assert served.post("us-iran", form).status == 503
    assert served.get("us-iran").status == 200
    assert "canary" not in capfd.readouterr().err


def test_a_fault_of_the_program_tells_nothing_of_what_was_sent(
    served: ServedReplies, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(_self: object, *texts: str) -> bytes:
        raise RuntimeError(*texts)

    form = served.form("canary words")
    served.ahead[0] += 10
    monkeypatch.setattr(type(served.kept.keys), "digest", broken)
    found = served.post("us-iran", form)
    assert found.status == 500
    told = capfd.readouterr().err
    assert "RuntimeError" in told
    assert "canary" not in told + found.text


def test_a_brief_that_is_new_or_changed_is_read_again(served: ServedReplies) -> None:
    assert served.get("another").status == 404
    folder = served.kept.site / "briefs" / "another"
    folder.mkdir()
    (folder / "brief.json").write_text('{"headline": "Another", "sentences": []}')
    assert "Another" in served.get("another").text
    (folder / "brief.json").write_text('{"headline": "Another, changed", "sentences": []}')
    assert "Another, changed" in served.get("another").text


def test_a_brief_that_was_withdrawn_takes_no_more_replies(served: ServedReplies) -> None:
    sent = served.send()
    form = served.form("Too late.")
    path = served.kept.site / "briefs" / "us-iran" / "brief.json"
    record = json.loads(path.read_text("utf-8")) | {"withdrawn": {"reason": "It was invented."}}
    path.write_text(json.dumps(record), "utf-8")
    served.ahead[0] += 10
    assert served.get("us-iran").status == served.post("us-iran", form).status == 410
    assert served.get(f"mine/{sent.link}").status == 200
    gone = served.post(f"mine/{sent.link}", {"act": "delete-all", "sure": "yes"})
    assert gone.status == 200
    assert served.kept.queue() == []


def test_a_deletion_is_done_also_where_the_page_cannot_follow(
    served: ServedReplies, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = served.send().link
    served.kept.do(deciding.accept(by(), only(served), 1))
    served.kept.publish()

    def broken(*_given: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(served.kept, "_rebuild", broken)
    gone = served.post(f"mine/{link}", {"act": "delete-all", "sure": "yes"})
    assert "tried again every minute" in gone.text
    assert served.get(f"mine/{link}").status == 404
    assert public_replies(served.kept.site) == []
    monkeypatch.undo()
    assert served.kept.publish() == []
    assert served.kept.database.read("SELECT * FROM due") == []
