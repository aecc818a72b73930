"""What parties do, in words: an option's text as something that somebody would do or not do.

Options are written by people, mostly as an act (“Limit the programme and hold back the proxies”).
Where a text begins with an English verb it becomes part of a sentence (“Iran would limit the
programme …”), which needs no bending of the verbs after it. Any other text (a noun, another
language) stands behind the party's name and a colon, as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol

from goodoffices.base.i18n import _, comma

if TYPE_CHECKING:
    from goodoffices.case.conditions import Condition
    from goodoffices.case.options import Option

_BASE_FORMS = """
abandon abduct abide abridge abrogate absorb abstain accede accelerate accept accommodate
acknowledge acquire act adapt add address adhere adjourn admit adopt advance advise agree aid
airlift align allow alter amend anchor annex announce annul answer appeal appease apply appoint
approve arbitrate argue arm arrange arrest ask assemble assert assign assist assure attach attack
attend auction audit authorise authorize avert avoid award back ban banish bar bargain barricade be
beat begin bend besiege bid bind blame block blockade blow bolster bomb bow boycott break bribe
bring broker build bulldoze burn bury buy bypass call calm cancel cap capture carry carve cease cede
chair challenge champion change charge chase check choose circulate cite claim clean clear climb
close co-operate coax codify coerce collect combat come commit compel compensate compete compile
complain complete comply compromise conceal concede concentrate conclude concoct concur condemn
conduct confer confine confirm confiscate confront connect consent consider consolidate construct
consult contact contain contest continue contribute control convene convert convict convince
cooperate coordinate correct counter crack create criticise cross crush curb curtail cut de-escalate
deal decertify decide declare decline decommission deduct deepen deescalate defend defer defy delay
delegate delimit deliver demand demarcate demilitarise demobilise demobilize demolish demote
denounce deny depart deploy depose deprive derail descend designate destroy detain deter develop dig
dilute disarm disavow disburse discharge disclaim disclose discuss disinvest dislodge dismantle
dismiss disown dispatch disperse displace dispose dispute disrupt dissolve distribute diversify
divide double draft drain draw dredge drill drive drop dump earmark ease eject elect embargo
emphasise emphasize employ empower enable enact encourage end endanger endorse endow enforce enlarge
enrich enrol enshrine enter entrust equip erect escalate escort establish evacuate evict examine
exchange exclude execute exempt exert exhaust exhume exit expand expedite expel explain exploit
explore export expose express extend extradite face feed fence fight file fill finance find finish
fire fish fit fix flee flood flout fly follow forbid force foreclose forego forgive form free freeze
fulfil fulfill fund furnish further gain generate get give go govern grant guarantee halt halve hand
hang harbour harden harm harvest hasten head hear heed help hide hike hire hit hoist hold honor
honour host hunt ignore imagine immobilise immobilize impeach implement impose impound improve
incite include incorporate increase indict induce infiltrate inflict inform initiate insist inspect
install instruct insult insure integrate intensify intercept intern interrupt intervene intimidate
introduce invade invest investigate invite involve isolate issue jail jam jettison join justify keep
kidnap kill launch lay lead leak lease leave legalise legalize lend lengthen let levy liberate
license lie lift limit link liquidate list listen load lobby lock lodge look loosen lower maintain
make man manage march mediate meet merge mine mitigate mobilise mobilize moderate modify monitor
mothball mount move muster muzzle name nationalise nationalize negotiate nominate normalise
normalize notify nullify obey oblige observe obstruct obtain occupy offer offload open operate
oppose order organise organize oust outlaw outsource overfly overrule oversee overthrow own pacify
pardon participate partition pass patrol pause pay penalise penalize penetrate permit persuade
petition pick place plan plant play plead pledge plunder police poll post postpone pour pre-empt
preempt prefer prepare present preserve press pressure prevent print privatise privatize proceed
produce prohibit prolong promise promote propose proscribe prosecute protect protest provide publish
pull pump punish purchase pursue push put quash quell question quit raid raise rally ramp ratify
reach reactivate reallocate reassign reassure rebuff rebuild recall receive reclaim recognise
recognize recommit reconsider recruit rectify redefine redeploy redirect redraw reduce refer reform
refrain refund refuse regulate rehabilitate rehire reimburse reimpose reinforce reinstall reinstate
reintegrate reiterate reject relaunch relax release relent relieve relinquish relocate rely remain
remit remove render renege renew renounce rent reopen reorganise repair repatriate repay repeal
repel replace replenish reply report repudiate request require requisition reschedule rescind rescue
resell reserve reset resettle reshape resign resist resolve resort respect respond restart restore
restrain restrict resubmit resume resupply retain retake retaliate retract retreat return reunify
reunite reveal reverse revert review revise revisit revive revoke reward ride ringfence risk roll
rotate rule run sabotage sack safeguard salvage sanction say scale scatter schedule scrap screen
scuttle seal search second secure see seek seize sell send separate sequester set settle shape share
shell shelve shield shift ship shoot shorten show shut sideline sign silence simplify sink siphon
sit skip slash slow smuggle soften solve spare speak speed spend split sponsor spread stage stall
stand start state station stay steer stem step stick stifle stockpile stop store storm strafe
streamline strengthen stretch strike study subcontract subject submit subpoena subsidise subsidize
sue summarise summon supply support surcharge surrender surround survey suspend sustain swap switch
take talk tap target tax teach tear temper terminate test threaten tie tighten tolerate torpedo tow
trace track trade train transfer transport treat trigger trim trust try turn unblock underpay
undertake underwrite undo unfreeze unify unite unload unlock unseal unveil unwind upgrade uphold
urge use vacate validate venture verify vet veto violate visit void volunteer vote vow wage wait
waive walk warn watch weaken wear welcome widen win wind wipe withdraw withhold work write yield
"""
_VERBS = frozenset(_BASE_FORMS.split())
"""Base forms with which the texts of options begin."""

_TAKE_OF = frozenset({"dispose", "speak", "approve"})
"""Verbs behind which *of* may stand; of other words it makes nouns."""

_ARTICLE = re.compile(
    r"(United|European|African|Arab|Democratic|Dominican|Central African|Russian|Czech) [A-Z]"
    r"|(Gambia|Netherlands|Philippines|Maldives|Bahamas|Comoros|Seychelles|Emirates|Vatican)\b"
    r"|.* (Republic|Kingdom|States|Emirates|Islands|Union|Nations|League|Movement|Front|Army|Party"
    r"|Council|Coalition|Alliance|Government|Ministry|Commission|Federation|Authority|Opposition"
    r"|Forum|Workers|Assembly|Committee|Congress|Court|Office|Bank|Company|Consortium|Church)$"
    r"|(King|Queen|Emir|Sultan|Bishop|Mayor|President|Republic|Kingdom|State|City|Port) of [A-Z].*$"
    r"|Holy See$"
)
"""Names that stand behind “the” within an English sentence."""


def called(name: str) -> str:
    """Return a party's name as it stands within a sentence, in English *the United States*."""
    if name.startswith("The ") and name != "The Hague":
        return _("the {name}").format(name=name[4:])
    return _("the {name}").format(name=name) if _ARTICLE.match(name) else name


def capital(text: str) -> str:
    """Return a sentence with its first letter large."""
    return text[:1].upper() + text[1:]


@cache
def as_act(text: str) -> str:
    """Return an option's text as what follows “would”; empty where it does not begin with a verb.

    Verbs in the third person (“Fills and signs”) are put back into their base form.
    """
    text = text.strip().rstrip(".")
    first, space, rest = text.partition(" ")
    word, comma = first.lower().rstrip(","), "," if first.endswith(",") else ""
    rest = f"{comma}{space}{rest}"
    if word in ("do", "does", "not", "never"):
        return ""
    if rest.startswith(" of ") and (_base(word) or word) not in _TAKE_OF:
        return ""  # a noun: “auction of blocks”
    if word in _VERBS:
        return f"{word}{rest}".strip()
    base = _base(word)
    if not base:
        return ""
    later = re.sub(
        r"(?<=\band )[a-z-]+|(?<=, )[a-z-]+", lambda found: _base(found[0]) or found[0], rest
    )
    return f"{base}{later}".strip()


def _base(word: str) -> str:
    """Return the verb of which a word is the third person; empty where it is none."""
    for ending, base in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word.removesuffix(ending) + base in _VERBS:
            return word.removesuffix(ending) + base
    return ""


def deeds(party: str, taken: Sequence[str], left: Sequence[str], *, before: bool = False) -> str:
    """Say what a party would do and what not: *Iran would talk and not enrich*.

    Parameters
    ----------
    party
        its name.
    taken, left
        texts of its options that it would take, and of those that it would not.
    before
        whether it takes these now, and so would do so no longer.
    """
    said = acts(taken, left, before=before)
    if _verbal(taken, left):
        return _("{party} would {acts}").format(party=called(party), acts=said)
    return _("{party}: {acts}").format(party=called(party), acts=said)


def acts(taken: Sequence[str], left: Sequence[str], *, before: bool = False) -> str:
    """Say what is done and what not (any longer), without saying by whom: *talk and not enrich*."""
    if _verbal(taken, left):
        unless = _("no longer {act}") if before else _("not {act}")
        omitted = (unless.format(act=as_act(text)) for text in left)
        return listed([*map(as_act, taken), *omitted])
    unless = _("no longer ‘{act}’") if before else _("not ‘{act}’")
    return listed([*taken, *(unless.format(act=text) for text in left)])


def _verbal(taken: Sequence[str], left: Sequence[str]) -> bool:
    """Whether all that is done begins with a verb."""
    return all(map(as_act, (*taken, *left)))


def listed(parts: Sequence[str], last: str | None = None) -> str:
    """Join parts of a sentence: *a, b and c*; with a comma more where a part has an *and*."""
    if len(parts) < 2:
        return "".join(parts)
    word = _("and") if last is None else last
    nested = any(f" {word} " in part for part in parts)
    join = _("{first}, {and_} {last}") if nested else _("{first} {and_} {last}")
    return join.format(first=comma().join(parts[:-1]), and_=word, last=parts[-1])


class NamedActs(Protocol):
    """Whoever acts, by id and by name, and what they can do: a conflict, or a case on its way."""

    @property
    def parties(self) -> Sequence[str]:
        """The ids of the parties."""

    @property
    def party_names(self) -> Sequence[str]:
        """Their names, in the same order."""

    @property
    def options(self) -> Sequence[Option]:
        """The options."""


def statement(conflict: NamedActs, condition: Condition) -> str:
    """Say a condition on outcomes with its options' own words, as what would be so."""
    return _Words(conflict).say(condition)


class _Words:
    """Says conditions of one conflict."""

    def __init__(self, conflict: NamedActs) -> None:
        self.names = dict(zip(conflict.parties, conflict.party_names, strict=True))
        self.options = {option.id: option for option in conflict.options}

    def say(self, node: Condition, *, inner: bool = False) -> str:
        if simple := self._one_party(node):
            return simple
        if node.operator == "name":
            return node.name
        parts = [self.say(part, inner=True) for part in node.parts]
        said = {
            "not": _("not: {a}"),
            "and": _("{a} and {b}"),
            "or": _("{a} or {b}"),
            "if": _("{a} if {b}"),
            "iff": _("{a} exactly if {b}"),
        }[node.operator].format(**dict(zip("ab", parts, strict=False)))
        return f"({said})" if inner and node.operator != "not" else said

    def _one_party(self, node: Condition) -> str:
        """Say in one clause what one party alone would do and not do; empty where it is not so."""
        found = list(_literals(node))
        owners = {self.options[name].party for name, _yes in found if name in self.options}
        if len(owners) != 1 or any(name not in self.options for name, _yes in found):
            return ""
        (owner,) = owners
        texts = [(self.options[name].text, yes) for name, yes in found]
        if not all(as_act(text) for text, _yes in texts) and len(texts) > 1:
            return ""
        taken, left = ([t for t, yes in texts if yes is kind] for kind in (True, False))
        return deeds(self.names[owner], taken, left)


def _literals(node: Condition) -> Iterable[tuple[str, bool]]:
    """Yield the options of a conjunction, each with whether it is taken; an empty name where none.

    A condition of another make gives a name that no option has.
    """
    if node.operator == "name":
        return [(node.name, True)]
    if node.operator == "not" and node.parts[0].operator == "name":
        return [(node.parts[0].name, False)]
    if node.operator == "and":
        return [literal for part in node.parts for literal in _literals(part)]
    return [("", True)]
