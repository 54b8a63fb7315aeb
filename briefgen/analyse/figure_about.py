"""What a figure measures: the shortest phrase of its sentence that names the thing counted, valued or changed. Found on the words
around the figure, by their classes; a later figure of a chain (`naik 5 persen menjadi Rp 2 juta`) shares the phrase of the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure
from briefgen.analyse.lexemes import Lexeme
from briefgen.model import Span

LONGEST = 16
"""Lexemes in a phrase: longer ones are no longer the shortest phrase that names the thing."""
LOOK = 24
"""Lexemes looked back for the phrase."""


def about(
    lexemes: Sequence[Lexeme], figures: Sequence[Figure], number: int, before: Span | None, grammar: Grammar
) -> Span | None:
    """The phrase of figure `number`, or None; `before` is the phrase of the figure before it in the sentence."""
    figure = figures[number]
    floor = min(figure.first, _tail(lexemes, figures[number - 1], grammar)) if number else 0
    if figure.kind == "count" or (figure.kind == "ratio" and figure.unit):
        found = _counted(lexemes, figure, floor, grammar)
    elif figure.kind == "measure" and _named_after(lexemes, figure, floor, grammar):
        found = (figure.last, _phrase_end(lexemes, figure.last, grammar))
    else:
        found = _valued(lexemes, figure, floor, grammar)
        if found is None and number and before:
            return before
        found = found or _following(lexemes, figure, grammar)
    return _span(lexemes, found)


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


def _names(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> bool:
    """A noun phrase begins at `index`."""
    return index < len(lexemes) and grammar.is_content(lexemes[index]) and not lexemes[index].timed and not lexemes[index].glued


def _named_after(lexemes: Sequence[Lexeme], figure: Figure, floor: int, grammar: Grammar) -> bool:
    """A measure before what it measures: attributively (`3 km detour`), or after a verb (`berada 3 km utara …`)."""
    if not _names(lexemes, figure.last, grammar):
        return False
    start = _skip(lexemes, figure.first, floor, grammar)
    verb = start == 0 or grammar.is_verb(lexemes[start - 1])
    return grammar.plural is not None or (verb and figure.rule != "age")


def _tail(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> int:
    """The end of a figure with its noun and its `per kilogram`, `/kg`."""
    last = max(figure.last, figure.noun[1])
    if last + 1 < len(lexemes) and (lexemes[last].fold in grammar.per or lexemes[last].fold == "/"):
        last += 2
    return last


def _phrase_end(lexemes: Sequence[Lexeme], index: int, grammar: Grammar, bound: bool = True) -> int:
    """The end of the noun phrase that begins at `index`: content words and, if `bound`, what prepositions bind to them."""
    end = index
    while end < len(lexemes) and end - index < LONGEST:
        lexeme = lexemes[end]
        hyphen = lexeme.fold == "-" and lexeme.glued
        inner = bound and lexeme.fold in grammar.about_inner and end > index and _leads_on(lexemes, end + 1, grammar)
        if lexeme.timed or not (grammar.is_content(lexeme) or hyphen or inner):
            break
        end += 1
    return end


def _leads_on(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> bool:
    """A noun phrase begins at `index` or behind one more binding word (`of the harbour`)."""
    bound = index < len(lexemes) and lexemes[index].fold in grammar.about_inner
    return _names(lexemes, index + bound, grammar)


def _phrase_start(lexemes: Sequence[Lexeme], end: int, floor: int, grammar: Grammar) -> int:
    """The beginning of the noun phrase that ends before `end`."""
    start = end
    while start > floor and end - start < LONGEST:
        lexeme = lexemes[start - 1]
        hyphen = lexeme.fold == "-" and lexeme.glued
        inner = start < end and (lexeme.fold in grammar.about_open or _joins(lexemes, start - 1, floor, grammar))
        if not (grammar.is_content(lexeme) or hyphen or inner or (lexeme.timed and start < end)):
            break
        start -= 1
    while start < end and not grammar.is_content(lexemes[start]):
        start += 1
    return start


def _joins(lexemes: Sequence[Lexeme], index: int, floor: int, grammar: Grammar) -> bool:
    """A word such as `and` between two nouns (`minyak dan gas`)."""
    return lexemes[index].fold in grammar.joints and index > floor and grammar.is_content(lexemes[index - 1])


def _skip(lexemes: Sequence[Lexeme], end: int, floor: int, grammar: Grammar) -> int:
    """Back over hedges and words of level that stand directly before a figure."""
    while end > floor:
        hedge = grammar.hedges.before(lexemes, end)
        if hedge and hedge[0] >= floor:
            end = hedge[0]
        elif lexemes[end - 1].fold in grammar.hedge_gap or lexemes[end - 1].fold in grammar.levels or lexemes[end - 1].timed:
            end -= 1
        else:
            break
    return end


def _counted(lexemes: Sequence[Lexeme], figure: Figure, floor: int, grammar: Grammar) -> tuple[int, int] | None:
    """The noun phrase and what happened to it: the verb before it with the phrase, else the phrase with what follows."""
    noun = figure.noun[0] or figure.last
    end = _phrase_end(lexemes, noun, grammar) if figure.noun[1] else figure.last
    start = _skip(lexemes, figure.first, floor, grammar)
    if not figure.noun[1] and start < figure.first and lexemes[figure.first - 1].fold not in grammar.lists:
        valued = _valued(lexemes, figure, floor, grammar)
        if valued:
            return valued
    if start > floor and grammar.is_verb(lexemes[start - 1]):
        near = end if grammar.plural or not figure.noun[1] else _phrase_end(lexemes, noun, grammar, bound=False)
        return start - 1, max(near, figure.last)
    if (
        start > floor
        and not grammar.plural
        and _names(lexemes, start - 1, grammar)
        and lexemes[start - 1].fold not in grammar.about_stop
    ):
        return _phrase_start(lexemes, start, floor, grammar), max(end, figure.last)
    listed = start > 0 and (lexemes[start - 1].fold in grammar.about_stop or lexemes[start - 1].fold in grammar.lists)
    if listed and figure.noun[1]:
        return noun, end
    last = max(end, figure.last)
    while last < len(lexemes) and last - noun < LONGEST:
        lexeme = lexemes[last]
        if (
            lexeme.timed
            or (lexeme.kind == "mark" and not lexeme.glued)
            or lexeme.fold in grammar.about_stop
            or lexeme.fold in {",", ".", ";", ":"}
        ):
            break
        last += 1
    while last > end and lexemes[last - 1].fold in grammar.function and lexemes[last - 1].fold not in grammar.about_close:
        last -= 1
    return noun if figure.noun[1] else figure.last, last


def _valued(lexemes: Sequence[Lexeme], figure: Figure, floor: int, grammar: Grammar) -> tuple[int, int] | None:
    """The noun phrase before the figure, over verbs, words of level, time expressions and the relative pronoun."""
    end = figure.first
    while end > floor and figure.first - end < LOOK:
        lexeme = lexemes[end - 1]
        if lexeme.fold in grammar.about_break or lexeme.fold in {";", ":", "."}:
            return None
        if lexeme.fold == ")":
            end = max(floor, _opening(lexemes, end - 1))
            continue
        start = _phrase_start(lexemes, end, floor, grammar) if _content(lexemes, end, floor, grammar) else end
        if start < end:
            return start, end
        end = _back(lexemes, end, floor, grammar)
    return None


def _opening(lexemes: Sequence[Lexeme], index: int) -> int:
    """The bracket that opens what closes at `index`, or `index`."""
    return next((at for at in range(index, max(-1, index - LOOK), -1) if lexemes[at].fold == "("), index)


def _content(lexemes: Sequence[Lexeme], end: int, floor: int, grammar: Grammar) -> bool:
    lexeme = lexemes[end - 1]
    if lexeme.timed or not grammar.is_content(lexeme) or lexeme.fold in grammar.levels:
        return False
    passed = grammar.hedges.before(lexemes, end) or grammar.trends.before(lexemes, end) or grammar.age_before.before(lexemes, end)
    return not (passed and passed[0] >= floor)


def _back(lexemes: Sequence[Lexeme], end: int, floor: int, grammar: Grammar) -> int:
    """One step back: over a whole hedge or verb of change, else over one lexeme."""
    passed = grammar.hedges.before(lexemes, end) or grammar.trends.before(lexemes, end) or grammar.age_before.before(lexemes, end)
    return max(floor, passed[0] if passed else end - 1)


def _following(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> tuple[int, int] | None:
    """The noun phrase after the figure (`$ 90 million in aid`, `46 persen saham`)."""
    start = figure.last
    if start < len(lexemes) and lexemes[start].fold in grammar.about_inner:
        start += 1
    while start < len(lexemes) and start - figure.last < 3 and lexemes[start].fold in grammar.function:
        start += 1
    return (start, _phrase_end(lexemes, start, grammar)) if _names(lexemes, start, grammar) else None
