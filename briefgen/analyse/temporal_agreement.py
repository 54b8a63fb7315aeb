"""Weekdays that no tense decides (`sidang digelar Rabu`, in a language whose verbs have none): the article's other dates do.

A weekday beside one of `[temporal.tense] held` tells of the past unless another sentence about the subject has the same weekday
ahead, or its own takes up (`sidang itu`) what the date before it puts into a week or weekend ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from briefgen.analyse import temporal_values as values
from briefgen.analyse.temporal_tense import Tense
from briefgen.model import Span, Timex

WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
AHEAD = timedelta(days=14)
"""How far ahead a day or week is still called by its weekday alone."""
WEEK = timedelta(days=6)
NEAR = 20
"""How many time expressions away another one may be and still decide."""
REACH = 300
"""Characters to either side of a date in which its sentence is read."""
LONG = 4
"""Letters of a word that names something; shorter ones are mostly function words."""


def agreed(
    found: Sequence[Timex], text: str, clock: datetime | None, tense: Tense, sentence: Callable[[int], Span]
) -> tuple[Timex, ...]:
    """The time expressions of an article; weekdays that were undecided as far ahead as others say, with their evidence. A verb
    that decides nothing is none. `sentence`: place → its sentence.
    """
    done = []
    for at, timex in enumerate(found):
        if timex.evidence not in tense.held:
            done.append(timex)
            continue
        weekday = WEEKDAY.fullmatch(timex.value) if clock else None
        ahead = _ahead(found, at, int(weekday[1]), clock.date(), text, tense, sentence) if weekday and clock else None
        day, other = ahead or (None, None)
        bare = replace(timex, evidence=other.evidence if other else "")
        done.append(
            replace(bare, resolved=day.isoformat(), anchor=f"{other.span.start}-{other.span.end}") if day and other else bare
        )
    return tuple(done)


def _ahead(
    found: Sequence[Timex], at: int, weekday: int, today: date, text: str, tense: Tense, sentence: Callable[[int], Span]
) -> tuple[date, Timex] | None:
    """The day ahead that is meant, and the date that says so; None if none does or two differ."""
    near = found[max(0, at - NEAR) : at + NEAR]
    decided = [other for other in near if other.type == "DATE" and other.resolved and other.evidence not in tense.held]
    here = sentence(found[at].span.start)
    subject = _words(text[max(here.start, found[at].span.start - REACH) : found[at].span.start].partition(found[at].evidence)[0])
    others = ((other, sentence(other.span.start)) for other in decided)
    told = (other for other, there in others if there != here and not subject.isdisjoint(_words(_around(text, other, there))))
    same = [(day, other) for other in told if (day := _on(other, weekday, today, timedelta(0)))]
    if same:
        return same[0] if len({day for day, _ in same}) == 1 else None
    before = next((other for other in reversed(decided) if other.span < found[at].span), None)
    day = _on(before, weekday, today, WEEK) if before else None
    if before is None or day is None:
        return None
    if not _takes_up(_around(text, found[at], here), _around(text, before, sentence(before.span.start)), tense):
        return None
    return day, before


def _around(text: str, timex: Timex, sentence: Span) -> str:
    """The sentence of a date, or as much of it as is near."""
    return text[max(sentence.start, timex.span.start - REACH) : min(sentence.end, timex.span.end + REACH)]


def _on(timex: Timex, weekday: int, today: date, longest: timedelta) -> date | None:
    """The day of a date of at most that length ahead that falls on a weekday."""
    bounds = values.bounds(timex.resolved or "")
    if bounds is None or bounds[1] - bounds[0] > longest or not today < bounds[0] <= today + AHEAD:
        return None
    days = (bounds[0] + timedelta(days=step) for step in range((bounds[1] - bounds[0]).days + 1))
    return next((day for day in days if day.isoweekday() == weekday), None)


def _takes_up(here: str, before: str, tense: Tense) -> bool:
    """`that hearing` here, and `hearing` in the sentence before."""
    return not _words(" ".join(found[1] for found in tense.pointed.finditer(here))).isdisjoint(_words(before))


def _words(text: str) -> frozenset[str]:
    """The words of a text that are long enough to name something."""
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) >= LONG)
