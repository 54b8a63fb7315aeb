"""Text → time expressions with possibly underspecified values: rules match word by word, the longest wins, and then neighbours join:
a modifier with what it modifies (`early | 2010`), both ends of a range (`March | to | May`), a list with the year at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.analyse import temporal_patterns as patterns
from briefgen.analyse import temporal_values as values
from briefgen.language import LanguagePack
from briefgen.model import Span

WINDOW = 64
"""How many characters before a match its guards may look at."""

WORD_START = re.compile(r"(?<!\w)\w")
SHIFT_UNITS = {"10Y": ("X", 1), "100Y": ("C", 1), "3M": ("Q", 1), "2W": ("W", 2), "6M": ("M", 6)}
PERIOD = re.compile(r"(?:\d{4}|XXXX|\d{3}X|\d\dXX|XX\d\d)(?:-(?:\d\d|[QHSF]\w{1,3}))?\Z|(?:DCT|REF)[+-]\d+[WMQYXC](?:-(?:\d\d|[QHS]\d))?\Z")


@dataclass(frozen=True, slots=True)
class Match:
    """A time expression as matched. `amount` says that it begins with a number of units; `direction` and `strict` come from its
    own words (`lalu`, `next`), `weekday` (ISO, 0 = none) is named beside a day and month; `negative` marks what only looks like one and is dropped once it has kept others out."""

    span: Span
    type: str
    value: str
    rule: str
    mod: str | None = None
    direction: str = ""
    strict: bool = False
    amount: bool = False
    words: str = ""
    weekday: int = 0

    @property
    def negative(self) -> bool:
        """True for fixed expressions and names that are no time expression."""
        return self.type == "NONE"


@dataclass(frozen=True)
class Grammar:
    """What a pack's `[temporal]` section compiles to."""

    lexicon: patterns.Lexicon
    index: patterns.Index
    rules: tuple[patterns.Rule, ...]
    modifiers: re.Pattern[str]
    amounts: re.Pattern[str]
    parts: re.Pattern[str]
    meanings: Mapping[str, str]
    joiner: re.Pattern[str]
    pairs: Mapping[str, str]
    lists: re.Pattern[str]
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, pack: LanguagePack) -> Grammar:
        """Compile the section; a language without one gets a grammar that finds nothing."""
        section = pack.section("temporal")
        lexicon = patterns.lexicon(section, *((pack.cldr.months, pack.cldr.weekdays) if section else ((), ())))
        rules = patterns.rules(section, lexicon) if section else ()
        tables = {name: dict(section.get(name, {})) for name in ("modifiers", "amount_modifiers", "parts", "pairs")}
        return cls(
            lexicon=lexicon,
            index=patterns.Index.of(rules),
            rules=rules,
            modifiers=_before(tables["modifiers"]),
            amounts=_before(tables["amount_modifiers"]),
            parts=_before(tables["parts"]),
            meanings=tables["modifiers"] | tables["amount_modifiers"] | tables["parts"],
            joiner=_between(section.get("joiners", ())),
            pairs=tables["pairs"],
            lists=_between(section.get("conjunctions", ())),
            options=section,
        )


def _before(words: Iterable[str]) -> re.Pattern[str]:
    """Finds one of the phrases directly before a place."""
    ordered = sorted(words, key=len, reverse=True)
    body = "|".join(re.escape(word).replace(r"\ ", patterns.SPACE) for word in ordered) or "(?!)"
    return re.compile(rf"(?<!\w)({body})(?:{patterns.SPACE}|(?<=-))\Z")


def _between(words: Iterable[str]) -> re.Pattern[str]:
    """Matches the whole text between two neighbours: one of the phrases, or a sign without a letter."""
    ordered = sorted(words, key=len, reverse=True)
    body = "|".join(re.escape(word).replace(r"\ ", patterns.SPACE) for word in ordered) or "(?!)"
    return re.compile(rf"[^\S\n]{{0,2}}({body})[^\S\n]{{0,2}}\Z")


def lower(text: str) -> str:
    """Lower case with every character in its place: the few that would become two stay as they are."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(one if len(one.lower()) != 1 else one.lower() for one in text)


def find(text: str, grammar: Grammar) -> tuple[Match, ...]:
    """All time expressions of a text, sorted, not overlapping; values are not yet resolved."""
    lowered = lower(text)
    shape = "".join("0" if sign.isdigit() else sign for sign in lowered)
    every: list[Match] = []
    known: dict[str, tuple[patterns.Rule, ...]] = {}
    end = 0
    for place in WORD_START.finditer(lowered):
        start = place.start()
        if start < end or (shape[start] == "0" and re.search(r"\d[.,/:]\Z", lowered[max(0, start - 2) : start])):
            continue
        best: Match | None = None
        best_rank = (0, -1)
        head = shape[start : start + patterns.KEY]
        if head not in known:
            known[head] = grammar.index.of_word(head)
        for rule in known[head]:
            found = rule.regex.match(lowered, start)
            if found and (found.end(), patterns.rank(rule)) > best_rank:
                match = _match(text, lowered, rule, found, grammar.lexicon)
                best, best_rank = (match, (found.end(), patterns.rank(rule))) if match else (best, best_rank)
        if best:
            every.append(best)
            end = best.span.end
    return _joined(tuple(every), lowered, grammar)


def _match(text: str, lowered: str, rule: patterns.Rule, found: re.Match[str], lexicon: patterns.Lexicon) -> Match | None:
    """The match of one rule if its guards hold."""
    start, end = found.span()
    window = lowered[max(0, start - WINDOW) : start]
    groups = {name: words for name, words in found.groupdict().items() if words}
    for side, required in ((rule.before, True), (rule.not_before, False)):
        around = side.search(window) if side else None
        if side and bool(around) != required:
            return None
        groups |= {name: words for name, words in around.groupdict().items() if words} if around and required else {}
    for side, required in ((rule.after, True), (rule.not_after, False)):
        around = side.match(lowered, end) if side else None
        if side and bool(around) != required:
            return None
        groups |= {name: words for name, words in around.groupdict().items() if words} if around and required else {}
    if rule.capital and found[rule.capital] and not text[found.start(rule.capital)].isupper():
        return None
    if rule.lower and text[found.start(rule.lower)].isupper() and not _opens_sentence(text, start):
        return None
    meant = {name: lexicon.value(rule.slots[name], words) for name, words in groups.items()}
    value = _value(rule, meant)
    if value is None:
        return None
    direction = rule.direction or meant.get("dir", "")
    return Match(
        span=Span(start, end),
        type=rule.type,
        value=value,
        rule=rule.name,
        mod=(rule.mod or "").format_map(_Default(meant)) or None,
        direction=direction.removeprefix("strictly "),
        strict=direction.startswith("strictly ") or ("dir" in meant and "weekday" in rule.slots.values()),
        amount=lowered[start : start + 1].isdigit() or any(name in groups and found.start(name) == start for name in ("n", "se")),
        words=groups.get("dir", ""),
        weekday=int(meant.get("wd", 0)),
    )


class _Default(dict[str, str]):
    """Groups that did not take part in a match count as empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _value(rule: patterns.Rule, meant: Mapping[str, str]) -> str | None:
    """The rule's value with its slots filled in and amounts of units worked out."""
    groups = _Default(meant)
    groups["Y"] = meant.get("y") or (f"XX{meant['yy']}" if "yy" in meant else "XXXX")
    groups["M"] = meant.get("m") or meant.get("mon") or meant.get("month") or "XX"
    groups["sign"] = "+" if "future" in (meant.get("dir") or rule.direction) else "-"
    if "hh" in meant or "h12" in meant:
        hour = meant.get("hh") or meant["h12"]
        groups["clock"] = values.clock_time(hour, meant.get("mi", ""), meant.get("half", ""))
    if "hh2" in meant:
        half = meant.get("half2") or meant.get("half", "")
        groups["clock2"] = values.clock_time(meant["hh2"], meant.get("mi2", ""), half)
    if "century" in rule.slots.values() or "century" in rule.slots:
        groups["C"] = f"{int(float(meant['century'])) - 1:02}"
    value = rule.value.format_map(groups)
    amount = re.fullmatch(r"(DCT|REF)([+-])([\d.]+)\*(\w+?)(-.+)?", value)
    if amount:
        unit, factor = SHIFT_UNITS.get(amount[4], (amount[4], 1))
        count = int(float(amount[3]) * factor)
        return f"{amount[1]}{amount[2]}{count}{unit}{amount[5] or ''}" if count <= 9999 else None
    return values.duration(value)


def _opens_sentence(text: str, start: int) -> bool:
    """True where a capital letter says nothing: at the beginning of a text, a line or a sentence."""
    return re.search(r"(?:\A|[.!?:;\n]|[.!?]?[\"“”'‘’(])\s{0,3}\Z", text[max(0, start - 5) : start]) is not None


def _joined(every: tuple[Match, ...], lowered: str, grammar: Grammar) -> tuple[Match, ...]:
    """Neighbours joined, modifiers taken in, negatives dropped."""
    modified = []
    floor = 0
    for match in every:
        one = match if match.negative else _modified(match, lowered, floor, grammar)
        modified.append(one)
        floor = one.span.end
    ranged = _ranges(modified, lowered, grammar)
    return tuple(match for match in _listed(ranged, lowered, grammar) if not match.negative)


def _modified(match: Match, lowered: str, floor: int, grammar: Grammar) -> Match:
    """`early` + 2010, `about` + a week, `less than` + 3 days: the span grows to the left and the modifier is noted."""
    for _ in range(2):
        window = lowered[max(floor, match.span.start - WINDOW) : match.span.start]
        part = grammar.parts.search(window) if match.type == "DATE" and match.mod is None and _is_period(match.value) else None
        found = part
        if found is None and match.type != "SET":
            found = grammar.modifiers.search(window) or (grammar.amounts.search(window) if match.amount else None)
        if found is None:
            return match
        mod = grammar.meanings[re.sub(r"\s+", " ", found[1])]
        span = Span(match.span.end - (match.span.end - match.span.start) - len(found[0]), match.span.end)
        if mod == "APPROX" and match.type == "DATE" and "/" not in match.value:
            match = replace(match, span=span, value=match.value.rstrip("~") + "~", amount=False)
        elif match.mod is None:
            match = replace(match, span=span, mod=mod, amount=False)
    return match


def _is_period(value: str) -> bool:
    """True for what has a beginning, a middle and an end: anything longer than a day."""
    return PERIOD.match(value.rstrip("~")) is not None or "/" in value


def _ranges(every: list[Match], lowered: str, grammar: Grammar) -> list[Match]:
    """`A to B`, `between A and B` as one expression, where both are dates or both clock times."""
    done: list[Match] = []
    for match in every:
        left = done[-1] if done else None
        between = lowered[left.span.end : match.span.start] if left else ""
        if left and left.type == match.type and match.type in ("DATE", "TIME") and len(between) <= WINDOW and _linked(left, between, lowered, grammar):
            value = _range_value(left.value, match.value)
            if value:
                span = Span(left.span.start, match.span.end)
                done[-1] = replace(
                    match, span=span, value=value, rule=f"{left.rule}+{match.rule}", mod=None, direction=left.direction or match.direction
                )
                continue
        done.append(match)
    return done


def _linked(left: Match, between: str, lowered: str, grammar: Grammar) -> bool:
    if grammar.joiner.match(between):
        return True
    word = between.strip()
    opener = grammar.pairs.get(word, "")
    return bool(opener) and re.search(rf"(?<!\w){re.escape(opener)}\s\Z", lowered[max(0, left.span.start - WINDOW) : left.span.start]) is not None


def _range_value(left: str, right: str) -> str:
    """Both ends of a range as one value, or nothing if they are no ends of one."""
    if "/" in left or "/" in right or "~" in left + right:
        return ""
    if left.startswith("T"):
        zone = re.search(r"[+-]\d\d:\d\d\Z", right)
        return f"{left}{zone[0] if zone and not re.search(r'[+-]', left) else ''}/{right}"
    return f"{left}/{right}"


def _listed(every: list[Match], lowered: str, grammar: Grammar) -> list[Match]:
    """`March and April 2012`: members of a list without a year take the year of the one that ends it, and in `every Monday and
    Friday` each weekday recurs."""
    done = list(every)
    for at in range(1, len(done)):
        here, before = done[at], done[at - 1]
        recurs = before.type == "SET" and before.value == "P1W" and re.fullmatch(r"XXXX-WXX-\d", here.value)
        if recurs and grammar.lists.match(lowered[before.span.end : here.span.start][:WINDOW]):
            done[at] = replace(here, type="SET", value="P1W", direction="")
    for at in range(len(done) - 2, -1, -1):
        here, following = done[at], done[at + 1]
        if not re.match(r"XXXX-\d", here.value) or here.type != "DATE" or not re.match(r"\d{4}-", following.value):
            continue
        if len(here.value) == len(following.value) and grammar.lists.match(lowered[here.span.end : following.span.start][:WINDOW]):
            done[at] = replace(here, value=following.value[:4] + here.value[4:])
    return done
