"""Names and sentence ends in the sentences of tests/cases/names.*.md, read from raw text with the shipped packs: floors, only
ever raised. Where `BRIEFGEN_GOLD` names a folder with `<code>*.iob` files (token TAB tag), they are measured on those too."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from briefgen import language
from briefgen.analyse import annotate
from tests.conftest import ROOT, plain_article

CLASSES = {"PER": "person", "LOC": "place", "ORG": "organisation"}
MARK = re.compile(r"\{([A-Z]+) ([^}]*)\}|( ?)\|\| ")
Found = set[tuple[int, int, str]]

pytestmark = [pytest.mark.models, pytest.mark.timeout(300)]


def marked(line: str) -> tuple[str, Found, set[int]]:
    """A row's plain text, its names, and where its sentences begin."""
    text, names, starts, place = "", set(), {0}, 0
    for match in MARK.finditer(line):
        text += line[place : match.start()]
        if match[1]:
            names.add((len(text), len(text) + len(match[2]), CLASSES[match[1]]))
            text += match[2]
        else:
            text += match[3]
            starts.add(len(text))
        place = match.end()
    return text + line[place:], names, starts


def rows(code: str) -> list[tuple[str, Found, set[int]]]:
    lines = (ROOT / "tests" / "cases" / f"names.{code}.md").read_text("utf-8").splitlines()
    return [marked(line[2:]) for line in lines if line.startswith("- ")]


def f1(right: int, found: int, gold: int) -> float:
    return 2 * right / max(1, found + gold)


@pytest.mark.parametrize(("code", "floor"), [("id", 0.92), ("en", 0.87)])
def test_names_are_found_whole_and_of_the_right_kind(code: str, floor: float) -> None:
    right = found = gold = 0
    for text, names, _ in rows(code):
        (_, mentions, _), _ = annotate.annotate(plain_article(text, lang=code), language.load(code))
        seen = {(m.span.start, m.span.end, m.type) for m in mentions}
        right, found, gold = right + len(seen & names), found + len(seen), gold + len(names)
    assert f1(right, found, gold) >= floor, f"{right} right, {found} found, {gold} in the text"


@pytest.mark.parametrize("code", ["id", "en"])
def test_sentences_end_where_they_do_also_without_a_space(code: str) -> None:
    for text, _, starts in rows(code):
        (sentences, _, _), _ = annotate.annotate(plain_article(text, lang=code), language.load(code))
        assert {s.span.start for s in sentences} == starts, text


@pytest.mark.skipif("BRIEFGEN_GOLD" not in os.environ, reason="BRIEFGEN_GOLD names no folder with labelled data")
@pytest.mark.parametrize(("code", "floor"), [("id", 0.78), ("en", 0.74)])
def test_the_pack_keeps_its_level_on_labelled_corpora(code: str, floor: float) -> None:
    from training import evaluate

    for file in sorted(Path(os.environ["BRIEFGEN_GOLD"]).glob(f"{code}*.iob")):
        assert evaluate.score_ner(language.FOLDER / "models" / code, code, file)["f1"] >= floor, file.name
