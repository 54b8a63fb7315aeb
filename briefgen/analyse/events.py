"""Dates of a sentence → the occurrences they place in time: for each, the clause that says what happened, and how certain it is.

Shallow rules over word lists (`[events]` of a language pack): a date belongs to the relative clause, the event noun or the
predicate that it stands in or beside; dates that label, compare or frame a quotation give no event.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.analyse import clauses, temporal_values
from briefgen.analyse.clauses import Lexis, Word
from briefgen.language import LanguagePack
from briefgen.model import Article, Certainty, EventClause, Sentence, Span, Timex

MARKS = frozenset(',;:()[]“”"-–—--.!?…')
HARD_MARKS = frozenset(';:“”"–—--.!?…')
MAX_CLAUSE = 80
"""Words on either side of a date that its clause may take in; a longer sentence without a mark is no prose."""

FRAME_REACH = 400
"""Characters before a clause in which a word of doubt still covers it."""

MAX_NOUN_PHRASE = 14
"""Words of a noun phrase before a relative clause or a date; longer runs are several phrases."""


@functools.cache
def _lexis(pack: LanguagePack) -> Lexis:
    return Lexis.of(pack.section("events"))


def extract(
    article: Article, sentences: tuple[Sentence, ...], timexes: tuple[Timex, ...], pack: LanguagePack
) -> tuple[EventClause, ...]:
    """The events of an article, sorted by clause. Each has a clause within one sentence and the `DATE` that places it; a date
    without a resolved value gives none.
    """
    lexis = _lexis(pack)
    if not lexis.lists:
        return ()
    starts = [sentence.span.start for sentence in sentences]
    by_sentence: dict[int, list[Timex]] = {}
    for timex in timexes:
        at = bisect_right(starts, timex.span.start) - 1
        if at >= 0 and sentences[at].span.contains(timex.span):
            by_sentence.setdefault(at, []).append(timex)
    found: list[EventClause] = []
    for at, inside in by_sentence.items():
        line = _Line(article.text, sentences[at], clauses.words(article.text, sentences[at], inside, lexis), lexis)
        found += (event for timex in inside if (event := line.event(timex, article.published)) is not None)
    return tuple(sorted(found, key=lambda event: (event.span, event.timex)))


@dataclass(frozen=True)
class _Line:
    """One sentence with its words and time expressions."""

    text: str
    sentence: Sentence
    words: Sequence[Word]
    lexis: Lexis

    def event(self, timex: Timex, published: str | None) -> EventClause | None:
        """The event that a date places in time, if it does."""
        if timex.type != "DATE" or timex.resolved is None:
            return None
        first = bisect_left(self.words, timex.span, key=lambda word: word.span)
        if self._labels(timex, first):
            return None
        for rule, find in (("noun", self._noun), ("relative", self._relative), ("clause", self._clause)):
            bounds = find(first)
            if bounds == REJECTED:
                return None
            span = self._trimmed(*bounds) if bounds else None
            if span is not None:
                happens = self._happens(span, rule)
                return EventClause(span, timex.span, self._certainty(span, timex, published), rule) if happens else None
        return None

    # --- is it an event at all? ---

    def _labels(self, timex: Timex, first: int) -> bool:
        """A date that is compared with, or only names a thing's period (`budget 2014`, `than in 2009`, `November delivery`)."""
        before = " ".join(word.lower for word in self.words[max(0, first - 4) : first])
        if self.lexis.find("compared_end", before + " |"):
            return True
        following = self.words[first + 1].lower if first + 1 < len(self.words) else ""
        if self.lexis.has("labelled", following):
            return True
        last = self.words[first - 1].lower if first else ""
        bare_year = re.fullmatch(r"\d{4}", timex.span.of(self.text)) is not None
        is_noun = bool(last) and last not in MARKS and not self._is(first - 1, "edges") and not self.words[first - 1].verb
        return (bare_year and is_noun and not self.lexis.has("nouns", last)) or self.lexis.has("labels", last)

    def _happens(self, span: Span, rule: str) -> bool:
        """Not a level that merely holds, nor a denial."""
        text = span.of(self.text).lower()
        if self.lexis.find("denials", text):
            return False
        return rule != "clause" or not self.lexis.find("levels", text) or bool(self.lexis.find("changes", text))

    def _certainty(self, span: Span, timex: Timex, published: str | None) -> Certainty:
        """By the words of the clause, for allegations also by what introduces it; a date after publication is planned."""
        inside = span.of(self.text).lower()
        until = self.text[max(self.sentence.span.start, span.start - FRAME_REACH) : span.end].lower()
        if self.lexis.find("alleged", inside) or self.lexis.find("claims", until):
            return "alleged"
        bounds = temporal_values.bounds((timex.resolved or "").split("/", maxsplit=1)[0])
        clock = temporal_values.clock(published)
        if bounds and clock and bounds[0] > clock.date():
            return "planned"
        over = bool(bounds and clock and bounds[1] < clock.date())
        if self.lexis.find("planned", self._head(span).lower() if over else inside):
            return "planned"
        asked = "?" in self.text[max(span.end, self.sentence.span.end - 3) : self.sentence.span.end]
        return "unknown" if asked or self.lexis.find("unknown", inside) else "happened"

    def _head(self, span: Span) -> str:
        """A clause as far as its first verb: where a date is over, only a plan that is the predicate itself counts."""
        start = bisect_left(self.words, span.start, key=lambda word: word.span.start)
        inside = itertools.takewhile(lambda word: word.span.end <= span.end, self.words[start : start + 2 * MAX_CLAUSE])
        verb = next((word for word in inside if word.verb), None)
        return self.text[span.start : verb.span.end + 8] if verb else span.of(self.text)

    # --- where does it begin and end? ---

    def _is(self, at: int, name: str) -> bool:
        return 0 <= at < len(self.words) and self.lexis.has(name, self.words[at].lower)

    def _mark(self, at: int, marks: frozenset[str] = MARKS) -> bool:
        return 0 <= at < len(self.words) and self.words[at].lower in marks

    def _noun(self, first: int) -> tuple[int, int] | None:
        """`the attack last month in Moscow`, `since the invasion of X in 2022`: an event noun before, no verb between."""
        after = first + 1
        predicate = after < len(self.words) and self.words[after].verb
        at = first - 1
        while at >= max(0, first - MAX_NOUN_PHRASE) and not self._stops(at, "relatives"):
            start = at - 1 if self._is(at - 1, "articles") else at
            dated = at == first - 1
            if self._is(at, "nouns") and (dated or self._is(start - 1, "governors")) and not predicate:
                return start, self._phrase_end(after) if dated else first
            at -= 1
        return None

    def _stops(self, at: int, *names: str) -> bool:
        """True at a verb, a mark or a word of one of the lists."""
        return self.words[at].verb or self._mark(at) or any(self._is(at, name) for name in names)

    def _phrase_end(self, after: int) -> int:
        """The end of a prepositional phrase that follows a dated noun."""
        at = after
        if not self._is(at, "places"):
            return after
        while at < min(len(self.words), after + MAX_NOUN_PHRASE) and not self._stops(at, "openers", "joins"):
            at += 1
        return at

    def _relative(self, first: int) -> tuple[int, int] | None:
        """`the agreement that was signed in May`: the noun phrase and its relative clause as far as the date."""
        at = first - 1
        verbs = 0
        while (
            at >= max(0, first - MAX_CLAUSE)
            and not self._mark(at, HARD_MARKS)
            and not self._is(at, "openers")
            and not self._is(at, "relatives")
        ):
            if self.words[at].lower == "," and at < first - 1:
                return None
            verbs += self.words[at].verb
            at -= 1
        if at <= 0 or not self._is(at, "relatives") or not verbs:
            return None
        start = at - 1 if self._mark(at - 1) else at
        low = max(0, start - MAX_NOUN_PHRASE)
        while start > low and not self._stops(start - 1, "openers", "joins", "relatives", "phrase_stops", "reports"):
            start -= 1
        return (start, first) if start < at else None

    def _clause(self, first: int) -> tuple[int, int] | None:
        """The predicate that a date stands in or beside, with its subject."""
        left = self._left(first)
        if left is None:
            return REJECTED
        after = first + 1
        if any(self.words[at].verb for at in range(left, first)):
            return left, self._right(after)
        right = self._right(after, seek=True)
        return (left, right) if any(self.words[at].verb for at in range(after, right)) else None

    def _left(self, first: int) -> int | None:
        """Where the clause before a date begins: after the nearest mark or opener with a verb in between; None in the frame of a
        quotation (`…, said X in Jakarta, Monday`).
        """
        at, verb = first, False
        while at > max(0, first - MAX_CLAUSE):
            word = self.words[at - 1]
            if self._is(at - 1, "reports") and not verb and self._framed(at - 1):
                return None
            if word.lower in HARD_MARKS or self._is(at - 1, "openers") or self._is(at - 1, "complementisers"):
                break
            if verb and self._is(at - 1, "joins") and self._new_clause(at):
                break
            if word.lower == "," and verb and not self._inserted(at - 1):
                break
            verb = verb or word.verb
            at -= 1
        return at

    def _framed(self, at: int) -> bool:
        """A verb of saying behind a mark or at the start of its sentence, with the quotation before it."""
        return at == 0 or self._mark(at - 1) or self._is(at, "frames")

    def _inserted(self, comma: int) -> bool:
        """The second comma of an apposition: no verb between it and the one before, and that one not far."""
        for at in range(comma - 1, max(-1, comma - MAX_NOUN_PHRASE), -1):
            if self.words[at].verb or self.words[at].lower in HARD_MARKS:
                return False
            if self.words[at].lower == ",":
                return at > 0 and not any(word.verb for word in self.words[max(0, at - MAX_CLAUSE) : at])
        return False

    def _new_clause(self, at: int) -> bool:
        """After `and`: another clause if a verb follows before the next mark."""
        for word in self.words[at : at + MAX_NOUN_PHRASE]:
            if word.lower in MARKS:
                return False
            if word.verb:
                return True
        return False

    def _right(self, after: int, *, seek: bool = False) -> int:
        """Where the clause ends: at a mark or at a word that opens an addition. With `seek`, only after its verb."""
        at, verb = after, not seek
        while at < min(len(self.words), after + MAX_CLAUSE):
            word = self.words[at]
            if word.lower in HARD_MARKS or (word.lower == "," and verb) or (verb and self._adds(at)):
                break
            verb = verb or word.verb
            at += 1
        return at

    def _adds(self, at: int) -> bool:
        """A word that opens an addition: always, or (`after`, `with`, `and`) only before a clause of its own."""
        if self._is(at, "additions"):
            return True
        opens = self._is(at, "joins") or self._is(at, "phrasal")
        return opens and (self._new_clause(at + 1) or self._is(at + 1, "participles"))

    def _trimmed(self, low: int, high: int) -> Span | None:
        """A clause without time expressions, conjunctions, prepositions and marks at its edges."""
        while low < high and self._edge(low):
            low += 1
        while high > low and (self._edge(high - 1) or self._is(high - 1, "articles")):
            high -= 1
        return Span(self.words[low].span.start, self.words[high - 1].span.end) if low < high else None

    def _edge(self, at: int) -> bool:
        word = self.words[at]
        closing = word.lower == ")" and "(" in self.text[max(self.sentence.span.start, word.span.start - 60) : word.span.start]
        return word.timed or (word.lower in MARKS and not closing) or self._is(at, "edges") or self._is(at, "joins")


REJECTED = (-1, -1)
"""A date in the frame of a quotation: no other rule is tried."""
