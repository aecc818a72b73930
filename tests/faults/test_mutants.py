"""Every safety test has teeth: with its planted fault it must fail, and without it pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase
from tests.base import test_fetch
from tests.faults import test_disk, test_points
from tests.faults.disk import Base
from tests.faults.mutants import MUTANTS, Mutant
from tests.talks import (
    test_done,
    test_heads,
    test_leave,
    test_office,
    test_operating,
    test_room_listing,
    test_rules,
    test_serving,
    test_stopping,
    test_text,
    test_verify,
)
from tests.talks.shuttle import finish, play
from tests.talks.world import DiskWorld, RulesWorld
from tests.trust import (
    test_canaries,
    test_entry,
    test_gate,
    test_given_back,
    test_leave_pages,
    test_log_ins,
    test_loop,
    test_sockets,
    test_together,
    test_twins,
)
from tests.trust.caller import House, house

from goodoffices.base.errors import GoodOfficesError
from goodoffices.talks import export
from goodoffices.talks.pages.app import utc
from goodoffices.talks.verify import verify_bytes

Check = Callable[[Path, pytest.FixtureRequest], Any]
SAID = ("Ben", "message", {"room": "room:us", "text": "secret", "leave": "no"})
STEPS = [
    ("Ada", "rules.accept", {}),
    ("Ada", "message", {"room": "room:iran", "text": "a", "leave": "no"}),
]

pytestmark = pytest.mark.no_cover
"""With a fault planted the code is not the one that is counted."""


def _cells(folder: Path, _request: pytest.FixtureRequest) -> None:
    """One phase of T1, without strangers from elsewhere."""
    with house(folder / "h") as made:
        for stranger in ("expired", "revoked", "elsewhere"):
            made.world.cookies[stranger] = b"x" * 32
        test_gate.test_every_cell_of_the_permission_table(made)


def _headers(folder: Path, _request: pytest.FixtureRequest) -> None:
    """Ask for a few pages; the headers are compared with those that were meant."""
    with house(folder / "h") as made:
        answer = made.get("Ada", "/room")
        assert dict(answer.headers).get("x-frame-options") == "DENY"
        assert test_gate.headers_fit(answer)


def _origins(folder: Path, _request: pytest.FixtureRequest) -> None:
    with house(folder / "h") as made:
        for headers, own in test_gate.ORIGINS:
            test_gate.test_a_write_is_done_only_from_a_page_of_this_site(made, headers, own)


def _twins(folder: Path, _request: pytest.FixtureRequest) -> None:
    with pytest.MonkeyPatch.context() as patch:
        made = test_twins.Twins(folder, patch)
        assert not test_twins.differs(made, STEPS, [SAID], [])


def _rule_twins(_folder: Path, _request: pytest.FixtureRequest) -> None:
    one, two = test_rules.twins(STEPS, ([SAID], []))
    assert one.seen("Ada") == two.seen("Ada")


def _canaries(folder: Path, request: pytest.FixtureRequest) -> None:
    caplog, capfd = request.getfixturevalue("caplog"), request.getfixturevalue("capfd")
    test_canaries.test_no_canary_outside_its_cage(folder, caplog, capfd)


def _traces(folder: Path, request: pytest.FixtureRequest) -> None:
    caplog = request.getfixturevalue("caplog")
    with pytest.MonkeyPatch.context() as patch:
        test_canaries.test_errors_and_traces_hold_no_words(folder, caplog, patch)


def _with_house(check: Callable[[House], None]) -> Check:
    def run(folder: Path, _request: pytest.FixtureRequest) -> None:
        with house(folder / "h") as made:
            check(made)

    return run


def _with_world(check: Callable[[DiskWorld], None]) -> Check:
    def run(folder: Path, _request: pytest.FixtureRequest) -> None:
        world = DiskWorld(folder)
        try:
            check(world)
        finally:
            world.close()

    return run


def _patched(check: Callable[[Path, pytest.MonkeyPatch], None]) -> Check:
    def run(folder: Path, _request: pytest.FixtureRequest) -> None:
        with pytest.MonkeyPatch.context() as patch:
            check(folder, patch)

    return run


def _closed(folder: Path, _request: pytest.FixtureRequest) -> None:
    world = DiskWorld(folder, now=utc())
    with pytest.MonkeyPatch.context() as patch:
        test_operating.let_it_cost_little(patch)
        try:
            test_operating.test_closed_talks_are_read_and_not_written(world)
        finally:
            world.close()


def _archived(folder: Path, _request: pytest.FixtureRequest) -> None:
    with pytest.MonkeyPatch.context() as patch:
        test_operating.let_it_cost_little(patch)
        test_operating.test_an_archive_is_read_without_server_or_key(folder)


def _crowd(folder: Path, _request: pytest.FixtureRequest) -> None:
    running = test_sockets.Running(folder)
    try:
        test_sockets.members_are_served_through_a_crowd(running)
    finally:
        running.close()


def _pieces(folder: Path, _request: pytest.FixtureRequest) -> None:
    running = test_sockets.Running(folder)
    try:
        test_sockets.test_what_comes_in_pieces_is_not_taken(running)
    finally:
        running.close()


def _named_twice(folder: Path, _request: pytest.FixtureRequest) -> None:
    (folder / "w").mkdir()
    world = DiskWorld(folder / "w")
    try:
        test_log_ins.test_a_store_is_one_by_whatever_name_it_is_opened(world, folder)
    finally:
        world.close()


def _for_whom(folder: Path, _request: pytest.FixtureRequest) -> None:
    three = House(DiskWorld(folder, setup=test_leave.THREE))
    try:
        test_leave_pages.test_with_several_parties_leave_names_the_one_it_is_for(three)
    finally:
        three.close()


def _with_monkey(check: Callable[[DiskWorld, pytest.MonkeyPatch], None]) -> Check:
    def run(folder: Path, request: pytest.FixtureRequest) -> None:
        with pytest.MonkeyPatch.context() as patch:
            _with_world(lambda world: check(world, patch))(folder, request)

    return run


def _joined(check: Callable[[RulesWorld], None]) -> Check:
    """Check the rules in a world whose delegates have joined."""
    return lambda _folder, _request: check(test_heads.joined())


def _power(folder: Path, _request: pytest.FixtureRequest) -> None:
    (folder / "b").mkdir()
    test_disk.lose_power(Base.make(folder / "b"), folder, 150)


def _failing(folder: Path, _request: pytest.FixtureRequest) -> None:
    import apsw

    (folder / "b").mkdir()
    test_disk.fail_each_call(Base.make(folder / "b"), folder, apsw.IOError, 1)


def _hash(folder: Path, _request: pytest.FixtureRequest) -> None:
    """Change one stored hash; nothing may be shown of a log that does not verify."""
    import apsw

    world = DiskWorld(folder)
    world.done("Ada", "message", room="room:iran", text="x", leave="no")
    world.close()
    connection = apsw.Connection(str(world.path))
    connection.execute("UPDATE records SET hash=zeroblob(32) WHERE n=(SELECT max(n) FROM records)")
    connection.close()
    world.restart()
    noticed = False
    try:
        world.office.view(world.session("Ada"))
    except GoodOfficesError:
        noticed = True
    world.close()
    assert noticed


def _kill(folder: Path, _request: pytest.FixtureRequest) -> None:
    """The server's fault is planted before its acts: here, in this process, without a server.

    A fork would not have the planted fault's sleep at the right moment; the kill is therefore a
    copy of the file at the moment of each answer, which is what kill -9 leaves behind.
    """
    import shutil

    from tests.talks.world import NOON

    from goodoffices.talks.office import Office
    from goodoffices.talks.sealing import CHEAPEST
    from goodoffices.talks.store import Store

    world = DiskWorld(folder)
    for number in range(5):
        said = {"room": "room:iran", "text": f"n{number}", "leave": "no"}
        world.done("Ada", "message", **said)
        copy = folder / f"copy{number}.sqlite"
        for suffix in ("", "-wal"):
            shutil.copy(f"{world.path}{suffix}", f"{copy}{suffix}")
        left = Office(Store(copy), cost=CHEAPEST)
        session = left.session(world.cookies["Ada"], NOON)
        assert session is not None
        assert f"n{number}" in [m.text for m in left.view(session).state.messages]
        left.store.close()
    world.close()


def _ballot(folder: Path, _request: pytest.FixtureRequest) -> None:
    (folder / "w").mkdir()
    world = DiskWorld(folder / "w")
    try:
        test_office.test_a_blind_ballot(world, "sealed", "no")
    finally:
        world.close()


def _forged(folder: Path, _request: pytest.FixtureRequest) -> None:
    """Write another name beside a signature; the copy is then not sound."""
    world = DiskWorld(folder)
    play(world)
    finish(world)
    copy = export.agreement(world.state("Ada"))
    world.close()
    assert copy is not None
    assert verify_bytes(copy).sound
    assert not verify_bytes(copy.replace(b'"name":"Ada"', b'"name":"Eve"')).sound


def _with_signed(check: Callable[[DiskWorld], None]) -> Check:
    def run(folder: Path, _request: pytest.FixtureRequest) -> None:
        world = DiskWorld(folder)
        try:
            play(world, "sealed")
            finish(world)
            check(world)
        finally:
            world.close()

    return run


def _fetching(check: Callable[[str, pytest.MonkeyPatch], None]) -> Check:
    def run(_folder: Path, _request: pytest.FixtureRequest) -> None:
        with test_fetch.serving() as base, pytest.MonkeyPatch.context() as patch:
            check(base, patch)

    return run


def _held(kind: str) -> Check:
    def run(folder: Path, _request: pytest.FixtureRequest) -> None:
        with house(folder / "held") as full:
            test_loop.fill(full.world, 20)
            test_loop.test_no_request_holds_the_loop(full, kind)

    return run


def _answers_held(folder: Path, _request: pytest.FixtureRequest) -> None:
    with house(folder / "full") as full:
        test_loop.fill(full.world, 300)
        test_loop.test_of_large_answers_that_nobody_reads_only_so_many_are_held(full)


CHECKS: dict[str, Check] = {
    "held by a copy": _held("one line of nine megabytes"),
    "held by changes": _held("what changed in a long clause"),
    "held by marks": _held("a message of marks"),
    "measures": lambda _f, _r: (
        test_loop.test_a_member_is_measured_alone_and_what_binds_goes_through()
    ),
    "seen": _with_house(test_room_listing.test_one_members_look_is_not_anothers),
    "points": _with_world(test_points.test_after_an_error_at_any_statement_the_writer_goes_on),
    "forged": _forged,
    "cells": _cells,
    "headers": _headers,
    "origins": _origins,
    "twins": _twins,
    "rule twins": _rule_twins,
    "canaries": _canaries,
    "traces": _traces,
    "kill": _kill,
    "shared sync": _with_world(test_together.test_nothing_is_answered_before_the_sync_it_shares),
    "shared undo": _with_world(
        test_together.test_an_error_at_the_commit_undoes_all_that_share_it_and_each_is_told
    ),
    "its own undo": _with_world(test_together.test_an_act_that_goes_wrong_undoes_itself_alone),
    "undone": _with_world(test_together.test_what_was_undone_is_seen_by_nobody),
    "removed": _with_world(
        test_together.test_who_was_removed_sees_nothing_of_what_others_keep_in_memory
    ),
    "box": lambda _f, _r: test_together.test_what_a_box_holds_is_told_to_its_key_alone(),
    "two lengths": _with_house(
        test_log_ins.test_a_request_with_two_lengths_is_not_taken_and_nothing_after_it
    ),
    "unread": _patched(
        lambda _f, patch: test_sockets.test_a_page_that_nobody_reads_is_not_kept_for_ever(patch)
    ),
    "dump": lambda _f, _r: test_stopping.test_the_process_leaves_no_core_dump(),
    "dump of serving": _patched(
        lambda folder, patch: test_stopping.test_serving_leaves_no_core_dump(patch, folder)
    ),
    "archive": _archived,
    "destroy": lambda folder, _r: test_operating.test_destroying_writes_over_what_it_deletes(
        folder
    ),
    "destroy served": lambda folder, _r: (
        test_operating.test_destroying_leaves_nothing_of_the_store_and_says_what_it_leaves(folder)
    ),
    "close": _closed,
    "tick": _patched(test_serving.test_a_serving_loop_that_stood_still_knows_of_its_silence),
    "crowd": _crowd,
    "fragments": _with_house(
        test_room_listing.test_a_record_that_was_written_before_is_as_it_would_be_written_now
    ),
    "ended in memory": _with_world(
        test_together.test_a_log_in_ended_by_whatever_code_is_ended_for_those_in_memory
    ),
    "ended meanwhile": _with_monkey(
        test_together.test_a_log_in_that_ends_while_it_is_looked_up_is_asked_for_again
    ),
    "retry": _with_world(test_office.test_a_retry_gets_the_first_answer_and_does_nothing_twice),
    "power": _power,
    "failing": _failing,
    "hash": _hash,
    "scanner": lambda folder, _r: test_entry.test_a_mail_scanner_does_not_use_an_invitation_up(
        folder
    ),
    "turns": lambda _f, _r: test_entry.test_work_is_done_a_little_at_a_time_in_turns(),
    "names of a store": _named_twice,
    "groups": lambda _f, _r: (
        test_entry.test_a_crowd_behind_one_address_takes_the_places_of_no_other_address()
    ),
    "digits": lambda _f, _r: test_rules.test_a_time_in_any_digits_is_the_time_it_says(),
    "rest": lambda _f, _r: (
        test_entry.test_after_a_strangers_turn_the_place_rests_as_long_as_the_turn_took()
    ),
    "a name": _with_signed(
        lambda world: test_verify.test_a_forged_agreement_is_not_sound_even_signed_anew(
            world, test_verify.a_signer_without_a_name
        )
    ),
    "spaces": lambda _f, _r: test_text.test_spaces_of_any_width_are_one_space(),
    "waited": _with_house(test_log_ins.test_a_page_that_waits_while_its_log_in_ends_is_not_shown),
    "pieces": _pieces,
    "two ways": _with_signed(test_verify.test_one_key_written_in_two_ways_is_one),
    "printed": _with_signed(
        test_verify.test_a_copy_writes_nothing_but_words_into_what_is_said_of_it
    ),
    "copies held": lambda _f, _r: (
        test_loop.test_copies_on_their_way_are_bounded_for_each_and_for_all()
    ),
    "answers held": _answers_held,
    "for whom": _for_whom,
    "wait": lambda _f, _r: (
        test_entry.test_a_turn_that_does_not_come_in_time_is_given_up_and_holds_no_place()
    ),
    "shown once": lambda folder, _r: (
        test_entry.test_a_page_whose_turn_does_not_come_says_when_to_come_again(folder)
    ),
    "pace": lambda _f, _r: test_entry.test_a_crowd_is_begun_pass_by_pass(),
    "ran out": lambda folder, _r: (
        test_log_ins.test_nothing_is_held_in_memory_of_a_log_in_that_ran_out(folder)
    ),
    "copies": _with_world(test_log_ins.test_a_copy_made_as_a_backup_knows_it_wherever_it_lies),
    "one invitation": _with_house(test_log_ins.test_an_invitation_sent_twice_is_one),
    "names": lambda _f, _r: test_verify.test_a_name_made_to_look_like_anothers_is_refused(),
    "proxy": lambda _f, _r: test_stopping.test_behind_a_proxy_links_are_those_that_people_type(),
    "known": _with_house(test_entry.test_a_known_browser_has_a_way_in_of_its_own),
    "timing": _with_house(test_entry.test_two_unknowns_cost_the_same_time),
    "log out": _with_house(test_entry.test_log_out_here_and_everywhere),
    "thief": _with_world(
        lambda world: test_log_ins.test_a_thief_who_keeps_asking_is_out_when_the_member_is(
            world, "everywhere"
        )
    ),
    "late act": _with_world(
        test_log_ins.test_an_act_begun_before_a_revocation_is_not_done_after_it
    ),
    "used link": lambda folder, _r: (
        test_log_ins.test_a_used_link_and_an_old_copy_open_nothing_written_since(folder)
    ),
    "put back": _with_world(
        test_log_ins.test_a_store_that_was_put_back_revives_no_link_passphrase_or_log_in
    ),
    "one process": _with_world(
        test_log_ins.test_a_store_that_is_served_is_refused_to_a_second_process
    ),
    "held lock": _with_world(test_log_ins.test_a_lock_that_another_program_holds_is_no_failed_disk),
    "private": lambda folder, _r: test_log_ins.test_files_are_their_owners_alone_whatever_the_mask(
        folder
    ),
    "planted link": lambda folder, _r: test_log_ins.test_a_planted_link_is_not_followed(folder),
    "exact fields": _with_signed(
        lambda world: test_verify.test_a_forged_agreement_is_not_sound_even_signed_anew(
            world, test_verify.beside
        )
    ),
    "cut room": _with_signed(
        lambda world: test_verify.test_a_room_cut_out_of_a_log_shows_against_a_receipt_of_it(
            world, "Ada", "room:iran"
        )
    ),
    "unreadable": lambda folder, _r: test_verify.test_what_cannot_be_read_is_told_and_is_exit_three(
        "NaN", folder
    ),
    "compared": _with_signed(
        test_verify.test_an_invented_agreement_is_told_by_the_keys_that_were_written_down
    ),
    "hidden": lambda _f, _r: test_verify.test_what_could_make_words_look_like_others_is_refused(
        "\u202e"
    ),
    "spine": lambda folder, _r: (
        test_verify.test_the_mediators_log_tells_nothing_of_notes_and_answers(folder)
    ),
    "ballot": _ballot,
    "relay": lambda _f, _r: (
        test_rules.test_nothing_is_passed_on_without_leave_and_confirmed_words()
    ),
    "retry overtaken": _with_world(test_done.test_a_retry_is_one_only_while_its_effect_stands),
    "form keys": _with_house(test_given_back.test_every_form_that_is_written_has_a_key_of_its_own),
    "given back": _with_house(
        test_given_back.test_words_come_back_after_a_log_in_ran_out_and_through_the_next_one
    ),
    "new head": _joined(test_heads.test_the_head_hands_over_and_the_new_heads_acts_wait),
    "called head": _joined(
        test_heads.test_a_head_the_mediator_names_is_seated_only_if_the_sitting_one_lets_it
    ),
    "taken back": lambda _f, _r: (
        test_heads.test_a_text_somebody_signed_is_taken_back_only_with_the_signers_consent()
    ),
    "stream": _with_house(
        test_leave_pages.test_the_desks_stream_says_nothing_when_others_write_for_themselves
    ),
    "one size": lambda folder, _r: test_done.test_answers_of_one_kind_are_of_one_size_on_the_disk(
        folder
    ),
    "late": _with_world(test_done.test_the_time_is_that_of_the_transaction),
    "counted": _with_world(
        test_done.test_a_counted_ballot_leaves_nothing_that_tells_single_answers
    ),
    "silence": _with_world(
        test_done.test_a_ballot_whose_time_came_in_a_silence_is_open_again_and_the_log_says_why
    ),
    "leave": lambda _f, _r: test_leave.keep_leave(30, phases=(Phase.generate,)),
    "one look-up": _fetching(test_fetch.test_an_address_is_looked_up_once),
    "one look-up on the way": _fetching(test_fetch.test_one_passed_on_to_is_looked_up_once),
    "led inside": _fetching(test_fetch.test_a_public_address_that_leads_inside_is_not_followed),
}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: m.name)
def test_a_planted_fault_is_noticed(
    mutant: Mutant, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutant.plant(monkeypatch)
    with pytest.raises(mutant.noticed):
        CHECKS[mutant.test](tmp_path, request)


@pytest.mark.parametrize("name", sorted({m.test for m in MUTANTS} - {"power", "failing", "cells"}))
def test_the_same_check_passes_without_the_fault(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    CHECKS[name](tmp_path, request)
