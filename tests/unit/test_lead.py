"""The lead: a standfirst if there is one, else the sentences that best stand for the article, each with what it was chosen by."""

from __future__ import annotations

import pytest

from briefgen import language
from briefgen.analyse import centrality, lead, sentences, temporal
from briefgen.model import Article, Block, LeadSentence, Mark, Span
from tests.conftest import plain_article


def chosen(article: Article) -> tuple[LeadSentence, ...]:
    pack = language.load(article.lang)
    split = sentences.split(article, pack)
    return lead.choose(article, split, temporal.extract(article, split, pack), pack)


def of(*paragraphs: str, lang: str = "en", title: str = "") -> Article:
    """An article of paragraphs; `- …` is an item, `# …` a heading, `**…**` a paragraph in bold."""
    text, blocks, marks = "", [], []
    for line in paragraphs:
        kind = {"- ": "item", "# ": "heading"}.get(line[:2], "paragraph")
        words = line[2:] if kind != "paragraph" else line.strip("*")
        span = Span(len(text), len(text) + len(words))
        blocks.append(Block(kind, span))  # type: ignore[arg-type]
        marks += [Mark(span, "strong")] if line.startswith("**") else []
        text += words + "\n\n"
    return Article("a", lang, title, text.rstrip(), tuple(blocks), marks=tuple(marks))


def told(article: Article) -> list[str]:
    """The rule and the words of each sentence."""
    split = sentences.split(article, language.load(article.lang))
    return [f"{one.rule}: {split[one.sentence].span.of(article.text)}" for one in chosen(article)]


NEWS = (
    "The council of Port Vale approved a new harbour bridge on Monday.",
    "It was a long night. The bridge will join the harbour with the old market and cost the council 40 million pounds.",
    "Sellers at the market fear the noise. Rain is expected for tomorrow.",
)


class TestStandfirst:
    def test_items_before_the_text_are_the_lead(self) -> None:
        items = ("- Council votes for the bridge at last", "- Sellers at the market fear noise and dust")
        assert told(of(*items, *NEWS)) == [f"standfirst: {item[2:]}" for item in items]

    def test_so_is_a_first_paragraph_in_bold(self) -> None:
        assert told(of("**The council of Port Vale has voted for a bridge.**", *NEWS)) == [
            "standfirst: The council of Port Vale has voted for a bridge."
        ]

    def test_so_is_a_heading_that_is_a_sentence(self) -> None:
        assert told(of("# Only a bridge will save the old harbour.", *NEWS)) == [
            "standfirst: Only a bridge will save the old harbour."
        ]

    @pytest.mark.parametrize("before", [("- News", "- Harbour"), ("# The bridge",), ("- " + "A very long item. " * 50,)])
    def test_a_menu_a_title_and_a_text_in_items_are_none(self, before: tuple[str, ...]) -> None:
        assert not any(row.startswith("standfirst") for row in told(of(*before, *NEWS)))

    def test_items_that_are_all_there_is_are_the_text(self) -> None:
        assert told(of("- The council has voted for the bridge.", "- It rained."))[0].startswith("first-sentence")


class TestExtract:
    def test_the_first_sentence_of_a_report_and_the_next_best_that_stands_alone(self) -> None:
        assert told(of(*NEWS)) == [
            "first-sentence: The council of Port Vale approved a new harbour bridge on Monday.",
            "central-sentence: The bridge will join the harbour with the old market and cost the council 40 million pounds.",
        ]

    def test_each_says_what_it_was_chosen_by(self) -> None:
        first, second = chosen(of(*NEWS))
        assert first.evidence.startswith("place 1 of 5 · centrality ")
        assert second.evidence == "place 3 of 5 · centrality 100%, rank 1"

    @pytest.mark.parametrize(
        "opening",
        [
            "Who would not want a harbour bridge in Port Vale?",
            "What a night for the harbour bridge in Port Vale!",
            "“The harbour bridge of Port Vale will be beautiful.”",
            "However, the council of Port Vale approved the harbour bridge.",
            "They approved the harbour bridge in Port Vale on Monday.",
            "This harbour bridge of Port Vale is a long story.",
            "Click here for all news about the harbour bridge.",
            "Photo: the harbour bridge of Port Vale in the morning.",
            "By our reporter at the harbour bridge of Port Vale",
        ],
    )
    def test_what_cannot_stand_alone_is_passed_over(self, opening: str) -> None:
        found = told(of(opening, *NEWS))
        assert found[0] == "central-sentence: The council of Port Vale approved a new harbour bridge on Monday."
        assert not any(opening in row for row in found)

    def test_a_small_letter_begins_a_fragment_but_not_where_the_text_begins(self) -> None:
        assert "of the council." not in "".join(told(of(*NEWS, "bridge of Port Vale and the harbour of the council.")))
        assert told(of("the harbour bridge of Port Vale opened.", "It rained."))[0].startswith("first-sentence: the harbour")

    def test_a_sentence_may_lean_on_the_one_before_it(self) -> None:
        article = of(
            "The council of Port Vale approved the harbour bridge.", "It will cost the council 40 million.", "Rain fell."
        )
        assert told(article)[1] == "central-sentence: It will cost the council 40 million."

    def test_what_the_title_says_is_not_said_again_and_the_next_may_lean_on_it(self) -> None:
        article = of("Port Vale has a bridge.", "It cost the council 40 million pounds.", title="Port Vale has a bridge")
        assert told(article) == ["central-sentence: It cost the council 40 million pounds."]

    def test_a_demonstrative_may_point_at_the_title_or_be_a_date(self) -> None:
        assert told(of("This harbour bridge is a long story.", title="Port Vale votes for a bridge over the harbour"))
        article = of("Tahun ini pelabuhan Teluk Sindur ditutup.", "Kapal pindah ke dermaga lain.", lang="id")
        assert told(article)[0].startswith("first-sentence: Tahun ini")

    def test_a_sentence_that_the_splitter_cut_is_quoted_as_a_whole(self) -> None:
        article = of("Lima pengawas pemilu di kelurahan/ desa diberhentikan karena melanggar etik.", lang="id")
        whole = chosen(article)
        assert [one.sentence for one in whole] == list(range(len(sentences.split(article, language.load("id")))))

    def test_what_somebody_says_is_no_lead_unless_the_sentence_says_more(self) -> None:
        said = "“The harbour bridge is coming,” the council of Port Vale said."
        assert said not in "".join(told(of(said, *NEWS)))
        more = "The council of Port Vale approved what it calls a “bridge to the future” on Monday."
        assert told(of(more, "Rain fell."))[0] == f"first-sentence: {more}"
        pieces = "“The harbour bridge is coming to Port Vale. The harbour bridge is here,” the council said."
        assert "bridge is" not in told(of(pieces, *NEWS))[0]

    def test_where_none_stands_alone_the_first_is_the_lead(self) -> None:
        assert chosen(of("Who knows?", "Why not?")) == (LeadSentence(0, "first-sentence", "none stands alone"),)

    def test_a_lead_is_not_the_article_again(self) -> None:
        long = "The council of the harbour " + "and of the market " * 20 + "met."
        assert len(told(of(long, long))) == 1

    def test_no_prose_no_lead(self) -> None:
        assert chosen(plain_article("", lang="en")) == ()
        assert chosen(of("# Heading")) == ()

    def test_a_language_without_data_has_a_lead_too(self) -> None:
        article = of("Skip kabotaĝo finiĝis lunde en la haveno.", "La haveno estas malnova urbo.", lang="eo")
        assert told(article)[0] == "first-sentence: Skip kabotaĝo finiĝis lunde en la haveno."


class TestCentrality:
    def test_the_highest_has_one_and_equals_are_equal(self) -> None:
        rows = centrality.vectors([("harbour", "bridge"), ("bridge", "council"), ("bridge", "council"), ("rain",), ()])
        first, second, third, alone, empty = centrality.central(rows)
        assert second == third == 1.0 > first > alone == empty == 0.0

    def test_it_is_the_sum_of_the_cosines_with_all_others(self) -> None:
        rows = centrality.vectors([tuple("abcdef"[start:stop]) for start in range(3) for stop in range(4, 7)])
        sums = [sum(centrality.cosine(one, other) for other in rows if other is not one) for one in rows]
        assert centrality.central(rows) == pytest.approx([each / max(sums) for each in sums], abs=1e-5)

    def test_nothing_to_share_is_nothing(self) -> None:
        assert centrality.central(centrality.vectors([(), ()])) == (0.0, 0.0)
        assert centrality.central(()) == ()
