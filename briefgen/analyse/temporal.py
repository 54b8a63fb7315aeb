"""Article → its time expressions as `Timex`, each with the rule that found it and what it was resolved against.

Two pure steps: `temporal_match` and `temporal_join` find expressions with possibly underspecified values, this module
completes them against the publication date, the tense of the words around and the dates before them. There is no other clock.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast

from briefgen.analyse import coordination, temporal_agreement
from briefgen.analyse import temporal_join as joining
from briefgen.analyse import temporal_match as matching
from briefgen.analyse import temporal_patterns as patterns
from briefgen.analyse import temporal_values as values
from briefgen.analyse.temporal_grammar import Grammar
from briefgen.analyse.temporal_tense import Cues, Tense
from briefgen.language import LanguagePack
from briefgen.model import Article, Mention, Sentence, Span, Timex, TimexType

NEAR = 20
"""How many time expressions away another one may be and still say which day is meant."""

QUOTED = re.compile(r"[“\"][^“”\"\n]{0,2000}[”\"]")


@functools.cache
def _grammar(pack: LanguagePack) -> tuple[Grammar, Tense]:
    return Grammar.of(pack), Tense.of(pack.section("temporal").get("tense", {}))


def rules(pack: LanguagePack) -> tuple[patterns.Rule, ...]:
    """The compiled rules of a pack, in file order, with their examples."""
    return _grammar(pack)[0].rules


def extract(
    article: Article, sentences: tuple[Sentence, ...], pack: LanguagePack, mentions: tuple[Mention, ...] = ()
) -> tuple[Timex, ...]:
    """The time expressions of an article, sorted, not overlapping. `sentences` may be empty or without tokens: then paragraphs
    bound the search for tense words. A month or a weekday in a person's name (`mentions`) is none. Without `article.published`,
    what depends on it stays unresolved and says why.
    """
    grammar, tense = _grammar(pack)
    text = article.text
    bounds = _Bounds(text, sentences)
    clock = values.clock(article.published)
    cues = tense.read(text, sentences, coordination.joints(pack))
    found: list[Timex] = []
    lowered = matching.lower(text)
    people = sorted(mention.span for mention in mentions if mention.type == "person")
    for match in joining.join(matching.find(text, lowered, grammar), lowered, grammar):
        if _names(people, match.span):
            continue
        timex = _resolved(match, cues, bounds, clock, found)
        if timex is not None:
            found.append(timex)
    decided = temporal_agreement.agreed(_quoted(found, article, bounds, grammar), text, clock, tense, bounds.sentence)
    return tuple(_stepped(decided, lowered, bounds, grammar))


def _names(people: list[Span], span: Span) -> bool:
    """True for a stretch inside a longer name of a person (`April Jones`)."""
    at = bisect_right(people, span.start, key=lambda person: person.start) - 1
    return at >= 0 and people[at] != span and people[at].contains(span)


class _Bounds:
    """Sentences and paragraphs of a text by place."""

    def __init__(self, text: str, sentences: Iterable[Sentence]) -> None:
        self.sentences = sorted(sentence.span for sentence in sentences)
        edges = [0, *(found.end() for found in re.finditer(r"\n\s{0,50}\n|\n", text)), len(text)]
        self.paragraphs = [Span(start, end) for start, end in itertools.pairwise(edges)]

    def paragraph(self, place: int) -> Span:
        """The paragraph at a place."""
        return self.paragraphs[max(0, bisect_right(self.paragraphs, place, key=lambda span: span.start) - 1)]

    def sentence(self, place: int) -> Span:
        """The sentence at a place, or its paragraph where there are none."""
        at = bisect_right(self.sentences, place, key=lambda span: span.start) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at].end else self.paragraph(place)


def _resolved(match: matching.Match, cues: Cues, bounds: _Bounds, clock: datetime | None, before: list[Timex]) -> Timex | None:
    """One match completed; None for an expression that only another date could fix and none does (`that day`)."""
    kind = cast(TimexType, match.type)
    if kind != "DATE":
        return Timex(match.span, kind, match.value, match.value, match.rule, match.mod)
    direction, evidence = cast(values.Direction, match.direction), match.words
    if not direction and match.value.startswith(("XXXX", "XX-")):
        listed = match.lead >= 0 and not cues.is_subject(match.span)
        span = Span(match.lead, match.span.end) if listed else match.span
        direction, evidence = cues.direction(span, bounds.sentence(match.span.start))
    anchor = _anchor(match.value, before, bounds.paragraph(match.span.start))
    value, mark = match.value.removesuffix("~"), "~" if match.value.endswith("~") else ""
    frame = values.Frame(
        clock, anchor.resolved or "" if anchor else "", direction, match.strict, bool(match.direction), match.weekday
    )
    if anchor and value.startswith("XXXX-Q") and (anchor.resolved or "")[:4].isdigit():
        value = (anchor.resolved or "")[:4] + value[4:]
    against = f"{anchor.span.start}-{anchor.span.end}" if anchor else "dct" if re.search("DCT|REF|XX(?:XX|\\d\\d)", value) else ""
    try:
        resolved = values.complete(value, frame) + mark
    except values.UnresolvedError as error:
        if "REF" in value:
            return None
        return Timex(match.span, kind, match.value, None, match.rule, match.mod, "", evidence, str(error))
    return Timex(match.span, kind, match.value, resolved, match.rule, match.mod, against, evidence)


def _anchor(value: str, before: list[Timex], paragraph: Span) -> Timex | None:
    """The date that `that day` or a quarter without a year is about: the last resolved one before it in its paragraph."""
    if "REF" not in value and not value.startswith("XXXX-Q"):
        return None
    dates = (
        timex for timex in reversed(before[-NEAR:]) if timex.type == "DATE" and timex.resolved and paragraph.contains(timex.span)
    )
    if re.match(r"REF[+-]\d+D", value):
        return next((timex for timex in dates if re.fullmatch(r"\d{4}-\d\d-\d\d", timex.resolved or "")), None)
    return next((timex for timex in dates if values.bounds(timex.resolved or "")), None)


def _stepped(found: Iterable[Timex], lowered: str, bounds: _Bounds, grammar: Grammar) -> list[Timex]:
    """`two days later`: a length before or after the last date of its paragraph gets that date as anchor and where it leads."""
    done: list[Timex] = []
    for timex in found:
        length = re.fullmatch(r"P(\d{1,3})([DWMY])", timex.resolved or "") if timex.type == "DURATION" else None
        word = grammar.steps.match(lowered, timex.span.end) if length else None
        if length and word:
            step = "+" if grammar.meanings[re.sub(r"\s+", " ", word[1])] == "future" else "-"
            value = f"REF{step}{length[1]}{length[2]}"
            anchor = _anchor(value, done, bounds.paragraph(timex.span.start))
            done.append(_led(timex, value, anchor, word[1]) if anchor else timex)
        else:
            done.append(timex)
    return done


def _led(timex: Timex, value: str, anchor: Timex, word: str) -> Timex:
    """A length with where it leads from its anchor; unchanged beyond the calendar."""
    try:
        point = values.complete(value, values.Frame(ref=anchor.resolved or ""))
    except values.UnresolvedError:
        return timex
    return replace(timex, anchor=f"{anchor.span.start}-{anchor.span.end}", evidence=word, point=point)


def _quoted(found: list[Timex], article: Article, bounds: _Bounds, grammar: Grammar) -> list[Timex]:
    """`today` in a quotation is the day on which the article says it was spoken, where the language's news follow that custom
    (`quoted_today = "frame"`): the weekday or date given outside the quotation marks in the same paragraph.
    """
    if grammar.options.get("quoted_today") != "frame":
        return found
    quotes = [Span(*quote.span()) for quote in QUOTED.finditer(article.text)]
    done = []
    for at, timex in enumerate(found):
        shift = re.fullmatch(r"DCT([+-]\d+)D", timex.value)
        place = bisect_right(quotes, timex.span) - 1
        quote = quotes[place] if shift and timex.resolved and place >= 0 and quotes[place].contains(timex.span) else None
        near = found[max(0, at - NEAR) : at + NEAR]
        frame = _frame_day(near, bounds.paragraph(timex.span.start), quote) if quote else None
        if shift and frame and frame.resolved:
            day = date.fromisoformat(frame.resolved) + timedelta(days=int(shift[1]))
            done.append(replace(timex, resolved=day.isoformat(), anchor=f"{frame.span.start}-{frame.span.end}"))
        else:
            done.append(timex)
    return done


def _frame_day(found: list[Timex], paragraph: Span, quote: Span) -> Timex | None:
    """The first day named with its weekday in a paragraph outside a quotation."""
    outside = (
        timex
        for timex in found
        if timex.type == "DATE" and paragraph.contains(timex.span) and not quote.contains(timex.span) and "weekday" in timex.rule
    )
    return next((timex for timex in outside if re.fullmatch(r"\d{4}-\d\d-\d\d", timex.resolved or "")), None)
