"""Which way does a date without a year or week point? The nearest tense word of its clause decides.

The words are the pack's `[temporal.tense]`: `future` and `past` markers; `unmarked` verbs, which tell of the past unless a future
marker before them says otherwise; `held` verbs, of which other dates of the article may say otherwise too; `stop` words, which
open another clause; `coordinators`, which do so before a date but may join two subjects after one; `scheduled`, verbs whose
present tense announces (`talks resume on Monday`) where parts of speech say that they are verbs; `verbal` words are no cues where
they are nouns (`a savings plan`); `pointers` stand behind what the text takes up again (`sidang itu`); `finite` verbs right
behind a date after a comma make it their subject (`although rain fell on Tuesday, Wednesday is forecast to be dry`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from briefgen.analyse import temporal_values as values
from briefgen.analyse.coordination import NO_JOINTS, Joints
from briefgen.model import Sentence, Span, Token

REACH = 200
"""How far from a date, in characters, its clause is searched; longer ones are rare and often badly punctuated."""

LEAD = 24
"""A date this near to the beginning of its clause may be followed by the verb instead of following it."""

PARTICIPLE_GAP = 12
"""A past form this close behind a future marker belongs to it (`will be announced`, `akan segera ditandatangani`)."""

AUXILIARIES = frozenset({"AUX", "PART"})
"""Before a bare verb these say its tense, or that it is an infinitive (`did not open`, `to open`)."""

NO_NUMBER = r"(?!\s{1,3}\d)"
"""Before a number a coordinator joins figures and no clauses (`4,500 jobs, or 15 percent`)."""

DIRECTIONS: Mapping[str, values.Direction] = MappingProxyType({"future": "future", "past": "past", "unmarked": "past"})

TENSELESS = frozenset({"unmarked", "held"})
JOINTS = frozenset({"stop", "coordinators"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A tense word: where it is, its kind (its list, or `end` for a mark that ends a clause) and the word as written."""

    start: int
    end: int
    kind: str
    word: str


@dataclass(frozen=True)
class Tense:
    """Compiled tense words of a language."""

    cues: re.Pattern[str]
    scheduled: frozenset[str]
    verbal: frozenset[str]
    held: frozenset[str]
    pointed: re.Pattern[str]
    """A word and the pointer behind it (`sidang itu`)."""
    finite: re.Pattern[str]
    """A verb that what stands right before it is the subject of."""

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Tense:
        """Compile `[temporal.tense]`; without words nothing is ever found."""
        branches = []
        longer = _any(word for word in words.get("past", ()) if " " in word)
        for kind in ("future", "past", "unmarked", "held", "stop", "coordinators"):
            branch = f"(?P<{kind}>{_any(words.get(kind, ()))})" + (NO_NUMBER if kind == "coordinators" else "")
            branches.append(f"(?!(?:{longer})(?!\\w)){branch}" if kind == "future" else branch)  # `could`, but `could have`
        return cls(
            re.compile(
                rf"(?<!\w)(?=\w)(?:{'|'.join(branches)})(?!\w)|(?P<end>[;“”\"\n]|(?<!\.\w)[.!?]\s|\s[-–—]{{1,2}}\s)",
                re.IGNORECASE,
            ),
            frozenset(words.get("scheduled", ())),
            frozenset(words.get("verbal", ())),
            frozenset(words.get("held", ())),
            re.compile(rf"(\w+)\s(?:{'|'.join(map(re.escape, words.get('pointers', ()))) or '(?!)'})(?!\w)", re.IGNORECASE),
            re.compile(rf"\s(?:{'|'.join(map(re.escape, words.get('finite', ()))) or '(?!)'})(?!\w)"),
        )

    def read(self, text: str, sentences: Iterable[Sentence] = (), joints: Joints = NO_JOINTS) -> Cues:
        """All tense words of a text, once; a joint that only joins phrases is none."""
        sentences = tuple(sentences)
        phrasal = {start for sentence in sentences for start in joints.phrasal(text, sentence)}
        nouns = {token.span.start for sentence in sentences for token in sentence.tokens if token.upos == "NOUN"}
        listed = {
            cue.start(): Cue(*cue.span(), cue.lastgroup or "", cue[0])
            for cue in self.cues.finditer(text)
            if not (cue.start() in nouns and cue[0].lower() in self.verbal)
            and not (cue.start() in phrasal and cue.lastgroup in JOINTS)
        }
        present = (
            {cue.start: cue for sentence in sentences for cue in self._present(text, sentence.tokens)} if self.scheduled else {}
        )
        found = tuple(cue for _, cue in sorted((present | listed).items()))
        return Cues(text, found, tuple(cue.start for cue in found), self.finite)

    def _present(self, text: str, tokens: tuple[Token, ...]) -> Iterator[Cue]:
        """The verbs of a sentence that are in the present tense and announce."""
        for at, token in enumerate(tokens):
            if token.upos != "VERB" or token.lemma not in self.scheduled:
                continue
            word = token.span.of(text)
            bare = word.lower() == token.lemma and not any(one.upos in AUXILIARIES for one in tokens[max(0, at - 2) : at])
            if bare or (word.lower() != token.lemma and word.endswith("s")):
                yield Cue(token.span.start, token.span.end, "future", word)


def _any(words: Iterable[str]) -> str:
    """A pattern for each of some words or phrases, the longest first; a star stands for the rest of a word."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}").replace(r"\*", r"\w{0,20}") for word in ordered) or "(?!)"


@dataclass(frozen=True)
class Cues:
    """The tense words of a text in order, and where they begin."""

    text: str
    found: tuple[Cue, ...]
    starts: tuple[int, ...]
    finite: re.Pattern[str]

    def direction(self, span: Span, sentence: Span) -> tuple[values.Direction, str]:
        """The tense at a date and the word that says so: the nearest cue before it in its clause, else (unless another clause
        stands between) the nearest one after it.
        """
        start = span.start if self.is_subject(span) else max(sentence.start, span.start - REACH)
        before = self._between(start, span.start)
        last = before[-1] if before else None
        if last is not None and (last.kind in DIRECTIONS or last.kind == "held"):
            planned = self._planned(before)
            return ("future", planned) if planned else (DIRECTIONS.get(last.kind, ""), last.word.lower())
        if last is not None and span.start - last.end > LEAD:
            return "", ""
        for after in self._between(span.end, min(sentence.end, span.end + REACH)):
            if after.kind != "coordinators":
                direction = DIRECTIONS.get(after.kind, "")
                return direction, after.word.lower() if direction else ""
        return "", ""

    def is_subject(self, span: Span) -> bool:
        """True if a clause begins with the date, as its subject: what stands before it is another."""
        return self.text[max(0, span.start - 2) : span.start] == ", " and self.finite.match(self.text, span.end) is not None

    def _planned(self, before: list[Cue]) -> str:
        """The future marker that the last of some cues is or belongs to: as a participle close behind it, or without a tense."""
        last, marked = before[-1], [cue for cue in before[:-1] if cue.kind not in TENSELESS]
        own = last.word.lower() if last.kind == "future" else ""
        if not marked or marked[-1].kind not in DIRECTIONS:
            return own
        gap = self.text[marked[-1].end : last.start]
        near = "," not in gap and (len(gap) <= PARTICIPLE_GAP or last.kind in TENSELESS)
        return (self._planned(marked) if near else "") or own

    def _between(self, start: int, end: int) -> list[Cue]:
        """The cues of a stretch, without words in capitals inside a sentence: those are names (`Mohamed`, `May`)."""
        within = self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [cue for cue in within if cue.end <= end and (not cue.word[0].isupper() or cue.start == start)]
