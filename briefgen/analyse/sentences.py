"""Text → sentence spans by punctuation, for a language that no model was shipped or fetched for.

The statistical splitter of a pack is better; this one keeps every article addressable sentence by sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.language import LanguagePack
from briefgen.model import Article, Sentence, Span

# An end mark with the closing quotes and brackets after it, then white space and something that can open a sentence.
_BOUNDARY = re.compile(r"[.!?…。！？]{1,8}[\"'”’»)\]]{0,4}(?=\s{1,8}[\"'“‘«(\[]{0,4}[^\W\d_a-z]|\s{1,8}\d|\s{0,8}$)|[。！？]")
NUMBER = re.compile(r"\d[.,]\d")
_LAST_WORD = re.compile(r"([^\W\d_](?:[^\W\d_]|\.[^\W\d_]){0,20})\.$")


def split(article: Article, pack: LanguagePack) -> tuple[Sentence, ...]:
    """Sentences in order, trimmed of white space, never crossing a block; no tokens.

    A full stop after a listed abbreviation (`[sentences] abbreviations`, compared without case) or a single capital
    letter does not end one."""
    abbreviations = {str(word).rstrip(".").casefold() for word in pack.section("sentences").get("abbreviations", ())}
    spans: list[Span] = []
    for block in article.blocks:
        text = block.span.of(article.text)
        start = 0
        for match in _BOUNDARY.finditer(text):
            if _is_abbreviation(text, match, abbreviations):
                continue
            spans.append(Span(block.span.start + start, block.span.start + match.end()))
            start = match.end()
        spans.append(Span(block.span.start + start, block.span.end))
    return tuple(Sentence(span) for span in (trim(article.text, span) for span in spans) if span.start < span.end)


def whole_numbers(text: str, found: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences of a model, joined again where it ended one within a number (`a £2.` | `4 million loss`)."""
    last: Sentence | None = None
    for sentence in found:
        cut = sentence.span.start
        if last and last.span.end == cut and NUMBER.fullmatch(text, cut - 2, cut + 1):
            last = Sentence(Span(last.span.start, sentence.span.end), (*last.tokens, *sentence.tokens))
            continue
        if last:
            yield last
        last = sentence
    if last:
        yield last


def trim(text: str, span: Span) -> Span:
    """The span without white space at its edges (possibly empty)."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _is_abbreviation(text: str, end: re.Match[str], abbreviations: set[str]) -> bool:
    if end.group() != ".":
        return False
    word = _LAST_WORD.search(text, max(0, end.end() - 24), end.end())
    return word is not None and (
        word.group(1).casefold() in abbreviations or (len(word.group(1)) == 1 and word.group(1).isupper())
    )
