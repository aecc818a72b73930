"""What the small parser takes for a noun and a reader does not: verbs of headlines, "is mediating".

"Norway brokers Peru-Chile truce" has no finite verb for the parser, "Finland is mediating" an odd
noun, "Qatar interceded" a participle. Where a word of a short list stands so, its sentence is hung
anew: the verb becomes the root, with its subject and its object.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from goodoffices.read.words import act_verbs, words

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLOSING = frozenset({"”", '"', "’", "'", "»", "''"})
_OPENING = frozenset({"“", '"', "‘", "«", "``"})
_PARTICLES = frozenset({"aside", "off", "out", "down", "up", "away", "back"})
_CREDIT = 7
"""So many tokens at most tell behind a headline's dash who told it."""
_NAME = 5
"""So many tokens behind its first noun a body's name may end."""
_NAMES = frozenset({"NNP", "NNPS", "NN"})
_THINGS = frozenset({"NOUN", "PROPN"})


@cache
def _forms(ending: str) -> dict[str, str]:
    """Return the forms of the listed verbs with an ending, and their lemmas."""
    forms: dict[str, str] = {}
    for lemma in _known_verbs() if ending == "s" else words("verbs like nouns"):
        stem = lemma[:-1] if lemma.endswith("e") and ending == "ing" else lemma
        if ending == "s" and lemma.endswith("y") and lemma[-2:-1] not in set("aeiou"):
            stem = f"{lemma[:-1]}ie"  # "lobbies"
        sibilant = ending == "s" and lemma.endswith(("s", "sh", "ch", "x", "z", "o"))
        forms[f"{stem}{'e' if sibilant else ''}{ending}"] = lemma
    return forms


@cache
def _known_verbs() -> frozenset[str]:
    """Return the verbs that the small parser takes for nouns, listed or of the lexicon."""
    return words("verbs like nouns") | act_verbs().keys()


def mended(tokens: Sequence[Token]) -> list[Token]:
    """Return one sentence's tokens with what the parser mistook put right."""
    tokens = _again(tokens)
    tokens = _said_between(_added(_resumed(_delayed(_credited(_infinitives(tokens))))))
    for n, token in enumerate(tokens):
        if token.tag in {"NN", "VBG"} and token.lower in _forms("ing"):
            if token.dep == "attr":
                return _progressive(list(tokens), n)
            if token.pos == "NOUN" and n and tokens[n - 1].lemma == "be":
                clause = "relcl" if token.dep == "appos" else token.dep
                again = list(tokens)
                again[n] = replace(
                    token, pos="VERB", tag="VBG", dep=clause, lemma=_forms("ing")[token.lower]
                )
                return again
    said = next((n for n in range(2, len(tokens) - 1) if _speaks_after(tokens, n)), None)
    if said is not None:
        return _saying(list(tokens), said)
    tokens = _after_agent(_joined_above(_paired(_two_between(_particled(_past(tokens))))))
    tokens = _left_for(_done_by(_two_doers(tokens)))
    named = _named_first(tokens)
    if named is not None:
        return named
    if any(t.tag in _FINITE for t in tokens):
        return _compounded(list(tokens)) or _nouned(list(tokens)) or list(tokens)
    return _unadjectived(tokens) or _announced(tokens) or _titled(tokens)


def _again(tokens: Sequence[Token]) -> Sequence[Token]:
    """Hang what stands before a verb's hyphen from the verb: "needs to re-examine its priorities".

    The parser takes "re" and the hyphen for verbs of their own.
    """
    again, first = list(tokens), tokens[0].i
    for part, hyphen, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        one = part.end == hyphen.start and hyphen.end == verb.start
        if not (one and part.lower == "re" and hyphen.text == "-" and verb.pos == "VERB"):
            continue
        pieces = {part.i, hyphen.i}
        top = next((t for t in (part, hyphen) if t.head not in {*pieces, verb.i}), None)
        top = top or next((t for t in (part, hyphen) if t.head == t.i), None)
        if verb.head in pieces and top is not None:
            head = verb.i if top.head == top.i else top.head
            aim = any(t.tag == "TO" and t.head in {*pieces, verb.i} for t in tokens)
            dep = "xcomp" if aim and head != verb.i else top.dep
            again[verb.i - first] = replace(verb, dep=dep, head=head)
        for n, token in enumerate(again):
            if token.i not in {*pieces, verb.i} and token.head in pieces:
                again[n] = replace(token, head=verb.i)
        again[part.i - first] = replace(part, pos="ADV", tag="AFX", dep="punct", head=verb.i)
        again[hyphen.i - first] = replace(hyphen, pos="PUNCT", tag="HYPH", dep="punct", head=verb.i)
    return again if _leads_up(again, first) else tokens


def _leads_up(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether every token leads to one that heads itself; "needs re-said" went round."""
    for token in tokens:
        seen: set[int] = set()
        while token.head != token.i and token.i not in seen:
            seen.add(token.i)
            token = tokens[token.head - first]  # noqa: PLW2901
        if token.head != token.i:
            return False
    return True


def _unadjectived(tokens: list[Token]) -> list[Token] | None:
    """Make a verb of an adjective behind a comma: "the premier, Ana Holt, [hosted] talks".

    A sentence without another verb, whose subject the parser took for all there is.
    """
    first = tokens[0].i
    root = next((n for n, t in enumerate(tokens) if t.head == t.i), 0)
    for n in range(root + 2, len(tokens) - 1):
        token, noun = tokens[n], tokens[tokens[n].head - first]
        if token.dep != "amod" or tokens[n - 1].text != ",":
            continue
        stems = {token.lower.removesuffix("ed"), token.lower.removesuffix("d")}
        known = stems & act_verbs().keys()
        if noun.i < token.i or noun.dep not in {"appos", "conj"} or noun.head != tokens[root].i:
            continue
        if not known:
            continue
        lemma = min(known, key=len)
        tokens[n] = replace(token, pos="VERB", tag="VBD", dep="ROOT", head=token.i, lemma=lemma)
        tokens[noun.i - first] = replace(noun, dep="dobj", head=token.i)
        tokens[root] = replace(tokens[root], dep="nsubj", head=token.i)
        return _tree(tokens, first)
    return None


def _credited(tokens: Sequence[Token]) -> Sequence[Token]:
    """Cut off who told a headline: "Chad to host talks between Peru and Chile - state media"."""
    spaced = (n for n in range(1, len(tokens) - 1) if _alone(tokens, n))
    dash = max(spaced, default=None)
    if dash is None or len(tokens) - dash > _CREDIT or dash < _CREDIT // 2:
        return tokens
    if any(t.pos in {"VERB", "AUX"} for t in tokens[dash:]):
        return tokens
    again, first = list(tokens), tokens[0].i
    root = next((t for t in tokens if t.head == t.i), tokens[0])
    if root.i - first >= dash:
        return tokens
    lent: set[int] = set()
    for n, token in enumerate(tokens):
        head = tokens[token.head - first]
        if n < dash <= head.i - first:  # "US" of "Iran and US - state media"
            top = head
            while tokens[top.head - first].i - first >= dash:
                top = tokens[top.head - first]
            if top.i in lent:
                continue
            lent.add(top.i)
            again[n] = replace(token, dep=top.dep, head=top.head)
        elif n > dash > head.i - first:
            again[n] = replace(token, dep="dep", head=root.i)
    return _tree(again, first)


def _resumed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Hang a sentence from the verb behind what is said of its name: "Oman, which …, offered …".

    The parser takes it for a participle of the name, and leaves the sentence without a verb.
    """
    root = next((t for t in tokens if t.head == t.i), None)
    if root is None or root.pos not in _THINGS:
        return tokens
    first = tokens[0].i
    name = {root.i}  # with what its own phrases name: "the Centre for Dialogue, a group, …"
    for t in tokens[root.i + 1 - first :]:
        if t.head in name and t.dep in {"prep", "pobj"} and t.i - root.i <= _NAME:
            name.add(t.i)
    below = [t for t in tokens if t.head in name and t.i > root.i]
    told = next((t for t in below if t.dep in {"relcl", "appos"}), None)
    if told is None or any(t.head == root.i and t.dep in {"nsubj", "cop"} for t in tokens):
        return tokens
    above = {root.i, told.i} if told.dep == "appos" else {root.i}
    verb = next((t for t in tokens if t.head in above and t.i > told.i and _may_be_past(t)), None)
    if verb is None or tokens[verb.i - 1 - first].text not in {",", "–", "—"}:
        return tokens
    deps = {t.dep for t in tokens if t.head == verb.i}
    between = any(t.head == verb.i and t.lower in {"between", "among"} for t in tokens)
    taking = between or {"dobj", "xcomp", "ccomp", "advcl"} & deps
    if "agent" in deps or (told.dep == "appos" and not taking):
        return tokens
    again = list(tokens)
    for n, token in enumerate(tokens):
        if token.head in above and (token.i > verb.i or token.dep == "punct"):
            again[n] = replace(token, head=verb.i)
    again[root.i - first] = replace(root, dep="nsubj", head=verb.i)
    again[verb.i - first] = replace(verb, dep="ROOT", head=verb.i, tag="VBD")
    return _tree(again, first)


def _delayed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Hang a clause from the participle behind a time: "Oman has for years [hosted] talks".

    The parser takes it for a word of the time or of its own object, and "has" for the verb.
    """
    first = tokens[0].i
    for n in range(len(tokens) - 4):
        have, link = tokens[n], tokens[n + 1]
        if have.lemma != "have" or link.dep not in {"prep", "ROOT"} or link.pos != "ADP":
            continue
        span = range(n + 3, min(n + 3 + _NAME, len(tokens) - 1))
        at = next((m for m in span if tokens[m].tag == "VBN"), None)
        if at is None or tokens[at].dep not in {"amod", "acl"} or tokens[at - 1].pos != "NOUN":
            continue
        time, verb = tokens[at - 1], tokens[at]
        top = link if have.dep == "aux" else have
        noun = tokens[verb.head - first]
        owner = have.head == link.i or have.i == top.i
        if not owner or any(t.pos in {"VERB", "PROPN"} for t in tokens[n + 2 : at]):
            continue
        again = list(tokens)
        for m, token in enumerate(tokens):
            if n + 1 < m < at - 1 and token.head in {verb.i, noun.i}:
                again[m] = replace(token, head=time.i)
            elif token.head in {top.i, have.i}:
                again[m] = replace(token, head=verb.i)
        if verb.dep == "amod":
            again[noun.i - first] = replace(noun, dep="dobj", head=verb.i)
        head = verb.i if top.head == top.i else top.head
        again[at - 1] = replace(time, dep="pobj", head=link.i)
        again[n] = replace(have, dep="aux", head=verb.i)
        again[n + 1] = replace(link, dep="prep", head=verb.i)
        again[at] = replace(verb, dep=top.dep, head=head)
        return _tree(again, first)
    return tokens


def _may_be_past(token: Token) -> bool:
    """Tell whether a participle is spelt like the past form of its verb."""
    alike = token.lower.endswith("ed") or token.lower in words("pasts like participles")
    return token.tag in {"VBN", "VBD"} and token.dep == "acl" and alike


def _alone(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a dash stands by itself, and joins no two words."""
    dash = tokens[n].text in {"-", "–", "—", "|"}
    return dash and tokens[n - 1].end < tokens[n].start and tokens[n].end < tokens[n + 1].start


def _infinitives(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take a known verb behind "to" for one: "offered to [host] talks", "is due to [end]"."""
    known, tokens = _known_verbs(), _capital_infinitive(tokens)
    after = {t.head for t in tokens if t.tag == "TO" and t.dep == "aux"}
    if not any(t.i in after and t.pos in _THINGS for t in tokens):
        return tokens
    return [
        replace(t, pos="VERB", tag="VB", lemma=t.lower)
        if t.i in after and t.pos in _THINGS and t.lower in known
        else t
        for t in tokens
    ]


def _added(tokens: Sequence[Token]) -> Sequence[Token]:
    """Give a sentence its verb back: "Peru accused Chile of theft, [a charge Chile rejected]".

    The parser takes the verb of what is added for the main one, and all before it for what is said.
    """
    first = tokens[0].i
    root = next((t for t in tokens if t.head == t.i), None)
    if root is None or root.tag not in _FINITE | {"VBN"} or root.lemma in words("cue clause"):
        return tokens  # "…, a spokesman Ann Reed said"
    below = [t for t in tokens if t.head == root.i and t.i < root.i]
    subjects = [t for t in below if t.dep == "nsubj"]
    told = next((t for t in below if t.dep == "ccomp"), None)
    if told is None or not subjects or not told.i < subjects[0].i:
        return tokens
    noun = subjects[0]
    beside = [t for t in tokens if t.head == noun.i and t.dep == "appos" and t.i < root.i]
    if len(subjects) != 2 and [t.i for t in beside] != [root.i - 1]:
        return tokens
    start = min((t.i for t in tokens if t.head == noun.i), default=noun.i)
    opens = tokens[start - first].lower in {"a", "an"} and tokens[start - 1 - first].text == ","
    if not opens or noun.pos != "NOUN":
        return tokens
    again = list(tokens)
    for n, token in enumerate(tokens):
        if token.head == root.i and (token.i < start or token.dep == "punct"):
            again[n] = replace(token, head=told.i)
    again[told.i - first] = replace(told, dep="ROOT", head=told.i)
    again[noun.i - first] = replace(noun, dep="npadvmod", head=told.i)
    again[root.i - first] = replace(root, dep="relcl", head=noun.i)
    for other in beside:
        again[other.i - first] = replace(other, dep="nsubj", head=root.i)
    return _tree(again, first)


def _said_between(tokens: Sequence[Token]) -> Sequence[Token]:
    """Give a verb of saying who says it: “The port,” said Ida Brann, “is shut”.

    The parser hangs the name from the words that follow, as if these were not quoted.
    """
    first = tokens[0].i
    for n in range(2, len(tokens) - 2):
        said = tokens[n]
        if said.tag not in _FINITE or tokens[n - 1].text not in _CLOSING:
            continue
        if said.lemma not in words("cue clause") or any(
            t.head == said.i and t.dep == "nsubj" for t in tokens
        ):
            continue
        for noun in tokens[n + 1 : n + 6]:
            between = tokens[noun.i - first : max(noun.head - first, noun.i - first)]
            opens = any(t.text in _OPENING for t in between)
            if noun.dep in {"nsubj", "nsubjpass"} and opens:
                again = list(tokens)
                again[noun.i - first] = replace(noun, dep="nsubj", head=said.i)
                return again
    return tokens


def _capital_infinitive(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take "to" for an infinitive's in a headline in capitals: "Offers to [Mediate] Peru Talks"."""
    first = tokens[0].i
    for n, token in enumerate(tokens[:-2]):
        verb = tokens[n + 1]
        name = verb.tag in _NAMES and verb.text[:1].isupper() and verb.lower in act_verbs()
        noun = tokens[_top(tokens, n + 1)]
        behind = token.lower == "to" and token.dep == "prep" and noun.head == token.i
        if not (behind and name and verb.dep == "compound" and noun.dep == "pobj"):
            continue
        again = list(tokens)
        again[n] = replace(token, pos="PART", tag="TO", dep="aux", head=verb.i)
        dep = "xcomp" if tokens[token.head - first].pos == "VERB" else "acl"
        again[n + 1] = replace(
            verb, pos="VERB", tag="VB", lemma=verb.lower, dep=dep, head=token.head
        )
        again[noun.i - first] = replace(noun, dep="dobj", head=verb.i)
        return _tree(again, first)
    return tokens


def _past(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take a verb of saying behind a quotation for a past, no infinitive: "…,” read the draft"."""
    for n, token in enumerate(tokens):
        bare = token.tag == "VB" and token.head == token.i and n > 1
        if bare and tokens[n - 1].text in _CLOSING and token.lemma in words("cue clause"):
            return [*tokens[:n], replace(token, tag="VBD"), *tokens[n + 1 :]]
    return tokens


def _particled(tokens: Sequence[Token]) -> list[Token]:
    """Put a particle right that was taken for a preposition: "brushed aside [the plan]"."""
    again, first = list(tokens), tokens[0].i
    for n, token in enumerate(tokens):
        verb = tokens[token.head - first]
        if token.dep not in {"prep", "prt"} or token.lower not in _PARTICLES or verb.pos != "VERB":
            continue
        if verb.i != token.i - 1 or not _takes(verb.lemma, token):
            continue
        inner = [m for m, t in enumerate(tokens) if t.head == token.i and t.dep == "pobj"]
        if inner:
            again[n] = replace(token, dep="prt")
            again[inner[0]] = replace(tokens[inner[0]], dep="dobj", head=verb.i)
    return again


def _paired(tokens: list[Token]) -> list[Token]:
    """Return the tokens, B of "pact between A, B sealed" joined to A, not the one who seals."""
    for n in range(3, len(tokens) - 1):
        token, before = tokens[n], tokens[n - 2]
        subject = token.dep == "nsubj" and token.head == token.i + 1
        if not subject or tokens[n - 1].text != "," or before.dep != "pobj":
            continue
        link = tokens[before.head - tokens[0].i]
        if link.lower not in {"between", "among"}:
            continue
        verb = tokens[n + 1]
        tokens[n] = replace(token, dep="conj", head=before.i)
        noun = link.head - tokens[0].i
        tokens[noun] = replace(tokens[noun], dep="nsubjpass", head=verb.i)
        tokens[n + 1] = replace(verb, tag="VBN")
        return _tree(tokens, tokens[0].i)
    return tokens


def _joined_above(tokens: list[Token]) -> list[Token]:
    """Join a past verb to the clause whose tense it has: "X is sure it must be met and promised Y".

    The parser joins it to "must be met", which what follows "and" is not.
    """
    first = tokens[0].i
    for n, token in enumerate(tokens):
        head = tokens[token.head - first]
        if token.dep != "conj" or token.tag not in {"VBD", "VBN"} or head.dep != "ccomp":
            continue
        below = {t.dep for t in tokens if t.head == token.i}
        modal = any(t.head == head.i and t.tag == "MD" for t in tokens)
        above = tokens[head.head - first]
        own = below & {"nsubj", "nsubjpass", "aux", "auxpass"}
        if modal and "dobj" in below and not own and above.i < head.i < token.i:
            tokens[n] = replace(token, tag="VBD", head=above.i)
    return tokens


def _two_between(tokens: list[Token]) -> list[Token]:
    """Join B to A of "talks between A and B", where the parser lost it to what follows.

    It takes B for who does the next verb, or A for a part of B's name ("the junta and chiefs").
    """
    first = tokens[0].i
    links = [t for t in tokens if t.lower in {"between", "among"} and t.pos in {"ADP", "SCONJ"}]
    for link in links:
        one = next((t for t in tokens if t.head == link.i and t.dep == "pobj"), None)
        if one is None:
            continue
        part = next((t for t in tokens if t.head == one.i and _half(tokens, t, one)), None)
        if part is not None:
            return _halved(tokens, part, one, link.i + 1)
        if any(t.head == one.i and t.dep in {"conj", "cc"} for t in tokens):
            continue
        joint = one.i + 1 - first
        if joint + 1 >= len(tokens) or tokens[joint].lower != "and":
            continue
        start = joint + 1
        if tokens[start].dep in {"det", "poss", "nummod", "compound", "amod", "nmod"}:
            start = _top(tokens, start)
        other = tokens[start]
        lost = other.dep in {"nsubj", "nsubjpass", "dobj", "appos"} and other.pos in _THINGS
        if lost and other.i > one.i and other.head != one.i:
            tokens[other.i - first] = replace(other, dep="conj", head=one.i)
            tokens[joint] = replace(tokens[joint], head=one.i)
            return _tree(tokens, first)
    return tokens


def _two_doers(tokens: list[Token]) -> list[Token]:
    """Part the two who do something together: "the government and leftist rebels resumed talks"."""
    for one in tokens:
        if one.dep not in {"nsubj", "nsubjpass", "dobj"} or one.tag != "NNS":
            continue
        part = next((t for t in tokens if t.head == one.i and _half(tokens, t, one)), None)
        if part is not None:
            start = min(t.i for t in tokens if t.head in {one.i, part.i})
            return _halved(tokens, part, one, start)
    return tokens


def _halved(tokens: list[Token], part: Token, one: Token, start: int) -> list[Token]:
    """Make two nouns joined by "and" of a noun and what the parser took for a part of its name."""
    first = tokens[0].i
    name = part.pos == "PROPN"
    for n in range(start - first, part.i - first):
        if tokens[n].head == one.i:
            tokens[n] = replace(tokens[n], head=part.i)
    kept = ("PROPN", part.tag) if name else ("NOUN", "NN")
    tokens[part.i - first] = replace(part, dep=one.dep, pos=kept[0], tag=kept[1], head=one.head)
    tokens[one.i - first] = replace(one, dep="conj", head=part.i)
    for n in range(part.i + 1 - first, one.i - first):
        if tokens[n].dep == "conj" and part.i <= tokens[n].head < tokens[n].i:
            tokens[n] = replace(tokens[n], dep="compound" if name else "amod", head=one.i)
        elif tokens[n].dep == "cc":
            tokens[n] = replace(tokens[n], head=part.i)
    return _tree(tokens, first)


def _half(tokens: list[Token], part: Token, whole: Token) -> bool:
    """Tell whether one before a noun is the first of two: "the [junta] and civilian leaders".

    So is a state's name before the band's: "[Congo] and M23 rebels".
    """
    first = tokens[0].i
    hung = part.dep in {"nmod", "amod", "compound"} and part.i < whole.i
    if part.pos == "PROPN" and hung and whole.lower in words("band nouns"):
        row = [t for t in tokens[part.i + 1 - first : whole.i - first] if t.dep == "conj"]
        joined = len(row) == 1 and row[0].pos == "PROPN" and part.i <= row[0].head < row[0].i
        return joined and part.ent == "GPE" and tokens[row[0].i - 1 - first].lower == "and"
    body = {part.lemma, part.lower} & words("party bodies", "party people")
    after = tokens[min(part.i + 1 - first, len(tokens) - 1)]
    return bool(body) and hung and after.lower == "and" and whole.tag in {"NNS", "NNPS"}


def _after_agent(tokens: list[Token]) -> list[Token]:
    """Give a verb its subject back: "under a deal brokered by Kenya, Peru and Chile swapped men".

    The parser joins the subject to the agent before it; a main verb without a subject tells so.
    """
    first = tokens[0].i
    root = next((n for n, t in enumerate(tokens) if t.head == t.i), 0)
    subjects = {"nsubj", "nsubjpass", "csubj", "expl"}
    own = any(t.head == tokens[root].i and t.dep in subjects for t in tokens)
    if own or tokens[root].pos not in {"VERB", "AUX"}:
        return tokens
    for n in range(2, root - 1):
        token, agent = tokens[n], tokens[tokens[n].head - first]
        hung = agent.dep in {"agent", "prep"}  # "thanks to Kenya, Peru and Chile swapped men"
        if token.dep != "pobj" or not hung or tokens[n + 1].text != ",":
            continue
        row = [m for m in range(n + 2, root) if tokens[m].head == token.i]
        joined = [m for m in row if tokens[m].dep == "conj"]
        if not joined:
            return tokens
        top = joined[0]
        for m in (m for m in row if m > top):
            tokens[m] = replace(tokens[m], head=tokens[top].i)
        passive = any(t.dep == "auxpass" and t.head == tokens[root].i for t in tokens)
        dep = "nsubjpass" if passive else "nsubj"
        tokens[top] = replace(tokens[top], dep=dep, head=tokens[root].i)
        return _tree(tokens, first)
    return tokens


def _done_by(tokens: list[Token]) -> list[Token]:
    """Hang what was done from the talks: "talks were held between envoys of A and B, hosted by C".

    The parser says it of the envoys, who stand nearest.
    """
    first = tokens[0].i
    for n, token in enumerate(tokens):
        if token.dep != "acl" or token.tag != "VBN" or not n or tokens[n - 1].text != ",":
            continue
        noun = tokens[token.head - first]
        while noun.dep == "conj":
            noun = tokens[noun.head - first]
        link = tokens[noun.head - first]
        by = any(t.head == token.i and t.dep == "agent" for t in tokens)
        if not by or noun.dep != "pobj" or link.lower not in {"between", "among"}:
            continue
        above = tokens[link.head - first]
        held = next((t for t in tokens if t.head == above.i and t.dep == "nsubjpass"), None)
        if above.pos == "VERB" and held is not None:
            tokens[n] = replace(token, head=held.i)
            return _tree(tokens, first)
    return tokens


def _left_for(tokens: list[Token]) -> list[Token]:
    """Take a town for where one goes: "left [for Lima] to mediate", not "for Lima to mediate"."""
    first = tokens[0].i
    for n in range(1, len(tokens) - 2):
        link, town = tokens[n], tokens[n + 1]
        if link.lower != "for" or link.dep != "mark" or town.dep != "nsubj":
            continue
        verb = tokens[tokens[town.head - first].head - first]
        if verb.lemma in words("leaving") and verb.i < link.i and town.pos == "PROPN":
            tokens[n] = replace(link, dep="prep", head=verb.i)
            tokens[n + 1] = replace(town, dep="pobj", head=link.i)
            return _tree(tokens, first)
    return tokens


def _named_first(tokens: list[Token]) -> list[Token] | None:
    """Hang a headline's name from its verb, taken for one noun with it: "Chad requests Libya …"."""
    root = next((n for n, t in enumerate(tokens) if t.head == t.i), 0)
    verb = tokens[root]
    if not 0 < root <= 4 or verb.tag != "VBZ" or verb.lemma not in act_verbs():
        return None
    before = tokens[root - 1]
    if before.pos != "PROPN" or before.head != verb.i:
        return None
    if any(t.dep in {"nsubj", "expl"} and t.head == verb.i for t in tokens):
        return None
    tokens[root - 1] = replace(before, dep="nsubj")
    return _objected(tokens, root)


def _objected(tokens: list[Token], n: int) -> list[Token]:
    """Make the name behind a headline's verb its object, where it has none."""
    verb = tokens[n]
    if any(t.head == verb.i and t.dep in {"dobj", "prep", "prt", "xcomp"} for t in tokens):
        return tokens
    for m in range(n + 1, len(tokens)):
        token = tokens[m]
        if token.head == verb.i and token.dep in {"appos", "dep", "npadvmod", "nmod", "conj"}:
            tokens[m] = replace(token, dep="dobj")
            break
    return tokens


def _titled(tokens: Sequence[Token]) -> list[Token]:
    """Return a headline's tokens hung from its verb, where the parser found none."""
    first = tokens[0].i
    for n, token in enumerate(tokens[1:-1], 1):
        after = tokens[n + 1]
        opens = after.pos in {"PROPN", "NOUN", "ADJ", "DET", "NUM", "PRON"} or after.lower == "to"
        named = tokens[n - 1].tag in _NAMES and n <= 6
        if token.tag == "NNS" and token.lower in _forms("s") and named:
            opens = opens or _takes(_forms("s")[token.lower], after)
        if token.tag == "NNS" and token.lower in _forms("s") and opens and named:
            return _headline(list(tokens), n)
        if _listing(tokens, n) and (opens or _takes(token.lower, after)):
            return _headline(list(tokens), n)
        if token.tag in {"VBN", "VBD"} and token.dep == "acl" and token.head == first + n - 1:
            intransitive = token.lemma in words("verbs like nouns") and after.pos == "ADP"
            if intransitive and after.lower not in {"by", "of"} and tokens[n - 1].pos == "PROPN":
                return _headline(list(tokens), n)
    last = len(tokens) - 1
    return _headline(list(tokens), last) if _listing(tokens, last) else list(tokens)


def _compounded(tokens: list[Token]) -> list[Token] | None:
    """Hang a headline from its verb, seen as one but hung from its object: "Chad seizes vessel"."""
    for n in range(1, min(6, len(tokens) - 1)):
        token, before = tokens[n], tokens[n - 1]
        root = tokens[token.head - tokens[0].i]
        if token.tag == "VBZ" and token.dep in {"compound", "nmod", "amod"} and token.lemma != "be":
            named = before.pos == "PROPN" and before.head in {token.i, root.i}
            if named and root.i > token.i and root.head == root.i and root.pos in _THINGS:
                return _headline(tokens, n)
    return None


def _nouned(tokens: list[Token]) -> list[Token] | None:
    """Hang a headline whose object was taken for its verb: "EU tightens noose on Belarus"."""
    for n in range(1, min(6, len(tokens) - 2)):
        token, after = tokens[n], tokens[n + 1]
        verb = token.tag == "NNS" and token.lower in _forms("s") and token.head == after.i
        root = after.tag in {"VBP", "VBZ", "VBG"} and after.head == after.i
        root = root and after.lower not in act_verbs() and after.lower not in _forms("s")
        if verb and root and tokens[n - 1].pos == "PROPN":
            tokens[n + 1] = replace(after, pos="NOUN", tag="NN")
            return _headline(tokens, n)
    return None


def _listing(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a word is the verb of "A, B exchange fire", "A and B sign truce"."""
    token = tokens[n]
    if token.tag not in {"NN", "VB", "JJ"} or token.lower not in act_verbs() or n < 3:
        return False
    names = tokens[n - 1].pos == tokens[n - 3].pos == "PROPN"
    return n <= 6 and names and tokens[n - 2].lower in {",", "and"}


def _takes(verb: str, after: Token) -> bool:
    """Tell whether a verb of the lexicon goes on with a particle ("Chad brushes aside …")."""
    return any(rest.partition(" ")[0] == after.lower for rest in act_verbs().get(verb, ()))


def _announced(tokens: Sequence[Token]) -> list[Token] | None:
    """Hang who announces from a headline's infinitive: "Bolivia to expel two consuls"."""
    for n, token in enumerate(tokens):
        infinitive = n > 1 and token.tag == "VB" and tokens[n - 1].lower == "to"
        if infinitive and token.head == token.i and tokens[n - 2].dep == "dep":
            again = list(tokens)
            again[n - 2] = replace(tokens[n - 2], dep="nsubj", head=token.i)
            return again
    return None


def _speaks_after(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether what is taken for a participle is a verb of saying: "…,” added Ida Brann"."""
    token, before = tokens[n], tokens[n - 1]
    if token.tag not in {"VBN", "VBD"} or token.dep not in {"amod", "compound", "nmod"}:
        return False
    if token.lemma not in words("cue clause") or token.head <= token.i:
        return False
    closed = before.text in _CLOSING and tokens[n - 2].text in {",", "?", "!"}
    clause = before.text == "," and any(t.tag in _FINITE for t in tokens[: n - 1])
    noun = tokens[_top(tokens, n)]
    return (closed or clause) and noun.pos in {"PROPN", "NOUN"}


def _top(tokens: Sequence[Token], n: int) -> int:
    """Return the place of the head of the phrase that a word stands in, to its right."""
    first, at = tokens[0].i, tokens[n].head - tokens[0].i
    while tokens[at].dep in {"compound", "nmod", "amod"} and tokens[at].head - first > at:
        at = tokens[at].head - first
    return at


def _saying(tokens: list[Token], n: int) -> list[Token]:
    """Hang a sentence from its verb of saying: what stands before it is said, what follows says."""
    verb, top = tokens[n], _top(tokens, n)
    root = next((t for t in tokens if t.head == t.i), verb)
    for m, token in enumerate(tokens):
        if m in {n, top} or token.head not in {root.i, tokens[top].i, verb.i} or token.i == root.i:
            continue
        own = token.head == tokens[top].i and m > n
        if (m < n and (token.head != root.i or root.i == tokens[top].i)) or (m > n and not own):
            tokens[m] = replace(token, head=verb.i)
    if root.i != tokens[top].i:
        tokens[root.i - tokens[0].i] = replace(root, dep="ccomp", head=verb.i)
    tokens[top] = replace(tokens[top], dep="nsubj", head=verb.i)
    tokens[n] = replace(verb, pos="VERB", tag="VBD", dep="ROOT", head=verb.i)
    return _tree(tokens, tokens[0].i)


def _progressive(tokens: list[Token], n: int) -> list[Token]:
    """Hang a sentence of "is mediating" from its verb."""
    verb, first = tokens[n], tokens[0].i
    be = tokens[verb.head - first]
    if be.lemma != "be":
        return tokens
    for m, token in enumerate(tokens):
        if token.head == be.i and token.i not in {be.i, verb.i}:
            tokens[m] = replace(token, head=verb.i)
    head = verb.i if be.head == be.i else be.head
    lemma = _forms("ing")[verb.lower]
    tokens[n] = replace(verb, pos="VERB", tag="VBG", dep=be.dep, head=head, lemma=lemma)
    tokens[be.i - first] = replace(be, pos="AUX", dep="aux", head=verb.i)
    return tokens


def _headline(tokens: list[Token], n: int) -> list[Token]:
    """Hang a headline from its verb: what stands before it does it, the old root is its object."""
    verb, first = tokens[n], tokens[0].i
    root = next((t for t in tokens if t.head == t.i), verb)
    past = verb.tag in {"VBN", "VBD"}
    for m, token in enumerate(tokens):
        if m == n or (token.head != verb.i and token.i != root.i and token.i != verb.i - 1):
            continue
        before = m < n
        if token.i == verb.i - 1:
            tokens[m] = replace(token, dep="nsubj", head=verb.i, pos="PROPN")
        elif token.i == root.i:
            tokens[m] = replace(token, dep="dobj" if not before else "nsubj", head=verb.i)
        elif not past:
            tokens[m] = replace(token, head=verb.i - 1 if before else root.i)
    for m in range(n + 1, len(tokens)):  # what hung from the name before the verb
        if tokens[m].head == root.i and root.i < verb.i:
            tokens[m] = replace(tokens[m], head=verb.i)
    if n > 2 and tokens[n - 2].lower == "and" and tokens[n - 3].pos == "PROPN":
        tokens[n - 1] = replace(tokens[n - 1], dep="conj", head=tokens[n - 3].i)
        tokens[n - 2] = replace(tokens[n - 2], dep="cc", head=tokens[n - 3].i)
        tokens[n - 3] = replace(tokens[n - 3], dep="nsubj", head=verb.i)
    plain = verb.tag in {"NN", "VB", "JJ"}
    lemma = verb.lower if plain else verb.lemma if past else _forms("s").get(verb.lower, verb.lemma)
    tag = "VBP" if plain else "VBD" if past else "VBZ"
    tokens[n] = replace(verb, pos="VERB", tag=tag, dep="ROOT", head=verb.i, lemma=lemma)
    return _tree(_particled(_objected(tokens, n)), first)


def _tree(tokens: list[Token], first: int) -> list[Token]:
    """Return the tokens without rings: what would hang below itself hangs from the root."""
    root = next(t.i for t in tokens if t.head == t.i)
    for m, token in enumerate(tokens):
        at, seen = token.i, set[int]()
        while tokens[at - first].head != at and at not in seen:
            seen.add(at)
            at = tokens[at - first].head
        if at in seen:
            tokens[m] = replace(token, head=root)
    return tokens
