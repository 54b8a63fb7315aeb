"""A numeral among its neighbours → figure: which lexemes it spans, of what kind it is and in which unit it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure, counted, written
from briefgen.analyse.figure_shares import fraction, ratio
from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.numerals import grouped, read
from briefgen.model import QuantityKind

OLDEST = 120
"""Years up to which a bare number beside a name (`Sutrisno (46)`) is read as an age."""


def find(lexemes: Sequence[Lexeme], grammar: Grammar) -> tuple[Figure, ...]:
    """Every number with what it measures, in order; what is no figure at all (dates, names, scores) is still among them."""
    found: list[Figure] = []
    index = 0
    while index < len(lexemes):
        figure = _at(lexemes, index, grammar)
        if figure:
            found.append(figure)
            index = max(index + 1, figure.last)
        else:
            index += 1
    return tuple(found)


def _at(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> Figure | None:
    lexeme = lexemes[index]
    if lexeme.kind == "mark":
        return None
    part = fraction(lexemes, index, grammar)
    if part:
        return part
    prefix = _prefix(lexemes, index, grammar)
    numeral = read(lexemes, index, grammar.words, short=prefix is not None)
    if not numeral or numeral.amount is None:
        return None
    first, sign = _sign(lexemes, prefix[0] if prefix else index, grammar)
    figure = Figure(first, numeral.last, numeral, numeral.amount * sign)
    regrouped = replace(figure, amount=grouped(lexemes[index].text, numeral) * sign)
    return (
        ratio(lexemes, figure, grammar)
        or _money(lexemes, regrouped, prefix, grammar)
        or _percent(lexemes, figure, grammar)
        or _age(lexemes, figure, grammar)
        or _measure(lexemes, figure, grammar)
        or _count(lexemes, regrouped, grammar)
    )


def _prefix(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> tuple[int, str] | None:
    """A sign or code of currency before the number."""
    if not index:
        return None
    found, sign = grammar.prefixes.before(lexemes, index), lexemes[index - 1]
    if (
        found
        and found[0] < index - 1
        and not sign.glued
        and (len(lexemes[found[0]].text) < 2 or not lexemes[found[0]].text.isupper())
    ):
        found = grammar.prefixes.before(lexemes[index - 1 :], 1)
        found = (index - 1, found[1]) if found else None
    if found and not (sign.kind == "word" and sign.text.islower() and not lexemes[index].glued):
        return found
    return (index - 1, sign.text) if sign.text in grammar.codes else None


def _sign(lexemes: Sequence[Lexeme], first: int, grammar: Grammar) -> tuple[int, int]:
    """A minus before the figure: a word, or a mark that belongs to nothing else."""
    if not first:
        return first, 1
    before = lexemes[first - 1]
    if before.fold in grammar.minus or (before.fold in "-−" and not before.glued and lexemes[first].glued):
        return first - 1, -1
    return first, 1


def _money(lexemes: Sequence[Lexeme], figure: Figure, prefix: tuple[int, str] | None, grammar: Grammar) -> Figure | None:
    suffix = grammar.currencies.at(lexemes, figure.last)
    if prefix:
        last = suffix[0] if suffix and suffix[1][:3] == prefix[1][:3] else figure.last
        return replace(figure, last=last, kind="money", unit=prefix[1], rule="money_prefix", prefixed=True)
    if suffix:
        code, _, part = suffix[1].partition("/")
        amount = figure.amount / Decimal(part) if part else figure.amount
        return replace(figure, last=suffix[0], amount=amount, kind="money", unit=code, rule="money_word")
    code = lexemes[figure.last].text if figure.last < len(lexemes) else ""
    if code in grammar.codes and not lexemes[figure.last].timed:
        return replace(figure, last=figure.last + 1, kind="money", unit=code, rule="money_code")
    return None


def _percent(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure | None:
    found = grammar.percent.at(lexemes, figure.last)
    if not found:
        return None
    kind: QuantityKind = "percent" if found[1] == "%" else "measure"
    return replace(figure, last=found[0], kind=kind, unit=found[1], rule="percent" if kind == "percent" else "measure")


def _age(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure | None:
    """`berusia 27 tahun`, `aged 17`, `10-year-old`; after a name `X, 53 tahun,` and `X (46)`."""
    after = figure.last + (figure.last < len(lexemes) and lexemes[figure.last].fold == "-" and lexemes[figure.last].glued)
    old = grammar.age_after.at(lexemes, after)
    if old:
        return replace(figure, last=old[0], kind="measure", unit=old[1], rule="age")
    unit = grammar.age_units.get(lexemes[figure.last].fold) if figure.last < len(lexemes) else None
    last = figure.last + (unit is not None)
    begin = figure.first
    hedge = grammar.hedges.before(lexemes, begin)
    told = grammar.age_before.before(lexemes, hedge[0] if hedge else begin)
    if not told and not (_beside_name(lexemes, begin, last) and 0 < figure.amount <= OLDEST and unit in {None, "year"}):
        return None
    if not told and unit is None and not figure.numeral.literal:
        return None
    if figure.amount != int(figure.amount) or (unit is None and (figure.amount > OLDEST or lexemes[begin].timed)):
        return None
    return replace(figure, last=last, kind="measure", unit=unit or "year", rule="age")


def _beside_name(lexemes: Sequence[Lexeme], first: int, last: int) -> bool:
    """`Name (46)` or `Name, 53 tahun,`: enclosed, and a capitalised word before."""
    if first < 2 or last >= len(lexemes):
        return False
    opening, closing, name = lexemes[first - 1].fold, lexemes[last].fold, lexemes[first - 2]
    named = name.capital and not name.timed and not (name.text.isupper() and len(name.text) > 1)
    return named and ((opening, closing) == ("(", ")") or (opening == "," and closing in {",", "."}))


def _measure(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure | None:
    start = figure.last
    if start < len(lexemes) and lexemes[start].fold == "-" and start + 1 < len(lexemes) and lexemes[start + 1].glued:
        start += 1
    found = grammar.units.at(lexemes, start)
    if not found and start < len(lexemes):
        unit = grammar.symbols.get(lexemes[start].text)
        found = (start + 1, unit) if unit else None
    if not found or lexemes[start].timed:
        return None
    last, unit = found
    if unit in grammar.lengths and last + 1 < len(lexemes) and lexemes[last].fold in grammar.per:
        rate = grammar.rates.at(lexemes, last + 1)
        if rate:
            last, unit = rate[0], f"{unit}/{rate[1]}"
    return replace(figure, last=last, kind="measure", unit=unit, rule="measure")


def _count(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure:
    start = figure.last
    if start + 1 < len(lexemes) and lexemes[start].fold == "-" and lexemes[start].glued and lexemes[start + 1].glued:
        start += 1
        if lexemes[start].fold in grammar.suffixes:
            noun = counted(lexemes, start + 1, grammar)
            return replace(figure, unit=written(lexemes, noun), noun=noun) if noun else figure
        if lexemes[start].kind == "word" and not lexemes[start].timed:
            return replace(figure, unit=lexemes[start].text, noun=(start, start + 1))
        return figure
    noun = counted(lexemes, start, grammar)
    return replace(figure, unit=written(lexemes, noun), noun=noun) if noun else figure
