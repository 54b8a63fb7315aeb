"""Where is what a date places in time, if that is a noun phrase: an event noun beside the date, or a noun with a relative clause.

Windows are bounded, so time grows with the number of dates and not with the length of a sentence. Places are numbers of words.
"""

from __future__ import annotations

from briefgen.analyse.clauses import HARD_MARKS
from briefgen.analyse.event_line import MAX_CLAUSE, MAX_NOUN_PHRASE, MODIFIERS, REJECTED, Bounds, Line

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def noun(line: Line, first: int) -> Bounds | None:
    """`the attack last month in Moscow`, `since the invasion of X in 2022`, `the 2008 crisis`: an event noun beside the date,
    no verb between.
    """
    return _noun_after(line, first) or _noun_before(line, first)


def _noun_after(line: Line, first: int) -> Bounds | None:
    """`the 2008 crisis in Europe`, `Monday's vote`: the date before the noun."""
    owns = line.possessive(first)
    after = first + 1 + owns
    if not owns and not line.has(first - 1, "articles") and not line.has(first - 1, "governors"):
        return None
    for at in range(after, min(len(line.words), after + MODIFIERS)):
        closes = any(line.has(at, name) for name in ("edges", "joins", "openers", "relatives", "articles"))
        if closes or line.mark(at) or line.words[at].timed or (line.verb(at) and not owns):
            return None
        if line.has(at, "nouns") and not line.has(at + 1, "nouns"):
            if not owns and not line.has(first - 1, "articles") and at > after:
                return None
            if line.verb(at + 1):
                return (after, line.right(at + 1)) if owns else None
            return after if owns else first - line.has(first - 1, "articles"), _phrase_end(line, at + 1)
    return None


def _noun_before(line: Line, first: int) -> Bounds | None:
    after = first + 1
    predicate = line.verb(after)
    at = first - 1
    while at >= max(0, first - MAX_NOUN_PHRASE) and not line.stops(at, "relatives"):
        start = _determined(line, at)
        dated = at == first - 1
        if dated and line.has(first, "day") and not line.has(start - 1, "governors") and line.verb_in(start - MODIFIERS, start):
            return None
        if line.has(at, "nouns") and (dated or line.has(start - 1, "governors")) and not predicate:
            return start, _phrase_end(line, after) if dated else first
        at -= 1
    return None


def _determined(line: Line, at: int) -> int:
    """Where the noun phrase of a noun begins: at its article, over adjectives and nouns before it, else at the noun."""
    start = at
    while (
        start - 1 >= max(0, at - MODIFIERS) and line.words[start - 1].upos in NOMINAL and not line.stops(start - 1, "governors")
    ):
        start -= 1
    if line.has(start - 1, "articles"):
        return start - 1
    return at - 1 if line.has(at - 1, "articles") else at


def _phrase_end(line: Line, after: int) -> int:
    """The end of a prepositional phrase that follows a dated noun."""
    at = after
    if not line.has(at, "places"):
        return after
    while at < min(len(line.words), after + MAX_NOUN_PHRASE) and not line.stops(at, "openers", "joins"):
        at += 1
    return at


def relative(line: Line, first: int) -> Bounds | None:
    """`the agreement that was signed in May`: the noun phrase and its relative clause as far as the date; with the predicate
    where that has come before the date (`the rain that fell all day caused floods in May`).
    """
    at = first - 1
    verbs = 0
    while (
        at >= max(0, first - MAX_CLAUSE)
        and not line.mark(at, HARD_MARKS)
        and not line.has(at, "openers")
        and not line.has(at, "relatives")
    ):
        if line.words[at].lower == "," and at < first - 1:
            return None
        verbs += line.words[at].verb
        at -= 1
    if at <= 0 or not line.has(at, "relatives") or not verbs:
        return None
    if any("frames" in word.kinds for word in line.words[at:first]):
        return REJECTED
    start = antecedent(line, at - 1 if line.mark(at - 1) else at)
    main = not line.verb_in(start - MAX_CLAUSE, start) and not line.mark(at - 1) and _groups(line, at + 1, first) > 1
    if start == at:
        return None
    return start, line.right(first + 1) if main else first


def _groups(line: Line, low: int, high: int) -> int:
    """How many verbs with words of their own there are: `that fell all day caused floods` has two."""
    starts = (at for at in range(low, high) if line.verb(at) and not line.verb(at - 1))
    return sum(at == low or not (line.has(at - 1, "edges") or line.has(at - 1, "joins")) for at in starts)


def antecedent(line: Line, end: int) -> int:
    """Where the noun phrase before a relative clause begins; one whose head is an event noun goes on over prepositions."""
    low = max(0, end - MAX_NOUN_PHRASE)
    start = end
    while start > low and not line.stops(start - 1, "openers", "joins", "relatives", "phrase_stops", "reports"):
        start -= 1
    head = start
    while head > low and not line.stops(head - 1, "openers", "joins", "relatives", "reports"):
        head -= 1
        if line.has(head, "nouns"):
            return head
    return start
