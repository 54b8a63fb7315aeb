"""Article → quantities: money, percentages, counts, measures (ages among them) and ratios, each with its value, unit, how exact
it is, whether a change led to it, and what it measures. The rules are general, the words come from the language's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, cast

from briefgen.analyse import figure_about, figure_changes, figure_context, figure_currency, figure_units, lexemes
from briefgen.analyse.figure_grammar import Grammar, compile_pack
from briefgen.analyse.figure_nouns import Figure
from briefgen.analyse.lexemes import Lexeme
from briefgen.language import LanguagePack
from briefgen.model import Article, Quantity, Sentence, Span, Timex

DIGITS = 27
"""Places a whole amount may have to be written out: Decimal keeps 28."""

Modifier = Literal["approx", "at_least", "at_most", "more_than", "less_than"]


def extract(
    article: Article, sentences: tuple[Sentence, ...], timexes: tuple[Timex, ...], pack: LanguagePack
) -> tuple[Quantity, ...]:
    """The quantities of an article, sorted, without overlaps.

    None lies in a time expression, with two exceptions: an age (`berusia 27 tahun`, `a 10-year-old`) is a measure of unit `year`
    even where a DURATION was read in it, and a speed keeps its `per jam`; the caller drops the time expression then.
    """
    grammar = compile_pack(pack)
    dollar = figure_currency.dollar(article, pack, grammar)
    timed = tuple(timex.span for timex in timexes)
    found: list[Quantity] = []
    for passage in lexemes.passages(article, sentences, timed, grammar.stems):
        found.extend(_passage(article.text, passage, grammar, dollar))
    return tuple(found)


def _passage(text: str, passage: Sequence[Lexeme], grammar: Grammar, dollar: str) -> list[Quantity]:
    candidates = _share(passage, figure_units.find(passage, grammar, dollar), grammar)
    figures = tuple(_kept(text, passage, candidates, grammar))
    found: list[Quantity] = []
    places = figure_changes.places(figures)
    for number, (figure, phrase) in enumerate(zip(figures, _phrases(passage, figures, grammar), strict=True)):
        trend = figure_changes.trend(passage, figures, number, places, grammar)
        mod = figure_context.modifier(passage, figure, grammar)
        if not (mod or trend) and _limits(passage, figures, number, grammar):
            mod = "at_most"
        found.append(
            Quantity(
                span=Span(passage[figure.first].start, passage[figure.last - 1].end),
                amount=_plain(figure.amount),
                unit=figure.unit,
                kind=figure.kind,
                rule=figure.rule,
                mod=cast(Modifier | None, mod),
                trend=cast(Literal["up", "down"] | None, trend),
                about=phrase,
            )
        )
    return figure_changes.related(passage, figures, found, grammar)


def _limits(passage: Sequence[Lexeme], figures: Sequence[Figure], number: int, grammar: Grammar) -> bool:
    """`hingga 70 persen` is at most so much, unless it is the end of a range (`dari 5 hingga 7 persen`)."""
    figure = figures[number]
    at = figure.first - 1
    return at >= 0 and passage[at].fold in grammar.upto and not (number and figures[number - 1].last == at)


def _phrases(passage: Sequence[Lexeme], figures: Sequence[Figure], grammar: Grammar) -> list[Span | None]:
    """What each figure measures; one that nothing names by itself takes it from the next of its list (`5% or 7% of voters`)."""
    found: list[Span | None] = []
    for number in range(len(figures)):
        found.append(figure_about.about(passage, figures, number, found[-1] if found else None, grammar))
    for number in range(len(figures) - 2, -1, -1):
        first, second = figures[number], figures[number + 1]
        alike = first.kind == second.kind and first.unit == second.unit
        if found[number] is None and alike and _linked(passage, first, second, grammar.links | grammar.lists):
            found[number] = found[number + 1]
    return found


def _plain(amount: Decimal) -> Decimal:
    """The same amount without an exponent or superfluous zeros."""
    return (
        amount.quantize(Decimal(1)) if amount == amount.to_integral_value() and amount.adjusted() < DIGITS else amount.normalize()
    )


def _kept(text: str, passage: Sequence[Lexeme], candidates: Sequence[Figure], grammar: Grammar) -> Iterator[Figure]:
    """The candidates that are figures; a bare number that continues a list of labels (`gates 12 and 13`) is none either."""
    refused: Figure | None = None
    for figure in candidates:
        listed = refused is not None and figure.bare and _linked(passage, refused, figure, grammar.lists | grammar.links)
        if listed or not figure_context.is_figure(text, passage, figure, grammar):
            refused = figure
        else:
            refused = None
            yield figure


def _share(passage: Sequence[Lexeme], figures: tuple[Figure, ...], grammar: Grammar) -> tuple[Figure, ...]:
    """Give the unit and scale that a range or list names once to all of its numbers (`4 hingga 5 persen`, `$5-10 million`)."""
    shared = list(figures)
    for index in range(1, len(shared)):
        shared[index] = _continued(passage, shared[index - 1], shared[index], grammar)
    for index in range(len(shared) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        ranged = _linked(passage, first, second, grammar.links)
        if ranged and first.prefixed and second.bare and first.last <= second.first:
            second = replace(second, kind="money", unit=first.unit, rule=first.rule, noun=(0, 0))
            shared[index + 1] = second
        if (ranged or _linked(passage, first, second, grammar.lists)) and not second.bare:
            shared[index] = _lend(first, second, ranged)
    return tuple(shared)


def _continued(passage: Sequence[Lexeme], first: Figure, second: Figure, grammar: Grammar) -> Figure:
    """A bare number after one whose meaning it shares: `aged 9, 14 and 31`, `218 votes to 210`, `from 9 seats to 10`."""
    follower = passage[second.last].fold if second.last < len(passage) else ""
    length = passage[second.first].timed  # `Smith, 52, to nine years in prison`
    if not second.bare or length or follower in grammar.share_of or follower in grammar.starts:
        return second
    if (
        first.rule == "age"
        and second.amount <= figure_units.OLDEST
        and _linked(passage, first, second, grammar.links | grammar.lists)
    ):
        return replace(second, kind="measure", unit=first.unit, rule="age")
    end = max(first.last, first.noun[1])
    if first.rule == "count" and first.unit and second.first - end == 1 and passage[end].fold in grammar.toward:
        return replace(second, unit=first.unit)
    return second


def _lend(first: Figure, second: Figure, ranged: bool) -> Figure:
    if first.rule not in {"count", second.rule} and not (first.kind == second.kind == "money"):
        return first
    lent = first
    if first.bare and second.kind != "ratio" and second.rule != "age":
        lent = replace(first, kind=second.kind, unit=second.unit, rule=second.rule, noun=second.noun)
    scale = second.numeral.scale
    same = lent.kind == second.kind and lent.unit == second.unit
    if (
        ranged
        and same
        and first.numeral.scale == 1
        and scale > 1
        and first.numeral.literal
        and first.amount <= second.amount / scale
    ):
        lent = replace(lent, amount=first.amount * scale)
    return lent


def _linked(passage: Sequence[Lexeme], first: Figure, second: Figure, links: frozenset[str]) -> bool:
    """Only words or marks of `links` stand between two figures, at most two of them."""
    between = passage[first.last : second.first]
    return 0 < len(between) <= 2 and all(lexeme.fold in links for lexeme in between)
