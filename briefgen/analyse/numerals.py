"""Lexemes → numbers: digits with group and decimal marks, number words, and both with scale words (`2,5 juta`, `dua belas ribu`,
`two and a half million`). Number words are a grammar of values, tens, hundreds and scales, filled in from the language's table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefgen.analyse.lexemes import Lexeme

LONGEST = 30
"""Digits in a literal: more is a serial number, and Decimal's default precision ends at 28."""
GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from lexemes `first` … `last - 1`. `literal`: begins with digits. `scale`: the product of its scale words."""

    first: int
    last: int
    amount: Decimal
    literal: bool
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language, from `[quantities.numbers]`."""

    values: Mapping[str, int]
    teens: frozenset[str]
    tens: frozenset[str]
    hundreds: frozenset[str]
    scales: Mapping[str, Decimal]
    short_scales: Mapping[str, Decimal]
    joints: frozenset[str]
    articles: frozenset[str]
    halves: frozenset[str]
    points: frozenset[str]
    vague: frozenset[str]
    group: str
    decimal: str

    @staticmethod
    def of(table: Mapping[str, Any], group: str, decimal: str) -> NumberWords:
        """Compile a table; whatever it lacks the language does not have."""
        words = {
            name: frozenset(table.get(name, ()))
            for name in ("teens", "tens", "hundreds", "joints", "articles", "halves", "points", "vague")
        }
        scales = {word: Decimal(value) for word, value in table.get("scales", {}).items()}
        short = {word: Decimal(value) for word, value in table.get("short_scales", {}).items()}
        return NumberWords(
            values=table.get("values", {}), scales=scales, short_scales=short, group=group, decimal=decimal, **words
        )


def literal(text: str, words: NumberWords) -> Decimal | None:
    """The value of digits with marks by the language's convention, else by the other one where only that fits (`6.6` in a
    language that writes `6,6`); None if neither fits (`1.2.3`) or it is too long.
    """
    marks = [char for char in text if char in ".,"]
    if len(text) - len(marks) > LONGEST:
        return None
    if not marks:
        return Decimal(text)
    if len(set(marks)) == 2:
        whole, _, fraction = text.rpartition(marks[-1])
        return Decimal(f"{_digits(whole)}.{fraction}") if marks[-1] not in marks[:-1] and GROUPED.fullmatch(whole) else None
    grouped = GROUPED.fullmatch(text) and not text.startswith("0")
    if len(marks) == 1 and not (grouped and marks[0] != words.decimal):
        return Decimal(text.replace(",", "."))
    return Decimal(_digits(text)) if grouped else None


def grouped(text: str, numeral: Numeral) -> Decimal:
    """The amount of a number of things: whole, so that three digits after the decimal mark of this language were written by the
    other convention (`4,720 pasien` is 2615); scaled numbers and all others keep their amount.
    """
    if numeral.literal and numeral.scale == 1 and numeral.amount % 1 and GROUPED.fullmatch(text) and text[0] != "0":
        return Decimal(_digits(text))
    return numeral.amount


def _digits(text: str) -> str:
    return text.replace(".", "").replace(",", "")


def read(lexemes: Sequence[Lexeme], first: int, words: NumberWords, short: bool = False) -> Numeral | None:
    """The longest number that begins at lexeme `first`; `short` also reads abbreviated scales that money and glued units use."""
    return _Reader(lexemes, words, short).read(first)


class _Reader:
    """Builds `closed + group`, where `group` holds the descending terms below the next scale word."""

    def __init__(self, lexemes: Sequence[Lexeme], words: NumberWords, short: bool) -> None:
        self.lexemes, self.words = lexemes, words
        self.scales = {**words.scales, **words.short_scales} if short else words.scales
        self.closed, self.ceiling = Decimal(0), Decimal(0)
        self.group: list[Decimal] = []
        self.literal = False

    def fold(self, index: int) -> str:
        return self.lexemes[index].fold if 0 <= index < len(self.lexemes) else ""

    def read(self, first: int) -> Numeral | None:
        index, scaled = self.begin(first), Decimal(1)
        if index == first:
            return None
        while (step := self.step(index)) > index:
            index = step
        total = self.closed + sum(self.group)
        if self.ceiling and not self.group:
            scaled = self.ceiling
        started = self.lexemes[first].kind == "number"
        return Numeral(first, index, total, started, scaled)

    def begin(self, index: int) -> int:
        """Consume the first term: digits, a number word, an article before a scale, `half a` scale."""
        fold = self.fold(index)
        lexeme = self.lexemes[index]
        if lexeme.kind == "number":
            amount = literal(lexeme.text, self.words)
            if amount is None:
                return index
            self.group, self.literal = [amount], True
            return index + 1
        if fold in self.words.halves:
            scale = index + 1 + (self.fold(index + 1) in self.words.articles)
            if self.fold(scale) in self.scales:
                self.group = [HALF]
                return scale
            return index
        if fold in self.words.articles and (self.fold(index + 1) in self.scales or self.fold(index + 1) in self.words.hundreds):
            self.group = [Decimal(1)]
            return index + 1
        return self.value(index)

    def step(self, index: int) -> int:
        """Consume one more lexeme or joint, or return `index` if the number ends here."""
        fold = self.fold(index)
        if not fold:
            return index
        last = self.group[-1] if self.group else Decimal(0)
        if fold in self.words.teens and 1 <= last < 10 and not self.literal:
            self.group[-1] = last + 10
            return index + 1
        if fold in self.words.tens and 1 <= last < 10 and last == int(last):
            self.group[-1] = last * 10
            return index + 1
        if fold in self.words.hundreds and 1 <= sum(self.group) < 100:
            self.group = [sum(self.group, Decimal(0)) * 100]
            return index + 1
        if fold in self.scales:
            return self.scale(index)
        after = self.vaguely(index)
        if after > index and self.fold(after) in self.scales:
            return self.scale(after)
        return self.half(index) or self.point(index) or self.joined(index)

    def value(self, index: int) -> int:
        """Consume a number word if it fits below the terms read so far."""
        number = self.words.values.get(self.fold(index))
        if number is None or self.literal:
            return index
        if number >= 1000:
            if self.group or (self.ceiling and number >= self.ceiling):
                return index
            self.closed, self.ceiling = self.closed + number, Decimal(number)
            return index + 1
        room = Decimal(1000)
        if self.group:
            last = self.group[-1]
            room = Decimal(100) if last % 100 == 0 else Decimal(10) if last % 10 == 0 and last >= 20 else Decimal(0)
        if number >= room or (self.group and number == 0):
            return index
        self.group.append(Decimal(number))
        return index + 1

    def scale(self, index: int) -> int:
        scale, amount = self.scales[self.fold(index)], sum(self.group, Decimal(0))
        if self.ceiling and scale > self.ceiling:
            self.closed = (self.closed + amount) * scale
        elif self.group and (not self.ceiling or scale < self.ceiling):
            self.closed += amount * scale
        else:
            return index
        self.ceiling, self.group, self.literal = scale, [], False
        return index + 1

    def vaguely(self, index: int) -> int:
        """The index after a suffix that blurs a number (`600-an triliun`), or `index`."""
        at = index + (self.fold(index) == "-" and self.lexemes[index].glued)
        return at + 1 if self.fold(at) in self.words.vague and self.lexemes[at].glued else index

    def half(self, index: int) -> int:
        """`dua setengah`, `two and a half`, `a million and a half`, `2½`; 0 if there is none."""
        joint = index + (self.fold(index) in self.words.joints)
        article = joint + (self.fold(joint) in self.words.articles)
        spoken = self.fold(article) in self.words.halves and (not self.words.joints or joint > index)
        vulgar = self.lexemes[index].glued and len(self.fold(index)) == 1 and unicodedata.decomposition(self.fold(index))[:10]
        if spoken and self.group and self.group[-1] % 1 == 0:
            self.group.append(HALF)
            return article + 1
        if spoken and not self.group:
            self.group = [self.ceiling * HALF]
            return article + 1
        if vulgar == "<fraction>" and self.literal:
            self.group.append(Decimal(str(unicodedata.numeric(self.fold(index)))))
            return index + 1
        return 0

    def point(self, index: int) -> int:
        """`dua koma lima`, `two point five`; 0 if there is none."""
        if self.fold(index) not in self.words.points or not self.group or self.literal:
            return 0
        end, digits = index + 1, ""
        while len(digits) < LONGEST and 0 <= self.words.values.get(self.fold(end), -1) < 10:
            digits += str(self.words.values[self.fold(end)])
            end += 1
        if not digits:
            return 0
        self.group.append(Decimal(f"0.{digits}"))
        return end

    def joined(self, index: int) -> int:
        """Another word, after `and` or a hyphen where the language joins numbers so; digits only before a lower scale."""
        if self.group and self.group[-1] % 1:
            return index
        hyphen = (
            self.fold(index) == "-"
            and self.lexemes[index].glued
            and index + 1 < len(self.lexemes)
            and self.lexemes[index + 1].glued
        )
        joint = self.fold(index) in self.words.joints and (not self.group or self.group[-1] % 100 == 0)
        comma = self.fold(index) == "," and not self.group and self.continues(index + 1)
        at = index + 1 if hyphen or joint or comma else index
        if at < len(self.lexemes) and self.lexemes[at].kind == "number":
            scale = self.scales.get(self.fold(at + 1))
            amount = literal(self.lexemes[at].text, self.words)
            if self.group or not scale or scale >= self.ceiling or amount is None or hyphen or amount * scale >= self.ceiling:
                return index
            self.group, self.literal = [amount], True
            return at + 1
        if self.fold(at) in self.scales and hyphen:
            return at
        step = self.value(at)
        return step if step > at else index

    def continues(self, index: int) -> bool:
        """Words below the last scale that reach a hundred or a scale of their own (`one million, two hundred thousand`)."""
        if self.fold(index) not in self.words.values:
            return False
        while self.fold(index) in self.words.values or self.fold(index) == "-":
            index += 1
        return self.fold(index) in self.words.hundreds or 0 < self.scales.get(self.fold(index), 0) < self.ceiling
