"""Sentence → can it stand for its article alone, or why not: it asks, calls, leans on what was said before, is only a piece."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.analyse import quote_marks
from briefgen.analyse.lexemes import Lexeme, Phrases
from briefgen.language import LanguagePack

LEANS = "leans on what was said before"
"""The one reason that counts for nothing where what was said before stands beside it."""
REPEATS = "says what the title says"
"""What follows may lean on it, for the title stands above the lead."""
FIRST_WORDS = 4
"""Words among which a demonstrative belongs to the subject, and so to something said before (`Serangan itu …`, `In this …`)."""
LABEL = 3
"""Words before a colon that only name what follows (`Photo: …`, `Question: …`)."""
SHORTEST = 5
"""Words of a sentence that says enough."""
ENDS = frozenset(".…。")
TONES = {"?": "asks", "？": "asks", "!": "exclaims", "！": "exclaims"}
NAMING = frozenset({"NOUN", "PROPN", ""})
"""Parts of speech that say which thing is pointed at; empty without a model."""
QUOTES = frozenset('"“”„«»‹›')
POINTING = frozenset({"DET", ""})
"""That of a demonstrative with what it points at; elsewhere `that` joins clauses."""
CLOSERS = frozenset("\"'”’»)]“›」』*")


@dataclass(frozen=True, slots=True, eq=False)
class Openers:
    """The `[lead]` section of a pack: phrases that a sentence opens with where it leans (True) or calls (False), and words that
    point back; empty for a language without any. `verbless`: a sentence may do without a verb."""

    phrases: Phrases[bool]
    demonstratives: frozenset[str]
    verbless: bool


@functools.cache
def openers(pack: LanguagePack) -> Openers:
    """Compiled once a pack."""
    section = pack.section("lead")
    leaning = [(str(words), True) for key in ("pronouns", "connectives") for words in section.get(key, ())]
    calling = [(str(words), False) for words in section.get("calls", ())]
    return Openers(
        Phrases.of(leaning + calling), frozenset(map(str, section.get("demonstratives", ()))), bool(section.get("verbless"))
    )


def fault(run: Sequence[Lexeme], known: Openers, title: frozenset[str], *, spoken: bool, first: bool) -> str:
    """Why a sentence does not stand alone; empty if it does. `title` has the words of the title, which is always read before it;
    `spoken`: most of it is somebody's words; `first`: it begins the text, so nothing was cut off if its first letter is small.
    """
    words = [lexeme for lexeme in run if lexeme.kind == "word"]
    ending = _ending(run)
    if ending in TONES:
        return TONES[ending]
    if spoken:
        return "is somebody's words"
    if words and {lexeme.fold for lexeme in run if lexeme.kind != "mark"} <= title:
        return REPEATS
    if len(words) < SHORTEST or ending not in ENDS or _label(run) or (words[0].text.islower() and not first):
        return "is a fragment"
    if not known.verbless and not _says(run):
        return "is a fragment"
    found = known.phrases.at(run, run.index(words[0]))
    if found and not found[1]:
        return "calls to the reader"
    return LEANS if found or _points(words, known.demonstratives, title) else ""


def spoken(runs: Sequence[Sequence[Lexeme]], after: Sequence[Lexeme]) -> list[bool]:
    """Which sentences of a paragraph are mostly somebody's words, begin with them, or hold only one end of a quotation. `after`
    begins the next paragraph: a quotation may run on into it.
    """
    joined = [lexeme for run in runs for lexeme in run]
    quotes = [(joined[first].start, joined[last - 1].end) for first, last in quote_marks.quoted(joined, quote_marks.opens(after))]
    return [bool(run) and (_opens(run) or any(_speaks(run, *quote) for quote in _across(run, quotes))) for run in runs]


def _across(run: Sequence[Lexeme], quotes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The quotations (sorted, apart from one another) that the sentence has a part of."""
    for first, last in quotes[bisect_right(quotes, run[0].start, key=lambda quote: quote[1]) :]:
        if first >= run[-1].end:
            return
        yield first, last


def _speaks(run: Sequence[Lexeme], first: int, last: int) -> bool:
    """True if the quotation goes on beyond the sentence, or is most of it."""
    words = [lexeme for lexeme in run if lexeme.kind == "word"]
    beyond = first < run[0].start or run[-1].end < last
    return beyond or 2 * sum(first <= lexeme.start < last for lexeme in words) > len(words)


def _opens(run: Sequence[Lexeme]) -> bool:
    """True if the sentence begins with something said, in marks of whatever kinds."""
    if not quote_marks.opens(run):
        return False
    end = next((lexeme.start for lexeme in run[1:] if lexeme.text in QUOTES), run[-1].end)
    return sum(lexeme.kind == "word" and lexeme.start < end for lexeme in run) >= quote_marks.SHORTEST


def ends(run: Sequence[Lexeme]) -> bool:
    """True if the sentence has an end mark, be it within a closing quotation mark or bracket."""
    return _ending(run) in ENDS | TONES.keys()


def _ending(run: Sequence[Lexeme]) -> str:
    bare = (lexeme.text for lexeme in reversed(run) if lexeme.text not in CLOSERS)
    return next(bare, "")


def _points(words: Sequence[Lexeme], demonstratives: frozenset[str], title: frozenset[str]) -> bool:
    """True if a demonstrative among the first words points at something that neither a date nor the title has just said."""
    for at, word in enumerate(words[:FIRST_WORDS]):
        beside = {other.fold for other in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]) if other.upos in NAMING}
        pointing = word.upos in POINTING or (at == 0 and word.upos != "SCONJ")
        if pointing and word.fold in demonstratives and not word.timed and not beside & title:
            return True
    return False


def _label(run: Sequence[Lexeme]) -> bool:
    return run[-1].text == ":" or any(lexeme.text == ":" and not lexeme.timed for lexeme in run[1 : LABEL + 1])


def _says(run: Sequence[Lexeme]) -> bool:
    """True if there is a verb, or nobody knows what the words are."""
    tags = {lexeme.upos for lexeme in run}
    return bool(tags & {"VERB", "AUX"}) or not tags - {""}
