"""Site → `timeline.json` as TimelineJS 3 reads it: dates as numbers, the words for them where numbers would say too much.

Its format: `start_date` and `end_date` hold `year`, `month`, `day` and `display_date`; `text` holds `headline` and `text` (HTML).
"""

from __future__ import annotations

from typing import Any

from markupsafe import escape

from briefgen import edtf
from briefgen.model import Briefing, TimelineEntry
from briefgen.render.catalogue import Catalogue, sentence_ref, sentence_span
from briefgen.render.exports.addresses import Addresses
from briefgen.render.words import Words

_EXACT = {"day": ("year", "month", "day"), "month": ("year", "month"), "year": ("year",)}


def timeline(catalogue: Catalogue, words: Words, address: Addresses) -> dict[str, Any]:
    """All events that can be placed in time. An open end is left out: TimelineJS knows no such thing."""
    rows = (
        _event(briefing, number, entry, words, address)
        for briefing in catalogue.site.briefings
        for number, entry in enumerate(briefing.timeline)
    )
    return {"title": {"text": {"headline": catalogue.site.title}}, "events": [row for row in rows if row]}


def _event(briefing: Briefing, number: int, entry: TimelineEntry, words: Words, address: Addresses) -> dict[str, Any] | None:
    ends = [end for end in edtf.points(entry.when) if end is not None]
    if not ends:
        return None
    article, ref = briefing.document.article, sentence_ref(briefing, entry.sentence)
    quote = " ".join(sentence_span(briefing, entry.sentence).of(article.text).split())
    link = f'<a href="{escape(address.of(ref.path, "data/x"))}#{ref.anchor}">{escape(article.title)}</a>'
    start = _date(ends[0])
    start["display_date"] = words.date(entry.when, entry.mod)
    headline = escape(" ".join(entry.clause.of(article.text).split()))
    row: dict[str, Any] = {
        "start_date": start,
        "text": {"headline": str(headline), "text": f"<p>{escape(quote)}</p><p>{link}</p>"},
        "unique_id": f"{article.id}-e{number + 1}",
    }
    if len(ends) > 1:
        row["end_date"] = _date(ends[1])
    return row


def _date(point: edtf.Point) -> dict[str, Any]:
    """As many parts as are known; a season, quarter or half begins with its first month, a decade with its first year."""
    parts = _EXACT.get(point.precision, ("year",) if point.precision in ("decade", "century") else ("year", "month"))
    return {part: getattr(point.first, part) for part in parts}
