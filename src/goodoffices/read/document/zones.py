"""Where on a page its report lies: title, standfirst, body, and the furniture around them.

A page is a row of *blocks* (paragraphs, headings, list items). What each is by its own words is
told by ``lines``; here it is told by where it stands: below a heading such as "Related stories",
above the report or behind its end. One set of rules decides for plain text and for markup alike, so
that a page saved as text and the same page saved as HTML give the same zones. What is zoned as
furniture, links, form, author box or source line is never read for claims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from goodoffices.evidence.snapshot import Zone, ZoneKind
from goodoffices.read.document.exchanges import message_heads
from goodoffices.read.document.headed import headed_lines
from goodoffices.read.document.lines import (
    CREDIT,
    DOCUMENT,
    ITEM,
    LINES,
    PROSE,
    SHORT,
    SPEAKS,
    TELLS,
    WORD,
    PageBlock,
    PageLines,
    dated,
    fold,
    furniture,
)
from goodoffices.read.document.press import addresses, advertised, pictured

_CREDIT_WORDS = 6
"""So many words at most a caption's second copy has more than its first: who took the picture."""
_SPOKEN_OF = 0.6
"""A headline has at least this share of the words of the report that the likeliest line has."""
NEAR = 8
"""So many lines below another are beside it."""
_SEVERAL = 2
"""So many beginnings of other reports below a report are a list of them."""
_STRAY = 5
_FURNITURE = 10
"""So many words of prose a line that is none weighs, where the report's bounds are looked for: any
such line, and one that its own words show to be furniture."""
_LATE = 0.6
"""Behind this share of a page's prose, boxes of links end only where two sentences follow."""
_ASIDE = 0.4
"""At most this share of a page's prose is set aside above its report, and as much below it."""
_KNOWN = 2
"""So many lines known as furniture stand in what is set aside, at least."""
_DESK = re.compile(
    r"\W{0,2}(?:additional )?(?:reporting|writing|editing|compiled|edited) by\b", re.I
)
"""How the line below a report begins that says who made it."""
_DATELINE = re.compile(r"^[^\W\d_].{1,80}?(?:\([^()]{2,40}\)\s*[-–—]|\s[-–—]{1,2}\s|/[A-Z]{2,}/)")
_ABOUT = re.compile(r"about\s+(?P<name>\S+(?:\s+\S+){0,5})", re.IGNORECASE)
_INTRODUCES = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}(?:is|was|has|covers|writes|reports)\b")
_MASTHEAD = re.compile(
    r"[|/·]|\d{4}|^\w+:\s|^(?:office|ministry|department|secretariat|embassy|permanent mission) of"
    r"\b[^,]{0,40}$|\b(?:news|press) agency$",
    re.IGNORECASE,
)
"""What a headline does not hold or is not: parts set beside each other, a year, a label, a body."""
_SUFFIX = re.compile(r"\s[-–—|]\s(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})$")
"""The outlet's name, where a site sets it after each caption and headline."""
_COUNTER = re.compile(r"\d{1,2} ?(?:/|of) ?\d{1,2}")
"""What a gallery sets above each caption."""


def zone(
    text: str, blocks: Sequence[PageBlock], title: str | None = None, authors: Sequence[str] = ()
) -> tuple[Zone, ...]:
    """Return the zones of a page, one for each block, in order.

    Parameters
    ----------
    text
        The page's text, which the blocks point into.
    blocks
        Its paragraphs in order, not overlapping.
    title, authors
        What the page's metadata say, where they say it.
    """
    page = _Page(text, blocks, title, authors)
    page.label()
    return tuple(
        Zone(kind or "body", b.start, b.end) for b, kind in zip(blocks, page.kinds, strict=True)
    )


class _Page(PageLines):
    """The blocks of one page while their zones are being found."""

    def __init__(
        self, text: str, blocks: Sequence[PageBlock], title: str | None, authors: Sequence[str]
    ) -> None:
        super().__init__(text, blocks)
        self.title = fold(title or "")
        self.authors = [fold(a) for a in authors if a.strip()]
        self.kinds: list[ZoneKind | None] = [None] * len(blocks)
        self.known: list[ZoneKind | None] = []  # what the lines' own words show
        long = (n if self.paragraph(i) else 0 for i, n in enumerate(self.counts))
        self.prose = [0, *accumulate(long)]  # words of prose before each block

    def label(self) -> None:
        """Give every block its zone: single lines first, then sections, then what is left.

        In a chat or log all is said from the first message on.
        """
        if heads := message_heads(self.words):
            first = min(heads)
            self.kinds = ["body" if i >= first else "furniture" for i in range(len(self.blocks))]
            if first:
                self.kinds[0] = "title"
            return
        self.kinds = [self.shown(i) for i in range(len(self.blocks))]
        self._headed()
        self.known = list(self.kinds)
        for i in range(1, len(self.blocks)):
            label = self.words[i - 1] if self.kinds[i - 1] == "furniture" else ""
            tempts = advertised(label, self.words[i]) and not SPEAKS.search(self.words[i])
            if tempts and self.kinds[i] is None and self.counts[i] <= SHORT:
                self.kinds[i] = "furniture"
        self._find_title()
        self._captions()
        self._sections()
        self._behind_the_end()
        self._author_at_end()
        self._find_standfirst()
        self._rest()
        self._outside()

    def _headed(self) -> None:
        """Keep what stands under somebody's heading, which may be no sentences: a list."""
        for under in headed_lines(self.words):
            items = range(under.first, under.last)
            if all(self.kinds[i] is None and self.blocks[i].main is not False for i in items):
                for i in items:
                    self.kinds[i] = "body"

    def _find_title(self) -> None:
        """Find the title: the metadata's, the first heading, or a short line above the report."""
        opening = [i for i in range(len(self.words)) if self._opens_body(i)]
        surely = (i for i in opening if self.counts[i] >= PROSE or i + 1 in opening)
        first = next(surely, next(iter(opening), None))
        chosen = self._titled()
        if chosen is None:
            chosen = self._said_again()
        if chosen is None and first is not None:
            free = [i for i in range(first) if self.kinds[i] is None and not self.sentence_only(i)]
            free = [i for i in free if not self.place_or_day(i) and not self._path(i)]
            menu = [i for i in range(first) if self.kinds[i] == "links"]
            below = [i for i in free if menu and i > menu[0] and self.counts[i] >= 4]
            plain = [i for i in below or free if not _MASTHEAD.search(self.words[i])]
            plain = [i for i in plain if not self.words[i].isupper()]
            plain = [i for i in plain if self.counts[i] >= 4]
            official = (i for i in below or free if DOCUMENT.match(self.words[i]))
            chosen = next((i for i in official if self.counts[i] >= 4), None)
            chosen = chosen if chosen is not None or not plain else self._likeliest(plain, first)
            if chosen is None and free:
                chosen = next((i for i in free if self.counts[i] >= 4), free[-1])
        if chosen is not None:
            self.kinds[chosen] = "title"

    def _path(self, i: int) -> bool:
        """Tell whether a line is the way to the page, which ends in its headline: "Home News …"."""
        folded, below = self.folded[i], range(i + 1, min(i + NEAR, len(self.words)))
        ends = any(self.counts[j] >= 4 and folded.endswith(f" {self.folded[j]}") for j in below)
        if ends:
            self.kinds[i] = "links"
        return ends

    def _likeliest(self, lines: Sequence[int], first: int) -> int:
        """Return the line that is the headline: the first of those that the report speaks of.

        A menu, a slogan or another report's headline above it has few of the report's words.
        """
        told = (i for i in range(first, len(self.words)) if self.paragraph(i))
        report = {stem for i in told for stem in self.stems(i)}
        shares = [len(self.stems(i) & report) / max(1, len(self.stems(i))) for i in lines]
        enough = _SPOKEN_OF * max(shares)
        return next(i for i, share in zip(lines, shares, strict=True) if share >= enough)

    def _said_again(self) -> int | None:
        """Find a headline that looks like a sentence: a line above the report that comes again."""
        folded = self.folded
        last = {words: i for i, words in enumerate(folded)}
        for i in range(len(self.words)):
            if self.paragraph(i) or self.blocks[i].main is not None:
                return None
            beside = i + 1 < len(folded) and folded[i + 1] == folded[i]
            short = 4 <= self.counts[i] <= PROSE and self.kinds[i] is None
            if short and not beside and last[folded[i]] > i and not self.transcript():
                return i
        return None

    def _opens_body(self, i: int) -> bool:
        """Tell whether a block may be the first of the report."""
        return self.kinds[i] is None and not self.blocks[i].heading and self.sentence(i)

    def _captions(self) -> None:
        """Find captions: a line that is there twice, or ends in the outlet's name as others do.

        So is the headline said again, what stands under a gallery's counter ("2 / 4"), and the
        beginning of the line beside it.
        """
        title = next((i for i, kind in enumerate(self.kinds) if kind == "title"), -1)
        ends = [m["name"] if (m := _SUFFIX.search(w)) else None for w in self.words]
        folded, outlets, many = self.folded, Counter(ends), Counter(self.folded)
        first = {words: i for i, words in reversed(list(enumerate(folded)))}
        transcript = self.transcript()
        for i in range(title + 1, len(self.words)):
            if self.kinds[i] is not None or self.blocks[i].main is not None:
                continue
            long = self.counts[i] >= 4
            again = long and title >= 0 and folded[i] == folded[title]
            twice = long and folded[i] in self._beside(folded, i, title)
            far = self.counts[i] >= 8 and many[folded[i]] > 1 and not transcript
            far = far and (title >= 0 or first[folded[i]] < i)
            begun = self._begun_beside(folded, i, title)
            counted = i > 0 and _COUNTER.fullmatch(self.words[i - 1]) is not None
            marked = ends[i] is not None and outlets[ends[i]] > 1
            below = self.words[i + 1] if i + 1 < len(self.words) else ""
            wrapped = below[:1].islower() and pictured().search(below) and not self.stopped[i]
            if again or twice or far or begun or counted or marked or wrapped:
                self.kinds[i] = "furniture"

    def _beside(self, folded: Sequence[str], i: int, title: int) -> set[str]:
        """Return the folded words of the blocks beside one, below the title."""
        return {folded[j] for j in (i - 1, i + 1) if title < j < len(folded)}

    def _begun_beside(self, folded: Sequence[str], i: int, title: int) -> bool:
        """Tell whether a line is said again, with more behind it, in the line beside it.

        So is that line, where what it has more is but a credit.
        """
        if self.counts[i] < 6 or self.counts[i] > SHORT:
            return False
        for j in (i - 1, i + 1):
            if not title < j < len(folded) or self.counts[j] > SHORT or self.counts[j] < 6:
                continue
            longer = folded[j].startswith(folded[i] + " ")
            longer = longer or (not self.stopped[i] and folded[j] in folded[i])
            credit = folded[i].startswith(folded[j] + " ")
            if longer or (credit and self.counts[i] - self.counts[j] <= _CREDIT_WORDS):
                return True
        return False

    def _titled(self) -> int | None:
        """Find the block that markup or metadata name as the title."""
        usable = [
            i
            for i, b in enumerate(self.blocks)
            if self.kinds[i] in {None, "links", "furniture"} and b.hint not in {"form", "links"}
        ]
        tops = [i for i in usable if self.blocks[i].heading == 1]
        if self.title:
            same = [i for i in usable if self.title == self.folded[i]]
            same += [
                i for i in usable if self.counts[i] >= 3 and self.title.startswith(self.folded[i])
            ]
            heads = [i for i in same if self.blocks[i].heading]
            if same:
                return (heads or same)[0]
        inside = [i for i in tops if self.blocks[i].main]
        named = [i for i in usable if self.blocks[i].hint == "title"]
        return next(iter(inside or named or tops), None)

    def _sections(self) -> None:
        """Let a heading such as "Related stories" or "Leave a Reply" speak for what follows it."""
        section: ZoneKind | None = None
        name, late = "", False
        for i in range(len(self.words)):
            started = self._head(i)
            if started:
                section, name = started
                late = section == "links" and self.prose[i] >= _LATE * self.prose[-1] > 0
                self.kinds[i] = section
            elif section and self.kinds[i] is None:
                if self._ends(section, name, i) and not (late and self._alone(i)):
                    section = None
                else:
                    self.kinds[i] = section
            elif self.kinds[i] == "source_line" and section != "form":
                section = None

    def _behind_the_end(self) -> None:
        """Set aside what follows the line that ends a report: its source, its desk, its agency.

        It has less prose than the report, or the line ends but a part of the page.
        """
        if any(block.main is not None for block in self.blocks):
            return
        told = (n if self.sentence(i) else 0 for i, n in enumerate(self.counts))
        words = [0, *accumulate(told)]
        for i in range(len(self.blocks)):
            if words[i + 1] > words[-1] - words[i + 1] and self._closes(i):
                for j in range(i + 1, len(self.blocks)):
                    self.kinds[j] = self.kinds[j] or "furniture"
                return

    def _closes(self, i: int) -> bool:
        """Tell whether a block is the last of a report."""
        words = self.words[i]
        if self.kinds[i] is None:
            credit = CREDIT.search(words) if self.paragraph(i) else None
            agency = credit["agency"].casefold() if credit else ""
            return agency in addresses() or (agency.upper() in words and 1 < len(agency) <= 5)
        return self.kinds[i] == "source_line" or _DESK.match(words) is not None

    def _alone(self, i: int) -> bool:
        """Tell whether a sentence stands alone among lines that are none, as a teaser does.

        One that names what the report above it names is the report's own: twice, or once in a
        paragraph.
        """
        if self.blocks[i].main is not None:
            return False
        beside = (j for j in (i - 1, i + 1) if 0 <= j < len(self.words))
        if any(self.sentence(j) and self.kinds[j] is None for j in beside):
            return False
        above = {stem for j in range(i) if self.paragraph(j) for stem in self.stems(j)}
        names = {stem.casefold()[:5] for stem in re.findall(r"\b[A-Z][\w’'-]{3,}", self.words[i])}
        return len(names & above) < (1 if self.paragraph(i) else 2)

    def _head(self, i: int) -> tuple[ZoneKind, str] | None:
        """Return the section that a heading starts and the person it names."""
        words = self.words[i]
        if self.kinds[i] in {"title", "source_line"} or self.counts[i] > PROSE:
            return None
        for kind, pattern in furniture()["heads"].items():
            if pattern.fullmatch(words):
                if kind in {"form", "furniture"} and not self._after_report(i):
                    self.kinds[i] = kind if kind == "form" else self.kinds[i]
                    return None  # a link to the comments, above the report; a word of the head
                return kind, ""
        about = _ABOUT.fullmatch(words)
        if about and self._after_report(i) and self.is_name(about["name"]):
            return "author_box", about["name"]
        return None

    def _after_report(self, i: int) -> bool:
        """Tell whether most of the page's prose stands before a block."""
        before, total = self.prose[i], self.prose[-1]
        if not total:  # a report of short paragraphs
            told = self.sentences
            return told[i] >= max(2, 0.4 * (told[-1] - told[i + 1]))
        return before > 0 and before >= 0.4 * (total - self.prose[i + 1])

    def _ends(self, section: ZoneKind, name: str, i: int) -> bool:
        """Tell whether a block no longer belongs to the section before it."""
        if section == "form":
            return self.blocks[i].main is True and self.paragraph(i)
        if section == "furniture":  # references and notes run on to the next heading
            return self.blocks[i].heading > 0
        if section == "author_box":
            return not self.biography(i, name)
        return self.paragraph(i) or (self.sentence(i) and self.blocks[i].linked < 0.5)

    def _author_at_end(self) -> None:
        """Find a biography without a heading: a last paragraph on whoever wrote the page.

        It begins with an author the page names, or stands after the source line and says of a
        person no more than that he or she is a writer.
        """
        free = [i for i, kind in enumerate(self.kinds) if kind is None]
        sources = [i for i, kind in enumerate(self.kinds) if kind == "source_line"]
        for i in reversed(free[-2:]) if len(free) > 2 else []:
            last = all(self.kinds[j] for j in free if j > i)
            start = self.folded[i][:120]
            named = any(start.startswith(a) for a in self.authors)
            after = bool(sources) and i > sources[-1] and _INTRODUCES.match(self.words[i])
            writer = furniture()["writer"].search(self.words[i])
            byline = i == free[-1] and any(start.startswith(a) for a in self.writers if a)
            if ((named or after) and writer) or byline or (last and self._stranger(i)):
                self.kinds[i] = "author_box"

    def _stranger(self, i: int) -> bool:
        """Tell whether a paragraph introduces a person of learning of whom the report says nothing.

        The name in it stands nowhere else, and nobody says anything in it.
        """
        words = self.words[i]
        person = furniture()["profile"].match(words)
        if person is None or self.counts[i] > 2 * SHORT or SPEAKS.search(words):
            return False
        if person["past"] and (i + 1 == len(self.kinds) or self.kinds[i + 1] not in LINES):
            return False
        surname = person["name"].split()[-1]
        return not any(surname in other for other in self.words[:i])

    def _find_standfirst(self) -> None:
        """Find the summary between the title and the report."""
        title = next((i for i, kind in enumerate(self.kinds) if kind == "title"), None)
        if title is None:
            return
        later = [
            i
            for i in range(title + 1, len(self.words))
            if self.kinds[i] is None
            and (self.blocks[i].main is not False or self.blocks[i].hint == "standfirst")
        ]
        report = [i for i in later if self.sentence(i) and not self.blocks[i].heading]
        if len(report) < 2:
            return
        for i in [] if self.transcript() else later[: later.index(report[0]) + 1]:
            hinted = self.blocks[i].hint == "standfirst"
            line = i != report[0] and self.counts[i] >= 6
            if line and not hinted and not self.sentence(i) and dated(self.words[i]):
                self.kinds[i] = "furniture"
            elif hinted or line or (i == report[0] and self._summarises(i, report[1:])):
                self.kinds[i] = "standfirst"

    def _summarises(self, i: int, rest: Sequence[int]) -> bool:
        """Tell whether a paragraph sums up those after it rather than opening the report.

        A summary is said again in full: most of its words come back. And either it is short and
        the next paragraph begins anew with the same words, or it names somebody briefly whom the
        report then introduces by a longer name, which its first paragraph would have done at once.
        """
        words = self.words[i]
        if self.counts[i] > 90 or len(rest) < 2 or _DATELINE.match(words):
            return False
        after = "\n".join(self.words[j] for j in rest)
        stems = {w.casefold()[:5] for w in WORD.findall(words) if len(w) > 3}
        again = {w.casefold()[:5] for w in WORD.findall(after)}
        if not stems or len(stems & again) < 0.6 * len(stems):
            return False
        following = {w.casefold()[:5] for w in WORD.findall(self.words[rest[0]])}
        brief = self.counts[i] <= 40 and self.counts[i] < self.counts[rest[0]]
        restated = len(stems & following) >= 0.35 * len(stems)
        return (brief and restated) or _named_more_fully(words, after)

    def _rest(self) -> None:
        """Give what is left to the body, and stray short lines around it to the furniture."""
        free = [i for i, kind in enumerate(self.kinds) if kind is None]
        if any(self.blocks[i].main for i in free):
            for i in free:
                if not self.blocks[i].main:
                    self.kinds[i] = "furniture"
                elif self.blocks[i].linked > 0.75:
                    self.kinds[i] = "links"
            return
        beginnings = {i for i in free if self.cut_off(i) and self._after_report(i)}
        begun = beginnings if len(beginnings) >= _SEVERAL else set[int]()
        whole = [i for i in free if i not in begun]
        core = [i for i in whole if self.sentence(i) and self.blocks[i].main is not False]
        core = core or [i for i in free if self.sentence(i)]
        if not core:
            return
        for i in free:
            if i == core[-1] + 1 and self.blocks[i].main is None and self.running(i):
                continue  # an excerpt's last words
            if i in begun and self.blocks[i].main is None:
                self.kinds[i] = "furniture"
                continue
            outside = i < core[0] or i > core[-1] or self.blocks[i].main is False
            outside = outside or self.teaser(i)
            stray = not self.paragraph(i) if self.blocks[i].main is False else not self.sentence(i)
            ends = i == core[-1] + 1 and self.stopped[i] and TELLS.fullmatch(self.words[i])
            if outside and stray and self.blocks[i].hint != "body" and not (self.brief(i) or ends):
                self.kinds[i] = "furniture"

    def _outside(self) -> None:
        """Set aside what lies around the report on a page without markup: teasers, comments, boxes.

        The report is where prose is densest. Only where lines known as furniture stand in what
        lies outside is it set aside, and only where it has no great part of the page's prose.
        """
        if any(block.main is not None for block in self.blocks):
            return
        worth = [self._worth(i) for i in range(len(self.blocks))]
        first, last = densest(worth)
        title = next((i for i, kind in enumerate(self.kinds) if kind == "title"), first)
        for part in (range(title), range(last, len(worth))):
            known = sum(self.known[i] is not None for i in part)
            prose = sum(max(worth[i], 0) for i in part)
            if known >= _KNOWN and prose <= _ASIDE * sum(max(n, 0) for n in worth):
                for i in part:
                    if self.kinds[i] in {None, "standfirst"}:
                        self.kinds[i] = "furniture"

    def _worth(self, i: int) -> int:
        """Return how much a block speaks for being amid a report: its words, less for furniture."""
        item = self.kinds[i] is None and ITEM.match(self.words[i])
        if self.kinds[i] == "title" or item or not self.counts[i]:
            return 0
        if self.kinds[i] in {None, "standfirst"}:
            if self.counts[i] >= 5 and not self.cut_off(i) and self.stopped[i]:
                return self.counts[i]
            if self.counts[i] >= PROSE:
                return self.counts[i] // 2
        return -_STRAY if self.known[i] is None else -_FURNITURE


def densest(worth: Sequence[int]) -> tuple[int, int]:
    """Return the stretch with the greatest sum, from its first up to its last.

    This is how J. Pasternack and D. Roth, "Extracting article text from the Web with maximum
    subsequence segmentation" (WWW 2009), find a report among what stands around it.
    """
    best, bounds = 0, (0, len(worth))
    total = start = 0
    for i, value in enumerate(worth):
        if total <= 0:
            total, start = 0, i
        total += value
        if total > best:
            best, bounds = total, (start, i + 1)
    return bounds


def _named_more_fully(summary: str, report: str) -> bool:
    """Tell whether a name that stands alone in a summary has a first name in the report."""
    lone = re.findall(r"(?<![A-Z][\w’'-] )(?<!^)\b([A-Z][\w’'-]{3,})(?![\w’'-]* [A-Z])", summary)
    return any(
        re.search(rf"\b[A-Z][a-z]+ {re.escape(name.removesuffix('’s'))}\b", report)
        and not re.search(rf"\b[A-Z][a-z]+ {re.escape(name)}", summary)
        for name in set(lone)
    )
