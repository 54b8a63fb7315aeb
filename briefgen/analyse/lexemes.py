"""Sentence → lexemes: number literals, words and marks at their places, with the part of speech where a model gave one, and
phrase tables to look word sequences up. Figures and roles are read from these, so both also work where there is no model.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

from briefgen.model import Article, Sentence, Span

LEXEME = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<mark>[^\w\s]|_)")
PASSAGE = re.compile(r"[^\n]+")
BRACKETED = 6
"""Lexemes of a bracket that says the same in another unit."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One number literal, word or mark. `glued`: nothing stands between it and the lexeme before it. `upos` is empty without a
    model. `timed`: it belongs to a time expression.
    """

    start: int
    end: int
    text: str
    fold: str
    kind: Literal["number", "word", "mark"]
    glued: bool
    upos: str = ""
    timed: bool = False

    @property
    def capital(self) -> bool:
        """True for a word that begins with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Lower-case word sequences with a value each, found longest first. Keys are split as text is."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]
    by_last: Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]

    @staticmethod
    def of(table: Iterable[tuple[str, T]]) -> Phrases[T]:
        """Compile `(phrase, value)` pairs; of two equal phrases the later one counts."""
        entries = {tuple(match.group().casefold() for match in LEXEME.finditer(phrase)): value for phrase, value in table}
        entries.pop((), None)
        ordered = sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0]))
        first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, value in ordered:
            first.setdefault(words[0], []).append((words, value))
            last.setdefault(words[-1], []).append((words, value))
        return Phrases({k: tuple(v) for k, v in first.items()}, {k: tuple(v) for k, v in last.items()})

    def at(self, lexemes: Sequence[Lexeme], index: int) -> tuple[int, T] | None:
        """The longest phrase that begins at `index`: the index after it and its value."""
        if not 0 <= index < len(lexemes):
            return None
        for words, value in self.by_first.get(lexemes[index].fold, ()):
            end = index + len(words)
            if end <= len(lexemes) and all(lexemes[index + k].fold == word for k, word in enumerate(words)):
                return end, value
        return None

    def before(self, lexemes: Sequence[Lexeme], index: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before `index`: the index where it begins and its value."""
        if not 0 < index <= len(lexemes):
            return None
        for words, value in self.by_last.get(lexemes[index - 1].fold, ()):
            begin = index - len(words)
            if begin >= 0 and all(lexemes[begin + k].fold == word for k, word in enumerate(words)):
                return begin, value
        return None


NOTHING: Mapping[str, int] = MappingProxyType({})


def split(
    text: str,
    span: Span,
    tags: Mapping[int, str] | None = None,
    timed: Sequence[Span] = (),
    stems: Mapping[str, int] = NOTHING,
) -> tuple[Lexeme, ...]:
    """The lexemes of `span`. `tags` maps token starts to UPOS; `timed` are sorted spans of time expressions; `stems` are words
    that fall into two lexemes, after so many letters (`ribunya`: 4).
    """
    tags = tags or {}
    starts = [item.start for item in timed]
    found: list[Lexeme] = []
    previous = -1
    for match in LEXEME.finditer(text, span.start, span.end):
        start, end = match.span()
        index = bisect_right(starts, start) - 1
        inside = index >= 0 and timed[index].end > start
        kind: Literal["number", "word", "mark"] = "word"
        if match["number"]:
            kind = "number"
        elif match["mark"]:
            kind = "mark"
        word = match.group()
        fold = word.casefold().replace("’", "'")
        cut = stems.get(fold, 0)
        if cut:
            found.append(Lexeme(start, start + cut, word[:cut], fold[:cut], kind, start == previous, tags.get(start, ""), inside))
            previous, start, word, fold = start + cut, start + cut, word[cut:], fold[cut:]
        found.append(Lexeme(start, end, word, fold, kind, start == previous, tags.get(start, ""), inside))
        previous = end
    return tuple(found)


def passages(
    article: Article, sentences: tuple[Sentence, ...], timed: Sequence[Span] = (), stems: Mapping[str, int] = NOTHING
) -> Iterator[tuple[Lexeme, ...]]:
    """The lexemes of each sentence in order; without sentences those of each line."""
    spans = sorted(timed)
    starts = [item.start for item in spans]
    units: Iterable[tuple[Span, Mapping[int, str]]] = (
        ((sentence.span, {token.span.start: token.upos for token in reversed(sentence.tokens)}) for sentence in sentences)
        if sentences
        else ((Span(*match.span()), {}) for match in PASSAGE.finditer(article.text))
    )
    for span, tags in units:
        near = spans[max(0, bisect_left(starts, span.start) - 1) : bisect_right(starts, span.end)]
        yield split(article.text, span, tags, near, stems)


def past_brackets(lexemes: Sequence[Lexeme], at: int) -> int:
    """The lexeme after a short bracket that opens at `at` (`475 pounds (215.5 kilos) of`); `at` if none does."""
    if at >= len(lexemes) or lexemes[at].fold != "(":
        return at
    return next((end + 1 for end in range(at, min(at + BRACKETED, len(lexemes))) if lexemes[end].fold == ")"), at)
