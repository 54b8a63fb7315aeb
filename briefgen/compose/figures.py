"""Quantities → the few numbers worth a place beside the article: changes, costs and casualties before what is incidental."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen import language
from briefgen.compose.locate import Locator
from briefgen.compose.people import words
from briefgen.model import Document, KeyFigure, Quantity, Span, Timex

MAX_FIGURES = 7
"""A sidebar is read at a glance; short-term memory holds about this many items (Miller 1956)."""
FEW = 10
"""Counts below this are mostly incidental ("two countries") unless something else speaks for them."""

# What speaks for a number; the sum is its salience. A place in the headline outweighs any one other reason.
HEADLINE, LEAD, CASUALTIES, TREND, RECORD, MONEY, PERCENT, FEW_THINGS = 5, 3, 3, 2, 2, 2, 1, -2


def compose(document: Document) -> tuple[KeyFigure, ...]:
    """At most `MAX_FIGURES`, most salient first, ties in text order; each amount of a unit once, and none that only has reasons
    against it.
    """
    locator = Locator.of(document)
    strings = words(document.article.lang)
    salience = language.load(document.article.lang).section("salience")
    ranked = []
    for quantity in document.quantities:
        number = locator.sentence(quantity.span)
        reasons = reasons_for(document, quantity, number, salience)
        score = sum(weight for _, weight in reasons)
        why = " · ".join(strings[name] for name, weight in reasons if weight > 0) or strings["stated"]
        ranked.append((-score, quantity.span, KeyFigure(quantity, number, as_of(document, quantity, number), why)))
    chosen: dict[tuple[object, ...], KeyFigure] = {}
    for score, _, figure in sorted(ranked, key=lambda row: row[:2]):
        if score <= 0:  # sorted by the negative: nothing that speaks only against itself
            chosen.setdefault((figure.quantity.amount, figure.quantity.kind, figure.quantity.unit), figure)
    return tuple(chosen.values())[:MAX_FIGURES]


def reasons_for(document: Document, quantity: Quantity, number: int, salience: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """What speaks for and against one number: names of `[ui.reasons]` with their weights."""
    text = document.article.text
    sentence = document.sentences[number].span.of(text) if document.sentences else text
    about = quantity.about.of(text) if quantity.about else ""
    near = f"{quantity.unit or ''} {about or sentence}"
    surface = quantity.span.of(text)
    casualties = quantity.kind == "count" and holds(near, salience.get("casualties", ()))
    found = (
        ("headline", HEADLINE, len(surface) > 1 and surface.casefold() in document.article.title.casefold()),
        ("lead", LEAD, number in (document.lead or (0,))),
        ("casualties", CASUALTIES, casualties),
        ("trend", TREND, quantity.trend is not None),
        ("record", RECORD, holds(sentence, salience.get("records", ()))),
        ("money", MONEY, quantity.kind == "money"),
        ("percent", PERCENT, quantity.kind in ("percent", "ratio")),
        ("few", FEW_THINGS, quantity.kind == "count" and abs(quantity.amount) < FEW and not casualties),
    )
    return tuple((name, weight) for name, weight, holds_here in found if holds_here)


def holds(text: str, listed: tuple[str, ...]) -> bool:
    """True if the text has one of the words or phrases, as whole words in any case."""
    words_here = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    folded = f" {words_here} "
    return any(f" {word.casefold()} " in folded for word in listed)


def as_of(document: Document, quantity: Quantity, number: int) -> Timex | None:
    """The resolved date of the same sentence that stands nearest to the number; before it wins over after it on a tie."""
    if not document.sentences:
        return None
    sentence = document.sentences[number].span
    dates = [
        timex
        for timex in document.timexes
        if timex.type == "DATE" and timex.resolved is not None and sentence.contains(timex.span)
    ]
    return min(dates, key=lambda timex: (gap(timex.span, quantity.span), timex.span), default=None)


def gap(a: Span, b: Span) -> int:
    """Code points between two spans; 0 if they touch or overlap."""
    return max(a.start - b.end, b.start - a.end, 0)
