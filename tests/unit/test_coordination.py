"""Coordination: does `and` join phrases or clauses? Words are given with their parts of speech, as `word/UPOS`."""

from __future__ import annotations

import re

import pytest

from briefgen import language
from briefgen.analyse import coordination, events, quotations, temporal
from briefgen.model import Article, Block, Sentence, Span, Token

TAGGED = re.compile(r"(\S+)/([A-Z]+)")

FORECAST = (
    "Kementerian/NOUN memperkirakan/VERB ekspor/NOUN ke/ADP Oman/PROPN dan/CCONJ Qatar/PROPN naik/VERB "
    "pada/ADP semester/NOUN kedua/ADJ ./PUNCT"
)
MATCH = "The/DET team/NOUN will/AUX play/VERB Oman/PROPN and/CCONJ Qatar/PROPN on/ADP Tuesday/PROPN ./PUNCT"


def sentence(tagged: str) -> tuple[str, Sentence]:
    """The text of a tagged sentence, its words parted by blanks, and the sentence."""
    text, tokens = "", []
    for word, upos in TAGGED.findall(tagged):
        start = len(text) + bool(text)
        text = f"{text} {word}".strip()
        tokens.append(Token(Span(start, len(text)), upos=upos))
    return text, Sentence(Span(0, len(text)), tuple(tokens))


PHRASES = [
    ("id", FORECAST, "nothing before it in the reported clause is a verb"),
    ("en", MATCH, "no verb comes after it"),
    ("en", "Police/NOUN and/CCONJ medics/NOUN came/VERB ./PUNCT", "two subjects"),
    (
        "en",
        "He/PRON met/VERB Ann/PROPN last/ADJ week/NOUN and/CCONJ Bob/PROPN ,/PUNCT who/PRON left/VERB ./PUNCT",
        "a mark ends what it joins",
    ),
    ("id", "Rapat/NOUN batal/VERB Sabtu/PROPN lalu/ADV dan/CCONJ Minggu/PROPN ./PUNCT", "two dates"),
    (
        "en",
        "Agents/NOUN found/VERB it/PRON ,/PUNCT Customs/PROPN and/CCONJ Border/PROPN Protection/PROPN said/VERB ./PUNCT",
        "the parts of one name behind a comma",
    ),
]
CLAUSES = [
    ("en", "Police/NOUN came/VERB and/CCONJ people/NOUN left/VERB ./PUNCT", "a verb on either side"),
    (
        "id",
        "Harga/NOUN naik/ADJ Sabtu/PROPN lalu/ADV dan/CCONJ turun/VERB ./PUNCT",
        "a listed verb that is tagged as an adjective",
    ),
    (
        "en",
        "He/PRON announced/VERB cuts/NOUN and/CCONJ left/VERB ./PUNCT",
        "not every verb of saying opens a clause without `that`",
    ),
]


@pytest.mark.parametrize(("lang", "tagged", "why"), PHRASES, ids=lambda value: value[:40])
def test_joins_phrases(lang: str, tagged: str, why: str) -> None:
    text, one = sentence(tagged)
    assert coordination.joints(language.load(lang)).phrasal(text, one), why


@pytest.mark.parametrize(("lang", "tagged", "why"), CLAUSES, ids=lambda value: value[:40])
def test_joins_clauses(lang: str, tagged: str, why: str) -> None:
    text, one = sentence(tagged)
    assert not coordination.joints(language.load(lang)).phrasal(text, one), why


def test_without_parts_of_speech_nothing_is_known() -> None:
    text, one = sentence(MATCH)
    assert not coordination.joints(language.load("en")).phrasal(text, Sentence(one.span))


@pytest.mark.parametrize(
    ("lang", "tagged", "value", "clause"),
    [
        ("id", FORECAST, "2024-07/2024-12", "ekspor ke Oman dan Qatar naik"),
        ("en", MATCH, "2024-05-21", "The team will play Oman and Qatar"),
    ],
)
def test_a_date_behind_two_joined_names_is_as_far_ahead_as_the_verb_before_them_says(
    lang: str, tagged: str, value: str, clause: str
) -> None:
    text, one = sentence(tagged)
    whole = Span(0, len(text))
    article = Article(id="a", lang=lang, title="", text=text, blocks=(Block("paragraph", whole),), published="2024-05-16")
    pack = language.load(lang)
    (timex,) = timexes = temporal.extract(article, (one,), pack)
    said = quotations.extract(article, (one,), (), (), timexes, pack)
    (event,) = events.extract(article, (one,), timexes, pack, said)
    assert (timex.resolved, event.span.of(text), event.certainty) == (value, clause, "planned")
