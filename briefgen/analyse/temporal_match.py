"""Text → matches of a pack's rules with possibly underspecified values: at every word the longest match wins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.analyse import temporal_patterns as patterns
from briefgen.analyse import temporal_values as values
from briefgen.analyse.temporal_grammar import Grammar
from briefgen.analyse.temporal_lexicon import Lexicon
from briefgen.model import Span

HEAD_WINDOW = 24
"""Characters from which a head is made: longer runs of digits begin no expression."""

YEARS = re.compile(r"\d{4}(?!\d)")
SHIFT_UNITS = {"10Y": ("X", 1), "100Y": ("C", 1), "3M": ("Q", 1), "2W": ("W", 2), "6M": ("M", 6)}


@dataclass(frozen=True, slots=True)
class Match:
    """A time expression as matched. `amount`: it begins with a number of units. `direction`, `strict` and `words` come from its
    own words (`lalu`, `next`); `weekday` (ISO, 0 = none) is named beside a day and month. `lead`: where the list begins that
    it goes on (-1 = none).
    """

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
    lead: int = -1

    @property
    def negative(self) -> bool:
        """True for fixed expressions and names that are no time expression."""
        return self.type == "NONE"


def lower(text: str) -> str:
    """Lower case with every character in its place: the few that would become two stay as they are."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(one if len(one.lower()) != 1 else one.lower() for one in text)


def find(text: str, lowered: str, grammar: Grammar) -> tuple[Match, ...]:
    """What looks like a time expression word by word, sorted, not overlapping, with the negatives; neighbours not yet joined."""
    every: list[Match] = []
    known: dict[str, tuple[patterns.Rule, ...]] = {}
    end = 0
    for place in grammar.index.starts.finditer(lowered):
        start = place.start()
        if start < end or (lowered[start].isdigit() and _inside_number(lowered, start)):
            continue
        best: Match | None = None
        best_rank = (0, -1)
        head = patterns.shape(lowered[start : start + HEAD_WINDOW])
        if head not in known:
            known[head] = grammar.index.of_head(head)
        for rule in known[head]:
            found = rule.regex.match(lowered, start)
            if found and (found.end(), patterns.rank(rule)) > best_rank:
                match = _match(text, lowered, rule, found, grammar.lexicon)
                best, best_rank = (match, (found.end(), patterns.rank(rule))) if match else (best, best_rank)
        if best:
            every.append(best)
            end = best.span.end
    return tuple(every)


def _inside_number(lowered: str, start: int) -> bool:
    """True for digits that go on a number (`1.200`, `8:30`); years in a list without spaces (`1993,1997`) do not."""
    if YEARS.match(lowered, start) and re.search(r"(?<!\d)\d{4},\Z", lowered[max(0, start - 6) : start]):
        return False
    return re.search(r"\d[.,/:]\Z", lowered[max(0, start - 2) : start]) is not None


def _match(text: str, lowered: str, rule: patterns.Rule, found: re.Match[str], lexicon: Lexicon) -> Match | None:
    """The match of one rule if its guards hold."""
    start, end = found.span()
    around = patterns.context(rule, lowered, start, end)
    if around is None:
        return None
    taken = patterns.groups(found)
    if rule.capital in taken and not text[taken[rule.capital][1]].isupper():
        return None
    if rule.lower in taken and text[taken[rule.lower][1]].isupper() and not _common(text, start, *taken[rule.lower]):
        return None
    groups = {name: words for name, (words, _) in (around | taken).items()}
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
        direction=direction,
        strict="dir" in meant,
        amount=any(name in taken and taken[name][1] == start for name in ("n", "se")) or rule.type == "TIME",
        words=groups.get("dir", ""),
        weekday=int(meant.get("wd", 0)),
    )


class _Default(dict[str, str]):
    """Groups that did not take part in a match count as empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _value(rule: patterns.Rule, meant: Mapping[str, str]) -> str | None:
    """The rule's value with its slots filled in and amounts of units worked out; None where an unknown amount has no value."""
    groups = _Default(meant)
    groups["Y"] = meant.get("y") or (f"XX{meant['yy']}" if "yy" in meant else "XXXX")
    groups["M"] = next((meant[name] for name in ("m", "mon", "mon1", "month") if name in meant), "XX")
    groups["D"] = meant.get("d") or meant.get("d1", "")
    groups["RY"] = f"DCT{meant['rel']}Y" if "rel" in meant else groups["Y"]
    groups["rel0"] = meant.get("rel", "+0")
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
    vague = re.match(r"(?:DCT|REF)[+-]X|PX\*T", value)
    return None if vague else values.duration(value)


def _common(text: str, start: int, words: str, at: int) -> bool:
    """True where a capital letter says nothing: at the beginning of a text, a line or a sentence, with no name going on."""
    if re.match(r"[^\S\n]{1,3}[A-Z]", text[at + len(words) : at + len(words) + 4]):
        return False
    return re.search(r"(?:\A|[.!?:;\n]|[.!?]?[\"“”'‘’(])\s{0,3}\Z", text[max(0, start - 5) : start]) is not None
