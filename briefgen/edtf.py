"""EDTF strings (ISO 8601-2) → days: what a resolved date spans, so that dates of any precision sort together and can be shown as
precisely as they are known and no more. Covers the values that the temporal rules make; anything else is None and sorts last.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "season", "quarter", "third", "half", "year", "decade", "century"]

_VALUE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?:T[\d:.Z+-]{1,24})?(?P<doubt>[?~%]?)"
)
# Months that a sub-year grouping begins with and how many it lasts (ISO 8601-2 codes; seasons of the northern hemisphere).
_GROUPS: dict[int, tuple[Precision, int, int]] = {
    **{21 + n: ("season", 3 + 3 * n, 3) for n in range(4)},
    **{33 + n: ("quarter", 1 + 3 * n, 3) for n in range(4)},
    **{37 + n: ("third", 1 + 4 * n, 4) for n in range(3)},
    **{40 + n: ("half", 1 + 6 * n, 6) for n in range(2)},
}
_THIRDS = ("START", "MID", "END")


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a value: its first and last day, how precise it is, and its place (1…n) among seasons, quarters or halves."""

    first: date
    last: date
    precision: Precision
    part: int = 0
    doubtful: bool = False


def points(value: str) -> tuple[Point | None, ...]:
    """The one point of a date or the two of an interval (None = an open end); empty if the value says no day at all."""
    found: list[Point | None] = []
    ends = value.strip().split("/")
    if len(ends) > 2:
        return ()
    for end in ends:
        if len(ends) == 2 and end in ("", ".."):
            found.append(None)
        elif (point := _point(end)) is not None:
            found.append(point)
        else:
            return ()
    return tuple(found) if any(found) else ()


def bounds(value: str, mod: str | None = None) -> tuple[date, date] | None:
    """First and last day, inclusive; an open end is `date.min` or `date.max`. None if the value is not a date we can place.

    A `mod` of START, MID or END narrows a closed span to its first, middle or last third: words say no more than that."""
    ends = points(value)
    if not ends:
        return None
    first = ends[0].first if ends[0] else date.min
    last = ends[-1].last if ends[-1] else date.max
    if first > last:
        return None
    if mod not in _THIRDS or date.min in (first, last) or date.max in (first, last):
        return first, last
    days, third = (last - first).days + 1, _THIRDS.index(mod)
    return first + timedelta(days * third // 3), first + timedelta(max(days * (third + 1) // 3 - 1, days * third // 3))


def order(value: str, mod: str | None = None) -> tuple[date, date]:
    """A sort key: by first day, shorter spans first on the same day; what cannot be placed comes last."""
    return bounds(value, mod) or (date.max, date.max)


def _point(text: str) -> Point | None:
    match = _VALUE.fullmatch(text)
    if match is None:
        return None
    year, month, day, doubt = match["year"], match["month"], match["day"], bool(match["doubt"])
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year < 1:
        return None
    if month in (None, "XX"):
        precision: Precision = "century" if year.endswith("XX") else "decade" if "X" in year else "year"
        return Point(date(first_year, 1, 1), date(last_year, 12, 31), precision, doubtful=doubt)
    if "X" in year:
        return None
    return _within(first_year, int(month), day, doubt)


def _within(year: int, month: int, day: str | None, doubt: bool) -> Point | None:
    if 25 <= month <= 32:  # the same four seasons named by hemisphere; they sort as the northern ones
        month = 21 + (month - 25) % 4
    if month in _GROUPS:
        precision, start, length = _GROUPS[month]
        base = min(code for code, group in _GROUPS.items() if group[0] == precision)
        try:
            return Point(date(year, start, 1), _month_end(year, start + length - 1), precision, month - base + 1, doubt)
        except (ValueError, OverflowError):
            return None
    if not 1 <= month <= 12:
        return None
    if day in (None, "XX"):
        return Point(date(year, month, 1), _month_end(year, month), "month", doubtful=doubt)
    try:
        exact = date(year, month, int(day or 0))
    except ValueError:
        return None
    return Point(exact, exact, "day", doubtful=doubt)


def _month_end(year: int, month: int) -> date:
    """The last day of a month; months beyond December run into the next year, as a winter does."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) + timedelta(days=calendar.monthrange(year, month)[1] - 1)
