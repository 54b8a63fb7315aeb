"""Underspecified values → EDTF: calendar arithmetic without words.

A value is `BASE[-PART]`. BASE is a year (`2014`, `199X`, `19XX`, `XX14` = century unknown, `XXXX` = year unknown) or a shift of
the publication date (`DCT-3D`) or of the date the passage is about (`REF+1Y`) by days, hours (`TH`), ISO weeks, months, quarters,
years, decades (`X`) or centuries (`C`). PART is a month, month-day, `Q3` quarter, `H1` half, `S2` season, `F4M` first 4 months,
`D2` ISO weekday or day of the month, `WE` weekend, `WXX-2` a weekday of an unknown week, `XX-17` a day of an unknown month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

Direction = Literal["past", "future", ""]

REACH_DAYS = 92
"""Without tense words a date is past unless the future one is nearer and within a quarter: news announces that far ahead."""

CLOSE_DAYS = 10
"""A tense word is likelier to belong to another clause than to move a date this close by a year."""

YEARLY_GAP = 40
"""Candidates further apart than this many days repeat yearly, not weekly or monthly."""

SEASONS = {"S1": "21", "S2": "22", "S3": "23", "S4": "24"}
SHIFT = re.compile(r"(DCT|REF)([+-]\d{1,4})(TH|[DWMQYXC])(?:-(.{1,12}))?\Z")
FIXED = re.compile(r"(\d{4}|\d{3}X|\d\dXX|XX\d\d|XXXX)(?:-(.{1,12}))?\Z")
BLOCK = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
NO_CLOCK = "the article has no publication date"
NO_ANCHOR = "nothing before it says which date is meant"
NO_DATE = "there is no such date"


@dataclass(frozen=True, slots=True)
class Frame:
    """What an incomplete value is completed against: `dct` the publication date (and time, if known), `ref` the EDTF date the
    passage is about, `direction` the tense of the words around. `strict` = not the publication day (or month, year) itself;
    `firm` = the expression itself says the direction; `weekday` (ISO, 0 = none) must be that of a day.
    """

    dct: datetime | None = None
    ref: str = ""
    direction: Direction = ""
    strict: bool = False
    firm: bool = False
    weekday: int = 0

    @property
    def day(self) -> date | None:
        """The publication day."""
        return self.dct.date() if self.dct else None


class UnresolvedError(ValueError):
    """A value that cannot be completed; the message is the reason shown to readers."""


def clock(published: str | None) -> datetime | None:
    """`Article.published` as a naive local date-time, midnight without a time; None if absent or not a full date."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?", published or "")
    try:
        return datetime(*(int(part) for part in found.groups(default="0"))) if found else None  # type: ignore[arg-type]
    except ValueError:
        return None


def bounds(edtf: str) -> tuple[date, date] | None:
    """First and last day of an EDTF date, interval, decade or century; None for what has none (seasons, unspecified)."""
    left, _, right = edtf.replace("~", "").partition("/")
    if right:
        first, last = bounds(left), bounds(right)
        return (first[0], last[1]) if first and last else None
    if re.fullmatch(r"\d{2,3}X{1,2}", left):
        return date(max(1, int(left.replace("X", "0"))), 1, 1), date(int(left.replace("X", "9")), 12, 31)
    found = BLOCK.fullmatch(left)
    if not found or found[1] == "0000":
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if 33 <= month <= 36:
            return date(year, (month - 33) * 3 + 1, 1), _month_end(year, (month - 32) * 3)
        return (date(year, month, 1), _month_end(year, month)) if month else (date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def complete(value: str, frame: Frame) -> str:
    """The EDTF value an incomplete one stands for. Raises `UnresolvedError` with the reason if there is none."""
    try:
        left, slash, right = value.partition("/")
        resolved = _interval(left, right, frame) if slash else _single(value, frame)
    except (OverflowError, ValueError) as error:
        raise error if isinstance(error, UnresolvedError) else UnresolvedError(NO_DATE) from error
    for block in resolved.split("/"):
        if BLOCK.fullmatch(block) and bounds(block) is None and not re.fullmatch(r"\d{4}-2[1-4]", block):
            raise UnresolvedError(NO_DATE)
    return resolved


def _interval(left: str, right: str, frame: Frame) -> str:
    """Both ends of a range: an end without a year takes the other's; with none, the first resolves and the second follows it.
    A weekday named is that of the first end.
    """
    last = replace(frame, weekday=0)
    if left.startswith("XX") and not right.startswith("XX"):
        end = _single(right, last)
        year = BLOCK.match(end)
        before = replace(frame, dct=datetime.combine(_span(end)[1], datetime.min.time()), direction="past", strict=False)
        start = _single(left, before) if year else _single(left, frame)
        return _ordered(start, end)
    start = _single(left, frame)
    after = replace(last, dct=datetime.combine(_span(start)[0], datetime.min.time()), direction="future", strict=False)
    end = _single(right, after if right.startswith("XX") else last)
    return _ordered(start, end)


def _span(edtf: str) -> tuple[date, date]:
    found = bounds(edtf)
    if not found:
        raise UnresolvedError(NO_DATE)
    return found


def _ordered(start: str, end: str) -> str:
    first, last = start.split("/", maxsplit=1)[0], end.rsplit("/", maxsplit=1)[-1]
    before, after = bounds(first), bounds(last)
    if before and after and before[0] > after[1]:
        raise UnresolvedError("the range ends before it begins")
    return f"{first}/{last}"


def _single(value: str, frame: Frame) -> str:
    shifted = SHIFT.match(value)
    if shifted:
        return _shifted(shifted, frame)
    fixed = FIXED.match(value)
    if not fixed:
        raise UnresolvedError(NO_DATE)
    year, part = fixed[1], fixed[2] or ""
    if year == "XXXX":
        return _nearest(_candidates(part, frame), frame)
    if year.startswith("XX"):
        return _century(year[2:], part, frame)
    return _with_part(int(year), part) if year.isdigit() and part else year


def _shifted(found: re.Match[str], frame: Frame) -> str:
    """`DCT-3D`, `REF+1Y-05`: a shift of the publication date or of the passage's date, and then a part of that period."""
    base, count, unit, part = found[1], int(found[2]), found[3], found[4] or ""
    moment = frame.dct
    if base == "REF":
        known = bounds(frame.ref) if frame.ref else None
        if unit == "D" and len(frame.ref) != len("2024-01-01"):
            raise UnresolvedError(NO_ANCHOR)
        if known:
            moment = datetime.combine(known[0], datetime.min.time())
        elif unit != "Y":
            raise UnresolvedError(NO_ANCHOR)
    if moment is None:
        raise UnresolvedError(NO_CLOCK)
    if unit == "TH":
        whole = moment.hour == 0 and moment.minute == 0
        return (
            (moment + (timedelta(days=count // 24 if count > 0 else -(-count // 24)) if whole else timedelta(hours=count)))
            .date()
            .isoformat()
        )
    day = moment.date()
    if unit == "D":
        return (day + timedelta(days=count)).isoformat()
    if unit == "W":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=count)
        return _of_week(monday, part)
    if unit in "MQ":
        months = day.year * 12 + day.month - 1 + count * (3 if unit == "Q" else 1)
        year, month = divmod(months, 12)
        if unit == "Q":
            return f"{year:04}-{33 + month // 3}"
        return f"{year:04}-{month + 1:02}" + (f"-{part[1:].zfill(2)}" if part.startswith("D") else "")
    if unit == "Y":
        return _with_part(day.year + count, part)
    year = day.year + count * (10 if unit == "X" else 100)
    return f"{year // 10:03}X" if unit == "X" else f"{year // 100:02}XX"


def _of_week(monday: date, part: str) -> str:
    if part == "WE":
        return f"{monday + timedelta(days=5)}/{monday + timedelta(days=6)}"
    if part.startswith("D"):
        return (monday + timedelta(days=int(part[1]) - 1)).isoformat()
    return f"{monday}/{monday + timedelta(days=6)}"


def _with_part(year: int, part: str) -> str:
    if not 1 <= year <= 9999:
        raise UnresolvedError(NO_DATE)
    if not part:
        return f"{year:04}"
    if part.startswith("Q"):
        return f"{year:04}-{32 + int(part[1])}"
    if part.startswith("H"):
        return f"{year:04}-01/{year:04}-06" if part == "H1" else f"{year:04}-07/{year:04}-12"
    if part.startswith("F"):
        return f"{year:04}-01/{year:04}-{int(part[1:-1]):02}"
    return f"{year:04}-{SEASONS.get(part, part)}"


def _candidates(part: str, frame: Frame) -> tuple[str, ...]:
    """All dates near the publication date that an expression without a year may mean, oldest first."""
    day = frame.day
    if day is None:
        raise UnresolvedError(NO_CLOCK)
    if part.startswith("WXX-"):
        monday = day - timedelta(days=day.weekday())
        inner = part[4:] if part.endswith("WE") else f"D{part[4:]}"
        return tuple(_of_week(monday + timedelta(weeks=week), inner) for week in (-1, 0, 1))
    if part.startswith("XX-"):
        months = (divmod(day.year * 12 + day.month - 1 + shift, 12) for shift in (-1, 0, 1))
        found = (f"{year:04}-{month + 1:02}-{part[3:]}" for year, month in months)
        return tuple(one for one in found if bounds(one))
    years = range(day.year - 8, day.year + 9) if part == "02-29" else range(day.year - 1, day.year + 2)
    found = (_with_part(year, part) for year in years)
    return tuple(one for one in found if bounds(one) or part in SEASONS)


def _nearest(candidates: tuple[str, ...], frame: Frame) -> str:
    """The candidate that fits the direction: the latest past or the earliest future one. Without a direction, and where a tense
    word of the sentence leads nearly a year away from a date close by, the nearer one. A weekday without direction is past.
    """
    day = frame.day
    if day is None:
        raise UnresolvedError(NO_CLOCK)
    known = [(one, *(bounds(_season_months(one)) or (day, day))) for one in candidates]
    known = [row for row in known if row[1].isoweekday() == frame.weekday] or known if frame.weekday else known
    if not known:
        raise UnresolvedError(NO_DATE)
    past = [row for row in known if (row[2] < day if frame.strict else row[1] <= day)]
    future = [row for row in known if (row[1] > day if frame.strict or not frame.direction else row[2] >= day)]
    if not past or not future:
        return future[0][0] if future else past[-1][0]
    ahead, behind = (future[0][1] - day).days, (day - past[-1][2]).days
    yearly = ahead + behind > YEARLY_GAP
    if frame.direction == "future":
        return past[-1][0] if yearly and not frame.firm and behind <= CLOSE_DAYS else future[0][0]
    if frame.direction == "past":
        return future[0][0] if yearly and not frame.firm and ahead <= CLOSE_DAYS else past[-1][0]
    return future[0][0] if yearly and ahead < behind and ahead <= REACH_DAYS else past[-1][0]


def _season_months(edtf: str) -> str:
    """A season as months (northern hemisphere), only to compare it with a day."""
    year, _, part = edtf.partition("-")
    months = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11"), "24": ("12", "12")}.get(part)
    return f"{year}-{months[0]}/{year}-{months[1]}" if months else edtf


def _century(two: str, part: str, frame: Frame) -> str:
    """`XX98` → the year with these last digits nearest to the publication date (without one: 1950-2049)."""
    day = frame.day
    if day is None:
        return _with_part(int(two) + (1900 if int(two) >= 50 else 2000), part)
    start = day.year // 100 * 100 + int(two)
    return _with_part(min((start - 100, start, start + 100), key=lambda year: abs(year - day.year)), part)


def duration(text: str) -> str:
    """`P3*10Y` → `P30Y`, `P24*TH` → `PT24H`, `PX*10Y` → `PXY`: number times unit as an ISO 8601 duration."""
    found = re.fullmatch(r"P([\d.]{1,12}|X)\*(T?)(\d{0,3})([A-Z])", text)
    if not found:
        return text
    count, clock_mark, factor, unit = found.groups()
    if count != "X" and factor:
        total = float(count) * int(factor)
        count = str(int(total)) if total == int(total) else f"{total:g}"
    elif count != "X" and "." in count:
        count = f"{float(count):g}"
    return f"P{clock_mark}{count}{unit}"


def clock_time(hour: str, minute: str, half: str) -> str:
    """`08`, `30`, `pm` → `20:30`. `half`: am, pm, noon (late morning to afternoon), night (evening to small hours) or empty."""
    number = int(hour)
    if half == "am" and number == 12:
        number = 0
    elif (half == "pm" and number < 12) or (half == "noon" and number < 8) or (half == "night" and 5 <= number < 12):
        number += 12
    elif half == "night" and number == 12:
        number = 0
    return f"{number % 24:02}:{minute or '00'}"
