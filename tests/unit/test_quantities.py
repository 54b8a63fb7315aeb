"""Figures: the sentences of tests/cases/quantities.*.md and figures.*.md, and what a sentence cannot show."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from briefgen import language
from briefgen.analyse import quantities
from briefgen.analyse.lexemes import split
from briefgen.analyse.numerals import NumberWords, literal, read
from briefgen.model import Quantity, Sentence, Span, Timex, Token
from tests.cases import article, bracketed, rows

ROW = re.compile(
    r"(?P<words>.+) = (?P<kind>\w+) (?P<amount>-?[\d.]+) \[(?P<unit>[^\]]*)\](?P<marks>(?: \w+)*?)(?: ~ (?P<about>.+))?"
)


def figures(text: str, lang: str, times: tuple[Span, ...] = ()) -> tuple[Quantity, ...]:
    timexes = tuple(Timex(span, "DURATION", "P1D", "P1D", "case") for span in times)
    return quantities.extract(article(text, lang), (), timexes, language.load(lang))


@pytest.mark.parametrize(
    ("name", "lang", "line", "wanted"),
    [
        pytest.param(name, lang, line, wanted, id=line[:60])
        for lang in ("id", "en")
        for name in ("quantities", "figures")
        for line, wanted in rows(f"{name}.{lang}.md")
    ],
)
def test_a_sentence_has_the_figures_of_its_row(name: str, lang: str, line: str, wanted: list[str]) -> None:
    """What the figures of `figures.*.md` measure needs the tags of a model: see tests/quality/test_figures.py."""
    text, times = bracketed(line)
    found = figures(text, lang, times)
    assert [quantity.span.of(text) for quantity in found] == [row.partition(" = ")[0] for row in wanted]
    for quantity, row in zip(found, wanted, strict=True):
        match = ROW.fullmatch(row)
        assert match, f"not a row: {row}"
        marks = " ".join(mark for mark in (quantity.mod, quantity.trend) if mark)
        assert (quantity.kind, quantity.amount, quantity.unit or "") == (match["kind"], Decimal(match["amount"]), match["unit"])
        assert marks == match["marks"].strip()
        if match["about"] and name == "quantities":
            assert quantity.about is not None
            assert quantity.about.of(text) == match["about"]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1.234.567", "id", "1234567"),
        ("1.234,5", "id", "1234.5"),
        ("1,234.5", "id", "1234.5"),
        ("6.6", "id", "6.6"),
        ("12,5", "id", "12.5"),
        ("1,234,567", "en", "1234567"),
        ("1.234.567", "en", "1234567"),
        ("1.234,5", "en", "1234.5"),
        ("12,5", "en", "12.5"),
        ("1,00,000", "en", "100000"),
        ("0.125", "id", "0.125"),
    ],
)
def test_marks_are_read_by_the_language_and_else_by_the_other_convention(text: str, lang: str, value: str) -> None:
    cldr = language.load(lang).cldr
    assert literal(text, NumberWords.of({}, cldr.group, cldr.decimal)) == Decimal(value)


@pytest.mark.parametrize("text", ["1.2.3", "192.168.1.1", "1,2.345,6", "9" * 31])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert literal(text, NumberWords.of({}, ".", ",")) is None


def test_a_language_without_a_section_still_has_digits_signs_and_currencies() -> None:
    found = figures("Kaffee: $5 oder 20 % mehr", "xx")
    assert [(quantity.kind, quantity.amount, quantity.unit) for quantity in found] == [
        ("money", Decimal(5), "USD"),
        ("percent", Decimal(20), "%"),
    ]


def test_a_figure_never_lies_in_a_time_expression() -> None:
    text = "Ia lahir pada 12 Mei 1970 di kota itu."
    assert figures(text, "id", (Span(14, 25),)) == ()


def test_an_age_is_a_figure_even_where_a_length_of_time_was_read() -> None:
    text = "Korban berusia 27 tahun."
    (age,) = figures(text, "id", (Span(15, 23),))
    assert (age.span, age.kind, age.unit, age.rule) == (Span(15, 23), "measure", "year", "age")


def test_tags_tell_verbs_from_nouns() -> None:
    text = "Warga itu mengaku 12 kabur."
    words = [Token(Span(match.start(), match.end()), "", "") for match in re.finditer(r"\w+", text)]
    tagged = [Token(token.span, "", tag) for token, tag in zip(words, ("NOUN", "DET", "VERB", "NUM", "VERB"), strict=True)]
    sentence = Sentence(Span(0, len(text)), tuple(tagged))
    (figure,) = quantities.extract(article(text, "id"), (sentence,), (), language.load("id"))
    assert figure.unit is None


def test_a_number_word_grammar_reads_the_longest_number() -> None:
    section = language.load("en").section("quantities")["numbers"]
    words = NumberWords.of(section, ",", ".")
    lexemes = split(text := "two hundred and five thousand and one", Span(0, len(text)))
    numeral = read(lexemes, 0, words)
    assert numeral
    assert (numeral.amount, numeral.last) == (Decimal(205001), len(lexemes))


@pytest.mark.parametrize(
    ("lang", "line", "level", "change", "origin"),
    [
        ("id", "Ekspor turun 12,4 persen menjadi US$ 2,1 miliar.", "US$ 2,1 miliar", "12,4 persen", None),
        ("id", "Laba melonjak dari Rp 1,2 triliun menjadi Rp 1,9 triliun.", "Rp 1,9 triliun", None, "Rp 1,2 triliun"),
        (
            "id",
            "Pendapatan sebesar Rp 8 triliun, atau naik 18 persen dari Rp 6 triliun.",
            "Rp 8 triliun",
            "18 persen",
            "Rp 6 triliun",
        ),
        ("en", "Turnout rose by 4.3 points, from 61.2 to 65.5 percent.", "65.5 percent", "4.3 points", "61.2"),
        ("en", "It carried 1.4 million people in [[2023]], up from 1.1 million in [[2021]].", "1.4 million", None, "1.1 million"),
        ("en", "Sales rose 3 percent from $5 million.", "3 percent", None, None),
    ],
)
def test_the_parts_of_a_change_know_one_another(lang: str, line: str, level: str, change: str | None, origin: str | None) -> None:
    text, times = bracketed(line)
    found = {quantity.span.of(text): quantity for quantity in figures(text, lang, times)}
    reached = found[level]
    assert (reached.change and reached.change.of(text)) == change
    assert (reached.origin and reached.origin.of(text)) == origin


@pytest.mark.parametrize(
    ("outlet", "url", "text", "unit"),
    [
        ("", "", "It cost $5.", "USD"),
        ("The Australian", "", "It cost $5.", "AUD"),
        ("The Australian", "", "It cost 5 dollars.", "AUD"),
        ("The Australian", "", "It cost 5 US dollars.", "USD"),
        ("", "https://www.example.co.nz/a?b=c.au", "It cost $5.", "NZD"),
        ("The Australian", "https://example.com/a", "It cost US$5.", "USD"),
        ("", "", "All sums are in Canadian dollars. It cost $5.", "CAD"),
        ("", "", "It cost $5 Canadian.", "CAD"),
        ("", "", "It cost $5 SGD.", "SGD"),
    ],
)
def test_whose_dollar_it_is_says_the_text_or_else_the_outlet(outlet: str, url: str, text: str, unit: str) -> None:
    one = replace(article(text, "en"), outlet=outlet, url=url)
    (found,) = quantities.extract(one, (), (), language.load("en"))
    assert found.unit == unit
