"""One sentence with its words and time expressions: what stands where, for the rules that cut events out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.analyse.clauses import HARD_MARKS, MARKS, Word
from briefgen.model import Sentence, Span

MAX_CLAUSE = 80
"""Words on either side of a date that its clause may take in; a longer sentence without a mark is no prose."""

MAX_NOUN_PHRASE = 14
"""Words of a noun phrase before a relative clause or a date; longer runs are several phrases."""

MODIFIERS = 4
"""Words between a date and the noun it stands before (`the 2008 world financial crisis`)."""

Bounds = tuple[int, int]

REJECTED: Bounds = (-1, -1)
"""A date in the frame of a quotation: no other rule is tried."""


@dataclass(frozen=True)
class Line:
    """One sentence with its words and time expressions."""

    text: str
    sentence: Sentence
    words: Sequence[Word]

    def has(self, at: int, name: str) -> bool:
        """True if the word at a place is in a list."""
        return 0 <= at < len(self.words) and name in self.words[at].kinds

    def mark(self, at: int, marks: frozenset[str] = MARKS) -> bool:
        """True if there is a mark at a place."""
        return 0 <= at < len(self.words) and self.words[at].lower in marks

    def verb(self, at: int) -> bool:
        """True if the word at a place can carry a predicate."""
        return 0 <= at < len(self.words) and self.words[at].verb

    def verb_in(self, low: int, high: int) -> bool:
        """True if a word between two places can carry a predicate."""
        return any(word.verb for word in self.words[max(0, low) : max(0, high)])

    def stops(self, at: int, *names: str) -> bool:
        """True at a verb, a mark or a word of one of the lists."""
        word = self.words[at]
        return word.verb or word.lower in MARKS or any(name in word.kinds for name in names)

    def possessive(self, first: int) -> bool:
        """True for a date that owns what follows (`Monday's vote`)."""
        end = self.words[first].span.end
        return self.text[end : end + 2] in ("'s", "’s")

    def right(self, after: int, *, seek: bool = False) -> int:
        """Where the clause ends: at a mark or at a word that opens an addition. With `seek`, only after its verb."""
        at, verb, opened = after, not seek, 0
        while at < min(len(self.words), after + MAX_CLAUSE):
            word = self.words[at]
            opened += (word.lower == "(") - (word.lower == ")")
            if opened < 0 or word.lower in HARD_MARKS or (word.lower == "," and verb) or (verb and self._adds(at)):
                break
            verb = verb or word.verb
            at += 1
        return at

    def _adds(self, at: int) -> bool:
        """A word that opens an addition: always, or (`after`, `with`, `and`) only before a clause of its own."""
        if self.has(at, "additions"):
            return True
        if self.has(at, "pairing"):
            return False
        opens = self.has(at, "joins") or self.has(at, "phrasal")
        return opens and (self.new_clause(at + 1) or self.has(at + 1, "participles"))

    def new_clause(self, at: int) -> bool:
        """After `and`: another clause if a verb follows before the next mark."""
        if self.has(at - 1, "pairing"):
            return False
        for word in self.words[at : at + MAX_NOUN_PHRASE]:
            if word.lower in MARKS:
                return False
            if word.verb:
                return True
        return False

    def trimmed(self, low: int, high: int) -> Span | None:
        """A clause without time expressions, conjunctions, prepositions and marks at its edges."""
        while low < high and (self._edge(low) or (self.has(low, "articles") and self._timed(low + 1))):
            low += 1
        while high > low and (self._edge(high - 1) or self.has(high - 1, "articles")):
            high -= 1
        return Span(self.words[low].span.start, self.words[high - 1].span.end) if low < high else None

    def _timed(self, at: int) -> bool:
        """A date that something other than a noun it names follows."""
        return at + 1 < len(self.words) and self.words[at].timed and (self.mark(at + 1) or self.has(at + 1, "edges"))

    def _edge(self, at: int) -> bool:
        word = self.words[at]
        closing = word.lower == ")" and "(" in self.text[max(self.sentence.span.start, word.span.start - 60) : word.span.start]
        return word.timed or (word.lower in MARKS and not closing) or "edges" in word.kinds or "joins" in word.kinds
