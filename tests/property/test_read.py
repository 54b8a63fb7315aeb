"""What holds of every input: spans, blocks and origins are sound, cleaning twice is cleaning once, nothing raises."""

from __future__ import annotations

import itertools
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import language
from briefgen.model import Article, Source
from briefgen.read import article, clean

WORDS = st.sampled_from(
    (
        *(
            "Iklan",
            "Baca juga:",
            "Penulis:",
            "Ani",
            "Budi",
            "di",
            "yang",
            "dan",
            "harga",
            "beras",
            "naik.",
            "Jakarta",
            "-",
            "KOMPAS.com",
        ),
        *(
            "24/04/2024",
            "21:00",
            "WIB",
            "SHARE",
            "+ FOLLOW",
            "iPhone",
            "U.S.",
            "“Murah,”",
            "katanya.",
            "1",
            "(abc/def)",
            "Komentar",
            "|",
        ),
        *("•", "&amp;", "#", "*", ">", "`", "[a](b)", "<b>", "</b>", "ADVERTISEMENT", "Halaman 2 dari 3", "\u00a0", "\u200b"),
    )
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " ", " ", "\n", "\n\n"])), max_size=60).map(
        lambda pairs: "".join(word + gap for word, gap in pairs)
    ),
)


SENTENCES = (
    "Harga beras di pasar induk naik lagi pada pekan ini, kata ketua pedagang.",
    "“Kami tidak tahu sampai kapan keadaan ini akan bertahan,” ujar Ani kepada wartawan.",
    "Pemerintah kota menyiapkan Rp 1,2 miliar untuk memperbaiki 14 jembatan sebelum Juni 2024.",
    "Baca tulis anak-anak di desa itu membaik setelah sekolah dibuka kembali oleh warga.",
    "Komentar sang bupati tentang tambang itu dikutip banyak surat kabar di ibu kota.",
    "Follow the money, the auditor told the council before the vote was taken on Monday.",
    "The newsletter of the union had warned its members of the new rules a year earlier.",
    "Iklan rokok dilarang di dekat sekolah sejak peraturan itu mulai berlaku tahun lalu.",
    "She shared the prize with two colleagues, who had worked on cookies for the blind.",
    "Halaman rumah itu dipenuhi warga yang ingin melihat sendiri apa yang terjadi malam itu.",
)
FURNITURE = st.lists(
    st.sampled_from(
        (
            "Beranda",
            "Bagikan",
            "Share",
            "Facebook",
            "ADVERTISEMENT",
            "Baca juga: Harga Telur Naik",
            "Komentar",
            "Trending",
            "Sport",
        )
    ),
    max_size=8,
)


def is_sound(found: Article, source: str) -> None:
    spans = [block.span for block in found.blocks]
    assert all(span.start < span.end <= len(found.text) for span in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    covered = "".join(span.of(found.text) for span in spans)
    assert "".join(covered.split()) == "".join(found.text.split())
    assert all(0 <= mark.span.start < mark.span.end <= len(found.text) for mark in found.marks)
    assert list(found.origin) == sorted(found.origin, key=lambda pair: pair[0])
    assert all(0 <= at <= len(source) for _, at in found.origin)
    assert all(source[removed.start : removed.start + len(removed.text)] == removed.text for removed in found.removed)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean.clean(text, language.load("id")).text
    assert clean.clean(once, language.load("id")).text == once


@settings(max_examples=150, deadline=None)
@given(FURNITURE, st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=12, unique=True), FURNITURE, st.integers(1, 4))
def test_no_sentence_of_an_article_is_lost_among_furniture(
    above: list[str], sentences: list[str], below: list[str], size: int
) -> None:
    paragraphs = [" ".join(sentences[start : start + size]) for start in range(0, len(sentences), size)]
    page = "\n".join([*above, *paragraphs, *below])
    once = clean.clean(page, language.load("id")).text
    assert all(sentence in once for sentence in sentences)
    assert clean.clean(once, language.load("id")).text == once


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_articles_are_sound(text: str, name: str) -> None:
    source = Source(f"seeds/articles/{name}", text.encode("utf-8", "ignore"), "")
    articles, _ = article.read(source, default_lang="id", languages=("id",))
    for found in articles:
        is_sound(found, source.data.decode("utf-8-sig"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.jsonl"]))
def test_bytes_never_raise(data: bytes, name: str) -> None:
    articles, problems = article.read(Source(f"seeds/articles/{name}", data, ""), default_lang="id", languages=("id", "en"))
    assert articles or problems or not data.strip()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_plain_text_stays(text: str) -> None:
    row = json.loads(json.dumps({"id": "1", "lang": "id", "text": text}))
    assert article.unchanged(row).text == text
