"""Site → its lists of briefings: all by month, by topic and by source, each in pages that open quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.model import Briefing
from briefgen.render import paging
from briefgen.render.catalogue import ArticleRef, Catalogue, article_ref, sort_key
from briefgen.render.listviews import ListView, SourceRow, SourcesView
from briefgen.render.words import Words

MAX_ROWS = 200
"""Briefings of a page."""
MAX_FIRST = 100
"""Briefings of the first page of all; the months hold the others."""
SHOWN = 5
"""Briefings of a source on the page of all sources."""

Named = tuple[str, str, ListView]
"""A path, a title and what the page shows."""


def months(catalogue: Catalogue, words: Words) -> Iterator[Named]:
    """The newest briefings, and a page a month."""
    every = catalogue.site.briefings
    groups = [(month, tuple(group)) for month, group in groupby(every, key=_month)]
    ways = tuple((_month_words(month, words), _month_path(month), len(group)) for month, group in groups)
    shown = every[:MAX_FIRST]
    yield "briefings/index.html", words("all_briefings"), ListView(_by_month(shown, words), ways, (), len(every))
    for month, group in groups:
        for path, rows, ways_on in _parts(_month_path(month), group, words):
            title = f"{words('briefings')}: {_month_words(month, words)}"
            yield path, title, ListView((("", tuple(map(article_ref, rows))),), ways, ways_on, len(group))


def topics(catalogue: Catalogue, words: Words) -> Iterator[Named]:
    """All topics, and a page each. Topics are one if only case tells them apart, written as the newest article has them."""
    found: dict[str, list[Briefing]] = {}
    names: dict[str, str] = {}
    for briefing in catalogue.site.briefings:
        for key, topic in {topic.casefold(): topic for topic in briefing.document.article.topics}.items():
            names.setdefault(key, topic)
            found.setdefault(key, []).append(briefing)
    paths = dict(catalogue.site.topics)
    ordered = sorted(found, key=lambda key: sort_key(names[key]))
    ways = tuple((names[key], paths[key], len(found[key])) for key in ordered)
    yield "topics/index.html", words("topics"), ListView((), ways, (), len(ordered))
    for key in ordered:
        for place, rows, ways_on in _parts(paths[key], found[key], words):
            yield place, names[key], ListView(_by_month(rows, words), (), ways_on, len(found[key]))


def sources(catalogue: Catalogue, words: Words) -> Iterator[tuple[str, str, SourcesView | ListView]]:
    """All outlets with their newest briefings, and a page for each that has more."""
    found: dict[str, list[Briefing]] = {}
    for briefing in catalogue.site.briefings:
        found.setdefault(briefing.document.article.outlet, []).append(briefing)
    known, paths = dict(catalogue.site.outlets), dict(catalogue.site.sources)
    rows = []
    for name in sorted(found, key=lambda name: (not name, sort_key(name))):
        days = sorted(day[:10] for briefing in found[name] if (day := briefing.document.article.published))
        languages = sorted({briefing.document.article.lang for briefing in found[name]})
        rows.append(
            SourceRow(
                name=name or words("unknown_outlet"),
                ref=catalogue.ref(known[name], words.lang) if known.get(name) in catalogue.paths else None,
                path=paths[name] if len(found[name]) > SHOWN else "",
                total=len(found[name]),
                first=days[0] if days else "",
                last=days[-1] if days else "",
                languages=tuple(languages),
                newest=tuple(article_ref(briefing) for briefing in found[name][:SHOWN]),
            )
        )
    yield "sources/index.html", words("sources"), SourcesView(tuple(rows))
    for name, own in ((name, own) for name, own in found.items() if len(own) > SHOWN):
        for place, shown, ways_on in _parts(paths[name], own, words):
            yield place, name or words("unknown_outlet"), ListView(_by_month(shown, words), (), ways_on, len(own))


def _parts(
    path: str, rows: Sequence[Briefing], words: Words
) -> Iterator[tuple[str, tuple[Briefing, ...], tuple[tuple[str, str], ...]]]:
    def label(shown: Sequence[Briefing]) -> str:
        newest, oldest = (words.published_day(each.document.article.published or "") for each in (shown[0], shown[-1]))
        return newest if newest == oldest else f"{newest} – {oldest}"

    for part in paging.parts(path, rows, MAX_ROWS, label):
        yield part.path, part.rows, part.pages


def _by_month(rows: Sequence[Briefing], words: Words) -> tuple[tuple[str, tuple[ArticleRef, ...]], ...]:
    groups = groupby(rows, key=_month)
    return tuple((_month_words(month, words), tuple(map(article_ref, group))) for month, group in groups)


def _month(briefing: Briefing) -> str:
    """`2024-05`, or as much of it as is known; empty without a date."""
    return (briefing.document.article.published or "")[:7]


def _month_words(month: str, words: Words) -> str:
    return words.date(month) if month else words("undated")


def _month_path(month: str) -> str:
    return f"briefings/{month or 'undated'}.html"
