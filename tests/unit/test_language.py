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
