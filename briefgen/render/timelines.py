"""All briefings → events in order of time: for the home page, for one year, for one entity. What several articles tell of one
event is one row with a sentence of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from briefgen import edtf
from briefgen.model import Occurrence
from briefgen.render import paging
from briefgen.render.briefing import event_view
from briefgen.render.catalogue import Catalogue, article_ref
from briefgen.render.listviews import DatedEvent, YearView
from briefgen.render.words import Words

MAX_EVENTS = 200
"""Rows of a page of the timeline, some 250 KB."""
MAX_TELLINGS = 4
"""Further sentences that are shown of one event: those that date it otherwise, then those that follow."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its first and last day (`date.max` if it has none), the year it is listed under (empty likewise), and the
    pages of all articles that tell of it and of all who take part in any telling, be they shown or not."""

    first: date
    last: date
    year: str
    row: DatedEvent
    articles: frozenset[str]
    who: tuple[str, ...]


def events(catalogue: Catalogue, words: Words) -> tuple[Placed, ...]:
    """Every event of the site by first day; ties by article, then in text order."""
    return tuple(_placed(occurrence, catalogue, words) for occurrence in catalogue.site.occurrences)


def by_entity(placed: Sequence[Placed]) -> Mapping[str, tuple[DatedEvent, ...]]:
    """The events by the pages of those who take part in any telling of them."""
    found: dict[str, list[DatedEvent]] = {}
    for each in placed:
        for path in each.who:
            found.setdefault(path, []).append(each.row)
    return {path: tuple(rows) for path, rows in found.items()}


def newest(placed: Sequence[Placed]) -> YearView:
    """The first page: the last `MAX_EVENTS` events by year, the last first, those without a year at the end; and the ways to the
    years."""
    dated = [each for each in placed if each.year][-MAX_EVENTS:]
    undated = [each for each in placed if not each.year][: MAX_EVENTS - len(dated)]
    shown = sorted((*dated, *undated), key=lambda each: each.year, reverse=True)
    groups = tuple((name, tuple(each.row for each in group)[::-1]) for name, group in groupby(shown, key=lambda each: each.year))
    return YearView("", _years(placed), groups, len(placed), (), _kinds(shown), len(placed) > len(shown))


def years(placed: Sequence[Placed], words: Words) -> Iterator[tuple[str, YearView]]:
    """The pages of each year as (path, view), events in order of time by month, `MAX_EVENTS` a page."""
    counts = _years(placed)
    for year, total in counts:
        rows = [each for each in placed if each.year == year]
        for part in paging.parts(f"timeline/{year}.html", rows, MAX_EVENTS, lambda shown: _label(shown, words)):
            months = groupby(part.rows, key=lambda each: _month(each, words))
            groups = tuple((name, tuple(each.row for each in group)) for name, group in months)
            yield part.path, YearView(year, counts, groups, total, part.pages, _kinds(part.rows))


def _placed(occurrence: Occurrence, catalogue: Catalogue, words: Words) -> Placed:
    rows = []
    for telling in occurrence.tellings:
        briefing = catalogue.briefings[telling.article_id]
        rows.append(DatedEvent(event_view(briefing, telling.row, catalogue, words), article_ref(briefing)))
    head = occurrence.tellings[0]
    entry = catalogue.briefings[head.article_id].timeline[head.row]
    bounds = edtf.order(entry.when, entry.mod)
    told = {rows[0].event.when: rows[0]}
    for row in rows[1:]:
        told.setdefault(row.event.when, row)
    first = list(told.values())[1:]
    others = [*first, *(row for row in rows[1:] if row not in first)][:MAX_TELLINGS]
    row = DatedEvent(rows[0].event, rows[0].article, tuple(others), occurrence.conflict, len(rows) - 1 - len(others))
    who = tuple(dict.fromkeys(ref.path for row in rows for ref in row.event.who))
    return Placed(*bounds, _year(bounds), row, frozenset(row.article.path for row in rows), who)


def _years(placed: Sequence[Placed]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(each.year for each in placed if each.year).items(), reverse=True))


def _kinds(placed: Sequence[Placed]) -> tuple[str, ...]:
    """The types of those who take part, for a filter."""
    return tuple(sorted({ref.type for each in placed for ref in each.row.event.who}))


def _month(each: Placed, words: Words) -> str:
    """The month that an event of a year falls in; what is known only to the year, or lasts longer, stands under the year."""
    if date.max in (each.first, each.last) or (each.first.year, each.first.month) != (each.last.year, each.last.month):
        return each.year
    return words.day(each.first, "month")


def _label(shown: Sequence[Placed], words: Words) -> str:
    first, last = (_month(each, words) for each in (shown[0], shown[-1]))
    return first if first == last else f"{first} – {last}"


def _year(bounds: tuple[date, date]) -> str:
    """The year an event begins in; one without a beginning stands in the year it ends."""
    first = bounds[1] if bounds[0] == date.min else bounds[0]
    return "" if first == date.max else f"{first.year:04}"
