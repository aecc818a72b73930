"""Review: pure moves, piped keys, real key presses, and a kill between two of them."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.made_dossiers import Page, offer, river

import goodoffices
from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.files import sha256
from goodoffices.case.file import CaseFile
from goodoffices.cli.review.sitting import ReviewAct, Sitting, StrikingAct, answer, press
from goodoffices.cli.review.view import PDI, RLI, rendered, safe
from goodoffices.evidence.claims import Dossier, Statement, merge
from goodoffices.evidence.corrections import read_edit
from goodoffices.evidence.selection import ClaimSelection, folded, pages, selected
from goodoffices.evidence.snapshot import Document, Snapshot, Zone
from goodoffices.evidence.store import DossierStore
from goodoffices.evidence.store.decisions import SAME
from goodoffices.folder import lexicon
from goodoffices.folder.asking import order
from goodoffices.folder.ingest import read_in
from goodoffices.folder.matters import topics
from goodoffices.folder.striking import CaseUse, CaseUses

VERB = [sys.executable, "-m", "goodoffices", "review"]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    goodoffices.new(folder, "A case")
    with DossierStore(folder) as store:
        store.add(offer())
    return folder


def statuses(folder: Path) -> dict[str, str]:
    with DossierStore(folder) as store:
        return {claim.id: claim.status for claim in store.dossier().claims}


def queue(dossier: Dossier, *rested_on: str, **narrowing: Any) -> tuple[str, ...]:
    asked = {key: frozenset(value) for key, value in narrowing.items()}
    return order(selected(dossier, ClaimSelection(**asked)), dossier, rested_on)


def piped(folder: Path, keys: str, *options: str) -> subprocess.CompletedProcess[str]:
    call = [*VERB, str(folder), *(options or ("--by", "AK"))]
    return subprocess.run(call, input=keys, capture_output=True, text=True, check=False)


def test_what_the_case_uses_is_asked_first_and_what_is_unsure_last() -> None:
    dossier = offer()
    first, *others = dossier.events
    low = dossier.statements[0]
    dossier = replace(dossier, statements=(replace(low, confidence="low"), *dossier.statements[1:]))
    ids = queue(dossier, first.id, "iran")
    assert set(ids) == {claim.id for claim in dossier.claims}
    assert ids[:2] == ("iran", first.id)
    assert ids[-1] == low.id
    entities = [c.id for c in (*dossier.actors, *dossier.issues) if c.id != "iran"]
    sides = [i for i in entities if i != "ukraine"]  # no party, no mediator, no issue of its own
    assert set(ids[2 : 2 + len(sides)]) == set(sides)
    starts = [e.spans[0].start for e in map(dossier.claim, ids) if e and e in others]
    assert starts[:-1] == sorted(starts[:-1])
    assert queue(dossier, statuses=["accepted"]) == ()


def test_claims_are_found_by_whom_and_by_words_however_they_are_written() -> None:
    dossier = offer()
    assert set(queue(dossier, kinds=["event"])) == {e.id for e in dossier.events}
    by = {c.id for c in selected(dossier, ClaimSelection(who="russia"))}
    assert dossier.statements[0].id in by  # its spokesman's words are its own
    assert "dmitry-peskov" in by
    assert dossier.statements[2].id not in by
    about = {
        c.id
        for c in selected(dossier, ClaimSelection(about="NUCLÉAR", kinds=frozenset(["statement"])))
    }
    assert about == {s.id for s in dossier.statements[1:]}
    assert selected(dossier, ClaimSelection(page="report.txt")) == dossier.claims
    assert selected(dossier, ClaimSelection(page="other")) == ()
    assert folded("كتاب يمني") == folded("کتاب یمنی")
    assert folded("Sérane") == folded("SERANE")
    assert folded("می‌خواهد") == folded("میخواهد")


def test_many_are_decided_at_once_and_taken_back_at_once(case: Path) -> None:
    ids = queue(offer())
    done = piped(case, "ax\npage r\nq")
    assert done.returncode == 0, done.stderr
    found = statuses(case)
    assert found[ids[0]] == "accepted"
    assert {found[i] for i in ids[1:]} == {"rejected"}
    other = case.parent / "again"
    goodoffices.new(other, "B")
    with DossierStore(other) as store:
        store.add(offer())
    piped(other, "ax\npage r\nzq")
    assert set(statuses(other).values()) == {"accepted", "unreviewed"}


@pytest.mark.parametrize("words", ["page", "page x", "everything r", "r", "band  "])
def test_what_does_not_say_which_and_how_decides_nothing(case: Path, words: str) -> None:
    done = piped(case, f"x\n{words}\nq")
    assert set(statuses(case).values()) == {"unreviewed"}
    assert "GO337" in done.stdout


def test_a_selection_is_decided_without_keys_and_everything_never(case: Path) -> None:
    done = piped(case, "", "--by", "AK", "--kind", "event", "--decide", "reject")
    assert done.returncode == 0, done.stderr
    found = statuses(case)
    assert {found[e.id] for e in offer().events} == {"rejected"}
    assert {found[s.id] for s in offer().statements} == {"unreviewed"}
    refused = piped(case, "", "--by", "AK", "--decide", "accept")
    assert refused.returncode == 2
    assert "GO338" in refused.stderr
    assert statuses(case) == found


def test_a_rejected_page_takes_nothing_with_it_that_other_pages_tell(case: Path) -> None:
    second = Page("Russia said that rain was near.", name="second.txt")
    told = (second.actor("russia", "Russia", country="RUS"),)
    said = (second.said("russia", "rain was near"),)
    with DossierStore(case) as store:
        store.add(Dossier((second.document,), actors=told, statements=said))
        shared = {c.id for c in store.dossier().claims if len(pages(c)) > 1}
        assert shared
    for call in (("", "--page", "second", "--decide", "reject"), ("x\npage r\nq",)):
        done = piped(case, call[0], "--by", "AK", *call[1:])
        assert done.returncode == 0, done.stderr
        found = statuses(case)
        assert found[said[0].id] == "rejected"
        assert {found[i] for i in shared} == {"unreviewed"}


def test_a_selection_is_decided_where_there_is_no_terminal(case: Path) -> None:
    call = [*VERB, str(case), "--by", "AK", "--kind", "event", "--decide", "reject"]
    done = subprocess.run(call, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {statuses(case)[e.id] for e in offer().events} == {"rejected"}


def test_one_claim_is_opened_by_its_id_whatever_stands_of_it(case: Path) -> None:
    (event, *_rest) = offer().events
    piped(case, "r", "--by", "AK", *[event.id])
    assert statuses(case)[event.id] == "rejected"
    done = piped(case, "a", "--by", "AK", event.id)
    assert "Review 1 of 1" in done.stdout
    assert statuses(case)[event.id] == "accepted"
    wrong = piped(case, "a", "--by", "AK", event.id[:-1])
    assert wrong.returncode == 2
    assert event.id in wrong.stderr


def test_claims_are_listed_with_their_words(case: Path) -> None:
    call = [sys.executable, "-m", "goodoffices", "claims", str(case), "--about", "sanctions"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    (event,) = [e for e in offer().events if e.type == "SANCTION"]
    assert event.id in done.stdout
    assert "United States" in done.stdout
    assert offer().events[0].id not in done.stdout


@given(st.text(alphabet="aruszAR x", max_size=40))
def test_undoing_all_leaves_everything_as_it_was(keys: str) -> None:
    sitting = Sitting(queue=queue(offer()))
    state: dict[str, str] = {}
    for key in [*keys, *"z" * len(keys)]:
        sitting, acts = press(sitting, key)
        state |= {act.claim: act.status for act in acts if isinstance(act, ReviewAct)}
        sitting = replace(sitting, over=False)
    assert sitting.at == 0
    assert set(state.values()) <= {"unreviewed"}


def test_an_edit_is_checked_before_it_is_kept() -> None:
    dossier = offer()
    said = dossier.statements[0]
    changes = read_edit(said, "speaker = iran; date = 2025-03; issues = nuclear programme", dossier)
    assert changes["speaker"] == "iran"
    assert changes["speaker_name"] == "Iran"
    assert (changes["date"], changes["issues"]) == ("2025-03", ["nuclear-programme"])
    for wrong in ("speaker = Nobody", "date = soon", "kind = loud", "id = S-1", "speaker", "text="):
        with pytest.raises(UsageError, match="GO331"):
            read_edit(said, wrong, dossier)
    with pytest.raises(UsageError, match="Did you mean"):
        read_edit(said, "speaker = dmitri-peskov", dossier)


def test_a_merge_needs_another_item_of_the_same_kind() -> None:
    dossier = offer()
    sitting, _none = press(Sitting(queue=("iran",)), "m")
    for wrong in ("iran", "nobody", dossier.events[0].id):
        with pytest.raises(UsageError, match="GO332"):
            answer(sitting, wrong, dossier)
    back, acts = answer(sitting, " ", dossier)
    assert (back.asking, acts) == (None, ())


def test_piped_keys_decide_and_are_signed_and_timed(case: Path) -> None:
    ids = queue(offer())
    done = piped(case, "aru s z z aq")
    assert done.returncode == 0, done.stderr
    found = statuses(case)
    assert [found[i] for i in ids[:4]] == ["accepted", "rejected", "accepted", "unreviewed"]
    assert "Review 1 of 14" in done.stdout
    assert "3 decided, 11 left" in done.stdout
    with DossierStore(case) as store:
        taken = store.decisions()
    assert {d.by for d in taken} == {"AK"}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", d.at) for d in taken)


def test_an_edit_through_a_pipe_and_what_does_not_fit(case: Path) -> None:
    done = piped(
        case,
        "e kind = loud\ne kind = direct; speaker = iran\nq",
        "--by",
        "AK",
        "--kind",
        "statement",
    )
    assert "GO331" in done.stdout
    with DossierStore(case) as store:
        first = store.dossier().statements[0]
    assert isinstance(first, Statement)
    assert (first.kind, first.speaker, first.status) == ("direct", "iran", "corrected")


def test_a_merged_actor_is_one_and_undo_parts_them_again(case: Path) -> None:
    ids = queue(offer())
    keys = "s" * ids.index("dmitry-peskov") + "m\nrussia\n"
    assert piped(case, keys + "q").returncode == 0
    with DossierStore(case) as store:
        dossier = store.dossier()
        russia = dossier.claim("russia")
        assert dossier.claim("dmitry-peskov") is None
        assert dossier.statements[0].speaker == "russia"
        assert russia is not None
        assert "Dmitry Peskov" in russia.aliases  # type: ignore[union-attr]
        assert len(russia.spans) == 2
        store.decide("dmitry-peskov", "unreviewed", "AK", "2025-03-04T12:00:00Z")
        assert store.dossier() == offer()


def test_reading_again_overwrites_no_decision(case: Path) -> None:
    piped(case, "aaar")
    before = statuses(case)
    with DossierStore(case) as store:
        store.add(offer())
    assert statuses(case) == before


def test_without_a_person_nothing_is_decided(case: Path) -> None:
    for options, keys in ((("--by", "AK"), ""), (("--kind", "actor"), "a")):
        done = piped(case, keys, *options)
        assert done.returncode == 4
        assert "GO330" in done.stderr
    call = [*VERB, str(case), "--by", "AK"]
    with Path(os.devnull).open() as nobody:
        done = subprocess.run(call, stdin=nobody, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert set(statuses(case).values()) == {"unreviewed"}


def test_what_of_the_case_rests_on_an_item_is_told_beside_it(case: Path) -> None:
    said = offer().statements[0].id
    want = f"parties:\n  iran:\n    name: Iran\n    wants: [{{text: Relief, evidence: [{said}]}}]\n"
    file = case / "case.yaml"
    file.write_text(file.read_text().replace("parties:\n", want, 1))
    done = piped(case, "ssq")
    first = done.stdout.split("Review 2 of")[0]
    asked = next(part for part in done.stdout.split("Review ") if part.split()[4:] and said in part)
    assert "Iran wants: Relief" in asked
    assert "the case rests on 1 of these" in first


def test_orphans_are_counted_and_cannot_be_accepted(case: Path) -> None:
    text = next((case / "sources").glob("*.text"))
    text.chmod(0o644)
    text.write_text("Something else.", "utf-8")
    done = piped(case, "arq")
    assert "14 lost their words" in done.stdout
    assert "GO333" in done.stdout
    assert list(statuses(case).values()).count("rejected") == 1


def test_a_page_cannot_order_the_terminal_about() -> None:
    page = Page("Iran said \x1b[2Jno\x07 to \u202etalks\u2069.")
    dossier = Dossier((page.document,), statements=(page.said(None, page.snapshot.text[:12]),))
    shown = rendered(dossier, dossier.statements[0])
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert shown.count("\u2068") == shown.count(PDI)


@given(st.text())
def test_safe_text_holds_no_control_sign(text: str) -> None:
    shown = safe(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u2069" for c in shown)


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_a_right_to_left_page_keeps_its_direction_and_digits(columns: int) -> None:
    text = "ایران در ۱۴ اسفند پیشنهاد میانجیگری روسیه را پذیرفت."
    snapshot = Snapshot(sha256(text.encode()), text)
    page = Document(snapshot, (Zone("body", 0, len(text)),), language="fa")
    said = replace(
        offer().statements[0], spans=(snapshot.span(9, 17),), sentence=snapshot.span(0, 5)
    )
    shown = rendered(Dossier((page,), statements=(said,)), said, columns)
    assert "۱۴ اسفند" in shown
    isolated = [line for line in shown.splitlines() if line.startswith(RLI)]
    assert isolated
    assert all(line.endswith(PDI) for line in isolated)
    assert "⟦" in shown
    assert "│" not in shown


class Person:
    """Somebody at a real terminal."""

    def __init__(self, folder: Path) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execv(sys.executable, [*VERB, str(folder), "--by", "AK"])
        self.seen = ""

    def sees(self, words: str, times: int = 1) -> None:
        until = time.monotonic() + 60
        while self.seen.count(words) < times:
            ready, _w, _x = select.select([self.fd], [], [], max(0, until - time.monotonic()))
            assert ready, f"no {words!r} in {self.seen!r}"
            try:
                self.seen += os.read(self.fd, 65536).decode("utf-8", "replace")
            except OSError:
                pytest.fail(f"ended without {words!r}: {self.seen!r}")

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def ends(self) -> int:
        _pid, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return status


def test_one_key_decides_at_a_real_terminal(case: Path) -> None:
    person = Person(case)
    person.sees("[q] quit")
    assert "\x1b[7m" in person.seen
    person.press("a")
    person.sees("Review 2 of 14")
    person.press("e")
    person.sees("field = value")
    person.press("country = FRA\r")
    person.sees("Review 3 of 14")
    person.press("z")
    person.sees("Review 2 of 14", 2)
    person.press("\x1b[A\x1b[C")  # arrows are no letters
    person.press("rs")  # two keys at once
    person.sees("Review 4 of 14")
    person.press("q")
    person.sees("2 decided, 11 left")
    assert os.waitstatus_to_exitcode(person.ends()) == 0
    ids = queue(offer())
    assert [statuses(case)[i] for i in ids[:3]] == ["accepted", "rejected", "unreviewed"]


def test_a_kill_loses_no_decision_that_was_told_as_kept(case: Path) -> None:
    person = Person(case)
    for number in range(1, 6):
        person.sees(f"Review {number} of 14")
        person.press("a")
        person.sees("kept:", number)
    os.kill(person.pid, signal.SIGKILL)
    person.ends()
    assert list(statuses(case).values()).count("accepted") == 5
    done = piped(case, "aq")
    assert "Review 1 of 9" in done.stdout


def test_two_pages_are_reviewed_one_after_the_other() -> None:
    both = merge([offer(), river()])
    used = (s.id for s in both.statements)
    claims = [both.claim(i) for i in queue(both, *used, kinds=["statement"])]
    first = both.documents[0].id
    assert [c.spans[0].source == first for c in claims if c] == [True, True, True, False, False]


def test_a_merge_teaches_a_name_that_the_next_reading_uses(case: Path) -> None:
    ids = queue(offer())
    keys = "s" * ids.index("esmaeil-baghaei") + "m dmitry-peskov\nq"
    done = piped(case, keys)
    assert "learnt for the next reading, in lexicon.yaml: Esmaeil Baghaei" in done.stdout
    written = (case / lexicon.NAME).read_text("utf-8")
    assert '"Esmaeil Baghaei": dmitry-peskov' in written
    with DossierStore(case) as store:
        decided = store.decisions()
    (case / lexicon.NAME).write_text(written + "Kremlin man: dmitry-peskov  # mine\n", "utf-8")
    known = lexicon.names(case)
    page = Page("Kremlin man said that talks were near.")
    man = page.actor("kremlin-man", "Kremlin man", "person")
    said = page.said("kremlin-man", "talks were near")
    read = lexicon.applied(Dossier((page.document,), actors=(man,), statements=(said,)), known)
    assert [a.id for a in read.actors] == ["dmitry-peskov"]
    assert read.statements[0].speaker == "dmitry-peskov"
    with DossierStore(case) as store:
        store.add(read)
        assert store.decisions() == decided
        peskov = store.dossier().claim("dmitry-peskov")
    assert peskov is not None
    assert {"Esmaeil Baghaei", "Kremlin man"} <= set(peskov.aliases)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["Foreign Ministry", "the rebels", "Union", "Defence Minister"])
def test_a_name_that_any_side_may_have_teaches_nothing(name: str) -> None:
    page = Page(f"Egypt met. {name} said no.")
    found = Dossier(
        (page.document,),
        actors=(page.actor("egypt", "Egypt"), page.actor("x", name, "organisation")),
    )
    assert lexicon.learnt([("x", {SAME: "egypt"})], found) == {}
    assert lexicon.generic(name)


@pytest.mark.parametrize("name", ["Sisi", "Egyptian Foreign Ministry", "Polisario Front"])
def test_a_name_of_its_own_teaches(name: str) -> None:
    assert not lexicon.generic(name)


def test_what_was_learnt_is_used_by_reading_and_undo_teaches_nothing(case: Path) -> None:
    ids = queue(offer())
    piped(case, "s" * ids.index("dmitry-peskov") + "m russia\nzq")
    assert not (case / lexicon.NAME).exists()
    (case / lexicon.NAME).write_text("Oman: iran\n", "utf-8")
    (case.parent / "page.txt").write_text("Oman agreed to mediate between Iraq and Syria.", "utf-8")
    read = read_in(case, [case.parent / "page.txt"]).dossier
    assert "oman" not in {actor.id for actor in read.actors}
    assert "iran" in {actor.id for actor in read.actors}


def test_a_lexicon_that_is_none_is_told(case: Path) -> None:
    (case / lexicon.NAME).write_text("- Oman\n", "utf-8")
    with pytest.raises(CaseError, match="GO334"):
        lexicon.names(case)


def striking(folder: Path) -> tuple[str, str]:
    """Write a case of three proposed lines and one of a person's; return the two claims."""
    one, two = (s.id for s in offer().statements[:2])
    proposed = "unreviewed: yes"
    file = folder / "case.yaml"
    text = f"""parties:
  iran:
    name: Iran
    # ~ To ask: which matters more to Iran, “Relief” or “Peace”?
    wants:
      - {{text: Relief, evidence: [{one}], {proposed}}}
      - {{text: Peace, evidence: [{one}, {two}], {proposed}}}
    options:
      # ~ done: 1 page
      stop: {{text: Stop, evidence: [{two}], {proposed}}}
      # mine
      go: {{text: Go, evidence: [{two}], judged: AK}}
"""
    file.write_text(file.read_text("utf-8").replace("parties:\n", text, 1), "utf-8")
    return one, two


def test_a_key_strikes_a_proposed_line_and_undo_puts_it_back(case: Path) -> None:
    one, two = striking(case)
    file = case / "case.yaml"
    before = file.read_text("utf-8")
    done = piped(case, "1q", "--by", "AK", two)
    assert "[1-2] strike" in done.stdout
    assert "struck from the case: Iran wants: Peace" in done.stdout
    assert "for [1]" in done.stdout
    text = file.read_text("utf-8")
    assert "Peace" not in text
    assert "Relief" in text
    assert "text: Stop" in text
    assert statuses(case)[two] == "unreviewed"  # the line is wrong, not the claim
    file.write_text(before, "utf-8")
    done = piped(case, "1z1q", "--by", "AK", two)
    assert "put back into the case: Iran wants: Peace" in done.stdout
    assert file.read_text("utf-8") == text
    done = piped(case, "12z zq", "--by", "AK", one)
    assert done.returncode == 0, done.stderr


def test_what_a_person_wrote_is_told_and_not_struck(case: Path) -> None:
    _one, two = striking(case)
    file = case / "case.yaml"
    done = piped(case, "113 q", "--by", "AK", two)
    text = file.read_text("utf-8")
    assert "text: Stop" not in text
    assert "# ~ done" not in text
    assert "# mine" in text
    assert "text: Go" in text
    assert "Iran can: Go" in done.stdout
    again = piped(case, "1q", "--by", "AK", two)
    assert "strike" not in again.stdout
    assert file.read_text("utf-8") == text


def test_a_claim_that_bears_nothing_any_more_is_not_asked_about() -> None:
    first, alone, other = "S-1", "S-2", "S-3"
    use = CaseUse("a line", ("parties", "iran", "wants", 0), frozenset({first, alone}))
    sitting, acts = press(Sitting(queue=(first, alone, other)), "1", [use])
    assert sitting.item == other
    assert [act.use for act in acts if isinstance(act, StrikingAct)] == [use]
    back, acts = press(sitting, "z")
    assert back.item == first
    assert [act.back for act in acts if isinstance(act, StrikingAct)] == [True]
    onward, _acts = press(back, "a")
    assert onward.item == alone
    want = replace(use, alone=frozenset())
    stays, _acts = press(Sitting(queue=(first, other)), "1", [want, CaseUse("another line")])
    assert stays.item == first
    waits, _acts = press(Sitting(queue=(first, other)), "1", [want, CaseUse("i", gathers=True)])
    assert waits.queue == (other, first)
    assert waits.item == other
    assert press(waits, "z")[0].queue == (first, other)
    for key, uses in (("2", [use]), ("1", [CaseUse("a judgement")])):
        same, acts = press(Sitting(queue=(first,)), key, uses)
        assert (same.at, acts) == (0, ())


def test_a_line_is_not_struck_under_another_hand(case: Path) -> None:
    one, _two = striking(case)
    with DossierStore(case) as store:
        uses = CaseUses(case, store.dossier())
    (use, *_more) = uses.of(one)
    file = case / "case.yaml"
    theirs = file.read_text("utf-8") + "# theirs\n"
    file.write_text(theirs, "utf-8")
    with pytest.raises(CaseError, match="GO221"):
        uses.strike(use)
    assert file.read_text("utf-8") == theirs
    assert use in uses.of(one)


def test_claims_are_found_by_the_cases_own_issues_and_levels(case: Path) -> None:
    first, second, *_more = offer().statements
    file = case / "case.yaml"
    level = " ".join(second.text.split()[:3])
    issues = f"""issues:
  ladder:
    name: Ladder of steps
    values: {{rung: the lowest rung, other: "{level}"}}
    evidence: [{first.id}, {second.id}]
"""
    file.write_text(file.read_text("utf-8").replace("\nissues:\n", f"\n{issues}", 1), "utf-8")

    def found(about: str) -> str:
        call = [sys.executable, "-m", "goodoffices", "claims", str(case), "--about", about]
        return subprocess.run(call, capture_output=True, text=True, check=True).stdout

    for name in ("ladder of", "LOWEST rung"):  # a level that no claim has the words of: its issue's
        listed = found(name)
        assert first.id in listed
        assert second.id in listed
        assert not [e.id for e in offer().events if e.id in listed]
    told = topics(offer(), CaseFile.open(case).case)
    assert any(level in name for name in told[second.id])
    assert not any(level in name for name in told[first.id])  # another of its levels has its words
    nothing = found("zebra")
    assert "Ladder of steps: the lowest rung" in nothing
    assert "read on the pages: " in nothing
    assert "knows" not in listed


def test_a_key_that_does_nothing_says_so_and_a_long_title_is_seen_to_be_cut(case: Path) -> None:
    done = piped(case, "?1q")
    assert "[?] does nothing here" in done.stdout
    assert "[1] does nothing here" in done.stdout
    assert "[q] does nothing" not in done.stdout
    dossier = offer()
    claim = next(one for one in dossier.claims if one.spans)
    page = dossier.document(claim.spans[0].source)
    assert page is not None
    renamed = replace(page, title="Word " * 30)
    long = replace(
        dossier, documents=tuple(renamed if one is page else one for one in dossier.documents)
    )
    assert "Word Word…" in rendered(long, claim)
