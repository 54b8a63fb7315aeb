"""Site → the pages of its stories: the briefings that belong together, their events on one timeline, the names they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefgen.model import ToldStory
from briefgen.render import paging
from briefgen.render.catalogue import Catalogue, article_ref
from briefgen.render.listviews import StoryRow, StoryView
from briefgen.render.timelines import Placed
from briefgen.render.words import Words

MAX_ROWS = 150
"""Events of a page."""
MAX_SHARED = 16
MAX_ARTICLES = 100
"""Briefings listed on a story's page, newest first."""


def rows(catalogue: Catalogue, words: Words) -> tuple[StoryRow, ...]:
    """All stories in the order of their files."""
    return tuple(_row(each, catalogue, words) for each in catalogue.site.stories)


def pages(each: ToldStory, catalogue: Catalogue, words: Words, placed: Sequence[Placed]) -> Iterator[tuple[str, StoryView]]:
    """The pages of a story as (path, view): events in order of time."""
    members = set(each.articles)
    paths = {catalogue.briefings[article].permalink for article in each.articles}
    events = [one.row for one in placed if paths & one.articles]
    counts = Counter(entity.id for article in members for entity in catalogue.briefings[article].entities)
    shared = [name for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if count > 1]
    listed = tuple(article_ref(catalogue.briefings[article]) for article in each.articles[:MAX_ARTICLES])
    for part in paging.parts(each.path, events, MAX_ROWS, lambda shown: f"{shown[0].event.when} – {shown[-1].event.when}"):
        yield (
            part.path,
            StoryView(
                row=_row(each, catalogue, words),
                description=_in(each.story.descriptions, words.lang),
                names=catalogue.refs(each.story.entities, words.lang),
                shared=catalogue.refs((name for name in shared if name not in each.story.entities), words.lang)[:MAX_SHARED],
                articles=listed if part.number == 1 else (),
                events=part.rows,
                pages=part.pages,
                least=each.story.least,
            ),
        )


def _row(each: ToldStory, catalogue: Catalogue, words: Words) -> StoryRow:
    days = sorted(day[:10] for article in each.articles if (day := catalogue.briefings[article].document.article.published))
    first, last = (days[0], days[-1]) if days else ("", "")
    return StoryRow(each.path, _in(each.story.titles, words.lang), len(each.articles), first, last)


def _in(texts: tuple[tuple[str, str], ...], lang: str) -> str:
    """The text in that language, else in English, else the first there is."""
    known = dict(texts)
    return known.get(lang) or known.get("en") or next(iter(known.values()), "")
