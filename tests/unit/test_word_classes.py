"""word_classes: a listed word keeps its part of speech whatever a tagger takes it for."""

from __future__ import annotations

import pytest

from briefgen import language
from briefgen.analyse import word_classes
from briefgen.model import Sentence, Span, Token


def tagged(word: str, upos: str, lang: str) -> str:
    """The tag that the only word of a sentence has in the end."""
    span = Span(0, len(word))
    (sentence,) = word_classes.corrected(word, [Sentence(span, (Token(span, word, upos),))], language.load(lang))
    return sentence.tokens[0].upos


@pytest.mark.parametrize("word", ["meter", "dermaga", "tersangka", "responden", "menit", "Maret", "Rupiah"])
def test_units_months_currencies_offices_and_listed_nouns_are_no_verbs(word: str) -> None:
    assert tagged(word, "VERB", "id") == "NOUN"


@pytest.mark.parametrize("upos", ["VERB", "SCONJ"])
def test_a_word_that_places_in_time_is_an_adverb(upos: str) -> None:
    assert tagged("kemarin", upos, "id") == "ADV"


@pytest.mark.parametrize(("word", "upos"), [("menilai", "VERB"), ("Meter", "PROPN"), ("naik", "VERB"), ("karena", "SCONJ")])
def test_other_words_and_other_tags_stay(word: str, upos: str) -> None:
    assert tagged(word, upos, "id") == upos


def test_where_the_same_word_is_noun_and_verb_the_tagger_decides() -> None:
    assert tagged("head", "VERB", "en") == "VERB"
