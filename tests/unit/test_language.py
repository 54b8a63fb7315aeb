"""language: the packs that are shipped, and what CLDR adds."""

from __future__ import annotations

import pytest

from briefgen import language


@pytest.mark.parametrize("code", language.codes())
def test_every_pack_has_every_section(code: str) -> None:
    pack = language.load(code)
    for section in ("stanza", "clean", "sentences", "temporal", "events", "quantities", "people", "linking", "ui"):
        assert isinstance(pack.section(section), dict), section


def test_names_come_from_cldr() -> None:
    cldr = language.load("id").cldr
    assert dict(cldr.months)["agustus"] == 8
    assert dict(cldr.weekdays)["senin"] == 0
    assert (cldr.decimal, cldr.group) == (",", ".")
    assert cldr.territories["JP"] == "Jepang"


def test_an_unknown_language_is_an_empty_pack() -> None:
    pack = language.load("zz")
    assert (dict(pack.data), pack.models) == ({}, None)
    assert pack.cldr.decimal == "."


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-US", "en"),
        ("zh_Hant", "zh-Hant"),
        ("../en", ""),
        ("a\0b", ""),
        ("x" * 5000, ""),
        ("", ""),
    ],
)
def test_a_code_is_what_names_a_pack_and_never_a_path(written: str, code: str) -> None:
    assert language.code_of(written) == code
