"""What a site keeps: replies as plain values, ids of sentences, folders that lead nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.publish import layout, pages
from goodoffices.publish.nouns import PublishedReply, numbered


def reply(**more):
    plain = {"id": "r1", "brief": "a", "name": "S.", "text": "No.", "written": "2026-11-29"}
    return PublishedReply(**plain | {"decided": "2026-11-30"} | more)


def test_replies_come_back_as_they_were_written_and_in_order(tmp_path) -> None:
    (tmp_path / "briefs" / "a").mkdir(parents=True)
    later = reply(id="r2", written="2026-11-30", answers="r1", by_author=True, point="s-1")
    layout.write_replies(tmp_path, "a", [later, reply(shortened=True)])
    assert layout.read_replies(tmp_path, "a") == [reply(shortened=True), later]
    assert layout.read_replies(tmp_path, "b") == []


@given(st.lists(st.text()), st.text())
def test_a_sentence_keeps_its_id_when_another_comes(texts: list[str], new: str) -> None:
    before = numbered(texts)
    assert len({s.id for s in before}) == len(before)
    after = numbered([*texts, new])
    assert after[:-1] == before


@pytest.mark.parametrize("slug", ["..", "a/b", "", "A", "a" * 81, "a--b", "a\n"])
def test_what_is_no_slug_names_no_folder(tmp_path, slug: str) -> None:
    with pytest.raises(ValueError, match="no slug"):
        layout.brief_folder(tmp_path, slug)
    assert layout.record(tmp_path, slug) is None


def test_what_is_private_stands_beside_the_site(tmp_path) -> None:
    site = tmp_path / "site"
    assert layout.private_folder(site) == tmp_path / "site.replies"


def test_a_sentence_runs_as_its_page_does_unless_all_of_it_is_of_another_script() -> None:
    assert pages.leaning("Iran: گفت‌وگو می‌کند", "rtl") == ""
    assert pages.leaning("Iran and Oman؛ talks و more", "rtl") == ' dir="ltr"'
    assert pages.leaning("گفت Iran", "ltr") == ' dir="rtl"'
    assert pages.leaning("Iran said گفت", "ltr") == ""
