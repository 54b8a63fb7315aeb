"""The cleaner against `tests/cases/clean.md`, and the metadata that it recovers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen import language
from briefgen.read import clean, wording

TEXT = (Path(__file__).parents[1] / "cases" / "clean.md").read_text("utf-8")
CASE = re.compile(
    r"^## ([^\n]+)\n(?:lang: (\w+)\n)?```\n(.*?)\n```\n```\n(.*?)\n```\nremoved:([^\n]*)$", re.MULTILINE | re.DOTALL
)
CASES = [
    pytest.param(lang or "id", source, expected, [rule.strip() for rule in rules.split(",") if rule.strip()], id=title)
    for title, lang, source, expected, rules in CASE.findall(TEXT)
]
HOSTILE = (
    "a",
    "1",
    " ",
    "aA",
    "a.A",
    "Iklan",
    "- ",
    "&amp;",
    "Baca juga: ",
    "We use cookies x. ",
    "12:00 ",
    "a\n",
    "foobarBazqux ",
    "Share\n",
    "Beranda\nHarga beras naik lagi pada pekan ini di Jawa.\n",
    "Tag\nsatu\n",
    '("',
)


def test_every_case_is_read() -> None:
    assert len(CASES) == TEXT.count("\n## ")


@pytest.mark.parametrize(("lang", "source", "expected", "rules"), CASES)
def test_case(lang: str, source: str, expected: str, rules: list[str]) -> None:
    cleaned = clean.clean(source, language.load(lang))
    assert cleaned.text == expected
    assert [removed.rule for removed in cleaned.removed] == rules


@pytest.mark.parametrize(("lang", "source", "expected", "rules"), CASES)
def test_what_is_removed_stands_in_the_source(lang: str, source: str, expected: str, rules: list[str]) -> None:
    for removed in clean.clean(source, language.load(lang)).removed:
        assert source[removed.start : removed.start + len(removed.text)] == removed.text


def test_bullets_become_items() -> None:
    cleaned = clean.clean("- Satu hal yang penting\n- Hal lain yang penting juga", language.load("id"))
    assert [block.kind for block in cleaned.blocks] == ["item", "item"]


def test_origin_leads_back_to_the_source() -> None:
    source = "Iklan\nHarga beras  naik\u00a0lagi &amp; stok turun."
    cleaned = clean.clean(source, language.load("id"))
    assert cleaned.text == "Harga beras naik lagi & stok turun."
    for word in ("Harga", "naik", "lagi", "&", "stok"):
        offset = cleaned.text.index(word)
        start, at = max(run for run in cleaned.origin if run[0] <= offset)
        assert at + offset - start == source.index(word)


def test_the_editor_keeps_and_drops() -> None:
    source = "Harga beras naik lagi pada pekan ini di Jawa.\nADVERTISEMENT\nStok beras turun sejak awal bulan lalu, kata dia."
    cleaned = clean.clean(source, language.load("id"), keep=("ADVERTISEMENT",), drop=(", kata dia",))
    assert "ADVERTISEMENT" in cleaned.text
    assert "kata dia" not in cleaned.text
    assert [removed.rule for removed in cleaned.removed] == ["editor"]


@pytest.mark.parametrize("code", language.codes())
def test_every_pattern_matches_its_examples(code: str) -> None:
    words = wording.load(code)
    for rule in language.load(code).section("clean").get("patterns", ()):
        pattern = wording.compile_pattern(rule["pattern"], words.outlets)
        assert rule["examples"]
        for example in rule["examples"]:
            assert pattern.fullmatch(example), (rule["rule"], example)


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_input_ends(unit: str) -> None:
    clean.clean(unit * (200_000 // len(unit)), language.load("id"), title="")
