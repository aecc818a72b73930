"""What changed: between folders, commits, days and briefs; what is new in the feeds of a case."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.brief import brief_sample as sample

from goodoffices.base.errors import UsageError
from goodoffices.base.i18n import speaking
from goodoffices.brief.compose import Material
from goodoffices.cli.changes import watch as look
from goodoffices.cli.main import verbs
from goodoffices.conflict.outcomes import outcomes
from goodoffices.folder import changes, versions
from goodoffices.folder.material import write_brief
from goodoffices.folder.watch import watch
from goodoffices.packages.result import packages

CASE = """case: river
title: A river
author: AB
parties:
  north:
    name: Northland
    actor: northland
    options: {open: {text: Open the dam, judged: AB}}
    prefers: [{that: WISH, judged: AB}]
status_quo: []
"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Norway offers to host talks</title><link>https://x.example/1</link>
<description>Norway said that it would host talks between Chad and Sudan.</description>
</item>
</channel></rss>"""


def material(**made: object) -> Material:
    case = made.get("case", sample.case())
    given = {"case": case, "dossier": sample.dossier(), "made": "2025-03-05"} | made
    return Material(outcomes=outcomes(case), packages=packages(case), **given)  # type: ignore[arg-type]


def test_nothing_changed_is_told_as_nothing() -> None:
    now = changes.remembered(material())
    assert changes.compared(now, now).empty
    assert changes.as_lines(changes.compared(now, now)) == ()


def test_what_follows_is_told_in_words() -> None:
    case = sample.case()
    north = replace(case.parties[0], prefers=sample.prefers("not north.talk", "north.levy"))
    south = replace(case.parties[1], prefers=sample.prefers("south.open"))
    other = replace(case, parties=(north, south))
    old, new = (changes.remembered(material(case=c)) for c in (case, other))
    told = changes.compared(old, new)
    assert any("holds no longer" in line for line in told.follows)
    assert any("would hold now" in line for line in told.follows)
    assert any(line.startswith("Northland prefers, in place 1: ") for line in told.judgements)
    back = changes.compared(new, old)
    assert len(back.follows) == len(told.follows)
    kept = [
        line.replace("holds no longer", "?").replace("would hold now", "?") for line in told.follows
    ]
    assert sorted(kept) == sorted(
        line.replace("holds no longer", "?").replace("would hold now", "?") for line in back.follows
    )


def test_a_package_becomes_acceptable_and_ceases_to_be() -> None:
    case = sample.case()
    worth = case.parties[0].worth
    assert worth is not None
    proud = replace(case.parties[0], worth=replace(worth, walk_away=worth.walk_away * 100))
    old = changes.remembered(material())
    new = changes.remembered(material(case=replace(case, parties=(proud, case.parties[1]))))
    assert old.signed
    assert not new.signed
    assert "acceptable no longer" in " ".join(changes.compared(old, new).follows)
    assert "became acceptable" in " ".join(changes.compared(new, old).follows)
    assert any("leaves below" in line for line in changes.compared(old, new).judgements)


def test_claims_come_are_withdrawn_and_are_reviewed() -> None:
    found = sample.dossier()
    first, second, third = found.statements
    before = replace(found, statements=(first, second))
    after = replace(
        found,
        statements=(replace(first, status="rejected"), replace(second, status="accepted"), third),
    )
    told = changes.compared(
        changes.remembered(material(dossier=before)), changes.remembered(material(dossier=after))
    )
    assert [claim for claim, _words in told.new] == [third.id]
    assert [claim for claim, _words in told.withdrawn] == [first.id]
    assert [claim for claim, _words in told.decided] == [second.id]


def written(folder: Path, wish: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "case.yaml").write_text(CASE.replace("WISH", wish), "utf-8")
    return folder


def said(*words: object) -> str:
    run = CliRunner().invoke(verbs, [*map(str, words)])
    assert run.exit_code == 0, run.output
    return run.stdout


def test_two_folders(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", "north.open"), written(tmp_path / "new", "not north.open")
    told = said("changes", old, new)
    assert "“as today, but Northland would open the dam” holds no longer." in told
    assert "“as today” would hold now." in told
    assert said("changes", old, old) == "Nothing changed.\n"
    assert json.loads(said("changes", old, new, "--json"))["follows"]


def test_what_is_cut_names_the_way_to_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodoffices.cli.changes.SHOWN", 0)
    old, new = written(tmp_path / "old", "north.open"), written(tmp_path / "new", "not north.open")
    cut, whole = said("changes", old, new), said("changes", old, new, "--all")
    assert "--all tells" in cut
    assert "would hold now" not in cut
    assert "would hold now" in whole
    assert "--all" not in whole


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_two_commits_and_two_days(tmp_path: Path) -> None:
    def git(*words: str, day: str = "2025-03-01") -> None:
        clock = {"GIT_COMMITTER_DATE": f"{day}T12:00:00", "GIT_AUTHOR_DATE": f"{day}T12:00:00"}
        who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        subprocess.run(
            ["git", "-C", tmp_path, *who, *words],
            check=True,
            capture_output=True,
            env={**os.environ, **clock},
        )

    case = written(tmp_path / "case", "north.open")
    git("init", "-q")
    git("add", "case")
    git("commit", "-qm", "one")
    written(case, "not north.open")
    git("commit", "-qam", "two", day="2025-03-09")
    for old, new in (("HEAD~1", "HEAD"), ("2025-03-02", "2025-03-10")):
        assert "would hold now" in said("changes", old, new, "--case", case)
        assert said("changes", old, old, "--case", case) == "Nothing changed.\n"
    assert "would hold now" in said("changes", "HEAD~1", "--case", case)
    assert (case / "case.yaml").read_text("utf-8") == CASE.replace("WISH", "not north.open")
    for when in ("nothing", "1999-01-01", "2025-13-45", "--help; rm"):
        with pytest.raises(UsageError) as refused, versions.as_it_was(case, when):
            pass
        assert refused.value.findings[0].code == "GO343"


def test_a_case_without_git_or_a_brief_says_so(tmp_path: Path) -> None:
    case = written(tmp_path / "case", "north.open")
    for words in (("changes", case), ("changes", "2025-01-01", "2025-02-02", "--case", case)):
        run = CliRunner().invoke(verbs, [*map(str, words)])
        assert isinstance(run.exception, UsageError)
        assert run.exception.findings[0].code == "GO343"


def test_a_brief_remembers_and_the_next_one_says_what_changed(tmp_path: Path) -> None:
    case = written(tmp_path / "case", "north.open")
    page = Path(said("brief", case, "--short").strip())
    first = page.read_text("utf-8")
    assert "What changed" not in first
    said("brief", case, "--short")
    assert page.read_text("utf-8") == first  # the same inputs, the same page
    written(case, "not north.open")
    assert "would hold now" in said("changes", case)
    said("brief", case, "--short")
    text = page.read_text("utf-8")
    assert "What changed since" in text
    assert "would hold now" in text
    said("brief", case, "--short")
    assert page.read_text("utf-8") == text
    (case / "brief" / changes.MEMORY).write_text("{broken", "utf-8")
    said("brief", case, "--short")
    assert "What changed" not in page.read_text("utf-8")


def test_watch_tells_only_what_is_new_and_why(tmp_path: Path) -> None:
    case = written(tmp_path / "case", "north.open")
    with pytest.raises(UsageError) as refused:
        watch(case)
    assert refused.value.findings[0].code == "GO344"
    text = (
        CASE.replace("WISH", "north.open").replace("Northland", "Chad").replace("northland", "chad")
    )
    more = "mediators:\n  norway: {name: Norway, consent: {north: {answer: unknown}}}\n"
    more += "feeds: [feed.xml]\n"
    (case / "case.yaml").write_text(text + more, "utf-8")
    (case / "feed.xml").write_text(FEED, "utf-8")
    found = watch(case)
    assert found.pages == 1
    assert found.news
    assert any("Norway" in reason for one in found.news for reason in one.why)
    assert any("not yet answered by Chad" in reason for one in found.news for reason in one.why)
    places = [one.words for one in found.news]
    assert len(places) == len(set(places))  # a sentence is told once
    again = watch(case)
    assert (again.news, again.pages, again.others) == ((), 0, 0)
    said_yes = (case / "case.yaml").read_text("utf-8").replace("answer: unknown", "answer: yes")
    (case / "case.yaml").write_text(said_yes, "utf-8")
    item = "<item><title>No</title><link>https://x.example/2</link><description>Chad rejected "
    item += "Norway as mediator on Friday, its government said.</description></item></channel>"
    (case / "feed.xml").write_text(FEED.replace("</channel>", item), "utf-8")
    news = [reason for one in watch(case).news for reason in one.why]
    assert "until now the case says that Chad accepts Norway" in news


def test_watch_says_that_no_feed_could_be_read_and_fails(tmp_path: Path) -> None:
    case = written(tmp_path / "case", "north.open")
    with (case / "case.yaml").open("a", encoding="utf-8") as file:
        file.write("feeds: [feed.xml]\n")
    (case / "feed.xml").write_bytes(b"\x00\x01 no feed")
    told = CliRunner().invoke(look, [str(case)])
    assert told.exit_code != 0
    (case / "feed.xml").write_text(FEED, "utf-8")
    assert CliRunner().invoke(look, [str(case)]).exit_code == 0
    named = (case / "case.yaml").read_text("utf-8").replace("[feed.xml]", "[gone.xml, feed.xml]")
    (case / "case.yaml").write_text(named, "utf-8")
    found = watch(case)  # a feed that is gone hides no other
    assert found.reached
    assert ["gone.xml" in one.text for one in found.unread] == [True]
    (case / "feed.xml").unlink()
    with pytest.raises(UsageError):
        watch(case)


def test_of_many_outcomes_that_hold_it_is_told_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    few = changes.remembered(material())
    assert few.holds
    monkeypatch.setattr(changes, "MOST_KEPT", 0)
    many = changes.remembered(material())
    assert many.holds == {"": str(len(few.holds))}
    more = replace(few, holds={"": "2,097,152"})
    (line,) = changes.compared(few, more).follows
    assert "2,097,152" in line
    assert changes.compared(many, many).empty
    (first,) = changes.compared(replace(few, holds=None), more).follows
    assert first == "It can now be told what would hold: 2,097,152 outcomes."


def test_what_changed_is_told_in_the_language_of_the_page(tmp_path: Path) -> None:
    case = sample.case()
    north = replace(case.parties[0], prefers=sample.prefers("not north.talk", "north.levy"))
    other = replace(case, parties=(north, *case.parties[1:]))
    for then, language in (("en", "fa"), ("fa", "en")):
        changes.keep(tmp_path, [], changes.in_every_language(material(language=then)))
        (last,) = changes.recall(tmp_path)
        assert last.language == then
        now = material(case=other, language=language)
        told = changes.changed_since(last, now)
        with speaking(language):
            alone = changes.compared(changes.remembered(material()), changes.remembered(now))
        assert told == alone
        assert told.follows
        assert told.judgements
        arabic = re.compile("[\u0600-\u06ff]")
        for line in (*told.follows, *told.judgements):
            assert bool(arabic.search(line)) == (language == "fa"), line
        assert changes.changed_since(last, material(language=language)).empty


def test_a_brief_tells_what_changed_in_its_own_language(tmp_path: Path) -> None:
    case = written(tmp_path / "case", "north.open")
    write_brief(case, tmp_path / "one.html", language="en", made="2026-05-01")
    written(case, "not north.open")
    page = write_brief(case, tmp_path / "two.html", language="fa", made="2026-05-02")
    text = page.read_text("utf-8")
    assert "دیگر پایدار نیست" in text
    assert "holds no longer" not in text
    written(case, "north.open")
    page = write_brief(case, tmp_path / "three.html", language="en", made="2026-05-03")
    assert "“as today” holds no longer." in page.read_text("utf-8")


def test_what_changed_since_a_brief_of_another_language_is_what_changed() -> None:
    """Words of two languages differ everywhere; only what is meant is told."""
    with speaking("fa"):
        last = changes.remembered(replace(material(), language="fa"))
    assert last.language == "fa"
    assert not changes.compared(last, changes.remembered(material())).empty
    assert changes.changed_since(last, material()).empty


def test_a_weight_is_told_as_people_write_it_and_of_an_issue_by_its_name() -> None:
    case = sample.case()
    first = case.parties[0]
    assert first.worth is not None
    issue = case.issues[0]
    other = replace(first.worth, weights={**first.worth.weights, issue.id: Fraction(7, 20)})
    changed = replace(case, parties=(replace(first, worth=other), *case.parties[1:]))
    old, new = changes.remembered(material()), changes.remembered(material(case=changed))
    (told,) = (line for line in changes.compared(old, new).judgements if "weight" in line)
    assert told.startswith(f"weight of {issue.name} for {first.name}: 0.35 (before: ")
    assert "/" not in told
