"""Build the pages of a site from what is public of its briefs.

A file is written only where its bytes would be others, to a temporary name first, and takes its own
in one step: whoever looks meanwhile, and whatever stops the work, finds the old page or the new
one. A brief's page stands before any list that leads to it. What was left undone is done by the
next build: each list is made from the records, not from what was listed before.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from goodoffices.base import __version__
from goodoffices.base.i18n import _, speaking
from goodoffices.look.figures import alone
from goodoffices.look.markup import anchor
from goodoffices.publish import corrections, feeds, layout, metadata, pages
from goodoffices.publish.nouns import PublishedReply, SiteSettings
from goodoffices.publish.pages import BriefView, Leaf, ThreadedReply
from goodoffices.publish.settings import read_settings
from goodoffices.publish.summaries import INDEX, Summary, Topic, listed, made_alike, summaries

FRONT = 20
"""Briefs on the front page."""

LISTED = 200
"""Briefs on one page of a list."""

NOTED = 200
"""Corrections on the list of corrections, the latest."""

LEFT_OVER = 600
"""Seconds after which nobody writes on at a file that has not got its name yet."""

REPLIES_ROOM = 60_000
"""Bytes that replies may take of a brief's page, about; the others stand on pages of their own."""


@contextlib.contextmanager
def alone_at(site: Path) -> Iterator[None]:
    """Keep others from building the same site for as long as the context lasts."""
    try:
        import fcntl
    except ImportError:  # a system without such locks: whoever builds twice at once builds again
        yield
        return
    handle = os.open(site, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Builder:
    """Writes the pages of one site, and remembers which of them changed."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.settings: SiteSettings = read_settings(site)
        self.changed: list[Path] = []
        self.answered: dict[str, list[feeds.FeedEntry]] = {}

    @property
    def common(self) -> str:
        """What all pages have in common, as a hash: settings, stylesheet, and the program's own."""
        parts = (repr(self.settings), pages.stylesheet(), __version__)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def every(self, every: Sequence[Summary], index: bytes) -> None:
        """Make all pages of the site."""
        self.put(self.site / "look.css", pages.stylesheet().encode())
        for one in every:
            self.brief(one.slug, every)
        self.lists(every)
        self.index(index)

    # -- files -------------------------------------------------------------------------------------

    def put(self, path: Path, data: bytes) -> None:
        """Put bytes in a file, whole or not at all, unless it holds them already."""
        try:
            if path.read_bytes() == data:
                return
        except OSError:
            path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        self.changed.append(path)

    # -- a brief -----------------------------------------------------------------------------------

    def brief(self, slug: str, every: Sequence[Summary] = ()) -> None:
        """Make all that is of one brief: earlier versions, what changed, exports, and its page."""
        record = layout.record(self.site, slug)
        if record is None:
            return
        folder = layout.brief_folder(self.site, slug)
        self._earlier(folder, record)
        self._exports(folder, record)
        self.page(slug, every, record)

    def page(
        self, slug: str, every: Sequence[Summary] = (), record: Mapping[str, Any] | None = None
    ) -> None:
        """Make what the replies to a brief touch: its page, pages of replies, feeds of replies."""
        record = record if record is not None else layout.record(self.site, slug)
        if record is None:
            return
        folder = layout.brief_folder(self.site, slug)
        replies = layout.read_replies(self.site, slug)
        sentences = {s["id"]: s["text"] for s in record["sentences"]}
        thread = pages.threaded(replies, sentences, record.get("past_sentences", {}))
        leaves = _leaves(thread)
        view = BriefView(
            record=record,
            others=[s for s in every if s.case == record["case"] and s.slug != slug],
            thread=leaves[0],
            reply_count=len(replies),
            next_replies="replies/2/" if len(leaves) > 1 else "",
            withdrawn=record.get("withdrawn"),
        )
        for number, leaf in enumerate(leaves[1:], 2):
            following = f"../{number + 1}/" if number < len(leaves) else ""
            data = pages.replies(view, self.settings, leaf, number, following)
            self.put(folder / "replies" / str(number) / "index.html", data)
        _forget(folder / "replies", {str(number) for number in range(2, len(leaves) + 1)})
        self._reply_feeds(folder, record, replies)
        self.answered[slug] = list(self._reply_entries(record, replies))
        self.put(folder / "index.html", pages.brief(view, self.settings))

    def _earlier(self, folder: Path, record: Mapping[str, Any]) -> None:
        """Make the pages of earlier versions, and what changed from each to the next."""
        known = [one["version"] for one in record.get("earlier", ())]
        versions = {}
        for number in known:
            path = folder / f"v{number}" / layout.RECORD
            versions[number] = json.loads(path.read_text("utf-8"))
        versions[record["version"]] = record
        withdrawn = record.get("withdrawn")
        for number in known:
            view = BriefView(record=versions[number], earlier=True, withdrawn=withdrawn)
            self.put(folder / f"v{number}" / "index.html", pages.brief(view, self.settings))
        for note in record.get("notes", ()):
            before, after = versions.get(note["version"] - 1), versions.get(note["version"])
            if note["kind"] != "withdrawal" and before and after:
                changed = corrections.compared(before, after)
                data = pages.changes(record, note, changed, self.settings)
                self.put(folder / "changes" / str(note["version"]) / "index.html", data)

    def _exports(self, folder: Path, record: Mapping[str, Any]) -> None:
        """Make what other programs take: citations, and each figure with its table."""
        slug = record["slug"]
        self.put(folder / f"{slug}.bib", metadata.bibtex(record, self.settings).encode())
        cited = json.dumps(metadata.csl(record, self.settings), ensure_ascii=False, indent=1)
        self.put(folder / f"{slug}.csl.json", f"{cited}\n".encode())
        for figure in record["figures"]:
            self.put(folder / "figures" / f"{figure['name']}.csv", _csv(figure["table"]))
            drawn = f"{alone(figure['svg'])}\n".encode()
            self.put(folder / "figures" / f"{figure['name']}.svg", drawn)

    def _reply_feeds(
        self, folder: Path, record: Mapping[str, Any], replies: Sequence[PublishedReply]
    ) -> None:
        page = f"briefs/{record['slug']}/"
        with speaking(record["language"]):
            title = _("Replies to “{title}”").format(title=record["headline"])
        entries = feeds.latest(self._reply_entries(record, replies))
        for name, made in (("replies.atom", feeds.atom), ("replies.feed.json", feeds.json_feed)):
            head = self._head(title, 2, page, f"{page}{name}", record["language"])
            self.put(folder / name, made(head, entries))

    @staticmethod
    def _reply_entries(
        record: Mapping[str, Any], replies: Sequence[PublishedReply]
    ) -> Iterator[feeds.FeedEntry]:
        for reply in replies:
            yield feeds.FeedEntry(
                id=feeds.entry_id(record["uuid"], "reply", reply.id),
                title=reply.name,
                text=reply.text,
                address=f"briefs/{record['slug']}/#{anchor('reply', reply.id)}",
                published=reply.written,
                updated=reply.decided,
                authors=(reply.name,),
            )

    def all_replies(self, every: Sequence[Summary]) -> None:
        """Make the feeds of the latest replies to any brief, each under what it is a reply to."""
        with speaking(self.settings.languages[0]):
            whole = f"{_('Replies')} · {self.settings.name}"
            said = _("{name} on “{title}”")
        found = []
        for one in every:
            if one.slug not in self.answered:
                record = {"uuid": one.uuid, "slug": one.slug}
                replies = layout.read_replies(self.site, one.slug)
                self.answered[one.slug] = list(self._reply_entries(record, replies))
            found += [
                replace(entry, title=said.format(name=entry.title, title=one.headline))
                for entry in feeds.latest(self.answered[one.slug])
            ]
        entries = feeds.latest(found)
        for name, made in (("replies.atom", feeds.atom), ("replies.feed.json", feeds.json_feed)):
            head = self._head(whole, 0, "", name, self.settings.languages[0])
            self.put(self.site / name, made(head, entries))

    # -- lists -------------------------------------------------------------------------------------

    def lists(self, every: Sequence[Summary], touched: Sequence[Summary] | None = None) -> None:
        """Make the lists and feeds; where ``touched`` is given, only those that these stand in."""
        site, settings = self.site, self.settings
        near = every if touched is None else touched
        for author_id in sorted({one for brief in near for one in brief.authors}):
            self._author(author_id, [one for one in every if author_id in one.authors])
        for author in settings.authors:
            if not any(author.id in one.authors for one in every):
                self._author(author.id, [])
        topics = {topic.id: topic for one in every for topic in map(Topic.of, one.topics)}
        for topic_id in sorted({Topic.of(name).id for brief in near for name in brief.topics}):
            if topic_id in topics:
                self._topic(topics[topic_id], every)
            else:
                shutil.rmtree(site / "topics" / topic_id, ignore_errors=True)
        for year in sorted({one.published[:4] for one in near}):
            of_year = [one for one in every if one.published.startswith(year)]
            self._leaves(site / "archive" / year, year, 2, of_year)
        self._contents(every, topics)
        self.put(site / "corrections" / "index.html", pages.corrections(settings, _notes(every)))
        self._feeds(site, settings.name, 0, "", every)
        self.all_replies(every)
        if settings.address:
            self.put(site / "sitemap.xml", self._sitemap(every, topics))
        self.put(site / "index.html", pages.front(settings, every[:FRONT]))
        if touched is None:
            _forget(site / "topics", set(topics))
            authors = {one for brief in every for one in brief.authors}
            _forget(site / "authors", authors | {author.id for author in settings.authors})

    def _author(self, author_id: str, briefs: Sequence[Summary]) -> None:
        known = metadata.authors_of({"authors": [author_id]}, self.settings)[0]
        folder = self.site / "authors" / author_id
        self._leaves(folder, known.name, 2, briefs, author=known, feed=True)
        self._feeds(folder, known.name, 2, f"authors/{author_id}/", briefs)

    def _topic(self, topic: Topic, every: Sequence[Summary]) -> None:
        briefs = [one for one in every if topic.id in {Topic.of(name).id for name in one.topics}]
        folder = self.site / "topics" / topic.id
        self._leaves(folder, topic.name, 2, briefs, feed=True)
        self._feeds(folder, topic.name, 2, f"topics/{topic.id}/", briefs)

    def _leaves(
        self,
        folder: Path,
        heading: str,
        depth: int,
        briefs: Sequence[Summary],
        **more: Any,  # noqa: ANN401
    ) -> None:
        """Make a list of briefs on as many pages as it takes."""
        parts = [briefs[at : at + LISTED] for at in range(0, len(briefs), LISTED)] or [()]
        for number, part in enumerate(parts, 1):
            leaf = Leaf(number=number, of=len(parts))
            data = pages.listing(self.settings, heading, depth, briefs=part, leaf=leaf, **more)
            place = folder if number == 1 else folder / str(number)
            self.put(place / "index.html", data)

    def _contents(self, every: Sequence[Summary], topics: Mapping[str, Topic]) -> None:
        """Make the lists of lists: years, authors, topics."""
        settings, site = self.settings, self.site
        with speaking(settings.languages[0]):
            named = {"archive": _("Briefs"), "authors": _("Authors"), "topics": _("Topics")}
        years = sorted({one.published[:4] for one in every}, reverse=True)
        authors = {one.id: one.name for one in settings.authors}
        for brief in every:
            for one in metadata.authors_of({"authors": brief.authors}, settings):
                authors.setdefault(one.id, one.name)
        counted: dict[str, dict[str, tuple[str, int]]] = {
            "archive": {y: (y, sum(b.published.startswith(y) for b in every)) for y in years},
            "authors": {
                key: (name, sum(key in b.authors for b in every))
                for key, name in sorted(authors.items(), key=lambda item: item[1].casefold())
            },
            "topics": {
                key: (topic.name, sum(key in {Topic.of(t).id for t in b.topics} for b in every))
                for key, topic in sorted(topics.items(), key=lambda item: item[1].name.casefold())
            },
        }
        for folder, found in counted.items():
            links = [
                {"address": f"{key}/", "name": name, "count": count}
                for key, (name, count) in found.items()
            ]
            latest = every[:FRONT] if folder == "archive" else ()
            data = pages.listing(settings, named[folder], 1, links=links, briefs=latest)
            self.put(site / folder / "index.html", data)

    def _feeds(
        self, folder: Path, title: str, depth: int, page: str, briefs: Sequence[Summary]
    ) -> None:
        whole = title if title == self.settings.name else f"{title} · {self.settings.name}"
        with speaking(self.settings.languages[0]):
            entries = feeds.latest(entry for one in briefs for entry in self._entries(one))
        for name, made in (("feed.atom", feeds.atom), ("feed.json", feeds.json_feed)):
            head = self._head(whole, depth, page, f"{page}{name}", self.settings.languages[0])
            self.put(folder / name, made(head, entries))

    def _head(self, title: str, depth: int, page: str, own: str, language: str) -> feeds.FeedHead:
        return feeds.FeedHead(
            title=title,
            site=self.settings.name,
            address=self.settings.address or "../" * depth,
            page=page,
            own=own,
            licence=self.settings.licence,
            language=language,
        )

    def _entries(self, one: Summary) -> Iterator[feeds.FeedEntry]:
        """Yield a brief's entry, and one for each correction, update and withdrawal."""
        names = metadata.authors_of({"authors": one.authors}, self.settings)
        brief = feeds.FeedEntry(
            id=f"urn:uuid:{one.uuid}",
            title=one.headline,
            text=one.standfirst,
            address=f"briefs/{one.slug}/",
            published=one.published,
            updated=one.modified,
            authors=tuple(author.name for author in names),
            topics=one.topics,
            language=one.language,
        )
        titles = {
            "correction": _("Correction: {title}"),
            "update": _("Updated: {title}"),
            "withdrawal": _("Withdrawn: {title}"),
        }
        for note in one.notes:
            made = replace(
                brief,
                id=feeds.entry_id(one.uuid, note["kind"], str(note["version"])),
                title=titles[note["kind"]].format(title=one.headline),
                text=note["text"],
                published=note["date"],
                updated=note["date"],
            )
            yield made
            if note["kind"] == "withdrawal":
                brief = replace(brief, title=made.title, text=note["text"])
        yield brief

    def _sitemap(self, every: Sequence[Summary], topics: Mapping[str, Topic]) -> bytes:
        latest = max((one.modified for one in every), default="")
        found = [("", latest), ("archive/", latest), ("corrections/", "")]
        found += [(f"briefs/{b.slug}/", b.modified) for b in every if not b.withdrawn]
        found += [(f"authors/{author.id}/", "") for author in self.settings.authors]
        found += [(f"topics/{topic}/", "") for topic in sorted(topics)]
        return feeds.sitemap(self.settings.address, found)

    def index(self, data: bytes) -> None:
        """Keep what the lists were made from."""
        self.put(self.site / layout.BRIEFS / INDEX, data)


def _leaves(thread: Sequence[ThreadedReply]) -> list[list[ThreadedReply]]:
    """Part replies into pages of about a size, never a reply from its answers."""
    found: list[list[ThreadedReply]] = [[]]
    room = REPLIES_ROOM
    for one in thread:
        if found[-1] and one.letters > room:
            found.append([])
            room = REPLIES_ROOM
        found[-1].append(one)
        room -= one.letters
    return found


def _notes(every: Sequence[Summary]) -> list[dict[str, Any]]:
    """Return the notes of all briefs, the latest first, each with the brief that it is about."""
    found = [
        {**note, "slug": one.slug, "headline": one.headline, "language": one.language}
        for one in every
        for note in one.notes
    ]
    return sorted(found, key=lambda note: (note["date"], note["slug"]), reverse=True)[:NOTED]


def _csv(table: Mapping[str, Any]) -> bytes:
    """Return a table as CSV; spreadsheets tell UTF-8 by its mark only."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table["heads"])
    for row in table["rows"]:
        # a cell that begins like a formula is words here, and stays so in a spreadsheet
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@\t" else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _forget(folder: Path, kept: set[str]) -> None:
    """Take away the lists of what there is no more."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_dir() and path.name not in kept and (path / "index.html").is_file():
            shutil.rmtree(path, ignore_errors=True)


def _swept(site: Path) -> None:
    """Take away what a build that was stopped left half written, long ago."""
    for path in site.rglob(".*.part"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > LEFT_OVER:
                path.unlink()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: how many briefs there are, and which files changed."""

    briefs: int
    changed: tuple[Path, ...]


def build(site: Path) -> Built:
    """Make every page of a site anew; what would be the same is left as it is.

    Raises
    ------
    UsageError
        GO601, GO602 where the site's settings cannot be read.
    """
    builder = Builder(site)
    with alone_at(site):
        _swept(site)
        every, index = summaries(site, builder.common)
        builder.every(every, index)
    return Built(len(every), tuple(builder.changed))


def build_brief(site: Path, slug: str) -> Built:
    """Make what one brief touches: its own pages first, then the lists and feeds it stands in.

    So are those of any other brief that is not listed as it is: a build that was stopped left it.
    Where settings, look or program are others than when the site was made, all of it is made anew.
    The caller holds :func:`alone_at`.
    """
    builder = Builder(site)
    before = listed(site)
    every, index = summaries(site, builder.common, fresh=slug)
    now = {one.slug: one for one in every}
    if not made_alike(site, builder.common):
        builder.brief(slug, every)
        builder.every(every, index)
        return Built(len(every), tuple(builder.changed))
    stale = {slug, *(name for name in now | before if now.get(name) != before.get(name))}
    builder.put(site / "look.css", pages.stylesheet().encode())
    for name in sorted(stale & now.keys(), key=lambda name: (name != slug, name)):
        builder.brief(name, every)
    own = now.get(slug)
    for other in every:
        if own and other.case == own.case and other.slug not in stale:
            builder.page(other.slug, every)  # it leads to the same in another language
    builder.lists(
        every, [found[name] for name in sorted(stale) for found in (now, before) if name in found]
    )
    builder.index(index)
    return Built(len(every), tuple(builder.changed))


def lead_to(site: Path, slug: str) -> None:
    """Make a brief's page anew, which leads to its documents once these are there.

    The caller holds :func:`alone_at`.
    """
    builder = Builder(site)
    every, _index = summaries(site, builder.common)
    builder.page(slug, every)


def rebuild(site: Path, slug: str) -> list[Path]:
    """Make anew what the replies to a brief touch: its page and its feeds of replies.

    Called by moderation after :func:`~goodoffices.publish.layout.write_replies`. Returns the files
    that changed.

    Raises
    ------
    ValueError
        for what is no slug.
    UsageError
        GO601, GO602 where the site's settings cannot be read.
    """
    layout.brief_folder(site, slug)
    builder = Builder(site)
    with alone_at(site):
        every, _index = summaries(site, builder.common)
        builder.page(slug, every)
        builder.all_replies(every)
    return builder.changed
