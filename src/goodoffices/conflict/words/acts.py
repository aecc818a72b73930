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
from typing import TYPE_CHECKING

from goodoffices.base.i18n import _

if TYPE_CHECKING:
    from goodoffices.case.conditions import Condition
    from goodoffices.conflict.graph import GraphModel

_BASE_FORMS = """
abandon abide abstain accede accelerate accept accommodate acknowledge acquire act add address
adhere adjourn admit adopt advance advise agree aid allow amend annex announce annul answer
appeal apply appoint approve arm arrest ask assert assist assure attack attend authorise
authorize avoid award back ban bar bargain begin block bomb boycott break bring broker build buy
call calm cancel cap capture carry cease cede challenge change check choose claim clean clear
close co-operate come commit compensate complain comply compromise concede conclude condemn
conduct confirm connect consent construct consult contain contest continue contribute control
cooperate coordinate counter crack create criticise cross curb cut de-escalate deal decide
declare decline deescalate defend defer defy delay deliver demand demilitarise demobilise
demobilize deny deploy destroy detain develop dig dilute disarm disavow discharge disclose
discuss dismantle dispute disrupt divide double draft drain draw drill drop ease eject elect
embargo employ enact encourage end endorse enforce enlarge enrich enter escalate establish
evacuate exchange exclude exempt expand expel exploit export extend extradite face fight file
fill finance finish fire fish flood fly follow forbid force foreclose form freeze fulfil fulfill
fund further gain generate get give go grant guarantee halt hand hasten hold honor honour host
ignore impose improve include increase inform insist inspect install insult intensify intervene
invade invest invite involve isolate issue join keep launch lay lead leak leave lengthen let
levy lie lift limit list loosen lower maintain make man march mediate meet mine mobilise
mobilize modify monitor move name nationalise nationalize negotiate normalise normalize notify
obey obstruct occupy offer open operate oppose order organise organize oust overthrow pardon
partition pass patrol pause pay permit place play pledge plunder postpone prepare present
preserve press pressure prevent proceed produce prohibit prolong promise promote propose
prosecute protect protest provide publish pull pump punish purchase push put question quit raise
ratify reach reactivate recall receive recognise recognize reconsider recruit reduce refer
reform refrain refuse regulate reinforce reinstate reject relax release relent relinquish
relocate remain remove renew renounce reopen reorganise repair repay repeal replace reply report
request require rescind reserve resettle resign resist resolve resort respect respond restart
restore restrain restrict resume retain retaliate retreat return reveal reverse review revise
revoke rule run sabotage sanction say scrap search secure seek seize sell send separate set
settle shape share shell shift ship shoot shorten show shut sign sink sit slow speak speed
sponsor stall stand start state stay step stick stop store strengthen strike submit subsidise
subsidize sue supply support surrender survey suspend sustain take talk target tax temper
terminate test threaten tighten tolerate trade train transfer treat trust try turn unblock
undertake unite upgrade uphold urge use vacate verify veto violate visit vote vow wage wait
waive walk warn watch weaken welcome widen win wind withdraw withhold work yield
"""
_VERBS = frozenset(_BASE_FORMS.split())
"""Base forms with which the texts of options begin."""

_ARTICLE = re.compile(
    r"(United|European|African|Arab|Democratic|Dominican|Central African|Russian|Czech) [A-Z]"
    r"|(Gambia|Netherlands|Philippines|Maldives|Bahamas|Comoros|Seychelles|Emirates|Vatican)\b"
    r"|.* (Republic|Kingdom|States|Emirates|Islands|Union|Nations|League|Movement|Front|Army|Party"
    r"|Council|Coalition|Alliance|Government|Ministry|Commission|Federation|Authority|Opposition)$"
)
"""Names that stand behind “the” within an English sentence."""


def called(name: str) -> str:
    """Return a party's name as it stands within an English sentence: *the United States*."""
    if name.startswith("The ") and name != "The Hague":
        return f"the {name[4:]}"
    return f"the {name}" if _ARTICLE.match(name) else name


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
    return join.format(first=", ".join(parts[:-1]), and_=word, last=parts[-1])


def statement(conflict: GraphModel, condition: Condition) -> str:
    """Say a condition on outcomes with its options' own words, as what would be so."""
    return _Words(conflict).say(condition)


class _Words:
    """Says conditions of one conflict."""

    def __init__(self, conflict: GraphModel) -> None:
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
