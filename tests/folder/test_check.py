"""Checking: each weakness found, at its place, and nothing found where nothing is weak."""

# ruff: noqa: E501 - one case a line reads better

from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import pytest
from tests.evidence.made_dossiers import OFFER, Page, offer, river

from goodoffices.base.errors import CaseError, Finding, Place
from goodoffices.base.files import sha256
from goodoffices.base.findings import finding as told_as
from goodoffices.case import file as casefile
from goodoffices.case.conditions import parse
from goodoffices.case.file import CaseFile
from goodoffices.cli.terminal import few_of_a_kind, paragraphs
from goodoffices.evidence.across.opposed import MOST_PAIRS
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.snapshot import Origin
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.check import arranged, check
from goodoffices.folder.check.logic import MOST_IN_A_PAIR, MOST_OPTIONS, Tables
from goodoffices.folder.draft import draft

SAID, OFFERED, HEARD = (s.id for s in offer().statements)
AGREED = offer().events[0].id


LATER = ("GO328", "GO329", "GO340")
"""What follows from a gap, and is tested by itself."""


def put(folder: Path, text: str, *dossiers: Dossier, decided: Any = ()) -> Path:
    """A case with a dossier whose claims a person has accepted, but for those ``decided`` on."""
    folder.mkdir(exist_ok=True)
    (folder / "case.yaml").write_text(text)
    with DossierStore(folder) as store:
        for dossier in dossiers:
            store.add(dossier)
            for claim in dossier.claims:
                status = dict(decided).get(claim.id, "accepted")
                store.decide(claim.id, status, "AB", "2025")
    return folder


def found(folder: Path, *but: str) -> list[str]:
    return [f.code for f in check(folder) if f.code not in but]


def dated() -> Dossier:
    return offer(published="2025-03-04", outlet="The Gazette")


SOUND = f"""\
case: c
title: T
parties:
  us:
    name: US
    actor: united-states
    options: {{press: Press, relief: Ease}}
    prefers:
      - {{that: iran.limit, evidence: [{SAID}, {AGREED}]}}
      - {{that: us.press, judged: AB}}
  iran:
    name: Iran
    actor: iran
    options: {{limit: Limit}}
    prefers: [{{that: us.relief, judged: AB, because: said}}]
status_quo: us.press
mediators:
  russia:
    name: Russia
    actor: russia
    consent: {{us: unknown, iran: yes}}
outcomes:
  Pressure: us.press
  Pressure and limits: [us.press, iran.limit]
  Pressure and relief: [us.press, us.relief]
  All at once: [us.press, us.relief, iran.limit]
"""


def second() -> Dossier:
    page = Page(
        "Iran limits enrichment, an agency said.", "two.txt", published="2025", outlet="Agency"
    )
    return Dossier((page.document,), events=(page.event("CONCEDE", "limits", [], []),))


def sound(tmp_path: Path) -> Path:
    """A case in which nothing is weak: its one evidenced judgement rests on two origins."""
    other = second().events[0].id
    text = SOUND.replace(f"[{SAID}, {AGREED}]", f"[{SAID}, {other}]")
    return put(tmp_path / "sound", text, dated(), second())


def test_where_nothing_is_weak_nothing_is_found(tmp_path: Path) -> None:
    assert [f.render() for f in check(sound(tmp_path))] == []


def test_a_fresh_case_has_nothing_to_mend(tmp_path: Path) -> None:
    assert check(casefile.new(tmp_path / "new")) == []


def test_no_case_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        check(tmp_path)


def test_a_draft_is_told_what_only_people_can_add(tmp_path: Path) -> None:
    folder = casefile.new(tmp_path / "case")
    with DossierStore(folder) as store:
        store.add(offer())
    draft(folder)
    findings = check(folder)
    assert not [f for f in findings if f.severity == "error"]
    codes = [f.code for f in findings]
    assert codes.count("GO317") == 2  # each party's preferences
    waiting = [f for f in findings if f.code == "GO310"]
    assert len(waiting) < 8  # everything drafted, once for each kind
    assert sum(int(f.text.split()[0]) if f.text[0].isdigit() else 1 for f in waiting) == 8
    assert any(f.text.startswith("2 parties, this one and others") for f in waiting)
    assert codes.count("GO318") == 1  # the issue's values
    assert codes.count("GO307") == 1  # the page's date
    assert codes.count("GO308") == 1  # one origin for all
    assert codes.count("GO309") == 1  # the diplomat


def test_errors_of_the_file_and_of_the_evidence_are_told_together(tmp_path: Path) -> None:
    text = SOUND.replace("us.press, judged", "us.pres, judged").replace(AGREED, AGREED[:-1] + "!")
    findings = check(put(tmp_path, text, dated()))
    assert [f.code for f in findings if f.severity == "error"] == ["GO301", "GO204"]
    unknown = findings[0]
    assert unknown.place
    assert unknown.place.line
    assert unknown.place.column
    line = text.splitlines()[unknown.place.line - 1]
    assert line[unknown.place.column - 1 :].startswith(AGREED[:-1])
    assert AGREED in (unknown.help or "")


def test_a_file_that_cannot_be_read_still_has_its_dossier_checked(tmp_path: Path) -> None:
    assert found(put(tmp_path, "case: [\n", offer())) == ["GO201", "GO307"]


def test_evidence_of_another_world_has_no_nearest(tmp_path: Path) -> None:
    findings = check(put(tmp_path, SOUND.replace(SAID, "§§§§"), dated()))
    assert findings[0].code == "GO301"
    assert "Read the page in" in (findings[0].help or "")


def test_evidence_that_was_rejected(tmp_path: Path) -> None:
    folder = put(tmp_path, SOUND, dated(), decided={SAID: "rejected"}.items())
    assert [f.code for f in check(folder) if f.severity == "error"] == ["GO303"]


def test_a_party_whose_actor_was_rejected(tmp_path: Path) -> None:
    told = check(put(tmp_path, SOUND, dated(), decided={"iran": "rejected"}.items()))
    (one,) = [f for f in told if f.code == "GO303"]
    assert one.text.startswith("Iran stands in the case")
    assert "goodoffices review CASE iran" in (one.help or "")


@pytest.mark.parametrize("status", ["unreviewed", "unsure"])
def test_evidence_that_nobody_confirmed(tmp_path: Path, status: str) -> None:
    folder = put(tmp_path, SOUND, dated(), decided={SAID: status}.items())
    (told,) = [f for f in check(folder) if f.code == "GO304"]
    assert told.severity == "note"
    assert SAID in told.text
    assert AGREED not in told.text


def test_evidence_that_is_orphaned(tmp_path: Path) -> None:
    folder = put(tmp_path, SOUND, dated())
    name = sha256(OFFER.encode())
    (folder / "sources" / f"{name}.text").write_text(OFFER + " ")
    codes = found(folder)
    assert codes.count("GO302") == 2
    assert codes.count("GO319") == 1


def test_a_damaged_dossier_is_told_with_everything_else(tmp_path: Path) -> None:
    folder = put(tmp_path, SOUND.replace("relief: Ease", "relief: "), dated())
    (folder / "dossier.sqlite").write_bytes(b"garbage" * 100)
    codes = found(folder)
    assert "GO320" in codes
    assert "GO208" in codes
    assert codes.count("GO301") == 2


def test_a_damaged_claim_is_told(tmp_path: Path) -> None:
    folder = put(tmp_path, SOUND, dated())
    with apsw.Connection(str(folder / "dossier.sqlite")) as raw:
        raw.execute("UPDATE claim SET body='{}' WHERE id=?", (SAID,))
    assert {"GO320", "GO301", "GO323"} <= set(found(folder))


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("{that: us.press, judged: AB}", "us.press", "GO305", "- us.press"),
        ("actor: iran\n", "actor: iran\n    wants: [Quiet]\n", "GO305", "wants"),
        ("    prefers: [{that: us.relief, judged: AB, because: said}]\n", "", "GO317", "iran:"),
        ("consent: {us: unknown, iran: yes}", "consent: {us: unknown}", "GO312", "russia:"),
        ("    consent: {us: unknown, iran: yes}\n", "", "GO312", "russia:"),
        ("name: Iran\n", "name: Iran\n    unreviewed: yes\n", "GO310", "iran:"),
        ("that: us.press,", "that: iran.limit,", "GO313", "iran.limit, judged"),
        ("that: us.press,", "that: not iran.limit,", "GO313", "not iran.limit"),
        ("that: us.press,", "that: not not (iran.limit or iran.limit),", "GO313", "not not"),
        ("that: us.press,", "that: us.press or not us.press,", "GO314", "us.press or"),
        ("that: us.press,", "that: us.press and not us.press,", "GO314", "us.press and"),
        ("status_quo: us.press\n", "infeasible: [us.press, not us.press]\n", "GO315", "infeasible"),
        ("mediators:", "issues: {fuel: {name: Fuel}}\nmediators:", "GO318", "fuel"),
        (
            "mediators:",
            "issues: {fuel: {name: Fuel, values: {a: A, b: B}}}\nmediators:",
            None,
            None,
        ),
    ],
)
def test_each_gap_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, code: str | None, line: str | None
) -> None:
    base = (sound(tmp_path) / "case.yaml").read_text()
    assert old in base
    text = base.replace(old, new)
    folder = put(tmp_path / "sound", text)
    findings = [f for f in check(folder) if f.code not in LATER]
    if code is None or line is None:
        assert findings == []
        return
    codes = {f.code for f in findings}
    assert codes == {code}, [f.render() for f in findings]
    place = findings[0].place
    assert place
    assert place.line
    assert line in text.splitlines()[place.line - 1]
    assert findings[0].help


def test_a_mediator_is_not_asked_for_its_own_consent(tmp_path: Path) -> None:
    sound(tmp_path)
    path = tmp_path / "sound" / "case.yaml"
    base = path.read_text()
    for change in ("party: iran", "actor: iran"):
        text = base.replace(
            "    actor: russia\n    consent: {us: unknown, iran: yes}",
            f"    {change}\n    consent: {{us: unknown}}",
        )
        path.write_text(text)
        assert found(tmp_path / "sound") == []


def test_a_worth_that_leaves_an_issue_out(tmp_path: Path) -> None:
    sound(tmp_path)
    path = tmp_path / "sound" / "case.yaml"
    worth = "    worth: {walk_away: 1, judged: AB, issues: {a: {weight: 1, values: {x: 1}}}}\n"
    issues = (
        "issues: {a: {name: A, values: {x: X}}, b: {name: B, values: {y: Y}}, "
        "c: {name: C, range: {from: 0, to: 1, step: 1}}}\n"
    )
    text = path.read_text().replace("    actor: iran\n", "    actor: iran\n" + worth) + issues
    path.write_text(text)
    findings = check(tmp_path / "sound")
    assert [f.code for f in findings] == ["GO316", "GO316"]
    assert {f.text.split("“")[1].split("”")[0] for f in findings} == {"B", "C"}


def test_a_worth_without_a_basis(tmp_path: Path) -> None:
    sound(tmp_path)
    path = tmp_path / "sound" / "case.yaml"
    text = path.read_text().replace(
        "    actor: iran\n", "    actor: iran\n    worth: {walk_away: 1}\n"
    )
    path.write_text(text)
    assert found(tmp_path / "sound") == ["GO305"]


def test_a_walk_away_below_what_today_is_worth_is_told(tmp_path: Path) -> None:
    sound(tmp_path)
    path = tmp_path / "sound" / "case.yaml"
    before = path.read_text()
    issues = (
        "issues: {a: {name: A, today: x, values: {x: X, y: Y}}, "
        "b: {name: B, today: v, values: {v: V, w: W}}}\n"
    )
    for walk_away, told in (("89", ["GO327"]), ("90", []), ("120", [])):
        worth = (
            f"    worth: {{walk_away: {walk_away}, judged: AB, issues: "
            "{a: {weight: 2, values: {x: 40, y: 0}}, b: {weight: 1, values: {v: 10, w: 0}}}}\n"
        )
        text = before.replace("    actor: iran\n", "    actor: iran\n" + worth) + issues
        path.write_text(text)
        findings = [f for f in check(tmp_path / "sound") if f.code == "GO327"]
        assert [f.code for f in findings] == told
        assert all("90" in f.text and "89" in f.text for f in findings)


def test_a_walk_away_in_other_units_than_packages_is_asked_about(tmp_path: Path) -> None:
    path = sound(tmp_path) / "case.yaml"
    before = path.read_text()
    issues = "issues: {a: {name: A, values: {x: X, y: Y}}}\n"
    for walk_away, weight, told in (("30", "60", 1), ("30", "0.6", 0), ("0", "60", 0)):
        worth = (
            f"    worth: {{walk_away: {walk_away}, judged: AB, issues: "
            f"{{a: {{weight: {weight}, values: {{x: 100, y: 0}}}}}}}}\n"
        )
        path.write_text(before.replace("    actor: iran\n", "    actor: iran\n" + worth) + issues)
        found = [f for f in check(tmp_path / "sound") if f.code == "GO327"]
        assert len(found) == told
        assert all("6000" in f.text.replace(",", "") for f in found)


def test_an_option_of_which_no_preference_speaks(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    text = (folder / "case.yaml").read_text()
    idle = text.replace("press: Press,", "press: Press, wait: Wait and see,")
    (folder / "case.yaml").write_text(idle)
    told = [f.text for f in check(folder) if f.code == "GO328"]
    assert len(told) == 1
    assert "“Wait and see”" in told[0]
    assert "stands twice" in told[0]


def test_a_proposed_option_of_which_nothing_speaks_is_told_to_be_left_out(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    text = (folder / "case.yaml").read_text()
    idle = text.replace("press: Press,", "press: Press, wait: {text: Wait, unreviewed: yes},")
    (folder / "case.yaml").write_text(idle)
    told = [f.text for f in check(folder) if f.code == "GO328"]
    assert len(told) == 1
    assert "“Wait”" in told[0]
    assert "Left out of the outcomes" in told[0]
    many = ", ".join(f"w{n}: {{text: Wait {n} days, unreviewed: yes}}" for n in range(6))
    (folder / "case.yaml").write_text(text.replace("press: Press,", f"press: Press, {many},"))
    (told,) = [f.text for f in check(folder) if f.code == "GO328"]
    assert told.endswith("“Wait 3 days” and 2 more.")


def test_what_is_done_today_is_asked_for_once_all_have_preferences(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    text = (folder / "case.yaml").read_text().replace("status_quo: us.press\n", "")
    (folder / "case.yaml").write_text(text)
    (today,) = [f for f in check(folder) if f.code == "GO329"]
    assert today.help
    assert "status_quo: [us.press]" in today.help
    silent = text.replace("    prefers: [{that: us.relief, judged: AB, because: said}]\n", "")
    (folder / "case.yaml").write_text(silent)
    assert "GO329" not in found(folder)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Not block the pass", True),
        ("not raise the toll", True),
        ("Will not sign", True),
        ("refrain from patrols", True),
        ("Note the offer", False),
        ("Notify the court", False),
        ("Leave the pass and not return", False),
        ("Block the pass", False),
    ],
)
def test_what_is_not_done_is_no_option(tmp_path: Path, text: str, told: bool) -> None:
    folder = sound(tmp_path)
    path = folder / "case.yaml"
    path.write_text(path.read_text().replace("press: Press,", f"press: {text},"))
    said = [f.text for f in check(folder) if f.code == "GO329"]
    assert bool(said) is told
    assert all(text in one for one in said)


def test_findings_with_one_remedy_stand_together_and_it_is_told_once() -> None:
    weak = [told_as("GO317", severity="warning", party=name) for name in ("Nor", "Sud", "Est")]
    other = told_as("GO305", severity="warning")
    first, second, last = paragraphs([weak[0], other, *weak[1:], "note: 3 more"])
    assert all(one.text in first for one in weak)
    assert first.index("Nor") < first.index("Sud") < first.index("Est") < first.index("help:")
    assert first.count("help:") == 1
    assert second == other.render()
    assert last == "note: 3 more"
    assert list(paragraphs(weak[:1])) == [weak[0].render()]


def test_notes_that_are_alike_are_told_twice_and_then_counted() -> None:
    notes = [told_as("GO304.claims", severity="note", claims=str(n), count=1) for n in range(5)]
    grave = [told_as("GO305", severity="warning") for _ in range(5)]
    told = list(few_of_a_kind([*grave, *notes]))
    assert told[:7] == [*grave, *notes[:2]]
    assert len(told) == 8
    assert "3 more" in str(told[7])
    assert list(few_of_a_kind(notes[:3])) == notes[:3]


def test_what_somebody_says_of_itself_needs_no_second_origin(tmp_path: Path) -> None:
    pages = [copied("eye.example", 1), copied("eye.example", 2), copied("other.example", 3)]
    one, two = (pages[n].statements[0].id for n in (0, 1))
    text = (
        "case: c\ntitle: T\nparties:\n  p:\n    name: P\n"
        f"    wants: [{{text: Quiet, evidence: [{one}, {two}]}}]\n"
    )
    assert "GO308" not in found(put(tmp_path, text, *pages))


def test_a_party_that_the_case_leaves_out(tmp_path: Path) -> None:
    text = SOUND.split("  iran:", maxsplit=1)[0].replace("iran.limit", "us.relief")
    (finding,) = [f for f in check(put(tmp_path, text, dated())) if f.code == "GO311"]
    assert finding.severity == "note"
    assert "Iran" in finding.text
    assert AGREED in finding.text


# --- sources -------------------------------------------------------------------------------------


def test_an_undated_page_is_told_and_a_dated_one_is_not(tmp_path: Path) -> None:
    folder = put(tmp_path, "case: c\ntitle: T\n", offer(), river())
    (finding,) = [f for f in check(folder) if f.code == "GO307"]
    assert str(finding.place) == f"report.txt ({offer().documents[0].id})"


def copied(of: str, number: int) -> Dossier:
    """A page that says it was rewritten from an outlet."""
    page = Page(
        f"Copy {number}: sanctions will go. Source: {of}.", f"{number}.txt", published="2025"
    )
    origin = Origin(of, of, page.at(of))
    document = replace(page.document, origin=origin, outlet=f"Outlet {number}")
    return Dossier((document,), statements=(page.said("iran", "sanctions will go"),))


def test_pages_rewritten_from_one_outlet_count_once(tmp_path: Path) -> None:
    pages = [copied("eye.example", 1), copied("www.eye.example", 2), copied("other.example", 3)]
    ids = [p.statements[0].id for p in pages]
    text = (
        "case: c\ntitle: T\nissues:\n"
        f"  a: {{name: A, evidence: [{ids[0]}, {ids[1]}]}}\n"
        f"  b: {{name: B, evidence: [{ids[0]}, {ids[2]}]}}\n"
    )
    findings = [f for f in check(put(tmp_path, text, *pages)) if f.code == "GO308"]
    assert len(findings) == 1
    assert findings[0].place
    assert findings[0].place.line == 4


def test_one_origin_for_everything_is_told_once(tmp_path: Path) -> None:
    findings = [f for f in check(put(tmp_path, SOUND, dated())) if f.code == "GO308"]
    assert len(findings) == 1
    assert findings[0].place
    assert findings[0].place.line == 1


def test_an_unnamed_source_alone_weighs_more_than_beside_others(tmp_path: Path) -> None:
    for evidence, severity in ((f"[{HEARD}]", "warning"), (f"[{HEARD}, {SAID}]", "note")):
        text = SOUND.replace(f"[{SAID}, {AGREED}]", evidence)
        (finding,) = [f for f in check(put(tmp_path, text, dated())) if f.code == "GO309"]
        assert finding.severity == severity
        assert HEARD in finding.text


# --- speakers ------------------------------------------------------------------------------------


def contradicting(tmp_path: Path, one: str, other: str, **more: Any) -> list[Finding]:
    page = Page(f"{one}. {other}.", "p.txt", published="2025")
    first = page.said("iran", one, issues=("talks",))
    second_ = replace(page.said("iran", other, issues=("talks",)), **more)
    folder = put(
        tmp_path, "case: c\ntitle: T\n", Dossier((page.document,), statements=(first, second_))
    )
    return [f for f in check(folder) if f.code == "GO306"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("talks with Washington begin soon", "talks with Washington do not begin soon"),
        ("direct talks are welcome now", "direct talks aren’t welcome now"),
        ("talks remain possible this spring", "talks are no longer possible this spring"),
    ],
)
def test_opposite_statements_of_one_speaker_are_told(tmp_path: Path, one: str, other: str) -> None:
    (finding,) = contradicting(tmp_path, one, other)
    assert finding.place
    assert finding.place.file == "p.txt"
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ("talks with Washington begin soon", "talks with Washington begin in May", {}),
        ("talks with Washington begin soon", "sanctions were never lifted at all", {}),
        (
            "talks with Washington begin soon",
            "talks with Washington do not begin soon",
            {"speaker": "us"},
        ),
        (
            "talks with Washington begin soon",
            "talks with Washington do not begin soon",
            {"issues": ("x",)},
        ),
        (
            "talks with Washington begin soon",
            "talks with Washington do not begin soon",
            {"speaker": None},
        ),
        ("we will talk", "we will not talk", {}),
    ],
)
def test_what_may_well_go_together_is_not_told(
    tmp_path: Path, one: str, other: str, more: Any
) -> None:
    assert contradicting(tmp_path, one, other, **more) == []


def test_a_pair_is_told_once_though_it_shares_two_issues(tmp_path: Path) -> None:
    one, other = (replace(s, issues=("dam", "water")) for s in river().statements)
    folder = put(tmp_path, "case: c\ntitle: T\n", replace(river(), statements=(one, other)))
    findings = [f for f in check(folder) if f.code == "GO306"]
    assert len(findings) == 1
    assert "Lower Bank front" in findings[0].text
    assert "the dam" in findings[0].text


def test_a_speaker_who_repeats_themselves_often_does_not_flood(tmp_path: Path) -> None:
    page = Page(
        " ".join(f"Point {i}: talks will {'not ' * (i % 2)}begin in spring." for i in range(40)),
        "p.txt",
        published="2025",
    )
    texts = page.snapshot.text.split(". ")
    said = tuple(page.said("iran", t, issues=("talks",)) for t in texts)
    folder = put(tmp_path, "case: c\ntitle: T\n", Dossier((page.document,), statements=said))
    assert found(folder).count("GO306") == MOST_PAIRS


def test_a_rejected_statement_contradicts_nobody(tmp_path: Path) -> None:
    one = river().statements[0].id
    folder = put(tmp_path, "case: c\ntitle: T\n", river(), decided={one: "rejected"}.items())
    assert "GO306" not in found(folder)


# --- logic ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_truth_tables_are_those_of_the_definition(count: int) -> None:
    names = tuple(f"o{i}" for i in range(count))
    tables = Tables(names)
    for source in ("o0", "not o0", f"o0 and o{count - 1}", f"o0 if not o{count - 1}", "o0 iff o0"):
        condition = parse(source)
        expected = 0
        for state in range(2**count):
            truth = {name: (state >> i) & 1 for i, name in enumerate(names)}
            expected |= (condition.evaluate(truth) & 1) << state
        assert tables.of(condition) == expected


def many(tmp_path: Path, count: int, last: str) -> list[str]:
    options = ", ".join(f"o{i}: O" for i in range(count))
    rules = "\n".join(f"  - p.o{i} or not p.o{i}" for i in range(1)) + f"\n  - {last}\n"
    text = f"case: c\ntitle: T\nparties: {{p: {{name: P, options: {{{options}}}}}}}\ninfeasible:\n{rules}"
    return found(put(tmp_path, text), "GO317")


def test_many_options_are_still_exact_and_too_many_say_nothing(tmp_path: Path) -> None:
    every = " and ".join(f"p.o{i}" for i in range(MOST_OPTIONS))
    assert many(tmp_path, MOST_OPTIONS, every) == ["GO315"]
    every = " and ".join(f"p.o{i}" for i in range(MOST_OPTIONS + 1))
    assert many(tmp_path, MOST_OPTIONS + 1, every) == []


def test_preferences_over_too_many_options_are_not_compared(tmp_path: Path) -> None:
    count = MOST_IN_A_PAIR + 1
    options = ", ".join(f"o{i}: O" for i in range(count))
    every = " and ".join(f"p.o{i}" for i in range(count))
    text = (
        f"case: c\ntitle: T\nparties:\n  p:\n    name: P\n    options: {{{options}}}\n    prefers:\n"
        f"      - {{that: {every}, judged: A}}\n      - {{that: {every}, judged: A}}\n"
    )
    assert found(put(tmp_path, text), "GO329") == []


# --- order ---------------------------------------------------------------------------------------


def test_findings_come_gravest_first_then_by_place_and_once() -> None:
    def at(severity: Any, line: int | None, file: str = "a") -> Finding:
        place = None if line is None else Place(file, line, 1)
        return Finding("GO1", "T", place, severity=severity)

    wanted = [
        at("error", 2),
        at("error", 10),
        at("error", 1, "b"),
        at("error", None),
        at("warning", 1),
        at("note", 1),
    ]
    assert arranged([*reversed(wanted), *wanted]) == wanted


def test_the_shipped_case_has_no_errors() -> None:
    demo = Path(casefile.__file__).parents[2] / "demo" / "case.yaml"
    assert [f.render() for f in CaseFile.open(demo).findings] == []


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (
            "pairs: [{better: a.x, than: b.z, judged: G}, {better: b.z, than: a.x, judged: G}]",
            "GO418",
        ),
        ("ranking: [{that: a.x, judged: G}]", "GO417"),
        ("prefers: [{that: a.x, judged: G}], sees: {judged: G, unaware: [b.z]}", "GO416"),
    ],
)
def test_what_keeps_outcomes_from_being_compared_is_told(
    tmp_path: Path, order: str, code: str
) -> None:
    (tmp_path / "case.yaml").write_text(
        "case: c\ntitle: T\nparties:\n"
        f"  a: {{name: A, options: {{x: X}}, {order}}}\n"
        "  b: {name: B, options: {z: Z}, prefers: [{that: b.z, judged: G}]}\n"
        "at_least_one: [[a.x, b.z]]\n",
        "utf-8",
    )
    (found,) = (f for f in check(tmp_path) if f.severity == "error")
    assert found.code == code
    assert found.place is not None
    assert found.place.line == 4
