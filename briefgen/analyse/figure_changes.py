"""Changes: which way a figure says something went, whether it is the size of the change or a level, and which figures of a
sentence belong to one change (`naik 26 persen menjadi Rp 2 triliun dari Rp 1,6 triliun`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from briefgen.analyse.figure_context import DASHES
from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure
from briefgen.analyse.lexemes import Lexeme
from briefgen.model import Quantity

WINDOW, FAR, NEAR = 45, 9, 3
"""Lexemes searched for a verb of change; content words it may stand away with, and without, a word of level (`menjadi`, `to`)."""
REACH = 8
"""Lexemes between a level and the word that says so (`ke rekor tertinggi sepanjang masa $ 240 miliar`)."""
CHAIN = 3
"""Figures that may stand between the parts of one change."""

Part = Literal["size", "level", "start", ""]


def related(lexemes: Sequence[Lexeme], figures: Sequence[Figure], found: Sequence[Quantity], grammar: Grammar) -> list[Quantity]:
    """The quantities of a sentence, those that a change led to with its size (`change`) and with the level before (`origin`); a
    size without a level has the origin itself. Parts of one change measure the same thing, and levels are in one unit.
    """
    parts: list[Part] = []
    for number, quantity in enumerate(found):
        parts.append(_part(lexemes, figures, number, quantity.trend, parts[-1] if parts else "", grammar))
    levels = [part == "level" or _followed(lexemes, figures, number, grammar) for number, part in enumerate(parts)]
    sizes: dict[int, int] = {}
    for number, level in enumerate(levels):
        size = _nearest(found, parts, number, "size", set(sizes.values())) if level and parts[number] != "size" else None
        if size is not None:
            sizes[number] = size
    linked = []
    for number, quantity in enumerate(found):
        led = levels[number] or (parts[number] == "size" and number not in sizes.values())
        start = _nearest(found, parts, number, "start", set()) if led else None
        change = found[sizes[number]].span if number in sizes else None
        linked.append(replace(quantity, change=change, origin=found[start].span if start is not None else None))
    return linked


def _followed(lexemes: Sequence[Lexeme], figures: Sequence[Figure], number: int, grammar: Grammar) -> bool:
    """A change is told behind a level, of the next figure (`closed at $80 a barrel, down 2%`, `1.4 million passengers in 2023,
    up from 1.1 million`).
    """
    if number + 1 == len(figures):
        return False
    index = max(figures[number].last, figures[number].noun[1])
    end = figures[number + 1].first
    if index < end and lexemes[index].fold in grammar.per:
        index = next((at for at in range(index + 1, end) if not grammar.is_content(lexemes[at])), end)
    while index < end and (lexemes[index].timed or lexemes[index].fold in grammar.prepositions | grammar.equivalents | {","}):
        index += 1
    change = grammar.trends.at(lexemes, index) if index < end else None
    return change is not None and end - change[0] <= 1


def _nearest(found: Sequence[Quantity], parts: Sequence[Part], number: int, wanted: Part, used: set[int]) -> int | None:
    """The nearest figure of the wanted part that can belong to the change of figure `number`; of two as near the earlier one."""
    near = range(max(0, number - CHAIN), min(len(found), number + CHAIN + 1))
    fits = [at for at in near if parts[at] == wanted and at not in used and _fit(found[number], found[at], wanted, number - at)]
    return min(fits, key=lambda at: (abs(at - number), at), default=None)


def _fit(one: Quantity, other: Quantity, wanted: Part, apart: int) -> bool:
    """They measure the same thing, or the level stands right before the other (`apart` -1) and the change is told behind it."""
    same = one.about == other.about and one.about is not None
    if wanted == "size":
        return (same and one.trend == other.trend) or (apart == -1 and one.trend is None)
    units = one.kind == other.kind and (one.unit == other.unit or None in {one.unit, other.unit})
    return units and (same or abs(apart) == 1)


def _part(
    lexemes: Sequence[Lexeme], figures: Sequence[Figure], number: int, trend: str | None, last: Part, grammar: Grammar
) -> Part:
    """What the word nearest before a figure makes of it: `by` a size, `to` or `menjadi` a level, `from` or `dari` a start."""
    figure = figures[number]
    hedge = grammar.hedges.before(lexemes, figure.first)
    before = (hedge[0] if hedge else figure.first) - 1
    if number and before >= figures[number - 1].last and lexemes[before].fold in grammar.equivalents | {"("}:
        return last  # `Rp 2 triliun atau 5 persen`, `5 km (3 miles)`
    floor = max(figures[number - 1].last if number else 0, figure.first - REACH)
    for index in range(figure.first - 1, floor - 1, -1):
        fold = lexemes[index].fold
        if fold in grammar.starts:
            return "" if trend else "start"
        if trend and fold in grammar.arrivals:
            return "level"
        if fold in grammar.sizes or grammar.trends.before(lexemes, index + 1):
            break
    return "size" if trend else ""


def places(figures: Sequence[Figure]) -> Mapping[int, Figure]:
    """The figure, with its noun, that each lexeme belongs to."""
    return {at: item for item in figures for at in range(item.first, max(item.last, item.noun[1]))}


def trend(
    lexemes: Sequence[Lexeme], figures: Sequence[Figure], number: int, spans: Mapping[int, Figure], grammar: Grammar
) -> str | None:
    """The direction of the change whose size or outcome the figure is (`naik 18 persen`, `turun menjadi 9 persen`, `a 5% drop`);
    None for the level it started from and for plain levels.
    """
    figure = figures[number]
    behind = grammar.trends_after.at(lexemes, max(figure.last, figure.noun[1]))
    if behind:
        return behind[1]
    if figure.rule == "age" or _attributive(lexemes, figure, grammar):
        return None
    index, others, level, reached = figure.first - 1, 0, False, False
    while index >= 0 and figure.first - index <= WINDOW:
        passed = _passed(lexemes, index, spans, grammar)
        if passed < index:
            index = passed
            continue
        lexeme = lexemes[index]
        found = grammar.trends.before(lexemes, index + 1)
        unmoved = grammar.gains if figure.kind == "money" else grammar.objects if figure.kind == "count" else frozenset()
        if found and (lexeme.fold not in unmoved or (reached if figure.kind == "count" else level)):
            return found[1] if others <= (FAR if level else NEAR) else None
        if _halts(lexemes, index, figures, number, grammar):
            return None
        level, reached = level or lexeme.fold in grammar.levels, reached or lexeme.fold in grammar.arrivals
        plain = lexeme.fold in grammar.levels or lexeme.fold in grammar.function
        others += lexeme.kind == "word" and not plain and not lexeme.timed
        index -= 1
    return None


def _attributive(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> bool:
    """A measure that only describes the noun after it (`cutting jobs at its 40 MW plant`)."""
    if figure.kind != "measure" or not grammar.plural or figure.last >= len(lexemes):
        return False
    return grammar.is_content(lexemes[figure.last]) and not lexemes[figure.last].timed


def _passed(lexemes: Sequence[Lexeme], index: int, spans: Mapping[int, Figure], grammar: Grammar) -> int:
    """Where the search goes on before an earlier figure with its `dari`, a bracket, or a hedge of several words; else `index`."""
    if index in spans:
        before = spans[index].first - 1
        return before - (before >= 0 and lexemes[before].fold in grammar.starts)
    if lexemes[index].fold == ")":
        return _opening(lexemes, index) - 1
    hedge = grammar.hedges.before(lexemes, index + 1)
    return hedge[0] - 1 if hedge and hedge[0] < index else index


def _opening(lexemes: Sequence[Lexeme], index: int) -> int:
    """The bracket that opens what closes at `index`, or `index`."""
    return next((at for at in range(index, max(-1, index - WINDOW), -1) if lexemes[at].fold == "("), index)


def _halts(lexemes: Sequence[Lexeme], index: int, figures: Sequence[Figure], number: int, grammar: Grammar) -> bool:
    """True where the search for a verb of change must end: a comparison, another clause, another verb, the level it came from."""
    lexeme = lexemes[index]
    figure = figures[number]
    if lexeme.fold == "," and figure.kind in {"percent", "ratio"} and figure.last < len(lexemes):
        return lexemes[figure.last].fold in grammar.share_of | grammar.starts  # `, about 8% of its workforce`
    if lexeme.fold in grammar.joints and index > 0 and lexemes[index - 1].fold == ",":
        return True
    if lexeme.fold in grammar.breaks or lexeme.fold in {";", ":", '"', "“", "”", "(", "."}:
        return True
    if lexeme.fold in grammar.starts:
        ranged = (
            number + 1 < len(figures) and figures[number + 1].first - figure.last == 1 and lexemes[figure.last].fold in DASHES
        )
        return index >= figure.first - 2 and not ranged
    return grammar.is_verb(lexeme) and lexeme.fold not in grammar.levels
