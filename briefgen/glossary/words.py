"""A text as words with what linking needs to know of each: capital, beginning of a sentence, title-cased line."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from briefgen.model import Document, Span

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*", re.UNICODE)
# A particle glued to a name by a hyphen or apostrophe (al-Baghdadi, d'Estaing).
_PARTICLE = re.compile(r"[^\W\d_]{1,3}['’-][^\W\d_]")
_ENDING = ".!?:"
_OPENING = "“\"'‘«(["
# A line of at least this many words, most of them capitalised, without a full stop is a headline: capitals mean nothing there.
HEADLINE_WORDS = 5
HEADLINE_SHARE = 0.8


class Word(NamedTuple):
    """A word: `capital` if it begins with one, `initial` if it begins a line or, with a capital, a sentence or a quotation,
    `headline` if its line is title-cased throughout. A tuple, since an article has a thousand of them and tuples are made fast.
    """

    span: Span
    text: str
    capital: bool
    initial: bool
    headline: bool

    @property
    def low(self) -> str:
        """Lower case."""
        return self.text.lower()


def _has_particle(word: str) -> bool:
    """True of `al-Baghdadi`: a short small particle before a capital."""
    match = _PARTICLE.match(word)
    return match is not None and word[match.end() - 1].isupper()


def _parted(start: int, end: int, word: str, names: frozenset[int]) -> Iterator[tuple[int, int, str]]:
    """A hyphened word in the parts that names make of it."""
    cuts = [at for at in range(start + 1, end) if at in names]
    for first, last in zip([start, *cuts], [*(at - 1 for at in cuts), end], strict=True):
        yield first, last, word[first - start : last - start]


class Mask:
    """Which span, of some that do not overlap, covers an offset; answers in constant time however many there are."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._holders: list[Span | None] = [None] * (length + 1)
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Cover a span."""
        self._holders[span.start : span.end] = [span] * (span.end - span.start)

    def free(self, span: Span) -> bool:
        """True if nothing covers any of it."""
        return not any(self._holders[span.start : span.end])

    def around(self, span: Span) -> Span | None:
        """The span that covers both ends of another, if one does."""
        holder = self._holders[span.start]
        return holder if holder is not None and holder.contains(span) else None

    def completed(self, span: Span) -> Span:
        """The span, drawn out to the end of the one that it cuts in two."""
        holder = self._holders[span.end - 1]
        return Span(span.start, holder.end) if holder and span.start < holder.start < span.end < holder.end else span


class Words:
    """The words of a document in order, found by number or by offset."""

    def __init__(self, document: Document) -> None:
        self.text = document.article.text
        starts = {sentence.span.start for sentence in document.sentences}
        hyphened = (mention.span.start for mention in document.mentions if self.text[mention.span.start - 1] == "-")
        self.all = tuple(self._read(starts, frozenset(hyphened)))
        self._starts = [word.span.start for word in self.all]

    def _read(self, starts: set[int], names: frozenset[int]) -> list[Word]:
        """The words; one ends before a hyphen behind which a name begins (`Anies-Sandi`)."""
        text, line_start, read, make = self.text, 0, [], Word._make
        for line in text.split("\n"):
            line_end = line_start + len(line)
            found = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text, line_start, line_end)]
            if names:
                found = [part for word in found for part in (_parted(*word, names) if "-" in word[2] else (word,))]
            upper = [
                not word[0].islower() and word[0].isalpha() for _, _, word in found
            ]  # scripts without case have no small ones
            headline = len(found) >= HEADLINE_WORDS and sum(upper) >= HEADLINE_SHARE * len(found) and line.rstrip()[-1] != "."
            initial = True
            for (start, end, word), capital in zip(found, upper, strict=True):
                if not capital and ("-" in word or "'" in word or "’" in word):
                    capital = _has_particle(word)  # noqa: PLW2901
                if capital and not initial:
                    initial = start in starts or start - 1 in starts or self._follows_an_end(start)
                read.append(make((Span(start, end), word, capital, initial, headline)))
                initial = False
            line_start = line_end + 1
        return read

    def _follows_an_end(self, start: int) -> bool:
        """True if a quotation opens right before an offset, or a sentence or clause ends there."""
        last = self.text[start - 1]
        return last in _OPENING or last in _ENDING or (last.isspace() and start > 1 and self.text[start - 2] in _ENDING)

    def at(self, offset: int) -> int:
        """The number of the first word that begins at or after an offset."""
        return bisect.bisect_left(self._starts, offset)

    def within(self, span: Span) -> tuple[Word, ...]:
        """The words that begin within a span."""
        return self.all[self.at(span.start) : self.at(span.end)]

    def before(self, span: Span) -> Word | None:
        """The word before a span if but one space lies between them."""
        number = self.at(span.start) - 1
        word = self.all[number] if number >= 0 else None
        return word if word and self.text[word.span.end : span.start] == " " else None

    def after(self, span: Span) -> Word | None:
        """The word after a span if but one space lies between them."""
        number = self.at(span.end)
        word = self.all[number] if number < len(self.all) else None
        return word if word and self.text[span.end : word.span.start] == " " else None

    def spaced(self, number: int) -> bool:
        """True if the word and the one before it are parted by one space alone."""
        return number > 0 and self.text[self.all[number - 1].span.end : self.all[number].span.start] == " "

    def phrase(self, number: int, phrase: Sequence[str]) -> bool:
        """True if the words from a number on are those of a phrase in lower case, parted by one space alone."""
        numbers = range(number, number + len(phrase))
        return (
            0 <= number <= len(self.all) - len(phrase)
            and all(self.all[at].low == word for at, word in zip(numbers, phrase, strict=True))
            and all(self.spaced(at) for at in numbers[1:])
        )

    @cached_property
    def small(self) -> frozenset[str]:
        """All words that stand in the text in small letters."""
        return frozenset(word.text for word in self.all if not word.capital)

    @cached_property
    def mid_capitals(self) -> frozenset[str]:
        """All words that stand with a capital where no sentence, line or quotation begins."""
        return frozenset(word.text for word in self.all if word.capital and not word.initial and not word.headline)

    @cached_property
    def shouted(self) -> frozenset[str]:
        """All words that stand in capitals."""
        return frozenset(word.text for word in self.all if word.capital and word.text.isupper())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the text in lower case."""
        return frozenset(word.low for word in self.all)
