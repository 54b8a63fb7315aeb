"""Offsets → sentences: which sentence of a document a span stands in."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from briefgen.model import Document, Span


@dataclass(frozen=True, slots=True)
class Locator:
    """The sentence starts of one document, for looking up spans in logarithmic time."""

    starts: tuple[int, ...]

    @staticmethod
    def of(document: Document) -> Locator:
        """The locator of a document's sentences."""
        return Locator(tuple(sentence.span.start for sentence in document.sentences))

    def sentence(self, span: Span) -> int:
        """The 0-based number of the sentence in which the span begins; 0 before the first sentence or without any."""
        return max(bisect.bisect_right(self.starts, span.start) - 1, 0)
