"""All briefings → events in order of time: for the home page, for one year, for one entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from briefgen import edtf
from briefgen.render.briefing import event_view
from briefgen.render.catalogue import Catalogue, article_ref
from briefgen.render.views import DatedEvent, YearView
from briefgen.render.words import Words

MAX_EVENTS = 200
"""Rows of the timeline's first page; the year pages hold all events."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its first day (`date.max` if it has none) and the year it is listed under (empty likewise)."""

    first: date
    year: str
    row: DatedEvent


def events(catalogue: Catalogue, words: Words) -> tuple[Placed, ...]:
    """Every event of the site by first day; ties by article, then in text order."""
    rows = [
        (edtf.order(entry.when, entry.mod), briefing.document.article.id, number, briefing)
        for briefing in catalogue.site.briefings
        for number, entry in enumerate(briefing.timeline)
    ]
    return tuple(
        Placed(when[0], _year(when), DatedEvent(event_view(briefing, number, catalogue, words), article_ref(briefing)))
        for when, _, number, briefing in sorted(rows, key=lambda row: row[:3])
    )


def by_entity(placed: Sequence[Placed]) -> Mapping[str, tuple[DatedEvent, ...]]:
    """The events by the pages of those who take part."""
    found: dict[str, list[DatedEvent]] = {}
    for each in placed:
        for ref in each.row.event.who:
            found.setdefault(ref.path, []).append(each.row)
    return {path: tuple(rows) for path, rows in found.items()}


def timeline(placed: Sequence[Placed], year: str = "") -> YearView:
    """The events of one year in order of time, or of all years, the newest `MAX_EVENTS` of them, newest year first."""
    counts = Counter(each.year for each in placed if each.year)
    chosen = [each for each in placed if year in ("", each.year)]
    shown = chosen if year else chosen[-MAX_EVENTS:]
    groups = [(name, tuple(each.row for each in group)) for name, group in groupby(shown, key=lambda each: each.year)]
    ordered = groups if year else sorted(groups, key=lambda group: group[0], reverse=True)
    return YearView(year, tuple(sorted(counts.items(), reverse=True)), tuple(ordered), len(chosen), len(shown))


def _year(bounds: tuple[date, date]) -> str:
    """The year an event begins in; one without a beginning stands in the year it ends."""
    first = bounds[1] if bounds[0] == date.min else bounds[0]
    return "" if first == date.max else f"{first.year:04}"
