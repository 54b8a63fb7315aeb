"""Long lists open quickly: in pages, by month, by topic and by source; numbers that disagree stand side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from briefgen.compose import briefing, indicators, site
from briefgen.model import Briefing, Site
from briefgen.render import archive, pages, paging, timelines, words
from briefgen.render.catalogue import Catalogue
from tests import samples


def copies(count: int, **article: object) -> list[Briefing]:
    """Many briefings of one article, a day apart."""
    document, linking = samples.indonesian()
    made = []
    for number in range(count):
        day = f"2024-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        own = {"id": f"a{number}", "title": f"Judul {number}", "published": day, "source_path": f"{number}"} | article
        one = replace(document, article=replace(document.article, **own))
        made.append(briefing.compose(one, linking, samples.GLOSSARY))
    return made


def assembled(briefings: list[Briefing]) -> Site:
    found, problems = site.assemble(briefings, samples.GLOSSARY, title="Warta", lang="id", base_url="")
    assert {problem.code for problem in problems} <= {"near-duplicate"}
    return found


def drawn(one: Site) -> dict[str, str]:
    return {page.path: page.draw().decode() for page in pages.plan(one) if page.path.endswith(".html")}


@pytest.mark.parametrize(("rows", "sizes"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_a_list_is_cut_into_pages_in_order(rows: int, sizes: list[int]) -> None:
    parts = paging.parts("x/index.html", list(range(rows)), 3, lambda shown: f"{shown[0]}–{shown[-1]}")
    assert [len(part.rows) for part in parts] == sizes
    assert [row for part in parts for row in part.rows] == list(range(rows))
    assert [part.path for part in parts] == ["x/index.html", "x/index.p2.html", "x/index.p3.html"][: len(sizes)]
    assert all(len(part.pages) == (len(sizes) if len(sizes) > 1 else 0) for part in parts)


def test_briefings_are_listed_by_month_topic_and_source() -> None:
    found = drawn(assembled(copies(30, topics=("Banjir", "Jembatan & jalan"), outlet="Warta Sungai")))
    assert "Judul 29" in found["briefings/index.html"]
    assert "Judul 29" in found["briefings/2024-02.html"]
    assert "Judul 3<" not in found["briefings/2024-02.html"]
    assert "topics/jembatan-jalan.html" in found["topics/index.html"]
    assert found["topics/banjir.html"].count('class="title"') == 30
    assert found["sources/warta-sungai.html"].count('class="title"') == 30


def test_topics_of_another_case_are_one_and_of_the_same_words_two() -> None:
    both = [*copies(1, topics=("Banjir", "C++")), *copies(2, topics=("banjir", "C"))[1:]]
    paths = dict(assembled(both).topics)
    assert len(set(paths.values())) == len(paths) == 3


def test_no_page_of_a_large_site_is_too_large_to_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "MAX_EVENTS", 20)
    found = drawn(assembled(copies(120)))
    assert {"timeline/2024.html", "timeline/2024.p2.html"} <= found.keys()
    rows = sum(html.count('<li class="event') for path, html in found.items() if path.startswith("timeline/2024"))
    events = timelines.events(pages.Catalogue.of(assembled(copies(120))), pages.words.of("id"))
    assert rows == sum(each.year == "2024" for each in events)
    assert "numbers/index.p2.html" in found
    assert max(len(html) for html in found.values()) < 500_000


def changed(one: Briefing, amount: str) -> Briefing:
    figures = tuple(replace(each, quantity=replace(each.quantity, amount=Decimal(amount))) for each in one.figures[:1])
    return replace(one, figures=figures)


@pytest.mark.parametrize(("amounts", "conflict"), [(("3.4", "3.4"), False), (("3.40", "3.41"), False), (("3.4", "4.3"), True)])
def test_one_indicator_with_two_amounts_is_a_conflict(amounts: tuple[str, str], conflict: bool) -> None:
    document, linking = samples.indonesian()
    base = briefing.compose(document, linking, samples.GLOSSARY)
    text = document.article.text
    about = samples.span(text, "biaya perbaikan")
    figure = next(each for each in base.figures if each.quantity.unit == "IDR")
    dated = replace(figure, quantity=replace(figure.quantity, about=about), as_of=base.timeline[0].timex)
    two = [replace(one, figures=(dated,)) for one in copies(2)]
    found = indicators.gather([changed(one, amount) for one, amount in zip(two, amounts, strict=True)])
    assert [(len(each.tellings), each.conflict) for each in found] == [(2, conflict)]
    undated = [replace(one, figures=(replace(dated, as_of=None),)) for one in two]
    assert [len(each.tellings) for each in indicators.gather(undated)] == [1, 1]


def test_an_event_that_many_articles_tell_shows_a_few_of_them_and_how_many_more() -> None:
    catalogue = Catalogue.of(assembled(copies(9)))
    first = max(timelines.events(catalogue, words.of("id")), key=lambda each: len(each.articles))
    assert len(first.row.others) == timelines.MAX_TELLINGS
    assert first.row.more == 9 - 1 - timelines.MAX_TELLINGS
    assert len(first.articles) == 9


def test_later_pages_of_a_list_say_which_they_are() -> None:
    assert [paging.number(path) for path in ("x/index.html", "x/index.p2.html", "x.p14.html")] == [0, 2, 14]


def test_the_way_between_many_pages_shows_the_ends_and_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ROWS", 2)
    page = drawn(assembled(copies(28, topics=("Banjir",))))["topics/banjir.p7.html"]
    ways = page.partition('<ul class="pages">')[2].partition("</ul>")[0]
    near = ["banjir.html", *(f"banjir.p{number}.html" for number in (5, 6, 8, 9, 14))]
    assert [way.rpartition("/")[2] for way in re.findall(r'href="([^"]+)"', ways)] == near
    assert ways.count('class="gap"') == 2
    assert "halaman 7" in page.partition("<title>")[2].partition("</title>")[0]
