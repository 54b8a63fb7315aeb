"""Site → the table of key numbers: newest article first, numbers of one indicator together, those that disagree marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.model import Briefing
from briefgen.render import paging
from briefgen.render.briefing import figure_views
from briefgen.render.catalogue import Catalogue, article_ref
from briefgen.render.listviews import NumberRow, NumbersView
from briefgen.render.views import FigureView
from briefgen.render.words import Words

MAX_ROWS = 200
"""Rows of a page, some 250 KB."""


def pages(catalogue: Catalogue, words: Words) -> Iterator[tuple[str, NumbersView]]:
    """The pages of the table as (path, view)."""
    figures = {each.document.article.id: tuple(figure_views(each, words)) for each in catalogue.site.briefings}
    rows = [
        _row(catalogue.briefings[telling.article_id], telling.row, figures[telling.article_id], indicator.conflict)
        for indicator in catalogue.site.indicators
        for telling in indicator.tellings
    ]
    for part in paging.parts("numbers/index.html", rows, MAX_ROWS, lambda shown: _days(shown, words)):
        yield part.path, NumbersView(part.rows, len(rows), part.pages)


def _row(briefing: Briefing, number: int, figures: Sequence[FigureView], conflict: bool) -> NumberRow:
    key = briefing.figures[number]
    as_of = (key.as_of.resolved or "") if key.as_of else ""
    says = " ".join(key.says.of(briefing.document.article.text).split()) if key.says else ""
    return NumberRow(figures[number], article_ref(briefing), f"{key.quantity.amount:f}", as_of, says, conflict)


def _days(shown: Sequence[NumberRow], words: Words) -> str:
    """From the newest to the oldest article of a page."""
    newest, oldest = (words.published_day(row.article.published) for row in (shown[0], shown[-1]))
    return newest if newest == oldest else f"{newest} – {oldest}"
