"""The codes of the talks and of classrooms, with their long answers; part of ``codes``."""

from __future__ import annotations

from goodoffices.base.i18n import _

TALKS: dict[str, str] = {
    "GO701": _(
        "The disk refused to keep the talks. Nothing that was acknowledged is lost, and nothing "
        "more is written: pages can still be read. Look at the disk (is it full, read-only, "
        "failing?), then start the talks again."
    ),
    "GO702": _(
        "The log of the talks was damaged or changed outside this program. It is not shown, since "
        "what it says could be false. Restore the last backup and compare it with the receipts "
        "that members were given."
    ),
    "GO703": _("The file is not a talks store. Talks are made by goodoffices convene."),
    "GO704": _(
        "Talks are convened once, into a new file, so that no earlier talks can be overwritten."
    ),
    "GO705": _(
        "The talks cannot be convened like this: two parties or more are needed, a delegation for "
        "each, a mediator, and a language for the text."
    ),
    "GO706": _(
        "Talks are never kept inside a case folder: the folder is shared and published, and the "
        "talks must not be. Name a file elsewhere."
    ),
    "GO707": _(
        "Beyond this computer the talks are only served encrypted: give a certificate and key, or "
        "say that a proxy in front does it."
    ),
    "GO711": _(
        "What was to be verified is neither a log of talks nor an agreement as they are downloaded."
    ),
    "GO712": _("A line or file differs in form from what was written: it was edited or damaged."),
    "GO713": _(
        "A record was changed, removed, added or moved: its hash does not continue the chain of "
        "its room."
    ),
    "GO714": _(
        "A room's chain does not end, or did not pass, where a signed receipt says: records were "
        "changed, the end was cut off, or an old backup was put back."
    ),
    "GO715": _("Initials or a signature were not made with the key they name."),
    "GO716": _("A clause or annex of the copy has other words than those that were signed."),
    "GO717": _("A party that belongs to the agreement has not signed it."),
    "GO741": _("A class is set up once, into a new folder, so that nothing is overwritten."),
    "GO742": _("A class needs at least one table and a minute."),
    "GO743": _("The folder has no class.json: it is no class that goodoffices classroom made."),
    "GO744": _("The class.json was edited or damaged; restore it, or set the class up anew."),
    "GO745": _("The teacher's seat is as class.json keeps it; was a table's file replaced?"),
    "GO746": _("Say --deal TABLE:ISSUE=VALUE,… with ids of the case, every issue once."),
}
