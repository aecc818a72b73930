"""Sentences made by rule: every form in which papers say who said what, with every kind of speaker.

A frame holds a place for the speaker (S), the verb of saying in the past (V), a quotation (Q) or a
clause (C), and marks with ⟦⟧ what is the statement's content.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

QUOTES = ("The border will stay shut", "We have nothing to add", "Nobody asked the fishermen")
CLAUSES = (
    "the border would stay shut",
    "the talks were going nowhere",
    "two of the bridges had been blown up",
)
SPEAKERS = {
    "Amina Diallo": "Foreign Minister Amina Diallo",
    "Tomás Quiroga": "Tomás Quiroga, the head of Peru's border police",
    "Henrik Lund": "the Norwegian mediator, Henrik Lund,",
    "Oleg Sidorenko": "rebel spokesman Oleg Sidorenko",
    "Malawi": "Malawi",
    "Peru": "Lima",
    "the Fijian army chief": "the Fijian army chief",
    "a senior Omani official": "a senior Omani official",
    "two diplomats": "two diplomats",
    "the African Union": "the African Union",
}
VERBS = (
    "said warned insisted claimed declared announced stressed added argued "
    "noted complained admitted acknowledged explained conceded maintained asserted reiterated "
    "remarked observed confirmed predicted alleged recalled replied cautioned contended "
    "disclosed revealed testified concluded emphasised underlined boasted protested affirmed"
)
INVERTING = (
    "said warned insisted declared added argued complained explained replied "
    "remarked announced recalled admitted cautioned observed noted joked lamented "
    "exclaimed countered"
)

FRAMES = {
    "quote, S V": "⟦“{Q},”⟧ {S} {V}.",
    "quote, S V, with where": "⟦“{Q},”⟧ {S} {V} in Geneva on Monday.",
    "quote, V S": "⟦“{Q},”⟧ {I} {S}.",
    "quote, V S, with where": "⟦“{Q},”⟧ {I} {S} on the steps of the court.",
    "quote, S told": "⟦“{Q},”⟧ {S} told Le Matin.",
    "quote, S told reporters": "⟦“{Q},”⟧ {S} told reporters after the meeting.",
    "S V: quote": "{S} {V}: ⟦“{Q}.”⟧",
    "S told reporters: quote": "{S} told reporters: ⟦“{Q}.”⟧",
    "S wrote on X: quote": "{S} wrote on X: ⟦“{Q}.”⟧",
    "S V that": "{S} {V} that ⟦{C}⟧.",
    "S has V that": "{S} has {V} that ⟦{C}⟧.",
    "S V without that": "{S} said ⟦{C}⟧.",
    "S V on a day": "{S} {V} on Monday that ⟦{C}⟧.",
    "S V at a place": "{S} {V} at a news conference in Geneva that ⟦{C}⟧.",
    "S V, however,": "{S} {V}, however, that ⟦{C}⟧.",
    "S also V": "{S} also {V} that ⟦{C}⟧.",
    "S told reporters that": "{S} told reporters that ⟦{C}⟧.",
    "S told a paper that": "{S} told the daily Le Matin that ⟦{C}⟧.",
    "in a statement, S": "In a statement, {S} {V} that ⟦{C}⟧.",
    "on a day, S": "On Tuesday, {S} {V} that ⟦{C}⟧.",
    "speaking in, S": "Speaking in Geneva, {S} {V} that ⟦{C}⟧.",
    "asked about, S": "Asked about the ferry, {S} {V} that ⟦{C}⟧.",
    "S went on to say": "{S} went on to say that ⟦{C}⟧.",
    "clause, and what came of it": "{S} said ⟦{C}⟧, prompting Fiji to protest.",
    "clause, nothing more": "{S} said ⟦{C}⟧ without giving details.",
    "clause, nothing more, V S": "⟦{C^}⟧, {S} said, without elaborating.",
    "clause, another's beside": "{S} said ⟦{C}⟧, while Fiji denied any role in the matter.",
    "clause, while urging": "{S} said ⟦{C}⟧, while urging Fiji to reopen the harbour.",
    "clause, adding": "{S} said that ⟦{C}⟧ adding that Fiji was late.",
    "fragment, after": "{S} said ⟦the deal was “a trap”⟧ after Fiji called for a vote.",
    "S replied with a letter": "{S} replied with a letter saying that ⟦{C}⟧.",
    "S was quoted": "{S} was quoted as saying that ⟦{C}⟧.",
    "S was quoted by": "{S} was quoted by Le Matin as saying that ⟦{C}⟧.",
    "S issued a statement": "{S} issued a statement saying that ⟦{C}⟧.",
    "S in a letter": "In a letter to the council, {S} wrote that ⟦{C}⟧.",
    "clause, S V": "⟦{C^}⟧, {S} {V}.",
    "clause, S V on a day": "⟦{C^}⟧, {S} {V} on Monday.",
    "clause, V S": "⟦{C^}⟧, {I} {S}.",
    "according to S, clause": "According to {S} ⟦{C}⟧.",
    "clause, according to S": "⟦{C^}⟧, according to {S}.",
    "split quotation": "⟦“{Q},”⟧ {S} {V}. ⟦“It is late.”⟧",
    "in the words of": "⟦“{Q}”⟧, in the words of {S}.",
    "as S put it": "As {S} put it, ⟦“{Q}.”⟧",
    "S made clear": "{S} made clear that ⟦{C}⟧.",
    "S was adamant": "{S} was adamant that ⟦{C}⟧.",
    "S voiced fear": "{S} voiced fear that ⟦{C}⟧.",
    "clause in a view": "In the view of {S} ⟦{C}⟧.",
    "heading, S: clause": "{S^}: ⟦{C^}⟧",
    "heading, clause - S": "⟦{C^}⟧ - {S}",
    "heading, clause, says S": "⟦{C^}⟧, says {S}",
    "it was V by S": "It was announced by {S} that ⟦{C}⟧.",
    "two quotations": "⟦“{Q},”⟧ {S} {V}, adding: ⟦“It is late.”⟧",
    "while S V": "While the rain fell, {S} {V} that ⟦{C}⟧.",
    "S, V, clause after but": "The sky was clear, but {S} {V} that ⟦{C}⟧.",
    "dash": "⟦“{Q},”⟧ {S} {V} — and left.",
    "S's warning that": "{S's^} warning that ⟦{C}⟧ was ignored.",
    "a warning from S": "There was a warning from {S} that ⟦{C}⟧.",
    "S issued a warning that": "{S} issued a warning that ⟦{C}⟧.",
    "S gave assurances that": "{S} gave assurances that ⟦{C}⟧.",
    "S let it be known that": "{S} let it be known that ⟦{C}⟧.",
    "S pointed out that": "{S} pointed out that ⟦{C}⟧.",
    "S was convinced that": "{S} had been convinced that ⟦{C}⟧.",
    "S took the view that": "{S} took the view that ⟦{C}⟧.",
    "S has no doubt that": "{S} has no doubt that ⟦{C}⟧.",
    "S's message was blunt": "{S's^} message was blunt: ⟦“{Q}.”⟧",
    "S's answer": "{S's^} answer: ⟦“{Q}.”⟧",
    "S was blunt": "{S} was blunt: ⟦“{Q}.”⟧",
    "S had one word": "{S} had one word for the plan: ⟦“Nonsense.”⟧",
    "quote was S's answer": "⟦“{Q}”⟧ was {S's} answer.",
    "in S's words": "In {S's} words, ⟦{C}⟧.",
    "in S's opinion": "In {S's} opinion, ⟦{C}⟧.",
    "S called": "{S} called ⟦the deal “a trap”⟧.",
    "S described as": "{S} described ⟦the deal as “a trap”⟧.",
    "S dismissed as": "{S} dismissed ⟦the deal as “a trap”⟧.",
    "S spoke of": "{S} spoke of ⟦“a trap”⟧.",
    "S said fragment": "{S} said ⟦the deal was “a trap”⟧.",
    "S accused": "{S} accused ⟦Fiji of stealing the catch⟧.",
    "S denied, gerund": "{S} denied ⟦stealing the catch⟧.",
    "S denied that": "{S} denied ⟦that the catch had been stolen⟧.",
    "S promised to": "{S} promised ⟦to reopen the harbour⟧.",
    "S vowed to": "{S} vowed ⟦to reopen the harbour⟧.",
    "S threatened to": "{S} threatened ⟦to close the harbour⟧.",
    "S urged": "{S} urged ⟦Fiji to reopen the harbour⟧.",
    "S called on": "{S} called on ⟦Fiji to reopen the harbour⟧.",
    "S appealed to": "{S} appealed to ⟦Fiji to reopen the harbour⟧.",
    "S demanded that": "{S} demanded ⟦that Fiji reopen the harbour⟧.",
    "S called for": "{S} called for ⟦an end to the blockade⟧.",
    "S demanded": "{S} demanded ⟦an end to the blockade⟧.",
    "S welcomed": "{S} welcomed ⟦the end of the blockade⟧.",
    "S condemned": "{S} condemned ⟦the blockade of the harbour⟧.",
    "S voiced support": "{S} voiced ⟦support for the blockade⟧.",
    "S insisted on": "{S} insisted on ⟦an end to the blockade⟧.",
    "S ruled out": "{S} ruled out ⟦a return to the talks⟧.",
    "S warned against": "{S} warned against ⟦a return to arms⟧.",
    "S told the council that": "{S} informed the council that ⟦{C}⟧.",
    "S assured": "{S} assured Fiji that ⟦{C}⟧.",
    "told by S": "Reporters were told by {S} that ⟦{C}⟧.",
    "clause, S was quoted": "⟦{C^}⟧, {S} was quoted as saying.",
    "clause, S said in": "⟦{C^}⟧, {S} said in a statement.",
    "clause, S believes": "⟦{C^}⟧, {S} told the agency.",
    "agency quoted S": "⟦“{Q},”⟧ the agency quoted {S} as saying.",
    "quoting S": "Quoting {S} the agency said that ⟦{C}⟧.",
    "S tweeted": "{S} tweeted: ⟦“{Q}.”⟧",
    "quote, tweeted S": "⟦“{Q},”⟧ tweeted {S}.",
    "quote, S wrote in": "⟦“{Q},”⟧ {S} wrote in a letter to the council.",
    "S was said to believe": "{S} had been said to believe that ⟦{C}⟧.",
    "S hoped that": "{S} hoped that ⟦{C}⟧.",
    "S wanted": "{S} wanted ⟦an end to the blockade⟧.",
    "S rejected": "{S} rejected ⟦the idea of a ferry⟧.",
    "as S put it, clause": "As {S} put it, ⟦the deal was “a trap”⟧.",
    "S said, and that": "{S} said that ⟦{C}, and that the sea was rough⟧.",
    "S called on a day": "{S} called ⟦the deal “a trap”⟧ on Monday.",
    "S dismissed which": "The deal, which {S} dismissed as ⟦“a trap”⟧, was signed.",
    "S wrote, commenting": "{S} wrote on Facebook ⟦“{Q},”⟧ commenting on the talks.",
    "after saying": "{S^} was held after saying that ⟦the vote was a fraud⟧ and calling for talks.",
    "open over paragraphs": "{S^} called the day “long”.\n\n⟦“{Q}.⟧\n\n⟦“It is late now.”⟧",
    "floating": "{S} shrugged. ⟦“{Q}.”⟧",
    "floating, next paragraph": "{S} said that the sea was rough.\n\n⟦“{Q}.”⟧",
    "pronoun, next paragraph": "{S^} came to Geneva.\n\n⟦“{Q},”⟧ {pronoun} {V}.",
    "pronoun, same paragraph": "{S^} came to Geneva. {pronoun^} {V} that ⟦{C}⟧.",
}
MALE = {"Tomás Quiroga", "Henrik Lund", "Oleg Sidorenko"}
PERSONS = {*MALE, "Amina Diallo", "the Fijian army chief", "a senior Omani official"}

EVERY = 1 if os.environ.get("GOODOFFICES_GRID") == "all" else 7
"""Of how many speakers one is tried in a frame; GOODOFFICES_GRID=all tries them all."""


class Saying(NamedTuple):
    """A sentence, who speaks, and the places of what is said (code points)."""

    frame: str
    speaker: str
    text: str
    content: tuple[tuple[int, int], ...]


def _one_of(row: str, turn: int) -> str:
    """Return one word of a row, each in its turn."""
    return row.split()[turn % len(row.split())]


def _filled(frame: str, speaker: str, said: str, turn: int) -> str:
    """Return a frame with its speaker, verb and words."""
    after = said if not said.endswith(",") or re.search(r"\{S\^?\}( [^.:]|$)", frame) else said[:-1]
    whose = after.rstrip(",")
    pronoun = "she" if speaker == "Amina Diallo" else "he"
    words = {
        "S": after,
        "S's": f"{whose}'" if whose.endswith("s") else f"{whose}'s",
        "V": _one_of(VERBS, turn),
        "I": _one_of(INVERTING, turn),
        "Q": QUOTES[turn % len(QUOTES)],
        "C": CLAUSES[turn % len(CLAUSES)],
        "pronoun": pronoun,
    }
    for name, value in words.items():
        frame = frame.replace(f"{{{name}^}}", value[0].upper() + value[1:])
        frame = frame.replace(f"{{{name}}}", value)
    frame = re.sub(r"(?<=,) ,|,(?=[.:])", "", frame)
    if not frame.startswith("⟦"):
        frame = frame[0].upper() + frame[1:]
    return re.sub(r"((?:According to|view of|Quoting) [^⟦]*[^,⟦ ]) ⟦", r"\1, ⟦", frame)


def sayings() -> Iterator[Saying]:
    """Yield each frame with the speakers that can stand in it, every verb in its turn."""
    turn = 0
    for name, frame in FRAMES.items():
        for speaker, said in SPEAKERS.items():
            if ("pronoun" in name or name == "floating") and speaker not in PERSONS:
                continue
            if "{S's" in frame and ", " in said:
                continue
            turn += 1
            if turn % EVERY:
                continue
            plain, places = "", []
            for part in re.split(r"(⟦.*?⟧)", _filled(frame, speaker, said, turn)):
                if part.startswith("⟦"):
                    places.append((len(plain), len(plain) + len(part) - 2))
                plain += part.strip("⟦⟧")
            yield Saying(name, speaker, plain, tuple(places))
