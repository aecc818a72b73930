"""The keys of ``case.yaml``, told once: what may stand in each part of the file, and what it means.

From this table come what the reader takes for a key, which keys it misses and how it types plain
values (:mod:`.terms`), the JSON Schema for editors and the tables of ``docs/case-file.md``
(:mod:`.schema`). A key whose shape is plain (a text, a date, a word of some) is read into the field
of its name; any other is read by the reader of its part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from goodoffices.case.judged import FUNCTIONS, REFERENCE, AnswerGiven, Consent

Kind = Literal["text", "texts", "date", "country", "truth", "word", "span", "signed"]
"""How a plain value is read; ``span`` is a number or an interval from 0, ``signed`` any."""

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand at a key: in words, in JSON Schema, and how it is read where it is plain.

    ``choices`` are the words of which one may stand there. ``form`` says how it is made of other
    shapes: a list of ``inner[0]``; keys of ``inner[0]`` with values of ``inner[1]``; either of
    ``inner``; another part, which ``names`` is the name of. Of an id, ``names`` is the section that
    it is a key of.
    """

    words: str
    schema: Schema
    kind: Kind | None = None
    choices: tuple[str, ...] = ()
    form: Literal["", "list", "keys", "either", "part"] = ""
    inner: tuple[Shape, ...] = ()
    names: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a part, what may stand there, and what it means, as one sentence without its dot."""

    name: str
    shape: Shape
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class CasePart:
    """A part of the file: what it is, and its keys.

    Where the value of the first key may stand alone, in place of the part, it does so everywhere.
    """

    name: str
    meaning: str
    keys: tuple[Key, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its keys."""
        return tuple(key.name for key in self.keys)

    @property
    def grounded(self) -> bool:
        """Whether it says what it rests on."""
        return self.keys[-len(BASIS) :] == BASIS


ANCHOR = "keys-of-"
"""How the address of a part's table begins, as links to it have it."""

# --- shapes ---------------------------------------------------------------------------------------

SLUG = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
VALUE = r"[a-z0-9]+(?:[-_.][a-z0-9]+)*"
NUMBER = r"-?[0-9]{1,18}(?:\.[0-9]{1,18}|/[0-9]{1,18})?"
LONGEST_ID = 60


def _pattern(words: str, pattern: str, kind: Kind | None = None, **more: object) -> Shape:
    return Shape(words, {"type": "string", "pattern": f"^{pattern}$", **more}, kind)


def either(*shapes: Shape) -> Shape:
    """Return the shape of what may have any of some shapes."""
    schemas = [s for shape in shapes for s in shape.schema.get("anyOf", [shape.schema])]
    words = " or ".join(shape.words for shape in shapes)
    return Shape(words, {"anyOf": schemas}, form="either", inner=shapes)


def listed(shape: Shape, least: int = 0, most: int | None = None) -> Shape:
    """Return the shape of a list of one shape."""
    bounds = {"minItems": least or None, "maxItems": most}
    schema = {"type": "array", "items": shape.schema}
    words = f"[{', '.join([shape.words] * max(1, least))}]"
    whole = schema | {k: v for k, v in bounds.items() if v}
    return Shape(words, whole, form="list", inner=(shape,))


def keyed(key: Shape, shape: Shape, least: int = 0, most: int | None = None) -> Shape:
    """Return the shape of keys of one shape, each with a value of another."""
    bounds = {"minProperties": least or None, "maxProperties": most}
    names = {k: v for k, v in key.schema.items() if k != "type"}
    schema = {"type": "object", "propertyNames": names, "additionalProperties": shape.schema}
    words = f"{{{key.words}: {shape.words}}}"
    whole = schema | {k: v for k, v in bounds.items() if v}
    return Shape(words, whole, form="keys", inner=(key, shape))


def word(*choices: str) -> Shape:
    """Return the shape of one of some words."""
    words = ", ".join(f"`{choice}`" for choice in choices)
    return Shape(words, {"enum": list(choices)}, "word", choices)


def part(name: str) -> Shape:
    """Return the shape of another part."""
    words = f"[{name}](#{ANCHOR}{name})"
    return Shape(words, {"$ref": f"#/$defs/{name}"}, form="part", names=name)


def id_of(section: str) -> Shape:
    """Return the shape of an id that is a key of a section of the file, such as ``parties``."""
    return replace(ID, names=section)


ANSWERS: tuple[Consent, ...] = ("unknown", "yes", "no")
CONSENTS: tuple[AnswerGiven, ...] = (*ANSWERS, "conditional")
MOVES = ("both", "forward", "back")

TEXT = Shape("text", {"type": "string"}, "text")
TEXTS = Shape(
    "text or [text]",
    {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "texts",
)
DATE = Shape("EDTF date", {"type": ["string", "integer"]}, "date")
COUNTRY = _pattern("three-letter code", "[A-Z]{3}", "country")
ID = _pattern("id", SLUG, maxLength=LONGEST_ID)
VALUE_ID = _pattern("value's id", VALUE, maxLength=LONGEST_ID)
OPTION = _pattern("`party.option`", r"[a-z0-9_-]+\.[a-z0-9_-]+")
COALITION = _pattern("`party+party`", r"[a-z0-9_-]+(?: *\+ *[a-z0-9_-]+)*")
EXACT = Shape("number", {"anyOf": [{"type": "number"}, _pattern("", NUMBER).schema]})
_EITHER_NUMBER = [*EXACT.schema["anyOf"], _pattern("", rf"{NUMBER} *\.\. *{NUMBER}").schema]
SPAN = Shape("number or interval", {"anyOf": _EITHER_NUMBER}, "span")
SIGNED = Shape("number or interval", {"anyOf": _EITHER_NUMBER}, "signed")
COUNT = Shape("whole number or interval", {"anyOf": _EITHER_NUMBER})
CHOSEN = Shape("value", {"type": ["string", "number"]})
CONDITION = Shape("condition", {"type": "string"})
OUTCOMES = Shape("outcome or condition", {"type": "string"})
TRUTH = Shape("`yes`, `no`", {"enum": [True, False, "yes", "no"]}, "truth")
ANSWER = word(*ANSWERS)
CONSENT = word(*CONSENTS)
YES_NO = Shape(ANSWER.words, {"enum": [*ANSWERS, True, False]}, "word", ANSWERS)
JUDGED = either(YES_NO, part("judged"))
EMPTY_OR_TEXT = Shape("text", {"type": ["string", "null"]})
EITHER_ID = either(ID, OPTION)
WHOLE_NUMBER = Shape("whole number", {"type": ["integer", "string"], "exclusiveMinimum": 0})
_YEARS = REFERENCE["since"]
DEGREES = tuple(map(str, range(1, 10)))
"""By how many degrees outcomes may be preferred."""
DEGREE = Shape("1 to 9", {"enum": [*DEGREES, *map(int, DEGREES)]}, "word", DEGREES)
YEAR = Shape(word(*_YEARS).words, {"enum": [*_YEARS, *map(int, _YEARS)]}, "word", _YEARS)
PARTY, MEDIATOR, ISSUE = map(id_of, ("parties", "mediators", "issues"))
HOLDER, OBLIGATION = map(id_of, ("parties mediators", "commitments"))
LEVEL = replace(VALUE_ID, names="values")
_TEXT = either(TEXT, part("text"))
_ACT = either(TEXT, part("option"))
_LEVELS = keyed(ISSUE, CHOSEN, 1)
_COUNSEL = keyed(PARTY, part("counsel"))
_RULE = either(CONDITION, part("rule"))
_TWO = listed(OUTCOMES, 2, 2)
_COST = either(EXACT, part("cost"))
_WEIGHTS = keyed(ISSUE, SPAN)

# --- the table ------------------------------------------------------------------------------------


def _of(name: str, meaning: str, *keys: Key) -> CasePart:
    return CasePart(name, meaning, keys)


BASIS = (
    Key("evidence", TEXTS, "Ids of the claims it rests on, such as S-7Q3K5VX"),
    Key("judged", TEXT, "Initials of whoever judged"),
    Key("because", TEXT, "The reason"),
    Key("unreviewed", TRUTH, "Whether the machine proposed it and nobody has confirmed it"),
)
BASIS_KEYS = tuple(key.name for key in BASIS)
"""The keys that say what a judgement rests on."""

_STATEMENTS = listed(either(CONDITION, part("preference")))
_STEPS = listed(either(OUTCOMES, listed(OUTCOMES), part("step")))
_ORDER = (
    Key("prefers", _STATEMENTS, "Statements of what it prefers, the most important first"),
    Key("weights", keyed(OPTION, either(SIGNED, part("weight"))), "Added up over what is taken"),
    Key("ranking", _STEPS, "Outcomes, the best first; a list is a tie, `rest` all the others"),
    Key("pairs", listed(part("comparison")), "Which outcomes are better than which"),
    Key("unknown", listed(either(_TWO, part("unknown"))), "Which it prefers is not known"),
    Key("certainty", listed(part("certain")), "How certain it is of what it prefers"),
    Key("satisficing", EXACT, "How certain it must be to act, above 0 and up to 1"),
)

_OBLIGATION = (
    Key("ratio", SPAN, "What cheating gains over what being found out costs"),
    Key("gain", SPAN, "What cheating gains; with `loss`, in place of `ratio`"),
    Key("loss", SPAN, "What being found out costs"),
    Key("cheat", SIGNED, "The worth of a period of cheating; with the next two, for `ratio`"),
    Key("comply", SIGNED, "The worth of a period of complying"),
    Key("punished", SIGNED, "The worth of a period of being punished"),
    Key("detection", SPAN, "How probable it is that cheating is found out"),
    Key("delta", SPAN, "What the next period weighs against this one"),
    Key("withdrawal", SPAN, "How probable it is that the other side quits"),
    Key("false_alarm", SPAN, "How probable it is that complying is taken for cheating"),
)

_PARTS = (
    _of(
        "case",
        "The whole file: a dispute as people have written it down",
        Key("case", ID, "The id of the case", required=True),
        Key("title", TEXT, "What it is called", required=True),
        Key("as_of", DATE, "When this was true"),
        Key("author", TEXT, "Initials of whoever answers for the judgements"),
        Key("summary", TEXT, "One paragraph"),
        Key("parties", keyed(ID, part("party")), "Those who control options and rank outcomes"),
        Key("mediators", keyed(ID, part("mediator")), "Candidates for the good offices"),
        Key("issues", keyed(ID, part("issue")), "What is to be settled"),
        Key("infeasible", listed(_RULE), "What cannot be"),
        Key("exclusive", listed(listed(OPTION)), "Options of which at most one is taken"),
        Key("at_least_one", listed(listed(OPTION)), "Options of which at least one is taken"),
        Key("only_if", keyed(OPTION, either(CONDITION, part("only_if"))), "What an option needs"),
        Key("same", listed(either(OUTCOMES, part("same"))), "Outcomes that are one and the same"),
        Key("barred", listed(part("barred")), "Moves that cannot be made"),
        Key("status_quo", listed(OPTION), "The options taken today; the others are not"),
        Key("outcomes", keyed(TEXT, listed(OPTION)), "Outcomes with names, by the options taken"),
        Key("packages", keyed(ID, keyed(TEXT, CHOSEN)), "A value for every issue, and a `name`"),
        Key(
            "coalitions",
            keyed(COALITION, either(EXACT, part("coalition"))),
            "What coalitions are worth, in points that can be shared",
        ),
        Key("events", keyed(ID, part("event")), "What an agreement could hang on"),
        Key("levers", part("levers"), "What changes would cost a mediator"),
        Key("advice", part("advice"), "What is judged so that advice can be computed"),
        Key("feeds", TEXTS, "Feeds, by address or file, that `goodoffices watch` looks through"),
        Key("notes", TEXTS, "Free text"),
    ),
    _of(
        "party",
        "A decision maker, who controls options and ranks outcomes in one way",
        Key("name", TEXT, "What it is called", required=True),
        Key("actor", TEXT, "Its id in the dossier; the same as here if left out"),
        Key("country", COUNTRY, "ISO 3166-1 alpha-3"),
        Key("wants", listed(_TEXT), "What it says it wants"),
        Key("options", keyed(ID, _ACT), "What it can do or not do"),
        *_ORDER,
        Key("sees", part("view"), "What it sees otherwise than it is"),
        Key("worth", part("worth"), "What packages are worth to it"),
        *BASIS,
    ),
    _of(
        "text",
        "A text with what it rests on",
        Key("text", TEXT, "The text", required=True),
        *BASIS,
    ),
    _of(
        "option",
        "Something a party can do or not do",
        Key("text", TEXT, "What it is, in words", required=True),
        Key("moves", word(*MOVES), "Whether it can be dropped, taken, or both"),
        *BASIS,
    ),
    _of(
        "preference",
        "A statement of what a party prefers",
        Key("that", CONDITION, "What it would rather have so", required=True),
        Key("worse_by", DEGREE, "By how many degrees outcomes are worse in which it is not so"),
        *BASIS,
    ),
    _of(
        "weight",
        "What taking an option adds to an outcome",
        Key("weight", SIGNED, "The number", required=True),
        *BASIS,
    ),
    _of(
        "step",
        "A step of a ranking: outcomes as good as each other",
        Key("that", OUTCOMES, "The outcomes that stand no higher", required=True),
        Key("worse_by", DEGREE, "By how many degrees what stands above is preferred to it"),
        *BASIS,
    ),
    _of(
        "comparison",
        "Outcomes that are better than others, or as good",
        Key("better", OUTCOMES, "The better ones; with `than`"),
        Key("than", OUTCOMES, "The worse ones"),
        Key("equal", _TWO, "Ones that are as good, in place of the two"),
        *BASIS,
    ),
    _of(
        "unknown",
        "Outcomes of which it is not known which ones a party prefers",
        Key("between", _TWO, "The two kinds", required=True),
        *BASIS,
    ),
    _of(
        "certain",
        "Outcomes that a party more or less certainly prefers to others",
        Key("better", OUTCOMES, "The ones that it prefers", required=True),
        Key("than", OUTCOMES, "The others", required=True),
        Key("degree", EXACT, "To what degree, 0 to 1; the rest is the other way", required=True),
        *BASIS,
    ),
    _of(
        "view",
        "What a party sees otherwise than it is",
        Key("unaware", listed(OPTION), "Options that it does not reckon with"),
        Key("imagines", keyed(PARTY, keyed(ID, _ACT)), "Options nobody has"),
        Key("moves", keyed(OPTION, word(*MOVES)), "How it thinks that an option goes"),
        Key("orders", keyed(PARTY, part("order")), "How it thinks that parties rank outcomes"),
        Key("sees", keyed(PARTY, part("view")), "What it thinks that others see otherwise than it"),
        *BASIS,
    ),
    _of("order", "How a party is thought to rank outcomes, in one way", *_ORDER),
    _of(
        "worth",
        "What packages are worth to a party",
        Key("walk_away", SIGNED, "The worth of no deal, in the same units", required=True),
        Key("weights", part("weights"), "The weights of all issues together"),
        Key("issues", keyed(ISSUE, part("issue_worth")), "What the values of each issue are worth"),
        Key("pairs", listed(part("pair")), "Values worth more, or less, when they come together"),
        Key("red_lines", listed(part("red_line")), "What it never accepts"),
        *BASIS,
    ),
    _of(
        "weights",
        "Weights of all issues, asked for in one of three ways",
        Key("points", _WEIGHTS, "100 points spread over the issues"),
        Key("swing", _WEIGHTS, "What going from worst to best is worth, 100 for the largest"),
        Key("order", listed(ISSUE), "From the most to the least important"),
    ),
    _of(
        "issue_worth",
        "What an issue is worth to a party",
        Key("weight", SPAN, "What it weighs, unless `weights` gives all"),
        Key("values", either(keyed(LEVEL, SIGNED), part("best_first")), "What each is worth"),
        Key("curve", keyed(EXACT, EXACT), "For a range: numbers, each with its worth"),
        *BASIS,
    ),
    _of(
        "best_first",
        "Values in order, where no more is known of their worth",
        Key("order", listed(LEVEL), "All values, the best first", required=True),
    ),
    _of(
        "pair",
        "What two values add to a package that has both",
        Key("when", keyed(ISSUE, CHOSEN, 2, 2), "The two values, by issue", required=True),
        Key("adds", SIGNED, "What they add; below 0 where they spoil it", required=True),
        *BASIS,
    ),
    _of(
        "red_line",
        "What a party never accepts",
        Key("when", _LEVELS, "The values that may not come together", required=True),
        *BASIS,
    ),
    _of(
        "coalition",
        "What some parties together are worth, in points that can be shared",
        Key("worth", EXACT, "The points", required=True),
        *BASIS,
    ),
    _of(
        "event",
        "What may come to pass or not, and how likely each party holds it to be",
        Key("name", TEXT, "What it is called"),
        Key("chances", keyed(PARTY, SPAN), "Each party's own probability of it, from 0 to 1"),
        *BASIS,
    ),
    _of(
        "mediator",
        "A candidate for the good offices",
        Key("name", TEXT, "What it is called", required=True),
        Key("actor", TEXT, "Its id in the dossier; the same as here if left out"),
        Key("party", PARTY, "Which party it is, where it also acts in its own right"),
        Key("consent", keyed(PARTY, either(CONSENT, part("consent"))), "Each party's answer to it"),
        Key("interest", listed(_TEXT), "What it wants of it for itself"),
        *BASIS,
    ),
    _of(
        "consent",
        "A party's answer to a mediator",
        Key("answer", CONSENT, "Whether it accepts the mediator", required=True),
        *BASIS,
    ),
    _of(
        "issue",
        "A matter to be settled",
        Key("name", TEXT, "What it is called", required=True),
        Key("today", CHOSEN, "How it stands without a deal"),
        Key("values", keyed(VALUE_ID, EMPTY_OR_TEXT), "The ways it may be settled"),
        Key("range", part("range"), "The numbers it may be settled at, in place of values"),
        *BASIS,
    ),
    _of(
        "range",
        "Numbers that an issue may be settled at",
        Key("from", EXACT, "The lowest", required=True),
        Key("to", EXACT, "The highest", required=True),
        Key("step", EXACT, "From one to the next", required=True),
        Key("unit", TEXT, "What they count"),
    ),
    _of(
        "rule",
        "What cannot be",
        Key("that", CONDITION, "What cannot be so", required=True),
        Key("because", TEXT, "The reason"),
    ),
    _of(
        "only_if",
        "What must be so that an option can be taken",
        Key("that", CONDITION, "What must be so", required=True),
        Key("because", TEXT, "The reason"),
    ),
    _of(
        "same",
        "Outcomes that are one and the same",
        Key("that", OUTCOMES, "The outcomes", required=True),
        Key("apart", listed(OPTION), "However these options stand; all, where none are named"),
    ),
    _of(
        "barred",
        "A party's moves that cannot be made; one end at least is named",
        Key("party", PARTY, "Whose", required=True),
        Key("from", OUTCOMES, "From which outcomes"),
        Key("to", OUTCOMES, "To which outcomes"),
        Key("because", TEXT, "The reason"),
    ),
    _of(
        "levers",
        "What changes cost a mediator, and what could be brought in, with what all of it rests on",
        Key("costs", part("costs"), "By kind of change"),
        Key("each", keyed(EITHER_ID, _COST), "For a single party's exchanges, or an option"),
        Key("new", keyed(OPTION, part("new_option")), "Options that could be brought in"),
        *BASIS,
    ),
    _of(
        "costs",
        "What changes cost, by kind, in exchanges of two neighbours",
        Key("swap", _COST, "An exchange of two neighbours in an order"),
        Key("irreversible", _COST, "An option can no longer be dropped"),
        Key("impossible", _COST, "An option can no longer be taken"),
        Key("block", _COST, "One move away from the outcome is blocked"),
        Key("remove", _COST, "An option is taken away"),
    ),
    _of(
        "cost",
        "A cost with what it rests on",
        Key("cost", EXACT, "The number", required=True),
        *BASIS,
    ),
    _of(
        "new_option",
        "An option that a mediator could bring in",
        Key("text", TEXT, "What it is, in words", required=True),
        Key("moves", word(*MOVES), "Whether it can be dropped, taken, or both"),
        Key("cost", EXACT, "What it costs to bring it in", required=True),
        Key("taken", TRUTH, "Whether the outcome aimed at has it; yes unless said otherwise"),
        Key("infeasible", listed(_RULE), "What cannot be with it"),
        Key("prefers", listed(part("new_preference")), "What parties would say about it"),
        *BASIS,
    ),
    _of(
        "new_preference",
        "A party's statement about a new option",
        Key("party", PARTY, "Whose", required=True),
        Key("that", CONDITION, "What it would rather have so", required=True),
        Key("at", WHOLE_NUMBER, "Its place in the party's order, from 1", required=True),
        *BASIS,
    ),
    _of(
        "advice",
        "What is judged so that advice can be computed",
        Key("ripeness", keyed(PARTY, part("ripeness")), "Whether each side is ready"),
        Key("needed", listed(word(*FUNCTIONS)), "What the mediation must bring"),
        Key("mediation", keyed(MEDIATOR, part("candidate")), "What is judged of each mediator"),
        Key("commitments", keyed(ID, part("obligation")), "What parties would have to keep"),
        Key("contested", keyed(ID, part("contested")), "What two parties would divide"),
        Key("blockers", keyed(ID, part("blocker")), "Who need not sign but may block"),
        Key("stale_months", WHOLE_NUMBER, "From which age an answer on ripeness is asked again"),
        Key("reference", part("reference"), "Which past crises are counted"),
    ),
    _of(
        "ripeness",
        "What a side must have for a moment to be ripe, and two occasions beside it",
        Key("stalemate", JUDGED, "It sees that it cannot win, and is hurting"),
        Key("way_out", JUDGED, "It sees a way out"),
        Key("spokesperson", JUDGED, "Somebody can speak for it"),
        Key("opportunity", JUDGED, "There is an opening, until its date"),
        Key("deadline", JUDGED, "There is a deadline, at its date"),
    ),
    _of(
        "judged",
        "An answer with its date and what it rests on",
        Key("answer", YES_NO, "Whether it is so", required=True),
        Key("date", DATE, "When it was so"),
        *BASIS,
    ),
    _of(
        "candidate",
        "What is judged of one mediator",
        Key("functions", keyed(word(*FUNCTIONS), JUDGED), "What it can bring"),
        Key("material_interest", JUDGED, "Whether it gains by a deal itself"),
        Key("criteria", keyed(TEXT, SPAN), "How well it does by whatever is asked of it"),
        Key("counsel", _COUNSEL, "Whether each side would believe its warning"),
        Key("direct_party", JUDGED, "Whether it is itself a side of the dispute"),
        Key("trust", part("trust"), "Whether its word that a side can be trusted is honest"),
        *BASIS,
    ),
    _of(
        "counsel",
        "What a mediator's warning to one listener hangs on",
        Key("independent", YES_NO, "Whether it knows more than the listener does"),
        Key("leaning", SIGNED, "To the listener's side, -1 to 1"),
        Key("accuracy", SPAN, "Of its own knowledge, 0.5 to 1"),
        Key("prior", SPAN, "How probable it is that the opponent is tough"),
        Key("failure_cost", SPAN, "What a failure costs the mediator"),
        Key("cost_listener", SPAN, "What a conflict costs the listener"),
        Key("cost_tough", SPAN, "What a conflict costs a tough opponent"),
        Key("cost_soft", SPAN, "What a conflict costs a soft opponent"),
        *BASIS,
    ),
    _of(
        "trust",
        "What a mediator's word that a side can be trusted hangs on",
        Key("ideal", SPAN, "Where between the sides it would settle, 0 to 1"),
        Key("conflict_cost", SPAN, "What a conflict costs it"),
        Key("issue_weight", SPAN, "How much it cares about the issue"),
        *BASIS,
    ),
    _of(
        "obligation",
        "What one party would have to keep",
        Key("party", PARTY, "Whose", required=True),
        Key("text", TEXT, "What it would have to keep", required=True),
        *_OBLIGATION,
        Key("inspections", COUNT, "How many there are in a period"),
        Key("broken_before", TEXTS, "Ids of claims that tell of an earlier one that was broken"),
        Key("inducement", either(TEXT, part("inducement")), "What somebody pays for it"),
        Key("ratio_without", SPAN, "The ratio once the inducement has lapsed"),
        Key("counterpart", OBLIGATION, "The obligation given in return"),
        *BASIS,
    ),
    _of(
        "inducement",
        "What somebody pays for an obligation",
        Key("text", TEXT, "What it is", required=True),
        Key("held_by", HOLDER, "The party or mediator that holds it"),
        Key("until", DATE, "Until when"),
        Key("without", part("lapsed"), "What is otherwise once it has lapsed"),
    ),
    _of("lapsed", "The numbers of an obligation that are others then", *_OBLIGATION),
    _of(
        "contested",
        "One thing to be divided between two parties, in shares of the first",
        Key("name", TEXT, "What it is called", required=True),
        Key("party", PARTY, "The first", required=True),
        Key("other", PARTY, "The second", required=True),
        Key("p", SPAN, "What the first expects of its alternative"),
        Key("cost", SPAN, "What the alternative costs the first"),
        Key("other_cost", SPAN, "What it costs the second"),
        Key("later", SPAN, "What `p` falls to"),
        Key("delta", SPAN, "What later weighs against now"),
        Key("shares", listed(EXACT), "Ways of settling it that are to be tested, 0 to 1"),
        *BASIS,
    ),
    _of(
        "blocker",
        "One who need not sign but may block",
        Key("name", TEXT, "What it is called", required=True),
        Key("able", YES_NO, "Whether it is able to"),
        Key("party", PARTY, "Which party it is, whose worths then count"),
        Key(
            "worth",
            either(SIGNED, keyed(id_of("packages"), SIGNED)),
            "Of a settlement, or of each package",
        ),
        Key("walk_away", SIGNED, "The worth of none"),
        *BASIS,
    ),
    _of(
        "reference",
        "By which tags past crises are counted: since when, and at most two more",
        Key("since", YEAR, "From which year on"),
        Key("violence", word(*REFERENCE["violence"]), "How violent they were"),
        Key("mediator", word(*REFERENCE["mediator"]), "Who mediated"),
        Key("style", word(*REFERENCE["style"]), "How it mediated"),
        Key("protracted", word(*REFERENCE["protracted"]), "Whether the conflict was protracted"),
    ),
)

PARTS: Mapping[str, CasePart] = {part.name: part for part in _PARTS}
"""Every part of the file, by its name; the first is the file itself."""

WHOLE = _PARTS[0].name
"""The name of the part that is the file itself."""
