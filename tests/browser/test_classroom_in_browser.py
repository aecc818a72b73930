"""A class in a real browser: a student's link, the clock, and pages that stay at their table."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from playwright.sync_api import Browser

from goodoffices.classroom.report import sheets
from goodoffices.classroom.serving import tables_of
from goodoffices.classroom.setting import ClassPlan, set_up
from goodoffices.cli import demo
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import utc
from goodoffices.talks.pages.server import Address, listening, serving
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store


def test_a_student_stays_at_the_table_of_the_link(tmp_path: Path, browser: Browser) -> None:
    source = Path(demo.__file__).parents[1] / "demo" / "case.yaml"
    place = Address(port=0)
    bound = listening(place)
    base = f"http://127.0.0.1:{bound.getsockname()[1]}"
    plan = ClassPlan(tables=2, minutes=30, base=base)
    room, seats = set_up(source, tmp_path / "class", utc(), plan=plan, sheets=sheets)
    stores = {t.number: Store(room.store(t)) for t in room.tables}
    offices = {n: Office(s, cost=CHEAPEST) for n, s in stores.items()}
    server = serving(
        tables_of(room.begun(utc()), offices, place.hosts(bound.getsockname()[1])), place
    )
    thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
    thread.start()
    context = browser.new_context()
    page = context.new_page()
    try:
        seat = next(s for s in seats if s.table == "02" and s.invitation.member.party)
        while not server.started:
            time.sleep(0.05)
        page.goto(seat.link)
        page.get_by_role("button", name="Take up the invitation").click()
        page.get_by_role("link", name="I have written them down").click()
        assert page.url == f"{base}/tables/02/room"
        assert "This round ends at" in page.inner_text("header")
        assert "minutes were left" in page.inner_text("header")
        page.fill("#text", "We could talk.")
        page.get_by_role("button", name="Send to the mediator only").click()
        page.wait_for_selector(".kept")
        assert page.url.startswith(f"{base}/tables/02/room?kept=")
        for link in page.locator("nav a, footer a").all():
            assert (link.get_attribute("href") or "").startswith("/tables/02/")
        page.goto(f"{base}/tables/01/room")
        assert page.get_by_role("heading", name="Please log in").is_visible()
    finally:
        context.close()
        server.should_exit = True
        thread.join(10)
        bound.close()
        for store in stores.values():
            store.close()
