"""EDTF values become days: what sorts a timeline and how precisely a date may be shown."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen import edtf


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-04-23", "2024-04-23", "2024-04-23"),
        ("2024-04-23T21:00", "2024-04-23", "2024-04-23"),
        ("2024-04-23/2024-04-25", "2024-04-23", "2024-04-25"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2010~", "2010-01-01", "2010-12-31"),
        ("2024-21", "2024-03-01", "2024-05-31"),
        ("2024-24", "2024-12-01", "2025-02-28"),
        ("2014-33", "2014-01-01", "2014-03-31"),
        ("2014-36", "2014-10-01", "2014-12-31"),
        ("2014-40", "2014-01-01", "2014-06-30"),
        ("2024-04/..", "2024-04-01", "9999-12-31"),
        ("../2024-04", "0001-01-01", "2024-04-30"),
        ("2024-04-XX", "2024-04-01", "2024-04-30"),
    ],
)
def test_a_value_spans_its_first_to_its_last_day(value: str, first: str, last: str) -> None:
    assert edtf.bounds(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["", "XXXX-05-07", "2023-02-30", "2024-13", "P3D", "../..", "2024/2023", "a/b/c", "99999", "0000"]
)
def test_what_says_no_day_has_no_bounds_and_sorts_last(value: str) -> None:
    assert edtf.bounds(value) is None
    assert edtf.order(value) > edtf.order("9998")


def test_on_the_same_first_day_the_more_precise_comes_first() -> None:
    assert sorted(["2024", "2024-01", "2023", "2024-01-01"], key=edtf.order) == ["2023", "2024-01-01", "2024-01", "2024"]


def test_the_last_year_there_is_does_not_overflow() -> None:
    assert edtf.bounds("9999-12") == (date(9999, 12, 1), date(9999, 12, 31))
    assert edtf.bounds("9999-24") is None


def test_a_part_of_a_period_is_placed_in_that_third_of_it():
    assert edtf.bounds("2024", "END") == (date(2024, 9, 1), date(2024, 12, 31))
    assert edtf.bounds("2024-04", "START") == (date(2024, 4, 1), date(2024, 4, 10))
    assert edtf.bounds("2024-04-23", "MID") == (date(2024, 4, 23), date(2024, 4, 23))
    assert edtf.order("2024", "END") > edtf.order("2024-05-17")
