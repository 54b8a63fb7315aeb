"""A name of several things has a page of its own, and each of the things leads there."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.compose import briefing, site
from briefgen.model import Glossary, Site
from briefgen.render import pages
from tests import samples


def assembled(*, other: str | None, candidates: tuple[str, ...] = ()) -> Site:
    """Two articles of which the second means something else by "Sari Wulandari"."""
    first = briefing.compose(*samples.indonesian(), samples.GLOSSARY)
    document, linking = samples.english()
    links = tuple(
        replace(link, entity_id=other, candidates=candidates) if link.span.of(document.article.text) == "Sari Wulandari" else link
        for link in linking.links
    )
    second = briefing.compose(document, replace(linking, links=links), samples.GLOSSARY)
    return site.assemble([first, second], samples.GLOSSARY, title="Warta", lang="id", base_url="")[0]


def renamed(identifier: str, old: str) -> Glossary:
    """The glossary in which an entity had another id before."""
    entities = samples.GLOSSARY.entities
    return Glossary(tuple(replace(one, formerly=(old,)) if one.id == identifier else one for one in entities))


def drawn(one: Site) -> dict[str, str]:
    return {page.path: page.draw().decode() for page in pages.plan(one) if page.path.endswith(".html")}


def test_the_page_of_a_shared_name_lists_what_each_article_means_by_it() -> None:
    found = drawn(assembled(other="jaya-beton"))
    html = found["names/sari-wulandari.html"]
    assert "../organisations/jaya-beton.html" in html
    assert "../people/sari-wulandari.html" in html
    assert html.count('class="title"') == 2
    assert "../names/sari-wulandari.html" in found["people/sari-wulandari.html"]
    assert "../names/sari-wulandari.html" in found["organisations/jaya-beton.html"]


def test_a_name_that_could_not_be_settled_has_one_too() -> None:
    html = drawn(assembled(other=None, candidates=("jaya-beton", "nobody-here")))["names/sari-wulandari.html"]
    assert "nobody-here" in html
    open_part = html.partition('id="h-open"')[2]
    assert "<mark>Sari Wulandari</mark>" in open_part
    assert re.search(r'href="\.\./briefings/[^"]+#s\d+"', open_part)


def test_a_name_of_one_thing_has_none() -> None:
    assert "names/sari-wulandari.html" not in drawn(assembled(other="sari-wulandari"))


def test_the_address_of_a_former_id_leads_to_the_page_it_has_now() -> None:
    glossary = renamed("palangka-raya", "kota-lama")
    composed = [briefing.compose(*samples.indonesian(), glossary)]
    one, problems = site.assemble(composed, glossary, title="Warta", lang="id", base_url="https://example.org/")
    assert problems == ()
    found = {page.path: page.draw().decode() for page in pages.plan(one)}
    assert 'content="0; url=../places/palangka-raya.html"' in found["places/kota-lama.html"]
    assert 'rel="canonical" href="https://example.org/places/palangka-raya.html"' in found["places/kota-lama.html"]
    assert "kota-lama" not in found["sitemap.xml"]


def test_a_former_id_may_not_take_the_address_of_another_page() -> None:
    glossary = renamed("palangka-raya", "index")
    _, problems = site.assemble([briefing.compose(*samples.indonesian(), glossary)], glossary, title="W", lang="id", base_url="")
    assert [problem.code for problem in problems] == ["permalink-collision"]
