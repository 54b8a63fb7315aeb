"""Briefing → its source view: where each metadatum comes from, and the source in its own order, sentence by sentence and piece by
piece, with the rule that left a piece out.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from briefgen.model import Article, Briefing
from briefgen.render.catalogue import article_ref, sentence_ref
from briefgen.render.views import SourceLine, SourceView


def view(briefing: Briefing) -> SourceView:
    """The source view page."""
    article = briefing.document.article
    values = {
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "published": article.published or "",
        "updated": article.updated or "",
        "topics": ", ".join(article.topics),
        "lang": article.lang,
        "url": article.url,
        "summary": article.summary,
    }
    found: dict[str, list[tuple[str, str]]] = {}
    for receipt in article.receipts:
        found.setdefault(receipt.field, []).append((receipt.rule, receipt.quote))
    rows = tuple((field, values.get(field, ""), tuple(reasons)) for field, reasons in found.items())
    lines = tuple(line for _, line in sorted(_lines(briefing), key=lambda pair: pair[0]))
    return SourceView(article_ref(briefing), article.source_path, rows, lines, len(article.removed))


def _lines(briefing: Briefing) -> Iterator[tuple[int, SourceLine]]:
    """Each stretch with the place in the source where it begins."""
    article = briefing.document.article
    for number, sentence in enumerate(briefing.document.sentences):
        words = sentence.span.of(article.text) if article.publish == "full" else ""
        yield _origin(article, sentence.span.start), SourceLine(words, sentence_ref(briefing, number))
    for piece in article.removed:
        yield piece.start, SourceLine(piece.text, None, piece.rule)


def _origin(article: Article, offset: int) -> int:
    """Where a place of the text lies in the source."""
    run = bisect.bisect_right(article.origin, offset, key=lambda pair: pair[0]) - 1
    if run < 0:
        return offset
    start, source = article.origin[run]
    return source + offset - start
