"""Why something was decided, in the language of the page."""

from __future__ import annotations

import re

import pytest

from briefgen.render import evidence, words
from briefgen.render.catalogue import Said

ROWS = [
    ('"KTT" names asean-summit in the starter glossary', "“KTT” adalah nama asean-summit dalam glosarium dasar"),
    ('"UN" (acronym) names un in seeds/glossary/un.md:3', "“UN” (singkatan) adalah nama un dalam seeds/glossary/un.md:3"),
    (
        '"Roma" names city-1 in the builtin glossary, rather than city-2: the model marks a place; it is named here',
        "“Roma” adalah nama city-1 dalam glosarium bawaan, bukan city-2: model menandainya sebagai tempat; it disebut di sini",
    ),
    (
        '"Oslo" names city-4 in the builtin glossary; stands for its government: subject of "said"',
        "“Oslo” adalah nama city-4 dalam glosarium bawaan; mewakili pemerintahnya: subjek “said”",
    ),
    ('short for "Ann Cole" in this article', "bentuk pendek dari “Ann Cole” dalam artikel ini"),
    ('short for "Ann Cole" in the pair "Bob-Cole"', "bentuk pendek dari “Ann Cole” dalam pasangan “Bob-Cole”"),
    ("may be short for Ann Cole or Ann Dee", "mungkin bentuk pendek dari Ann Cole atau Ann Dee"),
    ('made of "Joko Widodo"', "gabungan dari “Joko Widodo”"),
    (
        '"Oslo" names city-4 in the builtin glossary; stands for its team: with "beat" and the score 2-1',
        "“Oslo” adalah nama city-4 dalam glosarium bawaan; mewakili timnya: dengan “beat” dan skor 2-1",
    ),
    ("a name by its shape: begins with Kantor", "nama menurut bentuknya: diawali Kantor"),
    ("the article has no publication date", "artikel tidak memuat tanggal terbit"),
]


@pytest.mark.parametrize(("english", "indonesian"), ROWS)
def test_evidence_is_worded_as_the_page_speaks(english: str, indonesian: str) -> None:
    assert evidence.worded(english, words.of("id")) == Said(indonesian)
    assert evidence.worded(english, words.of("en")) == Said(re.sub(r'"([^"]*)"', r"“\1”", english).replace("builtin", "built-in"))


def test_what_no_template_fits_stays_english_and_is_marked_so() -> None:
    assert evidence.worded("the editor said so", words.of("id")) == Said("the editor said so", "en")


def test_a_template_and_its_wording_have_as_many_slots() -> None:
    for template, wording in words.of("id").strings["evidence_words"].items():
        assert len(re.findall(r"\{\}", template)) == len(re.findall(r"\{\}", wording)), template
