"""Where sides stood on an issue that only the case has: the site says what the brief says."""

from __future__ import annotations

from functools import partial

from goodoffices.brief.compose import Material, compose
from goodoffices.case.nouns import Case, CaseIssue, IssueValue, Party
from goodoffices.evidence.claims import merge
from goodoffices.folder.matters import stood
from goodoffices.publish import article
from goodoffices.read import read_text

PAGES = (
    ("2024-05-06", "“The ferry toll is unacceptable,” Chad’s foreign minister, Ida Brann, said.\n"),
    ("2024-05-09", "“We support the ferry toll,” Peru’s foreign minister, Jon Kol, said.\n"),
)


def test_the_site_and_the_brief_draw_the_same_positions() -> None:
    dossier = merge(read_text(text, day, f"{day}.txt") for day, text in PAGES)
    case = Case(
        id="toll",
        title="The toll",
        parties=(
            Party(id="chad", name="Chad", actor="chad"),
            Party(id="peru", name="Peru", actor="peru"),
        ),
        issues=(CaseIssue(id="toll", name="The ferry toll", values=(IssueValue("a", "None"),)),),
    )
    assert "The ferry toll" not in {issue.name for issue in dossier.issues}
    told = article.compose(article.Publishable(case=case, dossier=dossier))["figures"]
    figure = next(one for one in told if one["name"] == "positions")
    assert [(row[0], row[3]) for row in figure["table"]["rows"]] == [
        ("The ferry toll", "against"),
        ("The ferry toll", "for"),
    ]
    brief = compose(Material(case=case, dossier=dossier, positions_of=partial(stood, case=case)))
    assert figure["svg"] in brief
