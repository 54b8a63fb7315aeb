"""Timelines of all briefings → occurrences: what several articles tell of one event stands together, with every sentence.

Two rows are the same event only on evidence: they name the same people, places or organisations, and the same words (or, across
languages, the same day) say what happened. In doubt they stay two rows: a list with a repetition is better than a false identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

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
    rows = [row for briefing in briefings for row in _rows(briefing)]
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


def _candidates(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """Pairs of rows of different articles that share a participant and begin within `APART_DAYS` of each other, each once."""
    by_name: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for name in row.who if row.first < date.max else ():
            by_name.setdefault(name, []).append(number)
    seen = set()
    for numbers in by_name.values():
        numbers.sort(key=lambda number: (rows[number].first, number))
        for place, one in enumerate(numbers):
            for other in numbers[place + 1 :]:
                if (rows[other].first - rows[one].first).days > APART_DAYS:
                    break
                pair = (min(one, other), max(one, other))
                if rows[one].telling.article_id != rows[other].telling.article_id and pair not in seen:
                    seen.add(pair)
                    yield pair


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
