"""Timelines of all briefings → occurrences: what several articles tell of one event stands together, with every sentence.

Two rows are the same event only on evidence: they name the same people, places or organisations, and the same words (or, across
languages, the same day) say what happened. In doubt they stay two rows: a list with a repetition is better than a false identity.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from briefgen import edtf
from briefgen.compose import content
from briefgen.model import Briefing, Occurrence, Telling

SAME_WORDS = 0.5
"""Share of the shorter clause's content words that the other has too, if the dates agree."""
MOSTLY_SAME_WORDS = 0.8
"""The same if the dates differ: then the words alone have to say that it is one event."""
LEAST_WORDS = 4
"""Content words of a clause that may differ in its date from another: "prices rose" is said of every month."""
SAME_NAMES = 0.5
"""Share of all participants that both clauses name, across languages or if the dates differ."""
LEAST_NAMES = 2
"""Participants that clauses in two languages must share: without common words only names tell."""
NEWS_DAYS = 7
"""Days between two articles about one event that disagree on its day."""
APART_DAYS = 31
"""Days by which they may disagree; beyond, a series is likelier than a slip."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a timeline with what it is compared by."""

    telling: Telling
    lang: str
    first: date
    last: date
    published: date | None
    who: frozenset[str]
    words: frozenset[str]


def gather(briefings: Sequence[Briefing]) -> tuple[Occurrence, ...]:
    """Every row of every timeline in exactly one occurrence, by first day; ties by article, then in text order.

    The first telling of an occurrence is the one whose date is most precise, ties by the newest article.
    """
    rows = sorted((row for briefing in briefings for row in _rows(briefing)), key=lambda row: row.first)
    groups = _Groups(len(rows))
    for one, other in _candidates(rows):
        if groups.find(one) == groups.find(other):
            continue
        if _same(rows[one], rows[other]) and not groups.would_join_one_article(one, other, rows):
            groups.join(one, other)
    occurrences = [_occurrence([rows[number] for number in members]) for members in groups.members()]
    return tuple(occurrence for _, occurrence in sorted(occurrences, key=lambda pair: pair[0]))


def _rows(briefing: Briefing) -> Iterator[_Row]:
    published = edtf.bounds((briefing.document.article.published or "")[:10])
    for number, entry in enumerate(briefing.timeline):
        first, last = edtf.bounds(entry.when, entry.mod) or (date.max, date.max)
        telling = Telling(briefing.document.article.id, number)
        day = published[0] if published else None
        said = content.words(briefing.document, entry.clause, entry.timex.span)
        yield _Row(telling, briefing.document.article.lang, first, last, day, frozenset(entry.who), said)


def _candidates(rows: Sequence[_Row]) -> list[tuple[int, int]]:
    """Pairs of rows (sorted by day) of different articles that share a participant, begin within `APART_DAYS` of each other and
    have enough in common to be tried, each once, by their days."""
    days = [row.first.toordinal() for row in rows]
    near = [(bisect_left(days, day - APART_DAYS), bisect_right(days, day + APART_DAYS)) for day in days]
    by_name: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for name in row.who if row.first < date.max else ():
            by_name.setdefault(name, []).append(number)
    return sorted({pair for numbers in by_name.values() for pair in _alike(rows, numbers, near)})


def _alike(rows: Sequence[_Row], numbers: Sequence[int], near: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those pairs among rows of one participant that have words or names in common, as many as `_same` asks for at least.

    Only the rarest are looked up: whoever shares k of n things shares one of any n - k + 1 of them (prefix filtering, Chaudhuri,
    Ganti and Kaushik 2006). So a name that all articles of a month have in common does not pair each with each.
    """
    holders: dict[tuple[str | date, str], list[int]] = {}
    for number in numbers:
        for things, _ in _common(rows[number]):
            for thing in things:
                holders.setdefault(thing, []).append(number)
    for one in numbers:
        first, last = near[one]
        for things, least in _common(rows[one]):
            for thing in sorted(things, key=lambda thing: len(holders[thing]))[: max(0, len(things) - least + 1)]:
                held = holders[thing]
                for other in held[bisect_left(held, first) : bisect_left(held, last)]:
                    abroad = rows[other].lang != rows[one].lang
                    if rows[other].telling.article_id != rows[one].telling.article_id and (abroad or thing[0] == rows[one].lang):
                        yield min(one, other), max(one, other)


def _common(row: _Row) -> Iterator[tuple[list[tuple[str | date, str]], int]]:
    """What a row may share with one of its language (words) or another (names on one day), and how much of it at least."""
    yield [(row.lang, word) for word in row.words], ceil(SAME_WORDS * len(row.words))
    if row.first == row.last:
        yield [(row.first, name) for name in row.who], max(LEAST_NAMES, ceil(SAME_NAMES * len(row.who)))


def _same(one: _Row, other: _Row) -> bool:
    shared = one.who & other.who
    names = len(shared) / len(one.who | other.who)
    fewer = min(len(one.words), len(other.words))
    words = len(one.words & other.words) / fewer if fewer and one.lang == other.lang else 0.0
    if one.first <= other.last and other.first <= one.last:
        same_day = one.first == one.last == other.first == other.last
        return words >= SAME_WORDS or (one.lang != other.lang and same_day and len(shared) >= LEAST_NAMES and names >= SAME_NAMES)
    near = one.published and other.published and abs((one.published - other.published).days) <= NEWS_DAYS
    return bool(near) and fewer >= LEAST_WORDS and words >= MOSTLY_SAME_WORDS and names >= SAME_NAMES


def _occurrence(rows: Sequence[_Row]) -> tuple[tuple[date, date, str, int], Occurrence]:
    """An occurrence with what it is sorted by."""
    newest = sorted(rows, key=lambda row: row.telling.article_id)
    newest.sort(key=lambda row: row.published or date.min, reverse=True)
    best = sorted(newest, key=lambda row: row.last - row.first)
    conflict = max(row.first for row in rows) > min(row.last for row in rows)
    head = best[0]
    key = (head.first, head.last, head.telling.article_id, head.telling.row)
    return key, Occurrence(tuple(row.telling for row in best), conflict)


class _Groups:
    """Disjoint sets of row numbers."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.articles: dict[int, set[str]] = {}

    def find(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def would_join_one_article(self, one: int, other: int, rows: Sequence[_Row]) -> bool:
        """True if two rows of one article would become the same event: their own text tells them apart."""
        first, second = self.find(one), self.find(other)
        for number in (one, other):
            self.articles.setdefault(self.find(number), {rows[number].telling.article_id})
        return first != second and bool(self.articles[first] & self.articles[second])

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self.parent[second] = first
            self.articles[first] |= self.articles.pop(second)

    def members(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for number in range(len(self.parent)):
            found.setdefault(self.find(number), []).append(number)
        return list(found.values())
