"""Whatever the text and whatever a model says of it: mentions apart, roles and quotations in bounds, in order and repeatable."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import language
from briefgen.analyse import people, quotations, sentences
from briefgen.model import Article, EntityType, Mention, Quotation, Role, Span
from tests.conftest import plain_article

LANGS = st.sampled_from(["id", "en", "xx"])
WORDS = (
    "Presiden Joko Mayor Tom Reed Budi - kata said mengatakan that bahwa \" “ ” „ ‘ ’ ' , . : ; ( ) ? ujarnya he dia menurut "
    "according to of Partai M. J. D. AKBP Dr. desa Ngawi former acting elect terpilih yang who and dan AS 990 von der told"
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\n\n"])
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=50).map(" ".join), st.lists(PIECES, max_size=50).map("".join))
TYPES = st.sampled_from(get_args(EntityType)[:3])
MARKS = st.lists(st.tuples(st.integers(0, 120), st.integers(1, 15), TYPES), max_size=6)
MEGABYTE, SHARE = 1_000_000, 32
HOSTILE = (
    '"',
    "“",
    '"a b c d," kata Budi. ',
    "said ",
    "X said that ",
    "menurut X ",
    "Mr. A ",
    "A. ",
    "(",
    "Presiden AS ",
    "Budi-",
)
Read = tuple[tuple[Mention, ...], tuple[Role, ...], tuple[Quotation, ...]]


def read(whole: Article, mentions: tuple[Mention, ...]) -> Read:
    pack = language.load(whole.lang)
    cut = sentences.split(whole, pack)
    found, roles = people.extract(whole, cut, mentions, pack)
    return found, roles, quotations.extract(whole, cut, found, roles, (), pack)


def apart(text: str, marks: list[tuple[int, int, EntityType]]) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for start, length, kind in sorted(marks):
        if start < len(text) and (not found or found[-1].span.end <= start):
            found.append(Mention(Span(start, min(len(text), start + length)), kind, "model:case"))
    return tuple(found)


@given(TEXTS, LANGS, MARKS)
def test_what_is_found_is_in_bounds_and_in_order(text: str, lang: str, marks: list[tuple[int, int, EntityType]]) -> None:
    whole, mentions = plain_article(text, lang=lang), apart(text, marks)
    found, roles, said = read(whole, mentions)
    assert all(0 <= item.span.start < item.span.end <= len(text) for item in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    named = {item.span for item in found if item.type == "person"}
    for role in roles:
        assert role.person in named
        assert 0 <= role.title.start < role.title.end <= len(text)
        assert all(role.title.contains(part) for part in (role.organisation, role.place) if part)
    for one in said:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert 0 <= one.speaker.start < one.speaker.end <= len(text)
        assert one.span.of(text).strip() == one.span.of(text)
    assert list(said) == sorted(said, key=lambda one: (one.span, one.speaker))
    assert read(whole, mentions) == (found, roles, said)


@given(TEXTS)
def test_a_language_without_a_pack_has_no_quotations(text: str) -> None:
    assert read(plain_article(text, lang="xx"), ())[2] == ()


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    "piece",
    ['"', "“", '"a b c d," kata Budi. ', "said ", "X said that ", "menurut ", "Mr. A ", "A. ", "(", "Presiden AS ", "Budi-"],
)
def test_a_hostile_repetition_ends(piece: str, lang: str) -> None:
    text = piece * (MEGABYTE // len(piece) // SHARE)
    read(plain_article(text, lang=lang), ())
