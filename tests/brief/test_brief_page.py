"""The page: whole in itself, complete, honest about what is missing, and deaf to hostile text."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html
from tests.brief import brief_sample as sample
from tests.look.linked_data import described, faults

import goodoffices
from goodoffices import brief
from goodoffices.advise.words.past import warning
from goodoffices.base.errors import Finding, Place
from goodoffices.brief.compose import fingerprint
from goodoffices.case.nouns import Basis, Case, Party
from goodoffices.cli import demo
from goodoffices.conflict.outcomes import outcomes
from goodoffices.evidence.claims import Dossier
from goodoffices.folder.material import write_brief
from goodoffices.packages.result import packages

EMPTY = Dossier(())


@pytest.fixture(scope="module")
def page() -> str:
    case = sample.case()
    findings = [
        Finding(
            "GO305",
            "A want rests on nothing.",
            Place("/home/somebody/case.yaml", 7, 3),
            "Say what it rests on.",
        ),
        Finding("GO307", "A page is undated.", severity="warning"),
    ]
    return brief.page(
        case, sample.dossier(), outcomes(case), packages(case), findings=findings, made="2025-03-05"
    )


@pytest.fixture(scope="module")
def tree(page: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(page)


def words(tree: lxml_html.HtmlElement, place: str) -> str:
    (found,) = tree.xpath(f"//*[@id='{place}']")
    return " ".join(found.text_content().split())


def test_the_page_says_of_itself_what_schema_org_allows(page, tree) -> None:
    (one,) = described(page)
    assert one["citation"]
    assert list(faults(one)) == []
    for caption in tree.iter("figcaption"):
        assert caption in (caption.getparent()[0], caption.getparent()[-1])


def test_the_page_needs_nothing_from_anywhere(page: str, tree: lxml_html.HtmlElement) -> None:
    assert not tree.xpath("//script[not(@type='application/ld+json')]")
    assert not tree.xpath("//link | //iframe | //img | //object | //embed | //form | //*[@style]")
    assert not tree.xpath("//*[@src] | //*[starts-with(name(@*), 'on')]")
    assert not re.search(r"url\((?!#)|@import", page)
    assert "/home/somebody" not in page


def test_the_policy_allows_the_page_s_own_style_and_nothing_else(page: str) -> None:
    import base64
    import hashlib

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy[1]


def test_every_inner_link_leads_somewhere_and_no_id_stands_twice(
    tree: lxml_html.HtmlElement,
) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {link[1:] for link in tree.xpath("//@href") if link.startswith("#")}
    assert links - set(ids) == set()
    references = " ".join(tree.xpath("//@aria-labelledby")).split()
    assert set(references) <= set(ids)


def test_every_claim_s_marks_hold_exactly_its_words(tree: lxml_html.HtmlElement) -> None:
    for claim in sample.dossier().claims:
        first = tree.xpath(f"//mark[@id='w-{claim.id}']")
        assert len(first) == 1, claim.id
        marks = tree.xpath(f"//mark[contains(concat(' ', @class, ' '), ' w-{claim.id} ')]")
        said = "".join(mark.text_content() for mark in marks)
        assert said == "".join(s.exact for s in sorted(claim.spans, key=lambda s: s.start))


def test_every_claim_links_to_its_words_and_its_words_back(tree: lxml_html.HtmlElement) -> None:
    for claim in (*sample.dossier().statements, *sample.dossier().events):
        entry = tree.xpath(f"//*[@id='c-{claim.id}']")[0]
        assert entry.xpath(f".//a[@href='#w-{claim.id}']"), claim.id
        assert tree.xpath(f"//*[@class='rests']//a[@href='#c-{claim.id}']"), claim.id


def test_what_rests_on_a_claim_stands_by_it(tree: lxml_html.HtmlElement) -> None:
    wish = sample.dossier().statements[0]
    back = tree.xpath(f"//*[@id='c-{wish.id}']//a[@class='back']/@href")
    assert back == ["#want-north-1", "#prefers-north-1", "#mediator-isle"]


def test_quoted_judged_computed_and_unreviewed_are_marked(tree: lxml_html.HtmlElement) -> None:
    want = tree.xpath("//*[@id='want-north-1']")[0]
    (words_of_it,) = want.xpath(".//a[contains(@class, 'chip')]/@href")
    assert tree.xpath("//*[@id=$place]", place=words_of_it[1:])[0].tag == "mark"
    (cited,) = [
        li for li in tree.xpath("//ol[@class='words']/li") if "dam is opened" in li.text_content()
    ]
    assert "Ada Holm (minister, Northland)" in cited.text_content()
    assert "The Weir" in cited.text_content()
    assert cited.xpath("./*[@class='mk q']")
    judged = tree.xpath("//*[@id='prefers-north-2']")[0]
    assert "judged: AK" in judged.text_content()
    assert "so it seems" in judged.text_content()
    proposed = tree.xpath("//*[@id='option-south-open' or contains(@id,'option-')]")
    assert any("unreviewed" in p.get("class", "") for p in proposed)
    assert tree.xpath("//section[@id='outcomes']//*[@class='truth computed']")
    marks = {
        (e.get("class"), e.get("class").endswith(" u"))
        for e in tree.xpath("//*[contains(@class,'mk ')]")
    }
    assert {"mk q", "mk j", "mk c", "mk q u"} <= {kind for kind, _unseen in marks}
    assert "S-GONE0: not in the dossier" in words(tree, "want-south-1")
    assert "nothing is said of what this rests on" in words(tree, "want-south-2")


def test_an_accepted_claim_has_no_dashed_border(tree: lxml_html.HtmlElement) -> None:
    accepted, unreviewed = sample.dossier().statements[:2]
    quote = "//*[@id='c-{}']/figure/@class"
    assert tree.xpath(quote.format(accepted.id)) == ["quote"]
    assert tree.xpath(quote.format(unreviewed.id)) == ["quote unreviewed"]


def test_denied_and_imagined_events_are_struck_and_not_counted(tree: lxml_html.HtmlElement) -> None:
    _first, _offer, denied, imagined = sample.dossier().events
    for claim, said in ((denied, "denied: not counted"), (imagined, "only imagined: not counted")):
        row = tree.xpath(f"//*[@id='c-{claim.id}']")[0]
        assert row.xpath(".//s")
        assert said in row.text_content()
    counted = words(tree, "events")
    assert "Acts of cooperation: 1; of conflict: 1. Without a date: 1." in counted
    assert "2 more are denied or only imagined" in counted
    assert len(tree.xpath("//*[contains(@class,'timeline')]//a")) == 2


def test_the_two_pages_say_what_was_found(tree: lxml_html.HtmlElement) -> None:
    (lead,) = tree.xpath("//*[@class='lead']")
    assert re.search(r"outcomes? would hold|stays as it is|does not hold", lead.text_content())
    assert "package" in lead.text_content()
    sure = " ".join(tree.xpath("//section[@aria-labelledby='sure']")[0].text_content().split())
    assert "2 reports, 2 origins." in sure
    assert "1 of 2 reports bear no date." in sure or "1 of 2 reports bears no date." in sure
    assert "Example Wire" in sure
    assert "1 source is not named." in sure
    heads = [h.text_content() for h in tree.xpath("//*[@class='sheet']//h2")]
    assert heads == [
        "What would hold",
        "What could be signed",
        "Whose mediation",
        "What presses",
        "Who wants what",
        "What the mediator could do next",
        "What to ask first",
        "How sure is this",
        "What would change it",
        "The words it rests on",
    ]


def test_furniture_is_shown_set_aside(tree: lxml_html.HtmlElement) -> None:
    (aside,) = tree.xpath("//*[@class='aside']")
    assert "Bo Lind writes about rivers" in aside.text_content()
    assert not aside.xpath(".//mark")
    assert "<b>our</b>" in aside.text_content()  # a source's markup is words


def test_quotations_keep_their_own_language_and_direction(tree: lxml_html.HtmlElement) -> None:
    persian = sample.dossier().statements[2]
    quote = tree.xpath(f"//*[@id='c-{persian.id}']//blockquote")[0]
    assert (quote.get("lang"), quote.get("dir")) == ("fa", "rtl")
    (root,) = tree.xpath("/html")
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")


def test_the_page_s_own_language_sets_its_direction() -> None:
    page = brief.page(sample.case(), sample.dossier(), language="fa", made="2025-03-05")
    assert '<html lang="fa" dir="rtl">' in page
    assert "مارس" in page  # the calendar's words


def test_exact_numbers_stand_beside_rounded_ones(tree: lxml_html.HtmlElement) -> None:
    assert "(181/3)" in words(tree, "packages")


def test_the_same_material_gives_the_same_page_to_the_byte() -> None:
    case = sample.case()
    pages = {brief.page(case, sample.dossier(), outcomes(case), packages(case)) for _ in range(2)}
    assert len(pages) == 1


def test_the_fingerprint_is_of_what_is_said_not_of_where_the_file_lies() -> None:
    case, dossier = sample.case(), sample.dossier()
    moved = replace(case, parties=tuple(replace(p, place=Place("/x", 3)) for p in case.parties))
    assert fingerprint(moved, dossier) == fingerprint(case, dossier)
    assert fingerprint(replace(case, title="Other"), dossier) != fingerprint(case, dossier)
    decided = replace(
        dossier, actors=(replace(dossier.actors[0], status="accepted"), *dossier.actors[1:])
    )
    assert fingerprint(case, decided) != fingerprint(case, dossier)


@pytest.mark.parametrize("part", ["outcomes", "packages", "dossier", "all"])
def test_whatever_is_missing_is_said_and_the_rest_is_shown(part: str) -> None:
    case = sample.case()
    held = None if part in ("outcomes", "all") else outcomes(case)
    deals = None if part in ("packages", "all") else packages(case)
    page = brief.page(case, EMPTY if part in ("dossier", "all") else sample.dossier(), held, deals)
    assert ("Outcomes cannot be compared yet" in page) == (held is None)
    assert ("Packages cannot be weighed yet" in page) == (deals is None)
    assert ("No report was read" in page) == (part in ("dossier", "all"))
    assert "The dam opened" in page


def test_an_empty_case_makes_a_page() -> None:
    page = brief.page(Case(id="x", title="Nothing yet"), EMPTY)
    assert "The case names no parties yet." in page
    assert "The case names no mediator yet." in page


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</title></head><body onload=alert(1)>",
    "{{ 7*7 }} {% raw %} {0} {name}",
    "$\\frac{1}{0}$ $unclosed",
    "a\u202eb\u2066c",
    "x\x00y\ud800z",
    "]]>--><!--<svg/onload=alert(1)>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words_wherever_they_stand(text: str) -> None:
    case, dossier = sample.case(), sample.dossier()
    north, south = case.parties
    spoilt = replace(
        case,
        title=text,
        summary=text,
        author=text,
        notes=(text,),
        parties=(
            replace(
                north,
                name=text,
                wants=((text, Basis((text,), text, text)),),
                options=(replace(north.options[0], text=text), north.options[1]),
            ),
            south,
        ),
        mediators=(replace(case.mediators[0], name=text, interest=((text, Basis()),)),),
        issues=(
            replace(
                case.issues[0],
                name=text,
                values=(replace(case.issues[0].values[0], text=text), case.issues[0].values[1]),
            ),
            case.issues[1],
        ),
        packages=(replace(case.packages[0], name=text),),
        names={"": text},
    )
    page_of_it = sample.document(
        f"{text}\n\n{text}",
        title=text,
        name=text,
        outlet=text,
        address="javascript:alert(1)",
        language=text,
    )
    hostile = replace(
        dossier,
        documents=(*dossier.documents, page_of_it),
        actors=(*dossier.actors, replace(dossier.actors[0], id=text, name=text, role=text)),
        statements=(
            replace(dossier.statements[0], speaker=None, speaker_name=text, addressee=text),
            sample.statement(page_of_it, text, text, text),
        ),
        issues=(replace(dossier.issues[0], id=text, name=text),),
    )
    findings = [Finding("GO305", text, Place(text, 1, part=text), text)]
    page = brief.page(
        spoilt,
        hostile,
        outcomes(spoilt),
        packages(spoilt),
        findings=findings,
        language="en",
        made=text,
    )
    page.encode()
    tree = lxml_html.document_fromstring(page)
    assert not tree.xpath("//script[not(@type='application/ld+json')]")
    assert not [a for a in tree.xpath("//@*") if getattr(a, "attrname", "").startswith("on")]
    assert not [h for h in tree.xpath("//@href") if not re.match(r"#|https://", h)]
    assert "alert" not in "".join(tree.xpath("//style/text()"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", page)
    assert len(tree.xpath("//body")) == 1
    assert len(tree.xpath("//details[@class='part']/section")) == 9


def test_hundreds_of_claims_make_one_page() -> None:
    text = "\n\n".join(f"Minister {n} said that point {n} stands." for n in range(400))
    many = sample.document(text, title="Many", language="en")
    said = tuple(
        sample.statement(many, f"that point {n} stands", None, f"M{n}") for n in range(400)
    )
    page = brief.page(Case(id="x", title="Many"), Dossier((many,), statements=said))
    assert page.count('class="statement') + page.count(' statement"') >= 400
    assert len(page) < 1_000_000


def test_a_party_without_preferences_is_told_in_its_place() -> None:
    page = brief.page(Case(id="x", title="X", parties=(Party(id="a", name="A"),)), EMPTY)
    assert "No preferences are written down" in page


def test_write_puts_the_page_whole_where_it_is_asked(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.yaml").write_text("case: river\ntitle: The river\n", "utf-8")
    made = write_brief(folder, tmp_path / "out" / "brief.html", made="2025-03-05")
    text = made.read_text("utf-8")
    assert "The river" in text
    assert "5 March 2025" in text
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["brief.html"]


def test_the_day_comes_from_the_build_s_clock_where_one_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1741132800")
    (tmp_path / "case.yaml").write_text("case: river\ntitle: The river\n", "utf-8")
    text = write_brief(tmp_path, tmp_path / "brief.html").read_text("utf-8")
    assert "made 5 March 2025" in text


def test_what_keeps_an_analysis_from_running_is_a_note_told_once(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        "case: river\ntitle: The river\nparties:\n  a: {name: A, options: {x: Do x}}\n", "utf-8"
    )
    tree = lxml_html.document_fromstring(
        write_brief(tmp_path, tmp_path / "brief.html").read_text("utf-8")
    )
    found = tree.xpath("//details[contains(@class,'finding')]")
    codes = [f.findtext(".//code") for f in found]
    assert "GO502" in codes
    assert "GO317" in codes
    assert "GO402" not in codes  # GO317 says it at the same place
    assert not [f for f in found if "error" in f.get("class", "")]


def test_a_published_conflict_and_negotiation_alone_make_a_page() -> None:
    from tests.brief.test_brief_deals import published
    from tests.brief.test_brief_graph import elmira

    page = brief.page(
        Case(id="e", title="Elmira"), EMPTY, elmira(), published("laptop.json").packages
    )
    tree = lxml_html.document_fromstring(page)
    assert [a.get("href") for a in tree.xpath("//table[@class='states']//tbody//th/a")] == [
        f"#why-{number}" for number in range(1, 10)
    ]
    assert "Uniroyal" in words(tree, "outcomes")
    assert tree.xpath("//svg[contains(@class,'scatter')]")
    links = {link[1:] for link in tree.xpath("//@href") if link.startswith("#")}
    assert links <= set(tree.xpath("//@id"))


EVERY_WAY = """case: river
title: The river
parties:
  a:
    name: Aland
    options: {x: Open the dam, y: Shell the bridge}
    weights: {a.x: {weight: -1.5, judged: G}, b.z: 2}
    unknown: [{between: [a.y, b.z], judged: G}]
    certainty: [{better: b.z, than: a.y and not b.z, degree: 0.7, judged: G}]
  b:
    name: Bland
    options: {z: Pay the toll}
    ranking: [{that: Peace, judged: G}, [a.x, b.z], rest, {that: a.y, worse_by: 2, judged: G}]
    sees:
      judged: G
      unaware: [a.y]
      imagines: {a: {w: Divert the <river>}}
      moves: {b.z: forward}
      orders: {a: {prefers: [a.w if b.z, not a.x]}}
      sees: {a: {unaware: [b.z], judged: G}}
  c:
    name: Cland
    options: {v: Visit}
    pairs: [{better: c.v, than: a.y, judged: G}, {equal: [a.x and c.v, b.z and c.v]}]
outcomes: {Peace: [a.x, b.z]}
status_quo: [a.y]
"""


def test_however_parties_rank_outcomes_the_page_says_it(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(EVERY_WAY, "utf-8")
    written = write_brief(tmp_path, tmp_path / "brief.html").read_text("utf-8")
    tree = lxml_html.document_fromstring(written)
    first, second, third = (words(tree, f"party-{p}") for p in "abc")
    assert "No preferences are written down" not in first + second + third
    assert "Open the dam adds -1.5" in first
    assert "which one is not known" in words(tree, "unknown-a-1")
    assert "judged: G" in words(tree, "unknown-a-1")
    assert "certain to a degree of 0.7" in words(tree, "certainty-a-1")
    assert "worse by 2 degrees" in second
    assert "It thinks that Aland sees the conflict otherwise" in second
    ranked = [
        " ".join(li.text_content().split())
        for li in tree.xpath("//*[@id='party-b']//ol[@class='prefers']/li")
    ]
    assert ranked[0].startswith("Peace")
    assert ranked[2].startswith("all others")
    assert words(tree, "sees-b").startswith("It does not reckon with:")
    assert "judged: G" in words(tree, "sees-b")
    assert "Divert the <river>" in words(tree, "sees-b-1")
    assert "cannot be taken back" in words(tree, "sees-b-2")
    assert "What it believes of Aland" in words(tree, "sees-b-3")
    assert "Divert the <river> if" in words(tree, "sees-b-3")
    assert "rather than" in words(tree, "prefers-c-1")
    assert "is as good as" in words(tree, "prefers-c-2")
    notes = " ".join(" ".join(n.text_content().split()) for n in tree.xpath("//ul[@class='notes']"))
    assert "What Aland, Cland would prefer is not known throughout" in notes
    assert "Bland sees the conflict otherwise" in notes
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//@href") if link.startswith("#")} <= set(ids)


def test_advice_stands_on_the_page_with_its_evidence(tmp_path: Path) -> None:
    demo.run(tmp_path / "case")
    written = write_brief(tmp_path / "case", tmp_path / "brief.html").read_text("utf-8")
    tree = lxml_html.document_fromstring(written)
    said = words(tree, "advice")
    found = goodoffices.load(tmp_path / "case").advise()
    assert all(" ".join(line.text.split()) in said for line in found.lines)
    assert all(question in said for question in found.questions)
    assert warning() in said
    broken = tree.xpath("//*[@id='advice']//li[contains(., 'Keep sanctions eased')]//a/@href")
    assert {f"#{place}" for place in tree.xpath("//@id")} >= set(broken)
    assert any("E-H22TGNQ" in href for href in broken)
    assert tree.xpath("//nav//a[@href='#advice']")
    (breach,) = tree.xpath(
        "//*[@id='advice']//li[contains(., 'States: Keep sanctions eased:')]/@id"
    )
    back = tree.xpath(f"//a[@href='#{breach}' and contains(., 'Would it be kept?')]")
    assert back  # from the event of 2018 to what rests on it
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)


def test_a_case_that_judges_nothing_for_advice_has_no_such_section(
    tree: lxml_html.HtmlElement,
) -> None:
    assert not tree.xpath("//*[@id='advice'] | //nav//a[@href='#advice']")
