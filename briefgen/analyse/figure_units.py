"""A numeral among its neighbours → figure: which lexemes it spans, of what kind it is and in which unit it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefgen.analyse.figure_grammar import Grammar
from briefgen.analyse.lexemes import Lexeme
from briefgen.analyse.numerals import Numeral, read
from briefgen.model import QuantityKind

OLDEST = 120
"""Years up to which a bare number beside a name (`Grant (46)`) is read as an age."""
REACH = 6
"""Words that a counted noun may stand behind its number (`two giant new Texas plants`)."""
PREFIX = 3
"""Lexemes that a sign of currency may be split into (`NZ`, `$`)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Lexemes `first` … `last - 1` with their meaning. `noun`: the lexemes of the unit of a count. `bare`: neither unit nor noun
    was found, so it only stays if a neighbour lends it one."""

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
    part = _fraction(lexemes, index, grammar)
    if part:
        return part
    prefix = _prefix(lexemes, index, grammar)
    numeral = read(lexemes, index, grammar.words, short=prefix is not None)
    if not numeral or numeral.amount is None:
        return None
    first, sign = _sign(lexemes, prefix[0] if prefix else index, grammar)
    figure = Figure(first, numeral.last, numeral, numeral.amount * sign)
    return (
        _ratio(lexemes, figure, grammar)
        or _money(lexemes, figure, prefix, grammar)
        or _percent(lexemes, figure, grammar)
        or _age(lexemes, figure, grammar)
        or _measure(lexemes, figure, grammar)
        or _count(lexemes, figure, grammar)
    )


def _fraction(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> Figure | None:
    """`sepertiga`, `dua pertiga`, `three-quarters`, `a third of`, `2/3`."""
    fold = lexemes[index].fold
    last, share = index + 1, None
    if fold in grammar.fractions:
        top, _, bottom = grammar.fractions[fold].partition("/")
        share = Decimal(top) / Decimal(bottom)
        if any(fold == word for word in grammar.words.halves) and not _opens_share(lexemes, last, grammar):
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
        if not bottom_value or top_value >= bottom_value or (article and not _opens_share(lexemes, last + 1, grammar)):
            return _slash(lexemes, index)
        last, share = last + 1, top_value / bottom_value
    numeral = Numeral(index, last, _rounded(share), literal=False)
    figure = Figure(index, last, numeral, numeral.amount, "ratio", None, "fraction")
    return _shared(lexemes, figure, grammar)


def _shared(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure:
    """The counted noun of a share (`one-quarter of US oil operations`), in languages that name it after `of`."""
    if not grammar.share_of or figure.last >= len(lexemes) or lexemes[figure.last].fold not in grammar.share_of:
        return figure
    start = figure.last + 1
    while start < len(lexemes) and start < figure.last + 3 and lexemes[start].fold in grammar.function:
        start += 1
    noun = counted(lexemes, start, grammar)
    return replace(figure, unit=_written(lexemes, noun), noun=noun) if noun else figure


def _opens_share(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> bool:
    following = lexemes[index].fold if index < len(lexemes) else ""
    return following in grammar.share_of or following in grammar.share_open


def _slash(lexemes: Sequence[Lexeme], index: int) -> Figure | None:
    """`2/3` as a share: only simple ones, since day and month are written so too."""
    parts = lexemes[index : index + 3]
    if len(parts) < 3 or parts[1].fold != "/" or not (parts[1].glued and parts[2].glued) or parts[0].timed:
        return None
    top, bottom = parts[0].text, parts[2].text
    if not (top.isdecimal() and bottom.isdecimal() and len(top) < 2 and len(bottom) < 2) or not 0 < int(top) < int(bottom) < 6:
        return None
    numeral = Numeral(index, index + 3, _rounded(Decimal(top) / Decimal(bottom)), literal=True)
    return Figure(index, index + 3, numeral, numeral.amount, "ratio", None, "fraction")


def _rounded(share: Decimal) -> Decimal:
    return share.quantize(Decimal("0.000000001")).normalize()


def _prefix(lexemes: Sequence[Lexeme], index: int, grammar: Grammar) -> tuple[int, str] | None:
    """A sign or code of currency before the number."""
    found = grammar.prefixes.before(lexemes, index)
    if found and not (lexemes[index - 1].kind == "word" and lexemes[index - 1].fold == lexemes[index - 1].text and len(lexemes[index - 1].text) < 3):
        return found
    code = lexemes[index - 1].text if index else ""
    return (index - 1, code) if code in grammar.codes else None


def _sign(lexemes: Sequence[Lexeme], first: int, grammar: Grammar) -> tuple[int, int]:
    """A minus before the figure: a word, or a mark that belongs to nothing else."""
    if not first:
        return first, 1
    before = lexemes[first - 1]
    if before.fold in grammar.minus or (before.fold in "-−" and not before.glued and lexemes[first].glued):
        return first - 1, -1
    return first, 1


def _ratio(lexemes: Sequence[Lexeme], figure: Figure, grammar: Grammar) -> Figure | None:
    """`4 dari 10 pasien`, `one in three`; `18-fold`, `dua kali lipat`, `three times higher`."""
    between = grammar.out_of.at(lexemes, figure.last)
    if between and figure.amount == int(figure.amount) and 0 < figure.amount < 1000 and figure.numeral.scale == 1:
        whole = read(lexemes, between[0], grammar.words) if between[0] < len(lexemes) else None
        if whole and figure.amount < whole.amount <= 1000 and whole.amount == int(whole.amount) and not lexemes[between[0]].timed:
            noun = counted(lexemes, whole.last, grammar)
            share = _rounded(figure.amount / whole.amount)
            return replace(figure, last=whole.last, amount=share, kind="ratio", unit=_written(lexemes, noun), rule="out_of", noun=noun or (0, 0))
    after = figure.last + (figure.last < len(lexemes) and lexemes[figure.last].fold == "-")
    fold = grammar.folds.at(lexemes, after)
    if fold:
        return replace(figure, last=fold[0], kind="ratio", rule="multiple")
    if grammar.multiples.at(lexemes, figure.last):
        return replace(figure, last=figure.last + 1, kind="ratio", rule="multiple")
    return None


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
        if lexemes[start].kind == "word" and not lexemes[start].timed:
            return replace(figure, unit=lexemes[start].text, noun=(start, start + 1))
        return figure
    noun = counted(lexemes, start, grammar)
    return replace(figure, unit=_written(lexemes, noun), noun=noun) if noun else figure


def counted(lexemes: Sequence[Lexeme], start: int, grammar: Grammar) -> tuple[int, int] | None:
    """The lexemes of the noun that a number before `start` counts: the word that follows, or in a language whose plural shows
    (`plural_pattern`) the first plural after adjectives; None if the number stands alone."""
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
        joint = lexeme.fold == "-" and lexeme.glued or (lexeme.fold == "," and index > start)
        if not joint and (not grammar.is_content(lexeme) or lexeme.timed):
            return None
        if _plural(lexeme, grammar):
            while index + 1 < len(lexemes) and _plural(lexemes[index + 1], grammar) and not lexemes[index + 1].timed:
                index += 1  # noqa: PLW2901 - the head is the last of stacked plurals
            return index, index + 1
    return None


def _plural(lexeme: Lexeme, grammar: Grammar) -> bool:
    if not grammar.is_content(lexeme):
        return False
    return lexeme.fold in grammar.plurals or bool(grammar.plural and grammar.plural.fullmatch(lexeme.fold))


def _written(lexemes: Sequence[Lexeme], noun: tuple[int, int] | None) -> str | None:
    return "".join(lexeme.text for lexeme in lexemes[noun[0] : noun[1]]) if noun else None
