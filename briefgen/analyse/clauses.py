"""A sentence → its words, each time expression as one, with the knowledge which of them can carry a predicate.

Parts of speech from a model are used where a sentence has them; word lists (`[events]` of a language pack) help or decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.model import Sentence, Span, Timex

WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W_]+(?:[-'’][^\W_]+)*|[,;:()\[\]“”\"]|[-–—]{1,2}|[.!?…]")
PREDICATES = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a sentence, or a whole time expression (`timed`, with no `lower`); `verb`: it can carry a predicate."""

    span: Span
    lower: str
    verb: bool
    timed: bool = False


@dataclass(frozen=True)
class Lexis:
    """The word lists of `[events]`, compiled: list name → pattern that matches a whole word or phrase in lower case."""

    lists: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> Lexis:
        """Compile every list of a section; `*` stands for up to twenty letters."""
        return cls({name: _pattern(words) for name, words in section.items() if isinstance(words, list)})

    def has(self, name: str, word: str) -> bool:
        """True if a word is in a list; a list that the language does not have is empty."""
        pattern = self.lists.get(name)
        return pattern is not None and pattern.fullmatch(word) is not None

    def find(self, name: str, text: str) -> str:
        """The first word or phrase of a list within a text, or nothing."""
        pattern = self.lists.get(name)
        found = re.search(rf"(?<!\w)(?:{pattern.pattern})(?!\w)", text) if pattern else None
        return found[0] if found else ""


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    escaped = (re.escape(word).replace(r"\*", r"[^\W\d_]{0,20}").replace(r"\ ", r"\s{1,3}") for word in ordered)
    return re.compile("|".join(escaped) or "(?!)")


def words(text: str, sentence: Sentence, timexes: Iterable[Timex], lexis: Lexis) -> tuple[Word, ...]:
    """The words and marks of a sentence in text order, each time expression taken as one word."""
    tags = {token.span.start: token.upos for token in sentence.tokens if token.upos}
    timed = sorted(timex.span for timex in timexes)
    found: list[Word] = []
    start = sentence.span.start
    for span in (*timed, Span(sentence.span.end, sentence.span.end)):
        found += (_word(match, sentence, tags, lexis) for match in WORD.finditer(text, start, span.start))
        if span.start < span.end:
            found.append(Word(span, "", verb=False, timed=True))
        start = span.end
    return tuple(found)


def _word(match: re.Match[str], sentence: Sentence, tags: Mapping[int, str], lexis: Lexis) -> Word:
    lower = match[0].lower()
    name = match[0][0].isupper() and match.start() > sentence.span.start
    listed = lexis.has("verbs", lower) and not lexis.has("not_verbs", lower) and not name
    return Word(Span(*match.span()), lower, listed or tags.get(match.start(), "") in PREDICATES)
