"""What a figure measures: the shortest phrase of its sentence that names the thing counted, valued or changed. Found on the words
around the figure, by their classes; a later figure of a chain (`naik 5 persen menjadi Rp 2 juta`) shares the phrase of the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.analyse import figure_counted
from briefgen.analyse import figure_phrases as phrases
from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure
from briefgen.analyse.lexemes import Lexeme, past_brackets
from briefgen.model import Span

AMOUNTS = frozenset({"g", "kg", "mg", "ton", "quintal", "ounce", "L", "mL", "kL", "barrel", "gallon", "m³"})
"""Units in which one has so much of a substance, which stands behind them (`1,2 ton sabu`)."""
DETERMINERS = 4
"""Lexemes from `of` to the noun of its phrase (`of the 12,400-acre blaze`)."""


def about(
    lexemes: Sequence[Lexeme], figures: Sequence[Figure], number: int, before: Span | None, grammar: Grammar
) -> Span | None:
    """The phrase of figure `number`, or None; `before` is the phrase of the figure before it in the sentence."""
    figure, last = figures[number], figures[number - 1] if number else None
    floor = min(figure.first, phrases.tail(lexemes, last, grammar)) if last else 0
    if last and before and _same_thing(lexemes, last, figure, grammar):
        return before
    if last and before and figure.kind != "count" and _origin(lexemes, last, figure, grammar):
        return before
    if figure.rule == "age":
        return _span(lexemes, _aged(lexemes, figure, last.last if last else 0, grammar))
    if figure.kind == "count" or (figure.kind == "ratio" and figure.unit):
        counted = figure_counted.counted(lexemes, figure, floor, grammar)
        return before if counted is None and figure.bare else _span(lexemes, counted)
    found = _measured(lexemes, figure, floor, grammar) or phrases.valued(lexemes, figure, floor, grammar)
    if found is None and number and before:
        return before
    return _span(lexemes, _named(lexemes, found, figure, grammar) or _following(lexemes, figure, grammar))


def _named(lexemes: Sequence[Lexeme], found: tuple[int, int] | None, figure: Figure, grammar: Grammar) -> tuple[int, int] | None:
    """Of `spesies baru di kedalaman 1.200 meter` only the name of the measure."""
    if found is None or figure.kind != "measure":
        return found
    inside = range(found[0] + 1, found[1])
    start = next((at for at in reversed(inside) if lexemes[at].fold in grammar.dimensions and _bound(lexemes, at, grammar)), None)
    return (start, found[1]) if start else found


def _bound(lexemes: Sequence[Lexeme], at: int, grammar: Grammar) -> bool:
    return lexemes[at - 1].fold in grammar.prepositions


def _origin(lexemes: Sequence[Lexeme], last: Figure, figure: Figure, grammar: Grammar) -> bool:
    """`to 4.5% of output in 2012 from 5.7%`: where the level before it started from."""
    alike = (figure.kind, figure.unit) == (last.kind, last.unit)
    return alike and figure.first > 0 and lexemes[figure.first - 1].fold in grammar.starts


def _same_thing(lexemes: Sequence[Lexeme], last: Figure, figure: Figure, grammar: Grammar) -> bool:
    """Another figure of what the last one measures: `aged 9, 14`, `25 persen atau sebesar Rp 2 triliun`, `5 km (3 miles)`."""
    if figure.rule == "age":
        between = lexemes[last.last : figure.first]
        return last.rule == "age" and all(lexeme.fold in grammar.links | grammar.lists for lexeme in between)
    start = phrases.skip(lexemes, figure.first, last.last, grammar)
    if figure.kind == "count" and start <= phrases.tail(lexemes, last, grammar):
        reached = any(lexeme.fold in grammar.arrivals for lexeme in lexemes[start : figure.first])
        origin = phrases.skip(lexemes, last.first, 0, grammar)
        moved = grammar.trends.before(lexemes, origin) or (origin and lexemes[origin - 1].fold in grammar.equivalents)
        return reached and bool(moved)
    if figure.kind == "count" or last.kind == "count":
        return False
    if lexemes[figure.first - 1].fold == "(" and figure.first - 1 <= phrases.tail(lexemes, last, grammar):
        return True
    listed = figure.kind == last.kind and figure.unit == last.unit and lexemes[start - 1].fold in grammar.joints
    return start > last.last and (listed or lexemes[start - 1].fold in grammar.equivalents)


def _aged(lexemes: Sequence[Lexeme], figure: Figure, floor: int, grammar: Grammar) -> tuple[int, int] | None:
    """Whose age: `the 28-year-old striker`, but the name before `, a 14-year-old boy`; else whoever stands before it."""
    start = figure.first - (figure.first > floor and lexemes[figure.first - 1].fold in grammar.words.articles)
    named = start - 1 > floor and lexemes[start - 1].fold == "," and lexemes[start - 2].capital
    if phrases.names(lexemes, figure.last, grammar) and grammar.plural is not None and not named:
        return figure.last, phrases.phrase_end(lexemes, figure.last, grammar)
    found = phrases.valued(lexemes, replace(figure, first=start), floor, grammar)
    if not found:
        return None
    verb, apart = found[0] - 1, any(lexeme.timed for lexeme in lexemes[found[1] : figure.first])
    verb -= verb > floor and lexemes[verb].fold in grammar.prepositions
    if apart and verb > floor and grammar.is_verb(lexemes[verb]):
        begin = phrases.phrase_start(lexemes, verb, floor, grammar)
        return (begin, verb) if begin < verb else found  # `X meninggal dunia di Solo pada Senin dalam usia 81 tahun`
    joint = [at for at in range(*found) if lexemes[at].fold in grammar.joints]
    return (joint[-1] + 1, found[1]) if joint else found


def _measured(lexemes: Sequence[Lexeme], figure: Figure, floor: int, grammar: Grammar) -> tuple[int, int] | None:
    """What stands behind a figure and not before it: `85% of the blaze`, `a 30 percent stake`, `a 5% rise in sales`."""
    start = past_brackets(lexemes, figure.last)
    level = _level(lexemes, figure, floor, grammar)
    if level and lexemes[figure.first - 1].fold in grammar.share_of and phrases.names(lexemes, start, grammar):
        level = False  # `a mixture of 50% peat moss`
    if start < len(lexemes) and lexemes[start].fold in grammar.share_of and not level:
        return _said_of(lexemes, figure, floor, _noun_phrase(lexemes, start + 1, grammar), grammar)
    spent = figure.kind == "money" and start < len(lexemes) and lexemes[start].fold in grammar.spent_on
    if spent and figure.first > floor and grammar.is_verb(lexemes[figure.first - 1]) and not level:
        goal = phrases.trimmed(lexemes, start + 1, grammar)
        if goal:
            return goal  # `menyiapkan Rp 75 miliar untuk vaksin`
    bound = start + 1 < len(lexemes) and lexemes[start].fold in grammar.bound_by and not lexemes[start + 1].capital
    if figure.kind == "money" and bound and not (level and not _object(lexemes, figure, grammar)):
        return phrases.trimmed(lexemes, start + 1, grammar)  # `$90 million in aid`
    if not phrases.names(lexemes, start, grammar):
        return None
    change = grammar.trends_after.at(lexemes, start)
    if change:
        bound = change[0] < len(lexemes) and lexemes[change[0]].fold in grammar.about_inner
        return _noun_phrase(lexemes, change[0] + 1, grammar) if bound else None
    if grammar.plural is not None:
        return (
            None
            if level and figure.kind != "measure"
            else (start, phrases.phrase_end(lexemes, start, grammar, figure.kind == "measure"))
        )
    begin = phrases.skip(lexemes, figure.first, floor, grammar)
    verb = begin == 0 or grammar.is_verb(lexemes[begin - 1])
    loose = begin == floor or not phrases.is_noun(lexemes, begin - 1, grammar)
    amount = figure.unit in AMOUNTS and not level
    apart = verb or amount if figure.kind == "measure" else loose and not level
    found = (start, phrases.phrase_end(lexemes, start, grammar)) if apart else None
    return found if figure.kind == "measure" else _said_of(lexemes, figure, floor, found, grammar)


def _object(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> bool:
    """`objected to $106 billion in aid`: the preposition belongs to a verb that says nothing of a change."""
    at = figure.first - 1
    led = at > 0 and lexemes[at].fold in grammar.prepositions and grammar.is_verb(lexemes[at - 1])
    return led and grammar.trends.before(lexemes, at) is None and lexemes[at - 1].fold not in grammar.levels


def _said_of(
    lexemes: Sequence[Lexeme], figure: Figure, floor: int, found: tuple[int, int] | None, grammar: Grammar
) -> tuple[int, int] | None:
    """With the predicate, where a share of a group is the subject (`40 percent of voters backed the plan`)."""
    start = phrases.skip(lexemes, figure.first, floor, grammar)
    fold = lexemes[start - 1].fold if start else ","
    opens = fold in {",", ";", ":"} or fold in grammar.conjunctions | grammar.reporting
    if found is None or not opens or found[1] >= len(lexemes) or not grammar.is_verb(lexemes[found[1]]):
        return found
    if lexemes[found[1]].fold in grammar.copulas:
        return found
    end = figure_counted.with_predicate(lexemes, *found, grammar)
    return found if end == found[1] + 1 else (found[0], end)


def _level(lexemes: Sequence[Lexeme], figure: Figure, floor: int, grammar: Grammar) -> bool:
    """A word of level, of change or `is` governs the figure, so that what it measures stands before it."""
    start = figure.first
    hedge = grammar.hedges.before(lexemes, start)
    while hedge and hedge[0] >= floor:
        start = hedge[0]
        hedge = grammar.hedges.before(lexemes, start)
    if start <= floor:
        return False
    fold = lexemes[start - 1].fold
    return fold in grammar.levels or fold in grammar.copulas or grammar.trends.before(lexemes, start) is not None


def _noun_phrase(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> tuple[int, int] | None:
    """The noun phrase that begins at `index` or behind a determiner or number there."""
    start = index
    while start < len(lexemes) and start - index < DETERMINERS and not phrases.names(lexemes, start, grammar):
        start += 1
    return (start, phrases.phrase_end(lexemes, start, grammar)) if phrases.names(lexemes, start, grammar) else None


def _span(lexemes: Sequence[Lexeme], found: tuple[int, int] | None) -> Span | None:
    """Code points of a run of lexemes without time expressions and marks at its edges."""
    if not found:
        return None
    first, last = found
    while first < last and (lexemes[first].timed or lexemes[first].kind == "mark"):
        first += 1
    while last > first and (lexemes[last - 1].timed or lexemes[last - 1].kind == "mark"):
        last -= 1
    return Span(lexemes[first].start, lexemes[last - 1].end) if first < last else None


def _following(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> tuple[int, int] | None:
    """The noun phrase after the figure (`$ 90 million in aid`, `46 persen saham`)."""
    start = figure.last
    if grammar.trends_after.at(lexemes, start):
        return None
    if start < len(lexemes) and lexemes[start].fold in grammar.about_inner:
        start += 1
    while start < len(lexemes) and start - figure.last < 3 and lexemes[start].fold in grammar.function:
        start += 1
    return (start, phrases.phrase_end(lexemes, start, grammar)) if phrases.names(lexemes, start, grammar) else None
