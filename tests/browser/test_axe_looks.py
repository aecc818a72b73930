"""Whose contrast is measured: what is faint is found wherever it stands among words of one look."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.browser.axe import found

ROW = "<tr><td>Words</td><td>More <b>words</b></td></tr>"
FAINT = {
    "colour": '<tr><td style="color: #999">Words</td></tr>',
    "background": '<tr style="background: #888"><td>Words</td></tr>',
    "opacity": '<tr><td style="opacity: 0.4">Words</td></tr>',
    "size": '<tr><td style="font-size: 24px; color: #777">Large</td></tr>'
    '<tr><td style="color: #777b">Words</td></tr>',
    "placed": '<tr><td style="position: absolute; top: 900px; background: #777">Words</td></tr>',
    "lies under": '<tr style="position: relative; z-index: 0"><td>Words</td><td><i style='
    '"position: absolute; inset: 0; background: #777; z-index: -1"> </i></td></tr>',
    "beside one disabled": '<tr><td><button disabled style="color: #aaa">Take</button>'
    '<button style="color: #aaa">Take</button><button disabled style="color: #aaa">Take</button>'
    "</td></tr>",
}


@pytest.mark.parametrize("fault", FAINT)
def test_a_faint_word_among_many_is_found(browser: Browser, fault: str) -> None:
    page = browser.new_page()
    try:
        told = []
        for every in (True, False):
            page.goto("about:blank")
            page.set_content(
                "<!doctype html><html lang=en><title>Words</title><style>body, button "
                "{background: #fff; color: #222}</style><main><h1>Words</h1><table>"
                f"{ROW * 40}{FAINT[fault]}{ROW * 40}</table></main>"
            )
            broken = {rule["id"]: rule["nodes"] for rule in found(page, every=every)}
            told.append([node["any"][0]["data"] for node in broken["color-contrast"]])
        assert told[0] == told[1]
        assert page.locator("[data-measured]").count() < 20, "one look is measured but twice"
    finally:
        page.close()
