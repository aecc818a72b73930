"""From a case to what is public of its brief: a record of plain values, of which pages are made.

The author's own paragraphs, where there are any, stand among them with the claims that they name.

Pure: the same case gives the same record. It holds the brief's sentences, each with what kind of
truth it is and which claims bear it; the claims with their words, speaker and source; the tables;
and the figures, each with its table. Everything confidential was taken out of the case before (see
:mod:`.public`), so that nothing of it can be here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from goodoffices.base import __version__
from goodoffices.base.i18n import _, n_, speaking
from goodoffices.brief import answer, figures, short, sources, stategraph, timeline, wants
from goodoffices.brief.evidence import Evidence, Quote
from goodoffices.brief.holding import Selection, State, senses_in_words
from goodoffices.brief.shortparts import ShortLine, ShortSection
from goodoffices.case.nouns import Basis, Case
from goodoffices.conflict.outcomes import Outcomes
from goodoffices.conflict.stress.stress import Stress
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.snapshot import Document
from goodoffices.folder.matters import stood
from goodoffices.look.markup import anchor, direction, language_tag, web_address
from goodoffices.look.sides import Side, sides
from goodoffices.packages.result import Packages
from goodoffices.publish.nouns import numbered

FORMAT = 1
"""The form of a record; a record of a later one is not read."""

PACKAGES = 12
"""Packages that are listed at most."""

_ENDS = re.compile(r"(?<=[.!?؟])\s+(?=[“«\"A-ZÀ-ÞА-Я\u0600-\u06ff])")

_CITED = re.compile(r"\s*\[([A-Z]-[0-9A-Z]{7}(?:\s*[,;]\s*[A-Z]-[0-9A-Z]{7})*)\]")
"""Claims that an author's own text names, as ``[S-1SPEC5H]`` or ``[S-1SPEC5H, E-2MV8PJH]``."""

Plain = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Publishable:
    """What a record is made from: a case and a dossier that are public, and what follows of them.

    ``packages`` were computed from the whole case; only which packages they are is taken. ``text``
    are the author's own paragraphs.
    """

    case: Case
    dossier: Dossier
    outcomes: Outcomes | None = None
    packages: Packages | None = None
    stress: Stress | None = None
    language: str = "en"
    text: str = ""


def claims_of(text: str) -> list[str]:
    """Return the ids of the claims that an author's own text names, in order."""
    named = (re.split(r"[\s,;]+", found) for found in _CITED.findall(text))
    return list(dict.fromkeys(claim for some in named for claim in some))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, each on one line."""
    return [" ".join(part.split()) for part in _ENDS.split(text) if part.strip()]


def compose(material: Publishable) -> Plain:
    """Return what is public of a brief, without its head: headline, authors and dates.

    ``sections`` are the short brief, ``annex`` what stands folded behind it; ``claims`` and
    ``sources`` are what both rest on; ``figures`` have their drawing and their table; ``sentences``
    can be pointed at; ``facts`` are the answers, by which a correction is told from a wording.
    """
    with speaking(material.language):
        return _Composer(material).whole()


@dataclass
class _Composer:
    """Gathers one record; claims are numbered as they are cited."""

    material: Publishable
    cited: dict[str, Quote] = field(default_factory=dict)
    told: list[Plain] = field(default_factory=list)

    def __post_init__(self) -> None:
        known = self.material
        self.evidence = Evidence(known.case, known.dossier)
        self.sides = sides([(party.id, party.name) for party in known.case.parties])
        self.selection = Selection(known.outcomes) if known.outcomes is not None else None
        self.states = self.selection.states() if self.selection else []
        self.events = timeline.rows(self.evidence, known.language, self.evidence.uses)
        self.brief = short.short(
            short.Known(
                case=known.case,
                evidence=self.evidence,
                sides=self.sides,
                selection=self.selection,
                deals=None,
                events=self.events,
                stress=known.stress,
            )
        )

    def whole(self) -> Plain:
        """Return the record."""
        known, brief = self.material, self.brief
        lead = [self._said(s, truth="computed") for s in self._leading()]
        text = [list(self._own(part)) for part in re.split(r"\n\s*\n", known.text) if part.strip()]
        sections = [
            self._section(brief.hold),
            self._signing(),
            self._section(brief.whose),
            self._wants(),
            self._section(brief.presses),
            self._section(brief.sure),
            self._section(brief.flip),
        ]
        annex = [self._outcomes(), *self._preferences()]
        drawn = self._figures()
        named = numbered(said["text"] for said in self.told)
        for said, one in zip(self.told, named, strict=True):
            said["id"] = one.id
        quotes = list(self.cited.values())
        documents = [d for d in known.dossier.documents if any(q.source == d for q in quotes)]
        documents = documents or list(known.dossier.documents)
        return {
            "format": FORMAT,
            "language": language_tag(known.language) or "en",
            "as_of": known.case.as_of or "",
            "lead": lead,
            "text": text,
            "sections": [section for section in sections if section],
            "annex": [section for section in annex if section],
            "figures": drawn,
            "claims": [self._claim(quote, documents) for quote in quotes],
            "sources": [self._source(document, quotes) for document in documents],
            "origins": len(sources.origins(replace(known.dossier, documents=tuple(documents)))),
            "sentences": [{"id": said["id"], "text": said["text"]} for said in self.told],
            "facts": self._facts(),
            "made_with": __version__,
        }

    # -- sentences ---------------------------------------------------------------------------------

    def _said(self, text: str, **more: Any) -> Plain:  # noqa: ANN401 - plain values
        """Keep a sentence; its id is given when all are known."""
        one = {"id": "", "text": " ".join(text.split())} | {k: v for k, v in more.items() if v}
        self.told.append(one)
        return one

    def _refs(self, ids: Iterable[str]) -> list[str]:
        """Cite claims, and return the ids of those that can be quoted."""
        found = []
        for quote in self.evidence.quotes(ids):
            if quote.kind in ("statement", "event", "relation"):
                self.cited.setdefault(quote.id, quote)
                found.append(quote.id)
        return found

    def _line(self, line: ShortLine) -> Plain:
        words = self.brief.words
        return self._said(
            line.text,
            truth=line.truth,
            initials=line.initials,
            unreviewed=line.unreviewed,
            lead=line.lead,
            refs=self._refs(words[ref.number - 1].id for ref in line.refs),
        )

    def _based(self, text: str, basis: Basis, **more: Any) -> Plain:  # noqa: ANN401
        """Say something with what it rests on."""
        refs = self._refs(basis.evidence)
        unreviewed = basis.unreviewed or any(self.cited[ref].unreviewed for ref in refs)
        return self._said(
            text,
            truth="quoted" if refs else "judged",
            initials="" if refs else (basis.judged or self.material.case.author or ""),
            unreviewed=unreviewed,
            refs=refs,
            because=basis.reason or "",
            **more,
        )

    def _own(self, paragraph: str) -> Iterator[Plain]:
        """Yield the sentences of a paragraph that the author wrote, with the claims they name."""
        plain, named = "", []
        for number, piece in enumerate(_CITED.split(" ".join(paragraph.split()))):
            if number % 2:
                named.append((len(plain), re.split(r"[\s,;]+", piece)))
            else:
                plain += piece
        begin = 0
        for sentence in sentences_of(plain):
            end = plain.index(sentence, begin) + len(sentence)
            refs = [one for at, some in named if begin <= at <= end for one in some]
            begin = end + 1
            cited = self._refs(dict.fromkeys(refs))
            unreviewed = any(self.cited[ref].unreviewed for ref in cited)
            initials = self.material.case.author
            yield self._said(
                sentence, truth="judged", refs=cited, initials=initials, unreviewed=unreviewed
            )

    # -- the short brief ---------------------------------------------------------------------------

    def _leading(self) -> Iterator[str]:
        """Yield the sentences of the answer: what would hold, what could be signed."""
        yield from sentences_of(self.brief.lead)
        if (better := self._better()) is not None:
            yield answer.bettering(better)

    def _section(self, part: ShortSection) -> Plain:
        table = part.table
        section: Plain = {
            "id": part.id,
            "heading": _headings().get(part.id, part.heading),
            "truth": "computed" if part.truth == "computed" else "",
            "figure": "graph" if part.id == "hold" and self.selection is not None else "",
            "way_title": part.way_title,
            "ordered": part.ordered,
        }
        if table is not None:
            section["table"] = {
                "heads": list(table.heads),
                "rows": [list(row) for row in table.rows],
                "links": list(table.links),
                "pills": list(table.pills),
            }
        section["way"] = [self._said(step, truth="computed") for step in part.way]
        section["lines"] = [self._line(line) for line in part.lines]
        section["after"] = [self._said(s) for text in part.after for s in sentences_of(text)]
        return {key: value for key, value in section.items() if value}

    def _wants(self) -> Plain:
        groups = [
            {
                "name": one.side.name,
                "shape": one.side.shape,
                "colour": one.side.colour,
                "lines": [self._line(line) for line in one.lines],
            }
            for one in self.brief.wants
        ]
        heading = _("Who wants what")
        return {"id": "wants", "heading": heading, "groups": groups} if groups else {}

    def _better(self) -> int | None:
        """Return how many packages better today for someone and harm nobody."""
        found = self.material.packages
        if found is None or not found.zone or found.today is None:
            return None
        return sum(solution.count for solution in found.better_than_today)

    def _signing(self) -> Plain:
        """Tell which packages could be signed, and no number of what they are worth to whom."""
        found = self.material.packages
        if found is None:
            return {}
        section: Plain = {
            "id": "sign",
            "heading": _("What could be signed"),
            "truth": "computed",
        }
        if not found.zone:
            text = _("No package leaves every side with what it would have without a deal.")
            return section | {"lines": [self._said(text, truth="computed")]}
        negotiation = found.negotiation
        chosen = (found.better_than_today if found.today else found.pareto) or found.pareto
        marks = [
            (_("Nash’s solution"), found.nash),
            (_("best for whoever gains least"), found.egalitarian_gain),
        ]
        names = {tuple(package.choices.items()): package.name for package in negotiation.named}
        rows = []
        for solution in chosen:
            choices = solution.packages[0]
            said = [name for name, ties in marks if solution in ties]
            said += [name for known, name in names.items() if dict(known) == dict(choices.items())]
            values = [self._value(choices, issue.id) for issue in negotiation.issues]
            rows.append([*values, "; ".join(said)])
        rows.sort(key=lambda row: (not row[-1], row))
        left = len(rows) - PACKAGES
        heads = [*(issue.name for issue in negotiation.issues), _("What it is")]
        section["table"] = {"heads": heads, "rows": rows[:PACKAGES]}
        after = [
            _("Each is efficient: no other package gives one side more and none less."),
            _("What a package is worth to whom was judged, and is not published."),
        ]
        if left > 0:
            more = n_("{count} more is left out.", "{count} more are left out.", left)
            after.append(more.format(count=f"{left:,}"))
        return section | {"after": [self._said(text) for text in after]}

    def _value(self, choices: Mapping[str, str], issue_id: str) -> str:
        issues = self.material.packages.negotiation.issues if self.material.packages else ()
        issue = next(one for one in issues if one.id == issue_id)
        return next((v.text for v in issue.values if v.id == choices[issue_id]), choices[issue_id])

    # -- the annex ---------------------------------------------------------------------------------

    def _outcomes(self) -> Plain:
        if self.selection is None:
            return {}
        table = self._outcome_table(self.selection)
        section: Plain = {
            "id": "outcomes",
            "heading": _("Every outcome shown, and who would stay in it"),
            "truth": "computed",
            "table": table,
        }
        text = _(
            "Nash, GMR, SMR and SEQ are four ways to foresee what the others would do; see "
            "“How this was made”."
        )
        after = [self._said(text)]
        if left := self.selection.left_out:
            more = n_(
                "{count} other outcome is left out.", "{count} other outcomes are left out.", left
            )
            after.append(self._said(more.format(count=f"{left:,}")))
        return section | {"after": after}

    def _outcome_table(self, selection: Selection) -> Plain:
        from goodoffices.conflict.words.acts import capital
        from goodoffices.conflict.words.names import in_full

        conflict = selection.conflict
        stay = [
            _("{party} would stay, in the sense of").format(party=name)
            for name in conflict.party_names
        ]
        heads = [_("Outcome"), _("Who does what"), *stay, _("Holds for all"), _("No.")]

        def row(state: State) -> list[str]:
            senses = (
                senses_in_words(state.stable[party], selection.concepts)
                for party in conflict.parties
            )
            holds = senses_in_words(state.senses, selection.concepts)
            done = capital(in_full(conflict, state.number)) if state.named else ""
            return [state.name, done, *senses, holds, state.label]

        return {
            "heads": heads,
            "rows": [row(state) for state in self.states],
            "ids": [state.place for state in self.states],
            "pills": [_("today") if state.now else "" for state in self.states],
        }

    def _preferences(self) -> Iterator[Plain]:
        """Yield what each party prefers, the most important first, with what that rests on."""
        for party_id, order in wants.orders(self.material.case, self.sides).items():
            side: Side = self.sides[party_id]
            lines = [
                self._based(said.words.striptags(), said.basis or Basis())
                for said in (*order.said, *order.unknown)
            ]
            if lines:
                heading = _("What {party} prefers").format(party=side.name)
                more: Plain = {"heading": heading, "lines": lines, "ordered": order.ordered}
                yield {"id": anchor("order", party_id), "note": order.heading} | more

    # -- figures -----------------------------------------------------------------------------------

    def _figures(self) -> list[Plain]:
        language = self.material.language
        found: list[Plain] = []
        if self.selection is not None:
            drawn, _partly = stategraph.figure(self.selection, self.states, self.sides)
            table = self._outcome_table(self.selection)
            title = _("How the conflict can go: outcomes and the moves between them")
            caption = _(
                "Today’s outcome stands on top. An arrow is one party’s move, thick where it "
                "gains, thin where it does not. Ringed twice: holds in every sense."
            )
            graph = _figure("graph", title, str(drawn), caption, table)
            outlooks = stategraph.listing(self.selection, self.states, self.sides)
            found.append(graph | {"list": [_outlook(one) for one in outlooks]})
        rows = [row for row in self.events if not row.struck]
        chronicle = figures.events(rows, language)
        if chronicle is not None:
            self._refs(row.quote.id for row in rows)
            table = {
                "heads": [_("Date"), _("Who"), _("To whom"), _("Words")],
                "rows": [
                    [row.date or _("undated"), row.who, row.whom, row.quote.text] for row in rows
                ],
            }
            caption = _(
                "Cooperation stands above the line and conflict below; deeds are filled, words "
                "hollow."
            )
            title = _("What happened, by date")
            found.append(_figure("chronicle", title, str(chronicle), caption, table))
        told = stood(self.evidence.dossier, self.evidence.case)
        for name, made in (
            ("positions", figures.stances(self.evidence, self.sides, language, told)),
            ("actors", figures.ties(self.evidence, self.sides)),
        ):
            if made is not None:
                table = {"heads": list(made.heads), "rows": [list(row) for row in made.rows]}
                found.append(_figure(name, made.title, str(made.figure), "", table))
        return found

    # -- claims and sources ------------------------------------------------------------------------

    def _claim(self, quote: Quote, documents: Sequence[Document]) -> Plain:
        source = documents.index(quote.source) if quote.source in documents else None
        plain: Plain = {
            "id": quote.id,
            "kind": quote.kind,
            "text": quote.text,
            "by": _("paraphrasing {speaker}").format(speaker=quote.speaker)
            if quote.speaker and quote.speech == "indirect"
            else quote.speaker,
            "speaker": quote.speaker,
            "speech": quote.speech,
            "lang": quote.lang,
            "dir": quote.dir,
            "status": quote.status,
            "unreviewed": quote.unreviewed,
            "orphaned": quote.orphaned,
            "told": self.evidence.told(self.evidence.claims[quote.id]),
        }
        return {k: v for k, v in plain.items() if v} | {"source": source}

    def _source(self, document: Document, quotes: Sequence[Quote]) -> Plain:
        words = sum(len(q.text.split()) for q in quotes if q.source == document)
        plain: Plain = {
            "title": document.called or _("untitled"),
            "outlet": document.outlet or "",
            "address": web_address(document.address) or "",
            "published": document.published or "",
            "authors": list(document.authors),
            "language": language_tag(document.language),
            "dir": direction(document.language),
            "origin": document.origin.name if document.origin else "",
            "sha256": document.snapshot.sha256,
            "quoted_words": words,
        }
        return {key: value for key, value in plain.items() if value}

    def _facts(self) -> Plain:
        """Return the answers and what they follow from, whatever the words they are told in."""
        facts: Plain = {"claims": sorted(self.cited)}
        facts["prefers"] = {
            party.id: [preference.source for preference in party.prefers]
            for party in self.material.case.parties
        }
        if self.selection is not None:
            conflict = self.selection.conflict
            facts["holds"] = {
                "".join(state.letters): [*state.senses, state.now] for state in self.states
            }
            facts["options"] = [option.id for option in conflict.options]
            facts["size"] = conflict.size
        if self.material.packages is not None and self.material.packages.zone:
            found = self.material.packages
            better = found.better_than_today if found.today else found.pareto
            facts["packages"] = sorted(sorted(s.packages[0].items()) for s in better)
        text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=list)
        return {"digest": hashlib.sha256(text.encode()).hexdigest()}


def _headings() -> dict[str, str]:
    """Return what the sections of a published brief are called."""
    return {
        "hold": _("What would hold"),
        "whose": _("Whose mediation"),
        "press": _("What presses"),
        "sure": _("How sure is this"),
        "flip": _("What would change it"),
    }


def _outlook(one: stategraph.Outlook) -> Plain:
    """Return an outcome and the moves from it, for whoever reads the graph as a list."""
    moves = [
        {
            "who": move.side.name,
            "shape": move.side.shape,
            "colour": move.side.colour,
            "gain": move.gain,
            "act": move.act,
            "to": move.name,
        }
        for move in one.onward
    ]
    state = {"name": one.state.name, "now": one.state.now, "holds": one.holds}
    return {**state, "moves": moves, "partly": one.partly}


def _figure(name: str, title: str, drawn: str, caption: str, table: Plain) -> Plain:
    plain = {"name": name, "title": title, "svg": drawn, "caption": caption}
    return plain | {"table": {key: table[key] for key in ("heads", "rows")}}
