"""What keys and words of the file are called on the desk, where they alone say too little."""

from __future__ import annotations

from goodoffices.base.i18n import _, comma
from goodoffices.case.file.keys import Key


def label(about: str, key: str) -> str:
    """Return what a key of a part is called; one that nobody named is called as it is written."""
    named = _named().get(f"{about}.{key}") or _named().get(key)
    return named or key.replace("_", " ").capitalize()


def hint(about: str, key: Key) -> str:
    """Return what helps to fill in a key: its meaning, with the form of what is written there."""
    forms = {
        "date": _("as 2025, 2025-03, 2025-03-14; with ~ for about"),
        "country": _("three letters, as IRN"),
        "span": _("a number; two where it is only known between which it lies"),
        "signed": _("a number; two where it is only known between which it lies"),
        "texts": _("one a line"),
    }
    said = forms.get(key.shape.kind or "", "")
    named = {f"{about}.{key.name}", key.name} & _named().keys()
    told = "" if named - {"actor"} else key.meaning
    return comma("; ").join(part for part in (told, said) if part)


def word(said: str) -> str:
    """Return one of the words that may stand at a key as people read it."""
    return {
        "yes": _("yes"),
        "no": _("no"),
        "unknown": _("not known"),
        "conditional": _("on conditions"),
        "both": _("can be taken and dropped"),
        "forward": _("once taken, never dropped"),
        "back": _("once dropped, never taken again"),
        "channel": _("carry messages"),
        "information": _("bring knowledge"),
        "formula": _("find a formula"),
        "incentives": _("offer incentives"),
        "guarantee": _("vouch for what is agreed"),
        "verification": _("verify that it is kept"),
    }.get(said, said.replace("_", " "))


def heading(about: str) -> str:
    """Return the heading of a section of the case."""
    return _headings().get(about) or label("", about.rpartition(".")[2])


def adding(about: str) -> str:
    """Return what the button says that adds to a section."""
    return _adding().get(about) or _("Add")


def _headings() -> dict[str, str]:
    return {
        "case.parties": _("Parties"),
        "case.mediators": _("Mediators"),
        "case.issues": _("Issues and levels"),
        "case.infeasible": _("What cannot be"),
        "case.exclusive": _("At most one of these"),
        "case.at_least_one": _("At least one of these"),
        "case.only_if": _("Only if"),
        "case.same": _("One and the same"),
        "case.status_quo": _("What is done today"),
        "case.barred": _("Moves that cannot be made"),
        "case.outcomes": _("Named outcomes"),
        "case.packages": _("Packages"),
        "case.coalitions": _("What coalitions are worth"),
        "case.events": _("What agreements could hang on"),
        "case.levers": _("What changes would cost"),
        "case.advice": _("What advice rests on"),
        "party.wants": _("What it wants"),
        "party.options": _("What it can do"),
        "party.prefers": _("What it prefers, the most important first"),
        "party.weights": _("What each option adds for it"),
        "party.ranking": _("How it ranks outcomes, the best first"),
        "party.pairs": _("Which outcomes it prefers to which"),
        "party.unknown": _("What is not known of its preferences"),
        "party.certainty": _("How certain it is of what it prefers"),
        "party.sees": _("What it sees otherwise than it is"),
        "party.worth": _("What the issues are worth to it"),
        "worth.issues": _("Issue by issue"),
        "worth.pairs": _("Levels that are worth more, or less, together"),
        "worth.red_lines": _("Red lines"),
        "mediator.consent": _("What each party answers"),
        "mediator.interest": _("What it wants of it for itself"),
        "advice.ripeness": _("Is the moment ripe"),
        "advice.mediation": _("The mediators' standing"),
        "advice.commitments": _("Would it be kept"),
        "advice.contested": _("What two would divide"),
        "advice.blockers": _("Who could block"),
        "candidate.functions": _("What it can bring"),
        "candidate.counsel": _("Whether each side would believe its warning"),
    }


def _adding() -> dict[str, str]:
    return {
        "case.parties": _("Add a party"),
        "case.mediators": _("Add a mediator"),
        "case.issues": _("Add an issue"),
        "case.infeasible": _("Add what cannot be"),
        "case.outcomes": _("Give an outcome a name"),
        "case.packages": _("Add a package"),
        "party.wants": _("Add a want"),
        "party.options": _("Add an option"),
        "party.prefers": _("Add a preference"),
        "party.weights": _("Weigh an option"),
        "party.ranking": _("Add a step"),
        "party.pairs": _("Compare two outcomes"),
        "party.unknown": _("Add what is not known"),
        "party.certainty": _("Say how certain it is"),
        "party.sees": _("Say what it sees otherwise"),
        "party.worth": _("Say what packages are worth to it"),
        "worth.issues": _("Say what an issue is worth"),
        "worth.red_lines": _("Draw a red line"),
        "worth.pairs": _("Add two levels that go together"),
        "mediator.consent": _("Add a party's answer"),
        "mediator.interest": _("Add an interest"),
    }


def _named() -> dict[str, str]:
    return {
        "case.case": _("The id of the case"),
        "case.title": _("What the case is called"),
        "case.status_quo": _("What is done today"),
        "as_of": _("True as of"),
        "author": _("Initials of whoever answers for it"),
        "summary": _("The dispute in a paragraph"),
        "feeds": _("Feeds to watch"),
        "notes": _("Notes"),
        "name": _("Name"),
        "actor": _("Its id among those who were read of"),
        "country": _("Country"),
        "text.text": _("In words"),
        "option.text": _("What it would do, beginning with a verb"),
        "option.moves": _("Can it be taken back?"),
        "moves": _("Can it be taken back?"),
        "preference.that": _("It would rather that"),
        "new_preference.that": _("It would rather that"),
        "rule.that": _("This cannot be"),
        "only_if.that": _("What must be so"),
        "same.that": _("These are one"),
        "step.that": _("These outcomes come next"),
        "better": _("Better"),
        "than": _("Than"),
        "equal": _("As good as each other"),
        "between": _("Between these, it is not known"),
        "because": _("Because"),
        "issue.today": _("How it stands today"),
        "issue.values": _("The levels at which it may be settled"),
        "issue.range": _("A range of numbers, in place of levels"),
        "walk_away": _("Walks away below"),
        "worth.weights": _("Weights of all issues together"),
        "weights.points": _("100 points spread over the issues"),
        "weights.swing": _("What going from worst to best is worth, 100 for the largest"),
        "weights.order": _("Only their order: 1 is the most important"),
        "issue_worth.weight": _("Weight, unless all are given together"),
        "issue_worth.values": _("What each level is worth"),
        "issue_worth.curve": _("For a range: numbers, each with its worth"),
        **_named_of_advice(),
        "when": _("These levels"),
        "adds": _("Add together"),
        "party": _("Party"),
        "other": _("The other party"),
        "answer": _("Answer"),
        "date": _("When it was so"),
        "consent.answer": _("Does it accept the mediator?"),
        "weight.weight": _("It adds"),
        "apart": _("However these stand"),
        "from": _("From"),
        "to": _("To"),
        "step": _("In steps of"),
        "unit": _("Unit"),
    }


def _named_of_advice() -> dict[str, str]:
    return {
        "needed": _("What the mediation must bring"),
        "stalemate": _("It sees that it cannot win, and is hurting"),
        "way_out": _("It sees a way out"),
        "spokesperson": _("Somebody can speak for it"),
        "material_interest": _("It gains by a deal itself"),
        "direct_party": _("It is itself a side of the dispute"),
        "stale_months": _("Ask again about ripeness after so many months"),
        "reference": _("Which past crises are counted"),
    }
