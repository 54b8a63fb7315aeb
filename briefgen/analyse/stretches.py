"""Article and sentences → its prose in stretches, of which a lead is chosen: what each says, and why it does not stand alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.analyse import lexemes, standing
from briefgen.analyse.lexemes import Lexeme
from briefgen.language import LanguagePack
from briefgen.model import Article, Sentence, Span, Timex

PIECES = 3
"""Sentences that one without an end mark may have been cut into."""
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
PROSE = frozenset({"paragraph", "item"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or what the splitter made several of: their numbers (0-based), the number and the kind of the block, the
    lexemes, the lemmas of its content words, and why it does not stand alone (empty if it does)."""

    numbers: tuple[int, ...]
    block: int
    kind: str
    run: tuple[Lexeme, ...]
    bag: tuple[str, ...]
    fault: str

    @property
    def length(self) -> int:
        """Characters from the first word to the last."""
        return self.run[-1].end - self.run[0].start

    @property
    def states(self) -> bool:
        """True if it has as many words as a statement."""
        return sum(lexeme.kind == "word" for lexeme in self.run) >= standing.SHORTEST


def stretches(
    article: Article, sentences: tuple[Sentence, ...], timexes: tuple[Timex, ...], pack: LanguagePack
) -> tuple[Stretch, ...]:
    """The sentences of paragraphs and items in text order, and of headings above them that are sentences themselves. What stands
    between quotation marks is judged paragraph by paragraph.
    """
    known = standing.openers(pack)
    hollow = frozenset((*pack.section("quotations").get("verbs", ()), *str(pack.section("clean").get("stopwords", "")).split()))
    title = frozenset(lexeme.fold for lexeme in title_of(article))
    runs = tuple(lexemes.passages(article, sentences, tuple(timex.span for timex in timexes)))
    found: list[Stretch] = []
    for block, inside in _blocks(article, sentences):
        kind = article.blocks[block].kind
        prose = kind in PROSE or (kind == "heading" and all(one.kind == "heading" for one in found))
        numbers = [number for number in inside if runs[number]] if prose else []
        after = runs[inside[-1] + 1] if inside and inside[-1] + 1 < len(runs) else ()
        spoken = standing.spoken([runs[number] for number in numbers], after)
        for part in _joined([runs[number] for number in numbers]):
            run = tuple(itertools.chain.from_iterable(runs[number] for number in numbers[part]))
            bag = (word for number in numbers[part] for word in _content(article.text, sentences[number], runs[number], hollow))
            fault = standing.fault(run, known, title, spoken=any(spoken[part]), first=not found)
            if kind in PROSE or not fault:
                found.append(Stretch(tuple(numbers[part]), block, kind, run, tuple(bag), fault))
    return tuple(found)


def title_of(article: Article) -> tuple[Lexeme, ...]:
    """The words and numbers of the title."""
    run = lexemes.split(article.title, Span(0, len(article.title)))
    return tuple(lexeme for lexeme in run if lexeme.kind != "mark")


def _blocks(article: Article, sentences: Sequence[Sentence]) -> Iterator[tuple[int, list[int]]]:
    """The number of each block with the numbers of its sentences."""
    number = 0
    for block, span in enumerate(block.span for block in article.blocks):
        first = number
        while number < len(sentences) and sentences[number].span.start < span.end:
            number += 1
        yield block, [one for one in range(first, number) if span.contains(sentences[one].span)]


def _joined(runs: Sequence[Sequence[Lexeme]]) -> Iterator[slice]:
    """Neighbours of which all but the last have no end mark, `PIECES` at most."""
    start = 0
    for at, run in enumerate(runs, 1):
        if standing.ends(run) or at - start == PIECES or at == len(runs):
            yield slice(start, at)
            start = at


def _content(text: str, sentence: Sentence, run: Sequence[Lexeme], hollow: frozenset[str]) -> Iterator[str]:
    """Lemmas of names, nouns, verbs and adjectives, without a model all words; none of `hollow` ones (of saying, of grammar)."""
    if not sentence.tokens:
        yield from (lexeme.fold for lexeme in run if lexeme.kind == "word" and lexeme.fold not in hollow)
    for token in sentence.tokens:
        word = token.span.of(text).casefold()
        if token.upos in CONTENT and word not in hollow:
            yield token.lemma.casefold() or word
