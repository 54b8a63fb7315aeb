"""Quotations: the passages of tests/cases/quotations.*.md, and what a passage cannot show."""

from __future__ import annotations

import re

import pytest

from briefgen import language
from briefgen.analyse import people, quotations, sentences
from briefgen.model import EntityType, Mention, Quotation, Span
from tests.cases import rows
from tests.conftest import plain_article

KINDS: dict[str, EntityType] = {"[[": "person", "{{": "organisation"}


def marked(line: str) -> tuple[str, tuple[Mention, ...]]:
    """The passage without its marks, with a new paragraph for each ` / `, and a mention for each name."""
    text, found, kind = "", [], ""
    for part in re.split(r"(\[\[|\]\]|\{\{|\}\})", line.replace(" / ", "\n\n")):
        if part in KINDS:
            kind = part
        elif part in {"]]", "}}"}:
            kind = ""
        else:
            if kind:
                found.append(Mention(Span(len(text), len(text) + len(part)), KINDS[kind], "model:case"))
            text += part
    return text, tuple(found)


def said(text: str, mentions: tuple[Mention, ...], lang: str) -> tuple[Quotation, ...]:
    pack, whole = language.load(lang), plain_article(text, lang=lang)
    cut = sentences.split(whole, pack)
    found, roles = people.extract(whole, cut, mentions, pack)
    return quotations.extract(whole, cut, found, roles, (), pack)


@pytest.mark.parametrize(
    ("lang", "line", "wanted"),
    [pytest.param(lang, line, wanted, id=line[:60]) for lang in ("id", "en") for line, wanted in rows(f"quotations.{lang}.md")],
)
def test_a_passage_gives_the_quotations_of_its_row(lang: str, line: str, wanted: list[str]) -> None:
    text, mentions = marked(line)
    found = [f"{one.speaker.of(text)} » {one.span.of(text)}{' ~ direct' * one.direct}" for one in said(text, mentions, lang)]
    assert found == wanted
