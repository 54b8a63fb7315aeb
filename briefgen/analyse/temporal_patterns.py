"""`[temporal]` of a language pack → compiled rules: the small pattern language in which a linguist writes time expressions.

A pattern has words, white space, `(a|b)`, `[optional]`, `{slot}` or `{name:slot}`, `~` for optional white space and `\\` before a
literal sign. There is no repetition, so a pattern's matches have bounded length and finding all of them takes linear time.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

KEY = 3
"""Rules are looked up by the first letters of a word: three tell most words apart and keep the table small."""

DIGIT_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "d": r"(?:0?[1-9]|[12]\d|3[01])",
        "m": r"(?:0?[1-9]|1[0-2])",
        "y": r"(?:1\d{3}|20\d\d|21\d\d)",
        "yy": r"\d\d",
        "hh": r"(?:[01]?\d|2[0-4])",
        "h12": r"(?:0?[1-9]|1[0-2])",
        "mi": r"[0-5]\d",
        "int": r"\d{1,4}",
    }
)
SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]?\n)"
OPTIONAL_SPACE = r"[^\S\n]{0,2}"
DASH = r"[^\S\n]{0,1}[-–—‑][^\S\n]{0,1}"
MAX_NUMBER_WORDS = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A compiled piece of a pattern: its regular expression and every way in which it can begin (`0` = any digit)."""

    regex: str
    heads: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """The words a pattern's slots stand for, lower case → value; `numbers` are the number words, `multipliers` those that
    multiply what stands before them (`hundred` 100) and `adders` those that add to it (`belas` 10)."""

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
        if words in self.slots.get("few", {}):
            return self.slots["few"][words]
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


@dataclass(frozen=True, eq=False)
class Rule:
    """One row of `[[temporal.rules]]`. `slots`: group name → slot name. `before`/`after` must hold around a match and may carry
    slots of their own, `not_before`/`not_after` must not. `capital` and `lower` name groups by the case of their first letter."""

    name: str
    type: str
    value: str
    regex: re.Pattern[str]
    heads: frozenset[str]
    slots: Mapping[str, str]
    mod: str | None = None
    direction: str = ""
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    capital: str = ""
    lower: str = ""
    examples: Mapping[str, str] = field(default_factory=dict, repr=False)


class Compiler:
    """Compiles patterns against one lexicon. Raises ValueError for a broken pattern: shipped data is tested."""

    def __init__(self, lexicon: Lexicon, macros: Mapping[str, str]) -> None:
        self.lexicon = lexicon
        self.macros = macros
        self.groups: dict[str, str] = {}
        self.capture = True

    def compile(self, pattern: str, *, capture: bool = True) -> Piece:
        """The piece for a whole pattern; `groups` then holds its slots (none if they are not captured)."""
        self.groups, self.capture = {}, capture
        for _ in range(3):
            pattern = re.sub(r"<(\w+)>", lambda macro: self.macros[macro[1]], pattern)
        piece, end = self._alternatives(pattern, 0)
        if end != len(pattern):
            raise ValueError(f"unbalanced pattern: {pattern}")
        return piece

    def _alternatives(self, pattern: str, at: int) -> tuple[Piece, int]:
        branches = []
        while True:
            start = at
            branch, at = self._sequence(pattern, at)
            branches.append((start - at, branch))
            if at >= len(pattern) or pattern[at] != "|":
                break
            at += 1
        longest = [branch for _, branch in sorted(branches, key=lambda pair: pair[0])]
        heads = frozenset().union(*(branch.heads for branch in longest))
        return Piece("(?:" + "|".join(branch.regex for branch in longest) + ")", heads), at

    def _sequence(self, pattern: str, at: int) -> tuple[Piece, int]:
        whole = Piece("", frozenset({""}))
        while at < len(pattern) and pattern[at] not in "|)]":
            piece, at = self._atom(pattern, at)
            whole = Piece(whole.regex + piece.regex, _joined(whole.heads, piece.heads))
        return whole, at

    def _atom(self, pattern: str, at: int) -> tuple[Piece, int]:
        sign = pattern[at]
        if sign in "([":
            inner, end = self._alternatives(pattern, at + 1)
            if end >= len(pattern) or pattern[end] != ")]"["([".index(sign)]:
                raise ValueError(f"unbalanced pattern: {pattern}")
            return (inner if sign == "(" else Piece(inner.regex + "?", inner.heads | {""})), end + 1
        if sign == "{":
            end = pattern.index("}", at)
            return self._slot(pattern[at + 1 : end]), end + 1
        if sign == "~":
            return Piece(OPTIONAL_SPACE, frozenset({"", " "})), at + 1
        if sign == " ":
            return Piece(SPACE, frozenset({" "})), at + 1
        if sign == "\\":
            at += 1
            sign = pattern[at]
        return Piece(re.escape(sign), frozenset({"0" if sign.isdigit() else sign})), at + 1

    def _slot(self, text: str) -> Piece:
        name, _, slot = text.rpartition(":")
        if slot == "dash":
            return Piece(DASH, frozenset({" ", "-", "–", "—", "‑"}))
        name = name or slot
        opening = f"(?P<{name}>" if self.capture else "(?:"
        if self.capture:
            self.groups[name] = slot
        if slot in DIGIT_SLOTS:
            return Piece(f"{opening}{DIGIT_SLOTS[slot]})", frozenset({"0"}))
        if slot == "n":
            regex, heads = self._number()
        else:
            regex, heads = _words(self.lexicon.slots[slot])
        return Piece(f"{opening}{regex})", heads)

    def _number(self) -> tuple[str, frozenset[str]]:
        words = {**self.lexicon.numbers, **self.lexicon.multipliers, **self.lexicon.adders}
        word, heads = _words(words)
        few, few_heads = _words(self.lexicon.slots.get("few", {}))
        joints = "".join("|" + re.escape(joint).replace(r"\ ", SPACE) for joint in self.lexicon.joints)
        glue = f"(?:{SPACE}{joints})"
        chain = f"{word}(?:{glue}{word}){{0,{MAX_NUMBER_WORDS - 1}}}"
        digits = r"\d{1,3}(?:[.,]\d{3}){1,2}(?!\d)|\d{1,4}(?:[.,]\d{1,2})?(?!\d)"
        return f"(?:{digits}|{few}|{chain})", heads | few_heads | {"0"}


def _joined(heads: Iterable[str], tails: Iterable[str]) -> frozenset[str]:
    """All first `KEY` signs of a sequence of two pieces."""
    tails = tuple(tails)
    return frozenset(
        (head + tail)[:KEY] for head in heads for tail in (tails if len(head) < KEY and head != "0" else ("",))
    )


def _words(words: Iterable[str]) -> tuple[str, frozenset[str]]:
    """An alternation of fixed words, longest first, in which a space is any white space."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return r"(?!)", frozenset()
    regex = "|".join(re.escape(word).replace(r"\ ", SPACE) for word in ordered)
    return f"(?:{regex})(?!\\w)", frozenset(re.sub(r"\d", "0", word[:KEY]) for word in ordered)


def lexicon(section: Mapping[str, Any], months: Iterable[tuple[str, int]], weekdays: Iterable[tuple[str, int]]) -> Lexicon:
    """The words of a pack: CLDR's names with the file's variants. `month` and `weekday` are whole names, `mon` and `wd` have the
    abbreviations too, which are words of other kinds too often to stand alone (`min`, `mar`)."""
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


def rules(section: Mapping[str, Any], words: Lexicon) -> tuple[Rule, ...]:
    """All `[[temporal.rules]]` of a pack, compiled, in file order."""
    macros: Mapping[str, str] = section.get("macros", {})
    return tuple(_rule(row, Compiler(words, macros)) for row in section.get("rules", ()))


def _rule(row: Mapping[str, Any], compiler: Compiler) -> Rule:
    piece = compiler.compile(row["pattern"])
    slots = dict(compiler.groups)
    contexts: dict[str, re.Pattern[str] | None] = {}
    for side in ("before", "after", "not_before", "not_after"):
        contexts[side] = None
        if row.get(side):
            context = compiler.compile(row[side], capture=not side.startswith("not")).regex
            slots |= compiler.groups
            contexts[side] = re.compile(rf"(?:(?<!\w)|(?!\w)){context}\Z" if side.endswith("before") else rf"{context}(?!\w)")
    return Rule(
        name=row["name"],
        type=row.get("type", "DATE"),
        value=row["value"],
        regex=re.compile(piece.regex + r"(?!\w)(?![.,/:]\d)"),
        heads=frozenset(head.split(" ")[0] for head in piece.heads),
        slots=slots,
        mod=row.get("mod"),
        direction=row.get("direction", ""),
        capital=row.get("capital", ""),
        lower=row.get("lower", ""),
        examples=row.get("examples", {}),
        **contexts,
    )


def rank(rule: Rule) -> int:
    """Which of two rules for the same words wins: what only looks like time, then what needs a context, then the first."""
    return 2 if rule.type == "NONE" else int(rule.before is not None or rule.after is not None)


@dataclass(frozen=True)
class Index:
    """Rules by the ways in which a word can begin."""

    table: Mapping[str, tuple[Rule, ...]]
    order: tuple[Rule, ...]

    @classmethod
    def of(cls, every: Iterable[Rule]) -> Index:
        """The lookup table of some rules; each keeps its place in their order."""
        every = tuple(every)
        table: dict[str, list[Rule]] = {}
        for rule in every:
            for head in rule.heads:
                table.setdefault(head, []).append(rule)
        return cls({head: tuple(found) for head, found in table.items()}, every)

    def of_word(self, head: str) -> tuple[Rule, ...]:
        """The rules, in order, that may match where the text goes on with `head`: `KEY` signs, lower case, digits made `0`."""
        found = {rule for length in range(1, len(head) + 1) for rule in self.table.get(head[:length], ())}
        return tuple(rule for rule in self.order if rule in found)
