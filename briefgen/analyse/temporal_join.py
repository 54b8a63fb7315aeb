"""Matches of single expressions → time expressions: neighbours that belong together become one.

A modifier joins what it modifies (`early | 2010`), both ends of a range join (`March | to | May`), and the members of a list take
what its end or its beginning says of all of them (`March and April 2012`, `every Monday and Friday`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.analyse.temporal_grammar import Grammar
from briefgen.analyse.temporal_match import Match
from briefgen.model import Span

WINDOW = 64
"""How far two neighbours may be apart, and how far before a match its modifier may begin, in characters."""

PERIOD = re.compile(
    r"XXXX-WXX-\d\Z|DCT[+-]1D\Z|"
    r"(?:\d{4}|XXXX|\d{3}X|\d\dXX|XX\d\d)(?:-(?:\d\d|[QHSF]\w{1,3}))?\Z|(?:DCT|REF)[+-]\d+[WMQYXC](?:-(?:\d\d|[QHS]\d))?\Z"
)


def join(every: tuple[Match, ...], lowered: str, grammar: Grammar) -> tuple[Match, ...]:
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
    """True for what is said to have a beginning, a middle and an end: a day named by its name, anything longer."""
    return PERIOD.match(value.rstrip("~")) is not None or "/" in value


def _ranges(every: list[Match], lowered: str, grammar: Grammar) -> list[Match]:
    """`A to B`, `between A and B` as one expression, where both are dates or both clock times."""
    done: list[Match] = []
    for match in every:
        left = done[-1] if done else None
        between = lowered[left.span.end : match.span.start] if left else ""
        if (
            left
            and left.type == match.type
            and match.type in ("DATE", "TIME")
            and len(between) <= WINDOW
            and _linked(left, between, lowered, grammar)
        ):
            value = _range_value(left.value, match.value)
            if value:
                span = Span(left.span.start, match.span.end)
                done[-1] = replace(
                    match,
                    span=span,
                    value=value,
                    rule=f"{left.rule}+{match.rule}",
                    mod=None,
                    direction=left.direction or match.direction,
                )
                continue
        done.append(match)
    return done


def _linked(left: Match, between: str, lowered: str, grammar: Grammar) -> bool:
    if grammar.joiner.match(between):
        return True
    word = between.strip()
    opener = grammar.pairs.get(word, "")
    return (
        bool(opener)
        and re.search(rf"(?<!\w){re.escape(opener)}\s\Z", lowered[max(0, left.span.start - WINDOW) : left.span.start]) is not None
    )


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
    Friday` each weekday recurs.
    """
    done = list(every)
    for at in range(1, len(done)):
        here, before = done[at], done[at - 1]
        if not grammar.lists.match(lowered[before.span.end : here.span.start][:WINDOW]) or not here.value.startswith("XXXX"):
            continue
        if before.type == "SET" and before.value == "P1W" and re.fullmatch(r"XXXX-WXX-\d", here.value):
            done[at] = replace(here, type="SET", value="P1W", direction="")
        elif before.type == "DATE":
            done[at] = replace(here, lead=before.lead if before.lead >= 0 else before.span.start)
    for at in range(len(done) - 2, -1, -1):
        here, following = done[at], done[at + 1]
        if not re.match(r"XXXX-\d", here.value) or here.type != "DATE" or not re.match(r"\d{4}-", following.value):
            continue
        if len(here.value) == len(following.value) and grammar.lists.match(
            lowered[here.span.end : following.span.start][:WINDOW]
        ):
            done[at] = replace(here, value=following.value[:4] + here.value[4:])
    return done
