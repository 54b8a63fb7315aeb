"""Site → the first page, the registers of names in pages, and what the search page offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from briefgen import edtf
from briefgen.model import Briefing
from briefgen.render import paging
from briefgen.render.briefing import figure_views
from briefgen.render.catalogue import FOLDERS, Catalogue, Ref, article_ref, quote, said, sentence_ref, sentence_span, sort_key
from briefgen.render.listviews import Card, HomeView, Named, RegisterView, SearchView
from briefgen.render.timelines import Placed
from briefgen.render.views import Quote
from briefgen.render.words import Words
from briefgen.render.words import of as words_of

HOME_BRIEFINGS = 20
HOME_DATES = 6
HOME_NAMES = 24
HOME_FIGURES = 3
MAX_NAMES = 400
"""Names of a page, some 200 KB."""
LETTERS = 3
"""Of a name that stand for it on the way to a page."""


def home(catalogue: Catalogue, words: Words, names: Sequence[Named], placed: Sequence[Placed]) -> HomeView:
    """The first page: what is new, what comes next, who is in the news. "Next" is after the newest article, not after today."""
    site = catalogue.site
    newest = max((_day(briefing) for briefing in site.briefings), default=date.min)
    ahead = [each.row for each in placed if newest < each.first < date.max]
    behind = [each.row for each in placed if each.first <= newest]
    named = sorted(names, key=lambda row: (-row.articles, -row.mentions, row.ref.path))
    return HomeView(
        cards=tuple(_card(briefing, words) for briefing in site.briefings[:HOME_BRIEFINGS]),
        upcoming=tuple(ahead[:HOME_DATES]),
        latest=tuple(reversed(behind[-HOME_DATES:])),
        named=tuple(named[:HOME_NAMES]),
        total=len(site.briefings),
        registers=_registers(catalogue, words),
    )


def register(
    catalogue: Catalogue, words: Words, names: Sequence[Named], path: str, kind: str = ""
) -> Iterator[tuple[str, RegisterView]]:
    """The names of one type, or of all, by first letter, as (path, view) of each page; `path` is that of the first."""
    rows = sorted((row for row in names if kind in ("", row.ref.type)), key=lambda row: sort_key(row.ref.name))
    for part in paging.parts(path, rows, MAX_NAMES, _letters):
        letters = tuple((letter, tuple(group)) for letter, group in groupby(part.rows, key=lambda row: _letter(row.ref.name)))
        yield part.path, RegisterView(kind, letters, _registers(catalogue, words), len(rows), part.pages)


def _letters(shown: Sequence[Named]) -> str:
    """From which to which name a page goes, by their beginnings."""
    first, last = (row.ref.name[:LETTERS].strip() for row in (shown[0], shown[-1]))
    return f"{first} – {last}"


def search(catalogue: Catalogue, words: Words) -> SearchView:
    """What the search page offers to choose from."""
    years = {(briefing.document.article.published or "")[:4] for briefing in catalogue.site.briefings} - {""}
    languages = {words.lang} | {
        words_of(briefing.document.article.lang, words.lang).lang for briefing in catalogue.site.briefings
    }
    present = {entity.type for entity in catalogue.site.entities}
    kinds = (("briefing", words("briefings")), *((kind, words.name("registers", kind)) for kind in FOLDERS if kind in present))
    return SearchView(kinds, tuple(sorted(years, reverse=True)), tuple(sorted(languages)), _registers(catalogue, words))


def _day(briefing: Briefing) -> date:
    bounds = edtf.bounds((briefing.document.article.published or "")[:10])
    return bounds[0] if bounds else date.min


def _card(briefing: Briefing, words: Words) -> Card:
    document = briefing.document
    numbers = document.opening[:1]
    lead = [Quote(quote(document.article, sentence_span(briefing, number)), sentence_ref(briefing, number)) for number in numbers]
    return Card(article_ref(briefing), lead[0] if lead else None, tuple(figure_views(briefing, words))[:HOME_FIGURES])


def named(catalogue: Catalogue, words: Words) -> Iterator[Named]:
    """Every entity with how often and when it occurs."""
    for one in catalogue.site.entities:
        links = catalogue.backlinks.get(one.id, ())
        articles = dict.fromkeys(link.article_id for link in links)
        dates = (catalogue.briefings[article].document.article.published or "" for article in articles)
        days = sorted(day[:10] for day in dates if day)
        yield Named(
            ref=catalogue.ref(one.id, words.lang),
            description=said(one.descriptions, words.lang),
            mentions=sum(len(link.spans) for link in links),
            articles=len(articles),
            first=days[0] if days else "",
            last=days[-1] if days else "",
        )


def _registers(catalogue: Catalogue, words: Words) -> tuple[Ref, ...]:
    """The registers that are not empty."""
    present = {entity.type for entity in catalogue.site.entities}
    return tuple(
        Ref(f"{folder}/index.html", words.name("registers", kind), kind) for kind, folder in FOLDERS.items() if kind in present
    )


def _letter(name: str) -> str:
    first = sort_key(name)[0][:1].upper()
    return first if first.isalpha() else "#"
