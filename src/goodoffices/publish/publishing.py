"""Publish a case: check it, tell a correction from a wording, keep what stood there, build.

What is public of a brief is written first, whole or not at all, and every page is made from it; so
whatever stops the work, the next build ends it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

from goodoffices.base.errors import CaseError, Finding, NeedsPerson, UsageError
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, speaking
from goodoffices.case.nouns import Case
from goodoffices.evidence.claims import Dossier
from goodoffices.folder.material import MOST_VARIED, SEED, VARIATIONS, tried
from goodoffices.publish import article, check, corrections, layout, paper
from goodoffices.publish.build import Built, alone_at, build_brief
from goodoffices.publish.nouns import SiteSettings
from goodoffices.publish.public import public_case, public_dossier
from goodoffices.publish.settings import (
    BriefTerms,
    first_settings,
    read_settings,
    read_terms,
)
from goodoffices.publish.summaries import summaries

Kind = Literal["new", "correction", "update", "withdrawal", "same"]
Record = dict[str, Any]

HEAD_KEYS = ("authors", "topics")


@dataclass(frozen=True, kw_only=True)
class PublishAsk:
    """How a case is to be published: what was wrong before, and what may go out.

    ``correction`` says what was wrong, ``update`` what was only worded otherwise; ``authors`` and
    ``language`` stand in place of ``publish.yaml``; ``unreviewed`` lets claims out that nobody has
    reviewed, marked as such; ``links`` asks addresses elsewhere whether they answer.
    """

    correction: str = ""
    update: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    unreviewed: bool = False
    links: bool = False


@dataclass(frozen=True, kw_only=True)
class PublishedBrief:
    """What came of it: which brief, what kind of change, what a person should know."""

    slug: str
    kind: Kind
    version: int
    page: Path
    built: Built
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A brief ready to be published, and what was found in it."""

    record: Record
    settings: SiteSettings
    findings: list[Finding] = field(default_factory=list)

    def refuse(self) -> None:
        """Refuse what must not leave.

        Raises
        ------
        NeedsPerson
            where all that is missing is that somebody reviews claims.
        CaseError
            where something must be mended.
        """
        errors = [one for one in self.findings if one.severity == "error"]
        if errors and all(one.code == "GO605" for one in errors):
            raise NeedsPerson(errors)
        if errors:
            raise CaseError(errors)


def checked(folder: Path, site: Path, ask: PublishAsk) -> list[Finding]:
    """Return what publishing a case would tell and refuse; nothing is written.

    Raises
    ------
    UsageError
        where case or site cannot be read.
    """
    prepared = _prepared(folder, site, ask)
    found = list(prepared.findings)
    try:
        _changed(layout.record(site, prepared.record["slug"]), prepared.record, ask)
    except (NeedsPerson, UsageError) as error:
        found += error.findings
    return found


def publish(folder: Path, site: Path, ask: PublishAsk) -> PublishedBrief:
    """Add or update the brief of a case in a site; :func:`paper.renew` makes its documents after.

    Raises
    ------
    UsageError
        GO601 and GO602 where settings cannot be read or the folder is no site, GO612 and GO613
        where what was asked does not fit.
    NeedsPerson
        GO605 where claims are unreviewed, GO611 where it must be said what was wrong.
    CaseError
        where the check refuses; nothing is written then.
    """
    made = _first_site(folder, site)
    try:
        prepared = _prepared(folder, site, ask)
        prepared.refuse()
    except (CaseError, UsageError, NeedsPerson):
        if made:
            _unmade(site)
        raise
    record, slug = prepared.record, prepared.record["slug"]
    with alone_at(site):
        old = layout.record(site, slug)
        kind = _changed(old, record, ask)
        if old is not None:
            _carried(old, record, kind, ask)
        paper.kept(record, prepared.settings, site)
        _keep(site, old, record, kind)
        built = build_brief(site, slug)
    folder_of = layout.brief_folder(site, slug)
    links = check.dead_links(site, [folder_of / "index.html"], prepared.settings.replies)
    told = [one for one in prepared.findings if one.severity != "error"]
    return PublishedBrief(
        slug=slug,
        kind=kind,
        version=record["version"],
        page=folder_of / "index.html",
        built=built,
        findings=(*told, *links),
    )


def withdraw(site: Path, slug: str, reason: str) -> PublishedBrief:
    """Withdraw a brief: it stays where it is and says so, there and wherever it is listed.

    Raises
    ------
    UsageError
        GO614 where the site has no such brief or it is withdrawn already.
    """
    settings = read_settings(site)
    with alone_at(site):
        record = layout.record(site, slug)
        if record is None:
            raise UsageError(finding("GO614.none", slug=slug, near=(slug, layout.slugs(site))))
        if record.get("withdrawn"):
            raise UsageError(finding("GO614.again", slug=slug))
        moment = now()
        record["withdrawn"] = {"date": moment, "text": " ".join(reason.split())}
        record["modified"] = moment
        note = {"kind": "withdrawal", "version": record["version"]} | record["withdrawn"]
        record["notes"] = [*record.get("notes", ()), note]
        paper.kept(record, settings, site)
        layout.write_record(site, record)
        built = build_brief(site, slug)
    return PublishedBrief(
        slug=slug,
        kind="withdrawal",
        version=record["version"],
        page=layout.brief_folder(site, slug) / "index.html",
        built=built,
    )


def now() -> str:
    """Return this moment, or that of ``SOURCE_DATE_EPOCH``, as RFC 3339 has it, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


# --- what is to be published ----------------------------------------------------------------------


def _prepared(folder: Path, site: Path, ask: PublishAsk) -> _Prepared:
    """Work out what would be published, and look through it."""
    from goodoffices.case import file as casefile
    from goodoffices.evidence.store import DossierStore

    _apart(folder, site)
    terms = read_terms(folder)
    case = casefile.load(folder)
    with DossierStore(folder) as store:
        dossier = store.dossier()
    there = (site / layout.SETTINGS).is_file()
    settings = read_settings(site) if there else _imagined(case, terms)
    language = ask.language or terms.language or settings.languages[0]
    terms = read_terms(folder, language)
    found: list[Finding] = []
    body = _composed(case, dossier, language, terms.text, found)
    record = _head(case, terms, settings, ask, body) | body
    cited = article.claims_of(terms.text)
    found += check.checked(record, case, dossier, settings, cited, unreviewed=ask.unreviewed)
    if ask.links:
        found += check.unanswered(check.outside_links(record))
    _address_stays(site, record)
    return _Prepared(record=record, settings=settings, findings=found)


def _composed(
    case: Case, dossier: Dossier, language: str, text: str, found: list[Finding]
) -> Record:
    """Analyse what is public of a case, and return what is told of it."""
    from goodoffices.conflict.outcomes import outcomes
    from goodoffices.conflict.stress.stress import Ask, stress
    from goodoffices.packages.result import packages

    shown = public_case(case)
    held = tried(outcomes, shown, found)
    varied = None
    if held is not None and held.conflict.size <= MOST_VARIED:
        wanted = Ask(n=VARIATIONS, seed=SEED, concepts=("SEQ",))
        varied = tried(lambda _case: stress(held.conflict, wanted), shown, found)
    return article.compose(
        article.Publishable(
            case=shown,
            dossier=public_dossier(shown, dossier, article.claims_of(text)),
            outcomes=held,
            packages=tried(packages, case, found),
            stress=varied,
            language=language,
            text=text,
        )
    )


def _head(
    case: Case, terms: BriefTerms, settings: SiteSettings, ask: PublishAsk, body: Record
) -> Record:
    """Return who tells it, under which headline, and where it stands."""
    moment = now()
    slug = terms.slug or _slug(case.id, body["language"], settings)
    lead = " ".join(said["text"] for said in body["lead"])
    standfirst = terms.standfirst or " ".join((case.summary or "").split()) or lead
    return {
        "slug": slug,
        "case": case.id,
        "uuid": str(uuid5(NAMESPACE_URL, f"goodoffices:{case.id}/{slug}/{moment}")),
        "headline": terms.headline or case.title,
        "standfirst": standfirst,
        "authors": list(ask.authors or terms.authors or _own_author(case, settings)),
        "topics": list(terms.topics),
        "published": moment,
        "modified": moment,
        "version": 1,
        "notes": [],
        "withdrawn": None,
        "earlier": [],
        "past_sentences": {},
        "forms": [],
        "forms_of": "",
    }


def _slug(case_id: str, language: str, settings: SiteSettings) -> str:
    """Return the part of the address that a case has where none is chosen."""
    plain = re.sub(r"[^a-z0-9]+", "-", case_id.casefold()).strip("-") or "brief"
    plain = f"{plain}-brief" if plain in layout.OWN_DOORS else plain
    first = settings.languages[0]
    return plain if language == first else f"{plain}-{language.casefold()}"


def _own_author(case: Case, settings: SiteSettings) -> Sequence[str]:
    """Return the author whose initials or name the case gives; else the only one there is."""
    wanted = (case.author or "").casefold()
    known = [a.id for a in settings.authors if wanted and wanted in (a.id, a.name.casefold())]
    return known or ([settings.authors[0].id] if len(settings.authors) == 1 else [])


def _address_stays(site: Path, record: Record) -> None:
    """Refuse an address that is another brief's, and another address of the same brief."""
    slug = record["slug"]
    old = layout.record(site, slug)
    if old is not None and old["case"] != record["case"]:
        raise UsageError(finding("GO613.taken", slug=slug, case=old["case"]))
    if old is None and site.is_dir():
        for one in summaries(site)[0]:
            if (one.case, one.language) == (record["case"], record["language"]):
                raise UsageError(finding("GO613.moved", slug=slug, known=one.slug))


# --- the site -------------------------------------------------------------------------------------


def _apart(folder: Path, site: Path) -> None:
    """Refuse a site that would serve a case, and a case that holds a site."""
    case, whole = folder.resolve(), site.resolve()
    if case.is_relative_to(whole) or whole.is_relative_to(case):
        raise UsageError(finding("GO602.within", case=folder, site=site))
    if site.exists() and not site.is_dir():
        raise UsageError(finding("GO602.file", folder=site))
    settings = site / layout.SETTINGS
    if site.is_dir() and not settings.is_file() and any(site.iterdir()):
        raise UsageError(finding("GO602.other", folder=site))


def _imagined(case: Case, terms: BriefTerms) -> SiteSettings:
    """Return the settings that a first ``site.yaml`` would hold."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        (Path(name) / layout.SETTINGS).write_text(_first(case, terms), "utf-8")
        return read_settings(Path(name))


def _first(case: Case, terms: BriefTerms) -> str:
    language = terms.language or "en"
    with speaking(language):
        name = _("Briefs")
    authors = {}
    if case.author:
        made = re.sub(r"[^a-z0-9]+", "-", case.author.casefold()).strip("-")
        authors[made if layout.is_slug(made) else "author"] = case.author
    return first_settings(name, authors, language)


def _first_site(folder: Path, site: Path) -> bool:
    """Make a site of an empty or a new folder; tell whether it was made."""
    from goodoffices.case import file as casefile

    _apart(folder, site)
    if (site / layout.SETTINGS).is_file():
        return False
    text = _first(casefile.load(folder), read_terms(folder))
    site.mkdir(parents=True, exist_ok=True)
    atomic_write(site / layout.SETTINGS, text.encode())
    return True


def _unmade(site: Path) -> None:
    """Take back a site that was made for a brief that was refused."""
    (site / layout.SETTINGS).unlink(missing_ok=True)
    if not any(site.iterdir()):
        site.rmdir()


# --- what changed ---------------------------------------------------------------------------------


def _changed(old: Mapping[str, Any] | None, new: Record, ask: PublishAsk) -> Kind:
    """Tell what kind of change it is, and refuse one that is not told of as it must be."""
    if old is None:
        if ask.correction or ask.update:
            raise UsageError(finding("GO612.new", slug=new["slug"]))
        return "new"
    if old.get("withdrawn"):
        raise UsageError(finding("GO614.stays", slug=new["slug"]))
    answers = corrections.answers_differ(old, new)
    words = corrections.words_differ(old, new)
    head = any(list(old.get(key, ())) != list(new.get(key, ())) for key in HEAD_KEYS)
    if not (answers or words or head):
        if ask.correction or ask.update:
            raise UsageError(finding("GO612.same", slug=new["slug"]))
        return "same"
    if ask.correction and ask.update:
        raise UsageError(finding("GO612.both"))
    if ask.update and answers:
        raise UsageError(finding("GO612.answers"))
    if not (ask.correction or ask.update):
        raise NeedsPerson(finding("GO611.answers" if answers else "GO611.words"))
    return "correction" if ask.correction else "update"


def _carried(old: Mapping[str, Any], new: Record, kind: Kind, ask: PublishAsk) -> None:
    """Carry over what stays of a brief, and add what is told of the change."""
    moment = new["modified"]
    kept = ("uuid", "published", "notes", "earlier", "past_sentences", "version", *paper.KEYS)
    for key in kept:
        new[key] = old.get(key, new[key])
    if kind == "same":
        new["modified"] = old["modified"]
        return
    number = old["version"] + 1
    text = " ".join((ask.correction or ask.update).split())
    new["version"] = number
    new["notes"] = [
        *old["notes"],
        {"kind": kind, "version": number, "date": moment, "text": text},
    ]
    new["earlier"] = [*old["earlier"], {"version": old["version"], "date": old["modified"]}]
    stand = {said["id"] for said in new["sentences"]}
    past = dict(old["past_sentences"]) | {s["id"]: s["text"] for s in old["sentences"]}
    new["past_sentences"] = {key: said for key, said in past.items() if key not in stand}


def _keep(site: Path, old: Mapping[str, Any] | None, new: Record, kind: Kind) -> None:
    """Write what is public of a brief; what stood there before stays as an earlier version."""
    folder = layout.brief_folder(site, new["slug"])
    if old is not None and kind in ("correction", "update"):
        earlier = folder / f"v{old['version']}"
        earlier.mkdir(parents=True, exist_ok=True)
        atomic_write(earlier / layout.RECORD, layout.as_json(old))
    if old != new:
        layout.write_record(site, new)


def slug_of(folder: Path, site: Path) -> str:
    """Return the slug under which a case stands in a site.

    Raises
    ------
    UsageError
        GO614 where it does not.
    """
    from goodoffices.case import file as casefile

    case, settings = casefile.load(folder), read_settings(site)
    language = read_terms(folder).language or settings.languages[0]
    terms = read_terms(folder, language)
    known = [one.slug for one in summaries(site)[0] if one.case == case.id]
    slug = terms.slug or _slug(case.id, language, settings)
    if slug not in known:
        raise UsageError(finding("GO614.none", slug=slug, near=(slug, known)))
    return slug
