"""What several articles tell of one event is one row; what is only alike stays apart."""

from __future__ import annotations

import pytest

from briefgen.compose import occurrences
from briefgen.model import Article, Briefing, Document, Sentence, Span, TimelineEntry, Timex


def told(identifier: str, *rows: tuple[str, str, tuple[str, ...]], lang: str = "en", published: str = "2024-05-20") -> Briefing:
    """A briefing of rows (when, clause, participants), one sentence each, without tags."""
    text, sentences, entries = "", [], []
    for number, (when, clause, who) in enumerate(rows):
        span = Span(len(text), len(text) + len(clause))
        text += clause + "\n"
        sentences.append(Sentence(span))
        timex = Timex(Span(span.end, span.end), "DATE", when, when, "sample")
        entries.append(TimelineEntry(when, None, span, timex, number, who, "happened", "sample", future=False))
    article = Article(identifier, lang, identifier, text, (), published=published)
    document = Document(article, tuple(sentences))
    return Briefing(document, (), (), (), (), tuple(entries), (), f"briefings/{identifier}.html")


def groups(*briefings: Briefing) -> list[tuple[list[str], bool]]:
    found = occurrences.gather(briefings)
    return [([f"{one.article_id}{one.row}" for one in each.tellings], each.conflict) for each in found]


OPENED = ("2024-05-14", "The governor reopened the Red Bridge", ("governor", "red-bridge"))


def test_the_same_words_names_and_day_are_one_event() -> None:
    again = ("2024-05-14", "Governor reopened the Red Bridge after repairs", ("governor", "red-bridge"))
    assert groups(told("a", OPENED), told("b", again)) == [(["a0", "b0"], False)]


def test_the_most_precise_date_speaks_for_all() -> None:
    vague = ("2024-05", "The governor reopened the Red Bridge", ("governor", "red-bridge"))
    assert groups(told("a", vague), told("b", OPENED)) == [(["b0", "a0"], False)]


def test_across_languages_the_day_and_the_names_tell() -> None:
    other = ("2024-05-14", "Gubernur membuka kembali Jembatan Merah", ("governor", "red-bridge"))
    assert groups(told("a", OPENED), told("b", other, lang="id")) == [(["a0", "b0"], False)]
    one_name = ("2024-05-14", "Gubernur bertemu wartawan", ("governor",))
    assert len(groups(told("a", OPENED), told("b", one_name, lang="id"))) == 2


@pytest.mark.parametrize(
    "other",
    [
        ("2024-05-14", "The mayor met farmers", ("mayor",)),
        ("2024-05-14", "The governor signed seven contracts", ("governor",)),
        ("2024-05-16", "The governor opened markets", ("governor", "red-bridge")),
        ("2024-08-14", "The governor reopened the Red Bridge", ("governor", "red-bridge")),
    ],
)
def test_what_is_only_alike_stays_apart(other: tuple[str, str, tuple[str, ...]]) -> None:
    assert len(groups(told("a", OPENED), told("b", other))) == 2


def test_the_same_story_with_another_day_is_a_conflict() -> None:
    other = ("2024-05-15", "The governor reopened the Red Bridge", ("governor", "red-bridge"))
    longer = ("2024-05-14", "The governor formally reopened the wide Red Bridge", ("governor", "red-bridge"))
    assert groups(told("a", longer), told("b", ("2024-05-15", *longer[1:]))) == [(["a0", "b0"], True)]
    assert len(groups(told("a", OPENED), told("b", other, published="2024-07-01"))) == 2


def test_two_rows_of_one_article_are_two_events() -> None:
    both = told("a", OPENED, ("2024-05-14", "The governor reopened the old Red Bridge", ("governor", "red-bridge")))
    found = groups(both, told("b", OPENED))
    assert sorted(len(rows) for rows, _ in found) == [1, 2]


def test_every_row_is_in_exactly_one_event_and_undated_ones_come_last() -> None:
    rows = [OPENED, ("..", "Nobody knows when", ("governor",)), ("2023", "A year began", ())]
    assert [rows for rows, _ in groups(told("a", *rows))] == [["a2"], ["a0"], ["a1"]]
