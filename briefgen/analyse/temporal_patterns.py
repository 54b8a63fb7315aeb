r"""`[temporal]` of a language pack → compiled rules: the small pattern language in which a linguist writes time expressions.

A pattern has words, white space, `(a|b)`, `[optional]`, `{slot}` or `{name:slot}`, `~` for optional white space and `\\` before a
literal sign. There is no repetition, so a pattern's matches have bounded length and finding all of them takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from briefgen.analyse.temporal_lexicon import AMOUNT_SLOTS, SPACE, Lexicon

KEY = 5
"""Rules are looked up by their first signs: five reach into the second word of `3 hari` and keep the table small."""

OPENING = 3
"""So many signs of a head tell most words apart from those that begin no expression."""

STAND_INS: Mapping[str, str] = MappingProxyType({"0": r"\d+", " ": r"\s+"})

OPEN = "…"
"""Ends a head after which anything may follow."""

DIGIT_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "d": r"(?:0?[1-9]|[12]\d|3[01])",
        "m": r"(?:0?[1-9]|1[0-2])",
        "y": r"(?:1\d{3}|20\d\d|21\d\d)",
        "round": r"(?:1\d|20|21)\d0",
        "yy": r"\d\d",
        "hh": r"(?:[01]?\d|2[0-4])",
        "h12": r"(?:0?[1-9]|1[0-2])",
        "mi": r"[0-5]\d",
        "int": r"\d{1,4}",
    }
)
OPTIONAL_SPACE = r"[^\S\n]{0,2}"
DASH = r"[^\S\n]{0,1}[-–—‑][^\S\n]{0,1}"
MAX_NUMBER_WORDS = 5
REPEATED = "__"
"""Ends a slot's name in a compiled pattern: a slot may stand in several branches, and the one that took part counts."""
WINDOW = 64
"""How many characters before a match its guards may look at."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A compiled piece of a pattern: its regular expression and every way in which it can begin, up to `KEY` signs
    (`0` = a run of digits, a space = any white space).
    """

    regex: str
    heads: frozenset[str]


@dataclass(frozen=True, eq=False)
class Rule:
    """One row of `[[temporal.rules]]`. `slots`: group name → slot name. `before`/`after` must hold around a match and may carry
    slots of their own, `not_before`/`not_after` must not. `capital` and `lower` name groups by the case of their first letter.
    """

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
        opening = f"(?P<{name}{REPEATED}{len(self.groups)}>" if self.capture else "(?:"
        if self.capture:
            self.groups[f"{name}{REPEATED}{len(self.groups)}"] = slot
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
        few, few_heads = _words([word for slot in AMOUNT_SLOTS for word in self.lexicon.slots.get(slot, {})])
        multiplier, _ = _words(self.lexicon.multipliers)
        joints = sorted(self.lexicon.joints, key=_is_sign, reverse=True)
        signs, every = (
            "|".join([SPACE, *(re.escape(joint).replace(r"\ ", SPACE) for joint in some)])
            for some in (filter(_is_sign, joints), joints)
        )
        chain = f"(?:{multiplier}(?:{every})|{word}(?:{signs})){{0,{MAX_NUMBER_WORDS - 1}}}{word}"
        digits = r"\d{1,3}(?:[.,]\d{3}){1,2}(?!\d)|\d{1,4}(?:[.,]\d{1,2})?(?!\d)"
        glues = frozenset({" ", *self.lexicon.joints})
        longer = frozenset(head[:KEY] if len(head) >= KEY else head + OPEN for head in _joined(_joined(heads, glues), heads))
        return f"(?:{digits}|{few}|{chain})", heads | longer | few_heads | {"0", f"0.{OPEN}", f"0,{OPEN}"}


def _is_sign(joint: str) -> bool:
    """True for what joins any two number words (`-`); a word (`and`) only goes on a hundred."""
    return not any(sign.isalpha() for sign in joint)


def _joined(heads: Iterable[str], tails: Iterable[str]) -> frozenset[str]:
    """All first `KEY` signs of a sequence of two pieces."""
    tails = tuple(tails)
    return frozenset(head if head.endswith(OPEN) or len(head) >= KEY else shape(head + tail) for head in heads for tail in tails)


def shape(text: str) -> str:
    """The first `KEY` signs of a text with runs of digits as `0` and runs of white space as one space."""
    return re.sub(r"\s+", " ", re.sub(r"\d+", "0", text))[:KEY]


def _words(words: Iterable[str]) -> tuple[str, frozenset[str]]:
    """An alternation of fixed words, longest first, in which a space is any white space."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return r"(?!)", frozenset()
    regex = "|".join(re.escape(word).replace(r"\ ", SPACE) for word in ordered)
    return f"(?:{regex})(?!\\w)", frozenset(map(shape, ordered))


def rules(section: Mapping[str, Any], words: Lexicon) -> tuple[Rule, ...]:
    """All `[[temporal.rules]]` of a pack, compiled, in file order."""
    macros: Mapping[str, str] = section.get("macros", {})
    return tuple(_rule(row, Compiler(words, macros)) for row in section.get("rules", ()))


def _rule(row: Mapping[str, Any], compiler: Compiler) -> Rule:
    piece = compiler.compile(row["pattern"])
    slots = {name.partition(REPEATED)[0]: slot for name, slot in compiler.groups.items()}
    contexts: dict[str, re.Pattern[str] | None] = {}
    for side in ("before", "after", "not_before", "not_after"):
        contexts[side] = None
        if row.get(side):
            context = compiler.compile(row[side], capture=not side.startswith("not")).regex
            slots |= {name.partition(REPEATED)[0]: slot for name, slot in compiler.groups.items()}
            contexts[side] = re.compile(rf"(?:(?<!\w)|(?!\w)){context}\Z" if side.endswith("before") else rf"{context}(?!\w)")
    return Rule(
        name=row["name"],
        type=row.get("type", "DATE"),
        value=row["value"],
        regex=re.compile(piece.regex + r"(?!\w)(?![./:]\d|,\d{1,3}(?!\d))"),
        heads=frozenset(head.rstrip(OPEN) for head in piece.heads),
        slots=slots,
        mod=row.get("mod"),
        direction=row.get("direction", ""),
        capital=row.get("capital", ""),
        lower=row.get("lower", ""),
        examples=row.get("examples", {}),
        **contexts,
    )


def groups(found: re.Match[str]) -> dict[str, tuple[str, int]]:
    """The slots that took part in a match: name → words and where they begin. Of a repeated name the first counts."""
    taken: dict[str, tuple[str, int]] = {}
    for name, words in found.groupdict().items():
        if words:
            taken.setdefault(name.partition(REPEATED)[0], (words, found.start(name)))
    return taken


def context(rule: Rule, lowered: str, start: int, end: int) -> dict[str, tuple[str, int]] | None:
    """The slots of a rule's context if all its guards hold around a match, else None; guards that need little are asked first."""
    taken: dict[str, tuple[str, int]] = {}
    if rule.after:
        found = rule.after.match(lowered, end)
        if not found:
            return None
        taken |= groups(found)
    if rule.not_after and rule.not_after.match(lowered, end):
        return None
    window = lowered[max(0, start - WINDOW) : start] if rule.before or rule.not_before else ""
    if rule.before:
        found = rule.before.search(window)
        if not found:
            return None
        taken |= groups(found)
    return None if rule.not_before and rule.not_before.search(window) else taken


def rank(rule: Rule) -> int:
    """Which of two rules for the same words wins: what only looks like time, then what needs a context, then the first."""
    return 2 if rule.type == "NONE" else int(rule.before is not None or rule.after is not None)


@dataclass(frozen=True)
class Index:
    """Rules by the ways in which a word can begin."""

    table: Mapping[str, tuple[Rule, ...]]
    order: tuple[Rule, ...]
    starts: re.Pattern[str]
    """Finds the words at which a rule may match at all: one pass over a text leaves few places to look at."""

    @classmethod
    def of(cls, every: Iterable[Rule]) -> Index:
        """The lookup table of some rules; each keeps its place in their order."""
        every = tuple(every)
        table: dict[str, list[Rule]] = {}
        for rule in every:
            for head in rule.heads:
                table.setdefault(head, []).append(rule)
        openings = sorted({head[:OPENING] for head in table})
        body = "|".join("".join(STAND_INS.get(sign) or re.escape(sign) for sign in opening) for opening in openings) or "(?!)"
        return cls({head: tuple(found) for head, found in table.items()}, every, re.compile(rf"(?<!\w)(?=\w)(?={body})"))

    def of_head(self, head: str) -> tuple[Rule, ...]:
        """The rules, in order, that may match where a text in lower case goes on with a `shape`."""
        found = {rule for length in range(1, len(head) + 1) for rule in self.table.get(head[:length], ())}
        return tuple(rule for rule in self.order if rule in found)
