"""Checking copies: every kind of forgery is found, signers are named, nothing ends in a fault."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import work
from tests.talks.shuttle import finish, play
from tests.talks.world import DiskWorld, clause

from goodoffices.base.errors import UnreadableInput
from goodoffices.cli.main import verbs
from goodoffices.talks import export
from goodoffices.talks.acts import admit
from goodoffices.talks.chain import groups
from goodoffices.talks.nouns import Refusal
from goodoffices.talks.sealing import Seed, new_key
from goodoffices.talks.signing import initial_message, signature_message
from goodoffices.talks.text import canonical, digest, tidied, unseen
from goodoffices.talks.verify import CheckedAgainst, verify_bytes

Plain = dict[str, Any]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiskWorld]:
    """Talks that ended well; tests only read them."""
    made = DiskWorld(tmp_path_factory.mktemp("signed"))
    play(made, "sealed")
    finish(made)
    yield made
    made.close()


def agreement(world: DiskWorld) -> Plain:
    copy = export.agreement(world.state("Ada"))
    assert copy is not None
    plain: Plain = json.loads(copy)
    return plain


def written(plain: Plain) -> bytes:
    return canonical(plain) + b"\n"


def signed_anew(plain: Plain, keys: dict[str, Seed]) -> Plain:
    """Sign a copy anew with keys of one's own, as a forger can."""
    plain["hash"] = digest(plain["manifest"])
    for signature in plain["signatures"]:
        seed = keys[signature["party"]]
        said = signature_message(
            plain["talks"], signature["party"], signature["name"], plain["hash"]
        )
        signature |= {"hash": plain["hash"], "key": seed.verify_key, "signature": seed.sign(said)}
    for initial in plain["initials"]:
        seed = keys[initial["party"]]
        said = initial_message(plain["talks"], initial["party"], initial["name"], initial["hash"])
        initial |= {"key": seed.verify_key, "signature": seed.sign(said)}
    return plain


# agreements ------------------------------------------------------------------------------------


def beside(plain: Plain) -> None:
    plain["protocol"] = "Secret protocol"


def in_the_manifest(plain: Plain) -> None:
    plain["manifest"]["protocol"] = "x"


def beside_a_signature(plain: Plain) -> None:
    plain["signatures"][0]["reservation"] = "but not on Sundays"


def beside_initials(plain: Plain) -> None:
    for initial in plain["initials"] or [{}]:
        initial["note"] = "x"
    if not plain["initials"]:
        plain["initials"] = [{"note": "x"}]


def in_a_clause(plain: Plain) -> None:
    plain["clauses"][0]["footnote"] = "x"


def in_a_party(plain: Plain) -> None:
    for parties in (plain["parties"], plain["manifest"]["parties"]):
        parties[0]["represented_by"] = "x"


def in_an_annex(plain: Plain) -> None:
    plain["annexes"] = [{"heading": "Map", "text": "x", "scale": "1"}]


def no_parties(plain: Plain) -> None:
    plain["parties"] = plain["manifest"]["parties"] = []
    plain["signatures"], plain["initials"] = [], []


def one_party(plain: Plain) -> None:
    plain["parties"] = plain["manifest"]["parties"] = plain["parties"][:1]
    plain["signatures"] = plain["signatures"][:1]
    plain["initials"] = []


def one_name(plain: Plain) -> None:
    for parties in (plain["parties"], plain["manifest"]["parties"]):
        parties[1]["name"] = parties[0]["name"]


def a_third_signature(plain: Plain) -> None:
    plain["signatures"].append({**plain["signatures"][0], "party": "france", "name": "Eve"})


def a_signature_twice(plain: Plain) -> None:
    plain["signatures"].append(dict(plain["signatures"][0]))


def a_signature_short(plain: Plain) -> None:
    del plain["signatures"][0]["at"]


def a_language_more(plain: Plain) -> None:
    plain["clauses"][0]["wording"]["xx"] = "words in a language of no use"


def a_time_that_is_words(plain: Plain) -> None:
    plain["signatures"][0]["at"] = "Secret protocol: not on Sundays"


def a_signer_without_a_name(plain: Plain) -> None:
    plain["signatures"][0]["name"] = " "


def a_name_of_two_lines(plain: Plain) -> None:
    plain["signatures"][0]["name"] = "Ada\nSound: as written"


def a_party_in_letters_that_look_alike(plain: Plain) -> None:
    for parties in (plain["parties"], plain["manifest"]["parties"]):
        parties[0]["name"] = "Ir\u0430n"


FORGERIES = (
    a_time_that_is_words,
    a_signer_without_a_name,
    a_name_of_two_lines,
    a_party_in_letters_that_look_alike,
    beside,
    in_the_manifest,
    beside_a_signature,
    beside_initials,
    in_a_clause,
    in_a_party,
    in_an_annex,
    no_parties,
    one_party,
    one_name,
    a_third_signature,
    a_signature_twice,
    a_signature_short,
    a_language_more,
)


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda f: f.__name__)
def test_a_forged_agreement_is_not_sound_even_signed_anew(
    signed: DiskWorld, forge: Callable[[Plain], None]
) -> None:
    plain = agreement(signed)
    assert verify_bytes(written(plain)).sound
    forge(plain)
    keys = {p: Seed(new_key()) for p in ("iran", "us", "france")}
    assert not verify_bytes(written(plain)).sound
    if forge is not beside_initials:
        assert not verify_bytes(written(signed_anew(plain, keys))).sound


def test_two_parties_cannot_sign_with_one_key(signed: DiskWorld) -> None:
    one = Seed(new_key())
    verdict = verify_bytes(written(signed_anew(agreement(signed), {"iran": one, "us": one})))
    assert [f.code for f in verdict.findings] == ["GO715"]


def test_one_key_written_in_two_ways_is_one(signed: DiskWorld) -> None:
    one = Seed(new_key())
    plain = signed_anew(agreement(signed), {"iran": one, "us": one})
    plain["signatures"][0]["key"] = plain["signatures"][0]["key"].upper()
    assert not verify_bytes(written(plain)).sound


def test_a_copy_writes_nothing_but_words_into_what_is_said_of_it(signed: DiskWorld) -> None:
    """A name can neither clear the terminal nor begin a line that looks like the verdict."""
    painted = "\x1b[2J\x1b[H\nSound: as written and signed.\u202e"
    plain = agreement(signed)
    plain["signatures"][0]["name"] = plain["clauses"][0]["id"] = f"Ada{painted}"
    plain[f"x{painted}"] = 1
    keys = {p: Seed(new_key()) for p in ("iran", "us")}
    verdict = verify_bytes(written(signed_anew(plain, keys)))
    said = [*verdict.checked, *(f.text for f in verdict.findings)]
    said += [line for f in verdict.findings for line in f.render().split("\n")]
    assert any("U+001B" in line for line in verdict.checked)
    assert not any({"\x1b", "\u202e"} & set(line) for line in said)
    assert not any(line.startswith("Sound") for text in said for line in text.split("\n"))


def test_an_invented_agreement_is_told_by_the_keys_that_were_written_down(
    signed: DiskWorld,
) -> None:
    plain = agreement(signed)
    true = {s["party"]: s["key"] for s in plain["signatures"]}
    invented = written(signed_anew(agreement(signed), {p: Seed(new_key()) for p in true}))
    assert verify_bytes(invented).sound, "anybody can make keys"
    for named in ("iran", "Iran"):
        known = CheckedAgainst(keys=((named, groups(true["iran"])),))
        assert verify_bytes(written(plain), compared=known).sound
        told = verify_bytes(invented, compared=known)
        assert [f.code for f in told.findings] == ["GO715"]
        assert "Iran" in told.findings[0].text
    nobody = CheckedAgainst(keys=(("France", true["us"]),))
    assert not verify_bytes(written(plain), compared=nobody).sound


def test_every_signer_is_named_with_its_key(signed: DiskWorld) -> None:
    plain = agreement(signed)
    verdict = verify_bytes(written(plain))
    told = " · ".join(verdict.checked)
    for signature in plain["signatures"]:
        assert groups(signature["key"]) in told
        assert signature["name"] in told
    assert {s.party for s in verdict.signers} == {"Iran", "United States"}
    log = verify_bytes(export.log(signed.office, signed.session("Otto")))
    assert {s.key for s in log.signers} >= {s["key"] for s in plain["signatures"]}


def test_a_text_that_may_look_like_another_is_pointed_out(signed: DiskWorld) -> None:
    plain = agreement(signed)
    plain["annexes"] = [{"heading": "Map", "text": "at most \u202e76.3\u202c"}]
    plain["manifest"]["annexes"] = [{"heading": "Map", "hash": digest(plain["annexes"][0])}]
    keys = {"iran": Seed(new_key()), "us": Seed(new_key())}
    verdict = verify_bytes(written(signed_anew(plain, keys)))
    assert verdict.sound, "it is what was signed"
    assert [(f.code, f.severity) for f in verdict.findings] == [("GO718", "warning")]
    assert "U+202E" in verdict.findings[0].text


# logs ------------------------------------------------------------------------------------------


def without(log: bytes, room: str, *, receipts: bool = True) -> bytes:
    """Cut a whole room out of a log, and do what can be done to hide it."""
    lines = [json.loads(line) for line in log.splitlines()]
    head = lines[0]
    number = head.get("numbers", {}).pop(room, None)
    head["rooms"].remove(room)
    kept = [
        line
        for line in lines[1:]
        if not (
            line.get("record", {}).get("room") == room
            or line.get("room") == room
            or ("spine" in line and line["room"] == number)
        )
    ]
    return b"".join(canonical(line) + b"\n" for line in (head, *kept))


@pytest.mark.parametrize(("who", "room"), [("Ada", "room:iran"), ("Ada", "notes:iran")])
def test_a_room_cut_out_of_a_log_shows_against_a_receipt_of_it(
    signed: DiskWorld, who: str, room: str
) -> None:
    session = signed.session(who)
    receipts = signed.office.receipts(session, room)
    log = export.log(signed.office, session)
    assert verify_bytes(log, receipts=receipts).sound
    verdict = verify_bytes(without(log, room), receipts=receipts)
    assert [f.code for f in verdict.findings] == ["GO714"]
    assert room in verdict.findings[0].text


@pytest.mark.parametrize("room", ["room:iran", "room:us", "table"])
def test_a_room_cut_out_of_the_mediators_log_shows_by_itself(signed: DiskWorld, room: str) -> None:
    log = export.log(signed.office, signed.session("Mona"))
    cut = without(log, room)
    # the forger makes the spine anew, which needs no key
    lines = [json.loads(line) for line in cut.splitlines()]
    from goodoffices.talks.chain import bind, genesis

    bound = genesis(lines[0]["talks"], "spine")
    for line in lines:
        if "spine" in line:
            bound = bind(bound, str(line["room"]), line["seq"], bytes.fromhex(line["hash"]))
            line["spine"] = bound.hex()
    verdict = verify_bytes(b"".join(canonical(line) + b"\n" for line in lines))
    assert not verdict.sound
    assert room in " ".join(f.text for f in verdict.findings)


def test_a_receipt_copied_to_paper_can_be_checked(signed: DiskWorld) -> None:
    session = signed.session("Ada")
    [receipt] = signed.office.receipts(session, "room:iran")
    log = export.log(signed.office, session)
    assert verify_bytes(log, compared=CheckedAgainst(heads=(receipt.groups,))).sound
    assert verify_bytes(log, compared=CheckedAgainst(heads=(receipt.head.upper(),))).sound
    other = CheckedAgainst(heads=(groups("ab" * 32),))
    assert [f.code for f in verify_bytes(log, compared=other).findings] == ["GO714"]
    plain = agreement(signed)
    assert verify_bytes(
        written(plain), compared=CheckedAgainst(heads=(groups(plain["hash"]),))
    ).sound
    assert not verify_bytes(written(plain), compared=other).sound


def test_a_log_line_has_one_form(signed: DiskWorld) -> None:
    log = export.log(signed.office, signed.session("Mona"))
    for mark, put in ((b'"spine":"', b'"note":"x","spine":"'), (b'"seq":2,"spine"', b"")):
        lines = log.splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if mark in line)
        plain = json.loads(lines[at])
        if put:
            lines[at] = canonical({**plain, "note": "x"}) + b"\n"
        else:
            lines[at] = canonical({**plain, "hash": plain["hash"].upper()}) + b"\n"
        assert not verify_bytes(b"".join(lines)).sound


def test_the_mediators_log_tells_nothing_of_notes_and_answers(tmp_path: Path) -> None:
    made = []
    for acts in (0, 3):
        folder = tmp_path / str(acts)
        folder.mkdir()
        world = DiskWorld(folder)
        play(world, "sealed")
        for number in range(acts):
            world.done("Ada", "message", room="notes:iran", text=f"n{number}", leave="no")
            world.done("Ben", "ballot.cast", proposal=1, answer=("yes", "no")[number % 2])
        lines = [
            json.loads(x) for x in export.log(world.office, world.session("Mona")).splitlines()
        ]
        own = set(lines[0]["numbers"].values())
        spine = [line for line in lines if "spine" in line]
        assert {line["room"] for line in spine} == own
        assert len(spine) == sum("record" in line for line in lines)
        made.append([(line["seq"], len(canonical(line))) for line in spine])
        world.close()
    assert made[0] == made[1]


# what cannot be read ---------------------------------------------------------------------------

UNREADABLE = {
    "NaN": b'{"goodoffices":"agreement 1","x":NaN}\n',
    "infinity": b'{"goodoffices":"agreement 1","x":-Infinity}\n',
    "too large": b'{"goodoffices":"agreement 1","x":1e999}\n',
    "half a character": b'{"goodoffices":"agreement 1","x":"\\ud800"}\n',
    "half a character's key": b'{"goodoffices":"agreement 1","\\udfff":1}\n',
    "no UTF-8": b'{"goodoffices":"agreement 1","x":"\xff"}\n',
    "a log's NaN": b'{"goodoffices":"talks log 1","rooms":[NaN],"talks":"t"}\n',
    "a line's NaN": b'{"goodoffices":"talks log 1","rooms":[],"talks":"t"}\n{"x":NaN}\n',
    "a line's half": b'{"goodoffices":"talks log 1","rooms":[],"talks":"t"}\n"\\ud800"\n',
    "nothing": b"",
    "blanks": b"\n\n\n",
    "a number": b"7\n",
    "deep": b"[" * 100_000,
    "long figures": b'{"goodoffices":"agreement 1","x":' + b"9" * 6_000 + b"}\n",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_and_is_exit_three(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        verify_bytes(UNREADABLE[name])
    path = tmp_path / "copy"
    path.write_bytes(UNREADABLE[name])
    run = CliRunner().invoke(verbs, ["verify", str(path)])
    assert isinstance(run.exception, UnreadableInput)
    assert run.exception.exit_code == 3


def test_the_command_tells_sound_from_unsound_and_compares(
    signed: DiskWorld, tmp_path: Path
) -> None:
    plain = agreement(signed)
    path = tmp_path / "agreement.json"
    path.write_bytes(written(plain))
    run = CliRunner().invoke(verbs, ["verify", str(path)])
    assert run.exit_code == 0
    assert "compare them" in run.output
    key = f"Iran={groups(plain['signatures'][0]['key'])}"
    us = f"United States={plain['signatures'][1]['key']}"
    head = groups(plain["hash"])
    run = CliRunner().invoke(
        verbs, ["verify", str(path), "--key", key, "--key", us, "--head", head]
    )
    assert (run.exit_code, "compare them" in run.output) == (0, False), run.output
    wrong = CliRunner().invoke(verbs, ["verify", str(path), "--key", f"us={'ab' * 32}"])
    assert wrong.exit_code == 1
    for option in (["--key", "us"], ["--key", "us=12"], ["--head", "12"]):
        run = CliRunner().invoke(verbs, ["verify", str(path), *option])
        assert run.exception is not None
        assert getattr(run.exception, "exit_code", 2) == 2


@pytest.mark.parametrize(
    "data",
    [
        b'{"goodoffices":"talks log 1","rooms":[],"talks":"t"}' + b"\n" * 1_000_000,
        b'{"goodoffices":"agreement 1","hash":"","initials":[],"languages":["en"],"manifest":'
        + canonical(
            {
                "goodoffices": "agreement 1",
                "talks": "t",
                "title": "T",
                "languages": ["en"],
                "parties": [],
                "annexes": [],
                "clauses": [{"id": str(n), "hash": "x"} for n in range(20_000)],
            }
        )
        + b',"parties":[],"signatures":[],"talks":"t","title":"T","annexes":[],"clauses":'
        + canonical(
            [{"id": f"n{n}", "heading": "h", "wording": {"en": "w"}} for n in range(20_000)]
        )
        + b"}\n",
    ],
    ids=["empty lines", "clauses"],
)
def test_the_work_grows_with_the_copy_and_not_faster(data: bytes) -> None:
    bare = work(lambda: json.loads(canonical([0] * 2_000_000)))
    assert work(lambda: verify_bytes(data)) < 30 * bare
    assert 0 < len(verify_bytes(data).findings) <= 200


# characters that do not show -------------------------------------------------------------------


@pytest.mark.parametrize(
    "hidden",
    [
        *"\u202e\u202a\u2066\u2069\U000e0041\ufe01\u3164\u2063",
        *"\u2800\ufffc\ue000\uffff\U000f0000",
    ],
)
def test_what_could_make_words_look_like_others_is_refused(hidden: str) -> None:
    for fields in (
        {"room": "room:iran", "text": f"at most {hidden}76.3", "leave": "no"},
        {"room": f"room:iran{hidden}", "text": "x", "leave": "no"},
    ):
        answer = admit("message", fields)
        assert isinstance(answer, Refusal)
        assert answer.why == "unseen_character"
        assert answer.values == {"which": f"U+{ord(hidden):04X}"}
    drafted = admit("text.draft", {"title": "T", "clauses": [clause(f"3.67{hidden}")]})
    assert isinstance(drafted, Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "plain words, 3.67 per cent",
        "\u0627\u06cc\u0631\u0627\u0646",
    ],
)
def test_joiners_that_words_need_are_kept(text: str) -> None:
    assert unseen(text) is None
    assert tidied(text) == text
    answer = admit("message", {"room": "r", "text": text, "leave": "no"})
    assert not isinstance(answer, Refusal)
    assert answer["text"] == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3.\u200b67", "3.67"),
        ("\ufeffwords", "words"),
        ("ex\u00adport", "export"),
        ("a\u200cb", "ab"),
        ("\u0645\u06cc\u200c\u200c\u0631\u0648\u062f", "\u0645\u06cc\u200c\u0631\u0648\u062f"),
        ("\u0645\u06cc\u200c \u0631\u0648\u062f", "\u0645\u06cc \u0631\u0648\u062f"),
        ("\u200f\u06f3\u066b\u06f6\u06f7\u200e", "\u06f3\u066b\u06f6\u06f7"),
    ],
)
def test_what_word_processors_leave_is_dropped(typed: str, kept: str) -> None:
    answer = admit("message", {"room": "r", "text": typed, "leave": "no"})
    assert not isinstance(answer, Refusal)
    assert answer["text"] == kept


def test_a_name_made_to_look_like_anothers_is_refused() -> None:
    fields = {"member": "x", "room": "room:us", "head": "no"}
    for name in ("Ad\u0430", "\u0391da", "B\u0435n Hill"):
        answer = admit("member.add", {**fields, "name": name})
        assert isinstance(answer, Refusal)
        assert answer.why == "mixed_scripts"
    for name in (
        "Ada",
        "\u0410\u043d\u043d\u0430 Smith",
        "\u0622\u0631\u06cc\u0627",
        "O\u2019Neill-2",
    ):
        assert not isinstance(admit("member.add", {**fields, "name": name}), Refusal)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=12))
def test_what_is_kept_never_holds_what_does_not_show(text: str) -> None:
    answer = admit("message", {"room": "r", "text": text, "leave": "no"})
    if not isinstance(answer, Refusal):
        assert unseen(answer["text"]) is None
