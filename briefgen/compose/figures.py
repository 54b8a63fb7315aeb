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

BEFORE = 24
"""Code points in which the word before a date is looked for."""
NEARBY = 8
"""Dates looked at on either side of a number; no sentence of prose has more."""
WORD = r"[^\W_]+"
DIGITS = r"\d+(?:[.,]\d+)*"
APART, OTHER = 40, 200
"""Code points that a conjunction or mark, or another number, between a number and a date counts for in their distance."""

# What speaks for a number; the sum is its salience. The headline outweighs any one other reason, an editor all of them.
EDITOR, HEADLINE, LEAD, CASUALTIES, TREND, RECORD, MONEY, PERCENT, FEW_THINGS, AGE = 99, 5, 3, 3, 2, 2, 2, 1, -2, -2


def compose(document: Document) -> tuple[KeyFigure, ...]:
    """At most `MAX_FIGURES` (but all that an editor keeps), most salient first, ties in text order; each amount of a unit once,
    and none that only has reasons against it, that an editor drops, or that another tells as the level before it.
    """
    strings = words(document.article.lang)
    context = Context(document, language.load(document.article.lang).section("salience"))
    ranked = []
    origins = {quantity.origin for quantity in document.quantities}
    for number, quantity in enumerate(document.quantities):
        if quantity.key is False or (quantity.span in origins and not quantity.key):
            continue
        reasons = context.reasons(number)
        score = sum(weight for _, weight in reasons)
        if score >= 0:
            ranked.append((-score, number, reasons))
    chosen: dict[tuple[object, ...], KeyFigure] = {}
    for _, number, reasons in sorted(ranked, key=lambda row: row[:2]):
        quantity = document.quantities[number]
        room = len(chosen) < MAX_FIGURES or quantity.key
        if room and (same := (quantity.amount, quantity.kind, quantity.unit)) not in chosen:
            strongest = sorted((pair for pair in reasons if pair[1] > 0), key=lambda pair: -pair[1])[:MAX_REASONS]
            why = " · ".join(strings[name] for name, _ in strongest) or strings["stated"]
            chosen[same] = context.figure(number, why)
    return tuple(chosen.values())


class Context:
    """What stands around the numbers of one document, looked up once a sentence however many numbers it has."""

    def __init__(self, document: Document, salience: Mapping[str, Any]) -> None:
        self.document, self.salience = document, salience
        self.locator = Locator.of(document)
        self.quantities = {quantity.span: quantity for quantity in document.quantities}
        self.title = document.article.title.casefold()
        self.dates: dict[int, list[Timex]] = {}
        for timex in document.timexes:
            if timex.type == "DATE" and timex.resolved:
                self.dates.setdefault(self.locator.sentence(timex.span), []).append(timex)
        self.clauses: dict[Span, list[Span]] = {}
        for event in document.events:
            self.clauses.setdefault(event.timex, []).append(event.span)

    def figure(self, number: int, why: str) -> KeyFigure:
        """A number with all that the article says of it."""
        quantity = self.document.quantities[number]
        return KeyFigure(
            quantity=quantity,
            sentence=self.locator.sentence(quantity.span),
            as_of=self.as_of(number),
            reason=why,
            says=self.says(quantity),
            change=self.quantities.get(quantity.change) if quantity.change else None,
            origin=self.quantities.get(quantity.origin) if quantity.origin else None,
        )

    def surroundings(self, number: int) -> str:
        """The words of its sentence between the numbers before and after it, and its own."""
        quantities, at = self.document.quantities, self.document.quantities[number].span
        sentence = Span(0, len(self.document.article.text))
        if self.document.sentences:
            sentence = self.document.sentences[self.locator.sentence(at)].span
        start = max(sentence.start, quantities[number - 1].span.end if number else 0)
        end = min(sentence.end, quantities[number + 1].span.start if number + 1 < len(quantities) else sentence.end)
        return self.document.article.text[start:end]

    def reasons(self, number: int) -> tuple[tuple[str, int], ...]:
        """What speaks for and against a number: names of `[ui.reasons]` with their weights."""
        text, quantity = self.document.article.text, self.document.quantities[number]
        about, around = (quantity.about.of(text) if quantity.about else ""), self.surroundings(number)
        casualties = self.salience.get("casualties", ())
        near = holds(f"{quantity.unit or ''} {about}", casualties)
        harmed = quantity.kind == "count" and (near or (not about and holds(around, casualties)))
        found = (
            ("editor", EDITOR, bool(quantity.key)),
            ("headline", HEADLINE, self.headlined(quantity.span.of(text))),
            ("lead", LEAD, self.locator.sentence(quantity.span) in self.document.opening),
            ("casualties", CASUALTIES, harmed),
            ("trend", TREND, quantity.trend is not None),
            ("record", RECORD, holds(around, self.salience.get("records", ()))),
            ("money", MONEY, quantity.kind == "money"),
            ("percent", PERCENT, quantity.kind in ("percent", "ratio")),
            ("few", FEW_THINGS, quantity.kind == "count" and abs(quantity.amount) < FEW and not harmed),
            ("age", AGE, quantity.rule == "age"),
        )
        return tuple((name, weight) for name, weight, applies in found if applies)

    def headlined(self, surface: str) -> bool:
        """True if the title has the number: as it is written, or its digits if there are two of them or more."""
        digits = re.search(DIGITS, surface)
        wanted = digits[0] if digits and len(digits[0]) > 1 else surface.casefold()
        return len(wanted) > 1 and re.search(rf"(?<![\w.,]){re.escape(wanted)}(?![\w]|[.,]\d)", self.title) is not None

    def says(self, quantity: Quantity) -> Span | None:
        """The speaker of the shortest quotation that holds the number; of two as short the first."""
        holding = [one for one in self.document.quotations if one.span.contains(quantity.span)]
        shortest = min(holding, key=lambda one: (one.span.end - one.span.start, one.span), default=None)
        return shortest.speaker if shortest else None

    def as_of(self, number: int) -> Timex | None:
        """The resolved date of the same sentence that stands nearest to the number, ties in text order. A date of other events
        there, of the act of saying it, or of what it is compared with says nothing of this number; a mark, a conjunction or
        another number in between counts as a distance.
        """
        quantity = self.document.quantities[number]
        listed = self.dates.get(self.locator.sentence(quantity.span), [])
        here = bisect.bisect_left(listed, quantity.span, key=lambda timex: timex.span)
        near = [(self.away(timex.span, number), timex) for timex in listed[max(here - NEARBY, 0) : here + NEARBY]]
        dates = [(away, timex.span, timex) for away, timex in near if away is not None]
        return min(dates, key=lambda row: row[:2], default=(0, None, None))[2]

    def away(self, date: Span, number: int) -> int | None:
        """How far a date is from a number, or None if it dates something else."""
        quantities, at = self.document.quantities, self.document.quantities[number].span
        clauses = self.clauses.get(date)
        if clauses and not any(clause.contains(at) for clause in clauses):
            return None
        if any(one.span.contains(at) and not one.span.contains(date) for one in self.document.quotations):
            return None
        between = Span(min(date.end, at.end), max(date.start, at.start))
        words = between.of(self.document.article.text)
        before = self.document.article.text[max(0, date.start - BEFORE) : date.start].rpartition("\n")[2].split()
        if holds(" ".join((words, *before[-1:])), self.salience.get("compared", ())):  # `since 2012 858 have died`
            return None
        if date.start > at.end and "," in words:  # `a board of 24, left on Saturday`: what follows is another statement
            return None
        beside = quantities[max(number - 1, 0) : number] + quantities[number + 1 : number + 2]
        other = any(between.contains(one.span) for one in beside)
        apart = bool(re.search(r"[,;:]", words)) or holds(words, self.salience.get("joints", ()))
        return gap(date, at) + APART * apart + OTHER * other


def holds(text: str, listed: tuple[str, ...]) -> bool:
    """True if the text has one of the words or phrases, as whole words in any case."""
    words_here = " ".join(re.findall(WORD, text.casefold()))
    folded = f" {words_here} "
    return any(f" {' '.join(re.findall(WORD, word.casefold()))} " in folded for word in listed)


def gap(a: Span, b: Span) -> int:
    """Code points between two spans; 0 if they touch or overlap."""
    return max(a.start - b.end, b.start - a.end, 0)
