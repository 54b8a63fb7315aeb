"""Site → what people corrected: every decision of an editor that changed a briefing, and the articles that were updated."""

from __future__ import annotations

from briefgen.render.catalogue import Catalogue, article_ref, sentence_of, sentence_ref
from briefgen.render.listviews import Correction, CorrectionsView


def view(catalogue: Catalogue) -> CorrectionsView:
    """Newest article first, in text order within one. An editor's decision has no date: the build knows no clock."""
    rows, updated = [], []
    for briefing in catalogue.site.briefings:
        article = briefing.document.article
        if article.updated and article.updated != article.published:
            updated.append((article_ref(briefing), article.updated))
        for decision in sorted(briefing.decisions, key=lambda decision: decision.spans):
            one = decision.override
            place = f"{one.location.path}:{one.location.line}"
            sentence = sentence_ref(briefing, sentence_of(briefing.document, decision.spans[0])) if decision.spans else None
            rows.append(Correction(article_ref(briefing), one.quote, one.do, one.to, one.reason, one.who, place, sentence))
    return CorrectionsView(tuple(rows), tuple(updated))
