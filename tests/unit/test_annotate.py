"""annotate: articles → sentences, tokens and mentions with the shipped pack, offline."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence

import pytest

from briefgen import language
from briefgen.analyse import annotate, sentences
from briefgen.model import Article, Block, Sentence, Span
from tests.conftest import plain_article

TEXT = "Menteri Luar Negeri Retno Marsudi bertemu wakil ASEAN di Jakarta.Ia lalu terbang ke Kairo.\n\nRumahnya di Bandung."


@pytest.mark.models
@pytest.mark.timeout(120)
def test_the_indonesian_pack_finds_sentences_words_and_names_without_a_network(no_network: None) -> None:
    article = plain_article(TEXT)
    (found, mentions, annotator), problems = annotate.annotate(article, language.load("id"))
    assert problems == ()
    assert annotator == "stanza:id/news"
    assert [s.span.of(TEXT).split()[0] for s in found] == ["Menteri", "Ia", "Rumahnya"]
    names = {m.span.of(TEXT): m.type for m in mentions}
    assert names["Jakarta"] == "place"
    assert names["Retno Marsudi"] == "person"
    for sentence in found:
        for token in sentence.tokens:
            assert sentence.span.contains(token.span)
            assert token.upos


@pytest.mark.models
@pytest.mark.timeout(120)
def test_the_english_pack_finds_sentences_and_names_without_a_network(no_network: None) -> None:
    text = "President Maria Lopez met the mayor of London on Tuesday.They will meet again in Paris."
    (found, mentions, annotator), problems = annotate.annotate(plain_article(text, lang="en"), language.load("en"))
    assert (problems, annotator) == ((), "stanza:en/news")
    assert [s.span.of(text).split()[0] for s in found] == ["President", "They"]
    names = {m.span.of(text): m.type for m in mentions}
    assert (names["Maria Lopez"], names["London"], names["Paris"]) == ("person", "place", "place")


@pytest.mark.models
@pytest.mark.timeout(120)
def test_a_name_leaves_its_clitic_behind() -> None:
    text = "London's mayor met Maria Lopez's brother in Paris."
    (_, mentions, _), _ = annotate.annotate(plain_article(text, lang="en"), language.load("en"))
    assert [m.span.of(text) for m in mentions] == ["London", "Maria Lopez", "Paris"]


@pytest.mark.models
@pytest.mark.timeout(120)
def test_every_name_has_one_of_the_pack_s_few_confidences() -> None:
    for code, text in (("id", TEXT), ("en", "Maria Lopez met the mayor of London. She likes Acme Corp. and the Foo Institute.")):
        (_, mentions, _), _ = annotate.annotate(plain_article(text, lang=code), language.load(code))
        bands = json.loads((language.FOLDER / "models" / code / "confidence.json").read_text("utf-8"))
        assert mentions
        assert {m.confidence for m in mentions} <= {right for _, right in bands}


LENGTHS = (3, 40, 1, 7, 90, 12, 2, 25)
SENTENCES = {
    "id": (
        "Presiden Joko Widodo tiba di Jakarta.",
        "Ia bertemu Menteri Luar Negeri Retno Marsudi.",
        "Harga beras naik 3 persen!",
    ),
    "en": ("Maria Lopez flew to London.", "Nobody from Acme Corp. met her brother's lawyer.", "Prices rose by 3 per cent!"),
}


@pytest.mark.models
@pytest.mark.timeout(240)
def test_what_is_understood_of_an_article_does_not_depend_on_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        plain_article(" ".join(own[(n + i * i) % 3] for i in range(n)), lang=code, ident=f"{code}{n}")
        for code, own in SENTENCES.items()
        for n in LENGTHS
    ]
    alone = [annotate.annotate(article, language.load(article.lang)) for article in articles]
    assert annotate.annotate_all(articles) == alone
    assert annotate.annotate_all(articles[::-1]) == alone[::-1]
    monkeypatch.setattr(annotate, "TOGETHER", 500)
    assert annotate.annotate_all(articles) == alone


@pytest.mark.models
@pytest.mark.timeout(120)
def test_a_word_too_long_for_the_model_costs_nothing_but_itself() -> None:
    text = f"Retno Marsudi membaca data:{'Qx9+/' * 2_000} di Jakarta. Ia lalu terbang ke Kairo.{'z' * 3_000}"
    article = plain_article(text)
    (found, mentions, name), problems = annotate.annotate(article, language.load("id"))
    assert name == "stanza:id/news"
    assert {"Retno Marsudi", "Jakarta"} <= {mention.span.of(text) for mention in mentions}
    assert found[0].span.start == 0 and found[-1].span.end == len(text)
    assert [problem.code for problem in problems] == ["annotate-failed"]


@pytest.mark.models
@pytest.mark.timeout(120)
def test_one_unreadable_article_does_not_cost_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = annotate._Reader.read

    def breaks(reader: annotate._Reader, texts: Sequence[str]) -> list[object]:
        if any(text.startswith("aaa") for text in texts):
            raise ValueError("a made-up failure")
        return list(whole(reader, texts))

    monkeypatch.setattr(annotate._Reader, "read", breaks)
    articles = [plain_article(text) for text in (TEXT, "aaaa", "Ia tiba di Jakarta.")]
    first, second, third = annotate.annotate_all(articles)
    assert [found[0][2] for found in (first, second, third)] == ["stanza:id/news", "", "stanza:id/news"]
    assert [problem.code for problem in second[1]] == ["annotate-failed"]


@pytest.mark.models
@pytest.mark.timeout(120)
@pytest.mark.parametrize("text", ["", " ", "?", "\u200b", "😀" * 40, "a" * 5_000, "(" * 300])
def test_hostile_text_is_annotated_or_said_not_to_be(text: str) -> None:
    article = Article("x", "id", "", text, (Block("paragraph", Span(0, len(text))),) if text.strip() else ())
    (found, mentions, _), problems = annotate.annotate(article, language.load("id"))
    assert all(0 <= s.span.start < s.span.end <= len(text) for s in found)
    assert all(problem.code == "annotate-failed" for problem in problems)
    assert not mentions or text


def test_a_language_without_a_model_gets_sentences_by_rule_and_a_warning() -> None:
    article = plain_article("Guten Tag. Es regnet heute!", lang="de")
    (found, mentions, annotator), problems = annotate.annotate(article, language.load("de"))
    assert [s.span.of(article.text) for s in found] == ["Guten Tag.", "Es regnet heute!"]
    assert (mentions, annotator) == ((), "")
    assert [problem.code for problem in problems] == ["no-pack"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", 2),
        ("Is it 3.5 or 4? Nobody knows.", 2),
        ("“We won.” The crowd cheered.", 2),
        ("J. Smith spoke.", 1),
        ("No end mark", 1),
        ("One...  Two!", 2),
    ],
)
def test_sentences_by_rule(text: str, expected: int) -> None:
    assert len(sentences.split(plain_article(text, lang="en"), language.load("en"))) == expected


def test_sentences_never_cross_a_block() -> None:
    article = plain_article("A heading\n\nThe text.", lang="en")
    assert [s.span.of(article.text) for s in sentences.split(article, language.load("en"))] == ["A heading", "The text."]


@pytest.mark.parametrize(
    ("text", "cuts", "expected"),
    [
        ("A £2.4 million loss. It fell.", [5, 20], ["A £2.4 million loss.", "It fell."]),
        ("Naik 3,5 persen.", [7], ["Naik 3,5 persen."]),
        ("Ia pulang.Kata dia, 2. 4 orang tewas.", [10, 22], ["Ia pulang.", "Kata dia, 2.", "4 orang tewas."]),
    ],
)
def test_a_sentence_does_not_end_within_a_number(text: str, cuts: list[int], expected: list[str]) -> None:
    edges = [0, *cuts, len(text)]
    found = [Sentence(sentences.trim(text, Span(start, end))) for start, end in itertools.pairwise(edges)]
    assert [one.span.of(text) for one in sentences.whole_numbers(text, found)] == expected
