"""What figures measure, in the sentences of tests/cases/figures.*.md read with the shipped model: a floor, only ever raised."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from briefgen import language
from briefgen.analyse import annotate, quantities, temporal
from tests.cases import article, bracketed, rows
from tests.unit.test_quantities import ROW

SAME = 0.5
"""Token F1 from which two phrases name the same thing, as the project's scorer has it."""


def tokens(phrase: str, figure: str) -> set[str]:
    """The words of a phrase without those of the figure itself, unless nothing else is left."""
    words = set(re.findall(r"\w+", phrase))
    return words - set(re.findall(r"\w+", figure)) or words


def same(found: str, wanted: str, figure: str) -> bool:
    one, two = tokens(found, figure), tokens(wanted, figure)
    return 2 * len(one & two) >= SAME * (len(one) + len(two)) if one and two else one == two


@pytest.mark.models
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("lang", "floor"), [("id", 0.95), ("en", 0.95)])
def test_the_phrase_that_a_figure_measures_is_found(lang: str, floor: float) -> None:
    pack, right, asked = language.load(lang), 0, 0
    wanted = [(bracketed(line)[0], expected) for line, expected in rows(f"figures.{lang}.md")]
    whole = replace(article("\n\n".join(text for text, _ in wanted), lang), published="2023-06-15")
    (sentences, _, _), _ = annotate.annotate(whole, pack)
    found = quantities.extract(whole, sentences, temporal.extract(whole, sentences, pack), pack)
    start = 0
    for text, expected in wanted:
        end = start + len(text)
        here = [quantity for quantity in found if start <= quantity.span.start < end]
        for row in expected:
            match = ROW.fullmatch(row)
            assert match, f"not a row: {row}"
            if not match["about"]:
                continue
            asked += 1
            about = next((q.about for q in here if q.span.of(whole.text) == match["words"] and q.about), None)
            right += same(about.of(whole.text) if about else "", match["about"], match["words"])
        start = end + 2
    assert right >= floor * asked, f"{right} of {asked}"
