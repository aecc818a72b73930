"""The pages where readers reply, in a real browser: with and without script, in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.axe import serious
from tests.publish.reply_server import ServedReplies, served_replies
from tests.publish.reply_world import SENTENCES, by, kept_replies, public_replies

from goodoffices.publish.nouns import numbered
from goodoffices.publish.replies import deciding
from goodoffices.publish.replies.keys import kept_as

ON = numbered(SENTENCES)[0].id


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedReplies]:
    with kept_replies(tmp_path) as kept, served_replies(kept) as one:
        yield one


def fill(page: Page, served: ServedReplies, name: str, address: str, text: str) -> None:
    """Fill the form in as a person would, and send it."""
    page.fill("#name", name)
    page.fill("#email", address)
    page.fill("#text", text)
    served.ahead[0] += 10
    with page.expect_navigation():
        page.locator("button.main").click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_reader_writes_agrees_and_deletes(
    browser: Browser, served: ServedReplies, language: str, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script, locale=language)
    page, asked, complaints = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"http://{served.host}/reply/us-iran?on={ON}")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")
    fill(page, served, "خواننده", "reader@example", "You count seven.")
    assert page.locator('#email[aria-invalid="true"]').count() == 1
    assert page.locator("#name").input_value() == "خواننده"
    assert page.locator("#on").input_value() == ON
    fill(page, served, "خواننده", "reader@mail.example", "You count seven packages. I get twelve.")
    link = page.url.partition("?")[0].rpartition("/")[2]
    (reply,) = served.kept.written_by(kept_as(link))
    assert (reply.name, reply.point) == ("خواننده", ON)
    served.kept.do(deciding.shorten(by(), reply.id, 1, "You count seven."))
    page.reload()
    with page.expect_navigation():
        page.locator('button[value="consent"]').click()
    assert [r["text"] for r in public_replies(served.kept.site)] == ["You count seven."]
    with page.expect_navigation():
        page.locator('button[value="delete"]').click()
    with page.expect_navigation():
        page.locator('.ask button[value="delete"]').click()
    assert public_replies(served.kept.site) == []
    assert served.kept.written_by(kept_as(link)) == []
    assert {re.sub(r"^(http://[^/]+).*", r"\1", url) for url in asked} == {f"http://{served.host}"}
    assert [told for told in complaints if "status of 422" not in told] == []
    context.close()


def test_the_form_is_worked_by_keys_alone(browser: Browser, served: ServedReplies) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en")
    page = context.new_page()
    page.goto(f"http://{served.host}/reply/us-iran")
    page.focus("#name")
    for words in ("A reader", "reader@mail.example", "Words by keys."):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    served.ahead[0] += 10
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    (turn,) = served.kept.queue()
    assert (turn.reply.text, turn.reply.marks) == ("Words by keys.", ())
    context.close()


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1280, "light", "en"), (390, "dark", "fa")]
)
def test_axe_finds_nothing_serious_and_nothing_overflows(
    browser: Browser, served: ServedReplies, width: int, scheme: str, language: str
) -> None:
    link = served.send("You count seven efficient packages. I get twelve.").link
    first = served.kept.written_by(kept_as(link))[0]
    served.send("The second one, " + "w" * 120, mine=link)
    served.kept.do(deciding.shorten(by(), first.id, 1, "You count seven."))
    context = browser.new_context(
        viewport={"width": width, "height": 850},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale=language,
        bypass_csp=True,
    )
    page = context.new_page()
    found = {}
    for path in (f"us-iran?on={ON}", "policy", "kept", f"mine/{link}", "nothing"):
        page.goto(f"http://{served.host}/reply/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found[path] = serious(page)
    page.goto(f"http://{served.host}/reply/us-iran")
    page.locator("form.form").evaluate("f => f.noValidate = true")
    fill(page, served, "", "nobody", "")
    found["errors"] = serious(page)
    page.goto(f"http://{served.host}/reply/mine/{link}")
    with page.expect_navigation():
        page.locator('button[value="delete"]').first.click()
    found["sure"] = serious(page)
    context.close()
    assert {path: told for path, told in found.items() if told} == {}
