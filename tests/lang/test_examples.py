"""Every rule of every language pack does what its own examples say (publication date 2024-08-15, a Thursday)."""

from __future__ import annotations

import pytest

from briefgen import language
from briefgen.analyse import temporal
from briefgen.model import Article

EXAMPLES = [
    (code, rule.name, text, wanted)
    for code in language.codes()
    for rule in temporal.rules(language.load(code))
    for text, wanted in rule.examples.items()
]


@pytest.mark.parametrize(("code", "rule", "text", "wanted"), EXAMPLES, ids=str)
def test_example(code: str, rule: str, text: str, wanted: str) -> None:
    article = Article(id="a", lang=code, title="", text=text, blocks=(), published="2024-08-15")
    found = [f"{timex.resolved} {timex.mod or ''}".strip() for timex in temporal.extract(article, (), language.load(code))]
    assert " | ".join(found) == wanted, rule


@pytest.mark.parametrize("code", language.codes())
def test_every_rule_that_finds_something_has_an_example(code: str) -> None:
    assert [rule.name for rule in temporal.rules(language.load(code)) if rule.type != "NONE" and not rule.examples] == []


@pytest.mark.parametrize("code", language.codes())
def test_rule_names_are_unique(code: str) -> None:
    names = [rule.name for rule in temporal.rules(language.load(code))]
    assert len(names) == len(set(names))
