"""A text as words with what linking needs to know of each: capital, beginning of a sentence, title-cased line."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from briefgen.model import Document, Span

# In brackets, so that splitting a text keeps the words between the gaps. A list's number (`3.Budi`) is a word of its own.
_WORD = re.compile(r"([^\W_]+(?:(?:['’-]|\.(?!(?<=\d\.)[^\W\d_]))[^\W_]+)*)")
# A particle glued to a name by a hyphen or apostrophe (al-Baghdadi, d'Estaing).
_PARTICLE = re.compile(r"[^\W\d_]{1,3}['’-][^\W\d_]")
_ENDING = ".!?:"
_OPENING = "“\"'‘«(["
# A line of at least this many words, most of them capitalised, without a full stop is a headline: capitals mean nothing there.
HEADLINE_WORDS = 5
HEADLINE_SHARE = 0.8
# Writers of short messages leave out a capital or two.
SMALL = 3


class Word(NamedTuple):
    """A word: `capital` if it begins with one, `initial` if it begins a line or, with a capital, a sentence or a quotation,
    `headline` if its line is title-cased throughout. A tuple, since an article has a thousand of them and tuples are made fast.
    """

    start: int
    end: int
    text: str
    capital: bool
    initial: bool
    headline: bool

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def low(self) -> str:
        """Lower case."""
        return self.text.lower()


def _has_particle(word: str) -> bool:
    """True of `al-Baghdadi`: a short small particle before a capital."""
    match = _PARTICLE.match(word)
    return match is not None and word[match.end() - 1].isupper()


def _parted(text: str, hyphens: Sequence[int]) -> str:
    """The text with bars for the hyphens behind which a name begins: words end there (`Anies-Sandi`)."""
    parted = list(text) if hyphens else []
    for at in hyphens:
        parted[at] = "|"
    return "".join(parted) or text


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
    """The words of a document in order, found by number or by offset; `capitals` are the numbers of those with a capital."""

    def __init__(self, document: Document) -> None:
        self.text = document.article.text
        pairs = (mention.span.start - 1 for mention in document.mentions)
        gaps_and_words = _WORD.split(_parted(self.text, [at for at in pairs if at > 0 and self.text[at] == "-"]))
        ends = list(itertools.accumulate(map(len, gaps_and_words)))
        self._gaps = gaps_and_words[::2]
        self._starts = ends[:-1:2]
        sentences = {sentence.span.start for sentence in document.sentences}
        self._texts = gaps_and_words[1::2]
        self.all = tuple(self._read(self._texts, ends[1::2], sentences))
        self.capitals = tuple(number for number, word in enumerate(self.all) if word.capital)

    def _read(self, texts: list[str], ends: list[int], sentences: set[int]) -> Iterator[Word]:
        breaks = [number for number, gap in enumerate(self._gaps) if "\n" in gap and 0 < number < len(texts)]
        for first, last in itertools.pairwise((0, *breaks, len(texts))):
            line = texts[first:last]
            # Scripts without case have no small ones.
            upper = [not text[0].islower() and text[0].isalpha() for text in line]
            headline = len(line) >= HEADLINE_WORDS and sum(upper) >= HEADLINE_SHARE * len(line) and not self._stops(last)
            initial = True
            for start, end, text, capital in zip(self._starts[first:last], ends[first:last], line, upper, strict=True):
                if not capital and not text.isalnum():
                    capital = _has_particle(text)  # noqa: PLW2901
                if capital and not initial:
                    initial = start in sentences or start - 1 in sentences or self._follows_an_end(start)
                yield Word(start, end, text, capital, initial, headline)
                initial = False

    def _stops(self, number: int) -> bool:
        """True if the line before a word ends with a full stop."""
        return self._gaps[number].partition("\n")[0].rstrip().endswith(".")

    def _follows_an_end(self, start: int) -> bool:
        """True if a quotation opens right before an offset, or a sentence or clause ends there."""
        last = self.text[start - 1]
        return last in _OPENING or last in _ENDING or (last.isspace() and start > 1 and self.text[start - 2] in _ENDING)

    def at(self, offset: int) -> int:
        """The number of the first word that begins at or after an offset."""
        return bisect.bisect_left(self._starts, offset)

    def within(self, span: Span) -> tuple[Word, ...]:
        """The words that begin within a span."""
        first = bisect.bisect_left(self._starts, span.start)
        return self.all[first : bisect.bisect_left(self._starts, span.end, first)]

    def before(self, span: Span) -> Word | None:
        """The word before a span if but one space lies between them."""
        number = self.at(span.start) - 1
        word = self.all[number] if number >= 0 else None
        return word if word and self.text[word.end : span.start] == " " else None

    def after(self, span: Span) -> Word | None:
        """The word after a span if but one space lies between them."""
        number = self.at(span.end)
        word = self.all[number] if number < len(self.all) else None
        return word if word and self.text[span.end : word.start] == " " else None

    def spaced(self, number: int) -> bool:
        """True if the word and the one before it are parted by one space alone."""
        return number > 0 and self._gaps[number] == " "

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

    def mostly_small(self, text: str) -> bool:
        """True of a word that stands in the text at least `SMALL` times in small, and twice as often as with a capital of its
        own."""
        low = text.lower()
        if low not in self.small:
            return False
        small = sum(word.text == low for word in self.all)
        return small >= max(SMALL, 2 * sum(word.text == text and not (word.initial or word.headline) for word in self.all))

    @cached_property
    def mid_capitals(self) -> frozenset[str]:
        """All words that stand with a capital where no sentence, line or quotation begins."""
        capitals = (self.all[number] for number in self.capitals)
        return frozenset(word.text for word in capitals if not word.initial and not word.headline)

    @cached_property
    def shouted(self) -> frozenset[str]:
        """All words that stand in capitals."""
        return frozenset(self.all[number].text for number in self.capitals if self.all[number].text.isupper())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the text in lower case."""
        return frozenset(map(str.lower, self._texts))
