"""Site → feeds: of all briefings and of each name, as Atom (RFC 4287) and JSON Feed 1.1. An entry quotes; it does not retell.

A feed needs addresses and times: without a `base_url` there is none, and an article without a date is in none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from briefgen.model import Briefing, Entity
from briefgen.render.briefing import figure_views
from briefgen.render.catalogue import Catalogue, Ref, quote, sentence_ref, sentence_span
from briefgen.render.environment import Theme
from briefgen.render.exports import jsontext
from briefgen.render.exports.addresses import Addresses
from briefgen.render.views import FigureView, Quote
from briefgen.render.words import Words, of

MOST = 20
"""Entries of a feed: readers keep what they have seen."""
MAX_FIGURES = 4
MAX_QUOTES = 3
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to be: `path` without suffix, `home` the page it belongs to, `sentences` (0-based) what each entry quotes."""

    path: str
    home: str
    title: str
    briefings: tuple[Briefing, ...]
    sentences: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed; times are RFC 3339."""

    url: str
    title: str
    lang: str
    published: str
    updated: str
    author: str
    summary: str
    quotes: tuple[Quote, ...]
    figures: tuple[FigureView, ...]
    people: tuple[tuple[Ref, str], ...]
    topics: tuple[str, ...]


def of_site(catalogue: Catalogue) -> Feed:
    """The newest briefings with their leads."""
    chosen = [each for each in catalogue.site.briefings if moment(each.document.article.published)][:MOST]
    leads = tuple(each.document.opening for each in chosen)
    return Feed("feed", "index.html", catalogue.site.title, tuple(chosen), leads)


def of_entity(one: Entity, catalogue: Catalogue, words: Words) -> Feed:
    """The newest articles that name it, with the first sentences that do."""
    named: dict[str, list[int]] = {}
    for link in catalogue.backlinks.get(one.id, ()):
        named.setdefault(link.article_id, []).append(link.sentence)
    chosen = [catalogue.briefings[article] for article in named]
    chosen = [each for each in chosen if moment(each.document.article.published)][:MOST]
    path = catalogue.paths[one.id]
    sentences = tuple(tuple(named[each.document.article.id][:MAX_QUOTES]) for each in chosen)
    return Feed(path.removesuffix(".html"), path, f"{one.label(words.lang)} · {catalogue.site.title}", tuple(chosen), sentences)


def address_of(feed: Feed, address: Addresses) -> str:
    """Where its Atom form will be; empty if there will be none."""
    return address.of(f"{feed.path}.xml", "") if feed.briefings and address.base else ""


def files(
    feed: Feed, catalogue: Catalogue, words: Words, theme: Theme, address: Addresses
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Both forms of a feed as (path, how to draw it)."""

    def atom() -> bytes:
        rows = [(entry, _content(entry, theme, address)) for entry in _entries(feed, catalogue, address)]
        updated = max((entry.updated for entry, _ in rows), default="")
        home, own = address.of(feed.home, ""), address.of(f"{feed.path}.xml", "")
        site = catalogue.site.title
        text = theme.render("feed.xml", words, feed=feed, home=home, own=own, updated=updated, rows=rows, site_title=site)
        return _NOT_XML.sub("", text).encode()

    def as_json() -> bytes:
        rows = [_item(entry, _content(entry, theme, address)) for entry in _entries(feed, catalogue, address)]
        return jsontext.dump(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": feed.title,
                "home_page_url": address.of(feed.home, ""),
                "feed_url": address.of(f"{feed.path}.json", ""),
                "language": catalogue.site.lang,
                "items": rows,
            }
        )

    if feed.briefings:
        yield f"{feed.path}.xml", atom
        yield f"{feed.path}.json", as_json


def moment(stamp: str | None) -> str:
    """RFC 3339 of a time as far as it is known; a time of unknown zone counts as its day only. Empty without a day."""
    found = _STAMP.fullmatch(stamp or "")
    if not found:
        return ""
    day, clock, seconds, zone = found.groups()
    return f"{day}T{clock}{seconds or ':00'}{zone}" if clock and zone else f"{day}T00:00:00Z"


def _entries(feed: Feed, catalogue: Catalogue, address: Addresses) -> list[Entry]:
    return [_entry(each, which, catalogue, address) for each, which in zip(feed.briefings, feed.sentences, strict=True)]


def _entry(briefing: Briefing, sentences: Sequence[int], catalogue: Catalogue, address: Addresses) -> Entry:
    article = briefing.document.article
    quotes = tuple(Quote(quote(article, sentence_span(briefing, n)), sentence_ref(briefing, n)) for n in sentences)
    people = tuple(
        (catalogue.ref(one.entity_id, article.lang, one.name), one.roles[0].title.of(article.text) if one.roles else "")
        for one in briefing.people
    )
    published = moment(article.published)
    return Entry(
        url=address.of(briefing.permalink, ""),
        title=article.title,
        lang=article.lang,
        published=published,
        updated=moment(article.updated) or published,
        author=article.byline or article.outlet or catalogue.site.title,
        summary=quotes[0].html.striptags() if quotes else "",
        quotes=quotes,
        figures=tuple(figure_views(briefing, of(article.lang, catalogue.site.lang)))[:MAX_FIGURES],
        people=people,
        topics=article.topics,
    )


def _content(entry: Entry, theme: Theme, address: Addresses) -> Markup:
    return Markup(theme.render("feed-entry.html", of(entry.lang), entry=entry, base=address.base))  # noqa: S704 (autoescaped)


def _item(entry: Entry, content: Markup) -> dict[str, Any]:
    return {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "language": entry.lang,
        "summary": entry.summary,
        "content_html": str(content),
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": entry.author}],
        "tags": list(entry.topics),
    }
