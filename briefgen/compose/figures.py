"""Quantities → the few numbers worth a place beside the article: changes, costs and casualties before what is incidental."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from typing import Any

from briefgen import language
from briefgen.compose.locate import Locator
from briefgen.compose.people import words
from briefgen.model import Document, KeyFigure, Quantity, Span, Timex

MAX_FIGURES = 7
"""A sidebar is read at a glance; short-term memory holds about this many items (Miller 1956)."""
MAX_REASONS = 2
"""Reasons told of one figure; more say no more."""
FEW = 10
"""Counts below this are mostly incidental ("two countries") unless something else speaks for them."""

NEARBY = 8
"""Dates looked at on either side of a number; no sentence of prose has more."""
WORD = r"[^\W_]+"

# What speaks for a number; the sum is its salience. The headline outweighs any one other reason, an editor all of them.
EDITOR, HEADLINE, LEAD, CASUALTIES, TREND, RECORD, MONEY, PERCENT, FEW_THINGS = 99, 5, 3, 3, 2, 2, 2, 1, -2


def compose(document: Document) -> tuple[KeyFigure, ...]:
    """At most `MAX_FIGURES` (but all that an editor keeps), most salient first, ties in text order; each amount of a unit once,
    and none that only has reasons against it or that an editor drops.
    """
    strings = words(document.article.lang)
    context = Context(document, language.load(document.article.lang).section("salience"))
    ranked = []
    for quantity in document.quantities:
        if quantity.key is False:
            continue
        reasons = context.reasons(quantity)
        score = sum(weight for _, weight in reasons)
        if score >= 0:
            ranked.append((-score, quantity.span, quantity, reasons))
    chosen: dict[tuple[object, ...], KeyFigure] = {}
    for _, _, quantity, reasons in sorted(ranked, key=lambda row: row[:2]):
        room = len(chosen) < MAX_FIGURES or quantity.key
        if room and (same := (quantity.amount, quantity.kind, quantity.unit)) not in chosen:
            strongest = sorted((pair for pair in reasons if pair[1] > 0), key=lambda pair: -pair[1])[:MAX_REASONS]
            why = " · ".join(strings[name] for name, _ in strongest) or strings["stated"]
            chosen[same] = KeyFigure(quantity, context.locator.sentence(quantity.span), context.as_of(quantity), why)
    return tuple(chosen.values())


class Context:
    """What stands around the numbers of one document, looked up once a sentence however many numbers it has."""

    def __init__(self, document: Document, salience: Mapping[str, Any]) -> None:
        self.document, self.salience = document, salience
        self.locator = Locator.of(document)
        self.dates: dict[int, list[Timex]] = {}
        for timex in document.timexes:
            if timex.type == "DATE" and timex.resolved:
                self.dates.setdefault(self.locator.sentence(timex.span), []).append(timex)
        self.clauses: dict[Span, list[Span]] = {}
        for event in document.events:
            self.clauses.setdefault(event.timex, []).append(event.span)
        self._said: dict[tuple[int, str], bool] = {}

    def says(self, number: int, table: str) -> bool:
        """True if the sentence has one of the words of a `[salience]` table."""
        if (number, table) not in self._said:
            text = self.document.article.text
            sentence = self.document.sentences[number].span.of(text) if self.document.sentences else text
            self._said[number, table] = holds(sentence, self.salience.get(table, ()))
        return self._said[number, table]

    def reasons(self, quantity: Quantity) -> tuple[tuple[str, int], ...]:
        """What speaks for and against a number: names of `[ui.reasons]` with their weights."""
        article, number = self.document.article, self.locator.sentence(quantity.span)
        about = quantity.about.of(article.text) if quantity.about else ""
        near = holds(f"{quantity.unit or ''} {about}", self.salience.get("casualties", ()))
        harmed = quantity.kind == "count" and (near or (not about and self.says(number, "casualties")))
        surface = quantity.span.of(article.text)
        found = (
            ("editor", EDITOR, bool(quantity.key)),
            ("headline", HEADLINE, len(surface) > 1 and surface.casefold() in article.title.casefold()),
            ("lead", LEAD, number in (self.document.lead or (0,))),
            ("casualties", CASUALTIES, harmed),
            ("trend", TREND, quantity.trend is not None),
            ("record", RECORD, self.says(number, "records")),
            ("money", MONEY, quantity.kind == "money"),
            ("percent", PERCENT, quantity.kind in ("percent", "ratio")),
            ("few", FEW_THINGS, quantity.kind == "count" and abs(quantity.amount) < FEW and not harmed),
        )
        return tuple((name, weight) for name, weight, applies in found if applies)

    def as_of(self, quantity: Quantity) -> Timex | None:
        """The resolved date of the same sentence that stands nearest to the number, ties in text order; a date of other events
        there says nothing of this number.
        """
        listed = self.dates.get(self.locator.sentence(quantity.span), [])
        here = bisect.bisect_left(listed, quantity.span, key=lambda timex: timex.span)
        dates = [
            timex
            for timex in listed[max(here - NEARBY, 0) : here + NEARBY]
            if timex.span not in self.clauses or any(clause.contains(quantity.span) for clause in self.clauses[timex.span])
        ]
        return min(dates, key=lambda timex: (gap(timex.span, quantity.span), timex.span), default=None)


def holds(text: str, listed: tuple[str, ...]) -> bool:
    """True if the text has one of the words or phrases, as whole words in any case."""
    words_here = " ".join(re.findall(WORD, text.casefold()))
    folded = f" {words_here} "
    return any(f" {' '.join(re.findall(WORD, word.casefold()))} " in folded for word in listed)


def gap(a: Span, b: Span) -> int:
    """Code points between two spans; 0 if they touch or overlap."""
    return max(a.start - b.end, b.start - a.end, 0)
