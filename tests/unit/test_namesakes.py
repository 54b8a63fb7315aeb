"""A name of several things has a page of its own, and each of the things leads there."""

from __future__ import annotations

from dataclasses import replace

from briefgen.compose import briefing, site
from briefgen.model import Site
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


def test_a_name_of_one_thing_has_none() -> None:
    assert "names/sari-wulandari.html" not in drawn(assembled(other="sari-wulandari"))
