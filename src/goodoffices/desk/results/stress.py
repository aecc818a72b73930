"""How sure each outcome is, on the desk: counted on a press, with progress, and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from markupsafe import Markup
from starlette.requests import Request

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, comma
from goodoffices.conflict.concepts import DECIDED
from goodoffices.conflict.stress.doubts import Doubted
from goodoffices.conflict.stress.stress import Ask, Stress
from goodoffices.conflict.stress.stress import stress as stressed
from goodoffices.conflict.words.acts import capital
from goodoffices.conflict.words.names import title
from goodoffices.desk.gate import DeskDoor, Form
from goodoffices.desk.served import cited, figure, joined, number, table
from goodoffices.folder.kept import conflict_part, mark
from goodoffices.folder.material import SEED, VARIATIONS
from goodoffices.look import shares
from goodoffices.look.markup import anchor

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.desk.answers import DeskAnswers
    from goodoffices.desk.views import DeskView
    from goodoffices.desk.work import Tell

DOUBTED: tuple[Doubted, ...] = get_args(Doubted)

MOST = 100_000
"""Variations that are counted from the desk at most."""

FEW = 12
"""Outcomes that are shown and drawn, the surest first."""

BARS = 6
"""Doubts that are told of an outcome, those that matter most."""

METHOD = "Shares of the variations that are allowed, Wilson 95 % interval"


@dataclass(frozen=True, slots=True)
class StressAsked:
    """What an address asks: how many variations, which, in which sense, what may be wrong."""

    n: int = VARIATIONS
    seed: int = SEED
    concept: str = "SEQ"
    doubt: Doubted = "judged"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> StressAsked:
        """Read what an address or a form asks; what it cannot mean is as if it were not there."""
        concept = query.get("concept", "SEQ")
        known: dict[str, Doubted] = {doubt: doubt for doubt in DOUBTED}
        return cls(
            number(query.get("n", ""), 1, MOST, VARIATIONS),
            number(query.get("seed", ""), 0, 999_999_999, SEED),
            concept if concept in DECIDED else "SEQ",
            known.get(query.get("doubt", ""), "judged"),
        )

    @property
    def address(self) -> str:
        """The address at which it is shown."""
        asked = {"n": self.n, "seed": self.seed, "concept": self.concept, "doubt": self.doubt}
        return f"/stress?{joined(asked)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SureOutcome:
    """How sure one outcome is, what its share hangs on, and what would stop it."""

    label: str
    name: str
    as_written: bool
    share: str
    low: float
    value: float
    high: float
    most: str
    bars: tuple[tuple[str, int, int], ...]
    """Each doubt in words, with the least and the largest share of its readings, in per cent."""


def outcomes(found: Stress, concept: str) -> list[SureOutcome]:
    """Return the surest outcomes, with what matters most to each."""
    return [_outcome(found, state, concept) for state in found.shown(concept)[:FEW]]


def _outcome(found: Stress, state: int, concept: str) -> SureOutcome:
    share = found.share(state, concept)
    low, high = found.interval(share)
    bars = []
    for bar in found.tornado(state, concept)[:BARS]:
        values = [one.value for one in bar.shares if one]
        if bar.swing:
            ends = round(100 * min(values)), round(100 * max(values))
            bars.append((found.bar_text(bar), *ends))
    return SureOutcome(
        label=found.conflict.label(state),
        name=capital(title(found.conflict, state)),
        as_written=bool(found.written[found.concepts.index(concept), state]),
        share=f"{round(100 * share.value)} %" if found.exact else str(share),
        low=low,
        value=share.value,
        high=high,
        most=found.matters_most(state, concept),
        bars=tuple(bars),
    )


def picture(found: Stress, concept: str) -> Markup | None:
    """Draw the shares of the surest outcomes."""
    rows = [
        shares.ShownShare(
            name=one.name,
            low=one.low,
            value=one.value,
            high=one.high,
            told=one.share,
            so=one.as_written,
        )
        for one in outcomes(found, concept)
    ]
    said = _("In {share} of the variations holds: {name}")
    text = comma("; ").join(said.format(share=row.told, name=row.name) for row in rows)
    return shares.figure(
        rows, anchor("figure", "shares"), _("In how many of the variations each holds"), text
    )


def stress_doors(answers: DeskAnswers) -> list[DeskDoor]:
    """Return the doors of how sure each outcome is."""
    room = _StressPages(answers)
    return [
        DeskDoor("GET", "/stress", answers.page(room.page)),
        DeskDoor("GET", "/stress.json", answers.plain(room.plain)),
        DeskDoor("GET", "/stress.csv", table(answers, "stress", room.cells)),
        DeskDoor("GET", "/stress/shares.svg", figure(answers, "shares", "svg", room.drawn)),
        DeskDoor("GET", "/stress/shares.png", figure(answers, "shares", "png", room.drawn)),
        DeskDoor("POST", "/stress", answers.act(room.count)),
    ]


class _StressPages:
    """The handlers."""

    def __init__(self, answers: DeskAnswers) -> None:
        self.answers = answers
        self.kept = answers.bench.kept

    def page(self, view: DeskView, request: Request) -> tuple[str, dict[str, Any]]:
        asked = StressAsked.of(request.query_params)
        found = self.known(view, asked)
        work = self.answers.works.running(f"stress {_key(view, asked)}")
        what = _("how sure each outcome is")
        return "stress.html", {
            "able": view.material.outcomes is not None,
            "asked": asked,
            "found": found,
            "work": work,
            "doubts": {
                "unreviewed": _("what nobody reviewed"),
                "judged": _("what is only judged, too"),
                "unconfirmed": _("what rests on claims that nobody accepted, too"),
                "all": _("everything"),
            },
            "concepts": DECIDED,
            "outcomes": outcomes(found, asked.concept) if found else [],
            "picture": picture(found, asked.concept) if found else None,
            "cite": cited(view, request, "/stress", what, METHOD),
            "cite_picture": cited(view, request, "/stress/shares", what, METHOD),
        }

    def known(self, view: DeskView, asked: StressAsked) -> Stress | None:
        """Return what was counted already, else None."""
        found: Stress | None = self.kept.known("stress", _key(view, asked))
        return found

    def count(self, _request: Request, form: Form) -> str:
        """Begin to count."""
        view, asked = self.answers.view(), StressAsked.of(form)
        held = view.material.outcomes
        if held is None:
            raise UsageError(finding("GO345", what=_("How sure")))
        if self.known(view, asked) is not None:
            return asked.address
        key, accepted = _key(view, asked), _accepted(view)
        ask = Ask(
            n=asked.n,
            seed=asked.seed,
            concepts=(asked.concept,),
            doubted=asked.doubt,
            accepted=accepted if asked.doubt == "unconfirmed" else frozenset(),
        )

        def do(tell: Tell) -> None:
            def step(done: int, of: int) -> None:
                tell(done, of, "")

            self.kept.once("stress", key, lambda: stressed(held.conflict, ask, progress=step))

        return self.answers.begun(f"stress {key}", _("How sure each outcome is"), asked.address, do)

    def plain(self, view: DeskView, request: Request) -> dict[str, Any]:
        found = self.known(view, StressAsked.of(request.query_params))
        return {"counted": False} if found is None else {"counted": True, **found.to_dict()}

    def cells(self, view: DeskView, request: Request) -> Iterator[Sequence[Cell]]:
        asked = StressAsked.of(request.query_params)
        found = self.known(view, asked)
        yield Stress.heads(asked.concept)
        if found is not None:
            yield from found.cells(asked.concept)

    def drawn(self, view: DeskView, request: Request) -> str | None:
        asked = StressAsked.of(request.query_params)
        found = self.known(view, asked)
        return picture(found, asked.concept) if found else None


def _key(view: DeskView, asked: StressAsked) -> str:
    accepted = sorted(_accepted(view)) if asked.doubt == "unconfirmed" else ""
    return f"{mark(conflict_part(view.material.case))} {asked} {accepted}"


def _accepted(view: DeskView) -> frozenset[str]:
    """Return the claims that a person has accepted."""
    claims = view.material.dossier.claims
    return frozenset(c.id for c in claims if c.status in ("accepted", "corrected"))
