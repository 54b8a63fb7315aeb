"""Site → what people corrected: every decision of an editor that changed a briefing, and the articles that were updated."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from briefgen.render import paging
from briefgen.render.catalogue import ArticleRef, Catalogue, article_ref, sentence_of, sentence_ref
from briefgen.render.listviews import Correction, CorrectionsView
from briefgen.render.words import Words

MAX_ROWS = 300
"""Decisions of a page, some 250 KB."""


def pages(catalogue: Catalogue, words: Words) -> Iterator[tuple[str, CorrectionsView]]:
    """The pages as (path, view): newest article first, in text order within one. An editor's decision has no date: the build
    knows no clock.
    """
    rows, updated = _gathered(catalogue, words)
    for part in paging.parts("corrections.html", rows, MAX_ROWS, lambda shown: words.published_day(shown[0].article.published)):
        yield part.path, CorrectionsView(part.rows, updated if part.number == 1 else (), part.pages)


def _gathered(catalogue: Catalogue, words: Words) -> tuple[list[Correction], tuple[tuple[ArticleRef, str], ...]]:
    rows, updated = [], []
    for briefing in catalogue.site.briefings:
        article = briefing.document.article
        if article.updated and article.updated != article.published and article.updated[:10] >= (article.published or "")[:10]:
            updated.append((article_ref(briefing), article.updated))
        for decision in sorted(briefing.decisions, key=lambda decision: decision.spans):
            one = decision.override
            place = f"{one.location.path}:{one.location.line}"
            sentence = sentence_ref(briefing, sentence_of(briefing.document, decision.spans[0])) if decision.spans else None
            to = _spelled(one.to, words) if one.do == "number" else one.to
            ref = catalogue.ref(one.to, words.lang) if one.do == "link" and one.to in catalogue.paths else None
            rows.append(Correction(article_ref(briefing), one.quote, one.do, to, one.reason, one.who, place, sentence, ref))
    return rows, tuple(updated)


def _spelled(to: str, words: Words) -> str:
    """`1200000 people` with its digits as the language groups them."""
    amount, _, unit = to.partition(" ")
    try:
        return f"{words.number(Decimal(amount))} {unit}".strip()
    except InvalidOperation:  # "none": there is no number
        return to
