"""Time expressions of arbitrary text: no input breaks them, values are well-formed, and time grows with length only."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import language
from briefgen.analyse import events, temporal
from briefgen.model import Article, Sentence, Span, Timex

WORDS = [
    "Senin",
    "Selasa",
    "Minggu",
    "minggu",
    "hari",
    "bulan",
    "tahun",
    "pekan",
    "lalu",
    "depan",
    "ini",
    "awal",
    "akhir",
    "sekitar",
    "hingga",
    "sampai",
    "dan",
    "antara",
    "Mei",
    "Maret",
    "17",
    "31",
    "2024",
    "1990-an",
    "(24/8)",
    "29",
    "Februari",
    "kuartal",
    "II",
    "semester",
    "abad",
    "ke-19",
    "tiga",
    "beberapa",
    "dua",
    "puluh",
    "pukul",
    "14.00",
    "WIB",
    "setiap",
    "per",
    "lagi",
    "kemarin",
    "besok",
    "keesokan",
    "harinya",
    "tanggal",
    "99",
    "0",
    "-",
    ",",
    ".",
    "Monday",
    "March",
    "May",
    "last",
    "next",
    "ago",
    "early",
    "mid-",
    "the",
    "of",
    "year",
    "years",
    "decades",
    "century",
    "quarter",
    "first",
    "summer",
    "2:30",
    "p.m.",
    "a",
    "few",
    "every",
    "between",
    "and",
    "to",
    "fiscal",
    "FY04",
]

EDTF = re.compile(r"\d{4}(-(\d\d)(-\d\d)?)?~?|\d{3}X~?|\d\dXX~?")
DURATION = re.compile(r"PT?(\d+(\.\d+)?|X)[YMWDHS]")
TIME = re.compile(r"T([01]\d|2[0-3]):[0-5]\d([+-]\d\d:\d\d)?")

texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
published = st.one_of(
    st.none(),
    st.dates(min_value=date(1, 1, 1)).map(date.isoformat),
    st.sampled_from(["9999-12-31T23:59", "0001-01-01", "2024", "x"]),
)


def extract(text: str, lang: str, when: str | None) -> tuple[Timex, ...]:
    return temporal.extract(Article(id="a", lang=lang, title="", text=text, blocks=(), published=when), (), language.load(lang))


def is_edtf(value: str) -> bool:
    """Level 1 dates and intervals as far as we write them: real days, months, seasons (21-24) and quarters (33-36)."""
    for part in value.split("/"):
        if not EDTF.fullmatch(part):
            return False
        pieces = part.rstrip("~").split("-")
        if len(pieces) == 2 and not (1 <= int(pieces[1]) <= 12 or 21 <= int(pieces[1]) <= 24 or 33 <= int(pieces[1]) <= 36):
            return False
        if len(pieces) == 3:
            date.fromisoformat(part.rstrip("~"))
    return value.count("/") <= 1


def is_well_formed(timex: Timex) -> bool:
    if timex.point and not is_edtf(timex.point):
        return False
    if timex.resolved is None:
        return bool(timex.reason)
    if timex.type == "DATE":
        return is_edtf(timex.resolved)
    if timex.type == "TIME":
        return all(TIME.fullmatch(part) for part in timex.resolved.split("/"))
    return DURATION.fullmatch(timex.resolved) is not None


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from(["id", "en"]), published)
def test_values_are_well_formed_and_spans_sorted_and_disjoint(text: str, lang: str, when: str | None) -> None:
    found = extract(text, lang, when)
    assert [timex for timex in found if not is_well_formed(timex)] == []
    assert all(0 <= timex.span.start < timex.span.end <= len(text) for timex in found)
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(found))


@settings(max_examples=50, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_answer_whatever_the_day(text: str) -> None:
    first = extract(text, "id", "2024-08-15")
    assert extract(text, "id", "2024-08-15") == first


@settings(max_examples=100, deadline=None)
@given(texts)
def test_text_before_a_paragraph_moves_its_spans_and_nothing_else(text: str) -> None:
    alone = extract(text, "id", "2024-08-15")
    moved = extract("Teks.\n\n" + text, "id", "2024-08-15")
    assert [(t.span.start + 7, t.resolved) for t in alone] == [(t.span.start, t.resolved) for t in moved]


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from(["id", "en"]), published)
def test_events_lie_in_their_sentence_and_belong_to_a_resolved_date(text: str, lang: str, when: str | None) -> None:
    article = Article(id="a", lang=lang, title="", text=text, blocks=(), published=when)
    sentences = (Sentence(Span(0, len(text))),)
    timexes = temporal.extract(article, sentences, language.load(lang))
    dates = {timex.span for timex in timexes if timex.type == "DATE" and timex.resolved}
    found = events.extract(article, sentences, timexes, language.load(lang))
    assert all(event.timex in dates and sentences[0].span.contains(event.span) and event.span.of(text).strip() for event in found)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit",
    [
        "7",
        " ",
        "1 ",
        "Mei ",
        "dua ",
        "2024-",
        "(",
        "Senin hingga ",
        "Rabu, ",
        "kuartal II ",
        "sekitar ",
        "awal ",
        "a ",
        "\n",
        "12/",
        '"',
    ],
)
def test_hostile_repetition_ends(unit: str) -> None:
    """Twenty times the longest article there is; what takes quadratic time runs into the limit of a minute."""
    text = unit * (160_000 // len(unit))
    article = Article(id="a", lang="id", title="", text=text, blocks=(), published="2024-08-15")
    sentences = (Sentence(Span(0, len(text))),)
    timexes = temporal.extract(article, sentences, language.load("id"))
    assert all(timex.span.end <= len(text) for timex in timexes)
    events.extract(article, sentences, timexes, language.load("id"))
