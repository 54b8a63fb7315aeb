"""Printed publication times → ISO 8601: `9:00pm, 24 Apr 2024`, `Senin, 13/01/2020 07:30 WIB`, `April 24, 2024`. Only the
precision that is printed is given, and an order of day and month that cannot be known gives nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefgen import language

_TIME = (
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,6})?)?(?!\d)"
    r"(?-i: ?[ap]\.?m\b\.?| ?[ap]m(?=[A-Z])| ?[AP]\.?M\b\.?| ?[AP]M(?=[A-Z][a-z]))?"
)
_DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th)?[ -][^\W\d_]{3,12}\.?,?[ -]\d{4}"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?!\d)"
)


@dataclass(frozen=True)
class Stamps:
    """How times are printed: `pattern` finds one (groups as in `parse`), `zones` name offsets, `order` is `dmy`, `mdy` or ``."""

    pattern: re.Pattern[str]
    zones: Mapping[str, str]
    order: str

    @staticmethod
    def compile(zones: Mapping[str, str], at: tuple[str, ...], order: str) -> Stamps:
        """The grammar with the packs' zone names and words between date and time."""
        names = "|".join(sorted((form for zone in zones for form in (zone, zone.title())), key=lambda form: (-len(form), form)))
        named = rf"(?-i:(?:{names or '(?!)'})(?![a-z]|[A-Z](?![a-z])))"
        zone = rf"(?: ?\(?(?P<zone>(?:GMT|UTC) ?[+-]\d{{1,2}}(?::?\d\d)?|[+-]\d\d:?\d\d|(?-i:Z)(?!\w)|{named})\)?)?"
        words = "|".join(map(re.escape, at)) or "(?!)"
        before = rf"(?:(?P<before>{_TIME}){zone.replace('<zone>', '<zone_before>')}[ ,|•·–-]{{1,4}})?"
        weekday = rf"(?:(?:(?<![^\W\d_])(?:{_weekdays()})\.?[,/]? ?(?=\d)|[^\W\d_]{{3,10}}[,/] ?))?"
        after = rf"(?:[ ,|•·T–-]{{0,4}}(?:(?:{words}) )?(?P<after>{_TIME}){zone})?"
        pattern = rf"(?<!\d){before}{weekday}(?P<date>{_DATE}){after}"
        return Stamps(re.compile(pattern, re.IGNORECASE), zones, order)

    def parse(self, found: re.Match[str]) -> str | None:
        """ISO 8601 of a match of `pattern`; None for a day that does not exist or an order that is not known."""
        day = _day(found["date"], self.order)
        if day is None:
            return None
        time = found["after"] or found["before"]
        clock = _clock(time) if time else None
        if clock is None:
            return day
        return f"{day}T{clock}{self._offset(found['zone'] or found['zone_before'] or '')}"

    def _offset(self, zone: str) -> str:
        if zone.upper() in self.zones:
            return self.zones[zone.upper()]
        if zone == "Z":
            return "+00:00"
        digits = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", zone)
        return f"{digits[1]}{int(digits[2]):02d}:{digits[3] or '00'}" if digits and int(digits[2]) <= 14 else ""


@functools.cache
def _months() -> Mapping[str, int]:
    """Month names of all packs, full and abbreviated, in lower case. No name of one is another month of the other."""
    return {name: number for code in language.codes() for name, number in language.load(code).cldr.months}


def _weekdays() -> str:
    """Weekday names of all packs as alternatives, longest first."""
    names = {name.rstrip(".") for code in language.codes() for name, _ in language.load(code).cldr.weekdays}
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


def _day(text: str, order: str) -> str | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    named = re.search(r"[^\W\d_]{3,12}", re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", text, flags=re.IGNORECASE))
    if named:
        month = _months().get(named[0].lower(), 0) or _months().get(named[0].lower()[:3], 0)
        year, day = max(numbers), min(numbers)
    elif len(text.partition("-")[0]) == 4:
        year, month, day = numbers
    else:
        first, second, year = numbers
        known = "dmy" if first > 12 else "mdy" if second > 12 or first == second else order
        if not known:
            return None
        day, month = (first, second) if known == "dmy" else (second, first)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(text: str) -> str | None:
    hour, minute = (int(part) for part in re.findall(r"\d+", text)[:2])
    half = re.search(r"([ap])\.?m", text, re.IGNORECASE)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None
