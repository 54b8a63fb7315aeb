"""What a count counts: the noun phrase and what happened to it (`menewaskan 14 orang`, `orang tewas dalam serangan itu`)."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.analyse import figure_phrases as phrases
from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure
from briefgen.analyse.lexemes import Lexeme

PARTITIVE = 5
"""Lexemes from `of` to the noun of the whole."""


def counted(lexemes: Sequence[Lexeme], figure: Figure, floor: int, grammar: Grammar) -> tuple[int, int] | None:
    """The verb before the number with the noun phrase, or the noun phrase with what follows; the bare noun phrase in lists and
    behind prepositions; the noun phrase before the number where that only has a level (`the death toll rose to 45`).
    """
    noun = figure.noun[0] or figure.last
    if _hyphened(lexemes, figure):
        return phrases.trimmed(lexemes, figure.noun[1], grammar)
    end = phrases.phrase_end(lexemes, noun, grammar) if figure.noun[1] else figure.last
    start = phrases.skip(lexemes, figure.first, floor, grammar)
    leveled = _leveled(lexemes, figure, start, floor, grammar)
    if leveled:
        valued = phrases.valued(lexemes, figure, floor, grammar)
        if valued or (floor and not figure.noun[1]):
            return valued
    if figure.noun[1] and _governed(lexemes, figure, floor, grammar):
        return noun, _related(lexemes, end, grammar)
    before = lexemes[start - 1] if start > floor else None
    whole = _whole(lexemes, figure, grammar)
    if whole:
        governed = before is not None and grammar.is_verb(before) and before.fold not in grammar.reporting
        return (start - 1, whole[1]) if governed else (whole[0], with_predicate(lexemes, *whole, grammar))
    if before and grammar.is_verb(before):
        predicated = not grammar.plural or (end < len(lexemes) and grammar.is_verb(lexemes[end]))
        if before.fold in grammar.reporting and figure.noun[1] and predicated:
            return noun, with_predicate(lexemes, noun, end, grammar)
        near = end if grammar.plural or not figure.noun[1] else phrases.phrase_end(lexemes, noun, grammar, bound=False)
        return start - 1, max(near, figure.last)
    named = before and phrases.names(lexemes, start - 1, grammar) and before.fold not in grammar.about_stop
    if named and not grammar.plural:
        return phrases.phrase_start(lexemes, start, floor, grammar, bound=False), max(end, figure.last)
    if figure.noun[1] and start > floor and _listed(lexemes, start, floor, end, grammar):
        return noun, _related(lexemes, end, grammar)
    return noun if figure.noun[1] else figure.last, with_predicate(lexemes, noun, max(end, figure.last), grammar)


def _hyphened(lexemes: Sequence[Lexeme], figure: Figure) -> bool:
    """`six-member team`: the unit hangs on the number and only describes what follows."""
    noun = figure.noun[0]
    return noun > figure.last and lexemes[noun - 1].fold == "-" and noun - 1 == figure.last and noun + 1 < len(lexemes)


def _whole(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> tuple[int, int] | None:
    """What a bare number is a part of (`5 of the 12 suspects`)."""
    if not figure.bare or figure.last >= len(lexemes) or lexemes[figure.last].fold not in grammar.share_of:
        return None
    for start in range(figure.last + 1, min(len(lexemes), figure.last + 1 + PARTITIVE)):
        if phrases.names(lexemes, start, grammar):
            return start, phrases.phrase_end(lexemes, start, grammar)
    return None


def _governed(lexemes: Sequence[Lexeme], figure: Figure, floor: int, grammar: Grammar) -> bool:
    """A preposition stands before the number and its hedge: what follows is not said of them (`a poll of 1,002 adults has …`)."""
    start = figure.first
    while (hedge := grammar.hedges.before(lexemes, start)) and hedge[0] >= floor:
        start = hedge[0]
    return start > floor and lexemes[start - 1].fold in grammar.prepositions


def _leveled(lexemes: Sequence[Lexeme], figure: Figure, start: int, floor: int, grammar: Grammar) -> bool:
    """A verb of change, or for a bare number any word of level, stands before the number."""
    if start <= floor:
        return False
    if grammar.trends.before(lexemes, start) and lexemes[start - 1].fold not in grammar.objects:
        return start < figure.first or lexemes[start - 1].fold in grammar.grows
    if figure.noun[1] or lexemes[figure.first - 1].fold in grammar.lists:
        return any(lexeme.fold in grammar.totals for lexeme in lexemes[start - 1 : figure.first])
    told = grammar.arrivals | grammar.copulas | grammar.sizes
    return any(lexeme.fold in told for lexeme in lexemes[start - 1 : figure.first])


def _listed(lexemes: Sequence[Lexeme], start: int, floor: int, end: int, grammar: Grammar) -> bool:
    """The number before `start` hangs on a preposition, or continues a list of figures without a predicate of its own."""
    fold = lexemes[start - 1].fold
    if fold in grammar.conjunctions and end < len(lexemes) and grammar.is_verb(lexemes[end]):
        return False
    if fold in grammar.lists:
        return floor > 0 and not (end < len(lexemes) and grammar.is_verb(lexemes[end]))
    return fold in grammar.about_stop | grammar.prepositions


def _related(lexemes: Sequence[Lexeme], end: int, grammar: Grammar) -> int:
    """The end of a relative clause right behind a noun phrase, up to a mark, in a language with an invariant relative pronoun."""
    if end >= len(lexemes) or lexemes[end].fold not in grammar.relatives:
        return end
    last = end + 1
    while last < len(lexemes) and last - end < phrases.LONGEST and (lexemes[last].kind == "word" or lexemes[last].fold == "-"):
        last += 1
    return last


def with_predicate(lexemes: Sequence[Lexeme], noun: int, end: int, grammar: Grammar) -> int:
    """The end of the predicate that follows the noun phrase, without a function word at its edge."""
    last = end
    while last < len(lexemes) and last - noun < phrases.LONGEST:
        lexeme = lexemes[last]
        loose = lexeme.kind == "mark" and not lexeme.glued
        if lexeme.timed or loose or lexeme.fold in grammar.about_stop or lexeme.fold in {",", ".", ";", ":"}:
            break
        last += 1
    while last > end and lexemes[last - 1].fold in grammar.function and lexemes[last - 1].fold not in grammar.about_close:
        last -= 1
    return last
