"""A sentence → its words, each time expression as one, with the knowledge which of them can carry a predicate.

Parts of speech from a model are used where a sentence has them; word lists (`[events]` of a language pack) help or decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefgen.analyse.coordination import NO_JOINTS, Joints
from briefgen.model import Sentence, Span, Timex

WORD = r"\d+(?:[.,:/–-]\d+)*(?:-[^\W\d_]+)*|[^\W_]+(?:[-'’][^\W_]+|(?<=\d)[.,]\d+)*|[,;:()\[\]“”\"]|[-–—]{1,2}|[.!?…]"
PREDICATES = frozenset({"VERB", "AUX"})
NAMING = frozenset({"NOUN", "PROPN"})
"""What looks like a verb by its letters and is tagged so is none."""

MARKS = frozenset(',;:()[]“”"-–—--.!?…')
HARD_MARKS = frozenset(';:“”"–—--.!?…')
OPENING, CLOSING = frozenset('“"'), frozenset('”"')
INLINE = 10
"""A quotation of more words is a sentence of its own."""

DAY = re.compile(r"\d{4}-\d\d-\d\d")
NO_KINDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Word:
    """A word, fixed phrase or mark of a sentence, or a whole time expression (`timed`, with no `lower`). `verb`: it can carry a
    predicate; `kinds`: the word lists it is in (`day`: a day without a year, news of these days; `pairing`: it joins no clauses).
    """

    span: Span
    lower: str
    verb: bool
    timed: bool = False
    kinds: frozenset[str] = NO_KINDS
    upos: str = ""


@dataclass(frozen=True)
class Lexis:
    """The word lists of `[events]`, compiled: list name → pattern that matches a whole word or phrase in lower case. What a word
    is in is looked up once for each different word.
    """

    lists: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    token: re.Pattern[str] = re.compile(WORD)
    literal: frozenset[str] = frozenset()
    """Verbs that the list names in full; what it only describes by their letters may be a noun (`tersangka`, `seed`)."""
    known: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> Lexis:
        """Compile every list of a section; `*` stands for up to twenty letters, `#` for a number. `phrases` are taken as single
        words.
        """
        lists = {name: re.compile(_body(words)) for name, words in section.items() if isinstance(words, list)}
        phrases = rf"(?<!\w)(?:{_body(section['phrases'])})(?!\w)|" if section.get("phrases") else ""
        literal = frozenset(word for word in section.get("verbs", ()) if "*" not in word)
        return cls(lists, re.compile(phrases + WORD, re.IGNORECASE), literal)

    def kinds(self, word: str) -> frozenset[str]:
        """The names of the lists that a word in lower case is in."""
        found = self.known.get(word)
        if found is None:
            found = frozenset(name for name, pattern in self.lists.items() if pattern.fullmatch(word))
            if len(self.known) < KNOWN_WORDS:
                self.known[word] = found
        return found

    def find(self, name: str, text: str) -> str:
        """The first word or phrase of a list within a text, or nothing; a list that the language does not have is empty."""
        pattern = self.lists.get(name)
        found = re.search(rf"(?<!\w)(?:{pattern.pattern})(?!\w)", text) if pattern else None
        return found[0] if found else ""


KNOWN_WORDS = 50_000
"""So many different words are remembered; hostile input has more."""


LETTERS, NUMBER = r"[^\W\d_]{0,20}", r"\d[\d.,]{0,20}"
"""What `*` and `#` stand for in a list."""


def _body(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    escaped = (re.escape(word).replace(r"\*", LETTERS).replace(r"\#", NUMBER).replace(r"\ ", r"\s{1,3}") for word in ordered)
    return "|".join(escaped) or "(?!)"


def words(text: str, sentence: Sentence, timexes: Iterable[Timex], lexis: Lexis, joints: Joints = NO_JOINTS) -> tuple[Word, ...]:
    """The words and marks of a sentence in text order, each time expression taken as one word."""
    tags = {token.span.start: token.upos for token in sentence.tokens if token.upos}
    inside = tuple(timexes)
    timed = sorted(timex.span for timex in inside)
    days = {timex.span for timex in inside if DAY.fullmatch(timex.resolved or "") and timex.value.startswith(("XXXX", "DCT"))}
    found: list[Word] = []
    start = sentence.span.start
    for span in (*timed, Span(sentence.span.end, sentence.span.end)):
        found += (_word(match, sentence, tags, lexis) for match in lexis.token.finditer(text, start, span.start))
        if span.start < span.end:
            found.append(Word(span, "", verb=False, timed=True, kinds=frozenset({"day"}) if span in days else NO_KINDS))
        start = span.end
    phrasal = joints.phrasal(text, sentence)
    found = [replace(one, kinds=one.kinds | {"pairing"}) if one.span.start in phrasal else one for one in found]
    return tuple(_unquoted(_measuring(found)))


def _measuring(found: list[Word]) -> list[Word]:
    """A word that opens clauses and stands between two numbers leads to an amount (`Rp 2 juta hingga Rp 3 juta`)."""
    done = list(found)
    for at, word in enumerate(found):
        if "openers" in word.kinds and _number(found[at + 1 : at + 3]) and _number(found[max(0, at - 3) : at]):
            done[at] = replace(word, kinds=word.kinds - {"openers", "additions"})
    return done


def _number(words: Sequence[Word]) -> bool:
    return any(word.lower[:1].isdigit() for word in words)


def _unquoted(found: list[Word]) -> list[Word]:
    """The marks of a quotation that only is a part of its clause (`a medal for "courage" on Tuesday`) no longer part anything."""
    done = list(found)
    for at, word in enumerate(found):
        if word.lower not in OPENING or not at or found[at - 1].lower in MARKS:
            continue
        close = next((end for end in range(at + 1, min(len(found), at + INLINE)) if found[end].lower in CLOSING), 0)
        if close and not any(one.lower in MARKS for one in found[at + 1 : close]):
            done[at], done[close] = replace(word, lower=""), replace(found[close], lower="")
    return done


def _word(match: re.Match[str], sentence: Sentence, tags: Mapping[int, str], lexis: Lexis) -> Word:
    lower = match[0].lower()
    name = match[0][0].isupper() and match.start() > sentence.span.start
    kinds = lexis.kinds(lower)
    upos = tags.get(match.start(), "")
    listed = "verbs" in kinds and not name and (upos not in NAMING or lower in lexis.literal)
    verb = (listed or upos in PREDICATES) and "not_verbs" not in kinds and "phrases" not in kinds
    return Word(Span(*match.span()), lower, verb, kinds=kinds, upos=upos)
