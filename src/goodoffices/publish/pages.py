"""The pages of a site as HTML: each from plain values, none with script, none asking another host.

Pure: the same values give the same page to the byte. A page's policy allows the site's own
stylesheet and nothing else. Addresses within the site are relative, so that it can stand anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from goodoffices.base import __version__
from goodoffices.base.i18n import _, speaking
from goodoffices.brief import methods
from goodoffices.look import style
from goodoffices.look.jalali import day_said
from goodoffices.look.linked import as_script
from goodoffices.look.markup import anchor, direction, leftward, running
from goodoffices.publish import metadata
from goodoffices.publish.corrections import ChangedWords
from goodoffices.publish.nouns import PublishedReply, SiteAuthor, SiteSettings
from goodoffices.publish.summaries import Summary, Topic

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = files("goodoffices.publish").joinpath("templates")

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

DEEPEST = 6
"""How deep answers stand within each other; deeper ones stand beside."""

_QUOTES = "“”„«»‘’\"'"
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadedReply:
    """A reply with its answers: ``on`` are the words it is about, ``here`` whether they stand."""

    reply: PublishedReply
    on: str = ""
    here: bool = False
    answers: tuple[ThreadedReply, ...] = ()

    @property
    def count(self) -> int:
        """How many replies it is, its answers counted."""
        return 1 + sum(answer.count for answer in self.answers)

    @property
    def letters(self) -> int:
        """About how large it is on the page."""
        own = len(self.reply.text.encode()) + len(self.reply.name) + 550
        return own + sum(answer.letters for answer in self.answers)


def stylesheet() -> str:
    """Return the site's stylesheet."""
    return style.stylesheet("site", "figures") + "\n"


@cache
def _environment() -> Environment:
    """Return Jinja, escaping all it prints."""
    return style.environment(
        TEMPLATES,
        sparse=True,
        version=__version__,
        unquoted=lambda text: text.strip().strip(_QUOTES).strip(),
        paragraphs=lambda text: [p for p in re.split(r"\n\s*\n", text.strip()) if p.strip()],
        language_name=language_name,
        leaning=leaning,
        range=range,
    )


def leaning(text: str, page: str) -> Markup:
    """Return the attribute of words that run the other way than their page, by their letters.

    A sentence of a page from right to left may begin with a name in other letters.
    """
    if page == "rtl" and leftward(text):
        return Markup("")
    strong = next((c for c in text if unicodedata.bidirectional(c) in ("L", "R", "AL")), "")
    own = {"": page, "L": "ltr"}.get(strong and unicodedata.bidirectional(strong), "rtl")
    return Markup("") if own == page else Markup(' dir="{}"').format(own)


def language_name(tag: str) -> str:
    """Return what a language calls itself."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name() or tag
    except (ValueError, UnknownLocaleError):
        return tag


def _page(template: str, site: SiteSettings, language: str, title: str, **values: Any) -> bytes:  # noqa: ANN401
    """Fill a template in a language."""
    with speaking(language):
        common: dict[str, Any] = {
            "site": site,
            "lang": language,
            "dir": direction(language),
            "title": title,
            "policy": POLICY,
            "inline": "",
            "day": lambda written: day_said(written, language),
            "authors_of": lambda brief: metadata.authors_of({"authors": brief.authors}, site),
        }
        text = _environment().get_template(template).render(common | values)
        return running(text, direction(language)).encode()


# --- a brief --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BriefView:
    """What a brief's page shows beside its record.

    ``others`` are the same case in other languages; ``replies`` the accepted ones; ``past`` the
    words of sentences that stood in earlier versions, by id; ``earlier`` says that this page is an
    earlier version, ``withdrawn`` the note of a withdrawal, of the brief as it is now.
    """

    record: Plain
    others: Sequence[Summary] = ()
    thread: Sequence[ThreadedReply] = ()
    reply_count: int = 0
    next_replies: str = ""
    earlier: bool = False
    withdrawn: Plain | None = None


def brief(view: BriefView, site: SiteSettings, *, printed: bool = False) -> bytes:
    """Return the page of a brief; ``printed``, one that stands alone, to be made a document of."""
    record = view.record
    root = "../../../" if view.earlier else "../../"
    numbers = {claim["id"]: n for n, claim in enumerate(record["claims"], 1)}
    places = {place for part in record["annex"] for place in part.get("table", {}).get("ids", ())}
    places |= {anchor("c", claim["id"]) for claim in record["claims"]}
    sections = {section.get("figure") for section in record["sections"]}
    notes = [note for note in record.get("notes", ()) if note["kind"] != "withdrawal"]
    corrected = max((n["date"] for n in notes if n["kind"] == "correction"), default="")
    rules = f"{stylesheet()}details > * {{ display: block; }}" if printed else ""
    return _page(
        "brief-page.html",
        site,
        record["language"],
        f"{record['headline']} · {site.name}",
        root=root,
        up="../" if view.earlier else "",
        inline=Markup(rules),  # noqa: S704 - our own stylesheet
        b=record,
        topics=[Topic.of(name) for name in record.get("topics", ())],
        authors=metadata.authors_of(record, site),
        notes=list(reversed(notes)),
        corrected=corrected,
        withdrawn=view.withdrawn,
        forms=record.get("forms", ()),
        numbers=numbers,
        places=places,
        sources=record["sources"],
        margins=_margins(record),
        shown_figures=sections,
        drawing=lambda figure: _drawing(figure["svg"], places),
        methods=_methods(record["language"]),
        meta=list(metadata.meta_tags(record, site)),
        linked=metadata.linked_data(record, site),
        canonical=metadata.address_of(site, record["slug"]),
        citation=metadata.citation(record, site),
        versions=_versions(record, earlier=view.earlier),
        others=view.others,
        earlier=view.earlier,
        thread=view.thread,
        reply_count=view.reply_count,
        next_replies=view.next_replies,
    )


def _methods(language: str) -> list[tuple[str, str]]:
    with speaking(language):
        return methods.paragraphs()


def _drawing(svg: str, places: set[str]) -> Markup:
    """Return a figure; a link in it that leads to no place of the page is none."""

    def kept(found: re.Match[str]) -> str:
        target = re.search(r'href="#([^"]+)"', found[1])
        if target is not None and target[1] in places:
            return found[0]
        shape = "".join(re.findall(r' (?:class)="[^"]*"', found[1]))
        return f"<g{shape}>{found[2]}</g>"

    return Markup(re.sub(r"<a\b([^>]*)>(.*?)</a>", kept, svg, flags=re.DOTALL))  # noqa: S704


def _margins(record: Plain) -> dict[str, list[Plain]]:
    """Return the claims that stand beside each section: where they are cited first.

    Those that no section cites stand under an empty name.
    """
    claims = {claim["id"]: claim for claim in record["claims"]}
    own = {"id": "text", "lines": [said for part in record.get("text", ()) for said in part]}
    sections = (own, *record["sections"])
    found: dict[str, list[Plain]] = {section["id"]: [] for section in sections}
    for section in sections:
        groups = [line for group in section.get("groups", ()) for line in group["lines"]]
        for line in (*section.get("lines", ()), *groups):
            for ref in line.get("refs", ()):
                if ref in claims:
                    found[section["id"]].append(claims.pop(ref))
    return found | {"": list(claims.values())}


def _versions(record: Plain, *, earlier: bool) -> list[dict[str, Any]]:
    """Return the versions of a brief, the latest first; one alone is not worth a list."""
    known = [*record.get("earlier", ()), {"version": record["version"], "date": record["modified"]}]
    if len(known) < 2 or earlier:
        return []
    return [
        {
            "number": one["version"],
            "date": one["date"],
            "here": one["version"] == record["version"],
            "address": f"v{one['version']}/",
        }
        for one in reversed(known)
    ]


def threaded(
    replies: Sequence[PublishedReply], sentences: Mapping[str, str], past: Mapping[str, str]
) -> list[ThreadedReply]:
    """Return replies in the order in which they were written, each with its answers below it.

    An answer to what is not there stands by itself; one that stands too deep stands beside.
    """
    known = {reply.id for reply in replies}
    below: dict[str, list[PublishedReply]] = {}
    for reply in replies:
        parent = reply.answers if reply.answers in known and reply.answers != reply.id else ""
        below.setdefault(parent, []).append(reply)
    placed: set[str] = set()

    def branch(reply: PublishedReply, depth: int) -> list[ThreadedReply]:
        placed.add(reply.id)
        inner = [
            one
            for answer in below.get(reply.id, ())
            if answer.id not in placed
            for one in branch(answer, depth + 1)
        ]
        here = reply.point in sentences
        on = sentences.get(reply.point) or past.get(reply.point, "")
        deep = depth >= DEEPEST
        own = ThreadedReply(reply=reply, on=on, here=here, answers=() if deep else tuple(inner))
        return [own, *inner] if deep else [own]

    found = [one for reply in below.get("", ()) for one in branch(reply, 1)]
    rings = [reply for reply in replies if reply.id not in placed]
    return found + [ThreadedReply(reply=reply) for reply in rings]


def replies(
    view: BriefView, site: SiteSettings, thread: Sequence[ThreadedReply], leaf: int, following: str
) -> bytes:
    """Return a further page of replies to a brief."""
    record = view.record
    with speaking(record["language"]):
        title = _("Replies, page {number}").format(number=leaf)
    return _page(
        "replies.html",
        site,
        record["language"],
        f"{title} · {record['headline']}",
        root="../../../../",
        up="../../",
        b=record,
        thread=thread,
        leaf=leaf,
        next_replies=following,
    )


def changes(
    record: Plain, note: Plain, changed: Sequence[ChangedWords], site: SiteSettings
) -> bytes:
    """Return the page that marks what changed with a version."""
    with speaking(record["language"]):
        title = _("What changed in version {number}").format(number=note["version"])
    return _page(
        "changes.html",
        site,
        record["language"],
        f"{title} · {record['headline']}",
        root="../../../../",
        up="../../",
        b=record,
        note=note,
        changed=changed,
    )


# --- lists ----------------------------------------------------------------------------------------


def front(site: SiteSettings, briefs: Sequence[Summary]) -> bytes:
    """Return the front page: the latest briefs."""
    return _page("front.html", site, site.languages[0], site.name, root="", up="", briefs=briefs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One of the pages that a list takes: which, of how many."""

    number: int = 1
    of: int = 1


def listing(
    site: SiteSettings,
    heading: str,
    depth: int,
    *,
    briefs: Sequence[Summary] = (),
    links: Sequence[Mapping[str, object]] = (),
    author: SiteAuthor | None = None,
    feed: bool = False,
    leaf: Leaf = Leaf(),
) -> bytes:
    """Return a list of briefs, or of lists; ``depth`` is how many folders it is below the front."""
    further = leaf.number > 1
    return _page(
        "listing.html",
        site,
        site.languages[0],
        f"{heading} · {site.name}",
        root="../" * (depth + further),
        up="../" if further else "",
        heading=heading,
        leaf=leaf.number,
        leaves=leaf.of,
        briefs=briefs,
        links=links,
        author=author,
        feed=feed,
        linked="" if author is None else _profile(author, site),
    )


def _profile(author: SiteAuthor, site: SiteSettings) -> Markup:
    """Describe an author's page as schema.org has it."""
    same = [f"https://orcid.org/{author.orcid}"] if author.orcid else []
    person: dict[str, Any] = {
        "@type": "Person",
        "name": author.name,
        "description": author.biography,
        "sameAs": [*same, *(address for address, _name in author.links)],
        "url": f"{site.address}authors/{author.id}/" if site.address else "",
    }
    whole = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "mainEntity": {key: value for key, value in person.items() if value},
    }
    return as_script(whole)


def corrections(site: SiteSettings, notes: Iterable[Plain]) -> bytes:
    """Return the list of corrections, updates and withdrawals, the latest first."""
    with speaking(site.languages[0]):
        title = _("Corrections")
    shown = list(notes)
    full = f"{title} · {site.name}"
    return _page("corrections.html", site, site.languages[0], full, root="../", up="", notes=shown)


def standing_alone(view: BriefView, site: SiteSettings) -> str:
    """Return a brief's page with its rules in it and nothing to press, for PDF and Word."""
    bare = replace(view, thread=(), reply_count=0, next_replies="", others=())
    page = brief(bare, site, printed=True).decode()
    return page.replace('<details class="part">', '<details class="part" open>')
