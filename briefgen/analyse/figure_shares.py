"""Ratios: fractions in words and signs, `3 dari 8`, `one in three`, `18-fold`, `three times higher`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure, counted, written
from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.numerals import Numeral, read


def fraction(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> Figure | None:
    """`sepertiga`, `dua pertiga`, `three-quarters`, `a third of`, `2/3`."""
    fold = lexemes[index].fold
    last, share = index + 1, None
    if fold in grammar.fractions:
        top, _, bottom = grammar.fractions[fold].partition("/")
        share = Decimal(top) / Decimal(bottom or 1)
        if index and lexemes[index - 1].fold in grammar.not_shares:
            return None
        if fold in grammar.words.halves and not _opens_share(lexemes, last, grammar):
            return None
    elif lexemes[index].kind == "number" and not _divided(lexemes, index + 1, grammar):
        return None
    else:
        numerator = read(lexemes, index, grammar.words)
        article = fold in grammar.words.articles
        if not numerator and not article:
            return None
        top_value = numerator.amount if numerator else Decimal(1)
        last = numerator.last if numerator else index + 1
        last += last < len(lexemes) and lexemes[last].fold == "-" and lexemes[last].glued
        bottom_value = grammar.denominators.get(lexemes[last].fold) if last < len(lexemes) else None
        if not bottom_value or top_value >= bottom_value or (article and not _part(lexemes, index, last + 1, grammar)):
            return _slash(lexemes, index)
        last, share = last + 1, top_value / bottom_value
    numeral = Numeral(index, last, rounded(share), literal=False)
    figure = Figure(index, last, numeral, numeral.amount, "ratio", None, "fraction")
    return _shared(lexemes, figure, grammar)


def ratio(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure | None:
    """`3 dari 8 siswa`, `one in three`; `18-fold`, `dua kali lipat`, `three times higher`."""
    between = grammar.out_of.at(lexemes, figure.last)
    if between and figure.amount == int(figure.amount) and 0 < figure.amount < 1000 and figure.numeral.scale == 1:
        whole = read(lexemes, between[0], grammar.words) if between[0] < len(lexemes) else None
        if whole and figure.amount < whole.amount <= 1000 and whole.amount == int(whole.amount) and not lexemes[between[0]].timed:
            noun = counted(lexemes, whole.last, grammar)
            share = rounded(figure.amount / whole.amount)
            return replace(
                figure,
                last=whole.last,
                amount=share,
                kind="ratio",
                unit=written(lexemes, noun),
                rule="out_of",
                noun=noun or (0, 0),
            )
    after = figure.last + (figure.last < len(lexemes) and lexemes[figure.last].fold == "-")
    fold = grammar.folds.at(lexemes, after)
    if fold:
        return replace(figure, last=fold[0], kind="ratio", rule="multiple")
    if grammar.multiples.at(lexemes, figure.last):
        return replace(figure, last=figure.last + 1, kind="ratio", rule="multiple")
    return None


def _shared(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure:
    """The counted noun of a share (`one-quarter of city buses`), in languages that name it after `of`."""
    if not grammar.share_of or figure.last >= len(lexemes) or lexemes[figure.last].fold not in grammar.share_of:
        return figure
    start = figure.last + 1
    while start < len(lexemes) and start < figure.last + 3 and lexemes[start].fold in grammar.determiners:
        start += 1
    whole = read(lexemes, start, grammar.words) if start < len(lexemes) else None
    start = whole.last if whole else start
    noun = counted(lexemes, start, grammar)
    return replace(figure, unit=written(lexemes, noun), noun=noun) if noun else figure


def _part(lexemes: Sequence[Lexeme], first: int, last: int, grammar: Grammar) -> bool:
    """`a third of …`, or one that ends the phrase after a word of amount (`fell by a third.`)."""
    if _opens_share(lexemes, last, grammar):
        return True
    ends = last == len(lexemes) or lexemes[last].kind == "mark" or lexemes[last].fold in grammar.function
    return ends and first > 0 and lexemes[first - 1].fold in grammar.share_before


def _opens_share(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> bool:
    following = lexemes[index].fold if index < len(lexemes) else ""
    return following in grammar.share_of or following in grammar.share_open


def _divided(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> bool:
    """What follows digits can make them a share; most do not, and this is soon seen."""
    following = lexemes[index].fold if index < len(lexemes) else ""
    return following in {"-", "/"} or following in grammar.denominators


def _slash(lexemes: Sequence[Lexeme], index: int) -> Figure | None:
    """`2/3` as a share: only simple ones, since day and month are written so too."""
    parts = lexemes[index : index + 3]
    if len(parts) < 3 or parts[1].fold != "/" or not (parts[1].glued and parts[2].glued) or parts[0].timed:
        return None
    top, bottom = parts[0].text, parts[2].text
    if not (top.isdecimal() and bottom.isdecimal() and len(top) < 2 and len(bottom) < 2) or not 0 < int(top) < int(bottom) < 6:
        return None
    numeral = Numeral(index, index + 3, rounded(Decimal(top) / Decimal(bottom)), literal=True)
    return Figure(index, index + 3, numeral, numeral.amount, "ratio", None, "fraction")


def rounded(share: Decimal) -> Decimal:
    """A share to nine places, without trailing zeros."""
    return share.quantize(Decimal("0.000000001")).normalize()
