"""site.yaml and publish.yaml as people write them: read, or refused with every problem's line."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.base.errors import UsageError
from goodoffices.publish.settings import first_settings, is_orcid, read_settings, read_terms
from goodoffices.publish.summaries import Topic

WHOLE = """
name: The Weir
address: https://weir.example/briefs
licence: CC BY 4.0
languages: [en, fa]
replies: /reply
quoted_words: 250
authors:
  ann:
    name: Ann Reed
    biography: >-
      Writes
      on rivers.
    orcid: https://orcid.org/0000-0002-1825-0097
    links: {Home: "https://ann.example/"}
"""


def wrote(folder: Path, text: str, name: str = "site.yaml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_all_that_may_stand_in_it_is_read(tmp_path) -> None:
    site = read_settings(wrote(tmp_path, WHOLE))
    assert (site.address, site.replies) == ("https://weir.example/briefs/", "/reply/")
    assert (site.languages, site.quoted_words) == (("en", "fa"), 250)
    assert site.licence_address == "https://creativecommons.org/licenses/by/4.0/"
    ann = site.author("ann")
    assert ann is not None
    assert (ann.biography, ann.orcid) == ("Writes on rivers.", "0000-0002-1825-0097")
    assert ann.links == (("https://ann.example/", "Home"),)
    assert read_settings(wrote(tmp_path, first_settings("B", {"go": "G: O\n"}, "en"))).authors


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("name: The Weir", "nmae: The Weir", 2),
        ("https://weir.example/briefs", "javascript:alert(1)", 3),
        ("replies: /reply", "replies: javascript:alert(1)", 6),
        ("replies: /reply", "replies: //evil.example/", 6),
        ("quoted_words: 250", "quoted_words: many", 7),
        ("quoted_words: 250", "reasons: [abuse]", 7),
        ("quoted_words: 250", "reasons: {Abuse!: It is.}", 7),
        ("quoted_words: 250", "reasons: {house: }", 7),
        ("quoted_words: 250", "reasons: {house: It breaks our rule.}", 7),
        ("quoted_words: 250", "reasons: {house: {en: It breaks our rule., fr: Non.}}", 7),
        ("  ann:", "  Ann Reed:", 9),
        ("0000-0002-1825-0097", "0000-0002-1825-0098", 14),
        ('"https://ann.example/"', "ftp://ann.example/", 15),
        ("languages: [en, fa]", "languages: [en, x y]", 5),
        ("name: Ann Reed", "nom: Ann Reed", 10),
        ("links: {", "links: [", 15),
        ("biography: >-", "biography: [", 11),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path, old, new, line) -> None:
    assert old in WHOLE
    with pytest.raises(UsageError) as error:
        read_settings(wrote(tmp_path, WHOLE.replace(old, new, 1)))
    lines = {one.place.line for one in error.value.findings if one.place}
    assert line in lines or line + 1 in lines or 1 in lines


@given(st.text(max_size=80), st.sampled_from(["site.yaml", "publish.yaml"]))
def test_whatever_stands_there_is_read_or_refused(tmp_path_factory, text, name) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    with contextlib.suppress(UsageError):
        read_settings(folder) if name == "site.yaml" else read_terms(folder)


def test_an_orcid_is_checked_by_its_last_sign() -> None:
    assert is_orcid("0000-0002-1694-233X")
    assert not is_orcid("0000-0002-1694-2330")


@given(st.text(min_size=1))
def test_every_topic_has_a_place(name: str) -> None:
    from goodoffices.publish.layout import is_slug

    assert is_slug(Topic.of(name).id)
