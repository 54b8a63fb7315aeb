"""Drawings say what the words say: dates in order, long gaps as breaks, nothing outside the picture."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Quantity, Span
from briefgen.render import charts
from briefgen.render.charts import Dated

DAYS = st.dates(date(1000, 1, 1), date(2999, 1, 1))


def day(text: str, kind: str = "past") -> Dated:
    return Dated(date.fromisoformat(text), date.fromisoformat(text), text, kind)


def test_dates_stand_in_order_and_in_proportion() -> None:
    found = charts.axis([day("2024-05-21"), day("2024-05-01"), day("2024-05-11", "published")])
    assert found is not None
    assert [(mark.x, mark.kind) for mark in found.marks] == [(12, "past"), (320, "published"), (628, "past")]
    assert found.breaks == ()
    assert found.labels == ((12, "2024-05-01", "start"), (320, "2024-05-11", "middle"), (628, "2024-05-21", "end"))


def test_a_long_gap_is_a_break_and_does_not_press_the_rest_together() -> None:
    found = charts.axis([day("1949-10-01"), day("2024-05-01"), day("2024-05-05"), day("2024-05-09")])
    assert found is not None
    assert len(found.breaks) == 1
    assert found.marks[0].x < found.breaks[0] < found.marks[1].x < 400


def test_a_period_has_a_width() -> None:
    month = Dated(date(2024, 5, 1), date(2024, 5, 31), "May 2024", "past")
    found = charts.axis([month, day("2024-04-11"), day("2024-06-20")])
    assert found is not None
    assert [mark.width > 0 for mark in found.marks] == [False, True, False]


def test_two_dates_and_open_ends_make_no_axis() -> None:
    assert charts.axis([day("2024-05-01"), day("2024-05-02")]) is None
    assert charts.axis([Dated(date.min, date(2024, 5, 1), "until", "past"), day("2024-05-01"), day("2024-05-02")]) is None


@given(st.lists(st.tuples(DAYS, DAYS), max_size=12))
def test_nothing_is_drawn_outside(pairs: list[tuple[date, date]]) -> None:
    found = charts.axis([Dated(min(pair), max(pair), "x", "past") for pair in pairs])
    if found is not None:
        assert all(0 <= mark.x <= mark.x + mark.width <= charts.WIDTH for mark in found.marks)
        assert all(0 < x < charts.WIDTH for x in found.breaks)
        assert [mark.x for mark in found.marks] == sorted(mark.x for mark in found.marks)


def test_a_network_shows_the_strongest_neighbours_and_needs_three() -> None:
    found = charts.network([("Jakarta", 8), ("A name that is much too long to be shown", 4), ("Bogor", 1)])
    assert [(node.name, node.weight) for node in found] == [("Jakarta", 5), ("A name that is…", 3), ("Bogor", 1)]
    assert all(0 < node.x < charts.NETWORK[0] and 0 < node.y < charts.NETWORK[1] for node in found)
    assert charts.network([("Jakarta", 8), ("Bogor", 1)]) == ()


def test_a_map_shows_the_place_and_what_is_around_it() -> None:
    found = charts.place("-6.2", "106.8")
    assert found == charts.Place(2568, 792, 2868, 962)
    edge = charts.place("90", "180")
    assert edge is not None
    assert (edge.left, edge.top) == (3000, 0)
    assert charts.place("north", "1") is charts.place("91", "0") is charts.place("0", "nan") is None


@pytest.mark.parametrize(
    ("before", "after", "lengths"),
    [
        (("100", "kg"), ("25", "kg"), (100, 25)),
        (("12000", "IDR"), ("12600", "IDR"), (95.2, 100)),
        (("0", "people"), ("3", "people"), (0, 100)),
        (("5", "%"), ("7", "people"), None),
        (("-2", "%"), ("4", "%"), None),
        (("0", "%"), ("0", "%"), None),
    ],
)
def test_two_bars_compare_amounts_of_one_unit(
    before: tuple[str, str], after: tuple[str, str], lengths: tuple[float, float] | None
) -> None:
    first, last = (Quantity(Span(0, 1), Decimal(amount), unit, "measure", "x") for amount, unit in (before, after))
    assert charts.bars(first, last) == lengths
