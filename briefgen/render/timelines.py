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


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its first and last day (`date.max` if it has none) and the year it is listed under (empty likewise)."""

    first: date
    last: date
    year: str
    row: DatedEvent


def events(catalogue: Catalogue, words: Words) -> tuple[Placed, ...]:
    """Every event of the site by first day; ties by article, then in text order."""
    return tuple(_placed(occurrence, catalogue, words) for occurrence in catalogue.site.occurrences)


def by_entity(placed: Sequence[Placed]) -> Mapping[str, tuple[DatedEvent, ...]]:
    """The events by the pages of those who take part in any telling of them."""
    found: dict[str, list[DatedEvent]] = {}
    for each in placed:
        tellings = (each.row, *each.row.others)
        for path in dict.fromkeys(ref.path for telling in tellings for ref in telling.event.who):
            found.setdefault(path, []).append(each.row)
    return {path: tuple(rows) for path, rows in found.items()}


def newest(placed: Sequence[Placed]) -> YearView:
    """The first page: the newest `MAX_EVENTS` events, newest year first, and the ways to the years."""
    shown = placed[-MAX_EVENTS:]
    groups = [(name, tuple(each.row for each in group)) for name, group in groupby(shown, key=lambda each: each.year)]
    ordered = tuple(sorted(groups, key=lambda group: group[0], reverse=True))
    return YearView("", _years(placed), ordered, len(placed), (), _kinds(shown), len(placed) > len(shown))


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
    row = DatedEvent(rows[0].event, rows[0].article, tuple(rows[1:]), occurrence.conflict)
    return Placed(*bounds, _year(bounds), row)


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
