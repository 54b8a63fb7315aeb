"""A numeral among its neighbours → figure: which lexemes it spans, of what kind it is and in which unit it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.analyse import figure_currency
from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.figure_nouns import Figure, counted, plural, written
from briefgen.analyse.figure_shares import fraction, ratio
from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.numerals import HALF, Numeral, grouped, read
from briefgen.model import QuantityKind

INITIALS = 2
"""Capital letters that stand for a person in a police report; more are an organisation."""
OLDEST = 120
"""Years up to which a bare number beside a name (`Sutrisno (46)`) is read as an age."""


def find(lexemes: Sequence[Lexeme], grammar: Grammar, dollar: str = figure_currency.PLAIN) -> tuple[Figure, ...]:
    """Every number with what it measures, in order; what is no figure at all (dates, names, scores) is still among them."""
    found: list[Figure] = []
    index = 0
    while index < len(lexemes):
        opens = lexemes[index].kind == "number" or lexemes[index].fold in grammar.openers
        figure = _at(lexemes, index, grammar, dollar, found[-1].last if found else 0) if opens else None
        if figure:
            found.append(figure)
            index = max(index + 1, figure.last)
        else:
            index += 1
    return tuple(found)


def _at(lexemes: Sequence[Lexeme], index: int, grammar: Grammar, dollar: str, floor: int) -> Figure | None:
    part = fraction(lexemes, index, grammar)
    if part:
        return part
    half = _half(lexemes, index, grammar)
    if half:
        return half
    prefix = figure_currency.prefix(lexemes, index, grammar, floor)
    numeral = read(lexemes, index, grammar.words, short=prefix is not None)
    if not numeral or numeral.amount is None:
        return None
    first, sign = _sign(lexemes, prefix[0] if prefix else index, grammar, floor)
    figure = Figure(first, numeral.last, numeral, numeral.amount * sign)
    regrouped = replace(figure, amount=grouped(lexemes[index].text, numeral) * sign)
    return (
        ratio(lexemes, figure, grammar)
        or figure_currency.money(lexemes, regrouped, prefix, grammar, dollar)
        or _percent(lexemes, figure, grammar)
        or _compound(lexemes, figure, grammar)
        or _age(lexemes, figure, grammar)
        or _measure(lexemes, figure, grammar)
        or _count(lexemes, regrouped, grammar)
    )


def _half(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> Figure | None:
    """`half a mile`, `half a percentage point`, `setengah persen`."""
    if lexemes[index].fold not in grammar.words.halves:
        return None
    last = index + 1 + (index + 1 < len(lexemes) and lexemes[index + 1].fold in grammar.words.articles)
    figure = Figure(index, last, Numeral(index, last, HALF, literal=False), HALF)
    return _percent(lexemes, figure, grammar) or _measure(lexemes, figure, grammar)


def _sign(lexemes: Sequence[Lexeme], first: int, grammar: Grammar, floor: int) -> tuple[int, int]:
    """A minus before the figure: a word, or a mark that belongs to nothing else."""
    if first <= floor:
        return first, 1
    before = lexemes[first - 1]
    if first > 2 and before.fold in grammar.minus and lexemes[first - 3].fold in grammar.plus:
        return first, 1
    if before.fold in grammar.minus or (before.fold in "-−" and not before.glued and lexemes[first].glued):
        return first - 1, -1
    return first, 1


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
    start = hedge[0] if hedge else begin - (begin > 1 and lexemes[begin - 1].fold in grammar.hedge_gap)
    told = grammar.age_before.before(lexemes, start) or _is_so_old(lexemes, figure, grammar)
    if unit and begin and lexemes[begin - 1].fold in grammar.age_people and not (last < len(lexemes) and lexemes[last].timed):
        told = (begin, True)  # `pemuda 19 tahun`, and not `pemuda dua tahun lalu`
    if not told and not (_beside_name(lexemes, begin, last, grammar) and 0 < figure.amount <= OLDEST and unit in {None, "year"}):
        return None
    if not told and unit is None and not figure.numeral.literal:
        return None
    if figure.amount != int(figure.amount) or (unit is None and (figure.amount > OLDEST or lexemes[begin].timed)):
        return None
    return replace(figure, last=last, kind="measure", unit=unit or "year", rule="age")


def _beside_name(lexemes: Sequence[Lexeme], first: int, last: int, grammar: Grammar) -> bool:
    """`Name (46)`, `Name, 53 tahun,`, `AS (34)`, `her mother, 38,`: enclosed, and one person before it."""
    if first < 2 or last >= len(lexemes):
        return False
    opening, closing, name = lexemes[first - 1].fold, lexemes[last].fold, lexemes[first - 2]
    if name.timed or not grammar.is_content(name):
        return False
    if not name.capital:
        return opening == closing == "," and grammar.plural is not None and not plural(name, grammar)
    acronym = name.text.isupper() and len(name.text) > 1
    initials = len(name.text) == INITIALS and name.fold not in grammar.short_names and (opening, closing) == ("(", ")")
    told = first > 2 and lexemes[first - 3].fold in grammar.initials
    return (not acronym or initials or told) and ((opening, closing) == ("(", ")") or (opening == "," and closing in {",", "."}))


def _is_so_old(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> bool:
    """`who is 59,`: a person's pronoun and nothing counted after the number."""
    if not grammar.age_subjects.before(lexemes, figure.first):
        return False
    return figure.last == len(lexemes) or lexemes[figure.last].fold in grammar.joints | {",", ".", ";", "!", "?", ")"}


def _compound(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure | None:
    """`6ft 4in`, `9 stone 4 pounds`, `5'11"`: a measure in two units, as a whole number of the smaller; what is left of a
    `6-foot-4` guard goes without its unit.
    """
    hyphened = _hyphen(lexemes, figure.last)
    found = grammar.compounds.at(lexemes, figure.last + hyphened)
    if not found:
        return None
    at, (unit, each, seconds) = found
    second = read(lexemes, at + _hyphen(lexemes, at), grammar.words)
    if not second or second.amount is None or not 0 <= second.amount < each or not second.literal:
        return None
    last, whole = second.last, figure.amount * each + second.amount
    if last < len(lexemes) and lexemes[last].fold in seconds:
        last += 1
    elif not (hyphened and _hyphen(lexemes, at)):
        return None
    return replace(figure, last=last, amount=whole, kind="measure", unit=unit, rule="measure")


def _hyphen(lexemes: Sequence[Lexeme], index: int) -> bool:
    """A hyphen without blanks around it."""
    inside = index + 1 < len(lexemes) and lexemes[index].fold == "-"
    return inside and lexemes[index].glued and lexemes[index + 1].glued


def _measure(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure | None:
    start = figure.last
    if start < len(lexemes) and lexemes[start].fold == "-" and start + 1 < len(lexemes) and lexemes[start + 1].glued:
        start += 1
    found = grammar.units.at(lexemes, start)
    if not found and start < len(lexemes):
        unit = grammar.symbols.get(lexemes[start].text)
        found = (start + 1, unit) if unit else None
    named = grammar.units_before.before(lexemes, figure.first)
    if named and not found:
        return replace(figure, kind="measure", unit=named[1], rule="measure")
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
