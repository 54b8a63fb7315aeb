"""Which articles are largely one text."""

from __future__ import annotations

from dataclasses import replace

from briefgen.compose import briefing, duplicates
from briefgen.model import Briefing, Document, Glossary, Linking
from tests.conftest import plain_article


def text(seed: int, size: int = 120) -> str:
    """So many words that no other seed has."""
    return " ".join(f"kata{seed}x{step}" for step in range(size))


def made(*texts: str) -> list[Briefing]:
    articles = [
        replace(plain_article(each, ident=f"a{number}"), source_path=f"a{number}.txt") for number, each in enumerate(texts)
    ]
    return [briefing.compose(Document(one), Linking(), Glossary()) for one in articles]


def same(*texts: str) -> list[tuple[str, str]]:
    return [(key, other) for key, values in duplicates.find(made(*texts))[0] for other, _ in values]


def test_the_same_story_twice_is_found_both_ways() -> None:
    assert same(text(1), text(2), text(1)) == [("a0", "a2"), ("a2", "a0")]


def test_wire_copy_that_was_cut_and_framed_is_found() -> None:
    assert same(text(1), f"{text(5, 20)} {text(1)[: len(text(1)) * 3 // 5]}") == [("a0", "a1"), ("a1", "a0")]


def test_case_and_punctuation_make_no_difference() -> None:
    assert same(text(1), text(1).upper().replace(" ", ", ")) != []


def test_a_shared_quotation_or_short_notice_is_not_the_same_story() -> None:
    quotation = text(9, 30)
    assert same(f"{text(1)} {quotation}", f"{text(2)} {quotation}", text(1, 20)) == []


def test_shares_are_of_each_text_and_the_first_article_is_warned_of() -> None:
    found, (problem,) = duplicates.find(made(text(1), f"{text(1)} {text(2)}"))
    assert dict(found)["a0"] == (("a1", 100),)
    assert 45 <= dict(found)["a1"][0][1] <= 55
    assert (problem.code, problem.severity, problem.location and problem.location.path) == ("near-duplicate", "warning", "a0.txt")


def test_a_phrase_of_every_article_is_no_sign_of_copying() -> None:
    assert same(*(f"{text(9, 29)} {text(number)}" for number in range(10, 60))) == []
