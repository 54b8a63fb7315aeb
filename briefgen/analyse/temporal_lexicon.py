"""The words of a pack's `[temporal]` section and what they mean: slots, month and weekday names, and numbers written in words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]?\n)"
AMOUNT_SLOTS = ("few", "couple")
"""Slots whose words stand for a number too: an unknown one (`X`) and a colloquial two."""


@dataclass(frozen=True)
class Lexicon:
    """The words a pattern's slots stand for, lower case → value; `numbers` are the number words, `multipliers` those that
    multiply what stands before them (`hundred` 100) and `adders` those that add to it (`belas` 10).
    """

    slots: Mapping[str, Mapping[str, str]]
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    adders: Mapping[str, int]
    joints: tuple[str, ...] = ()
    """What may stand between two number words besides white space (`-`, ` and `)."""

    def number(self, words: str) -> str:
        """Digits (`1.200`, `2,5`) or number words as a plain number; decimals keep a point."""
        if words[0].isdigit():
            whole, mark, rest = re.sub(r"[.,](?=\d{3}\b)", "", words).replace(",", ".").partition(".")
            return f"{int(whole)}{mark}{rest}"
        for slot in AMOUNT_SLOTS:
            if words in self.slots.get(slot, {}):
                return self.slots[slot][words]
        parts: list[int] = []
        for word in re.findall(r"\w+", words):
            if word in self.multipliers:
                parts = _multiplied(parts, self.multipliers[word])
            elif word in self.adders:
                parts = [*parts[:-1], (parts[-1] if parts else 0) + self.adders[word]]
            else:
                parts.append(self.numbers.get(word, 0))
        return str(sum(parts))

    def value(self, slot: str, words: str) -> str:
        """What a slot's words mean; digits lose leading zeros except in days and months, which get two places."""
        clean = " ".join(words.split())
        if slot in ("n", "int"):
            return self.number(clean)
        if slot in ("d", "m", "hh", "h12", "mi"):
            return clean.zfill(2)
        return self.slots.get(slot, {}).get(clean, clean)


def _multiplied(parts: list[int], factor: int) -> list[int]:
    """`[100, 2]` times ten → `[100, 20]`: only the trailing parts smaller than the factor are multiplied."""
    small = list(itertools.takewhile(lambda part: part < factor, reversed(parts)))
    return [*parts[: len(parts) - len(small)], (sum(small) or 1) * factor]


def lexicon(section: Mapping[str, Any], months: Iterable[tuple[str, int]], weekdays: Iterable[tuple[str, int]]) -> Lexicon:
    """The words of a pack: CLDR's names with the file's variants. `month` and `weekday` are whole names, `mon` and `wd` have the
    abbreviations too, which are words of other kinds too often to stand alone (`min`, `mar`).
    """
    slots: dict[str, dict[str, str]] = {name: dict(words) for name, words in section.get("slots", {}).items()}
    for whole, short, names, width in (("month", "mon", months, "02d"), ("weekday", "wd", weekdays, "d")):
        numbered = tuple((name, format(number if whole == "month" else number + 1, width)) for name, number in names)
        longest: dict[str, str] = {}
        for name, number in numbered:
            longest.setdefault(number, name)
        full = {name: number for number, name in longest.items()} | slots.get(whole, {})
        slots[whole] = full
        slots[short] = dict(numbered) | full | slots.get(short, {})
    return Lexicon(
        slots=slots,
        numbers=section.get("numbers", {}),
        multipliers=section.get("multipliers", {}),
        adders=section.get("adders", {}),
        joints=tuple(section.get("number_joints", ())),
    )
