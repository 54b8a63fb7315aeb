"""A stretch of a document → its content words, by which two articles' words are compared."""

from __future__ import annotations

from briefgen.compose.locate import Locator
from briefgen.model import Document, Span

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
LEAST_LETTERS = 4
"""Of a word that counts where there are no tags; shorter ones are mostly function words."""


def words(document: Document, span: Span, without: Span | None = None) -> frozenset[str]:
    """The lemmas of its content words, those that overlap `without` left out; its longer words where there are no tags."""
    text, number = document.article.text, Locator.of(document).sentence(span)
    tokens = document.sentences[number].tokens if number < len(document.sentences) else ()
    inside = [token for token in tokens if span.contains(token.span) and not (without and without.overlaps(token.span))]
    if any(token.upos for token in inside):
        said = [token.lemma or token.span.of(text) for token in inside if token.upos in CONTENT]
    else:
        said = [word for word in span.of(text).split() if len(word) >= LEAST_LETTERS]
    return frozenset(word.casefold().strip(".,;:\"'()“”") for word in said)
