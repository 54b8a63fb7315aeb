"""Values → words of one language: dates exactly as precise as they are known, amounts, and the interface strings of `[ui]`.

Names and patterns come from CLDR through `briefgen.language`; everything said around them is in `lang/<code>.toml`.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from briefgen import edtf, language
from briefgen.model import Quantity, Timex

FALLBACK = "en"
# What the `datetime` attribute of HTML may hold; EDTF can say more (decades, intervals, doubt).
_MACHINE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?|P[0-9]{1,4}D|PT[0-9]{1,6}[HMS]")
_CLOCK = re.compile(r"T(\d\d:\d\d)(?::\d\d)?")
_DURATION = re.compile(
    r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)
_HUGE = 10**21
"""Amounts beyond this are in no currency and no count: they are shown in scientific notation."""


@dataclass(frozen=True, eq=False)
class Words:
    """The voice of one language. Missing interface strings are a bug that a test finds, so look-ups simply fail."""

    lang: str
    strings: Mapping[str, Any]

    @functools.cached_property
    def digest(self) -> str:
        """Changes when any string does."""
        return hashlib.sha256(repr(sorted(self.strings.items())).encode()).hexdigest()

    def __call__(self, key: str, **values: object) -> str:
        """One string, with its `{slots}` filled."""
        text: str = self.strings[key]
        return text.format(**values) if values else text

    def count(self, key: str, number: int) -> str:
        """A string that depends on a number: the first form for one, the last for all else."""
        forms: Sequence[str] = self.strings[key]
        return (forms[0] if number == 1 else forms[-1]).format(n=self.number(number))

    def name(self, table: str, key: str) -> str:
        """The word for a code, or the code itself with its underscores opened up."""
        found: str = self.strings[table].get(key, key.replace("_", " "))
        return found

    def prose(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A text of `[ui.prose]` as `(heading, paragraphs)`: a line that begins with `## ` is a heading; the first part may have
        none.
        """
        parts: list[tuple[str, list[str]]] = [("", [])]
        for line in self.strings["prose"][key]:
            if line.startswith("## "):
                parts.append((line[3:], []))
            else:
                parts[-1][1].append(line)
        return tuple((heading, tuple(lines)) for heading, lines in parts if lines)

    def number(self, amount: int | Decimal) -> str:
        """Digits as the language groups them."""
        return language.localised(self.lang, "decimal", amount, format="#,##0.######")

    def day(self, day: date, pattern: str = "day") -> str:
        """A calendar day; `pattern` names a CLDR pattern of `[ui]`."""
        return language.localised(self.lang, "date", day, format=self.strings[pattern])

    def date(self, value: str, mod: str | None = None) -> str:
        """An EDTF value in words, with the TIMEX3 `mod` if there is one; the value itself if it cannot be read."""
        ends = edtf.points(value)
        if not ends:
            return value
        text = self._range(ends) if len(ends) == 2 else self._point(ends[0])
        pattern = self.strings["mods"].get(mod or "", "{date}")
        return str(pattern).format(date=text) if "{date}" in pattern else text

    def published_day(self, stamp: str) -> str:
        """The day of a publication time, or that there is none."""
        return self.date(stamp[:10]) if stamp else self("undated")

    def published(self, stamp: str) -> str:
        """A publication time as printed: day, clock and offset, each only if known."""
        day, _, clock = stamp.partition("T")
        match = re.match(r"(\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?", clock)
        return self.date(day) + (f", {match[1]} {_zone(match[2] or '')}".rstrip() if match else "")

    def _range(self, ends: Sequence[edtf.Point | None]) -> str:
        first, last = ends
        if first is None or last is None:
            known = first or last
            words = self._point(known)
            return self("since", first=words) if last is None else self("until", last=words)
        if first.precision == last.precision == "day" and first.first.year == last.first.year:
            if first.first.month == last.first.month:
                return f"{first.first.day}–{self.day(last.first)}"
            return self("range", first=self.day(first.first, "day_month"), last=self.day(last.first))
        if first.precision == last.precision == "month" and first.first.year == last.first.year:
            return self("range", first=self.day(first.first, "month_name"), last=self._point(last))
        return self("range", first=self._point(first), last=self._point(last))

    def _point(self, point: edtf.Point | None) -> str:
        if point is None:
            return ""
        year = point.first.year
        match point.precision:
            case "day":
                text = self.day(point.first)
            case "month":
                text = self.day(point.first, "month")
            case "year":
                text = str(year)
            case "decade" | "century":
                text = self(point.precision, year=year)
            case "season" | "quarter" | "third" | "half":
                plural = {"season": "seasons", "quarter": "quarters", "third": "thirds", "half": "halves"}[point.precision]
                text = self.strings[plural][point.part - 1].format(year=year)
        return self("about_date", date=text) if point.doubtful else text

    def timex(self, timex: Timex) -> str:
        """The resolved value in words, of a length that leads somewhere (`two days later`) with the date there; empty if there is
        none.
        """
        value = timex.resolved or ""
        match timex.type:
            case "DATE":
                return self.date(value, timex.mod) if value else ""
            case "TIME":
                clock = _CLOCK.match(value)
                return f"{clock[1]} {_zone(value[clock.end() :])}".strip() if clock else value
            case "DURATION":
                length = self.duration(value)
                return self("leads_to", length=length, date=self.date(timex.point)) if timex.point else length
            case "SET":
                return self("every", period=self.duration(value)) if _DURATION.fullmatch(value) else value

    def duration(self, value: str) -> str:
        """An ISO 8601 duration with whole numbers in words ("1 jam 30 menit"); any other value as it is."""
        found = _DURATION.fullmatch(value)
        parts = [(unit, int(number)) for unit, number in found.groupdict().items() if number] if found else []
        return " ".join(language.localised(self.lang, "unit", number, measurement_unit=unit) for unit, number in parts) or value

    def amount(self, quantity: Quantity) -> str:
        """The normalised amount with its unit; very large ones in scientific notation."""
        value = quantity.amount
        plain = value.is_finite() and abs(value) < _HUGE and int(value.as_tuple().exponent) >= -6
        digits = self.number(value) if plain else str(value)
        unit = quantity.unit or ""
        return f"{digits}%" if unit == "%" else f"{digits} {unit}".strip()


def _zone(offset: str) -> str:
    return "UTC" if offset == "Z" else f"UTC{offset}" if offset else ""


def machine(value: str) -> str:
    """The value as HTML's `datetime` attribute may hold it; empty if HTML has no form for it."""
    if _MACHINE.fullmatch(value):
        if value[0] != "P" and edtf.bounds(value) is None:
            return ""
        return value
    clock = _CLOCK.fullmatch(value)
    return clock[1] if clock else ""


@functools.cache
def of(lang: str, fallback: str = FALLBACK) -> Words:
    """The words of a language with interface strings, else of the fallback, else English."""
    for code in (lang, fallback, FALLBACK):
        if strings := language.load(code).section("ui"):
            return Words(code, strings)
    raise LookupError("the language pack en has no interface strings")
