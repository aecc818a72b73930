"""In which sense a known name stands: the actor's, a place's, or none of an actor.

"Paris" is a government that speaks, a town where talks were held, or part of "Paris Kang-Jones";
an outlet is often but who was told. The words beside the name tell which.
"""

from __future__ import annotations

from goodoffices.read.clause.tokens import left
from goodoffices.read.document.press import called_agency
from goodoffices.read.who.gazetteer import PlaceMention
from goodoffices.read.who.named import Named, heads_line, is_title
from goodoffices.read.words import words


def of_no_actor(named: Named, mention: PlaceMention, first: int, last: int) -> bool:
    """Tell whether a name is part of another, but a language's, or an outlet that is credited."""
    if _of_another(named, mention, first, last):
        return True
    credited = (_to_the_press, _own_reporters, heads_line, _agency_reports)
    return mention.kind == "media" and any(told(named, first, last) for told in credited)


def of_place(named: Named, mention: PlaceMention, first: int, last: int) -> bool:
    """Tell whether a name is only where something was."""
    return mention.kind == "place" or _venue(named, mention, first, last)


def government_end(named: Named, mention: PlaceMention, last: int, covered: set[int]) -> int:
    """Take in "administration", "foreign ministry", "officials" behind a state, people or group."""
    if mention.kind not in {"state", "group"}:
        return last
    tokens, end = named.parse.tokens, last
    sentence = named.parse.sentence_of(last - 1)
    if end < sentence.last and tokens[end].text in {"'s", "’s"}:
        end += 1
    modifiers = words("role modifiers") | {"recent", "new"}
    while end < sentence.last and end not in covered and end - last < 4:
        lower = tokens[end].lower
        if lower in words("government nouns"):
            ahead = tokens[end + 1].lower if end + 1 < sentence.last else ""
            if ahead not in words("government nouns"):
                return end + 1
        elif lower not in modifiers:
            break
        end += 1
    return last


def _of_another(named: Named, mention: PlaceMention, first: int, last: int) -> bool:
    """Tell whether a state's name is part of another name, or but a language's.

    "Paris Kang-Jones", "the Vienna Convention", "the Russian text" name no government.
    """
    sentence = named.parse.sentence_of(first)
    if (mention.kind != "state" and mention.form != "people") or last >= sentence.last:
        return False
    token = named.token(last)
    if token.text == "-" and last + 1 < sentence.last:
        return named.token(last + 1).lower in words("made of a state")
    if mention.form == "people":
        head = token
        while head.pos == "PROPN" and named.token(head.head).i == head.i + 1:
            head = named.token(head.head)
        if _town_of(named, mention, first, last):
            return True  # "in Swiss Lausanne"
        hill = head.pos == "PROPN" and head.text in words("not names")  # "the French Hill"
        return hill or token.lemma in words("language nouns")
    if token.pos != "PROPN" or not token.text[:1].isupper() or named.at.get(last):
        return False
    joined = (
        named.token(last - 1).dep == "compound" and token.start == named.token(last - 1).end + 1
    )
    titled = is_title(token) or token.lower in words("government nouns") | words("role modifiers")
    return joined and not titled and not named.title_case(sentence.index)


def _town_of(named: Named, mention: PlaceMention, first: int, last: int) -> bool:
    """Tell whether a people's adjective but says where a town is."""
    town, before = named.token(last), named.token(first - 1) if first else None
    if before is None or before.lower not in words("locative") or before.dep != "prep":
        return False
    body = words("organisation heads", "outlet heads", "not organisations")
    governs = is_title(town) or town.lower in words("government nouns") or town.text in body
    alone = town.pos == "PROPN" and town.dep == "pobj"
    return alone and not governs and mention.form == "people"


def _venue(named: Named, mention: PlaceMention, first: int, last: int) -> bool:
    """Tell whether a capital is only where something was: "in Tehran", "the Vienna talks"."""
    if _capital(named, mention, first, last):
        return True
    if mention.form != "seat" or mention.text.lower().startswith("the "):
        return False
    parse = named.parse
    sentence = parse.sentence_of(first)
    after = parse.tokens[last].lower if last < sentence.last else ""
    if after in words("venue nouns"):
        return True
    if first == sentence.first or after in {"'s", "’s"}:
        return False
    before = parse.tokens[first - 1]
    if before.lower == "of" and parse.tokens[first - 2].lower in words("towns"):
        return first - 1 > sentence.first
    if before.lower in words("locative") and before.dep == "prep":
        return True
    return _moved_to(named, first)


def _capital(named: Named, mention: PlaceMention, first: int, last: int) -> bool:
    """Tell whether a state is but whose a town is: "in the Kazakh capital", "capital of X"."""
    tokens, sentence = named.parse.tokens, named.parse.sentence_of(first)
    if mention.kind != "state":
        return False
    if mention.form == "people" and last < sentence.last and tokens[last].lower == "capital":
        above = tokens[tokens[last].head]
        return above.pos == "ADP" and above.lower in words("locative") | {"to", "from"}
    of = first - 2 >= sentence.first and tokens[first - 1].lower == "of"
    return of and tokens[first - 2].lower == "capital"


def _to_the_press(named: Named, first: int, last: int) -> bool:
    """Tell whether an outlet is but who was told, or is credited: "told the Lake Post"."""
    tokens, sentence = named.parse.tokens, named.parse.sentence_of(first)
    at = first - 1
    while at > sentence.first and (tokens[at].pos in {"DET", "ADJ"} or tokens[at].text == "("):
        at -= 1
    if at < sentence.first:
        return last >= sentence.last
    before = tokens[at]
    if before.lemma in words("press verbs") and before.pos == "VERB":
        return True
    head = tokens[before.head]
    given = head.lemma in words("press verbs") | words("press nouns")
    return (before.pos == "ADP" and given) or before.text in {"-", "–", "—", "("}


def _own_reporters(named: Named, first: int, last: int) -> bool:
    """Tell whether an outlet is but whose reporter somebody is: "AFP reporters heard shots"."""
    tokens, sentence = named.parse.tokens, named.parse.sentence_of(first)
    at = last + (last < sentence.last and tokens[last].text in {"'s", "’s"})
    follows = tokens[at].lemma if at < sentence.last else ""
    return follows in {"reporter", "correspondent", "journalist", "photographer"}


def _agency_reports(named: Named, first: int, last: int) -> bool:
    """Tell whether an agency is but where it is from: "Interfax said", "according to TASS"."""
    tokens = named.parse.tokens
    if not any(map(called_agency, _called(named, first, last))):
        return False
    noun = tokens[last - 1]
    if noun.dep in {"compound", "nmod", "appos"}:  # "the Xinhua news agency", "the agency SANA"
        noun = tokens[noun.head] if tokens[noun.head].lemma in words("media nouns") else noun
    above = tokens[noun.head]
    if noun.dep == "pobj" and above.lower == "to":
        return tokens[above.head].lower == "according"
    tells = above.lemma in words("press verbs", "reporting verbs", "accusing verbs")
    return tells and noun.dep == "nsubj"


def _called(named: Named, first: int, last: int) -> tuple[str, ...]:
    """Return an outlet's name as it stands, and as it is known."""
    tokens, known = named.parse.tokens, named.at.get(first)
    stands = " ".join(t.text for t in tokens[first:last])
    return (stands, known.name) if known else (stands,)


def _moved_to(named: Named, first: int) -> bool:
    """Tell whether a place is where somebody goes or comes from: "flew to Tehran"."""
    tokens = named.parse.tokens
    before, place = left(tokens, first), tokens[first]
    head = tokens[before.head] if before.lower in {"to", "from"} else place
    head = tokens[head.head] if head.i == first else head
    moves = head.lemma in words("motion")
    moved = head.lemma in words("moving")  # "brought Dushanbe to the table"
    return moves and (before.dep == "prep" or (place.dep == "dobj" and not moved))
