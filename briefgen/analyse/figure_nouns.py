"""A figure, and the noun that a number counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.numerals import Numeral
from briefgen.model import QuantityKind

REACH = 6
"""Words that a counted noun may stand behind its number (`two large new steel mills`)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Lexemes `first` … `last - 1` with their meaning. `noun`: the lexemes of the unit of a count. `bare`: neither unit nor noun
    was found, so it only stays if a neighbour lends it one.
    """

    first: int
    last: int
    numeral: Numeral
    amount: Decimal
    kind: QuantityKind = "count"
    unit: str | None = None
    rule: str = "count"
    noun: tuple[int, int] = (0, 0)
    prefixed: bool = False

    @property
    def bare(self) -> bool:
        """True for a number that nothing beside it gives a unit."""
        return self.kind == "count" and self.unit is None


def counted(lexemes: Sequence[Lexeme], start: int, grammar: Grammar) -> tuple[int, int] | None:
    """The lexemes of the noun that a number before `start` counts: the word that follows, or in a language whose plural shows
    (`plural_pattern`) the first plural after adjectives; None if the number stands alone.
    """
    if start < len(lexemes) and lexemes[start].fold in grammar.times:
        return start, start + 1
    if grammar.plural is None:
        if start >= len(lexemes) or not grammar.is_content(lexemes[start]) or lexemes[start].timed or lexemes[start].glued:
            return None
        last = start + 1
        while last + 1 < len(lexemes) and lexemes[last].fold == "-" and lexemes[last].glued and lexemes[last + 1].glued:
            last += 2
        return start, last
    for index in range(start, min(len(lexemes), start + REACH)):
        lexeme = lexemes[index]
        joint = (lexeme.fold == "-" and lexeme.glued) or (lexeme.fold == "," and index > start)
        if lexeme.timed:
            return None
        if plural(lexeme, grammar):
            while index + 1 < len(lexemes) and plural(lexemes[index + 1], grammar) and not lexemes[index + 1].timed:
                index += 1  # noqa: PLW2901 - the head is the last of stacked plurals
            return index, index + 1
        shaped = grammar.participle is not None and grammar.participle.fullmatch(lexeme.text) is not None
        if not (joint or shaped or grammar.is_content(lexeme) or lexeme.fold in grammar.intensifiers):
            return None
    return None


def plural(lexeme: Lexeme, grammar: Grammar) -> bool:
    """True for a plural, in a language that shows it."""
    if lexeme.kind != "word" or lexeme.fold in grammar.function or lexeme.fold in grammar.not_plural:
        return False
    return lexeme.fold in grammar.plurals or bool(grammar.plural and grammar.plural.fullmatch(lexeme.fold))


def written(lexemes: Sequence[Lexeme], noun: tuple[int, int] | None) -> str | None:
    """The words of a counted noun as the text has them, or None."""
    return "".join(lexeme.text for lexeme in lexemes[noun[0] : noun[1]]) if noun else None
