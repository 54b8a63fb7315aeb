"""Key numbers of all briefings → indicators: the same thing measured for the same time, as each article has it, side by side.

Two numbers are of one indicator only if their words, unit, date and language agree and their sentences name the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefgen.compose import content
from briefgen.compose.locate import Locator
from briefgen.model import Briefing, Indicator, KeyFigure, Telling

SAME_WORDS = Decimal("0.8")
"""Share of all content words of two labels that both have."""
LEAST_WORDS = 2
"""Content words of a label that can tell an indicator from another: "biaya" alone cannot."""
ROUNDED = Decimal("0.01")
"""Relative difference up to which two amounts are one, rounded differently."""


@dataclass(frozen=True, slots=True)
class _Row:
    telling: Telling
    figure: KeyFigure
    words: frozenset[str]
    names: frozenset[str]


def gather(briefings: Sequence[Briefing]) -> tuple[Indicator, ...]:
    """Every key number of every briefing in exactly one indicator; indicators and their rows newest article first."""
    groups: list[list[_Row]] = []
    known: dict[tuple[str, str | None, str], list[list[_Row]]] = {}
    for briefing in briefings:
        for row in _rows(briefing):
            when = row.figure.as_of.resolved if row.figure.as_of else None
            alike = known.setdefault((briefing.document.article.lang, row.figure.quantity.unit, when or ""), [])
            group = next((group for group in alike if when and all(_same(row, other) for other in group)), None)
            if group is None:
                group = []
                groups.append(group)
                alike.append(group)
            group.append(row)
    return tuple(Indicator(tuple(row.telling for row in group), _conflict(group)) for group in groups)


def _rows(briefing: Briefing) -> Iterator[_Row]:
    locator = Locator.of(briefing.document)
    names: dict[int, set[str]] = {}
    for link in briefing.links:
        if link.entity_id is not None:
            names.setdefault(locator.sentence(link.span), set()).add(link.entity_id)
    for number, figure in enumerate(briefing.figures):
        about = figure.quantity.about
        said = content.words(briefing.document, about, figure.quantity.span) if about else frozenset()
        yield _Row(Telling(briefing.document.article.id, number), figure, said, frozenset(names.get(figure.sentence, ())))


def _same(one: _Row, other: _Row) -> bool:
    if one.telling.article_id == other.telling.article_id or min(len(one.words), len(other.words)) < LEAST_WORDS:
        return False
    words = Decimal(len(one.words & other.words)) / len(one.words | other.words)
    same_kind = (one.figure.quantity.kind, one.figure.quantity.trend) == (other.figure.quantity.kind, other.figure.quantity.trend)
    return same_kind and words >= SAME_WORDS and bool(one.names & other.names)


def _conflict(rows: Sequence[_Row]) -> bool:
    """True if the exact amounts among them differ by more than rounding."""
    exact = [abs(row.figure.quantity.amount) for row in rows if row.figure.quantity.mod is None]
    return bool(exact) and max(exact) - min(exact) > ROUNDED * max(exact)
