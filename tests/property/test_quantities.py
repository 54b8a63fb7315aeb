"""Whatever the text, figures and roles are in order and in bounds and read in linear time; number words mean what they say."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import language
from briefgen.analyse import people, quantities
from briefgen.analyse.lexemes import split
from briefgen.analyse.numerals import NumberWords, read
from briefgen.model import Article, Block, Mention, Span, Timex

MEGABYTE = 1_000_000
SHARE = 16
"""The part of a megabyte that is read: soon over, while a quadratic rule would run into the limit of a test."""
LANGS = st.sampled_from(["id", "en", "xx"])
WORDS = (
    "Rp $ 12 1.000 3,5 - juta two dua belas hundred persen % , . ( ) tahun naik rose dari to Presiden Joko Mayor yang who ½ "
    "setengah half and a km per"
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join))


def article(text: str, lang: str) -> Article:
    return Article("a", lang, "", text, (Block("paragraph", Span(0, len(text))),))


@given(TEXTS, LANGS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=3))
def test_figures_are_sorted_apart_and_in_bounds(text: str, lang: str, times: list[tuple[int, int]]) -> None:
    spans = sorted(Span(start, min(len(text), start + length)) for start, length in times if start < len(text))
    apart = [span for index, span in enumerate(spans) if index == 0 or spans[index - 1].end <= span.start]
    timexes = tuple(Timex(span, "DATE", "2014", "2014", "case") for span in apart)
    found = quantities.extract(article(text, lang), (), timexes, language.load(lang))
    assert all(0 <= quantity.span.start < quantity.span.end <= len(text) for quantity in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all(quantity.about is None or 0 <= quantity.about.start < quantity.about.end <= len(text) for quantity in found)
    assert all(quantity.amount.is_finite() and Decimal(str(quantity.amount)) == quantity.amount for quantity in found)
    spans = {quantity.span for quantity in found}
    assert all({quantity.change, quantity.origin} - {None} <= spans - {quantity.span} for quantity in found)


@given(TEXTS, LANGS, st.integers(0, 40), st.integers(1, 10))
def test_mentions_and_roles_are_sorted_apart_and_in_bounds(text: str, lang: str, start: int, length: int) -> None:
    mentions = (Mention(Span(start, min(len(text), start + length)), "person", "model:case"),) if start < len(text) else ()
    found, roles = people.extract(article(text, lang), (), mentions, language.load(lang))
    assert all(0 <= item.span.start < item.span.end <= len(text) for item in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all(
        0 <= role.title.start < role.title.end <= len(text) and role.person in {item.span for item in found} for role in roles
    )


@pytest.mark.parametrize(
    "piece", ["9", " ", "1.", "1,2", "dua ", "ribu ", "dua puluh ", "5-", "Rp ", "a ", "Presiden ", "Mr. A ", "(", "dari 5 "]
)
def test_a_hostile_repetition_ends(piece: str) -> None:
    text = piece * (MEGABYTE // len(piece) // SHARE)
    quantities.extract(article(text, "id"), (), (), language.load("id"))
    people.extract(article(text, "id"), (), (), language.load("id"))


def indonesian(number: int) -> str:
    """A number in words; num2words prints `satu ribu` for a `seribu` in the middle."""
    return "nol" if number == 0 else _indonesian(number)


def printed(number: int) -> str:
    """The same as num2words prints it."""
    return indonesian(number).replace(" seribu", " satu ribu")


def _indonesian(number: int) -> str:
    units = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
    scales = {10**12: "triliun", 10**9: "miliar", 10**6: "juta", 1000: "ribu", 100: "ratus"}
    for size, word in scales.items():
        single = f"se{word}" if size in {100, 1000} else f"satu {word}"
        if number >= size:
            head = single if number // size == 1 else f"{_indonesian(number // size)} {word}"
            return f"{head} {_indonesian(number % size)}".strip()
    if number >= 20:
        return f"{units[number // 10]} puluh {units[number % 10]}".strip()
    teens = {10: "sepuluh", 11: "sebelas"}
    return teens.get(number) or (f"{units[number - 10]} belas" if number > 11 else units[number])


def english(number: int, comma: str = ",") -> str:
    """A number in words as num2words prints it; without its commas if `comma` is empty."""
    small = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    small += [f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            joint = " and " if 0 < rest < 100 else f"{comma} "
            return f"{english(number // size, comma)} {word}" + (f"{joint}{english(rest, comma)}" if rest else "")
    if number >= 100:
        return f"{english(number // 100)} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    if number >= 20:
        return tens[number // 10 - 2] + (f"-{english(number % 10)}" if number % 10 else "")
    return small[number]


@settings(max_examples=300)
@given(
    st.one_of(st.integers(0, 2000), st.integers(0, 10**12)),
    st.sampled_from([("id", indonesian), ("en", english), ("en", lambda number: english(number, "")), ("id", printed)]),
)
def test_number_words_mean_what_they_say(number: int, spoken: tuple[str, object]) -> None:
    lang, speak = spoken
    assert callable(speak)
    text = speak(number)
    pack = language.load(lang)
    words = NumberWords.of(pack.section("quantities")["numbers"], pack.cldr.group, pack.cldr.decimal)
    lexemes = split(text, Span(0, len(text)))
    numeral = read(lexemes, 0, words)
    assert numeral
    assert (numeral.amount, numeral.last) == (Decimal(number), len(lexemes))
