"""Dates of a sentence → the occurrences they place in time: for each, the clause that says what happened, and how certain it is.

Shallow rules over word lists (`[events]` of a language pack): a date belongs to the relative clause, the event noun or the
predicate that it stands in or beside (`event_nouns`, `event_predicates`); dates that label, compare or frame a
quotation give no event.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from briefgen.analyse import clauses, coordination, event_nouns, event_predicates, temporal_values
from briefgen.analyse.clauses import MARKS, Lexis
from briefgen.analyse.event_line import MAX_CLAUSE, REJECTED, Line
from briefgen.language import LanguagePack
from briefgen.model import Article, Certainty, EventClause, Quotation, Sentence, Span, Timex

FRAME_REACH = 400
"""Characters before a clause in which a word of doubt still covers it."""

FIXED = 5
"""Words before a date within which a verb fixes something for it (`set the vote for May 3`)."""
COMPARED = 6
"""Words before a date that can say that it is compared with (`from 13.1 million dollars in 2009`)."""

RULES = (("noun", event_nouns.noun), ("relative", event_nouns.relative), ("clause", event_predicates.clause))
"""In this order: a date in a noun phrase says nothing of the predicate around it."""


@functools.cache
def _lexis(pack: LanguagePack) -> Lexis:
    return Lexis.of(pack.section("events"))


def extract(
    article: Article,
    sentences: tuple[Sentence, ...],
    timexes: tuple[Timex, ...],
    pack: LanguagePack,
    quotations: tuple[Quotation, ...] = (),
) -> tuple[EventClause, ...]:
    """The events of an article, sorted by clause. Each has a clause within one sentence and the `DATE` that places it; a date
    without a resolved value gives none. A date within a clause that somebody reports (`quotations`) places what is said there.
    """
    lexis = _lexis(pack)
    if not lexis.lists:
        return ()
    joints = coordination.joints(pack)
    starts = [sentence.span.start for sentence in sentences]
    by_sentence: dict[int, list[Timex]] = {}
    for timex in timexes:
        at = bisect_right(starts, timex.span.start) - 1
        if at >= 0 and sentences[at].span.contains(timex.span):
            by_sentence.setdefault(at, []).append(timex)
    found: list[EventClause] = []
    for at, inside in by_sentence.items():
        line = Line(article.text, sentences[at], clauses.words(article.text, sentences[at], inside, lexis, joints))
        said = [one.span for one in quotations if not one.direct and sentences[at].span.contains(one.span)]
        for timex in inside:
            event = _event(_reported(line, timex, said), timex, article.published, lexis)
            found += (event,) if event else ()
    return tuple(sorted(found, key=lambda event: (event.span, event.timex)))


def _reported(line: Line, timex: Timex, said: list[Span]) -> Line:
    """The sentence as far as it is what somebody says, where the date stands in that; of several the narrowest."""
    around = min((span for span in said if span.contains(timex.span)), key=lambda span: span.end - span.start, default=None)
    return replace(line, words=[word for word in line.words if around.contains(word.span)]) if around else line


def _event(line: Line, timex: Timex, published: str | None, lexis: Lexis) -> EventClause | None:
    """The event that a date places in time, if it does."""
    if timex.type != "DATE" or timex.resolved is None:
        return None
    first = bisect_left(line.words, timex.span, key=lambda word: word.span)
    if _compared(line, first, lexis):
        return None
    names = _labels(line, timex, first)
    for rule, find in RULES:
        bounds = find(line, first)
        if bounds == REJECTED or (names and rule != "noun"):
            return None
        span = line.trimmed(*bounds) if bounds else None
        if span is not None:
            happens = _happens(_main(span.of(line.text).lower(), lexis), rule, lexis)
            return EventClause(span, timex.span, _certainty(line, span, timex, published, lexis), rule) if happens else None
    return None


# --- is it an event at all? ---


def _compared(line: Line, first: int, lexis: Lexis) -> bool:
    """A date that something is compared with or goes on from (`than in 2009`, `from 5.7% in 2009`); not one that it is fixed for,
    and not the period of a subject (`revenue for the quarter rose`).
    """
    if any(line.has(at, "fixing") for at in range(first - FIXED, first - 1)):
        return False
    before = " ".join(word.lower for word in line.words[max(0, first - COMPARED) : first])
    if line.has(first - 1 - line.has(first - 1, "articles"), "spans") and line.verb(first + 1):
        return False
    return bool(lexis.find("compared_end", before + " |"))


def _labels(line: Line, timex: Timex, first: int) -> bool:
    """A date that only names a thing's period (`budget 2014`, `November delivery`, `today's problems`, `the world of the 1980s`):
    of an event noun it is the date, of anything else it says nothing.
    """
    if line.has(first + 1, "labelled") or line.possessive(first):
        return True
    before = first - 1 - line.has(first - 1, "articles")
    if line.has(before, "genitives"):
        return True
    last = line.words[first - 1] if first else None
    bare_year = re.match(r"\d{4}\b", timex.span.of(line.text)) is not None and len(timex.resolved or "") == len("2014")
    if last is None or last.lower in MARKS:
        return False
    is_noun = not (last.verb or last.timed or last.kinds & {"edges", "joins", "articles", "openers"})
    return (bare_year and is_noun and "nouns" not in last.kinds) or "labels" in last.kinds or _modifies(line, timex, first)


def _modifies(line: Line, timex: Timex, first: int) -> bool:
    """A date between an article and a noun (`a Monday analysis`, `the 2016 flag`)."""
    following = line.words[first + 1] if first + 1 < len(line.words) else None
    plain = not timex.value.startswith("REF") and "X" not in (timex.resolved or "")
    return (
        bool(following)
        and plain
        and line.has(first - 1, "articles")
        and following is not None
        and following.upos in ("NOUN", "ADJ")
        and not following.verb
    )


def _main(text: str, lexis: Lexis) -> str:
    """A clause in lower case as far as what is said in it: `Reuters reported that …` is about the report."""
    said = lexis.find("complements", text)
    return text.partition(said)[0] if said else text


def _happens(text: str, rule: str, lexis: Lexis) -> bool:
    """Not a level that merely holds, nor a denial."""
    if lexis.find("denials", text):
        return False
    return rule != "clause" or not lexis.find("levels", text) or bool(lexis.find("changes", text))


# --- how certain is it? ---


def _certainty(line: Line, span: Span, timex: Timex, published: str | None, lexis: Lexis) -> Certainty:
    """By the words of the clause, for allegations also by what introduces it; a date after publication is planned."""
    text, start = line.text, line.sentence.span.start
    inside = span.of(text).lower()
    until = text[max(start, span.start - FRAME_REACH) : span.end].lower()
    if lexis.find("alleged", inside) or lexis.find("claims", until):
        return "alleged"
    begins = (timex.resolved or "").split("/", maxsplit=1)[0]
    bounds = temporal_values.bounds(begins) or temporal_values.bounds(begins[:4])  # a season has only its year
    clock = temporal_values.clock(published)
    open_end = bool(lexis.find("unknown", _untimed(line, span)))
    if bounds and clock and bounds[0] > clock.date():
        return "unknown" if open_end else "planned"
    over = bool(bounds and clock and bounds[1] < clock.date())
    inside = _main(inside, lexis)
    if lexis.find("planned", _head(line, span).lower() if over else inside):
        return "planned"
    asked = "?" in text[max(span.end, line.sentence.span.end - 3) : line.sentence.span.end]
    return "unknown" if asked or open_end else "happened"


def _untimed(line: Line, span: Span) -> str:
    """The words of a clause before what is said in it, without time expressions (`May` is a month)."""
    start = bisect_left(line.words, span.start, key=lambda word: word.span.start)
    inside = itertools.takewhile(lambda word: word.span.end <= span.end, line.words[start : start + 2 * MAX_CLAUSE])
    return " ".join(word.lower for word in itertools.takewhile(lambda word: "complements" not in word.kinds, inside))


def _head(line: Line, span: Span) -> str:
    """A clause as far as its first verb: where a date is over, only a plan that is the predicate itself counts."""
    start = bisect_left(line.words, span.start, key=lambda word: word.span.start)
    inside = itertools.takewhile(lambda word: word.span.end <= span.end, line.words[start : start + 2 * MAX_CLAUSE])
    verb = next((word for word in inside if word.verb), None)
    return line.text[span.start : verb.span.end + 8] if verb else span.of(line.text)
