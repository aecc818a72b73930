"""Case files that tests read: one with every key, and the shortest with parts of it."""

from goodoffices.base.errors import Finding
from goodoffices.case.file import CaseFile
from goodoffices.case.nouns import Case

WHOLE = """\
# The whole of it.
case: us-iran-2025
title: Russia's offer to mediate
as_of: 2025-03
author: GO
summary: One paragraph.
parties:
  us:
    name: United States
    actor: united-states
    country: USA
    evidence: [S-7Q3K5VX]
    wants:
      - {text: A deal, evidence: [S-7Q3K5VX]}
      - Quiet
    options:
      press: Keep maximum pressure
      relief: {text: Ease sanctions, moves: forward, evidence: E-0AB12CD, because: said so}
    prefers:
      - not iran.escalate
      - {that: iran.limit if us.relief, judged: GO, because: his words of 3 March}
    worth:
      judged: GO
      walk_away: 25..35
      issues:
        enrichment: {weight: 40, values: {zero: 100, capped: 2/3, free: -0.5}, judged: AB}
        stock: {weight: 10..20, curve: {0: 100, 300: 0}}
      pairs:
        - {when: {enrichment: zero, stock: 0}, adds: -5..5, judged: GO}
      red_lines:
        - {when: {enrichment: free}, evidence: [S-7Q3K5VX]}
  iran:
    name: Iran
    country: IRN
    unreviewed: yes
    options:
      limit: Limit enrichment
      escalate: Enrich more
    prefers: [us.relief]
mediators:
  russia:
    name: Russia
    actor: russia
    party: us
    consent:
      us: {answer: unknown, evidence: [S-1]}
      iran: yes
    interest:
      - {text: Normal relations, evidence: [S-2]}
issues:
  enrichment:
    name: Uranium enrichment
    today: free
    values: {zero: No enrichment, capped: Capped at 3.67 %, free: }
    evidence: [E-0AB12CD]
  stock:
    name: Stock
    range: {from: 0, to: 300, step: 100, unit: kg}
    today: 300.0
infeasible:
  - us.press and us.relief
  - {that: iran.limit and iran.escalate, because: one or the other}
status_quo: [us.press]
outcomes:
  Limits for relief: [iran.limit, us.relief]
packages:
  first-offer: {name: The first offer, enrichment: capped, stock: 100}
notes:
  - Free text.
"""

HEAD = "case: a\ntitle: A\n"
PARTIES = HEAD + (
    "parties:\n"
    "  us: {name: US, options: {relief: Ease, press: Press}}\n"
    "  iran: {name: Iran, options: {limit: Limit}}\n"
)
ISSUES = HEAD + (
    "issues:\n"
    "  fuel: {name: Fuel, values: {low: Low, high: High}}\n"
    "  stock: {name: Stock, range: {from: 0, to: 3, step: 1}}\n"
)
WORTH = ISSUES + "parties:\n  us:\n    name: US\n    options: {o: Do}\n    worth: "


def opened(text: str) -> CaseFile:
    return CaseFile("case.yaml", text.encode())


def found(text: str) -> list[Finding]:
    return list(opened(text).findings)


def case_of(text: str) -> Case:
    file = opened(text)
    assert file.findings == ()
    return file.case
